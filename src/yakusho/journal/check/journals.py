"""One journal from its first entry to its last: positions, leaves, stored nodes, heads and cosignatures."""

from collections.abc import Iterator
from dataclasses import dataclass

from yakusho.journal.check import canonical, merkle, notes
from yakusho.journal.check.canonical import Json, NotCanonical
from yakusho.journal.check.dates import fiscal_year
from yakusho.journal.check.keys import Keys
from yakusho.journal.check.report import Report
from yakusho.journal.check.store import Store, instant_text, uuid_text

FIRST_POSITION = 0
WITNESS_OF = {"portal": "office", "office": "mynumber"}

_COLUMNS = (
    "id",
    "kind",
    "version",
    "subject",
    "occurred_on",
    "fiscal_year",
    "recorded_at",
    "section",
    "actor",
    "body",
    "content_hash",
    "corrects",
)


@dataclass(frozen=True)
class _Row:
    """An entry as stored: its place, and the hash worked out from its content (None: it can't be)."""

    position: int
    leaf: bytes | None


class _StoredNodes:
    """The stored nodes of a journal, one stream a level, compared with the nodes that the leaves give."""

    def __init__(self, store: Store, report: Report, origin: str) -> None:
        self._report, self._origin = report, origin
        levels = [level for (level,) in store.rows("SELECT DISTINCT level FROM journal_node WHERE origin = ?", origin)]
        query = 'SELECT "index", hash FROM journal_node WHERE origin = ? AND level = ? ORDER BY "index"'
        self._streams = {level: store.rows(query, origin, level) for level in levels}
        self._next = {level: next(stream, None) for level, stream in self._streams.items()}

    def compare(self, node: merkle.Node) -> None:
        """Tell what is stored in a node's place, when it isn't the node."""
        stored = self._next.get(node.level)
        while stored is not None and stored[0] < node.index:
            self._tell("node.extra", node.level, stored[0])
            stored = self._move(node.level)
        if stored is None or stored[0] > node.index:
            self._tell("node.missing", node.level, node.index)
            return
        self._report.seen[f"{self._origin} nodes"] += 1
        if bytes(stored[1]) != node.hash:
            self._tell("node.wrong", node.level, node.index)
        self._move(node.level)

    def finish(self) -> None:
        """Tell all stored nodes that no leaf leads to."""
        for level in self._streams:
            while (stored := self._next[level]) is not None:
                self._tell("node.extra", level, stored[0])
                self._move(level)

    def _move(self, level: int) -> tuple[int, bytes] | None:
        self._next[level] = next(self._streams[level], None)
        return self._next[level]  # type: ignore[return-value]

    def _tell(self, what: str, level: int, index: int) -> None:
        self._report.tell(what, f"{self._origin}: node {level}/{index}")


class _Heads:
    """The signed heads of a journal, compared with the tree as it grows past their sizes."""

    def __init__(self, store: Store, keys: Keys, report: Report, origin: str) -> None:
        self._keys, self._report, self._origin = keys, report, origin
        self._stream = store.rows(
            "SELECT size, note, cosignature FROM journal_head WHERE origin = ? ORDER BY size", origin
        )
        self._next = next(self._stream, None)
        self.newest = 0

    def compare(self, tree: merkle.Tree) -> None:
        """Check the heads that speak of the tree as it is now."""
        while self._next is not None and self._next[0] <= tree.size:
            size, note, cosignature = self._next
            self._check(int(size), str(note), str(cosignature), tree)
            self.newest, self._next = int(size), next(self._stream, None)

    def finish(self, size: int) -> None:
        """Tell heads beyond the last entry, and entries beyond the last head."""
        while self._next is not None:
            self._tell("head.beyond", self._next[0])
            self.newest, self._next = int(self._next[0]), next(self._stream, None)
        if self.newest < size:
            self._tell("head.missing", size)

    def _check(self, size: int, note: str, cosignature: str, tree: merkle.Tree) -> None:
        self._report.seen[f"{self._origin} heads"] += 1
        name = self._keys.name(self._origin)
        try:
            head = notes.parse(note)
        except notes.NotANote:
            self._tell("head.unreadable", size)
            return
        if head.origin != name or not notes.signed_by(head, name, self._keys.journal[self._origin]):
            self._tell("head.signature", size)
        if head.size != size or size != tree.size or head.root != tree.root():
            self._tell("head.root", size)
        self._check_witness(size, note, cosignature)

    def _check_witness(self, size: int, note: str, cosignature: str) -> None:
        witness = WITNESS_OF.get(self._origin)
        if not cosignature:
            if witness == self._report.zone:
                self._tell("cosignature.missing", size)
            return
        if witness is None:
            self._tell("cosignature.bad", size)
            return
        try:
            good = notes.cosigned_by(
                notes.parse(note + cosignature), self._keys.name(witness), self._keys.journal[witness]
            )
        except notes.NotANote:
            good = False
        if good:
            self._report.seen[f"{self._origin} cosigned heads"] += 1
        else:
            self._tell("cosignature.bad", size)

    def _tell(self, what: str, size: int) -> None:
        self._report.tell(what, f"{self._origin}: head of {size}")


