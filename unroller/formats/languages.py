"""Which language a text is in, by a stated rule: its script, and for Latin and Cyrillic its commonest small words.

A language is named only when its script belongs to it alone, or when at least three of its small words stand in the
text and clearly more than of any other language. Otherwise it stays unknown: a wrong language is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter

#: Scripts that one language of the networks writes: ranges of letters and the language's code.
_SCRIPTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u0980-\u09ff]"), "bn"),
    (re.compile("[\u0b80-\u0bff]"), "ta"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0530-\u058f]"), "hy"),
)
#: Letters of any script but Latin and Cyrillic.
_OTHER = re.compile("[\u0370-\u03ff\u0530-\u1cff\u3040-\ud7ff\uf900-\ufdff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_PERSIAN = re.compile("[پچژگکی]")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Addresses, mentions and tags say nothing about the language around them.
_NAMES = re.compile(r"(?:https?://|[@#＃])\S{1,300}|\S{1,60}\.(?:com|org|net)/\S{0,200}")
#: The commonest small words of a language, as few as possible shared with its neighbours.
_SMALL: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the and of to is that it for was with you this but are not they have from what which were when who "
        "their we he she his her been would there an be will one about if out how than has had can my your i it's "
        "don't",
        "de": "der die und das ist nicht ein eine den dem mit sich auf für auch wir ich es wie aber oder von zu wird "
        "sind haben hat war noch nur wenn dass aus nach bei einen einer einem zum zur über so kein mehr",
        "fr": "le la les et est des une du que qui dans pour pas ce sur au avec sont par plus il elle nous vous mais "
        "ils aux cette ont été c'est d'un d'une qu'il n'est on je son ses leur très même tout",
        "es": "el los las y es una del que no por con para se lo como más pero sus fue ha este esta son también muy "
        "hay al su sin sobre ya cuando porque todo nos le años desde",
        "pt": "o os as e é uma do da que não por com para se um mais mas foi são também muito há ao sem já quando "
        "porque tudo nos em no na dos das isso ele ela você eu seu sua anos",
        "it": "il gli e è una del della che non per con di si un più ma sono anche molto nel alla dei delle le lo come "
        "questo questa ha ho c'è era da al ai nella perché quando tutto",
        "nl": "de het een en van is dat niet op te zijn voor met die er aan ook maar als om bij nog wat naar uit dan "
        "wel geen heeft deze werd door over hebben je we ik hij ze",
        "pl": "i w nie się na że to jest z do o jak ale co po tak za od już tylko przez czy był są dla który",
        "tr": "ve bir bu da de için çok ne ile gibi ama daha var olan olarak değil kadar ben sonra her mi",
        "sv": "och det att i en som är på för med inte av till den har de ett om men var jag vi när från så",
        "da": "og det at i en som er på for med ikke af til den har de et om men var jeg vi når fra så der",
        "ru": "и в не на что с как это по но из у за то от так для же он она мы они был все его только или уже",
        "uk": "і в не на що з як це по але із у за то від так для він вона ми вони був все його тільки або вже та є",
        "id": "yang dan di ini itu dengan untuk tidak dari pada ke akan ada juga bisa saya kami mereka sudah",
        "vi": "và của là có không cho được trong với những các một này để người khi đã",
        "fi": "ja on ei se että hän oli mutta kun niin myös ovat tai joka ollut",
        "cs": "je se na to že v s z do o jak ale co po tak za od už jen by byl jsou pro který",
    }.items()
}
#: Each small word with the languages it belongs to.
_CODES: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, small in _SMALL.items() if word in small) for word in frozenset().union(*_SMALL.values())
}
#: Small words it takes to name a language.
_ENOUGH = 3
#: Texts are judged by at most this many characters.
_SAMPLE = 4000


def language(text: str) -> str | None:
    """The language of `text` as an ISO 639-1 code, or None when it cannot be told for certain."""
    plain = text[:_SAMPLE]
    if "@" in plain or "#" in plain or "/" in plain:
        plain = _NAMES.sub(" ", plain)
    if _OTHER.search(plain):
        letters = len(_LETTERS.findall(plain))
        found = _by_script(plain, letters) if letters > 1 else None
        if found:
            return found
    return _by_words(plain)


def _by_script(text: str, letters: int) -> str | None:
    for pattern, code in _SCRIPTS:
        share = len(pattern.findall(text))
        if share * 2 > letters or (code == "ja" and share * 8 > letters and _HAN.search(text)):
            return code
    if len(_HAN.findall(text)) * 2 > letters:
        return "zh"
    if len(_ARABIC.findall(text)) * 2 > letters:
        return "fa" if _PERSIAN.search(text) else "ar"
    return None


def _by_words(text: str) -> str | None:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    counts = Counter([code for word in words if word in _CODES for code in _CODES[word]])
    if len(counts) < 2 and sum(counts.values()) < _ENOUGH:
        return None
    (best, most), *rest = counts.most_common(2)
    second = rest[0][1] if rest else 0
    return best if most >= _ENOUGH and most * 2 >= second * 3 else None
