"""The rail of a staff zone in tests."""

from yakusho.ui.context import RailLink

RAIL = [
    RailLink("受付箱", "/inbox/"),
    RailLink("部品見本", "/gallery/"),
    RailLink("秘密の部屋", "/secret/", shown=lambda request: False),
]
