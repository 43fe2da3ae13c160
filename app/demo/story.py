"""The demo's data: a city in isolation, a quarantine zone, crews on duty, and the tickets of a morning.

All places, people and numbers are made up. Loading it again only puts crews back on duty.
"""

from dataclasses import replace
from datetime import timedelta

from app.access import Role, Subject, system
from app.auth.passwords import PASSWORDS
from app.demo import stock
from app.demo.calls import CALLS
from app.demo.people import CREWS, PASSWORD, PHONES, USERS, CrewSpec
from app.demo.shapes import FLOOD, FLOOD_ISLAND, QUARANTINE, TERRITORY, WARD, WARDS, area
from app.errors import NotFoundError
from app.schema.authorities import Authority
from app.schema.units import Unit
from app.services import authorities, checklists, crews, isolation_orders, people, shifts, tickets, units, zones
from app.services.authorities import NewAuthority
from app.services.checklist_templates import publish
from app.services.combinations import sign_off
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import CrewView, NewCrew
from app.services.isolation_orders import NewOrder
from app.services.people import NewUser, RoleOver
from app.services.tickets import NewTicket
from app.services.units import NewUnit
from app.services.work import Work
from app.services.zones import Content, Gate, NewZone
from compliance.checklist_values import Item
from compliance.checklists import Template
from compliance.gate_facts import PpeCombination
from compliance.shipped import DEFAULT_REQUIREMENTS, TEMPLATES
from compliance.text import Text
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16
from geo.places import Place

OPERATOR = system("demo")
SHIFT = timedelta(hours=12)


def load(work: Work) -> None:
    """Put the demo's data in; what is there already stays."""
    with work.begin() as tx:
        checklists.seed(tx)
    try:
        dispatcher = people.get_by_username(work, "dispatcher")
    except NotFoundError:
        _build(work)
        dispatcher = people.get_by_username(work, "dispatcher")
    subject = people.find_subject(work, dispatcher.id)
    if subject is None:
        return
    _shorten_contact_time(work, subject)
    for view in crews.list_crews(work, subject, after=None, limit=100):
        if not view.on_shift and view.crew.code != "T4":
            now = work.clock.now()
            shifts.create_shift(work, OPERATOR, view.crew.id, now - timedelta(minutes=1), now + SHIFT)


AROUND_THE_CLOCK = {
    "time_zone": "Asia/Ho_Chi_Minh",
    "weekly": [{"day": day, "opens": "00:00", "closes": "24:00"} for day in range(1, 8)],
    "special_days": [],
}
"""The visitor may come at any hour."""


def introduction(address: str) -> str:
    """What `make demo` prints: where to go and as whom."""
    lines = [f"{name:<11} {role:<13} {address}{page}" for name, _, role, page in USERS]
    lines.append(f"{'(nobody)':<11} {'guard':<13} {address}/guard")
    return "\n".join([f"Password of every demo user: {PASSWORD}", "", *lines])


def _build(work: Work) -> None:
    root = units.create_unit(work, OPERATOR, NewUnit("MT", "Điện lực Miền Trung", None, "Central Power"))
    unit = units.create_unit(
        work, OPERATOR, NewUnit("DN", "Điện lực Đà Nẵng", root.id, "Da Nang Power", territory=area(TERRITORY))
    )
    city, ward = _authorities(work)
    hashed = PASSWORDS.hash(PASSWORD)  # once: it takes its time, and the password is the same for all
    for name, full, role, _ in USERS:
        over = RoleOver(Role(role), authority_id=ward.id) if role == "liaison" else _over(Role(role), unit, root)
        phone = PHONES.get(role)
        email = "lan@example.vn" if role == "liaison" else None
        user = NewUser(name, full, hashed, (over,), phone=phone, email=email)
        people.create_user(work, OPERATOR, user)
    stock.load(work, unit.id, [_crew(work, unit, spec) for spec in CREWS])
    _zones(work, city, ward)
    _orders(work, unit)
    _tickets(work)
    combination = PpeCombination("medical_full_level3", "dead_line")
    sign_off(work, OPERATOR, combination, "cotton under the coverall, line dead and earthed")


def _shorten_contact_time(work: Work, subject: Subject) -> None:
    """A version of the disinfection list for the demo alone; it says on its face that the time is not the real one."""
    newest = next(each for each in checklists.list_templates(work, subject) if each.code == "disinfection")
    if newest == TEMPLATES["disinfection"]:
        publish(work, OPERATOR, demo_disinfection(newest, work.settings.demo_contact_seconds))


