"""Messages: a template and its values, rendered in English as one sentence."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError

import pytest

from unroller.errors import FetchError, InputError
from unroller.messages import Grouped, Message, Recorded, Several, Size, counted, megabytes, technical, why

PLACES = ("{count} place is doubtful", "{count} places are doubtful")


def test_values_are_filled_in_as_english_writes_them() -> None:
    assert str(Message("post {number} of {count}", number=1234, count=Grouped(12_345))) == "post 1234 of 12,345"
    sizes = Message(
        "{size}, {most}, {free}", size=Size(12.5, "MB", 1), most=megabytes(9 * 2**20), free=Size(1200, "bytes")
    )
    assert str(sizes) == "12.5 MB, 9 MB, 1,200 bytes"
    nested = Message(
        "not believed ({why}): {kinds}", why=Message("it is damaged"), kinds=Several((Message("a"), Message("b")))
    )
    assert str(nested) == "not believed (it is damaged): a, b"
    assert str(Message("the page says: {told}", told="{count} %s {}")) == "the page says: {count} %s {}"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 places are doubtful"), (1, "1 place is doubtful"), (Grouped(2000), "2,000 places are doubtful")],
)
def test_the_wording_depends_on_the_count(count: int, said: str) -> None:
    assert str(counted(*PLACES, count=count)) == said


def test_the_names_of_what_it_is_about_stand_before_it() -> None:
    message = technical("it is empty").about("tweets.js")
    assert str(message.about("a.zip")) == "a.zip: tweets.js: it is empty"
    assert str(message.about("a.zip").unless("a.zip")) == "tweets.js: it is empty"
    assert message.unless("a.zip") == message
    assert str(Recorded("says {name}: 1").about("b.zip")) == "b.zip: says {name}: 1"


def test_messages_that_read_the_same_are_the_same() -> None:
    one, other = counted(*PLACES, count=2), Recorded("2 places are doubtful")
    assert (one == other, hash(one) == hash(other), len({one, other})) == (True, True, 1)
    assert one != counted(*PLACES, count=3)
    assert one != "2 places are doubtful"
    assert f"{one}" == str(one) == str(pickle.loads(pickle.dumps(one))) == str(copy.deepcopy(one))
    with pytest.raises(FrozenInstanceError):
        one.template = "x"  # type: ignore[misc]


def test_errors_carry_one() -> None:
    error = InputError(Message("{size} is too much", size=Size(2, "kB")).about("a.txt"))
    assert (str(error), error.message.subjects) == ("a.txt: 2 kB is too much", ("a.txt",))
    assert str(FetchError(Message("the answer broke off"), "https://example.org/")) == "the answer broke off"


def test_what_the_system_says_is_a_message_where_it_is_known() -> None:
    assert why(PermissionError(13, "Permission denied")) == Message("Permission denied")
    assert why(OSError(36, "File name too long")) == "File name too long"
    assert why(OSError("odd")) == "odd"
