from yakusho.journal.tests.conftest import own_rooms

__all__ = ["own_rooms"]
