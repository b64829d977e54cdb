"""What the portal's rooms take, count, append and do in the background: the one list of it."""

from yakusho.portal.publications.actions import publication_take

HANDLERS = [publication_take]

METERS = []

FACTS = []

LOOPS = []
