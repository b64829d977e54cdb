"""The chart of an indicator (指標の図), the same for residents and staff."""

from django.utils.translation import gettext as _

from yakusho.plans.show import ShownIndicator
from yakusho.ui.charts import Bar, BarChart


def indicator_chart(shown: ShownIndicator) -> BarChart | None:
    """Numbers as bars; a year without a number has no bar, which is not the same as 0."""
    if not shown.has_chart:
        return None
    bars = [
        Bar(cell.head, cell.value, cell.target, cell.word, cell.tone, _(" or more"))
        for cell in [*shown.years, shown.this_year]
    ]
    return BarChart(title=shown.sentences[0], sentence=shown.name, bars=bars, unit=shown.unit)
