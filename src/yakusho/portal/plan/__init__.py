"""Room of the portal: the ward's plan for everybody (計画の公表)."""
