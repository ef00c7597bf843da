"""Which language a text is in, by a stated rule: its script, and for Latin and Cyrillic its commonest small words and
the letters that only one language writes.

A small word counts one, a word with such a letter two. A language is named when its script belongs to it alone, or when
it has three or more and clearly more than any other; a short text also with two, when no other language has any.
Otherwise it stays unknown: a wrong language is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from unroller.regex import compile_re

#: Scripts that one language of the networks writes: ranges of letters and the language's code.
_SCRIPTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (compile_re("[\uac00-\ud7a3]"), "ko"),
    (compile_re("[\u3040-\u30ff]"), "ja"),
    (compile_re("[\u0590-\u05ff]"), "he"),
    (compile_re("[\u0e00-\u0e7f]"), "th"),
    (compile_re("[\u0370-\u03ff]"), "el"),
    (compile_re("[\u0900-\u097f]"), "hi"),
    (compile_re("[\u0980-\u09ff]"), "bn"),
    (compile_re("[\u0b80-\u0bff]"), "ta"),
    (compile_re("[\u10a0-\u10ff]"), "ka"),
    (compile_re("[\u0530-\u058f]"), "hy"),
)
#: Letters of any script but Latin and Cyrillic.
_OTHER = compile_re("[\u0370-\u03ff\u0530-\u1cff\u3040-\ud7ff\uf900-\ufdff]")
_HAN = compile_re("[\u4e00-\u9fff]")
_ARABIC = compile_re("[\u0600-\u06ff]")
#: What tells the languages of Arabic script apart: letters of Urdu, of Persian, and letters and the article of Arabic.
_URDU = compile_re("[ٹڈڑںےھہ]")
_PERSIAN = compile_re("[پچژگکی]")
_ARABIC_OWN = compile_re(r"[يكةأإىؤئ]|\b[وبفك]?ال\w|\bلل\w|\b(?:من|لا|ما|هذا|لم|عن)\b")
_LETTERS = compile_re(r"[^\W\d_]")
_WORD = compile_re(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: The same in lower case where no other letters are in the text.
_ASCII_WORD = compile_re(r"[a-z]+(?:'[a-z]+)?")
#: Bytes to those that may stand in such a word; blanks for the others.
_WORD_BYTES = bytes(byte if chr(byte) in "abcdefghijklmnopqrstuvwxyz'" else 32 for byte in range(256))
#: Addresses, mentions and tags say nothing about the language around them.
_NAMES = compile_re(r"(?:https?://|[@#＃])\S{1,300}|\S{1,60}\.(?:com|org|net)/\S{0,200}")
#: The same where no address without a protocol is in the text: many times quicker.
_SIGNED = compile_re(r"(?:https?://|[@#＃])\S{1,300}")
_LINK = compile_re(r"https?://\S{1,300}")
_ENDS = (".com/", ".org/", ".net/")
#: The commonest small words of a language, as few as possible shared with its neighbours.
_SMALL: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "a the and of to in is that it for was with you this but are not they have from what which were when who "
        "their we he she his her been would there an be will one about if out how than has had can my your i it's "
        "don't on at our us me no more just all do did so or by as into again today here here's some never nobody "
        "thanks reading every after before because only these those i'm we're that's you're them him its where why",
        "de": "der die und das ist nicht ein eine den dem mit sich auf für auch wir ich es wie aber oder von zu wird "
        "sind haben hat war noch nur wenn dass aus nach bei einen einer einem zum zur über so kein mehr nie uns dir "
        "heute wieder immer hier danke fürs man schon sehr was wer mein meine ihr euch mir mich gibt habe alle",
        "fr": "le la les et est des une du que qui dans pour pas ce sur au avec sont par plus il elle nous vous mais "
        "ils aux cette ont été c'est d'un d'une qu'il n'est on je son ses leur très même tout de à un en aujourd'hui "
        "encore comme merci ça jamais avoir était être n'a a j'ai où y fait personne rien sans leurs mon ma",
        "es": "el los las y es una del que no por con para se lo como más pero sus fue ha este esta son también muy "
        "hay al su sin sobre ya cuando porque todo nos le años desde de la un en otra vez hoy gracias nunca nadie "
        "había te mi eso ese entre qué leer a me tiene hace donde cada está",
        "pt": "o os as e é uma do da que não por com para se um mais mas foi são também muito há ao sem já quando "
        "porque tudo nos em no na dos das isso ele ela você eu seu sua anos de a hoje obrigado obrigada nunca ninguém "
        "ler novo nós tem está meu minha esse essa pelo pela nem onde cada",
        "it": "il se no gli e è una del della che non per con di si un più ma sono anche molto nel alla dei delle le "
        "lo come questo questa ha ho c'è era da al ai nella perché quando tutto oggi grazie mai nessuno ogni dove qui "
        "ti mi aver avevamo fa quanto ancora la i in",
        "nl": "de het een en van is dat niet op te zijn voor met die er aan ook maar als om bij nog wat naar uit dan "
        "wel geen heeft deze werd door over hebben je we ik hij ze vandaag weer nooit bedankt niemand lezen hadden "
        "hoe wordt heb mijn onze jullie dit waar elke nu was in",
        "pl": "i w nie się na że to jest z do o jak ale co po tak za od już tylko przez czy był są dla który dziś "
        "znowu nigdy nikt dzięki tego ci mnie jestem tym ten ta jego czasu kiedy bardzo",
        "tr": "ve bir bu da de için çok ne ile gibi ama daha var olan olarak değil kadar ben sonra her mi bugün yine "
        "hiç kimse sana bunu olduğunu teşekkürler zaman şey o biz siz ki bana nasıl",
        "sv": "och det att i en som är på för med inte av till den har de ett om men var jag vi när från så igen idag "
        "ingen hur tack du läste aldrig hade blir detta mycket bara alla sig efter här",
        "da": "og det at i en som er på for med ikke af til den har de et om men var jeg vi når fra så der igen dag "
        "ingen hvor hvordan tak fordi blev mig dig hvad efter kun noget meget aldrig havde bliver dette",
        "no": "og det at i en som er på for med ikke av til den har de et om men var jeg vi når fra så der igjen dag "
        "ingen hvor hvordan takk fordi ble meg deg hva etter bare noe mye aldri hadde blir dette ei",
        "ru": "и в не на что с как это по но из у за то от так для же он она мы они был все его только или уже сегодня "
        "опять там никто спасибо никогда этого я ты вы мне меня есть очень если когда нет",
        "uk": "і в не на що з як це по але із у за то від так для він вона ми вони був все його тільки або вже та є "
        "сьогодні знову ніхто дякую ніколи цього я ти ви мені дуже якщо коли немає",
        "id": "yang dan di ini itu dengan untuk tidak dari pada ke akan ada juga bisa saya kami mereka sudah hari lagi "
        "belum pernah terima kasih kita anda karena apa orang lebih satu",
        "vi": "và của là có không cho được trong với những các một này để người khi đã hôm nay lại bạn cảm ơn đó "
        "ai tôi",
        "fi": "ja on ei se että hän oli mutta kun niin myös ovat tai joka ollut taas tänään kiitos kukaan kuinka minä "
        "mitä tämä sitä ole vain nyt",
        "cs": "je se na to že v s z do o jak ale co po tak za od už jen by byl jsou pro který dnes zase měl nikdo vám "
        "děkuji jaká mi jsem nikdy bylo když",
        "hu": "az és hogy nem egy csak meg megint köszönöm mint már még vagy amit",
        "ro": "și de la în nu că o un este cu pe din pentru mai sunt a fost ce astăzi mulțumesc nou dar am ați",
    }.items()
}
#: Each small word with the languages it belongs to.
_CODES: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, small in _SMALL.items() if word in small) for word in frozenset().union(*_SMALL.values())
}
#: Letters that, among the languages above, only these write.
_OWN_LETTERS: dict[str, tuple[str, ...]] = {
    letter: tuple(codes.split())
    for letters, codes in (
        ("ß", "de"), ("ñ¿¡", "es"), ("ãõ", "pt"), ("œ", "fr"), ("łśźżęąćń", "pl"), ("ğış", "tr"), ("øæ", "da no"),
        ("ěřů", "cs"), ("őű", "hu"), ("șț", "ro"), ("ơưđạảấầậắặẹẻếềểễệịỉọỏốồổộớờởợụủứừửữựỳỹ", "vi"), ("іїєґ", "uk"),
        ("ыэъё", "ru"),
    )
    for letter in letters
}  # fmt: skip
_LETTER = compile_re("[" + "".join(_OWN_LETTERS) + "]")
#: What it takes to name a language, and in a text of at most `_SHORT` words when nothing speaks for another.
_ENOUGH = 3
_BARELY, _SHORT = 2, 9
_BEYOND_ASCII = compile_re("[^\x00-\x7f]")
#: Texts are judged by at most this many characters.
_SAMPLE = 4000


def detect_language(text: str) -> str | None:
    """The language of `text` as an ISO 639-1 code, or None when it cannot be told for certain."""
    plain = text[:_SAMPLE]
    if "@" in plain or "#" in plain or "/" in plain:
        plain = (_NAMES if _has_bare_address(plain) else _SIGNED).sub(" ", plain)
    other = "" if plain.isascii() else "".join(set(_BEYOND_ASCII.findall(plain)))
    if other and _OTHER.search(other):
        letters = len(_LETTERS.findall(plain))
        found = _detect_by_script(plain, letters) if letters > 1 else None
        if found:
            return found
    return _detect_by_words(plain, other)


def _has_bare_address(text: str) -> bool:
    """Whether an address without a protocol is in `text`."""
    if not any(end in text for end in _ENDS):
        return False
    bare = [piece for piece in text.split() if "/" in piece and not _LINK.fullmatch(piece)]
    return any(end in piece for piece in bare for end in _ENDS)


def _detect_by_script(text: str, letters: int) -> str | None:
    for pattern, code in _SCRIPTS:
        share = len(pattern.findall(text))
        if share * 2 > letters or (code == "ja" and share * 8 > letters and _HAN.search(text)):
            return code
    if len(_HAN.findall(text)) * 2 > letters:
        return "zh"
    if len(_ARABIC.findall(text)) * 2 > letters:
        return _detect_arabic_script(text)
    return None


def _detect_arabic_script(text: str) -> str | None:
    if _URDU.search(text):
        return "ur"
    if _PERSIAN.search(text):
        return "fa"
    return "ar" if _ARABIC_OWN.search(text) else None


def _detect_by_words(text: str, other: str) -> str | None:
    """The language by its small words and own letters. `other` are the characters in `text` beyond ASCII, each once."""
    lower = text.casefold().replace("’", "'")
    words = _WORD.findall(lower) if any(char.isalnum() for char in other) else _split_ascii_words(lower)
    counts = Counter(chain.from_iterable(filter(None, map(_CODES.get, words))))
    # casefold turns ß into ss: look at what was written
    if not lower.isascii() and _LETTER.search(other.lower()):
        written = text.lower()
        for word in _WORD.findall(written) + ["¿"] * ("¿" in written) + ["¡"] * ("¡" in written):
            found = _LETTER.search(word)
            for code in _OWN_LETTERS[found.group()] if found else ():
                counts[code] += 2
    if not counts:
        return None
    # Of those that are met as often, the first is the best. Quicker than `Counter.most_common` for a few languages.
    most, best, second = 0, "", 0
    for code, count in counts.items():
        if count > most:
            most, best, second = count, code, most
        elif count > second:
            second = count
    if not second and len(words) <= _SHORT:
        single = sum(len(word) == 1 for word in words)  # letters alone may stand for anything
        return best if most - single >= _BARELY else None
    return best if most >= _ENOUGH and most * 2 >= second * 3 else None


def _split_ascii_words(text: str) -> list[str]:
    """The words of a text whose letters are all ASCII, in lower case: in a fraction of the time of `_WORD`."""
    pieces = text.encode("ascii", "replace").translate(_WORD_BYTES).decode().split()
    if "'" not in text:
        return pieces
    return [word for piece in pieces for word in (_ASCII_WORD.findall(piece) if "'" in piece else (piece,))]


#: Words that end no sentence: articles, and what joins words or stands before a noun.
_OPEN: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the a an and or of my your their our every whose than because although whereas",
        "de": "der die das den dem des und oder ein eine einen einem einer im zum zur vom beim dass weil sowie sondern",
        "fr": "le la les un une des et ou de du au aux que dans avec pour sur ce cette ces mon ma ses leur",
        "es": "el los las un una y e o u de del al en con por que su sus pero porque",
        "pt": "o os um uma e ou de do da dos das em no na nos nas com por que seu sua mas porque",
        "it": "il lo gli un una uno e ed o di del della dei degli delle al alla nel nella con per che perché",
        "nl": "de het een en of van dat die mijn zijn hun omdat maar",
        "pl": "i w we z ze na do oraz lub albo że dla przez ponieważ",
        "tr": "ve veya ile bir çünkü ama için",
        "sv": "en ett och eller av att som min sin deras eftersom",
        "da": "en et og eller af at som min sin deres fordi",
        "ru": "и в на с со к по из от для что или а но у о об чтобы",
        "uk": "і й та в у на з із до по від для що або але щоб",
        "id": "dan atau yang di ke dari untuk dengan karena sebuah",
    }.items()
}
#: A text of fewer words may be a title or a list.
_FEW = 4


def ends_open(text: str, code: str | None) -> bool:
    """Whether `text`, in the language `code`, stops in the middle of a sentence: behind a word that ends none."""
    tail = text[-200:].split()
    if len(tail) < _FEW or not tail[-1].isalpha() or code not in _OPEN:
        return False
    return tail[-1].islower() and tail[-1] in _OPEN[code]
