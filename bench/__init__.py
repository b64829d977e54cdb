"""Measurements of Yakusho on one machine, beside a bare Django app as the yardstick."""
