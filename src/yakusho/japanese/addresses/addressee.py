"""Whose name stands on the letter box (方書): 山田様方, 佐藤商店内, 若葉会館気付, 株式会社若葉商会."""

import re

LEGAL_FORM = re.compile(
    r"\((?:株|有|同|資|名|一社|公社|一財|公財|社|財|学|医|福|宗|独|特非)\)|(?:株式|有限|合同|合資|合名|相互)会社|法人|協同組合"
)
_BUILDING_FRONT = re.compile(
    "コーポ|ハイツ|メゾン|マンション|アパート|パーク|グリーン|グランド?|サン|シティ|コート|ヴィラ|ビラ|ハイム|レジデンス|"
    "ライオンズ|プラザ|ドミール|パレス|ロイヤル|カーサ|エステート|タウン|ハウス|フォーレスト|都営|区営|公社|市営|県営"
)
_BUILDING_BEHIND = re.compile(
    "(?:荘|ビル|ビルディング|マンション|アパート|寮|団地|館|棟|住宅|ハイツ|コーポ|ハイム|コート|ハウス|レジデンス|タワー|病院|"
    "ホーム|苑|園|センター|会館|[0-9]+(?:号室?|階|F)?|階)$"
)
_INSTITUTION = re.compile(
    "(?:店|会|社|所|院|校|園|寮|館|場|センター|ホーム|ビル|荘|組合|事務局|役所|省|署|局|庫|工場|工業|建設|産業|製作所|サービス)$"
)
_ANY_SIGN = re.compile("[方内様/(]|気付|会社|法人|組合")
_CARE_OF = re.compile(r"(?:^|(?<=[ ,]))[Cc]\s?/\s?[Oo]\.?\s*(.+)$")
_WORD = re.compile("(?:^|(?<= ))方書[:: ]\\s*")
_ROOM_AND_NAME = re.compile(
    r"(.*(?:[0-9]{3,5}[A-Z]?(?:号室|号|室)?|[0-9]{1,3}(?:号室|号|室|階|F)|[一二三四五六七八九十]階))\s?"
    r"([^0-9A-Za-z\s\-号階室棟館].*)"
)


def split_addressee(text: str) -> tuple[str, str, str]:
    """Divide a text into building and room, addressee, and what stands behind a company."""
    if not _ANY_SIGN.search(text):
        return text, "", ""
    text = _WORD.sub("", text)
    if found := _CARE_OF.search(text):
        return text[: found.start()].rstrip(" ,"), _of(found[1].removesuffix("様")), ""
    if found := LEGAL_FORM.search(text):
        return _split_company(text, found.start())
    if "気付" in text:
        return _split_forwarded(text)
    return _split_household(text)


def is_building(text: str) -> bool:
    """Tell whether a text looks like a building by its first or last word."""
    return bool(_BUILDING_FRONT.match(text) or _BUILDING_BEHIND.search(text))


def _of(name: str) -> str:
    return f"{name.strip()}方"


def _split_company(text: str, at: int) -> tuple[str, str, str]:
    """Take the company, from the last space, room or floor before its legal form on, to the next space."""
    start = text.rfind(" ", 0, at) + 1
    if found := _ROOM_AND_NAME.fullmatch(text[: at + 1]):
        start = max(start, found.start(2))
    company, _, behind = text[start:].partition(" ")
    return text[:start].strip(), company, behind


def _split_forwarded(text: str) -> tuple[str, str, str]:
    """Take 気付 with all that stands behind it, from the last space or room before it."""
    at = text.index("気付")
    start = text.rfind(" ", 0, at) + 1
    if found := _ROOM_AND_NAME.fullmatch(text[:at]):
        start = max(start, found.start(2))
    return text[:start].strip(), text[start:], ""


def _split_household(text: str) -> tuple[str, str, str]:
    bare = text.rstrip(" )")
    if "様方 " in bare:
        household, _, person = bare.partition("様方 ")
        before, name = _before_name(household.rstrip())
        return before.rstrip("( "), f"{_of(name.lstrip('( '))} {person.removesuffix('様').strip()}", ""
    if bare.endswith("方") and len(bare) > 1:
        polite = bare.endswith("様方")
        before, name = _before_name(bare.removesuffix("方").removesuffix("様").rstrip())
        if polite or not _BUILDING_FRONT.match(name):
            return before.rstrip("( "), _of(name.lstrip("( ")), ""
    elif bare.endswith("内"):
        before, name = _before_name(bare.removesuffix("内"))
        if _INSTITUTION.search(name) and not _BUILDING_FRONT.match(name):
            return before, name + "内", ""
    elif bare.endswith("様") and len(bare) > 1:
        before, name = _before_name(bare.removesuffix("様").rstrip())
        return before.rstrip("( "), name.lstrip("( "), ""
    return text, "", ""


def _before_name(text: str) -> tuple[str, str]:
    """Divide a name from the building and room before it: コーポ若葉203 山田 太郎."""
    if found := _ROOM_AND_NAME.fullmatch(text):
        return found[1].rstrip(), found[2].strip()
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        if is_building(words[count - 1]):
            return " ".join(words[:count]), " ".join(words[count:])
    return "", text
