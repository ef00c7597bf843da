"""The command line: a thin face over :mod:`unroller.library`.

Data goes to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 misused, 3 done in part.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from unroller.cli.commands import cli
from unroller.cli.output import DONE, FAILED, MISUSED, log, print_error
from unroller.errors import UnrollerError


def main() -> NoReturn:
    """The console script: no traceback ever reaches a person for an error of ours."""
    _complete_streams()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(MISUSED)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        log("\nunroller: stopped; what was acknowledged is kept, and the command can be repeated")
        sys.exit(FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone: nothing more to say. Point stdout away, or Python complains at exit.
        sys.stdout = None
        sys.exit(FAILED)
    except UnrollerError as error:
        print_error(error)
        sys.exit(error.exit_code)
    except OSError as error:
        # Files and archives report their own failures as errors of ours: what is left is the output itself.
        sys.stdout = None
        log(f"unroller: {error.filename or 'output'}: {error.strerror or error}")
        sys.exit(FAILED)
    sys.exit(DONE)


def _complete_streams() -> None:
    """Replace standard streams that whoever started us has closed; Python leaves None there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the end