def demo_disinfection(shipped: Template, seconds: int) -> Template:
    """The shipped list with the demo's contact time in its name and its question."""
    minutes = {item.key: item.min_seconds // 60 for item in shipped.items if item.kind == "timer"}
    items = tuple(
        _shortened(item, _labelled(item.text, seconds, minutes[item.key]), seconds) if item.kind == "timer" else item
        for item in shipped.items
    )
    name = _labelled(shipped.name, seconds, max(minutes.values()))
    return replace(shipped, version=shipped.version + 1, name=name, items=items)


def _shortened(timer: Item, text: Text, seconds: int) -> Item:
    """The same timer in the demo's time; what asks for three times as long still does."""
    by = timer.timed_by
    scaled = {code: max(1, each * seconds // timer.min_seconds) for code, each in by.seconds.items()} if by else {}
    return replace(timer, text=text, min_seconds=seconds, timed_by=replace(by, seconds=scaled) if by else None)


def _labelled(text: Text, seconds: int, minutes: int) -> Text:
    return Text(
        f"{text.vi} (bản demo: {seconds} giây thay cho {minutes} phút)",
        f"{text.en} (demo: {seconds} s instead of {minutes} min)",
    )


def _over(role: Role, unit: Unit, root: Unit) -> RoleOver:
    return RoleOver(role, unit_id=root.id if role in (Role.ADMIN, Role.AUDITOR) else unit.id)


def _authorities(work: Work) -> tuple[Authority, Authority]:
    contact = {"name": "Trực ban", "phone": "+842363000000", "email": "truc@example.vn"}
    city = authorities.create_authority(
        work,
        OPERATOR,
        NewAuthority("DN-BCD", "Ban chỉ đạo phòng dịch thành phố", None, "City steering board", level="province"),
    )
    ward = authorities.create_authority(
        work,
        OPERATOR,
        NewAuthority(
            "DN-TT", "Trạm y tế phường Thạch Thang", city.id, "Thach Thang ward health station",
            response_minutes=20, hours="Trực 24/24", opening=AROUND_THE_CLOCK, contacts=(contact,), area=area(WARD),
        ),
    )  # fmt: skip
    for code, name, english, ring in WARDS:
        authorities.create_authority(work, OPERATOR, NewAuthority(code, name, city.id, english, area=area(ring)))
    return city, ward


def _crew(work: Work, unit: Unit, spec: CrewSpec) -> CrewView:
    members = tuple(
        MemberSpec(
            name,
            grade,
            role,
            ("lines", "meters"),
            user_id=people.get_by_username(work, user).id if user else None,
        )
        for name, grade, role, user in spec.members
    )
    base = Place(*spec.base)
    vehicles = (VehicleSpec(spec.plate, "bucket_truck"),)
    return crews.create_crew(
        work, OPERATOR, NewCrew(unit.id, spec.code, spec.name, base, spec.skills, members, vehicles)
    )


def _zones(work: Work, city: Authority, ward: Authority) -> None:
    quarantine = Content(
        area(QUARANTINE),
        level=3,
        legal_instrument="QĐ 12/QĐ-UBND",
        gates=(Gate("Chốt Quang Trung", 108.222, 16.08),),
        doffing_point="Lều khử khuẩn tại chốt Quang Trung",
        requirements=DEFAULT_REQUIREMENTS["infectious_human"],
    )
    zones.create_zone(work, OPERATOR, NewZone("Khu cách ly Thạch Thang", "infectious_human", ward.id, quarantine))
    flood = Content(
        area(FLOOD, FLOOD_ISLAND),
        legal_instrument="CĐ 05/CĐ-PCTT",
        gates=(Gate("Cầu Cẩm Lệ", 108.19, 16.03),),
        doffing_point="Trụ sở đội",
        requirements=DEFAULT_REQUIREMENTS["flood"],
    )
    zones.create_zone(work, OPERATOR, NewZone("Vùng ngập Hòa Thọ", "flood", city.id, flood))


def _orders(work: Work, unit: Unit) -> None:
    now = work.clock.now()
    order = NewOrder(
        legal_reference="16/CT-TTg",
        name="Cách ly xã hội",
        level="directive_16",
        valid_from=now - timedelta(days=1),
        unit_ids=(unit.id,),
        allowed_work_types=tuple(ALLOWED_UNDER_DIRECTIVE_16),
    )
    isolation_orders.create_order(work, OPERATOR, order)


def _tickets(work: Work) -> None:
    agent = people.find_subject(work, people.get_by_username(work, "agent").id)
    if agent is None:
        return
    for new in (
        NewTicket(
            "fault_repair", Place(108.217, 16.08), hazards=(), customers_affected=140, site_kind="field_hospital",
            facts={"address": "Bệnh viện dã chiến, 12 Quang Trung", "description": "Mất điện toàn khu",
                   "reporter_name": "Trực bệnh viện", "reporter_phone": "+84905000111", "service_minutes": 45},
        ),
        NewTicket(
            "customer_repair", Place(108.205, 16.06), customers_affected=1,
            facts={"address": "25 Nguyễn Văn Linh", "description": "Mất điện một nhà", "service_minutes": 30},
        ),
        NewTicket(
            "fault_repair", Place(108.2226, 16.079), accuracy_m=120, customers_affected=36, asset_kind="transformer",
            facts={"address": "Gần chốt Quang Trung", "description": "Trạm biến áp T12 mất pha"},
        ),
        NewTicket(
            "fault_repair", Place(108.18, 16.028), customers_affected=420, asset_kind="main_feeder",
            facts={"address": "Đường Cách Mạng Tháng 8, Hòa Thọ", "description": "Nước vào tủ trung thế"},
        ),
        NewTicket(
            "new_connection", Place(108.24, 16.06),
            facts={"address": "8 Võ Văn Kiệt", "description": "Xin cấp điện mới"},
        ),
        NewTicket(
            "fault_repair", Place(108.15, 16.07), hazards=("wire_down",), customers_affected=60, asset_kind="lateral",
            facts={"address": "Hòa Khánh Bắc, cột 47", "description": "Dây đứt rơi xuống đường", "service_minutes": 40},
        ),
        *CALLS,
    ):  # fmt: skip
        tickets.create_ticket(work, agent, new)
