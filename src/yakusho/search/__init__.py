"""Full-text search of what a zone's rooms put into it; never of personal data."""
