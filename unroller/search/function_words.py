"""Words that carry a sentence rather than a subject: articles, pronouns, auxiliaries, prepositions, conjunctions. Pure.

The lists are Snowball's (https://snowballstem.org), as they come with Whoosh; what these leave out of such words stands
here.
"""

from __future__ import annotations

from collections.abc import Iterable

from whoosh.lang.stopwords import stoplists

from unroller.search.analysis import fold

#: Function words of one or two letters are such in any language.
_SHORT = 2
#: What the lists lack, by language.
_LACKING = {
    "de": """
        bereits darf durfen durfte beim bevor dabei dafur daran darauf darum davon deren denen entweder falls gar
        hatte immer irgendwas jemand mag mehr mochte musst mussen nie niemals niemand obwohl ohne schon seid seit
        sobald sollen sowie statt trotz wahrend wann warum weder wegen weshalb wem wen wenig wer wessen wieso wofur
        woher wohin womit worden wurdest""",
    "en": """
        although could either however may might must neither shall though toward towards unless upon us whatever
        whenever whether whichever whoever whose within without would aren't can't couldn't didn't doesn't don't
        hadn't hasn't haven't he's i'd i'll i'm i've isn't it's let's shouldn't she's that's there's they're they've
        wasn't we'll we're we've weren't what's where's who's won't wouldn't you'd you'll you're you've""",
    "es": """
        ademas ahi alli alguien alguna alguno aquel aquella aquellas aquello aquellos aqui asi aun aunque cada cuya
        cuyas cuyo cuyos cuales cuanto cuantos despues hacia jamas luego mientras misma mismas mismo mismos nadie
        ningun ninguna nunca pues puede pueden segun ser sido siempre sino solo tal tampoco tan toda todas ustedes
        usted""",
    "fr": """
        afin ainsi alors apres aucun aucune aussi avant avoir beaucoup car cela celle celles celui cet cette ceux
        chaque chez combien comme comment contre depuis deja donc dont elles encore entre etre fait faire faut ici ils
        jamais jusque les leurs lors lorsque mien moins ni notre parce pendant peu peut plus pourquoi puis puisque
        quand quel quelle quelles quels quelque quelques quoi rien sans si sien sinon sous tant tel telle toujours
        tous tout toute toutes tres trop vers voici voila""",
    "it": """
        alcuna alcuni allora altra altre altri altro ancora avere certo cosa cosi dopo dunque durante essere fare fino
        fra gia mai me mentre molta molte molti molto neanche nessun nessuna nessuno niente nulla ogni oppure ora poco
        poi prima proprio puo qualche quando quasi quel quell quest quindi sempre senza sopra sotto stata state stato
        stati te verso""",
    "nl": """
        alle allemaal beide bent daarom deed doet elk elke enkele er hadden haar heel hen hoewel hoeveel ieder
        iedereen iemands jij jou jouw jullie kunt langs mag moeten moest mogen nadat niemand nooit ooit omdat sinds
        tenzij terwijl tijdens totdat tussen vanaf waar waarom wanneer weer wel welk welke we wezen wij wiens willen
        zeer zouden zullen""",
    "pt": """
        agora ainda algo alguem algum alguma algumas alguns ali antes apenas apos aqui assim cada contra cuja cujo
        desde dessa desse desta deste disso durante enquanto estar fazer haver la mesma nada nenhum nenhuma nessa
        nesse nesta neste ninguem nunca onde outra outras outro outros pode porque porem pois pouco pra quais qualquer
        quanto quantos sempre ser sob sobre tao tanto toda todas todo todos tudo umas uns vez voce""",
}

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(fold(word) for word in (*words, *_LACKING.get(language, "").split()))
    for language, words in stoplists.items()
}
_SHORT_ONES = frozenset(word for words in _FUNCTION_WORDS.values() for word in words if len(word) <= _SHORT)


def function_words(words: Iterable[str]) -> frozenset[str]:
    """Of a query's folded words, those that carry a sentence rather than a subject.

    Which words these are depends on the language, and a word of one may be a function word of another (``die``,
    ``war``, ``hat``). The language with the most of them is the query's, if it has two or more.
    """
    asked = frozenset(words)
    often = {language: len(asked & known) for language, known in _FUNCTION_WORDS.items()}
    most = max(often.values())
    own = frozenset[str]()
    if most > 1:
        own = own.union(*(_FUNCTION_WORDS[language] for language, count in often.items() if count == most))
    return asked & (own | _SHORT_ONES)
