"""Room of the portal: published snapshots."""
