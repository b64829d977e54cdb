"""Staff (職員): who works where with which functions, signing in, and what each may do."""
