"""The rooms of the my-number zone as the journal sees them: handlers, meters, facts, loops, long work."""

from yakusho.journal.counts import report
from yakusho.journal.meters import rebuild_part

HANDLERS = []
METERS = []
FACTS = []
LOOPS = [("report counts", report, 5.0)]
JOBS = {"meters.rebuild": rebuild_part}
