"""The journal's format, pure: leaf, tree, heads, proofs, facts, keys, receipts (RFC 9162, RFC 8785, C2SP)."""
