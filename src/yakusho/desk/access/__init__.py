"""The access log (閲覧記録): who looked at whose personal data, when and why; append-only."""
