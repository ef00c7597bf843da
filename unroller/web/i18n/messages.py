"""What the library says, in the interface's language.

A :class:`unroller.messages.Message` is looked up in the catalogue by its template, and its values are written as the
language writes them. Its English text that comes back from a file is read by :mod:`unroller.web.i18n.recorded` first.
"""

from __future__ import annotations

from babel.numbers import format_decimal

from unroller.messages import Grouped, Message, Recorded, Several, Size, Value
from unroller.web.i18n import get_language, get_locale, gettext, isolate, ngettext
from unroller.web.i18n.recorded import read_back


def render_message(message: Message) -> str:
    """`message` in the interface's language."""
    if get_language() == "en":
        return str(message)
    if isinstance(message, Recorded):
        return message.before(isolate) + render_recorded(message.template)
    values = {name: _value(value) for name, value in message.values.items()}
    one, many = message.template, message.many
    text = ngettext(one, many, _count(message)) if many else gettext(one)
    return message.before(isolate) + text.format(**values)


def render_recorded(text: str) -> str:
    """The English text of a message, read back from where only that is kept, in the interface's language; where no
    template fits, as it is."""
    found = None if get_language() == "en" else read_back(text, get_language())
    return render_message(found) if found else text


def render_size(amount: Size) -> str:
    """An amount of data as the interface's language writes it."""
    if get_language() == "en":
        return str(amount)
    pattern = "#,##0." + "0" * amount.decimals if amount.decimals else None
    units = {"MB": gettext("{} MB"), "kB": gettext("{} kB"), "bytes": gettext("{} bytes")}
    return units[amount.unit].format(format_decimal(amount.amount, format=pattern, locale=get_locale()))


def _count(message: Message) -> int:
    count = message.values["count"]
    return count if isinstance(count, int) else 0


def _value(value: Value) -> str:
    if isinstance(value, Message):
        return render_message(value)
    if isinstance(value, Several):
        joined = gettext(" and ") if value.between == " and " else gettext(", ")
        return joined.join(map(render_message, value.messages))
    if isinstance(value, Size):
        return render_size(value)
    if isinstance(value, Grouped):
        return str(format_decimal(int(value), locale=get_locale()))
    return isolate(value) if isinstance(value, str) else str(value)  # the number of a post, a year
