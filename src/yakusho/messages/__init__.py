"""The only vocabulary that crosses a wall between zones: submissions, replies, publications, heads, counts."""
