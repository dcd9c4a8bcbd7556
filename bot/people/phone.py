"""Mobile telephone numbers: Indonesian ones as people type them, and Malaysian ones from across the border.

An Indonesian mobile number is 08 and 8 to 11 more digits (national numbering plan, Permenkominfo 14/2018);
as E.164 it is +62 8...
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.people._text import plain, repeats

_LEAD_IN = re.compile(
    r"^(?:\W*(?:nomor|no|hp|wa|whatsapp|telepon|telpon|telp|tlp|tel|kontak|saya|sy|aku|ini|adalah)(?![a-z]))+[\s:.=]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ .()\-]")
_INDONESIA = re.compile(r"(?:\+62|0062|62(?=0?8)|62(?=\d{8}))0?|0|(?=8)")
_MALAYSIA = re.compile(r"(?:\+60|0060|60(?=0?1\d{8,9}$))0?")
_MOBILE = re.compile(r"8\d{8,11}")
_NO_MOBILE = ("80", "84")  # services of one price for the whole country; given to nobody
_LANDLINE = re.compile(r"[2-79]\d{6,10}")
_MALAYSIAN_MOBILE = re.compile(r"1(?:1\d{8}|[02-46-9]\d{7,8})")
_SAME_TAIL = re.compile(r"(\d)\1{7}$")


class PhoneReason(StrEnum):
    """Why a text is not a mobile number that the bot takes."""

    EMPTY = "empty"
    LETTERS = "letters"  # letters or signs; never read as digits
    SEVERAL = "several"  # more than one number
    LENGTH = "length"
    PREFIX = "prefix"  # begins like no Indonesian number
    REPEAT = "repeat"  # a placeholder
    LANDLINE = "landline"  # a house telephone, 0567 in Kapuas Hulu
    FOREIGN = "foreign"  # neither +62 nor a Malaysian mobile


class PhoneError(ValueError):
    """The text is not a mobile number; `reason` says why. The text itself is not kept."""

    def __init__(self, reason: PhoneReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class PhoneNumber:
    """A mobile number; `e164` is "+62" or "+60" and the national number without its 0."""

    e164: str

    def __post_init__(self) -> None:
        if not re.fullmatch(rf"\+62{_MOBILE.pattern}|\+60{_MALAYSIAN_MOBILE.pattern}", self.e164):
            raise ValueError("not a mobile number in E.164")

    @property
    def local(self) -> str:
        """As it is dialled in Indonesia: "0812...", a Malaysian number with its +60."""
        return f"0{self.e164[3:]}" if self.e164.startswith("+62") else self.e164

    @property
    def masked(self) -> str:
        """Country, operator and the last two digits: "+62 812-••••-••78"."""
        hidden = "•" * (len(self.e164) - 8)
        groups = "-".join(re.findall(r".{1,4}", hidden + self.e164[-2:]))
        return f"{self.e164[:3]} {self.e164[3:6]}-{groups}"

    def __repr__(self) -> str:
        return f"PhoneNumber({self.masked})"

    __str__ = __repr__


def read_phone(text: str) -> PhoneNumber:
    """Read a mobile number from typed text; raises PhoneError."""
    typed = _BETWEEN.sub("", _LEAD_IN.sub("", plain(text)))
    if fault := _form_fault(typed):
        raise PhoneError(fault)
    if found := _MALAYSIA.match(typed):
        return _malaysian(typed[found.end() :])
    found = _INDONESIA.match(typed)
    if not found or re.match(r"00(?!62)", typed):
        raise PhoneError(PhoneReason.FOREIGN if typed.startswith(("+", "00")) else PhoneReason.PREFIX)
    return _indonesian(typed[found.end() :])


def _form_fault(typed: str) -> PhoneReason | None:
    if not typed:
        return PhoneReason.EMPTY
    if re.fullmatch(r"\+?[0-9]+(?:[/,;&]\+?[0-9]+)+", typed):
        return PhoneReason.SEVERAL
    return None if re.fullmatch(r"\+?[0-9]+", typed) else PhoneReason.LETTERS


def _indonesian(national: str) -> PhoneNumber:
    if _LANDLINE.fullmatch(national):
        raise PhoneError(PhoneReason.LANDLINE)
    if national.startswith(("0", "1")):
        raise PhoneError(PhoneReason.PREFIX)
    if not _MOBILE.fullmatch(national):
        raise PhoneError(PhoneReason.LENGTH)
    if _placeholder(national):
        raise PhoneError(PhoneReason.REPEAT)
    if national.startswith(_NO_MOBILE):
        raise PhoneError(PhoneReason.PREFIX)
    return PhoneNumber(f"+62{national}")


def _malaysian(national: str) -> PhoneNumber:
    if not national.startswith("1"):
        raise PhoneError(PhoneReason.FOREIGN)
    if not _MALAYSIAN_MOBILE.fullmatch(national):
        raise PhoneError(PhoneReason.LENGTH)
    if _SAME_TAIL.search(national):
        raise PhoneError(PhoneReason.REPEAT)
    return PhoneNumber(f"+60{national}")


def _placeholder(national: str) -> bool:
    return bool(_SAME_TAIL.search(national)) or repeats(f"0{national}", 4) or repeats(national[1:], 2)
