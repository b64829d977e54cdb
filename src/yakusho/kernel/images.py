"""How large a picture is (画像の大きさ), told by the headers of its file without opening the picture.

A picture of a few kilobytes may unfold to gigabytes; whoever reads its size first need not unfold it.
"""

from collections.abc import Iterator

PIXELS_MAX = 50_000_000  # more than a telephone's camera takes, less than a small machine can hold
JPEG_HEAD_BYTES = 9  # marker, length, precision, height and width of a frame header
JPEG_SEGMENTS_MAX = 1_000  # before the frame header; real pictures have some twenty
BOXES_MAX = 1_000
BOX_DEPTH_MAX = 6
HEIC_BYTES = 12
"""The first bytes that tell `is_heic`."""
HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"))

Size = tuple[int, int]
"""Width and height in pixels."""

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_JPEG_TOO_LATE = frozenset((0xD9, 0xDA))  # the end, or the picture itself
_CONTAINERS = {b"meta": 4, b"iprp": 0, b"ipco": 0}


class BrokenImage(Exception):
    """The headers are not those of a picture of this kind."""


def too_many_pixels(size: Size) -> bool:
    """Whether a picture is larger than anybody needs to send."""
    return size[0] * size[1] > PIXELS_MAX


class JpegWalk:
    """Walks from segment to segment of a JPEG as it passes, until the frame header tells the size.

    `at` is the place of the next marker in the file, `steps` how many were passed: all that has to be kept in between.
    """

    def __init__(self, at: int = 2, steps: int = 0) -> None:
        self.at, self.steps = at, steps

    def walk(self, window: bytes, begin: int) -> Size | None:
        """Go on through a window of the file that begins at `begin`; None while the frame header is still to come.

        The next window has to hold the last `JPEG_HEAD_BYTES` bytes of this one again.

        Raises:
            BrokenImage: there is something else where a marker has to be.
        """
        while self.at - begin + JPEG_HEAD_BYTES <= len(window):
            head = window[self.at - begin :][:JPEG_HEAD_BYTES]
            self.steps += 1
            if head[0] != 0xFF or head[1] in _JPEG_TOO_LATE or self.steps > JPEG_SEGMENTS_MAX:
                raise BrokenImage
            if head[1] in _JPEG_FRAMES:
                return _size(int.from_bytes(head[7:9], "big"), int.from_bytes(head[5:7], "big"))
            self.at += self._length(head)
        return None

    def _length(self, head: bytes) -> int:
        if head[1] == 0xFF:  # a fill byte before a marker
            return 1
        if head[1] in _JPEG_ALONE:
            return 2
        length = int.from_bytes(head[2:4], "big")
        if length < 2 or head[1] == 0:
            raise BrokenImage
        return 2 + length


def _size(width: int, height: int) -> Size:
    if width < 1 or height < 1:
        raise BrokenImage
    return width, height


def png_size(beginning: bytes) -> Size:
    """The size of a PNG by its first 24 bytes.

    Raises:
        BrokenImage: its first chunk is not the header.
    """
    if beginning[8:16] != b"\x00\x00\x00\rIHDR" or len(beginning) < 24:
        raise BrokenImage
    return _size(int.from_bytes(beginning[16:20], "big"), int.from_bytes(beginning[20:24], "big"))


def is_heic(beginning: bytes) -> bool:
    """Whether a file begins as photos of newer telephones do (HEIC, AVIF)."""
    return beginning[4:8] == b"ftyp" and beginning[8:12] in HEIC_BRANDS


def is_webp(beginning: bytes) -> bool:
    """Whether a file begins as a WebP picture does."""
    return beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP"


def _webp_size(data: bytes) -> Size:
    if len(data) < 30:
        raise BrokenImage
    kind, content = data[12:16], data[20:30]
    if kind == b"VP8 " and content[3:6] == b"\x9d\x01\x2a":
        return _size(*(int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (6, 8)))
    if kind == b"VP8L" and content[0] == 0x2F:
        bits = int.from_bytes(content[1:5], "little")
        return _size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        return _size(*(int.from_bytes(content[at : at + 3], "little") + 1 for at in (4, 7)))
    raise BrokenImage


def _boxes(data: bytes, begin: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Boxes of an ISO base media file with the boxes in them: kind, begin and end of the content."""
    for _ in range(BOXES_MAX):
        if begin + 8 > end:
            return
        length, kind, head = int.from_bytes(data[begin : begin + 4], "big"), data[begin + 4 : begin + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[begin + 8 : begin + 16], "big"), 16
        stop = begin + length if length else end
        if stop < begin + head:
            raise BrokenImage
        yield kind, begin + head, min(stop, end)
        if kind in _CONTAINERS and depth < BOX_DEPTH_MAX:
            yield from _boxes(data, begin + head + _CONTAINERS[kind], min(stop, end), depth + 1)
        begin = stop


def _heic_size(data: bytes) -> Size:
    """The largest picture in the file: the tiles that it may be made of say their own sizes beside it."""
    sizes = []
    for kind, begin, end in _boxes(data, 0, len(data)):
        if kind == b"ispe" and end - begin >= 12:
            width, height = (int.from_bytes(data[begin + at : begin + at + 4], "big") for at in (4, 8))
            sizes.append(_size(width, height))
    if not sizes:
        raise BrokenImage
    return max(sizes, key=lambda size: size[0] * size[1])


def image_size(data: bytes) -> Size | None:
    """The size of a JPEG, PNG, WebP or HEIC picture; None for everything else.

    Raises:
        BrokenImage: it begins as such a picture and does not go on as one.
    """
    if data.startswith(b"\xff\xd8\xff"):
        size = JpegWalk().walk(data, 0)
        if size is None:
            raise BrokenImage
        return size
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return png_size(data)
    if is_webp(data):
        return _webp_size(data)
    return _heic_size(data) if is_heic(data) else None
