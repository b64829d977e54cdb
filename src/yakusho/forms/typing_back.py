"""Answers turned back into what a person would type: for forms shown again, corrections and examples."""

from collections.abc import Iterator, Mapping
from typing import Any

from yakusho.forms.fields import Answer, Field
from yakusho.forms.kinds_value import CONSENT_VALUE
from yakusho.forms.pages import CompiledPage
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.uploads import handles


def typed(field: Field, answer: Answer, language: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Input names and texts of one item's answer."""
    name = prefix + field.id
    if field.control == "file":
        return
    if field.parts:
        for part in field.parts:
            if part.id in answer:
                yield f"{name}-{part.id}", part.kind.typed(answer[part.id], language)
    elif field.control == "group":
        for index, member in enumerate(answer):
            for item in field.members:
                if item.id in member:
                    yield from typed(item, member[item.id], language, f"{name}-{index}-")
    else:
        yield name, field.kind.typed(answer, language)


def fitting(field: Field, answer: Answer) -> Answer | None:
    """As much of an answer as has the shape of this item; None when nothing has. Rules judge the content later."""
    if field.control == "file":
        return _fitting_files(field, answer)
    if field.parts:
        return _fitting_object(field.parts, answer) or None
    if field.control == "group":
        if not isinstance(answer, list):
            return None
        members = [_fitting_object(field.members, member) for member in answer[: field.max]]
        return members if any(members) else None
    return answer if type(answer) is field.kind.shape else None


def _fitting_files(field: Field, answer: Answer) -> Answer | None:
    """The files that an item takes now, be the answer of one file or of many."""
    found = handles(answer)[: field.many]
    if not found:
        return None
    return found if field.many > 1 else found[0]


def _fitting_object(fields: tuple[Field, ...], answer: Answer) -> dict[str, Answer]:
    if not isinstance(answer, dict):
        return {}
    found = {field.id: fitting(field, answer[field.id]) for field in fields if field.id in answer}
    return {id_: each for id_, each in found.items() if each is not None}


def example_posts(procedure: Procedure, pages: tuple[CompiledPage, ...], name: str) -> dict[str, dict[str, list[str]]]:
    """The form posts of one example, by page."""
    answers = procedure.examples[name]
    return {page.id: dict(_page_post(page, answers)) for page in pages}


def _page_post(page: CompiledPage, answers: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for field in page.items:
        if field.id in answers:
            yield from _post(field, field.id, answers[field.id])


def _post(field: Field, name: str, given: Any) -> Iterator[tuple[str, list[str]]]:
    """One item of an example as inputs that begin with `name`."""
    if isinstance(given, str):
        yield name, _values(field, given)
    elif isinstance(given, dict):
        for part in field.parts:
            if part.id in given:
                yield f"{name}-{part.id}", _values(part, given[part.id])
    else:
        for index, member in enumerate(given):
            for item in field.members:
                if item.id in member:
                    yield from _post(item, f"{name}-{index}-{item.id}", member[item.id])


def _values(field: Field, given: str) -> list[str]:
    """What a browser would send for one text of an example."""
    if field.kind.several:
        return given.split(",")
    return [CONSENT_VALUE if field.control == "checkbox" and given else given]
