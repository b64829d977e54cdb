"""The desk: what every staff zone needs (staff, cases, access log, procedures, problems), installed in each apart."""
