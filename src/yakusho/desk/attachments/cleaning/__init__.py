"""Making copies (写しの作成): by what a file is, never by what it claims; imported by the sandboxed child alone."""

from yakusho.desk.attachments.outcome import Suspicious
from yakusho.kernel.files import PACKAGE, document_type


def copy_of(original: bytes, claimed: str, *, keep_text: bool) -> tuple[str, str, bytes, int]:
    """Method, media type, content and pages of a file's copy.

    Raises:
        Suspicious: no copy can be made. Libraries raise others over a broken file.
    """
    if not original:
        raise Suspicious("empty")
    kind = document_type(original)
    if kind is None and original.startswith(PACKAGE):
        from yakusho.desk.attachments.cleaning import office

        return office.copy(original, claimed)
    if kind is None:
        raise Suspicious("unknown_kind")
    if kind != claimed:
        raise Suspicious("other_kind")
    if kind == "application/pdf":
        from yakusho.desk.attachments.cleaning import pdf

        return pdf.stripped(original) if keep_text else pdf.pictures(original)
    from yakusho.desk.attachments.cleaning import images

    return images.reencoded(original, kind)
