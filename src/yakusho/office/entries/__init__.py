"""Room of the office: one entry of a journal, as sealed (台帳の記録)."""
