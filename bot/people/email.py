"""E-mail addresses as people type them on phones."""

import re
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from email_validator import EmailNotValidError, validate_email
from rapidfuzz.distance import OSA

from bot.people._answers import says_nothing
from bot.people._text import plain

LONGEST: Final = 254  # RFC 5321 section 4.5.3.1.3, less the angle brackets of a path

_LEAD_IN = re.compile(
    r"^(?:(?:alamat|e-?mail|gmail|surel|saya|sy|aku|ini|adalah|my|is)(?:\s*[:=]\s*|\s+)|mailto:)+",
    re.IGNORECASE,
)
_AROUND: Final = " <>()[]{}\"'`“”‘’*"
_TOP = re.compile(r"\.[a-z]{2,63}$")  # no top domain has one letter
_ANY_DOMAIN: Final = "example.com"

_COMMON: Final = ("gmail.com", "yahoo.com", "yahoo.co.id", "hotmail.com", "outlook.com", "icloud.com")
# As near to a common one as a slip, and yet real.
_REAL: Final = frozenset({"ymail.com", "mail.com", "email.com", "yahoo.co.in", "yahoo.co.il"})
_SHORTENED: Final = MappingProxyType(
    {"gmail": "gmail.com", "yahoo": "yahoo.com", "hotmail": "hotmail.com", "outlook": "outlook.com"}
    | {"gmail.co.id": "gmail.com", "yahoo.id": "yahoo.co.id"}
)


class EmailReason(StrEnum):
    """Why a text is not an e-mail address."""

    EMPTY = "empty"
    NONE = "none"  # the person has no address
    ASCII = "ascii"  # letters or signs that addresses here do not have
    SPACE = "space"  # offers the address without the spaces around @ and dots
    NO_AT = "no_at"
    SEVERAL = "several"  # more than one @
    LOCAL = "local"  # nothing, or no name, before the @
    DOMAIN = "domain"  # what follows the @ is no domain
    SLIP = "slip"  # offers the domain that was likely meant: gmail.con, gmail,com
    LONG = "long"  # over 254 characters


class EmailError(ValueError):
    """The text is not an e-mail address; `reason` says why. The text itself is not kept in the message.

    `suggestion` is an address to offer, which `read_email` reads, or "".
    """

    def __init__(self, reason: EmailReason, suggestion: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.suggestion = suggestion


def read_email(text: str) -> str:
    """Return an e-mail address from typed text, its domain in lower case; raises EmailError.

    Only spaces and brackets around it and punctuation after it are taken off.
    """
    typed = _LEAD_IN.sub("", plain(text).strip(_AROUND)).strip(_AROUND).rstrip(".,;:!?").strip(_AROUND)
    if fault := _form_fault(typed):
        raise EmailError(fault)
    if " " in typed:
        closed = re.sub(r" ?([@.]) ?", r"\1", typed)
        raise EmailError(EmailReason.SPACE, "" if " " in closed else _likely(closed))
    local, _, domain = typed.partition("@")
    if not _is_address(f"{local}@{_ANY_DOMAIN}"):
        raise EmailError(EmailReason.LOCAL)
    domain = domain.lower()
    if meant := _meant(domain):
        raise EmailError(EmailReason.SLIP, _likely(f"{local}@{meant}"))
    if not _is_address(f"{local}@{domain}") or not _TOP.search(domain):
        raise EmailError(EmailReason.DOMAIN)
    return f"{local}@{domain}"


def _is_address(typed: str) -> bool:
    """Tell whether it is an address by RFC 5321, in a domain that may exist; nobody is asked."""
    try:
        validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return False
    return True


def _form_fault(typed: str) -> EmailReason | None:
    if not typed:
        return EmailReason.EMPTY
    if "@" not in typed and says_nothing(typed.lower()):
        return EmailReason.NONE
    if not (typed.isascii() and typed.isprintable()):
        return EmailReason.ASCII
    if "@" not in typed:
        return EmailReason.NO_AT
    if typed.count("@") > 1:
        return EmailReason.SEVERAL
    return EmailReason.LONG if len(typed) > LONGEST else None


def _meant(domain: str) -> str:
    """Return the domain that a slip was likely meant to be, or ""."""
    if domain in _COMMON or domain in _REAL:
        return ""
    dotted = re.sub(r"[.,;]+", ".", domain)
    near = [known for known in _COMMON if OSA.distance(dotted, known) <= 1]
    found = _SHORTENED.get(dotted) or (near[0] if len(near) == 1 else dotted)
    return "" if found == domain else found


def _likely(typed: str) -> str:
    """Return the address that reading a mended one gives or suggests."""
    try:
        return read_email(typed)
    except EmailError as error:
        return error.suggestion
