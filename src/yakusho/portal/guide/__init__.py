"""Room of the portal: home and guide pages."""
