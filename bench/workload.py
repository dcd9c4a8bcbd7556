"""What people write to the bots, and by which message each turn is known to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAYS, _MONTHS, _YEARS, _SERIALS = 28, 12, 40, 1000


class Step(NamedTuple):
    """One update, a text or a tap; `marker` stands in the keyboard of the last answer to it."""

    marker: bytes
    text: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Workload:
    """The steps of a conversation, after which a new chat takes its place; {nik} is one that is valid."""

    steps: Sequence[Step]
    endless: bool = False  # the same chat goes on

    def text(self, step: Step, number: int) -> str:
        """Return the text of a step in the conversation with this number."""
        return step.text.replace("{nik}", nik(number)) if "{" in step.text else step.text


def nik(number: int) -> str:
    """Return a well-formed identity number; the serials 9000 to 9999 are given to nobody yet."""
    rest, serial = divmod(number, _SERIALS)
    rest, day = divmod(rest, _DAYS)
    rest, month = divmod(rest, _MONTHS)
    return f"610601{day + 1:02}{month + 1:02}{60 + rest % _YEARS:02}{9000 + serial}"


REGISTRATION = Workload((
    Step(b"f1|for_whom|self", text="/start"),
    Step(b"f1|consent|agree", data="f1|for_whom|self"),
    Step(b"f1|nik|_back", data="f1|consent|agree"),
    Step(b"f1|nik|_yes", text="{nik}"),
    Step(b"f1|name|_back", data="f1|nik|_yes"),
    Step(b"f1|birthplace|_back", text="Siti Aminah"),
    Step(b"f1|phone|_back", text="Putussibau"),
    Step(b"f1|district|_back", text="081200009001"),
    Step(b"f1|village|_back", text="Putussibau Utara"),
    Step(b"f1|occupation|_back", text="Sibau Hulu"),
    Step(b"f1|workplace|_back", data="f1|occupation|farmer"),
    Step(b"f1|income|_back", data="f1|workplace|field"),
    Step(b"f1|payer|_back", text="1,5 juta"),
    Step(b"f1|programs|_back", data="f1|payer|self"),
    Step(b"f1|months|_back", data="f1|programs|jkk_jkm"),
    Step(b"f1|summary|send", data="f1|months|3"),
    Step(b"m1|status", data="f1|summary|send"),
))  # fmt: skip

ECHO = Workload((Step(b"", text="Selamat pagi"),), endless=True)

WORKLOADS = {"registration": REGISTRATION, "echo": ECHO}
