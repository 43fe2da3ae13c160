"""The printed entry pass: one A6 sheet in Vietnamese and English, its QR code three centimetres wide."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.wire.fonts import BOLD, REGULAR, need_fonts
from app.wire.pass_images import code_of, side_mm
from compliance.passes import PassFacts

_WIDTH, _HEIGHT = A6
_MARGIN = 7 * mm
_LINE = 3.6 * mm
_LABEL_SIZE, _TEXT_SIZE, _NAME_SIZE, _SMALLEST = 6.0, 9.0, 11.0, 4.0
_ONE_COLUMN = 9
_TOLERANCE = 0.1
_FOOT = (
    "Người gác: quét mã bằng trang /guard, rồi so tên và biển số. Chỉ mã mới là bằng chứng.",
    "Guard: scan the code with /guard, then compare names and plate. Only the code is proof.",
)


@dataclass(frozen=True)
class Sheet:
    """What is printed."""

    text: str
    """What the QR code holds."""
    facts: PassFacts
    key_id: str
    time_zone: str


def pdf_of(sheet: Sheet) -> bytes:
    """The sheet as a PDF file.

    Raises:
        UnavailableError: the fonts are not installed.
    """
    need_fonts()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A6, invariant=True, lang="vi")
    canvas.setTitle(f"{sheet.facts.permit_number} · Giấy vào vùng · Entry pass")
    canvas.setAuthor("Cordon")
    _head(canvas, sheet.facts)
    bottom = _code(canvas, sheet.text)
    _left(canvas, sheet, bottom)
    _people(canvas, sheet.facts, min(bottom, 84 * mm))
    _foot(canvas, sheet)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(canvas: Canvas, facts: PassFacts) -> None:
    canvas.setFillGray(0)
    canvas.rect(0, _HEIGHT - 19 * mm, _WIDTH, 19 * mm, stroke=0, fill=1)
    canvas.setFillGray(1)
    _line(canvas, "GIẤY VÀO VÙNG", _MARGIN, _HEIGHT - 9 * mm, 15, BOLD)
    _line(canvas, "Entry pass", _MARGIN, _HEIGHT - 15 * mm, 10)
    number = facts.permit_number
    _line(canvas, number, _WIDTH - _MARGIN - stringWidth(number, BOLD, 10), _HEIGHT - 9 * mm, 10, BOLD)
    canvas.setFillGray(0)


def _code(canvas: Canvas, text: str) -> float:
    """Draw the code at the upper right, with its quiet zone; where its lower edge lies."""
    code = code_of(text)
    rows = [list(row) for row in code.matrix]
    module = side_mm(code) * mm / len(rows)
    left, top = _WIDTH - _MARGIN - module * len(rows), _HEIGHT - 19 * mm - 4 * module - 1 * mm
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                path.rect(left + across * module, top - (down + 1) * module, module, module)
    canvas.drawPath(path, stroke=0, fill=1)
    return float(top - module * len(rows))


def _left(canvas: Canvas, sheet: Sheet, code_bottom: float) -> None:
    """Where, when and in what, beside the code or below a large one."""
    facts, zone = sheet.facts, ZoneInfo(sheet.time_zone)
    beside = code_bottom > 84 * mm
    width = _WIDTH - 2 * _MARGIN - (38 * mm if beside else 0)
    at = _HEIGHT - 24 * mm if beside else code_bottom - 5 * mm
    blocks = (
        ("Vùng · Zone", (facts.zone_name, facts.zone_number)),
        ("Chốt · Control point", (facts.gate or "mọi chốt · any",)),
        ("Từ · From", (_moment(facts.valid_from, zone),)),
        ("Đến · Until", (_moment(facts.valid_until, zone),)),
        ("Xe · Vehicle", (" · ".join(facts.plates) or "—",)),
    )
    for label, lines in blocks:
        at = _block(canvas, label, lines, at, width)


def _block(canvas: Canvas, label: str, lines: tuple[str, ...], at: float, width: float) -> float:
    canvas.setFillGray(0.35)
    _line(canvas, label, _MARGIN, at, _LABEL_SIZE)
    canvas.setFillGray(0)
    for number, text in enumerate(dict.fromkeys(lines)):
        at -= _LINE
        _line(
            canvas,
            text,
            _MARGIN,
            at,
            _TEXT_SIZE if number == 0 else _LABEL_SIZE,
            BOLD if number == 0 else REGULAR,
            width,
        )
    return float(at - 4.4 * mm)


def _people(canvas: Canvas, facts: PassFacts, top: float) -> None:
    count, columns = len(facts.people), 1 if len(facts.people) <= _ONE_COLUMN else 2
    at = top - 9 * mm
    canvas.setLineWidth(0.6)
    canvas.line(_MARGIN, at + 5 * mm, _WIDTH - _MARGIN, at + 5 * mm)
    canvas.setFillGray(0.35)
    _line(canvas, f"Người được vào: {count} · People who may enter: {count}", _MARGIN, at, _LABEL_SIZE + 0.5)
    canvas.setFillGray(0)
    rows = -(-count // columns)
    step = min(5.6 * mm, (at - 19 * mm) / max(rows, 1))
    width = (_WIDTH - 2 * _MARGIN) / columns - 2 * mm
    for number, name in enumerate(facts.people):
        column, row = divmod(number, rows)
        x, y = _MARGIN + column * (width + 2 * mm), at - (row + 1) * step
        _line(canvas, f"{number + 1}. {name}", x, y, min(_NAME_SIZE, step / 1.4), REGULAR, width)


def _foot(canvas: Canvas, sheet: Sheet) -> None:
    facts, zone = sheet.facts, ZoneInfo(sheet.time_zone)
    canvas.setLineWidth(0.3)
    canvas.line(_MARGIN, 15 * mm, _WIDTH - _MARGIN, 15 * mm)
    room = _WIDTH - 2 * _MARGIN
    for number, text in enumerate(_FOOT):
        _line(canvas, text, _MARGIN, 12 * mm - number * 2.8 * mm, _LABEL_SIZE, REGULAR, room)
    issued = f"Cấp lúc · Issued {_moment(facts.issued_at, zone)} · {facts.id} · {sheet.key_id}"
    _line(canvas, issued, _MARGIN, 5.6 * mm, _LABEL_SIZE - 1, REGULAR, room)


def _line(
    canvas: Canvas, text: str, x: float, y: float, size: float, font: str = REGULAR, room: float | None = None
) -> None:
    """One line, smaller where it would be wider than its room, cut where it would be too small to read."""
    if room is not None:
        size = max(min(size, size * room / max(stringWidth(text, font, size), 1)), _SMALLEST)
        while stringWidth(text, font, size) > room + _TOLERANCE and len(text) > 1:
            text = text[:-2].rstrip() + "…"
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%H:%M %d/%m/%Y")
