"""What this room's work counts for: how many values sections stand for, and how many had to be corrected."""

from yakusho.journal.meters import Meter, entries
from yakusho.office.measuring.facts import IndicatorConfirmed, IndicatorCorrected

values_confirmed = Meter("values.confirmed", unit="件", counts=entries(IndicatorConfirmed), by=("section",))
"""Values that a section confirmed as the house had counted them (そのまま確定した実績)."""

values_corrected = Meter("values.corrected", unit="件", counts=entries(IndicatorCorrected), by=("section",))
"""Values that a person replaced, with a reason (訂正した実績)."""

METERS = [values_confirmed, values_corrected]
