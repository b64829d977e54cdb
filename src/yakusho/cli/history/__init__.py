"""A lived history for sample homes (見本の経過): what the ward tells, as dated events, played by real actions."""
