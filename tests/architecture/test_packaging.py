"""The wheel, as a stranger gets it: built, unpacked elsewhere, run from a folder that knows nothing of the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.paths import CHECKOUT, PACKAGE


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(CHECKOUT)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return next(out.glob("*.whl"))


def test_the_wheel_carries_templates_static_files_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for template in (CHECKOUT / "templates").rglob("*"):
        if template.is_file():
            assert f"unroller/templates/{template.relative_to(CHECKOUT / 'templates').as_posix()}" in names
    for kept in PACKAGE.rglob("*"):
        if kept.is_file() and "__pycache__" not in kept.parts:
            assert kept.relative_to(CHECKOUT).as_posix() in names


def test_the_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    away = tmp_path / "away"
    away.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site)}
    environment.pop("UNROLLER_ARCHIVE", None)

    def python(code: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], input=stdin, capture_output=True, text=True, cwd=away, env=environment,
            timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert str(site) in python("import unroller; print(unroller.__file__)")
    run = "import sys; sys.argv = ['unroller', *{}]; from unroller.cli import main; main()"
    text = "A thread that left home. 1/2\n\nIt came back as a wheel. 2/2\n"
    assert "came back as a wheel" in python(run.format(["read", "-"]), text)
    python(run.format(["add", "-"]), text)
    assert "came back" in python(run.format(["search", "wheel"]))
    page = python(
        "from unroller.web import create_app; from unroller.config import load_settings\n"
        "client = create_app(load_settings()).test_client()\n"
        "print(client.get('/').text)\n"
        "import re; style = re.search(r'href=\"(/static/[^\"]+)\"', client.get('/').text).group(1)\n"
        "assert client.get(style).status_code == 200"
    )
    assert "<textarea" in page


def test_lock_files_name_no_index_and_every_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-docs.lock"):
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text
        pins = re.findall(r"^[\w.-]+==", text, re.M)
        assert pins
        for entry in re.split(r"\n(?=[\w.-]+==)", text.strip()):
            assert "--hash=sha256:" in entry, entry
