"""What the office publishes: inward as facts with a blob, outward as pushed messages with their content."""

from typing import Any, Literal

from yakusho.ledger.facts import Code, Fact, Sha256
from yakusho.messages.crossing import Crossing

PublicationKind = Literal["procedure", "organisation", "plan"]


class PublicationMade(Crossing):
    """Pushed outward as `publication.made`: an immutable snapshot; a higher generation replaces a lower one.

    `content` is the snapshot itself (a procedure's definition, the public plan page's data). `withdrawn` closes it.
    """

    kind: PublicationKind
    key: Code
    generation: int
    content: dict[str, Any]
    withdrawn: bool = False


class OrganisationPublished(Fact, kind="organisation.published", version=1):
    """Sections, posts and functions were published from the office (組織の公示) for the inner zone."""

    generation: int
    content: Sha256

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """The snapshot that the inner zone fetches."""
        return (self.content,) if zone == "mynumber" else ()


class ProcedurePublished(Fact, kind="procedure.published", version=1):
    """A procedure's definition came into force (手続の公開); subject is the procedure's code."""

    procedure: Code
    generation: int
    zone: Literal["office", "mynumber"]
    section: Code
    online: bool
    content: Sha256

    def blobs_for(self, zone: str) -> tuple[str, ...]:
        """The definition that the inner zone fetches when it is the one that decides."""
        return (self.content,) if zone == "mynumber" == self.zone else ()


class ProcedureClosed(Fact, kind="procedure.closed", version=1):
    """A procedure no longer takes applications (受付終了)."""

    procedure: Code
    generation: int


class CountsReported(Crossing):
    """Pushed outward as `counts.reported`: what a meter of the inner zone counted on one day, never an entry."""

    meter: Code
    version: int
    day: str
    section: str
    dimension: str
    value: int


class HeadCosigned(Crossing):
    """Pushed outward as `head.cosigned`: the witness found this head consistent and signed it."""

    origin: str
    size: int
    cosignature: str
