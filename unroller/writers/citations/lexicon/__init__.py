"""Words and names, by what they say of a name: an organisation's, a person's, or neither.

The lists are data files beside this module, one word after the other, folded as :func:`unroller.text.make_slug` folds
them; a line that begins with ``#`` is a comment. A name with one of `BODIES` is an organisation's, whatever stands
beside it: better a person cited by the whole name than an institution cut in two. The other lists make it doubtful that
a name is a person's, without making it an organisation's: such a name is cited whole, and that is all.
"""

from __future__ import annotations

from pkgutil import get_data

from unroller.regex import compile_re


def load_words(name: str) -> tuple[str, ...]:
    """The words of ``NAME.txt``, in their order. They are part of the program, as this module is."""
    text = (get_data(__name__, f"{name}.txt") or b"").decode("utf-8")
    return tuple(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


BODIES = frozenset(load_words("bodies"))
OTHER_SCRIPTS = load_words("bodies_other_scripts")
COMPOUND_ENDS = load_words("compound_ends")
CONNECTIVES = frozenset(load_words("connectives"))
ARTICLES = frozenset(load_words("articles"))
TITLES = frozenset(load_words("titles"))
PLACES = frozenset(load_words("places"))
PHRASES = frozenset(load_words("phrases"))
FAMILY = frozenset(load_words("family"))
FAMILY_FIRST = frozenset(load_words("family_first"))
UNCLEAR = frozenset(load_words("unclear"))
GIVEN = frozenset(load_words("given"))
#: Ends that only names of families have: ``Jakobsson``, ``Kowalewska``, ``Karapetyan``, ``Papadopoulou``.
FAMILY_ENDS = compile_re(
    r"(?:.{3,}(?:sson|dottir|qvist|quist|wicz|czyk|ovic|evic|ovich|evich|enko|chuk|escu|shvili|poulos|poulou|oglu|zadeh|inen"
    r"|auskas|evicius|aitis)|.{3,}[nrldkt]sen|.{2,}(?:ow|ew|in|yn|an|ec|ic|ac|dz)sk[ia]|.{2,}[^l]ayan|.{3,}[^a\W]yan"
    r"|.{2,}(?:[aioe]n|[aeou]r|[aei]t|[aeio]l|[aiou]s|[ao]z|[aeioy]k)[oe]va?(?<!nova))$"
)
