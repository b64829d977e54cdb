"""How the words of a target are read (目標の読み取り), said beside the words themselves."""

from django.utils.translation import gettext as _

from yakusho.plans.targets import Numeric, Target
from yakusho.plans.words import Speaker, gettext_noop

KINDS = {
    "count": gettext_noop("a number of the year"),
    "stock": gettext_noop("a running total"),
    "ratio": gettext_noop("a share"),
    "level": gettext_noop("a level at the year's end"),
    "stage": gettext_noop("a stage to be reached"),
    "direction": gettext_noop("more than before"),
    "activity": gettext_noop("something to be done, with evidence"),
    "checklist": gettext_noop("a list, every item of it"),
    "conditional": gettext_noop("only if something occurs"),
    "not_planned": gettext_noop("not planned"),
    "blank": gettext_noop("blank in the plan"),
}


def parsed_words(target: Target | None, speaker: Speaker) -> str:
    """What the rules make of a target: the kind, and for numbers the least that meets it."""
    if target is None:
        return ""
    kind = _(KINDS[target.kind]) if target.kind in KINDS else target.kind
    if not isinstance(target, Numeric):
        return kind
    least = _("at least %(number)s") % {"number": speaker.number(target.value, target.unit)}
    joint = "、" if speaker.language.startswith("ja") else ", "
    unprinted = "" if target.comparator_in_source else _("“at least” is not printed in the plan")
    return joint.join(filter(None, (least, kind, unprinted)))
