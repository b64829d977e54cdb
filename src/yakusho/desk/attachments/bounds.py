"""Bounds of the sandbox, each with its unit; whatever reaches one is suspicious."""

ORIGINAL_BYTES_MAX = 30_000_000
COPY_BYTES_MAX = 60_000_000
PIXELS_MAX = 50_000_000  # one picture
PAGES_MAX = 200
PAGE_PIXELS_MAX = 12_000_000  # a larger page is drawn smaller
PAGE_DOTS_PER_INCH = 200
PARTS_MAX = 2_000  # files in one office file
PARTS_BYTES_MAX = 100_000_000  # all of them unpacked

CPU_SECONDS_MAX = 60
WALL_SECONDS_MAX = 90
ADDRESS_SPACE_BYTES_MAX = 1_500_000_000
FILES_OPEN_MAX = 64
TMPFS_BYTES_MAX = 64_000_000
HEADER_BYTES_MAX = 1_000
PIECE_BYTES = 65_536

ATTEMPTS_MAX = 3
LEASE_SECONDS = 240  # longer than a scan and a run may take together
AGAIN_SECONDS = 20
PROBE_SECONDS = 60
SCAN_SECONDS_MAX = 60
