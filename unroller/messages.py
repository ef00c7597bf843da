"""What is said to people, as a value: an English template and what stands in its places.

Whoever knows what to say makes a :class:`Message`; ``str(message)`` says it in English, for the command line, for files
and for JSON. An interface in another language looks the template up in its catalogue and fills in the same values.

    Message("post {number} is the same as post {other}", number=3, other=1)
    counted("{count} post by other people", "{count} posts by other people", count=2)
    technical("it has no list named “{key}”", key="tweets")     in English only
    msgid("direct messages")                                    kept as text, translated where it is shown
    Recorded("post 3 is the same as post 1")                    the text of a message, read back

The catalogues are made from the source, so every template is a literal where one of these is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

Unit = Literal["MB", "kB", "bytes"]
Said = TypeVar("Said", bound="Message")


class Grouped(int):
    """A whole number whose thousands are set apart: ``12,000``."""

    def __str__(self) -> str:
        return f"{int(self):,}"


@dataclass(frozen=True, slots=True)
class Size:
    """An amount of data in a `unit`, with so many `decimals`: ``8 MB``, ``12.5 MB``, ``1,200 bytes``."""

    amount: float
    unit: Unit
    decimals: int = 0

    def __str__(self) -> str:
        return f"{self.amount:,} bytes" if self.unit == "bytes" else f"{self.amount:.{self.decimals}f} {self.unit}"


def megabytes(size: int) -> Size:
    """`size` bytes in whole megabytes of 2^20 bytes, rounded down."""
    return Size(size // 2**20, "MB")


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Message:
    """A sentence, or words that stand in one: an English `template` whose places ``{name}`` are filled with `values`.

    `many` is the template for any number but one, where the wording depends on the value `count`; else it is empty.
    `subjects` are the names of what the sentence is about (a file, a thread); they stand before it, with colons. Two
    messages are equal when they read the same.
    """

    template: str
    many: str
    values: Mapping[str, Value]
    subjects: tuple[str, ...]

    def __init__(self, template: str, /, **values: Value) -> None:
        _fill(self, template, "", values, ())

    def __str__(self) -> str:
        template = self.many if self.many and self.values["count"] != 1 else self.template
        text = template.format(**{name: str(value) for name, value in self.values.items()})
        return self.before(str) + text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, Message) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    def about(self: Said, *subjects: str) -> Said:
        """The same sentence with the names of what it is about before it."""
        return _fill(object.__new__(type(self)), self.template, self.many, self.values, (*subjects, *self.subjects))

    def unless(self: Said, subject: str) -> Said:
        """The same sentence without `subject` before it, where it is the first of what it is about."""
        subjects = self.subjects[1:] if self.subjects[:1] == (subject,) else self.subjects
        return _fill(object.__new__(type(self)), self.template, self.many, self.values, subjects)

    def before(self, shown: Callable[[str], str]) -> str:
        """The names of what it is about as they stand before it, each as `shown` gives it."""
        return "".join(f"{shown(name)}: " for name in self.subjects)


class Recorded(Message):
    """The English text of a message, from where only that is kept: a file, or another process. It is no template."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.before(str) + self.template


@dataclass(frozen=True, slots=True)
class Several:
    """Messages one after the other, with `between` between them."""

    messages: tuple[Message, ...]
    between: Literal[", ", " and "] = ", "

    def __str__(self) -> str:
        return self.between.join(map(str, self.messages))


#: What may stand in a place: a number (:class:`Grouped` where its thousands are set apart), a size, words of ours as
#: messages, or as text what is nobody's to translate: somebody's words, a name, a path.
Value = int | str | Size | Message | Several


def counted(one: str, many: str, /, *, count: int, **values: Value) -> Message:
    """A message whose wording depends on a number: `one` for 1, `many` for any other."""
    return _fill(object.__new__(Message), one, many, {"count": count, **values}, ())


def technical(template: str, /, **values: Value) -> Message:
    """A message for whoever looks into a file or starts the program: in no catalogue, English in all languages."""
    return Message(template, **values)


def msgid(text: str) -> str:
    """Mark words that are kept as text and translated where they are shown."""
    return text


def _fill(message: Said, template: str, many: str, values: Mapping[str, Value], subjects: tuple[str, ...]) -> Said:
    """`message` with its fields; it is frozen for everybody else."""
    for name, value in (("template", template), ("many", many), ("values", values), ("subjects", subjects)):
        object.__setattr__(message, name, value)
    return message


_SYSTEM = {
    str(said): said
    for said in (
        Message("Permission denied"),
        Message("Read-only file system"),
        Message("Input/output error"),
        Message("No space left on device"),
        Message("No such file or directory"),
    )
}


def why(error: OSError) -> Message | str:
    """What the system says of a failed call."""
    told = error.strerror or str(error)
    return _SYSTEM.get(told, told)
