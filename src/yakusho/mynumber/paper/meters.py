"""What paper counts for: forms sent out, and applications that came back. Those online are counted by the office."""

from yakusho.journal.meters import Counting, Meter, added
from yakusho.messages.submissions import ApplicationReceived
from yakusho.mynumber.paper.facts import PaperPrinted

CHANNELS = ("post", "counter")
"""How a paper reaches the desk."""

applications_on_paper = Meter(
    "applications.on_paper",
    unit="件",
    counts=Counting(frozenset({ApplicationReceived.kind}), lambda seen: int(seen.body.get("channel") in CHANNELS)),
    by=("section", "procedure"),
)
"""Applications registered from paper, by section and procedure; corrections don't count again."""

forms_printed = Meter("paper.forms", unit="枚", counts=added(PaperPrinted, "forms"), by=("section", "procedure"))
"""Forms printed from the register, each household's one, by section and procedure."""

METERS = [applications_on_paper, forms_printed]
