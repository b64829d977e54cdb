"""Sentences for wrong answers, in each language: what is wrong and how to mend it, never blame, never a code."""

from dataclasses import dataclass

from yakusho.forms.schema.texts import Text
from yakusho.kernel.languages import EASY


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer can't be taken; `{label}` stands for the item's label, without `easy` it is said as in `ja`."""

    ja: str
    en: str
    easy: str = ""

    def say(self, label: str, language: str) -> str:
        """The sentence about the item of that label."""
        sentence = self.en if language.startswith("en") else (language == EASY and self.easy) or self.ja
        return sentence.replace("{label}", label)


@dataclass(frozen=True, slots=True)
class Offering(Wrong):
    """Why an answer can't be taken yet: it may mean several. Each offer is a text to send instead, and its label."""

    offers: tuple[tuple[str, Text], ...] = ()


ENTER = Wrong("「{label}」を入れてください。", "Enter “{label}”.", "「{label}」を 入（い）れて ください。")
CHOOSE = Wrong("「{label}」を選んでください。", "Choose “{label}”.", "「{label}」を 選（えら）んで ください。")
TICK = Wrong(
    "「{label}」を読んで、チェックを入れてください。",
    "Read “{label}” and tick the box.",
    "「{label}」を 読（よ）んで、□を おして ください。",
)
ATTACH = Wrong(
    "「{label}」の写真かPDFを選んでください。",
    "Choose a photo or PDF for “{label}”.",
    "「{label}」の 写真（しゃしん）か PDFを 選（えら）んで ください。",
)
ADD_MEMBER = Wrong(
    "「{label}」を1つ以上入れてください。",
    "Enter at least one for “{label}”.",
    "「{label}」を 1つ以上（いじょう） 入（い）れて ください。",
)

SENT_TWICE = Wrong(
    "「{label}」が2回送られました。1つだけ入れて、もう一度送ってください。",
    "“{label}” was sent twice. Enter it once and send the page again.",
    "「{label}」が 2回（かい） とどきました。1つだけ 入（い）れて、もう一度（いちど） 送（おく）って ください。",
)
NOT_OFFERED = Wrong(
    "「{label}」は、画面にある中から選んでください。",
    "Choose one of the answers shown for “{label}”.",
    "「{label}」は、画面（がめん）に あるものから 選（えら）んで ください。",
)
NOT_A_FILE = Wrong(
    "「{label}」のファイルを受け取れませんでした。もう一度選んでください。",
    "The file for “{label}” did not arrive. Choose it again.",
    "「{label}」の ファイルが とどきませんでした。もう一度（いちど） 選（えら）んで ください。",
)
NOT_READABLE = Wrong(
    "「{label}」を読み取れませんでした。入れ直してください。",
    "“{label}” can't be read. Enter it again.",
    "「{label}」が 読（よ）めませんでした。もう一度（いちど） 入（い）れて ください。",
)

UNKNOWN_FIELD = Wrong(
    "この画面にない項目が送られました。画面を開き直して、もう一度入れてください。",
    "The page sent an item it does not have. Open the page again and enter your answers once more.",
    "画面（がめん）が 古（ふる）いです。画面（がめん）を もう一度（いちど） "
    "開（ひら）いて、もう一度（いちど） 入（い）れて ください。",
)
TOO_MANY_FIELDS = Wrong(
    "一度に送れる項目の数を超えています。画面を開き直して、もう一度入れてください。",
    "The page sent too many items. Open the page again and enter your answers once more.",
    "送（おく）るものが 多（おお）すぎます。画面（がめん）を もう一度（いちど） "
    "開（ひら）いて、もう一度（いちど） 入（い）れて ください。",
)


def too_long(most: int, length: int) -> Wrong:
    """More characters than the item takes."""
    return Wrong(
        f"「{{label}}」は{most:,}文字までです。今は{length:,}文字あるので、短くしてください。",
        f"“{{label}}” can have up to {most:,} characters. It has {length:,} now; shorten it.",
        f"「{{label}}」は {most:,}文字（もじ）までです。いま {length:,}文字（もじ）です。短（みじか）くして ください。",
    )


def too_many_members(most: int) -> Wrong:
    """More members than the repeat group takes."""
    return Wrong(
        f"「{{label}}」は{most}件までです。減らして、もう一度送ってください。",
        f"“{{label}}” can have up to {most} entries. Remove some and send the page again.",
        f"「{{label}}」は {most}までです。いくつか 消（け）して、もう一度（いちど） 送（おく）って ください。",
    )


def too_few_members(least: int) -> Wrong:
    """Fewer members than the repeat group needs."""
    return Wrong(
        f"「{{label}}」を{least}件以上入れてください。",
        f"Enter at least {least} entries for “{{label}}”.",
        f"「{{label}}」を {least}以上（いじょう） 入（い）れて ください。",
    )


def count_of_choices(least: int, most: int) -> Wrong:
    """Fewer or more boxes ticked than the item takes."""
    if least > 1:
        return Wrong(
            f"「{{label}}」は、{least}つ以上、{most}つまで選んでください。",
            f"Choose at least {least} and at most {most} for “{{label}}”.",
            f"「{{label}}」は、{least}つから {most}つ、選（えら）んで ください。",
        )
    return Wrong(
        f"「{{label}}」は、{most}つまで選んでください。",
        f"Choose at most {most} for “{{label}}”.",
        f"「{{label}}」は、{most}つまで 選（えら）んで ください。",
    )


def too_many_files(most: int) -> Wrong:
    """More files than the item takes."""
    return Wrong(
        f"「{{label}}」は{most}個までです。いらないものを消してください。",
        f"“{{label}}” can have up to {most} files. Remove some.",
        f"「{{label}}」の ファイルは {most}つまでです。いくつか 消（け）して ください。",
    )


SIGN_ALIKE = Wrong(
    "「{label}」は、上の氏名と同じ文字で入れてください。",
    "Write “{label}” as the name above is written.",
    "「{label}」は、上（うえ）の 名前（なまえ）と 同（おな）じ 字（じ）で 入（い）れて ください。",
)

NONE = Text(ja="（なし）", en="(none)", easy="（ありません）")
YES = Text(ja="はい", en="Yes")
NO = Text(ja="いいえ", en="No")
