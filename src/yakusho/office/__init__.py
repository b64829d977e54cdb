"""The office zone (LGWAN): plan, organisation, procedures and number-free cases."""
