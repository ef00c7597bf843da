"""Help that opens with an example, and the options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from unroller.model import PLATFORMS
from unroller.search import ENGINES

F = TypeVar("F", bound=Callable[..., Any])


class ExampleFirst(click.Command):
    """A command whose help opens with an example."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example, then what click writes."""
        write_example(formatter, self.example)
        super().format_help(ctx, formatter)


class Verbs(click.Group):
    """The verbs, in the order in which a thread meets them; its help opens with examples."""

    command_class = ExampleFirst
    example = "unroller read thread.txt\nunroller add thread.txt\nunroller search spillover"

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """The verbs in the order they were defined."""
        return list(self.commands)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what click writes."""
        write_example(formatter, self.example)
        super().format_help(ctx, formatter)


def write_example(formatter: click.HelpFormatter, example: str) -> None:
    """Open a help text with `example`, one command a line."""
    formatter.write("Example:\n" + "".join(f"  {line}\n" for line in example.splitlines()) + "\n")


def archive_option(command: F) -> F:
    """Let `command` take ``--archive DIR``."""
    return click.option("--archive", metavar="DIR", help="The archive's folder (or UNROLLER_ARCHIVE; ./archive).")(
        command
    )


def engine_option(command: F) -> F:
    """Let a person choose the search engine."""
    return click.option(
        "--engine", type=click.Choice(sorted(ENGINES)), help="The search engine (or UNROLLER_ENGINE; whoosh)."
    )(command)


def json_option(command: F) -> F:
    """Let `command` print JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)


def quiet_option(command: F) -> F:
    """Let `command` keep still on stderr, errors excepted."""
    return click.option("-q", "--quiet", is_flag=True, help="No messages, only errors.")(command)


def replies_option(command: F) -> F:
    """Let a person ask for other people's posts too."""
    return click.option("--replies", is_flag=True, help="Show other people's posts, below the article.")(command)


def platform_option(command: F) -> F:
    """Let a person overrule the network that was detected."""
    return click.option("--platform", type=click.Choice(PLATFORMS), help="The network, when you know better.")(command)
