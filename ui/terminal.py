"""`reeltalk chat`: a conversation in the terminal, or over a pipe line by line."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from reeltalk.agent.reply import Pick
from reeltalk.agent.tagger import default_tagger
from reeltalk.errors import ReeltalkError
from reeltalk.retrieval.viewer import Event, Verdict
from reeltalk.retrieval.warming import warm_up
from reeltalk.ui.flow import stream_reply
from reeltalk.ui.lines import plain_line
from reeltalk.ui.printout import print_evidence, print_rest

if TYPE_CHECKING:
    from reeltalk.agent.agent import Agent

PROMPT = "> "
HELP = """\
Ask in plain words: “funny cats, under a minute, no dogs”, “more like the second one, but calmer”, “why the first?”.
/like N      like the N-th clip; /dislike N and /seen N alike
/why N       what the N-th pick stands on
/new         a new conversation
/viewer NAME talk as another viewer
/prefs       what is remembered of your tastes; “forget …” takes one back
/help        this
/quit        leave, as Ctrl-D does; Ctrl-C cancels a turn"""


class Terminal:
    """One person's conversation with an agent."""

    def __init__(
        self, agent: Agent, console: Console, *, viewer: str, thread: str | None = None, piped: bool = False
    ) -> None:
        """Prepare; `piped` echoes what is read, so that the output reads as a conversation."""
        self._agent = agent
        self._console = console
        self._piped = piped
        self._viewer = viewer
        self._thread = thread or _new_thread()
        self._picks: list[Pick] = []
        self._commands: dict[str, Callable[[str], None]] = {
            "like": lambda word: self._rate(word, "like"),
            "dislike": lambda word: self._rate(word, "dislike"),
            "seen": lambda word: self._rate(word, "seen"),
            "why": self._explain,
            "new": self._renew,
            "viewer": self._switch,
            "prefs": self._list_preferences,
            "help": lambda _: self._print(HELP),
        }

    def run(self, read: Callable[[str], str] = input) -> None:
        """Converse until the input ends or `/quit`."""
        self._greet()
        warm_up(self._agent.catalog, default_tagger)  # while the first line is typed
        while (line := self._read(read)) is not None:
            if line.startswith("/"):
                if line.split()[0] in ("/quit", "/exit"):
                    return
                self._command(line[1:])
            elif line:
                self._turn(line)

    def _greet(self) -> None:
        count = self._agent.catalog.count()
        where = "nothing leaves this computer" if self._agent.model == "embedded" else "requests are sent to it"
        self._print(f"{count:,} clips · {self._agent.model} model: {where} · viewer {self._viewer} · /help", "dim")

    def _read(self, read: Callable[[str], str]) -> str | None:
        """The next line, or None at the end of the input; Ctrl-C empties the line."""
        while True:
            try:
                line = read("" if self._piped else PROMPT).strip()
            except EOFError:
                self._console.print()
                return None
            except KeyboardInterrupt:
                self._print("\n(Ctrl-D or /quit leaves)", "dim")
                continue
            if self._piped:
                self._print(f"\n{PROMPT}{plain_line(line)[:500]}", "bold")
            return line

    def _turn(self, text: str) -> None:
        """One request and its reply; an interrupt cancels it, and the conversation goes on."""
        try:
            reply = asyncio.run(stream_reply(self._agent, self._console, text, self._viewer, self._thread))
        except KeyboardInterrupt:
            self._print("\n(cancelled)", "dim")
            return
        except ReeltalkError as error:
            self._print(plain_line(str(error)), "red")
            return
        print_rest(self._console, reply, self._agent.catalog.home)
        self._console.print()
        self._picks = reply.picks or self._picks

    def _command(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        command = self._commands.get(name)
        if command is None:
            self._print(f"There is no /{plain_line(name)[:40]}; /help lists what there is.")
        else:
            command(rest.strip())

    def _rate(self, word: str, verdict: Verdict) -> None:
        pick = self._find_pick(word)
        if pick is not None:
            clip = pick.clip
            event = Event(viewer_id=self._viewer, clip_id=clip.id, timestamp=time.time(), verdict=verdict)
            self._agent.record(event)
            self._print(f"Noted: {verdict} “{plain_line(clip.title or clip.id)}”.")

    def _explain(self, word: str) -> None:
        pick = self._find_pick(word)
        if pick is not None:
            print_evidence(self._console, pick)

    def _renew(self, _: str) -> None:
        self._thread, self._picks = _new_thread(), []
        self._print("A new conversation.")

    def _switch(self, name: str) -> None:
        if not name:
            self._print(f"You are {self._viewer}; /viewer NAME switches.")
            return
        self._viewer = plain_line(name)
        self._thread, self._picks = _new_thread(), []
        known = len(self._agent.catalog.viewers.events_of(self._viewer))
        history = f"{known:,} clips in the history" if known else "no history yet"
        self._print(f"You are {self._viewer} now ({history}); a new conversation.")

    def _list_preferences(self, _: str) -> None:
        found = self._agent.catalog.viewers.preferences_of(self._viewer)
        for one in found:
            self._print(f"{one.strength} {one.polarity}: {plain_line(one.text)} (you said: {plain_line(one.source)})")
        if not found:
            self._print("Nothing is remembered of your tastes yet; say “I never want to see …” or “I usually like …”.")

    def _find_pick(self, word: str) -> Pick | None:
        """The pick of that number, or None after saying what to type."""
        number = int(word) if word.isdecimal() and len(word) < 4 else 0
        found = next((pick for pick in self._picks if pick.rank == number), None)
        if found is None:
            last = len(self._picks)
            self._print(f"Give a number from 1 to {last}." if last else "There are no picks yet: ask for something.")
        return found

    def _print(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style=style))


def _new_thread() -> str:
    return uuid.uuid4().hex


def converse(agent: Agent, console: Console, *, viewer: str, thread: str | None) -> None:
    """Converse over standard input: with line editing at a terminal, line by line over a pipe."""
    piped = not sys.stdin.isatty()
    if piped:
        getattr(sys.stdin, "reconfigure", lambda **_: None)(errors="replace")  # a test's stand-in has none
    else:
        import readline  # noqa: F401  # gives `input` editing and a history
    Terminal(agent, console, viewer=viewer, thread=thread, piped=piped).run()
