"""A register of sample residents (見本の住民): made up from a seed, with the ward's streets and common names; pure."""
