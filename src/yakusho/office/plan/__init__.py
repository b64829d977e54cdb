"""Room of the office: the ward's plan and its numbers (計画)."""
