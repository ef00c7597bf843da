"""Help that opens with an example, and the options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from unroller.config import ENGINES
from unroller.vocabulary import ADMISSIBLE, PLATFORMS

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
    return click.option("--engine", type=click.Choice(ENGINES), help="The search engine (or UNROLLER_ENGINE; whoosh).")(
        command
    )


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


def jobs_option(command: F) -> F:
    """Let `command` be told how many processes read."""
    option = click.option(
        "--jobs", type=click.IntRange(1, 64), help="How many processes read; one for each processor. Same result."
    )
    return option(command)


def export_options(command: F) -> F:
    """Let `command` take what is to be kept of the export of an account."""
    for option in (
        click.option("--receipt", metavar="FILE|-", help="Exports: write the receipt there, as JSON."),
        click.option("--dry-run", is_flag=True, help="Exports: only list what would be kept."),
        click.option(
            "--with",
            "limited",
            multiple=True,
            type=click.Choice(ADMISSIBLE),
            help="Exports: let these limited posts in too; their threads are private.",
        ),
        click.option("--others", is_flag=True, help="Exports: threads of other accounts in it too."),
        click.option("--no-replies", is_flag=True, help="Exports: no threads that begin with an answer to others."),
        click.option("--singles", is_flag=True, help="Exports: single posts too, as threads of one."),
        click.option("--min-likes", type=click.IntRange(0), default=0, help="Exports: first posts with so many likes."),
        click.option("--min-posts", type=click.IntRange(1), help="Exports: threads of so many posts; 2."),
        click.option("--until", metavar="DATE", help="Exports: threads begun until then, included."),
        click.option("--since", metavar="DATE", help="Exports: threads begun since 2020, or 2020-03-01."),
    ):
        command = option(command)
    return command
