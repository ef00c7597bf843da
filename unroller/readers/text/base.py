"""A reader of text: it looks at lines, and gives drafts of threads, which are assembled here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from unroller.documents.media import MediaKind
from unroller.messages import Message
from unroller.model import Thread
from unroller.readers.assemble import assemble_all
from unroller.readers.base import TEXTS, ReaderInput, ReadOptions
from unroller.readers.draft import DraftThread
from unroller.readers.input import InputText


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads one form of text, whether it was pasted, printed, or is the main text of a page.

    `recognize` gives the confidence (0: it is another form); `parse` may refuse with InputError.
    """

    name: str
    label: Message
    recognize: Callable[[InputText], float]
    parse: Callable[[InputText, ReadOptions], tuple[DraftThread, ...]]
    kinds: frozenset[MediaKind] = TEXTS

    def detect(self, source: ReaderInput) -> float | None:
        """How sure it is that the text is of its form."""
        return self.recognize(source.text) or None

    def read(self, source: ReaderInput, options: ReadOptions) -> tuple[Thread, ...]:
        """The threads of the text; at least one.

        Raises:
            InputError: there is no thread in it.
        """
        drafts = self.parse(source.text, options)
        return assemble_all(drafts, source.text, source.capture, self.name, options.limits)
