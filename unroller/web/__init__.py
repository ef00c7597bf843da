"""The web app: a thin face over :mod:`unroller.library`, on Flask and waitress."""

from __future__ import annotations

from unroller.web.app import create_app
from unroller.web.server import serve

__all__ = ["create_app", "serve"]
