"""The rooms of the my-number zone as the journal sees them: handlers, meters, facts, loops."""

HANDLERS = []
METERS = []
FACTS = []
LOOPS = []
