"""No address that is not public is ever reached, in whatever spelling, by whatever way; and all are refused alike."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.support.fakes.web_server import Web, moved, playing
from unroller.errors import RefusedError, UnreachableError
from unroller.linkcheck.http import SafeFetcher, SystemNetwork
from unroller.linkcheck.http.network import is_public
from unroller.linkcheck.http.target import REFUSAL

NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.1.2.3
    168.63.129.16 169.254.0.23 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.8 192.0.0.192 192.0.2.1
    192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255
    198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 ::ffff:a9fe:a9fe
    64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:0:53aa:64c::1 2001:2::1 2001:10::1 2001:20::1
    2001:db8::1 2002:7f00:1::1 2002:808:808::1 2620:4f:8000::1 3ffe::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254
    fd20:ce::254 fe80::1 fe80::a9fe:a9fe fe80::1%eth0 2606:4700::1111%1 fec0::1 ff02::1 ff0e::1
    2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1 4000::1
""".split()
PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1 198.17.255.255
    223.255.255.255 168.63.129.17 2606:4700::1111 2a00:1450:4001:81b::200e 2620:0:2d0:200::7 2400:cb00::1
    2606:4700::5efe:808:808
""".split()
#: Spellings of 127.0.0.1 and of its neighbours that a browser or the system's resolver understands; and tricks.
SPELLINGS = """
    http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.1/ http://0177.0.0.1/
    http://017700000001/ http://0x7f.0x0.0x0.0x1/ http://0177.0x0.0.1/ http://127.000.000.001/ http://0/ http://0.0.0.0/
    http://0xA9FEA9FE/ http://2852039166/ http://169.254.169.254/ http://0251.0376.0251.0376/ http://10.1/
    http://①②⑦.⓪.⓪.①/ http://１２７.０.０.１/ http://127。0。0。1/ http://127．0．0．1/ http://127｡0｡0｡1/ http://⑩.1/
    http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[0:0:0:0:0:ffff:127.0.0.1]/
    http://[::127.0.0.1]/ http://[64:ff9b::127.0.0.1]/ http://[2002:7f00:1::]/ http://[fd00:ec2::254]/ http://[fe80::1]/
    http://[fe80::1%25lo]/ http://[fe80::1%lo]/ http://[::1%lo]/ http://[ff02::1]/ http://[fec0::1]/
    http://localhost/ http://LOCALHOST./ http://127.0.0.1./ http://127.0.0.1:80/ http://127.0.0.1:{port}/
    http://a.example:{port}/ http://a.example:22/ http://a.example:0/ http://a.example:65536/ http://a.example:8443/
    http://me@a.example/ http://me:secret@a.example/ http://a.example@127.0.0.1/ http://127.0.0.1#@a.example/
    http://127.0.0.1\\@a.example/ http://a.example\\.127.0.0.1/ http://a.example%00.127.0.0.1/ http://%31%32%37.0.0.1/
    https://127.0.0.1/ https://[::1]/ HTTP://127.0.0.1/ http:127.0.0.1 http:///127.0.0.1/ //127.0.0.1/
    ftp://a.example/ file:///etc/passwd gopher://127.0.0.1:{port}/_GET javascript:alert(1) data:text/html,x
    mailto:me@a.example http:// http://./ http://.. http://[/ http://[::1 about:blank
""".split()


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with playing(hosts=("a.example",)) as web:
        yield web


def test_the_table_of_addresses() -> None:
    assert len(NOT_PUBLIC) + len(SPELLINGS) >= 120
    assert [address for address in NOT_PUBLIC if is_public(address)] == []
    assert [address for address in PUBLIC if not is_public(address)] == []
    assert not any(is_public(word) for word in ("", "a.example", "127.1", "1.1.1.1/8", "１.1.1.1"))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_reaches_loopback_and_all_are_refused_alike(web: Web, spelling: str) -> None:
    url = spelling.replace("{port}", str(web.http))
    with pytest.raises(RefusedError) as caught:
        web.fetcher().get(url, seconds=3)
    assert caught.value.message == REFUSAL
    web.pages["a.example/on"] = moved(url)
    if "://" in url:
        before = len(web.asked)
        with pytest.raises(RefusedError) as caught:
            web.fetcher().get("http://a.example/on", seconds=3)
        assert caught.value.message == REFUSAL
        assert web.places()[before:] == ["a.example/on"], "the redirect itself, and nothing behind it"


class Names:
    """A network whose names change their addresses with every question; it counts who is dialled."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.dialled: list[str] = []
        self.asked = 0

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        self.asked += 1
        return self.answers.pop(0)

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append(address)
        raise ConnectionRefusedError(address)


def test_a_name_is_resolved_once_and_the_checked_address_is_dialled() -> None:
    names = Names(["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(UnreachableError):
        SafeFetcher(names).get("http://rebinds.example/")
    assert (names.dialled, names.asked) == (["8.8.8.8"], 1)
    with pytest.raises(RefusedError):
        SafeFetcher(names).get("http://rebinds.example/")
    assert names.dialled == ["8.8.8.8"]


@pytest.mark.parametrize(
    "found",
    [["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["2606:4700::1111", "fe80::1"], ["8.8.8.8", "::1"], []],
)
def test_a_name_with_one_address_inside_is_refused_whole(found: list[str]) -> None:
    names = Names(found)
    with pytest.raises(RefusedError) as caught:
        SafeFetcher(names).get("http://two.example/")
    assert caught.value.message == REFUSAL
    assert names.dialled == []


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_of_any_such_address_is_refused_alike(address: str) -> None:
    names = Names([address])
    with pytest.raises(RefusedError) as caught:
        SafeFetcher(names).get("http://inside.example/")
    assert (caught.value.message, names.dialled) == (REFUSAL, [])


def test_every_public_address_is_tried_in_turn() -> None:
    names = Names(["8.8.8.8", "2606:4700::1111"])
    with pytest.raises(UnreachableError):
        SafeFetcher(names).get("http://two.example/")
    assert names.dialled == ["8.8.8.8", "2606:4700::1111"]


def test_the_systems_resolver_is_judged_by_what_it_finds() -> None:
    for host in ("127.1", "0x7f000001", "2130706433", "localhost"):
        found = SystemNetwork().resolve(host, 80, 5)
        assert found
        assert not any(is_public(address) for address in found)
