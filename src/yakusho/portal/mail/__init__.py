"""Room of the portal: mail to residents who want it."""
