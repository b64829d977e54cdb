"""QR codes as SVG, without style attributes."""

from base64 import b64encode
from io import BytesIO

import segno

QUIET_MODULES = 2


def qr_svg(address: str) -> bytes:
    """An address as a QR code that scales to any size."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=QUIET_MODULES, omitsize=True, xmldecl=False, light="#fff", dark="#000"
    )
    return out.getvalue()


def qr_data(address: str) -> str:
    """An address as a QR code that a page carries in itself."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(address)).decode()}"
