"""Items whose answer is chosen from a list: one, several, a relation, who acts."""

from collections.abc import Iterable
from datetime import date

from yakusho.forms import words
from yakusho.forms.fields import Answer, Control, Kind
from yakusho.forms.schema.acting import Acting
from yakusho.forms.schema.items import ChoiceItem, SeveralItem
from yakusho.forms.schema.texts import Choice, Text
from yakusho.forms.words import Wrong


def one_of(choices: tuple[Choice, ...], control: Control) -> Kind:
    labels = {choice.code: choice.label for choice in choices}

    def read(text: str, today: date) -> str | Wrong:
        return text if text in labels else words.NOT_OFFERED

    def show(answer: Answer, language: str) -> str:
        label = labels.get(answer)  # an answer of an earlier version may no longer be offered
        return label.say(language) if label else str(answer)

    return Kind(read, show=show, ask=words.CHOOSE, control=control, choices=choices, sample=choices[-1].code)


def choice_kind(item: ChoiceItem) -> Kind:
    """One of several answers (選択)."""
    return one_of(item.choices, item.control)


# As the resident register words relations to the head of household (住民基本台帳事務処理要領).
RELATIONS = tuple(
    Choice(code=code, label=Text(ja=ja, en=en, easy=easy))
    for code, ja, easy, en in (
        ("self", "世帯主（本人）", "世帯主（せたいぬし）", "Head of household"),
        ("husband", "夫", "夫（おっと）", "Husband"),
        ("wife", "妻", "妻（つま）", "Wife"),
        (
            "unregistered_husband",
            "夫（未届）",
            "夫（おっと）（結婚届（けっこんとどけ）は 出（だ）していない）",
            "Husband, unregistered",
        ),
        (
            "unregistered_wife",
            "妻（未届）",
            "妻（つま）（結婚届（けっこんとどけ）は 出（だ）していない）",
            "Wife, unregistered",
        ),
        ("child", "子", "子（こ）ども", "Child"),
        ("father", "父", "父（ちち）", "Father"),
        ("mother", "母", "母（はは）", "Mother"),
        ("sibling", "兄弟姉妹", "きょうだい", "Brother or sister"),
        ("grandchild", "孫", "孫（まご）", "Grandchild"),
        ("grandparent", "祖父母", "おじいさん、おばあさん", "Grandparent"),
        ("spouse_parent", "夫・妻の父母", "夫（おっと）や 妻（つま）の 父（ちち）、母（はは）", "Parent of the spouse"),
        ("child_spouse", "子の夫・妻", "子（こ）どもの 夫（おっと）、妻（つま）", "Spouse of a child"),
        ("relative", "その他の親族・縁故者", "ほかの 親（しん）せき", "Other relative"),
        ("cohabitant", "同居人", "いっしょに 住（す）んでいる 人（ひと）", "Person living together"),
    )
)


def relation_kind() -> Kind:
    """The relation to the head of household (続柄)."""
    return one_of(RELATIONS, "select")


def acting_kind(acts_for: Iterable[Acting]) -> Kind:
    """Who fills in the form (だれが手続をするか): one of the kinds that the procedure names."""
    return one_of(tuple(Choice(code=each.kind, label=each.words) for each in acts_for), "radio")


def several_kind(item: SeveralItem) -> Kind:
    """Any of several answers (複数選択), kept as a list of codes in the order of the choices."""
    labels = {choice.code: choice.label for choice in item.choices}
    most = item.most or len(labels)
    wrong_count = words.count_of_choices(item.least, most)

    def read(text: str, today: date) -> list[str] | Wrong:
        chosen = set(filter(None, text.split(",")))
        if not chosen <= labels.keys():
            return words.NOT_OFFERED
        if not chosen:
            return words.CHOOSE
        return [code for code in labels if code in chosen] if item.least <= len(chosen) <= most else wrong_count

    def typed(answer: Answer, language: str) -> str:
        return ",".join(map(str, answer))

    def show(answer: Answer, language: str) -> str:
        shown = (labels[code].say(language) if code in labels else str(code) for code in map(str, answer))
        return (", " if language.startswith("en") else "、").join(shown)

    return Kind(
        read,
        typed=typed,
        show=show,
        shape=list,
        blank=(),
        ask=words.CHOOSE,
        control="checkboxes",
        choices=item.choices,
        sample=list(labels)[:most],
        value=lambda answer: [code for code in answer if isinstance(code, str)],
        several=True,
    )
