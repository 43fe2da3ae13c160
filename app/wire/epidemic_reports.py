"""The daily epidemiological report on the wire: JSON, CSV, and a sheet of A4."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Literal, Self
from uuid import UUID
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from pydantic import Field
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.services.epidemic_reports import FIGURES, EpidemicReport
from app.wire.common import WireOut
from app.wire.fonts import BOLD, REGULAR, need_fonts
from compliance.text import Text

HEADS: dict[str, Text] = {
    "workers_in_zones": Text("Người vào vùng", "Workers in zones"),
    "stays": Text("Lượt vào vùng", "Stays in zones"),
    "zones": Text("Số vùng", "Zones"),
    "contacts": Text("Tiếp xúc", "Contacts"),
    "near_contacts": Text("Trong đó dưới 1 m", "Of these under 1 m"),
    "breaches": Text("Sự cố bảo hộ", "Breaches"),
    "in_stand_down": Text("Đang tạm ngừng", "In stand-down"),
    "begun": Text("Bắt đầu tạm ngừng", "Stand-downs begun"),
    "ended": Text("Hết tạm ngừng", "Stand-downs ended"),
    "positives": Text("Dương tính", "Positive"),
    "told_later": Text("Báo sau ngày này", "Told after the day"),
    "ppe_short_jobs": Text("Việc thiếu PPE", "Jobs short of PPE"),
    "ppe_low": Text("Kho thiếu PPE", "PPE low in stores"),
}
_STORES = Text("Kho thiếu trang bị bảo hộ vào cuối ngày", "Stores short of protective equipment at the end of the day")
_UNIT, _ARTICLE = Text("Đơn vị", "Unit"), Text("Trang bị", "Article")
_STORE_HEADS = (
    _UNIT, Text("Kho", "Store"), _ARTICLE,
    Text("Mức", "Level"), Text("Còn dùng được", "Available"), Text("Tối thiểu", "Minimum"), Text("Từ lúc", "Since"),
)  # fmt: skip
_LEVELS = {"low": Text("Thấp", "Low"), "out": Text("Hết", "Out")}
_JOBS = Text("Trang bị mà các việc trong ngày không có đủ", "What the day's jobs did not get")
_JOB_HEADS = (_UNIT, _ARTICLE, Text("Số việc", "Jobs"), Text("Số lượng thiếu", "Pieces short"))
_TOTAL = Text("Tổng cộng", "Total")
_TITLE = Text("Báo cáo dịch tễ hằng ngày", "Daily epidemiological report")
_LAW = Text("Theo 536/EVN-TC&NS", "After 536/EVN-TC&NS")
_DAY = Text("Ngày {day}, múi giờ {zone}", "{day}, time zone {zone}")
_KNOWN = Text(
    "Số liệu được ghi đến {known}. Cùng ngày và cùng mốc ghi này luôn cho cùng kết quả.",
    "As written down until {known}. The same day and the same moment always give the same figures.",
)
_HELD = Text(
    "“Đang tạm ngừng” là số người vào cuối ngày (hoặc vào mốc ghi, nếu ngày chưa hết).",
    "“In stand-down” counts people at the end of the day, or at that moment while the day lasts.",
)


class UnitDayOut(WireOut):
    """One unit's day."""

    unit_id: UUID
    code: str
    name: str
    workers_in_zones: int
    stays: int
    zones: int
    contacts: int
    near_contacts: int = Field(description="nearer than a metre, or nobody knows")
    breaches: int
    in_stand_down: int = Field(description="workers, at the end of the day")
    begun: int
    ended: int
    positives: int
    told_later: int = Field(description="contacts and breaches of the day that were told after it")
    ppe_short_jobs: int = Field(description="jobs that found too little protective equipment when they reserved it")
    ppe_low: int = Field(description="articles that stores held too little of, at the end of the day")


class StoreShortOut(WireOut):
    """An article of which a store held too little at the end of the day."""

    unit_id: UUID
    unit_code: str
    store_code: str
    store_name: str
    item_code: str
    level: Literal["low", "out"]
    available: int
    minimum: int
    since: datetime


class JobsShortOut(WireOut):
    """An article that the day's jobs were short of."""

    unit_id: UUID
    unit_code: str
    item_code: str
    jobs: int
    pieces: int


class EpidemicReportOut(WireOut):
    """One day of a unit and all below it; nobody is named."""

    unit_id: UUID
    unit: str
    day: date
    time_zone: str
    begins_at: datetime
    ends_at: datetime
    known_at: datetime = Field(description="ask for it again with this to get the same figures")
    rows: list[UnitDayOut]
    totals: dict[str, int]
    stores_short: list[StoreShortOut]
    jobs_short: list[JobsShortOut]

    @classmethod
    def of(cls, report: EpidemicReport) -> Self:
        """As the service counted it."""
        return cls(
            unit_id=report.unit.id, unit=report.unit.name, day=report.day, time_zone=report.unit.time_zone,
            begins_at=report.begins_at, ends_at=report.ends_at, known_at=report.known_at,
            rows=[UnitDayOut.model_validate(each) for each in report.rows], totals=report.totals,
            stores_short=[StoreShortOut.model_validate(each) for each in report.stores_short],
            jobs_short=[JobsShortOut.model_validate(each) for each in report.jobs_short],
        )  # fmt: skip


def file_name(report: EpidemicReport, ending: str) -> str:
    """What the file is called: unit and day."""
    code = "".join(each if each.isascii() and each.isalnum() else "-" for each in report.unit.code)
    return f"epidemic-{code}-{report.day.isoformat()}.{ending}"


