"""Room of the portal: receipts and published heads."""
