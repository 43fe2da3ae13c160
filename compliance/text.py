"""Words in the two languages that every screen speaks."""

from dataclasses import dataclass

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in Vietnamese and English."""

    vi: str
    en: str

    def get(self, lang: str) -> str:
        """Return the wording in `lang`; Vietnamese, the language of the utility, when `lang` is neither vi nor en."""
        return self.en if lang == "en" else self.vi
