"""The register's codes in words."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yakusho.forms.kinds_choice import RELATIONS
from yakusho.japanese.dates import wareki
from yakusho.mynumber.residents.register import Person, Stay, Support

_RELATIONS = {choice.code: choice.label for choice in RELATIONS}


def relation_word(stay: Stay) -> str:
    """The relation to the head of household (続柄)."""
    label = _RELATIONS.get(stay.relation)
    return label.say(get_language() or "ja") if label else stay.relation


def sex_word(person: Person) -> str:
    """The sex as the register has it."""
    return {
        "male": pgettext("sex", "male"),
        "female": pgettext("sex", "female"),
        "unknown": pgettext("sex", "unknown"),
    }[person.sex]


def kind_word(person: Person) -> str:
    """What kind of person the register knows."""
    return {
        "resident": _("Resident"),
        "foreign": _("Foreign resident"),
        "outside": _("Person outside the register (has to do with the ward)"),
    }[person.kind]


def reason_word(stay: Stay) -> str:
    """Why a stay began (異動事由)."""
    return {
        "birth": _("Birth"),
        "move_in": _("Moved in"),
        "move_within": _("Moved within the ward"),
        "move_out": _("Moved out"),
        "death": _("Death in the household"),
        "household_change": _("Change of the household"),
        "initial": _("Taken over"),
    }[stay.reason]


def support_word(support: Support) -> str:
    """What somebody is protected from."""
    return {
        "violence": _("Violence of a partner"),
        "stalking": _("Stalking"),
        "abuse": _("Abuse of a child"),
        "other": _("Other danger"),
    }[support.kind]


def birth_words(person: Person) -> str:
    """The day of birth in 和暦, without a day where that is unknown."""
    if not person.birth_unclear:
        return wareki(person.birth_date)
    return _("%(month)s, day unknown") % {"month": wareki(person.birth_date).rpartition("月")[0] + "月"}
