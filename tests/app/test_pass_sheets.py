"""The printed pass and its code, as a camera sees them."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader

from app.errors import UnavailableError
from app.wire import fonts
from app.wire.pass_images import code_of, png_of, side_mm, svg_of
from app.wire.pass_sheet import Sheet, pdf_of
from compliance.passes import fitted, make_pass
from tests.compliance.test_pass_codec import PRIVATE
from tests.compliance.test_passes import CREW_OF_EIGHT, LARGEST, UNUSUAL

CROWD = fitted(replace(LARGEST, people=UNUSUAL))
CASES = {"eight": LARGEST, "crowd": CROWD, "one": replace(LARGEST, people=CREW_OF_EIGHT[:1], gate="", plates=())}


def sheet_of(case: str) -> Sheet:
    said = fitted(CASES[case])
    return Sheet(make_pass(said, PRIVATE), said, "0a1b2c3d", "Asia/Ho_Chi_Minh")


def rendered(pdf: bytes, folder: Path, dpi: int) -> Image.Image:
    """The first page as poppler prints it."""
    file = folder / "pass.pdf"
    file.write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", "-png", str(file), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    with Image.open(folder / "page.png") as page:
        return page.convert("L")


def read(image: Image.Image) -> str | None:
    found = zxingcpp.read_barcode(np.asarray(image), formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text if found else None


def photographed(page: Image.Image) -> Image.Image:
    """As by a cheap phone: turned, out of focus, in bad light, with noise."""
    turned = page.rotate(11, expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC)
    blurred = turned.filter(ImageFilter.GaussianBlur(1.1))
    pixels = np.asarray(blurred, dtype=float)
    light = np.linspace(0.55, 0.95, pixels.shape[1])
    noise = np.random.default_rng(1).normal(0, 12, pixels.shape)
    return Image.fromarray(np.clip(pixels * light + noise, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("case", CASES)
def test_the_code_of_a_printed_sheet_is_read(case: str, tmp_path: Path) -> None:
    sheet = sheet_of(case)
    page = rendered(pdf_of(sheet), tmp_path, 300)
    assert page.size == pytest.approx((1240, 1748), abs=1)  # A6
    assert read(page) == sheet.text


@pytest.mark.parametrize("case", ["one", "eight"])
def test_a_poor_photograph_of_a_coarse_print_is_read(case: str, tmp_path: Path) -> None:
    sheet = sheet_of(case)
    assert read(photographed(rendered(pdf_of(sheet), tmp_path, 200))) == sheet.text


def test_a_photograph_that_is_too_poor_is_not_read_wrongly(tmp_path: Path) -> None:
    page = rendered(pdf_of(sheet_of("eight")), tmp_path, 200)
    assert read(page.filter(ImageFilter.GaussianBlur(6))) is None


def test_the_code_is_three_centimetres_wide_and_wider_only_where_it_must() -> None:
    eight, crowd = code_of(sheet_of("eight").text), code_of(sheet_of("crowd").text)
    assert side_mm(eight) == 30
    assert side_mm(crowd) / len(crowd.matrix) == pytest.approx(0.4)
    assert eight.error in "MQH"


def test_the_sheet_says_in_letters_what_the_code_says_in_both_languages() -> None:
    (page,) = PdfReader(BytesIO(pdf_of(sheet_of("eight")))).pages
    text = page.extract_text()
    for name in CREW_OF_EIGHT:
        assert name in text
    for words in ("GIẤY VÀO VÙNG", "Entry pass", "12:00 01/04/2026", "15:00 01/04/2026", "43C-123.45", "Z26-0001"):
        assert words in text
    assert "Người được vào: 8" in text
    assert "People who may enter: 8" in text


def test_fonts_are_embedded_in_the_sheet() -> None:
    (page,) = PdfReader(BytesIO(pdf_of(sheet_of("one")))).pages
    used = [each.get_object() for each in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    drawn = [each for each in used if each["/Subtype"] == "/TrueType"]
    assert {each["/BaseFont"].partition("+")[2] for each in drawn} == {"DejaVuSans", "DejaVuSans-Bold"}
    assert all("/FontFile2" in each["/FontDescriptor"] for each in drawn)


def test_without_the_fonts_it_is_said_which_package_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))
    with pytest.raises(UnavailableError, match="install the package fonts-dejavu-core"):
        pdf_of(sheet_of("one"))


def test_a_font_that_cannot_be_read_is_said_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"broken")
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))
    with pytest.raises(UnavailableError, match="cannot be read"):
        pdf_of(sheet_of("one"))


def test_the_code_for_screens_is_read() -> None:
    text = sheet_of("eight").text
    with Image.open(BytesIO(png_of(text))) as image:
        assert read(image.convert("L")) == text


def test_the_code_for_print_is_measured_in_millimetres() -> None:
    svg = svg_of(sheet_of("eight").text).decode()
    modules = len(code_of(sheet_of("eight").text).matrix)
    assert f'width="{30 / modules * (modules + 8):.4f}'[:12] in svg
    assert "mm" in svg
