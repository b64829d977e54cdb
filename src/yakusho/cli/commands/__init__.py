"""One module a subcommand of `yakusho`."""
