"""Draws a comparison as one self-contained SVG, light or dark as the reader's screen is. No library, no network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil, floor, log10

from app.simulation.figures import Figures
from app.simulation.storm import Storm
from app.simulation.wording import class_name, number, policy_name, say

WIDTH, LEFT, RIGHT = 960, 84, 210
_PANEL_H, _GAP, _TOP = 210, 78, 96
_BAR_H, _BAR_GAP, _GROUP_GAP = 11, 3, 14
_TICKS = 5
_SERIES = 4
_LABEL_H = 18

_STYLE = """
svg { background: #fff; font: 13px system-ui, sans-serif; }
text { fill: #1d2733; } .soft { fill: #5b6876; } .grid { stroke: #dde3ea; } .axis { stroke: #8a96a3; }
.title { font-size: 20px; font-weight: 650; } .head { font-size: 15px; font-weight: 650; }
.line { fill: none; stroke-width: 2.25; stroke-linejoin: round; } .tick { stroke: #1d2733; stroke-width: 1.5; }
.s0 { stroke: #8a5a00; } .s1 { stroke: #7a3db8; } .s2 { stroke: #0b62c4; } .s3 { stroke: #0d7a5f; }
.f0 { fill: #c9932f; } .f1 { fill: #a678d6; } .f2 { fill: #4a90e2; } .f3 { fill: #3fae8f; }
@media (prefers-color-scheme: dark) {
  svg { background: #12181f; } text { fill: #e6ebf1; } .soft { fill: #9fadbb; } .grid { stroke: #2a343f; }
  .axis { stroke: #687684; } .tick { stroke: #e6ebf1; }
  .s0 { stroke: #e2b04f; } .s1 { stroke: #c39af0; } .s2 { stroke: #6cb0ff; } .s3 { stroke: #57cba9; }
}
"""
_DASHES = ("", "7 4", "2 4", "10 4 2 4")
"""Lines differ by their dashes as well as by colour."""


@dataclass
class Canvas:
    """Elements of a picture, in the order in which they are drawn."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> None:
        """One line of text."""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line."""
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>')

    def path(self, points: Sequence[tuple[float, float]], kind: str, dash: str) -> None:
        """A line through points."""
        told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{told}" class="line {kind}" stroke-dasharray="{dash}"/>')

    def bar(self, x: float, y: float, width: float, kind: str) -> None:
        """A lying bar."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{_BAR_H}" class="{kind}" rx="2"/>'
        )


def draw(storm: Storm, all_figures: Sequence[Figures], lang: str) -> str:
    """The comparison as SVG: supply over time, lost customer-hours, response by class, and what it took."""
    canvas = Canvas()
    facts = {
        "tickets": len(storm.calls), "customers": number(storm.customers, lang), "crews": len(storm.squads),
        "zones": len(storm.zones), "hours": number(storm.hours, lang, 1), "seed": storm.seed,
    }  # fmt: skip
    canvas.text(24, 40, say("title", lang), "title")
    canvas.text(24, 62, say("storm", lang, **facts), "soft")
    y = _curves(canvas, _TOP, "without", storm, all_figures, lambda each: each.without_supply, lang)
    y = _curves(canvas, y, "lost", storm, all_figures, _customer_hours, lang)
    y = _responses(canvas, y, all_figures, lang)
    y = _burdens(canvas, y, all_figures, lang)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y:.0f}" role="img" lang="{lang}">'
    title = f"<title>{escape(say('title', lang))}</title>"
    return "\n".join([head, title, f"<style>{_STYLE}</style>", *canvas.parts, "</svg>\n"])


def page(storm: Storm, all_figures: Sequence[Figures], lang: str) -> str:
    """The picture as a page of its own, as wide as the window lets it."""
    body = draw(storm, all_figures, lang)
    look = "color-scheme: light dark; margin: 0 auto; max-width: 1100px"
    title = escape(say("title", lang))
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><body style="{look}">{body}</body></html>\n'
    )


def _customer_hours(figures: Figures) -> Sequence[float]:
    return [minutes / 60 for minutes in figures.lost_so_far]


def _curves(
    canvas: Canvas, top: float, what: str, storm: Storm, all_figures: Sequence[Figures],
    values: Callable[[Figures], Sequence[float]], lang: str,
) -> float:  # fmt: skip
    """One line for each policy; returns where the next panel begins."""
    canvas.text(24, top, say(what, lang), "head")
    canvas.text(24, top + 18, say(f"{what}_axis", lang), "soft")
    above, below, right = top + 34, top + 34 + _PANEL_H, WIDTH - RIGHT
    steps = nice_steps(max((max(values(each)) for each in all_figures), default=0))
    most = steps[-1]
    for step in steps:
        y = below - _PANEL_H * step / most
        canvas.line(LEFT, y, right, y, "grid")
        canvas.text(LEFT - 8, y + 4, number(step, lang), "soft", "end")
    for hour in range(int(storm.hours) + 1):
        x = LEFT + (right - LEFT) * hour / storm.hours
        canvas.text(x, below + 18, f"{hour} h", "soft", "middle")
    canvas.line(LEFT, below, right, below, "axis")
    ends: list[tuple[float, int, str]] = []
    for place, figures in enumerate(all_figures):
        drawn = values(figures)
        width = (right - LEFT) / (len(drawn) - 1)
        points = [(LEFT + width * at, below - _PANEL_H * value / most) for at, value in enumerate(drawn)]
        canvas.path(points, f"s{place % _SERIES}", _DASHES[place % _SERIES])
        ends.append((points[-1][1], place, policy_name(figures.policy, lang)))
    _label_ends(canvas, ends, right, above)
    return below + _GAP


def _label_ends(canvas: Canvas, ends: list[tuple[float, int, str]], right: float, above: float) -> None:
    """Name each line at its end, with a piece of it, none over another."""
    free = above - _LABEL_H
    over = (len(ends) - 1) * _LABEL_H
    for y, place, name in sorted(ends):
        free = max(min(y, above + _PANEL_H - over), free + _LABEL_H)
        over -= _LABEL_H
        canvas.path([(right + 8, free), (right + 34, free)], f"s{place % _SERIES}", _DASHES[place % _SERIES])
        canvas.text(right + 40, free + 4, name)


def _responses(canvas: Canvas, top: float, all_figures: Sequence[Figures], lang: str) -> float:
    canvas.text(24, top, say("response", lang), "head")
    canvas.text(24, top + 18, say("response_axis", lang), "soft")
    y = top + 40.0
    slowest = max((one.to_restore.p90_minutes or 0 for each in all_figures for one in each.classes), default=0)
    scale = (WIDTH - 24 - 180 - RIGHT) / max(slowest, 1.0)
    for priority in sorted({one.priority_class for each in all_figures for one in each.classes}):
        canvas.text(24, y + 2, class_name(priority, lang))
        y += 10
        for place, figures in enumerate(all_figures):
            own = next((one for one in figures.classes if one.priority_class == priority), None)
            canvas.text(200, y + 10, policy_name(figures.policy, lang), "soft", "end")
            mean, p90 = (own.to_restore.mean_minutes, own.to_restore.p90_minutes) if own else (None, None)
            if mean is not None:
                canvas.bar(208, y, mean * scale, f"f{place % _SERIES}")
            if p90 is not None:
                canvas.line(208 + p90 * scale, y - 1, 208 + p90 * scale, y + _BAR_H + 1, "tick")
            done = f"{number(mean, lang)} ({own.restored}/{own.tickets})" if own else say("none", lang)
            canvas.text(208 + max(p90 or 0, mean or 0) * scale + 8, y + 10, done)
            y += _BAR_H + _BAR_GAP
        y += _GROUP_GAP
    return y + 34


def _burdens(canvas: Canvas, top: float, all_figures: Sequence[Figures], lang: str) -> float:
    canvas.text(24, top, say("burden", lang), "head")
    y = top + 28.0
    kinds: tuple[tuple[str, Callable[[Figures], float], int], ...] = (
        ("exposure", lambda each: each.exposure_minutes / 60, 1),
        ("refusals", lambda each: each.gate_refusals, 0),
        ("driven", lambda each: each.driven_km, 0),
    )
    for name, of, decimals in kinds:
        canvas.text(24, y + 2, say(name, lang))
        y += 10
        scale = (WIDTH - 24 - 180 - RIGHT) / max(max((of(each) for each in all_figures), default=0), 1e-9)
        for place, figures in enumerate(all_figures):
            canvas.text(200, y + 10, policy_name(figures.policy, lang), "soft", "end")
            canvas.bar(208, y, of(figures) * scale, f"f{place % _SERIES}")
            canvas.text(208 + of(figures) * scale + 8, y + 10, number(of(figures), lang, decimals))
            y += _BAR_H + _BAR_GAP
        y += _GROUP_GAP
    return y + 10


def nice_steps(most: float) -> list[float]:
    """Round numbers from 0 to at least ``most``, about five of them."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / _TICKS
    unit = 10 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough)
    return [step * at for at in range(ceil(most / step) + 1)]
