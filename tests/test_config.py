"""Where things are."""

from __future__ import annotations

from pathlib import Path

import pytest

from unroller.config import FakeWeb, find_index_folder, find_template_folder, load_settings
from unroller.errors import MisuseError


def test_the_option_comes_before_the_environment(tmp_path: Path) -> None:
    environ = {"UNROLLER_ARCHIVE": str(tmp_path / "two")}
    assert load_settings(tmp_path / "one", environ).archive == tmp_path / "one"
    assert load_settings(None, environ).archive == tmp_path / "two"
    assert load_settings(None, {}).archive == Path.cwd() / "archive"


def test_the_index_lies_beside_the_archive_never_inside(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "archive", {})
    assert settings.index == tmp_path / "index"
    assert not settings.index.exists(), "looking creates nothing"
    assert load_settings(tmp_path / "a", {"UNROLLER_INDEX": str(tmp_path / "i")}).index == tmp_path / "i"


def test_where_the_neighbourhood_cannot_be_written_the_cache_serves() -> None:
    environ = {"XDG_CACHE_HOME": "/somewhere/cache"}
    assert find_index_folder(Path("/proc/self/archive"), environ) == Path("/somewhere/cache/unroller/index")


def test_a_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("")
    with pytest.raises(MisuseError, match="not a folder"):
        load_settings(tmp_path / "archive", {})


def test_hosts_are_a_list(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {"UNROLLER_HOSTS": "a.example, b.example,"}).hosts == ("a.example", "b.example")


def test_templates_are_found_from_the_modules_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_template_folder().name == "templates"
    assert find_template_folder().is_absolute()


def test_fetching_is_switched_off_by_either_and_on_by_neither_alone(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).fetch
    assert load_settings(tmp_path, {"UNROLLER_FETCH": "on"}, fetch="on").fetch
    assert not load_settings(tmp_path, {"UNROLLER_FETCH": "OFF"}).fetch
    assert not load_settings(tmp_path, {"UNROLLER_FETCH": "off"}, fetch="on").fetch
    assert not load_settings(tmp_path, {}, fetch="off").fetch
    with pytest.raises(MisuseError, match="on or off"):
        load_settings(tmp_path, {"UNROLLER_FETCH": "perhaps"})


@pytest.mark.parametrize("name", ["UNROLLER_TEST_WEB", "UNROLLER_PLAYED_WEB"])
def test_a_fake_web_is_for_tests_and_written_in_full(tmp_path: Path, name: str) -> None:
    assert load_settings(tmp_path, {}).fake_web is None
    value = "http=8001 https=8002 ca=/tmp/ca.pem hosts=a.example,b.example"
    fake = FakeWeb(("a.example", "b.example"), 8001, 8002, Path("/tmp/ca.pem"))
    assert load_settings(tmp_path, {name: value}).fake_web == fake
    assert load_settings(tmp_path, {"UNROLLER_PLAYED_WEB": "nonsense", "UNROLLER_TEST_WEB": value}).fake_web == fake
    for wrong in ("http=8001", "http=x hosts=a", "nonsense"):
        with pytest.raises(MisuseError, match=f"{name}: for tests alone"):
            load_settings(tmp_path, {name: wrong})
