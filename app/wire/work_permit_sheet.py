"""The printed electrical work permit or order: A4, in Vietnamese and English, with everybody's signature."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from zoneinfo import ZoneInfo

from reportlab.graphics.shapes import Drawing, PolyLine
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.schema.work_permits import WorkPermitSignature
from app.services.work_permit_views import WorkPermitView
from app.wire.fonts import BOLD, REGULAR, need_fonts
from compliance.wording.terms import CREW_ROLE_NAMES, DOCUMENTS, METHODS, SIGNATURES, STATES

_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=12)
_SMALL = ParagraphStyle("small", parent=_TEXT, fontSize=7, leading=9, textColor=colors.HexColor("#444444"))
_HEAD = ParagraphStyle("head", parent=_TEXT, fontName=BOLD, fontSize=10, leading=14, spaceBefore=7, spaceAfter=3)
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=BOLD, fontSize=16, leading=20, alignment=1)
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#888888")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)
_HEADED = TableStyle([*_GRID.getCommands(), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eeeeee"))])
_DRAWN_WIDTH, _DRAWN_HEIGHT = 320, 180
"""The box in which phones draw signatures."""
_MEANS = {
    "account": "đăng nhập bằng tài khoản riêng · signed in under their own account",
    "drawn": "ký tay trên điện thoại của tổ trưởng · drawn on the crew leader's phone",
    "assignment": "theo lệnh điều tổ · given with the order to go",
}


def pdf_of(view: WorkPermitView, time_zone: str) -> bytes:
    """The document as a PDF file.

    Raises:
        UnavailableError: the fonts are not installed.
    """
    need_fonts()
    buffer = BytesIO()
    page = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=16 * mm, rightMargin=16 * mm, topMargin=14 * mm, bottomMargin=14 * mm,
        title=f"{view.row.number} · {DOCUMENTS[view.row.kind].vi}", author="Cordon", lang="vi", invariant=1,
    )  # fmt: skip
    page.build(list(_parts(view, ZoneInfo(time_zone))), onFirstPage=_foot(view), onLaterPages=_foot(view))
    return buffer.getvalue()


def _parts(view: WorkPermitView, zone: ZoneInfo) -> Iterable[Flowable]:
    row, content = view.row, view.row.content
    name = DOCUMENTS[row.kind]
    yield Paragraph(f"{name.vi.upper()} · {name.en}", _TITLE)
    state = STATES[row.state]
    yield Paragraph(f"{row.number} — {state.vi} · {state.en}", ParagraphStyle("n", parent=_TEXT, alignment=1))
    yield Spacer(1, 4 * mm)
    yield _facts(view, zone)
    if content["measures"]:
        yield Paragraph("Biện pháp an toàn · Safety measures (QCVN 01:2020/BCT)", _HEAD)
        for number, each in enumerate(content["measures"], 1):
            yield Paragraph(f"{number}. {escape(each['vi'])} · {escape(each['en'])}", _TEXT)
    yield Paragraph("Người làm việc · Workers", _HEAD)
    yield _workers(content["workers"])
    yield Paragraph("Chữ ký · Signatures", _HEAD)
    yield _signatures(view, zone)


def _facts(view: WorkPermitView, zone: ZoneInfo) -> Table:
    row, content = view.row, view.row.content
    method = METHODS[row.work_method]
    begins, ends = (_stored(content[name], zone) for name in ("begins_at", "ends_at"))
    place = content["place"]
    rows = (
        ("Địa điểm · Place", f"{place['address']} ({place['lon']:.5f}, {place['lat']:.5f})"),
        ("Phạm vi · Scope", content["scope"]),
        ("Phiếu yêu cầu, lệnh điều tổ · Ticket, job", f"{content['ticket']} · {content['job']}"),
        ("Phương án · Method", f"{method.vi} · {method.en} ({'cao áp · HV' if row.voltage == 'hv' else 'hạ áp · LV'})"),
        ("Lý do · Reason", content["reason"] or "—"),
        ("Quy trình · Procedure", content["procedure_ref"] or "—"),
        ("Bản giấy số · Paper document", content.get("paper_ref") or "—"),
        ("Thời gian · Times", f"{begins} – {ends}"),
        ("Xe · Vehicle", content["plate"] or "—"),
    )
    cells = [[Paragraph(escape(label), _SMALL), Paragraph(escape(str(value)), _TEXT)] for label, value in rows]
    return Table(cells, colWidths=[46 * mm, 132 * mm], style=_GRID)


def _workers(workers: Sequence[dict[str, object]]) -> Table:
    head = [Paragraph(each, _SMALL) for each in ("Họ tên · Name", "Vai trò · Role", "Bậc an toàn · Safety grade")]
    rows = [
        [Paragraph(escape(str(each["name"])), _TEXT), Paragraph(_roles(each["roles"]), _TEXT),
         Paragraph(str(each["safety_grade"]), _TEXT)]
        for each in workers
    ]  # fmt: skip
    return Table([head, *rows], colWidths=[60 * mm, 88 * mm, 30 * mm], style=_HEADED, repeatRows=1)


def _roles(roles: object) -> str:
    held = [CREW_ROLE_NAMES[str(each)] for each in roles] if isinstance(roles, list) else []
    return "; ".join(f"{each.vi} · {each.en}" for each in held)


def _signatures(view: WorkPermitView, zone: ZoneInfo) -> Table:
    good = [each for each in view.signatures if each.fell_at is None]
    head = [Paragraph(each, _SMALL) for each in ("Vai trò · As", "Họ tên · Name", "Lúc · At", "Chữ ký · Signature")]
    rows = [[Paragraph(_as(each.role), _TEXT), Paragraph(escape(each.name), _TEXT),
             Paragraph(_moment(each.signed_at, zone), _TEXT), _mark(each)] for each in good]  # fmt: skip
    rows += [[Paragraph(_as(each), _TEXT), Paragraph("…", _TEXT), "", ""] for each in view.missing]
    return Table([head, *rows], colWidths=[52 * mm, 46 * mm, 32 * mm, 48 * mm], style=_HEADED, repeatRows=1)


def _as(role: str) -> str:
    if role not in SIGNATURES:
        return "Trả phiếu, lệnh · Handed back"
    return f"{SIGNATURES[role].vi} · {SIGNATURES[role].en}"


def _mark(signature: WorkPermitSignature) -> list[Flowable]:
    """The drawing, if there is one, and how it was given."""
    found: list[Flowable] = [Paragraph(_MEANS[signature.means], _SMALL)]
    strokes = strokes_of(signature.drawn or "")
    if strokes:
        scale = 40 * mm / _DRAWN_WIDTH
        drawing = Drawing(_DRAWN_WIDTH * scale, _DRAWN_HEIGHT * scale)
        for stroke in strokes:
            points = [part for x, y in stroke for part in (x * scale, (_DRAWN_HEIGHT - y) * scale)]
            drawing.add(PolyLine(points, strokeColor=colors.black, strokeWidth=0.9))
        found.insert(0, drawing)
    return found


def strokes_of(path: str) -> list[list[tuple[float, float]]]:
    """The strokes of an SVG path of moves and lines (``M 1 2 L 3 4``); what is none of that is left out."""
    found: list[list[tuple[float, float]]] = []
    for stroke in path.replace(",", " ").split("M")[1:]:
        points = [part.split() for part in stroke.split("L")]
        drawn = [(_number(each[0]), _number(each[1])) for each in points if len(each) == 2]  # noqa: PLR2004 - x and y
        if len(drawn) > 1:
            found.append(drawn)
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), float(_DRAWN_WIDTH))
    except ValueError:
        return 0.0


def _foot(view: WorkPermitView) -> object:
    row = view.row

    def draw(canvas: Canvas, _: object) -> None:
        canvas.setFont(REGULAR, 6)
        canvas.setFillGray(0.35)
        kept = f" · giữ đến · kept until {row.kept_until:%d/%m/%Y}" if row.kept_until else ""
        canvas.drawString(16 * mm, 8 * mm, f"{row.number} · SHA-256 {row.content_hash}{kept}")

    return draw


def _stored(text: str | None, zone: ZoneInfo) -> str:
    return _moment(datetime.fromisoformat(text), zone) if text else "…"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%H:%M %d/%m/%Y")
