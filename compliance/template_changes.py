"""How a new version of a checklist differs from the one in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from compliance.checklist_values import Item
from compliance.template_check import Content

ChangeKind = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of an item by its key, or of the list as a whole, whose key is empty.

    `fields` are the names of what was changed; empty for items that were added, removed or moved.
    """

    kind: ChangeKind
    key: str
    fields: tuple[str, ...] = ()


def changes(before: Content | None, after: Content) -> tuple[Change, ...]:
    """Return what is different, the list itself first, then items in the new order, then those that are gone."""
    if before is None:
        return tuple(Change("added", item.key) for item in after.items)
    return tuple(_changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    whole = tuple(name for name in _WHOLE if getattr(before, name) != getattr(after, name))
    if whole:
        yield Change("changed", "", whole)
    old = {item.key: item for item in before.items}
    moved = _moved(before.items, after.items)
    for item in after.items:
        if item.key not in old:
            yield Change("added", item.key)
            continue
        if item.key in moved:
            yield Change("moved", item.key)
        different = _different(old[item.key], item)
        if different:
            yield Change("changed", item.key, different)
    kept = {item.key for item in after.items}
    yield from (Change("removed", key) for key in old if key not in kept)


_WHOLE = ("name", "purpose", "ordered", "hse_must_confirm")


def _different(one: Item, other: Item) -> tuple[str, ...]:
    return tuple(each.name for each in fields(Item) if _value(one, each.name) != _value(other, each.name))


def _value(item: Item, name: str) -> object:
    """Return a field as it is compared: the options of a choice with their order."""
    return list((item.choices or {}).items()) if name == "choices" else getattr(item, name)


def _moved(before: Sequence[Item], after: Sequence[Item]) -> frozenset[str]:
    """Return the fewest items whose move explains the new order: those outside a longest run that kept its order."""
    rank = {item.key: index for index, item in enumerate(before)}
    kept = [item.key for item in after if item.key in rank]
    best: list[list[str]] = []  # best[n] ends with kept[n]
    for index, key in enumerate(kept):
        runs = [best[at] for at in range(index) if rank[kept[at]] < rank[key]]
        best.append([*_longest(runs), key])
    return frozenset(kept) - frozenset(_longest(best))


def _longest(runs: Sequence[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run), default=[])  # noqa: PLW0108 - for the type checker
