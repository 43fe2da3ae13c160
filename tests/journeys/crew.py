"""The crew leader's phone in a real browser: what a gloved thumb does, question by question."""

from playwright.sync_api import Page, expect

from tests.journeys.desks import sign_in, violations

RECEIPT = "BN-0042"

SMALL_TARGETS = """() =>
  [...document.querySelectorAll('button, a[href], summary, select, textarea, label.choice, label.photo-button')]
    .filter(each => each.checkVisibility())
    .map(each => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < 55.5 || box.width < 55.5))
    .map(([each, box]) => `${each.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`)"""
"""Whatever can be pressed and is smaller than 56 pixels: gloves do not hit it."""


class CrewPhone:
    """``/field`` as a crew leader uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, user: str = "worker") -> None:
        """Sign in and wait until the phone is ready to work without a network."""
        sign_in(self.page, "/field", user)
        expect(self.page.get_by_test_id("demo-inbox")).to_be_visible()
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    def open_job(self, address: str) -> None:
        """Open the job at an address."""
        self.page.get_by_test_id("job").filter(has_text=address).click()

    def press(self, test_id: str) -> None:
        """Press one of the buttons at the bottom."""
        self.page.get_by_test_id(test_id).click()

    def expect_state(self, state: str) -> None:
        """The job's state as the phone shows it."""
        expect(self.page.get_by_test_id("job-screen")).to_have_attribute("data-state", state)

    def to_checkpoint(self) -> None:
        """Accept, drive, arrive."""
        for press, state in (("accept", "accepted"), ("set-off", "en_route"), ("at-checkpoint", "waiting_entry")):
            self.press(press)
            self.expect_state(state)

    def choose_method(self) -> None:
        """Take the work method that stands there ready, unless the dispatcher has chosen one."""
        question, method = self.page.get_by_test_id("question"), self.page.get_by_test_id("method")
        expect(question.or_(method)).to_be_visible()
        if method.is_visible():
            self.press("choose-method")

    def answer(self) -> str:
        """Answer the question that is there; returns its name, and only once it has gone."""
        question = self.page.get_by_test_id("question")
        name = question.get_attribute("data-slot") or ""
        if self.page.get_by_test_id("signature").count():
            self._sign()
        options = question.get_by_role("radio")
        if options.count():
            options.first.check()
        if self.page.get_by_test_id("start-timer").count():
            self.press("start-timer")
        written = self.page.locator("textarea[name=answer]")
        if written.count():
            written.fill(RECEIPT)
        expect(self.page.get_by_test_id("confirm-item")).to_be_enabled(timeout=60_000)
        self.press("confirm-item")
        expect(self.page.locator(f"[data-slot='{name}']")).to_have_count(0)
        return name

    def answer_until(self, test_id: str) -> list[str]:
        """Answer everything that comes before a button or screen; names of the questions."""
        answered: list[str] = []
        question, ppe = self.page.get_by_test_id("question"), self.page.get_by_test_id("ppe-check")
        nobody = self.page.get_by_test_id("contact-nobody")
        wanted = self.page.get_by_test_id(test_id)
        for _ in range(60):
            expect(question.or_(ppe).or_(nobody).or_(wanted)).to_be_visible()
            if wanted.count():
                return answered
            if ppe.count():
                member = self.page.locator("[data-member]").get_attribute("data-member")
                ppe.click()
                expect(self.page.locator(f"[data-member='{member}']")).to_have_count(0)
                continue
            if nobody.count():
                nobody.click()
                expect(nobody).to_have_count(0)
                continue
            answered.append(self.answer())
        raise AssertionError(f"{test_id} never came; answered {answered}")

    def look_over(self) -> None:
        """What is on the screen is accessible by light, in the dark and in the sun, and large enough for a glove."""
        for scheme in ("light", "dark", "sun"):
            look = "sun" if scheme == "sun" else "system"
            self.page.evaluate("look => { document.documentElement.dataset.theme = look }", look)
            self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
            self.page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 100))")
            found = violations(self.page)
            assert not found, (scheme, found)
        small = self.page.evaluate(SMALL_TARGETS)
        assert not small, small

    def _sign(self) -> None:
        pad = self.page.get_by_test_id("signature")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(box["x"] + 30, box["y"] + 80)
        mouse.down()
        for turn in range(1, 8):
            mouse.move(box["x"] + 30 + turn * 25, box["y"] + 80 + (-1) ** turn * 30)
        mouse.up()
