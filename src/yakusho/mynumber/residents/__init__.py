"""The resident register (住民基本台帳): who is registered, in which household, where, and since when."""
