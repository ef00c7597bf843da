"""Opening the app in the browser of the person who started it: only when asked, and only where there is a screen."""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import Mapping


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether there is somebody before a screen: no continuous integration, no shell on a machine far away.

    Without a screen a text browser would take the terminal that the app runs in. ``BROWSER`` names a browser that its
    owner chose, so it counts as one.
    """
    if environ.get("CI"):
        return False
    if environ.get("BROWSER") or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return True
    return platform in ("darwin", "win32") and not environ.get("SSH_CONNECTION")


def open_in_background(address: str) -> None:
    """Open `address` without waiting for the browser. One that cannot be started is no reason not to serve."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
