"""Room of the portal: forms, drafts, submission."""
