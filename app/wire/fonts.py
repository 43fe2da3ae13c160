"""Fonts for PDF files, with all Vietnamese letters; embedded, so that they print everywhere alike."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.errors import UnavailableError

REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"

FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),  # Debian, Ubuntu: fonts-dejavu-core
    Path("/usr/share/fonts/dejavu-sans-fonts"),  # Fedora
    Path("/usr/share/fonts/TTF"),  # Arch
    Path("/opt/homebrew/share/fonts"),
    Path.home() / "Library" / "Fonts",
)


def need_fonts() -> None:
    """Make both fonts known to reportlab.

    Raises:
        UnavailableError: they are not installed.
    """
    _register(FOLDERS)


@cache
def _register(folders: tuple[Path, ...]) -> None:
    for name in (REGULAR, BOLD):
        file = next((folder / f"{name}.ttf" for folder in folders if (folder / f"{name}.ttf").is_file()), None)
        if file is None:
            raise UnavailableError(
                f"the font {name} is missing: install the package fonts-dejavu-core", code="font.missing"
            )
        try:
            pdfmetrics.registerFont(TTFont(name, file))
        except TTFError as error:
            raise UnavailableError(f"the font {file} cannot be read", code="font.missing") from error
