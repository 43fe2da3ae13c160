"""The conditions of an approval as checklists: each is an item that the crew confirms, before entry or at the exit."""

from collections.abc import Sequence

from compliance.checklist_values import Item
from compliance.checklists import Template
from compliance.text import Text

_PREFIX = "permit-conditions/"
ENTRY, EXIT = "entry", "exit"


def code_of(permit_number: str, purpose: str) -> str:
    """Return the code of the checklist that a permit's conditions make for entry or exit."""
    return f"{_PREFIX}{permit_number}/{purpose}"


def is_of_permit(code: str, purpose: str | None = None) -> bool:
    """Tell whether a checklist was made from the conditions of a permit, and for this purpose."""
    return code.startswith(_PREFIX) and (purpose is None or code.endswith(f"/{purpose}"))


def make_templates(
    permit_number: str, authority: Text, version: int, *, before_entry: Sequence[str], at_exit: Sequence[str]
) -> tuple[Template, ...]:
    """Make the checklists of one permit; a condition that cannot be met stops the job.

    Args:
        permit_number: readable number of the permit.
        authority: who set the conditions.
        version: counts the changes of the conditions, from 1.
        before_entry: what has to be confirmed before anybody enters, in the authority's own words.
        at_exit: what has to be confirmed before the crew is out.
    """
    named = (
        (ENTRY, before_entry, Text("Điều kiện vào vùng", "Conditions for entry")),
        (EXIT, at_exit, Text("Điều kiện khi ra", "Conditions on leaving")),
    )
    return tuple(
        Template(
            code=code_of(permit_number, purpose),
            version=version,
            purpose=purpose,
            name=Text(f"{name.vi}: {authority.vi} ({permit_number})", f"{name.en}: {authority.en} ({permit_number})"),
            items=tuple(_item(index, words) for index, words in enumerate(conditions, 1)),
            ordered=False,
        )
        for purpose, conditions, name in named
        if conditions
    )


def _item(index: int, words: str) -> Item:
    return Item(key=f"condition_{index}", kind="confirm", text=Text(words, words), critical=True)
