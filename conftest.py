"""Shared by the tests of all rooms; home and settings come from `tests.support.pytest_home`."""
