"""Room of the office: what stands between the meters and the plan's judgement (実績の確定)."""
