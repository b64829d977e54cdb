"""Faults: what holds when processes are killed, requests are doubled, a zone lies, or somebody searches the disk."""
