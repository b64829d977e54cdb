"""The plan as a file: versions, the draft, the linter beside it, comparison, decision."""
