"""What of the publications can be found by words (検索): each procedure's guide page, each indicator of the plan."""

from django.db.models import Q

from yakusho.forms import Procedure
from yakusho.forms.schema import Text
from yakusho.messages.publications import PublicationMade
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.words import indicator_name
from yakusho.portal.publications.models import Publication
from yakusho.portal.publications.procedures import compiled_content
from yakusho.portal.publications.queries import snapshot
from yakusho.portal.words import section_name
from yakusho.search import index
from yakusho.search.index import Thing

PROCEDURE, INDICATOR = "procedure", "indicator"
KINDS = (PROCEDURE, INDICATOR)
LANGUAGES = ("ja", "en")


def publication_put(made: PublicationMade) -> None:
    """Let a publication that was just stored be found, unless a newer one counts; in the caller's transaction."""
    newer = Q(key=made.key, generation__gt=made.generation)
    if made.kind == "plan":
        newer |= Q(key__gt=made.key)
    if made.kind not in ("procedure", "plan") or Publication.objects.filter(newer, kind=made.kind).exists():
        return
    if made.kind == "plan":
        plan = None if made.withdrawn else Snapshot.model_validate(made.content)
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
        index.put_all(INDICATOR, _indicators(Snapshot.model_validate(published.content)))
    return 0


def _procedure(definition: Procedure) -> list[Thing]:
    found = []
    for language in LANGUAGES:
        said: list[Text] = [
            definition.summary,
            definition.who_may_apply,
            *definition.needed_things,
            *definition.other_ways,
            definition.fee,
            definition.standard_period,
            definition.law,
        ]
        lines = [*(text.say(language) for text in said), section_name(definition.section, language)]
        found.append(Thing(definition.code, definition.title.say(language), "\n".join(lines), language))
    return found


def _indicators(plan: Snapshot) -> list[Thing]:
    """Indicators speak Japanese only: the words are the plan's own."""
    policies = {policy.id: policy.name for policy in plan.policies}
    found = []
    for measure in plan.measures:
        served = [policies[policy] for policy in measure.policies if policy in policies]
        for indicator in measure.indicators:
            target = indicator.all_years.raw or ""
            lines = [f"施策{measure.number} {measure.title}", target, *served, measure.departments]
            found.append(Thing(indicator.id, indicator_name(indicator, measure), "\n".join(filter(None, lines))))
    return found
