"""Pure small things the whole house stands on: clock, fiscal years and 和暦, ids, errors, bounds."""
