"""The relay (中継) between neighbouring zones: the inner calls, the outer answers; nothing is ever opened inward."""

OUTER = {"office": "portal", "mynumber": "office"}
"""Whom each zone calls."""

PULLED = {"office": ("portal",), "mynumber": ("office", "portal")}
"""Whose journals each zone mirrors through its outer neighbour."""
