"""Checks of applications against the resident register (住民基本台帳との突合)."""
