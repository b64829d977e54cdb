"""Taking in monthly figures of other systems (取込): a file becomes cells, cells become a report, a report is taken."""
