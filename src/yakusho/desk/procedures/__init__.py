"""The published procedures (手続) that a staff zone knows, each generation as it was published."""
