"""The demo's data: what it shortens it shortens for itself, and says so."""

from dataclasses import replace

import pytest

from app.access import Subject
from app.commands.running import _greet
from app.demo import story
from app.errors import ConflictError
from app.services import checklists, people
from app.services.checklist_templates import publish
from app.services.work import Work
from app.settings import Settings
from compliance.checklists import Template
from compliance.shipped import DEFAULT_CONTACT_SECONDS, TEMPLATES


def _disinfection(work: Work) -> Template:
    return next(each for each in checklists.list_templates(work, _who(work)) if each.code == "disinfection")


def _who(work: Work) -> Subject:
    found = people.find_subject(work, people.get_by_username(work, "dispatcher").id)
    assert found is not None
    return found


def test_the_demo_has_a_short_contact_time_and_says_so_on_its_face(work: Work) -> None:
    story.load(work)
    newest = _disinfection(work)
    (timer,) = (item for item in newest.items if item.kind == "timer")
    assert (newest.version, timer.min_seconds) == (3, 20)
    for text in (newest.name, timer.text):
        assert "demo: 20 s instead of 10 min" in text.en
        assert "bản demo: 20 giây thay cho 10 phút" in text.vi


def test_an_agent_that_takes_three_times_as_long_does_so_in_the_demo_too(work: Work) -> None:
    story.load(work)
    (timer,) = (item for item in _disinfection(work).items if item.kind == "timer")
    assert timer.timed_by is not None
    assert timer.timed_by.seconds["chlorine_005_immersion"] == 60


def test_who_runs_the_demo_may_shorten_it_further_and_the_list_says_so(work: Work) -> None:
    shorter = replace(work, settings=work.settings.model_copy(update={"demo_contact_seconds": 5}))
    story.load(shorter)
    newest = _disinfection(work)
    assert [item.min_seconds for item in newest.items if item.kind == "timer"] == [5]
    assert "demo: 5 s instead of 10 min" in newest.name.en


def test_only_the_time_and_the_words_about_it_differ_from_what_ships(work: Work) -> None:
    story.load(work)
    shipped, newest = TEMPLATES["disinfection"], _disinfection(work)
    assert [item.key for item in newest.items] == [item.key for item in shipped.items]
    differing = [a.key for a, b in zip(newest.items, shipped.items, strict=True) if a != b]
    assert differing == ["dwell"]
    assert shipped.find("dwell").min_seconds == DEFAULT_CONTACT_SECONDS == 600  # type: ignore[union-attr]


def test_loading_again_leaves_the_lists_as_they_are(work: Work) -> None:
    story.load(work)
    before = _disinfection(work)
    story.load(work)
    assert _disinfection(work) == before


def test_a_version_of_a_template_follows_the_newest(work: Work) -> None:
    story.load(work)
    with pytest.raises(ConflictError):
        publish(work, story.OPERATOR, TEMPLATES["disinfection"])


def test_every_address_that_the_demo_tells_stands_on_a_line_of_its_own(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = settings.model_copy(update={"demo": True, "messages_inbox_url": "http://127.0.0.1:9"})
    _greet(demo, 1.0, quiet=False)
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.count("http://") > 1] == []
    assert lines[-1] == "Email and SMS that it sends: http://127.0.0.1:9"