def check_own(store: Store, keys: Keys, report: Report) -> int:
    """Check the zone's own journal; answers how many sealed entries it has."""
    size = _check_journal(store, keys, report, report.zone, _own(store, report, sealed=True))
    for _ in _own(store, report, sealed=False):
        report.seen[f"{report.zone} entries not sealed yet"] += 1
    return size


def check_mirror(store: Store, keys: Keys, report: Report, origin: str) -> int:
    """Check what the zone keeps of another zone's journal; answers how many entries."""
    return _check_journal(store, keys, report, origin, _mirrored(store, report, origin))


def _check_journal(store: Store, keys: Keys, report: Report, origin: str, rows: Iterator[_Row]) -> int:
    tree, nodes, heads = merkle.Tree(), _StoredNodes(store, report, origin), _Heads(store, keys, report, origin)
    heads.compare(tree)
    for row in rows:
        report.seen[f"{origin} entries"] += 1
        if row.position != tree.size + FIRST_POSITION:
            report.tell("position.gap", f"{origin}: entry {row.position} in the place of {tree.size + FIRST_POSITION}")
        for node in tree.add(row.leaf or b""):
            nodes.compare(node)
        heads.compare(tree)
    nodes.finish()
    heads.finish(tree.size)
    return tree.size


def _own(store: Store, report: Report, *, sealed: bool) -> Iterator[_Row]:
    columns = ", ".join(store.texts.get(name, name) for name in _COLUMNS)
    which = "position IS NOT NULL ORDER BY position" if sealed else "position IS NULL ORDER BY id"
    for position, stored, *values in store.rows(f"SELECT position, leaf, {columns} FROM journal_entry WHERE {which}"):  # noqa: S608
        content = {"zone": report.zone, **dict(zip(_COLUMNS, values, strict=True))}
        where = f"{report.zone}: entry {position if sealed else content['id']}"
        content["id"], content["corrects"] = uuid_text(content["id"]), uuid_text(content["corrects"])
        content["recorded_at"] = instant_text(content["recorded_at"])
        leaf = _leaf(report, where, content, member="body")
        if leaf is not None and bytes(stored) != leaf:
            report.tell("entry.leaf", where)
        _check_year(report, where, content)
        yield _Row(position, leaf)


def _mirrored(store: Store, report: Report, origin: str) -> Iterator[_Row]:
    entry_id, text = store.texts["entry_id"], store.texts["content"]
    query = f"SELECT position, {entry_id}, kind, subject, {text} FROM journal_mirror WHERE origin = ? ORDER BY position"  # noqa: S608
    for position, entry, kind, subject, content in store.rows(query, origin):
        where = f"{origin}: entry {position}"
        holder = {"content": content}
        leaf = _leaf(report, where, holder, member="content", inner=True)
        sealed = holder["content"] if isinstance(holder["content"], dict) else {}
        said = tuple(sealed.get(name) for name in ("zone", "id", "kind", "subject"))
        if leaf is not None and said != (origin, uuid_text(entry), kind, subject):
            report.tell("mirror.column", where)
        _check_year(report, where, sealed)
        yield _Row(position, leaf)


def _leaf(report: Report, where: str, holder: dict[str, Json], *, member: str, inner: bool = False) -> bytes | None:
    """Read the JSON text of a member in place, and hash the whole (or, `inner`, the member alone)."""
    try:
        holder[member] = canonical.read(str(holder[member]))
        return merkle.leaf(canonical.write(holder[member] if inner else holder))
    except NotCanonical:
        report.tell("entry.unreadable", where)
        return None


def _check_year(report: Report, where: str, content: dict[str, Json]) -> None:
    if content.get("fiscal_year") != fiscal_year(content.get("occurred_on")):
        report.tell("entry.fiscal_year", where)
