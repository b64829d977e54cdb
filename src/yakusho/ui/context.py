"""The house (役所) as every template sees it: ward, zone in words, sample or not, language, rail of the staff zones."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yakusho.kernel.languages import prefix_of, tag_of
from yakusho.kernel.yaml_lines import Lines


@dataclass(frozen=True)
class RailLink:
    """One place on the rail of a staff zone; `shown` decides whether this person sees it."""

    label: str
    path: str
    shown: Callable[[HttpRequest], bool] = lambda request: True


@dataclass(frozen=True)
class RailPlace:
    """A rail link on the present page."""

    label: str
    path: str
    current: bool


@dataclass(frozen=True)
class LanguageLink:
    """The present page in another language; without the language in its path its `url` stays the same."""

    code: str
    name: str
    url: str
    current: bool

    @property
    def tag(self) -> str:
        """The language as HTML knows it."""
        return tag_of(self.code)


@cache
def ward_names() -> dict[str, str]:
    """The ward's name in each language, from its data, read once a process."""
    file = settings.WARD_FOLDER / "ward.yaml"
    return dict(Lines(file.read_text("utf-8"), str(file)).value["name"])


def ward_name(language: str) -> str:
    """The ward's name in a language."""
    names = ward_names()
    return names.get(prefix_of(language)) or names[settings.LANGUAGE_CODE]


class House:
    """What layout templates ask for; each answer is found only when asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def language(self) -> str:
        """The present language's code."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def language_tag(self) -> str:
        """The present language as HTML knows it."""
        return tag_of(self.language)

    @property
    def prefix(self) -> str:
        """What addresses begin with in the present language, where they hold it."""
        return prefix_of(self.language)

    @property
    def ward(self) -> str:
        """The ward's name in the present language."""
        return ward_name(self.language)

    @cached_property
    def service(self) -> str:
        """The name of the whole service."""
        return _("%(ward)s digital ward office") % {"ward": self.ward}

    @property
    def zone(self) -> str:
        """The zone's code, for its colour."""
        return settings.ZONE

    @property
    def zone_name(self) -> str:
        """The zone's name in words."""
        names = {
            "portal": pgettext("zone", "For residents"),
            "office": pgettext("zone", "Office work"),
            "mynumber": pgettext("zone", "My Number affairs"),
        }
        return names[settings.ZONE]

    @property
    def sample(self) -> bool:
        """Whether this home holds sample data."""
        return settings.SAMPLE_HOME

    @property
    def request_id(self) -> str:
        """The request's number; empty before the middleware gave one."""
        return getattr(self.request, "request_id", "")

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The present page in every language."""
        prefix = f"/{self.prefix}/"
        path = self.request.path
        rest = path.removeprefix(prefix) if path.startswith(prefix) else None
        return [
            LanguageLink(code, name, path if rest is None else f"/{prefix_of(code)}/{rest}", code == self.language)
            for code, name in settings.LANGUAGES
        ]

    @property
    def messages(self) -> list[object]:
        """What an action before the redirect left to say; reading it takes it away."""
        return list(get_messages(self.request))

    @cached_property
    def rail(self) -> list[RailPlace]:
        """The rail of a staff zone as this person sees it; the place with the longest fitting path is the current."""
        links = [link for link in getattr(import_module(settings.ROOMS), "RAIL", ()) if link.shown(self.request)]
        here = max((link.path for link in links if self.request.path.startswith(link.path)), key=len, default="")
        return [RailPlace(link.label, link.path, link.path == here) for link in links]


def house(request: HttpRequest) -> dict[str, House]:
    """Context processor: one object, nothing computed yet."""
    return {"house": House(request)}
