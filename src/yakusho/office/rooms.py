"""The rooms of the office zone as the journal sees them: handlers, meters, facts, loops."""

HANDLERS = []
METERS = []
FACTS = []
LOOPS = []
