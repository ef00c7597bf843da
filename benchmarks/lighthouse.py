"""Lighthouse on the pages a reader sees, on its mobile profile: a table for docs/benchmarks.md.

    python benchmarks/lighthouse.py

Fills an archive in a temporary folder with the shipped threads, serves it, and runs Lighthouse through npx, which
fetches it the first time (nothing else of ours asks the network). Wants Node 20 and Debian's chromium.

Pages ask search engines to stay away, on purpose: other people's words are not to be found under another name. The one
audit that demands the opposite is left out, and this is said in the table's heading.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from playwright.sync_api import sync_playwright
from screenshots import ARGUMENTS, CHROMIUM, served, thread_id

LIGHTHOUSE = "lighthouse@12.2.3"
LEFT_OUT = "is-crawlable"
TRIES = 3


def audit(url: str, folder: Path) -> dict[str, object]:
    """The report of one page."""
    flags = f"--headless --no-sandbox --disable-gpu --user-data-dir={folder / 'chrome'}"
    command = [
        "npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={folder / 'report.json'}",
        f"--skip-audits={LEFT_OUT}", f"--chrome-flags={flags}",
    ]  # fmt: skip
    for left in reversed(range(TRIES)):  # now and then it records no trace, and asks to be run again
        done = subprocess.run(command, check=not left, env={**os.environ, "CHROME_PATH": CHROMIUM})
        if not done.returncode:
            break
    report: dict[str, object] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report


def main() -> None:
    """Print a row a page, and what fell short."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        thread = f"/t/{thread_id(browser.new_page(), base, 'puncture')}"
        browser.close()
        print(f"| page | performance | accessibility | best practices | SEO (without {LEFT_OUT}) | kB |")
        print("|---|---|---|---|---|---|")
        for path in ("/", thread, "/search?q=night", "/threads", "/help"):
            report = audit(base + path, Path(name))
            scores = [round(100 * (one["score"] or 0)) for one in report["categories"].values()]
            size = report["audits"]["total-byte-weight"]["numericValue"] / 1000
            print(
                f"| `{path[:3] if path == thread else path}` | {' | '.join(map(str, scores))} | {size:.0f} |",
                flush=True,
            )
            for key, held in report["audits"].items():
                if (
                    held["score"] is not None
                    and held["score"] < 0.9
                    and held["scoreDisplayMode"] in ("binary", "numeric")
                ):
                    print(f"  {path} {key}: {held['title']} {held.get('displayValue', '')}", file=sys.stderr)


if __name__ == "__main__":
    main()
