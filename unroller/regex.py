"""Regular expressions that are compiled when first used: a run of the program needs few of some six hundred."""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast

#: What a compiled pattern offers.
_OFFERED = (
    "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "scanner", "flags", "groups",
    "groupindex",
)  # fmt: skip


class LazyPattern(Generic[AnyStr]):
    """A pattern that is not compiled yet.

    The first use of a method compiles it, and puts the methods of the compiled one into the instance: from then on they
    are found there, which costs no more than on the compiled pattern itself.
    """

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def compile(self) -> re.Pattern[AnyStr]:
        """The compiled pattern.

        Raises:
            re.error: it is none. A test compiles every one.
        """
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> object:
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = self.compile()
        vars(self).update((one, getattr(compiled, one)) for one in _OFFERED)
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"compile_re({self.pattern!r}, {self._flags!r})"


def compile_re(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As :func:`re.compile`, at the first use of a method. Not for the functions of :mod:`re`, which want it compiled.

    Args:
        pattern: the expression, as text or bytes.
        flags: those of :mod:`re`.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, int(flags)))
