"""The command `kith`: a list of verbs, each imported only when it is called."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from io import StringIO, TextIOWrapper
from keyword import iskeyword
from typing import IO, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from kithbook import __version__, click_words, locale, words
from kithbook.views.visible import visible
from kithbook.words import _
from kithbook.world import JournalError, reason

COMMANDS = {
    "due": "Show who is waiting for a word from you.",
    "review": "Go through the day's people, one after the other.",
    "why": "Tell the story of a due date.",
    "show": "Show a whole contact.",
    "prep": "Print what to know before a meeting.",
    "list": "Show the contacts that match a query.",
    "log": "Log a touch.",
    "next": "Promise a next step.",
    "done": "Tick a follow-up, and log the touch.",
    "snooze": "Hide somebody from the plan until a day.",
    "add": "Add a contact.",
    "card": "Add a contact from the picture of a business card.",
    "import": "Bring in contacts from a phone, LinkedIn, Google, Outlook or a spreadsheet.",
    "export": "Write contacts for another program: vCard, CSV or JSON.",
    "triage": "Decide how much those matter whom an import brought.",
    "dupes": "Find who may be in the journal twice, and say why.",
    "merge": "Make one contact of two: everything in OTHER goes into KEEP.",
    "forget": "Remove somebody's file, and every mention of them in other files.",
    "person-report": "Write everything that is held about somebody, to hand over.",
    "tend": "Show whose details are the oldest or the thinnest.",
    "bounce": "Mark addresses that are dead, from mail that came back.",
    "edit": "Open somebody's file in your editor, then check it.",
    "set": "Set fields of one contact or many.",
    "rename": "Give a file another id, and let everything follow.",
    "archive": "Stop planning for somebody; the file stays.",
    "catchup": "Propose a schedule after a lapse, and whom to let go.",
    "campaign": "Show the campaigns, who is in them and how far.",
    "draft": "Print the message to somebody, from a campaign's template.",
    "preflight": "Look before a send: who cannot or should not be written to.",
    "event": "Show what an event brought.",
    "inbox": "Show what lies in the inbox, and since when.",
    "referrals": "Show who brought whom.",
    "match": "Find introductions worth making.",
    "stats": "Show figures over the journal.",
    "what-if": "Try another cadence or load before you write it down.",
    "history": "Show who changed what in a contact's file, and when.",
    "undo": "Take back the last change that a command made.",
    "check": "Find what is wrong in the journal, and say what to type.",
    "feed": "Write the calendar feeds: follow-ups.ics, occasions.ics and those of the settings.",
    "tasks": "Tick off on the phone what is open in the journal.",
    "vdir": "Keep the contacts as an address book on the phone.",
    "digest": "Write what to read over coffee: today, what slipped, this week.",
    "build": "Build the site, with the calendar feeds beside its pages.",
    "serve": "Serve the site on this machine and reload it on every change.",
    "init": "Make a new journal.",
    "merge-driver": "Merge two versions of a contact's file; git calls this.",
    "schema": "Print the JSON Schema of the frontmatter.",
    "help": "Show a page of the manual.",
    "completion": "Print the script that completes commands and names in a shell.",
}


click_words.adopt()


class Refused(click.ClickException):
    """The world refused: the message on stderr, exit code 3."""

    exit_code = 3

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message; names of files in it cannot drive the terminal."""
        click.echo(f"kith: {visible(self.message)}", file=file, err=True)


class Stopped(Refused):
    """Somebody pressed Ctrl-C, or would rather not: what became of it on stderr, exit code 1."""

    exit_code = 1


class Verbs(click.Group):
    """A group that knows its commands' names and help without importing them."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line in the language of the environment, until an option or the journal says another."""
        with words.speaking(locale.catalogue(locale.of_environment(os.environ))):
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what the world refuses becomes exit code 3, and who stops it is told what became of it."""
        try:
            return super().invoke(ctx)
        except JournalError as error:
            raise Refused(str(error)) from error
        except click.Abort as error:
            raise Stopped(str(error) or _("stopped")) from None
        except KeyboardInterrupt:
            click.echo(err=True)
            raise Stopped(_("stopped")) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module; None when there is no such verb."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"kithbook.commands.{name}{'_' if iskeyword(name) else ''}")
        command: click.Command = click_words.said(module.command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a mistyped one is answered with its nearest neighbours."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise _with_suggestion(error, args[0], ctx) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a verb from the table, importing none of them; an option as Click does."""
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [
            CompletionItem(verb, help=_(COMMANDS[verb])) for verb in COMMANDS if verb.startswith(incomplete)
        ] + options

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of verbs."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(verb, _(said)) for verb, said in COMMANDS.items()])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language that was asked for on the same line."""
        click.Group.format_help(click_words.afresh(click_words.said(self)), ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name what may be typed in the language that is spoken."""
        return click.Group.collect_usage_pieces(click_words.said(self), ctx)


def _with_suggestion(error: click.UsageError, word: str, ctx: click.Context) -> click.UsageError:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=2, cutoff=0.5)
    if not near or word.startswith("-"):
        return error
    return click.UsageError(
        _('there is no command "{name}"', name=word) + ": " + _("did you mean {name}?", name=_(" or ").join(near)), ctx
    )


def _speak(ctx: click.Context, _param: click.Parameter, language: str | None) -> None:
    """Speak the language at once, so that the help is in it, and remember that it was asked for."""
    if language:
        ctx.meta[words.LANGUAGE_ASKED] = language
        words.speak(locale.catalogue(language))


@click.group(name="kith", cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kith", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "--journal",
    "journal",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="The journal's folder; else the nearest one above this folder.",
)
@click.option(
    "--language",
    type=click.Choice(words.LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="Speak this language; else that of the settings, else of the locale.",
)
@click.pass_context
def cli(ctx: click.Context, journal: str | None) -> None:
    """Kithbook: whom to touch today, and why.

    Your contacts are text files in the folder contacts/. This tool reads them.
    """
    ctx.obj = journal


def main(arguments: list[str] | None = None) -> Any:
    """Run `kith`; leave with 0 fine, 1 problems found, 2 wrong usage, 3 the world refused.

    What the terminal's encoding cannot show is printed as an escape, never a traceback. No garbage is looked
    for: a run is short, and nearly everything it makes is needed until its end. `build` and `serve` look again.
    """
    gc.disable()
    _open_streams()
    try:
        return cli.main(args=arguments, prog_name="kith")
    except OSError as error:
        return _stop(error)
    except SystemExit as error:
        if arguments is None and isinstance(error.code, int):
            _leave(error.code)
        raise


def _leave(code: int) -> None:
    """End the process at once: taking a large journal apart, piece by piece, would cost a tenth of the whole run."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        _stop(error)
    os._exit(code)


def _open_streams() -> None:
    """Let what cannot be shown be escaped; a stream that was closed swallows what is written to it."""
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stop(error: OSError) -> NoReturn:
    """Say that the output could not be written, which is all that is left to fail here; what was done is done."""
    with contextlib.suppress(OSError):
        sys.stderr.write("kith: " + _("the output could not be written: {reason}", reason=reason(error)) + "\n")
        sys.stderr.flush()
    os._exit(3)
