"""What of the publications can be found by words (検索): each procedure's guide page, each indicator of the plan."""

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext

from yakusho.forms import Procedure
from yakusho.messages.publications import PublicationMade
from yakusho.plans.snapshot import Snapshot, thaw
from yakusho.plans.words import indicator_name
from yakusho.portal.middleware import LANGUAGES
from yakusho.portal.publications.models import Publication
from yakusho.portal.publications.procedures import compiled_content
from yakusho.portal.publications.queries import snapshot
from yakusho.portal.words import section_name
from yakusho.search import index
from yakusho.search.index import Thing

PROCEDURE, INDICATOR = "procedure", "indicator"
KINDS = (PROCEDURE, INDICATOR)


def publication_put(made: PublicationMade) -> None:
    """Let a publication that was just stored be found, unless a newer one counts; in the caller's transaction."""
    newer = Q(key=made.key, generation__gt=made.generation)
    if made.kind == "plan":
        newer |= Q(key__gt=made.key)
    if made.kind not in ("procedure", "plan") or Publication.objects.filter(newer, kind=made.kind).exists():
        return
    if made.kind == "plan":
        plan = None if made.withdrawn else thaw(made.content)
        index.put_all(INDICATOR, _indicators(plan) if plan else [])
    elif made.withdrawn:
        index.remove(PROCEDURE, made.key)
    else:
        for thing in _procedure(compiled_content(made.content)[0]):
            index.put(PROCEDURE, **thing._asdict(), generation=made.generation)


def publications_put() -> int:
    """Let all current publications be found, also those that came before there was an index."""
    at = snapshot()
    offered = [compiled_content(dict(published.content))[0] for published in at.all_of("procedure")]
    index.put_all(PROCEDURE, [thing for definition in offered for thing in _procedure(definition)])
    for published in at.all_of("plan")[-1:]:
        plan = thaw(published.content)
        index.put_all(INDICATOR, _indicators(plan) if plan else [])
    return 0


def _procedure(definition: Procedure) -> list[Thing]:
    return [
        Thing(definition.code, definition.title.say(language), "\n".join(_guide(definition, language)), language)
        for language in LANGUAGES
    ]


def _guide(definition: Procedure, language: str) -> list[str]:
    """What the guide page of a procedure says, line by line."""
    with translation.override(language):
        colon = gettext(": ")
        return [
            definition.summary.say(language),
            f"{gettext('Who can apply')}{colon}{definition.who_may_apply.say(language)}",
            *(thing.say(language) for thing in definition.needed_things),
            *(way.say(language) for way in definition.other_ways),
            f"{gettext('Fee')}{colon}{definition.fee.say(language)}",
            f"{gettext('How long it takes')}{colon}{definition.standard_period.say(language)}",
            f"{gettext('Legal basis')}{colon}{definition.law.say(language)}",
            f"{gettext('Section in charge')}{colon}{section_name(definition.section, language)}",
        ]


def _indicators(plan: Snapshot) -> list[Thing]:
    """Indicators speak Japanese only: the words are the plan's own."""
    policies = {policy.id: policy.name for policy in plan.policies}
    found = []
    for measure in plan.measures:
        served = "、".join(policies[policy] for policy in measure.policies if policy in policies)
        for indicator in measure.indicators:
            lines = [
                f"施策{measure.number} {measure.title}",
                f"目標：{indicator.all_years.raw}" if indicator.all_years.raw else "",
                f"基本方針：{served}" if served else "",
                f"担当：{measure.departments}",
            ]
            text = "。\n".join(filter(None, lines))
            found.append(Thing(indicator.id, indicator_name(indicator, measure), text))
    return found
