"""The rooms of the office zone as the journal sees them: handlers, meters, facts, loops, long work."""

from yakusho.journal.counts import counts_reported
from yakusho.journal.meters import rebuild_part
from yakusho.journal.witness import head_cosigned

HANDLERS = [head_cosigned, counts_reported]
METERS = []
FACTS = []
LOOPS = []
JOBS = {"meters.rebuild": rebuild_part}
