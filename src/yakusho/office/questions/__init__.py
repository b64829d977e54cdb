"""Questions to the resident register (照会): asked beside a case, answered by the inner zone."""
