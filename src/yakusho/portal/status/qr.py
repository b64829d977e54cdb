"""QR codes as SVG, without style attributes."""

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
