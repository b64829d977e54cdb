"""Who acts, and for whom (だれが手続をするか): the person, somebody entitled by law or by letter, an office."""

from typing import Final, Literal

from yakusho.forms.schema.texts import ItemId, ItemPath, Rule, Text
from yakusho.kernel.data_files import Part

AgentKind = Literal[
    "self",
    "legal_representative",
    "agent",
    "messenger",
    "household_member",
    "corporation",
    "official_duty",
    "official_use",
]

AGENTS: Final[dict[AgentKind, Text]] = {
    "self": Text(ja="本人", en="I act for myself", easy="わたしの ことです"),
    "legal_representative": Text(
        ja="法定代理人（親権者、後見人など）",
        en="Legal representative (parent, guardian)",
        easy="親（おや）や 後見人（こうけんにん）です",
    ),
    "agent": Text(
        ja="任意代理人（委任状を持っている人）",
        en="Agent with a letter of attorney",
        easy="本人（ほんにん）に たのまれた 人です（委任状（いにんじょう）が あります）",
    ),
    "messenger": Text(
        ja="使者（本人が書いたものを届ける人）",
        en="Messenger who hands in what the person wrote",
        easy="本人（ほんにん）が 書いた 紙を とどける 人です",
    ),
    "household_member": Text(
        ja="同じ世帯の人", en="Member of the same household", easy="いっしょに 住んでいる 家族（かぞく）です"
    ),
    "corporation": Text(
        ja="法人（代表者、担当者）", en="Company or association", easy="会社（かいしゃ）や 団体（だんたい）です"
    ),
    "official_duty": Text(
        ja="職務上請求（弁護士など）",
        en="Request in the course of duty (such as a lawyer)",
        easy="弁護士（べんごし）などの しごとです",
    ),
    "official_use": Text(
        ja="公用請求（国、自治体など）",
        en="Official use by a public body",
        easy="国（くに）や 役所（やくしょ）の しごとです",
    ),
}
"""How the form words each kind, unless the procedure has words of its own."""

PROVEN: Final[frozenset[AgentKind]] = frozenset(
    {"legal_representative", "agent", "messenger", "official_duty", "official_use"}
)
"""Who can't act without showing by what right."""


class Acting(Part):
    """One kind of person that a procedure lets act, and how that is proved (代理権の確認).

    `name`, `kana` and `address` are the items that ask who acts; `proofs` are file items. The items carry conditions
    such as `when: acting == "agent"`, so that only those concerned are asked.
    """

    kind: AgentKind
    label: Text | None = None
    name: ItemPath | None = None
    kana: ItemPath | None = None
    address: ItemId | None = None
    proofs: tuple[ItemId, ...] = ()

    @property
    def words(self) -> Text:
        """How the form words it."""
        return self.label or AGENTS[self.kind]


class OtherConsent(Part):
    """Another person who has to agree (同意する人) before the application can be sent: `when` it holds, to which words.

    They agree at their own browser, and see nothing of the answers but the items or parts that `shows` names.
    """

    id: ItemId
    label: Text
    text: Text
    when: Rule | None = None
    shows: tuple[ItemPath, ...] = ()
