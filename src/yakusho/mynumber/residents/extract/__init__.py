"""Taking an extract of another register in (取込): a file becomes rows, rows a report, and a report is taken."""
