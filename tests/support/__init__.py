"""What tests and benchmarks need around them: a home, a database server, a running house."""
