"""Two people keep one contact for a while: they log, promise, tick, set, write by hand, and merge. Nothing is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kithbook import read
from kithbook.history.plain_merge import by_git
from kithbook.merge import merge
from kithbook.model import Contact
from kithbook.revise import AddFollowUp, AddTouch, Intention, Refusal, SetField, Tick, revised
from kithbook.settings import Settings
from kithbook.text import Source

PATH = "contacts/ada.md"
SETTINGS = Settings()
BASES = (
    "---\nname: Ada\n---\n",
    "\ufeff---\r\nname: Ada\r\n---\r\n\r\nShe repairs pumps.\r\n\r\n## Log\r\n\r\n- 2026-01-05 call: hello\r\n",
    (
        "---\nname: Ada\nwhy: <!-- a\n---\n\n<!-- a\n```\n-->\n\n```\n## Log\n```\n\n## Next\n\n## Log\n\n"
        "* 2026-01-05 call\n"
    ),
)
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["- [ ] 2026-01-01: x", "## Log", "---", "```", "<!-- x", "[[li]]", "a\n\n- b", ">>>>>>> x", "a: #1"]
    ),
)
WHO = st.sampled_from((0, 1))
OWN = ("town", "role")
"""Each sets another field, so that they never contradict each other."""
_MARKERS = re.compile(r"^(<{7}|={7}|>{7})( .*)?\r?\n", re.MULTILINE)


class TwoPeople(RuleBasedStateMachine):
    """`texts` are their copies since the last merge, `base`; `lines` and `notes` are what must be in each."""

    @initialize(base=st.sampled_from(BASES))
    def begin(self, base: str) -> None:
        self.base, self.texts = base, [base, base]
        self.lines: list[set[str]] = [set(), set()]
        self.notes: list[set[str]] = [set(), set()]
        self.fields: list[dict[str, str]] = [{}, {}]
        self.count = 0

    def _new(self, words: str) -> tuple[str, str]:
        """Words that nobody has written before, and the mark by which they are known."""
        self.count += 1
        return f"w{self.count}w", f"w{self.count}w {words}".strip()

    def _revise(self, who: int, asked: Intention) -> bool:
        made = revised(Source(path=PATH, text=self.texts[who]), [asked], SETTINGS)
        if isinstance(made, Refusal):
            return False
        self.texts[who] = made
        return True

    def _contact(self, who: int) -> Contact:
        found, _ = read.read(Source(path=PATH, text=self.texts[who]), SETTINGS)
        assert isinstance(found, Contact)
        return found

    @rule(who=WHO, words=WORDS, days=st.integers(0, 40))
    def log(self, who: int, words: str, days: int) -> None:
        mark, text = self._new(words)
        if self._revise(who, AddTouch(date=date(2026, 3, 1) - timedelta(days), channel="call", text=text)):
            self.lines[who].add(mark)

    @rule(who=WHO, words=WORDS, days=st.integers(0, 40))
    def promise(self, who: int, words: str, days: int) -> None:
        mark, text = self._new(words)
        if self._revise(who, AddFollowUp(date=date(2026, 3, 1) + timedelta(days), text=text)):
            self.lines[who].add(mark)

    @rule(who=WHO, which=st.integers(0, 9))
    def tick(self, who: int, which: int) -> None:
        steps = [step for step in self._contact(who).follow_ups if not step.done]
        if which < len(steps):
            assert self._revise(who, Tick(line=steps[which].span.text))

    @rule(who=WHO, words=WORDS)
    def set(self, who: int, words: str) -> None:
        value = " ".join(words.split()) or "x"
        if self._revise(who, SetField(key=OWN[who], value=value)):
            self.fields[who][OWN[who]] = value

    @rule(who=WHO)
    def write_by_hand(self, who: int) -> None:
        mark, text = self._new("is what she said.")
        end = "\r\n" if "\r\n" in self.texts[who] else "\n"
        head, fence, body = self.texts[who].rpartition(f"{end}---{end}")
        self.texts[who] = f"{head}{fence}{end}{text}{end}{body}"
        self.notes[who].add(mark)

    @rule()
    def merge(self) -> None:
        made = merge(self.base, *self.texts, path=PATH, merge_text=by_git())
        text = _MARKERS.sub("", made.text) if made.conflicts else made.text
        self.base, self.texts = text, [text, text]
        self.lines = [self.lines[0] | self.lines[1] for _ in self.lines]
        self.notes = [self.notes[0] | self.notes[1] for _ in self.notes]
        latest = {key: values[key] for key, values in zip(OWN, self.fields, strict=True) if key in values}
        self.fields = [{**latest} for _ in self.fields]

    @invariant()
    def everything_is_there_and_once(self) -> None:
        for who in range(2 if self.count else 0):
            contact = self._contact(who)
            said = [entry.text for entry in (*contact.log, *contact.follow_ups)]
            assert {mark for mark in self.lines[who] if sum(mark in text for text in said) != 1} == set()
            assert {mark for mark in self.notes[who] if mark not in self.texts[who]} == set()
            assert {key: getattr(contact, key) for key in self.fields[who]} == self.fields[who]


TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(max_examples=30, stateful_step_count=15, deadline=None)
