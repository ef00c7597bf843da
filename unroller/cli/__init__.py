"""The command line: a thin face over :mod:`unroller.ingest`.

Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 misused, 3 done in part.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from unroller.cli.report import DONE, FAILED, MISUSED, complain, say
from unroller.cli.verbs import cli
from unroller.errors import UnrollerError


def main() -> NoReturn:
    """The console script: no traceback ever reaches a person for an error of ours."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(MISUSED)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("\nunroller: stopped; what was acknowledged is kept, and the command can be repeated")
        sys.exit(FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone: nothing more to say. Point stdout away, or Python complains at exit.
        sys.stdout = None
        sys.exit(FAILED)
    except UnrollerError as error:
        complain(error)
        sys.exit(error.exit_code)
    sys.exit(DONE)
