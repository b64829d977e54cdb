"""Questions that the office asks the resident register (照会), answered with the named fields only."""
