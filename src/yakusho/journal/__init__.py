"""The journal (台帳) of a zone: sealed facts, the relay between zones, the worker, problems, and the checker."""
