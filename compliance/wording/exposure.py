"""Wording of the exposure ledger."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "exposure.corrected_already": Text(
        "Dòng này đã được đính chính; hãy đính chính dòng mới nhất.",
        "This was corrected already; correct the newest row.",
    ),
}
