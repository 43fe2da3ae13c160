"""The QR code of an entry pass: as PNG for screens, as SVG for print, as a matrix for the printed sheet."""

from io import BytesIO

import segno

MODULE_MM, SIDE_MM = 0.4, 30.0
"""A phone reads modules of this size at arm's length; a crew of eight fits into this side."""
_BORDER_MODULES = 4
_PNG_PIXELS = 8


def code_of(text: str) -> segno.QRCode:
    """The code: error correction M or better, the smallest version that holds the text."""
    return segno.make_qr(text, error="m")


def side_mm(code: segno.QRCode) -> float:
    """How wide to print it, without the quiet zone: 3 cm, and more where the modules would become too small."""
    return max(SIDE_MM, MODULE_MM * code.symbol_size(border=0)[0])


def png_of(text: str) -> bytes:
    """For screens: each module of eight pixels."""
    buffer = BytesIO()
    code_of(text).save(buffer, kind="png", scale=_PNG_PIXELS, border=_BORDER_MODULES)
    return buffer.getvalue()


def svg_of(text: str) -> bytes:
    """For print: as wide as it should be, in millimetres."""
    code, buffer = code_of(text), BytesIO()
    scale = side_mm(code) / code.symbol_size(border=0)[0]
    code.save(buffer, kind="svg", scale=scale, border=_BORDER_MODULES, unit="mm", xmldecl=False, light="#fff")
    return buffer.getvalue()
