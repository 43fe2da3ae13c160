"""Shows a comparison on a terminal: a table, response by class, and customers without supply as bars of blocks."""

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text as Styled

from app.simulation.figures import ClassFigures, Figures
from app.simulation.storm import Storm
from app.simulation.wording import class_name, number, policy_name, say

_BLOCKS = " ▁▂▃▄▅▆▇█"
_CURVE_WIDTH = 60


def show(storm: Storm, all_figures: Sequence[Figures], lang: str) -> Group:
    """Everything that a dispatcher wants to know first."""
    most = max((max(each.without_supply) for each in all_figures), default=0)
    curves = [_curve(each, most, lang) for each in all_figures]
    head = Styled(f"{say('without', lang)}, {say('without_axis', lang)} (0–{number(storm.hours, lang, 1)} h)", "bold")
    return Group(_totals(all_figures, lang), _responses(all_figures, lang), head, *curves)


def _totals(all_figures: Sequence[Figures], lang: str) -> Table:
    table = Table(title=say("title", lang), title_justify="left")
    table.add_column(say("policy", lang))
    for name in ("lost", "restored", "exposure", "stays", "refusals", "driven", "driven_hours"):
        table.add_column(say(name, lang), justify="right")
    for each in all_figures:
        table.add_row(
            policy_name(each.policy, lang),
            number(each.customer_minutes / 60, lang),
            f"{each.restored}/{each.tickets}",
            number(each.exposure_minutes / 60, lang, 1),
            number(each.stays, lang),
            number(each.gate_refusals, lang),
            number(each.driven_km, lang),
            number(each.driven_hours, lang, 1),
        )
    return table


def _responses(all_figures: Sequence[Figures], lang: str) -> Table:
    table = Table(title=f"{say('response', lang)} ({say('response_axis', lang)})", title_justify="left")
    table.add_column(say("class", lang))
    for each in all_figures:
        table.add_column(policy_name(each.policy, lang), justify="right")
    for priority in sorted({one.priority_class for each in all_figures for one in each.classes}):
        own = [next((one for one in each.classes if one.priority_class == priority), None) for each in all_figures]
        table.add_row(class_name(priority, lang), *(_response(one, lang) for one in own))
    return table


def _response(one: ClassFigures | None, lang: str) -> str:
    if one is None:
        return say("none", lang)
    spread = one.to_restore
    return f"{number(spread.mean_minutes, lang)} | {number(spread.p90_minutes, lang)}  ({one.restored}/{one.tickets})"


def _curve(figures: Figures, most: int, lang: str) -> Styled:
    """A line of blocks, as high as there are customers without supply."""
    steps = len(figures.without_supply)
    picked = [figures.without_supply[at * (steps - 1) // (_CURVE_WIDTH - 1)] for at in range(_CURVE_WIDTH)]
    top = len(_BLOCKS) - 1
    blocks = "".join(_BLOCKS[-(-value * top // most) if most else 0] for value in picked)
    return Styled(f"{blocks}  {policy_name(figures.policy, lang)}")
