"""Units and authorities stand in trees: whoever is above goes in first."""

from collections.abc import Sequence

from app.services.imports.report import Note
from app.services.imports.rows import Item
from compliance.reasons import reason

CODE, PARENT = "code", "parent"


def parents_first(items: Sequence[Item]) -> tuple[list[Item], list[Note]]:
    """The rows in an order in which each follows its parent, and those that stand above themselves."""
    by_code = {item.values[CODE]: item for item in items}
    ordered: dict[int, Item] = {}
    looped: list[Note] = []
    for item in items:
        line = _line(item, by_code, ordered)
        if line is None:
            told = reason("import.parent_loop", value=item.values[CODE])
            looped.append(Note(item.row, item.external_id, PARENT, told))
        else:
            ordered.update((each.row, each) for each in reversed(line))
    return list(ordered.values()), looped


def _line(item: Item, by_code: dict[str, Item], done: dict[int, Item]) -> list[Item] | None:
    """A row and those above it that are not in yet, lowest first; None when the line comes back to itself."""
    line: dict[int, Item] = {}
    above: Item | None = item
    while above is not None and above.row not in done:
        if above.row in line:
            return None
        line[above.row] = above
        above = by_code.get(above.values.get(PARENT, ""))
    return list(line.values())
