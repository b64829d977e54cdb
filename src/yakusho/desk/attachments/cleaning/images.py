"""Pictures are decoded and encoded anew: pixels stay, everything else that the file carried is gone."""

import io

from PIL import Image, ImageOps

from yakusho.desk.attachments.bounds import PIXELS_MAX
from yakusho.desk.attachments.outcome import Suspicious

JPEG_QUALITY = 90
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")


def reencoded(original: bytes, kind: str) -> tuple[str, str, bytes, int]:
    """A new picture of the same kind, upright as its camera meant it, without metadata.

    Raises:
        Suspicious: more pixels than anybody needs, or an animation.
    """
    Image.MAX_IMAGE_PIXELS = None  # judged here, with a reason
    with Image.open(io.BytesIO(original), formats=[_FORMATS[kind]]) as image:
        if image.width * image.height > PIXELS_MAX:
            raise Suspicious("too_many_pixels")
        if kind == "image/png" and getattr(image, "is_animated", False):
            raise Suspicious("animated")
        image.load()
        return "reencoded", kind, encoded(_plain(image, kind), kind), 0


def _plain(image: Image.Image, kind: str) -> Image.Image:
    """The pixels alone, upright, in a mode that every program shows."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in _SIXTEEN_BITS:
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    seen_through = kind == "image/png" and ("A" in upright.mode or "transparency" in upright.info)
    if upright.mode in ("1", "L") and not seen_through:
        return _bare(upright.convert("L"))
    return _bare(upright.convert("RGBA" if seen_through else "RGB"))


def _bare(image: Image.Image) -> Image.Image:
    """The same pixels in a new picture that never knew the file."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def encoded(image: Image.Image, kind: str) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    if kind == "image/jpeg":
        image.save(out, "JPEG", quality=JPEG_QUALITY, optimize=False)
    else:
        image.save(out, "PNG")
    return out.getvalue()