def csv_of(report: EpidemicReport, lang: str) -> str:
    """The table, with a byte order mark so that spreadsheets read Vietnamese."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_TITLE.get(lang), report.unit.name, report.day.isoformat(), report.known_at.isoformat()])
    writer.writerows(_table(report, lang))
    for title, rows in _shortages(report, lang):
        writer.writerows([[], [title], *rows])
    return "\ufeff" + buffer.getvalue()


def pdf_of(report: EpidemicReport, lang: str) -> bytes:
    """The table on A4 across.

    Raises:
        UnavailableError: the fonts are not installed.
    """
    need_fonts()
    buffer = BytesIO()
    title = f"{_TITLE.get(lang)} · {report.unit.name} · {report.day.isoformat()}"
    sheet = SimpleDocTemplate(
        buffer, pagesize=landscape(A4), leftMargin=14 * mm, rightMargin=14 * mm, topMargin=14 * mm,
        bottomMargin=14 * mm, title=title, author="Cordon", lang=lang, invariant=1,
    )  # fmt: skip
    sheet.build(list(_story(report, lang)))
    return buffer.getvalue()


def _story(report: EpidemicReport, lang: str) -> Iterator[Flowable]:
    zone = ZoneInfo(report.unit.time_zone)
    known = report.known_at.astimezone(zone).strftime("%d/%m/%Y %H:%M:%S")
    yield Paragraph(escape(_TITLE.get(lang)), _style(15, BOLD, 20))
    yield Paragraph(escape(f"{report.unit.name} ({report.unit.code})"), _style(11, BOLD, 15))
    day = _DAY.get(lang).format(day=report.day.strftime("%d/%m/%Y"), zone=report.unit.time_zone)
    yield Paragraph(escape(f"{day} · {_LAW.get(lang)}"), _style(9, REGULAR, 13))
    yield Spacer(0, 4 * mm)
    yield _grid(_table(report, lang))
    for title, rows in _shortages(report, lang):
        yield Paragraph(escape(title), _style(10, BOLD, 22))
        yield _list(rows)
    yield Spacer(0, 4 * mm)
    for each in (_KNOWN.get(lang).format(known=known), _HELD.get(lang)):
        yield Paragraph(escape(each), _style(8, REGULAR, 11))


_LINES = (
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.93, 0.95)),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.Color(0.75, 0.77, 0.8)),
)


def _grid(rows: Sequence[Sequence[str | int]]) -> Table:
    head = [Paragraph(escape(str(each)), _style(7.5, BOLD, 9)) for each in rows[0]]
    body = [[Paragraph(escape(str(row[0])), _style(8, REGULAR, 10)), *map(str, row[1:])] for row in rows[1:]]
    width = (landscape(A4)[0] - 28 * mm - 58 * mm) / (len(head) - 1)
    grid = Table([head, *body], colWidths=[58 * mm, *[width] * (len(head) - 1)], repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR, 9),
                ("FONT", (1, len(body)), (-1, len(body)), BOLD, 9),
                ("ALIGN", (1, 1), (-1, -1), "RIGHT"),
                *_LINES,
                ("LINEABOVE", (0, len(body)), (-1, len(body)), 1, colors.black),
            ]
        )
    )
    return grid


def _shortages(report: EpidemicReport, lang: str) -> Iterator[tuple[str, list[list[str | int]]]]:
    """What was short of protective equipment: title and table, of what there is."""
    zone = ZoneInfo(report.unit.time_zone)

    def name(code: str) -> str:
        return report.articles[code].get(lang) if code in report.articles else code

    if report.stores_short:
        heads: list[str | int] = [each.get(lang) for each in _STORE_HEADS]
        yield _STORES.get(lang), [heads] + [
            [
                each.unit_code, f"{each.store_name} ({each.store_code})", name(each.item_code),
                _LEVELS[each.level].get(lang), each.available, each.minimum,
                each.since.astimezone(zone).strftime("%d/%m/%Y %H:%M"),
            ]
            for each in report.stores_short
        ]  # fmt: skip
    if report.jobs_short:
        job_heads: list[str | int] = [each.get(lang) for each in _JOB_HEADS]
        lines: list[list[str | int]] = [
            [each.unit_code, name(each.item_code), each.jobs, each.pieces] for each in report.jobs_short
        ]
        yield _JOBS.get(lang), [job_heads, *lines]


def _list(rows: Sequence[Sequence[str | int]]) -> Table:
    """A table of words, as wide as the sheet."""
    head, *body = rows
    cells = [[Paragraph(escape(str(each)), _style(7.5, BOLD, 9)) for each in head]]
    cells += [[Paragraph(escape(str(each)), _style(8, REGULAR, 10)) for each in row] for row in body]
    width = (landscape(A4)[0] - 28 * mm) / len(head)
    return Table(cells, colWidths=[width] * len(head), repeatRows=1, style=TableStyle(_LINES))


def _table(report: EpidemicReport, lang: str) -> list[list[str | int]]:
    rows: list[list[str | int]] = [[_UNIT.get(lang), *(HEADS[name].get(lang) for name in FIGURES)]]
    rows += [[f"{each.name} ({each.code})", *(getattr(each, name) for name in FIGURES)] for each in report.rows]
    totals = report.totals
    return [*rows, [_TOTAL.get(lang), *(totals[name] for name in FIGURES)]]


def _style(size: float, font: str, leading: float) -> ParagraphStyle:
    return ParagraphStyle(f"{font}{size}", fontName=font, fontSize=size, leading=leading)
