"""Reads photos and takes out of them what they tell about the place, the person and the camera."""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from app.services.evidence import Picture

MOST_PIXELS = 50_000_000
THUMBNAIL_PIXELS = 320
"""The longer side of a small picture."""
_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_TELLING = frozenset({"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif"})
"""Where formats keep such data, as Pillow names it."""
_LIKE_BEFORE: dict[str, dict[str, Any]] = {"JPEG": {"quality": 92}, "PNG": {}, "WEBP": {"quality": 92}}


class PillowPictures:
    """JPEG, PNG and WebP; what a picture is its content says."""

    def read(self, content: bytes) -> Picture | None:
        """The picture, cleaned; None for what cannot be read whole, or has more pixels than any phone takes.

        A picture without such data keeps its bytes; one with it is turned upright and written anew.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                return _read(content)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning):
            return None


def _read(content: bytes) -> Picture | None:
    with Image.open(BytesIO(content), formats=tuple(_FORMATS)) as image:
        kind = image.format or ""
        if image.width * image.height > MOST_PIXELS or getattr(image, "n_frames", 1) != 1:
            return None
        image.load()  # to its end: a cut file is none
        if _TELLING.isdisjoint(image.info) and not _has_text(image):
            return Picture(content, _FORMATS[kind], image.width, image.height, _small(image))
        upright = ImageOps.exif_transpose(image)
        return Picture(_written(upright, kind), _FORMATS[kind], upright.width, upright.height, _small(upright))


def _small(image: Image.Image) -> bytes:
    """A JPEG of the picture, on white where it is transparent; nothing but its pixels is taken over."""
    small = image.copy() if image.mode in {"RGB", "L"} else image.convert("RGBA")
    small.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    bare = Image.new("RGB", small.size, "white")
    bare.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    written = BytesIO()
    bare.save(written, "JPEG", quality=80)
    return written.getvalue()


def _has_text(image: Image.Image) -> bool:
    return bool(getattr(image, "text", None))


def _written(image: Image.Image, kind: str) -> bytes:
    bare = Image.new(image.mode, image.size)
    if image.mode == "P":
        bare = image.convert("RGBA")
        bare.info.clear()
    else:
        bare.paste(image)
    written = BytesIO()
    bare.save(written, kind, **_LIKE_BEFORE[kind])
    return written.getvalue()
