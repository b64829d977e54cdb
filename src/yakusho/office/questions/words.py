"""Questions, purposes, fields and outcomes in words (照会の言葉)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

ASKS = {
    "match_person": gettext_noop("Is this person in the register?"),
    "household_on": gettext_noop("How many persons belong to the household?"),
    "head_on": gettext_noop("Who is the head of household?"),
    "members_on": gettext_noop("Who belongs to the household?"),
    "address_history": gettext_noop("Where was this person registered?"),
    "support_measures": gettext_noop("May the address be used in letters and told to others?"),
}

PURPOSES = {
    "identify_applicant": gettext_noop("To know who applied"),
    "check_entitlement": gettext_noop("To check who is entitled"),
    "deliver_letter": gettext_noop("To send a letter"),
    "correct_record": gettext_noop("To correct a record"),
}

FIELDS = {
    "registered": gettext_noop("In the register"),
    "persons": gettext_noop("How many persons"),
    "name": gettext_noop("Name"),
    "kana": gettext_noop("Reading"),
    "birth_date": gettext_noop("Date of birth"),
    "relation": gettext_noop("Relation to the head"),
    "address": gettext_noop("Home address"),
    "since": gettext_noop("Since"),
    "until": gettext_noop("Until when"),
    "none": gettext_noop("Nothing stands against it"),
}

OUTCOMES = {
    "refused": gettext_noop(
        "The register gives no answer to this. Ask your supervisor to speak with the section of the register."
    ),
    "over_limit": gettext_noop("Your seat had asked as often as it may on that day. Ask again on another day."),
}


def ask_word(ask: str) -> str:
    """A question in words."""
    return _(ASKS[ask])


def purpose_word(purpose: str) -> str:
    """What a question is asked for, in words."""
    return _(PURPOSES[purpose])


def field_word(name: str) -> str:
    """A field of an answer in words."""
    return _(FIELDS[name])


def outcome_word(outcome: str) -> str:
    """Why there is no answer, in words."""
    return _(OUTCOMES[outcome])


def state_word(answered: bool) -> str:
    """Whether the answer is here."""
    return pgettext("register question", "Answered") if answered else pgettext("register question", "Waiting")
