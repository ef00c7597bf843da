"""What stands in `deploy/`: read as those read it who run it, and held against the program and the files there are."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from tests.support.paths import CHECKOUT, DOCS, PACKAGE
from unroller.cli import commands
from unroller.config import load_settings
from unroller.web import create_app

DEPLOY = CHECKOUT / "deploy"
CONTAINERFILE = re.sub(r"^#.*\n|\\\n", "", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), flags=re.M)
#: Its instructions, lines that go on joined: name and the rest.
INSTRUCTIONS = [line.split(maxsplit=1) for line in CONTAINERFILE.splitlines() if line.strip()]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (DEPLOY / "unroller.service").read_text(encoding="utf-8")


def said(name: str) -> list[str]:
    return [rest for instruction, rest in INSTRUCTIONS if instruction == name]


def settings(unit: str) -> dict[str, list[str]]:
    """Sections and keys of a unit; a key may stand there several times, which configparser does not know."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in unit.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            assert equals, line
            found.setdefault(f"{section}.{key}", []).append(value)
    return found


def demand_a_command(words: list[str]) -> None:
    """The program takes `words` as they stand there."""
    assert Path(words[0]).name == "unroller"
    verb = commands.cli.commands[words[1]]
    try:
        verb.make_context(words[1], words[2:])
    except click.UsageError as error:
        pytest.fail(f"{' '.join(words)}: {error.message}")


def test_the_image_is_made_of_files_that_exist_and_of_what_the_lock_names() -> None:
    assert {rest.split()[0] for rest in said("FROM")} == {"python:3.13-slim-trixie"}
    classifiers = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert "Python :: 3.13" in classifiers
    for rest in said("COPY"):
        if not rest.startswith("--from="):
            for name in rest.split()[:-1]:
                assert (CHECKOUT / name).exists(), name
    installs = [rest for rest in said("RUN") if "pip install" in rest]
    assert len(installs) == 2
    assert "--require-hashes -r requirements.lock" in installs[0]
    assert installs[1].endswith("--no-deps --no-build-isolation .")


def test_the_image_has_all_that_the_wheel_is_made_of() -> None:
    copied = {name.rstrip("/") for rest in said("COPY") if not rest.startswith("--from=") for name in rest.split()[:-1]}
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert {"pyproject.toml", "unroller", "templates", "README.md", "LICENSE", "NOTICE", "requirements.lock"} == copied
    for named in ('readme = "README.md"', 'license-files = ["LICENSE", "NOTICE"]', 'packages = ["unroller"]'):
        assert named in text


def test_the_container_is_nobody_and_keeps_everything_in_its_volume() -> None:
    (user,) = said("USER")
    assert int(user.split(":")[0]) >= 1000
    (volume,) = said("VOLUME")
    environment = dict(pair.split("=", 1) for rest in said("ENV") for pair in rest.split())
    found = load_settings(None, environment)
    assert found.archive.parent == found.index.parent == Path(volume)
    (command,) = said("CMD")
    demand_a_command(json.loads(command))


def test_the_health_check_asks_the_app_at_an_address_that_it_has(tmp_path: Path) -> None:
    (check,) = said("HEALTHCHECK")
    words = json.loads(check[check.index("[") :])
    assert words[:2] == ["python", "-c"]
    compile(words[2], "healthcheck", "exec")
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", words[2])
    assert found
    (port,) = said("EXPOSE")
    assert found[1] == port
    assert f'"--port", "{port}"' in said("CMD")[0]
    client = create_app(load_settings(tmp_path / "archive", {})).test_client()
    assert client.get(found[2]).status_code == 200


def test_the_composition_is_reached_from_this_machine_alone() -> None:
    service = COMPOSE["services"]["unroller"]
    assert service["ports"] == ["127.0.0.1:8080:8080"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).samefile(DEPLOY / "Containerfile")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    (volume,) = said("VOLUME")
    assert f"archive:{volume}" in service["volumes"]
    assert "archive" in COMPOSE["volumes"]
    known = (PACKAGE / "config.py").read_text(encoding="utf-8")
    for name in service["environment"]:
        assert f"``{name}``" in known, name


def test_the_unit_lets_it_write_to_one_folder() -> None:
    unit = settings(UNIT)
    assert unit["Service.User"] == ["unroller"]
    for key, value in {
        "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "", "StateDirectory": "unroller",
    }.items():  # fmt: skip
        assert unit[f"Service.{key}"] == [value], key
    assert not any("ReadWritePaths" in key for key in unit)
    environment = dict(pair.split("=", 1) for rest in unit["Service.Environment"] for pair in rest.split())
    found = load_settings(None, environment)
    assert found.archive.parent == found.index.parent == Path("/var/lib/unroller")
    (start,) = unit["Service.ExecStart"]
    demand_a_command(shlex.split(start))
    assert "--host 127.0.0.1" in start


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    (start,) = settings(UNIT)["Service.ExecStart"]
    unit = tmp_path / "unroller.service"
    unit.write_text(UNIT.replace(start.split()[0], sys.executable), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(unit) not in done.stderr, "a key that systemd does not know is only a warning"


def test_the_page_names_what_is_there() -> None:
    page = (DOCS / "deploying.md").read_text(encoding="utf-8")
    for path in re.findall(r"deploy/[\w.]+", page):
        assert (CHECKOUT / path).is_file(), path
    for path in DEPLOY.iterdir():
        assert f"deploy/{path.name}" in page, path.name
