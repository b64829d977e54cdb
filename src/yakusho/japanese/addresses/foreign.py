"""Addresses abroad (国外の住所): told apart, not read."""

import re

_COUNTRY = re.compile(
    "アメリカ合衆国|アメリカ|米国|英国|イギリス|フランス|ドイツ|イタリア|カナダ|オーストラリア|ブラジル|ペルー|ロシア|インド|ネパール|"
    "タイ王国|ベトナム|フィリピン|インドネシア|ミャンマー|モンゴル|バングラデシュ|スリランカ|大韓民国|韓国|朝鮮民主主義人民共和国|北朝鮮|"
    "中華人民共和国|中华人民共和国|中国(?!地方)|中華民国|台湾|香港|マカオ|シンガポール|マレーシア"
)
_COUNTRY_LATIN = re.compile(
    r"\b(?:USA|U\.S\.A\.?|United States(?: of America)?|United Kingdom|UK|England|Scotland|France|Germany|Italy|Canada|"
    r"Australia|New Zealand|Brazil|Brasil|Peru|Russia|India|Nepal|Thailand|Viet ?nam|Philippines|Indonesia|Myanmar|"
    r"Mongolia|Bangladesh|Sri Lanka|(?:South )?Korea|China|Taiwan|Hong Kong|Macau|Singapore|Malaysia|Spain|Mexico)\W*$",
    re.IGNORECASE,
)
_LATIN_ADDRESS = re.compile(r"[\x20-\x7eÀ-ɏ]*[0-9][\x20-\x7eÀ-ɏ]*,[\x20-\x7eÀ-ɏ]+")
_JAPANESE_IN_LATIN = re.compile(
    r"\b(?:japan|tokyo|kyoto|osaka|hokkaido)\b|-(?:ku|shi|cho|machi|gun|ken|fu|to|mura|son)\b", re.IGNORECASE
)
_HANGUL = re.compile("[가-힣]")
_JAPANESE = re.compile("[ぁ-ヺ一-鿿]")


def is_foreign(text: str) -> bool:
    """Tell whether a text names another country, or is written as people do who live in one."""
    if _COUNTRY.match(text) or _COUNTRY_LATIN.search(text, max(0, len(text) - 40)):
        return True
    if _LATIN_ADDRESS.fullmatch(text) and not _JAPANESE_IN_LATIN.search(text):
        return True
    return bool(_HANGUL.search(text)) and not _JAPANESE.search(text)
