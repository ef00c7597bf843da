"""Patterns that are compiled when first used are as those that are compiled at once."""

from __future__ import annotations

import re

import pytest

from unroller.regex import LazyPattern, compile_re

TEXT = "One fish, two fish; ONE more."


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_a_lazy_pattern_does_what_a_compiled_one_does(flags: re.RegexFlag) -> None:
    source = r"(?P<count>one|two) (\w+)"
    at_once = re.compile(source, flags)
    for method in ("match", "fullmatch", "search", "findall", "split"):
        lazy = compile_re(source, flags)
        first, second = (getattr(lazy, method)(TEXT) for _ in range(2))
        expected = getattr(at_once, method)(TEXT)
        if method in ("findall", "split"):
            assert first == second == expected
        else:
            assert (first and first.span()) == (second and second.span()) == (expected and expected.span())
    lazy = compile_re(source, flags)
    assert [one.groupdict() for one in lazy.finditer(TEXT)] == [one.groupdict() for one in at_once.finditer(TEXT)]
    assert lazy.sub(r"\2", TEXT) == at_once.sub(r"\2", TEXT)
    assert (lazy.pattern, lazy.flags, lazy.groups, lazy.groupindex) == (
        at_once.pattern, at_once.flags, at_once.groups, at_once.groupindex
    )  # fmt: skip


def test_bytes_too() -> None:
    assert compile_re(rb"b+").sub(b"x", b"abba") == b"axa"


def test_it_is_compiled_once_and_not_before() -> None:
    lazy = compile_re("(unclosed")
    assert lazy.pattern == "(unclosed"
    assert "unclosed" in repr(lazy)
    with pytest.raises(re.error):
        lazy.match("x")
    good = compile_re("a")
    assert isinstance(good, LazyPattern)
    assert "match" not in vars(good)
    assert good.match("a")
    assert vars(good)["match"].__self__ is good.match.__self__  # type: ignore[attr-defined]


def test_what_no_pattern_has_it_does_not_have_either() -> None:
    with pytest.raises(AttributeError):
        _ = compile_re("a").matches  # type: ignore[attr-defined]
    assert not hasattr(compile_re("a"), "__deepcopy__")
