"""Room of the portal: status pages."""
