"""Checks, colours and reasons in words (突合の言葉); each colour with its shape, never the colour alone."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from yakusho.forms.kinds_choice import RELATIONS

SHAPES = {"": "waiting", "green": "done", "amber": "warning", "red": "stopped"}

CHECKS = {
    "name": gettext_noop("Name"),
    "kana": gettext_noop("Reading"),
    "birth_date": gettext_noop("Date of birth"),
    "address": gettext_noop("Home address"),
    "household": gettext_noop("Registered on the base date"),
    "head": gettext_noop("Head of household"),
    "member": gettext_noop("Member of the household"),
    "relation": gettext_noop("Relation to the head"),
    "since": gettext_noop("Since the base date"),
    "holder": gettext_noop("Account holder"),
    "once": gettext_noop("Once for each household"),
    "support": gettext_noop("Supervisor"),
}

REASONS = {
    "supervisor": gettext_noop("A supervisor decides on this application. The register isn't shown here."),
    "not_found": gettext_noop("Nobody in the register fits. Ask the applicant, or look in the register yourself."),
    "several_fit": gettext_noop("Several persons in the register fit equally well."),
    "name_same": gettext_noop("The same."),
    "name_variant": gettext_noop("The same name in another form of a character."),
    "name_other_name": gettext_noop("The alias or former name of this person."),
    "name_near": gettext_noop("Nearly the same. Look whether it is one person."),
    "name_different": gettext_noop("Another name; reading, date of birth or address are the same."),
    "kana_same": gettext_noop("The same."),
    "kana_differs": gettext_noop("Not the confirmed reading."),
    "kana_unconfirmed": gettext_noop("Not the register's reading, which nobody has confirmed."),
    "birth_same": gettext_noop("The same."),
    "birth_unknown": gettext_noop("The register doesn't know the exact day."),
    "birth_differs": gettext_noop("Another day."),
    "address_same": gettext_noop("The same house."),
    "address_near": gettext_noop("The same block, another number."),
    "address_differs": gettext_noop("Another address than on the base date and today."),
    "address_unreadable": gettext_noop("It can't be read as an address."),
    "registered": gettext_noop("In the register on that day."),
    "not_registered": gettext_noop("Not in the register on that day."),
    "is_head": gettext_noop("The head of this household."),
    "not_head": gettext_noop("Another person was the head of this household on the base date."),
    "head_died": gettext_noop("The head of that day has died; another member may apply instead."),
    "head_unknown": gettext_noop("The register names no head of this household."),
    "member_name_same": gettext_noop("The same."),
    "member_name_variant": gettext_noop("The same name in another form of a character."),
    "member_name_other_name": gettext_noop("The alias or former name of this person."),
    "member_name_near": gettext_noop("Nearly the same name. Look whether it is one person."),
    "member_name_different": gettext_noop("The date of birth of a member, under another name."),
    "member_birth_unknown": gettext_noop("A date of birth is missing or not exactly known."),
    "member_birth_differs": gettext_noop("Another date of birth."),
    "member_extra": gettext_noop("Not in this household on the base date."),
    "member_unclear": gettext_noop("Not found in this household; perhaps written in another way."),
    "member_missing": gettext_noop("In the register, but not in the application."),
    "relation_differs": gettext_noop("Another relation than in the register."),
    "died": gettext_noop("Died."),
    "moved_out": gettext_noop("Moved out of the ward."),
    "moved_within": gettext_noop("Moved within the ward."),
    "holder_same": gettext_noop("The applicant's."),
    "holder_alike": gettext_noop("The applicant's, written in another way."),
    "holder_joint_or_agent": gettext_noop("An account of several persons, or one that somebody runs for another."),
    "holder_company": gettext_noop("An account of a company or an association."),
    "holder_other_member": gettext_noop("The account of another member of the household."),
    "holder_differs": gettext_noop("Not the applicant's name."),
    "holder_unreadable": gettext_noop("It can't be read as the name of an account."),
    "applied_before": gettext_noop("This household applied before, under this number."),
    "applied_again": gettext_noop("This household applied once more, under this number."),
    "unreadable": gettext_noop("The answers couldn't be compared. Compare them yourself."),
}
"""Every reason that `rules` gives."""


def level_word(level: str) -> str:
    """A colour in words; empty before the first check."""
    return {
        "": pgettext("register check", "Not checked yet"),
        "green": pgettext("register check", "Agrees"),
        "amber": pgettext("register check", "Look at it"),
        "red": pgettext("register check", "Doesn't agree"),
    }[level]


def check_word(check: str) -> str:
    """A check in words."""
    return _(CHECKS[check])


def reason_word(reason: str) -> str:
    """A reason in words."""
    return _(REASONS[reason])


def relation_word(code: str, language: str) -> str:
    """A relation to the head (続柄) in words; what isn't one of the list stays as it is."""
    return next((each.label.say(language) for each in RELATIONS if each.code == code), code)
