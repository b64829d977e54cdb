"""Room of the portal: others agree to an application at their own browser."""
