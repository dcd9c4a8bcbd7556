"""From what a person typed to the value that is stored, and back to what a person reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, RefusedError, UnsureError
from bot.dialogue.options import alike
from bot.dialogue.words import without_filler
from bot.people._answers import says_nothing
from bot.people.dates import DateError, DateReason, age_on, read_birth_date
from bot.people.moments import MomentError, read_day_to_come
from bot.people.names import NameReason, PersonName, PersonNameError, read_name
from bot.people.nik import (
    LEGAL_AGE_FOR_CARD,
    Nik,
    NikReading,
    NikReason,
    NikWarning,
    Sex,
    grouped,
    mask,
    read_nik,
)
from bot.people.phone import PhoneError, PhoneNumber, PhoneReason, read_phone
from bot.people.registration_number import NumberError, NumberReason, read_number
from bot.remarks.judge import Remark
from bot.scheme.eligibility import too_old
from bot.scheme.laws import laws_named
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.people.divisions import Divisions
    from bot.people.naming import NameFinder
    from bot.scheme.facts import Facts

Choices = Callable[["Asking"], "Sequence[Choice]"]

AGREED = "agree"
SELF, OTHER, GROUP = "self", "other", "group"
SAME, DIFFERS = "same", "differs"
_WORDS_AROUND = re.compile(r"^[^\d+]*\s(?=[\d+])|(?<=\d)[,.]?\s+[^\d]*$")
_LIKE_DIGITS = str.maketrans("oOlI", "0011")
_PHONES = re.compile(r"(?<!\d)\+?(?:62|60|0)[\s.\-]?\d(?:[\s.\-]?\d){7,11}(?!\d)")
_NUMBER = re.compile(r"\d.{0,3}\d.{0,3}\d.{0,3}\d")
_BRACKETS = re.compile(r"[()]")
_WHATSAPP = re.compile(r"\b(?:wa\.me/|whatsapp\.com/)", re.IGNORECASE)
_MOST_NAMES = 5  # words of a text that may be a name although none of them is known as one
_SHORTENED = re.compile(r"\d[.,]\d+\s?[eE]\+?\d+")  # 6,10601E+15, as a spreadsheet shows it
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")

_NIK_REASONS = {
    NikReason.LENGTH: key("nik.refused_length"),
    NikReason.LETTERS: key("nik.refused_letters"),
    NikReason.PROVINCE: key("nik.refused_province"),
    NikReason.REGENCY: key("nik.refused_regency"),
    NikReason.DATE: key("nik.refused_date"),
    NikReason.REPEAT: key("nik.refused_repeat"),
    NikReason.SERIAL: key("nik.refused_serial"),
}
_NAME_REASONS = {
    NameReason.DIGITS: key("name.refused_digits"),
    NameReason.LONG: key("name.refused_long"),
    NameReason.LINK: key("name.refused_signs"),
    NameReason.SYMBOLS: key("name.refused_signs"),
    NameReason.SCRIPT: key("name.refused_script"),
    NameReason.SEVERAL: key("name.refused_several"),
}
_PHONE_REASONS = {
    PhoneReason.LETTERS: key("phone.refused_letters"),
    PhoneReason.SEVERAL: key("phone.refused_several"),
    PhoneReason.LENGTH: key("phone.refused_length"),
    PhoneReason.REPEAT: key("phone.refused_repeat"),
    PhoneReason.LANDLINE: key("phone.refused_landline"),
    PhoneReason.FOREIGN: key("phone.refused_foreign"),
}
_DATE_REASONS = {
    DateReason.INCOMPLETE: key("date.refused_incomplete"),
    DateReason.IMPOSSIBLE: key("date.refused_impossible"),
}
_NUMBER_REASONS = {
    NumberReason.LENGTH: key("number.refused_length"),
    NumberReason.CHECK: key("number.refused_check"),
}


def consent_choices(asking: Asking) -> Sequence[Choice]:
    """Return the one button that gives consent: one's own, or that of the person who is enrolled."""
    texts, answers = asking.texts, asking.answers
    if is_for_group(answers):
        return (Choice(AGREED, texts("consent.agree_group")),)
    return (
        Choice(AGREED, texts("consent.agree_other") if is_for_other(answers) else texts("consent.agree")),
    )


def is_for_other(answers: Mapping[str, str]) -> bool:
    """Tell whether somebody else is enrolled than who writes."""
    return answers.get("for_whom") in {OTHER, GROUP}


def is_for_group(answers: Mapping[str, str]) -> bool:
    """Tell whether several people are enrolled together."""
    return answers.get("for_whom") == GROUP


def read_consent(text: str, asking: Asking) -> str:
    """Return AGREED for a typed yes of which every word is known: a no can be said in too many ways."""
    said, words = asking.catalogues.said, plain(text).split()
    agreeing = {AGREED, *(word for phrase in said(key("words.agree")) for word in phrase.split())}
    spelt = [word for word in words if any(alike(word, one) for one in said(key("words.agree_spelt")))]
    yes = {plain(text), without_filler(text, asking.catalogues)} & {AGREED, *said(key("words.agree"))}
    known = agreeing | said(key("words.filler")) | set(spelt)
    understood = all(word in known or any(alike(word, one) for one in agreeing) for word in words)
    if (yes or spelt) and understood and "?" not in text:
        return AGREED
    raise RefusedError(key("consent.refused"))


class NikReader:
    """Reads a NIK, and shows what is in it."""

    def __init__(self, divisions: Divisions, facts: Facts) -> None:
        self._divisions, self._facts = divisions, facts

    def read(self, text: str, asking: Asking) -> str:
        """Return the 16 digits."""
        reading = self._reading(text, asking)
        alone = _SIXTEEN.findall(text)
        if reading.nik is None and len(alone) == 1:
            reading = self._reading(alone[0], asking)  # it is read back, so words around it do no harm
        if reading.nik is None and _SHORTENED.search(text):
            raise RefusedError(key("nik.refused_shortened"))
        if reading.nik is None and not any(map(str.isdigit, text)):
            raise RefusedError(key("nik.refused_words"))
        if reading.nik is None:
            count = sum(character.isdigit() for character in text)
            raise RefusedError(_NIK_REASONS[reading.reason or NikReason.LENGTH], digits=count)
        return reading.nik.value

    def read_back(self, value: str, asking: Asking) -> str:
        """Return the NIK with what it says, for comparing with the card."""
        texts, reading = asking.texts, self._reading(value, asking)
        nik = nik_of(reading)
        parts: list[str] = [
            texts(
                "nik.read_back",
                nik=grouped(nik),
                birth_date=texts.date(nik.birth_date),
                sex=texts("nik.woman") if nik.sex is Sex.FEMALE else texts("nik.man"),
                home=self._home(reading, asking),
            )
        ]
        if NikWarning.UNDER_17 in reading.warnings:
            parts.append(texts("nik.family_card"))
        parts += age_notes(age_on(nik.birth_date, asking.today), self._facts, asking)
        return "\n\n".join([*parts, texts("nik.is_it_right")])

    def mask(self, value: str, asking: Asking) -> str:
        """Return the NIK with only its ends."""
        return mask(nik_of(self._reading(value, asking)))

    def _reading(self, text: str, asking: Asking) -> NikReading:
        return read_nik(text, asking.today, self._divisions)

    @staticmethod
    def _home(reading: NikReading, asking: Asking) -> str:
        known = [name for name in (reading.regency, reading.province) if name]
        return ", ".join(known) or asking.texts("nik.home_unknown")


def age_notes(age: int, facts: Facts, asking: Asking) -> list[str]:
    """Return kind words for whom the law may not let in, or is silent about; the office decides."""
    limit = facts.on("age_limit", asking.today)
    if limit and too_old(age, facts, asking.today):
        return [asking.texts("age.too_old", limit=limit.value, law=", ".join(laws_named([limit.law])))]
    return [asking.texts("age.young")] if age < LEGAL_AGE_FOR_CARD else []


def nik_of(reading: NikReading) -> Nik:
    """Return the NIK of a stored number; ValueError where it does not read as one."""
    if reading.nik is None:
        raise ValueError("a stored NIK does not read as one")
    return reading.nik


class NameReader:
    """Reads a name as it is printed on the card."""

    def __init__(self, names: NameFinder) -> None:
        self._names = names

    def read(self, text: str, asking: Asking) -> str:
        """Return the name; UnsureError where it may be something else."""
        try:
            found = self._names.find(text)
        except PersonNameError as error:
            if error.reason is NameReason.NO_NAME and len(text.split()) <= _MOST_NAMES:
                raise UnsureError(self._as_typed(text)) from None
            raise RefusedError(_NAME_REASONS.get(error.reason, key("name.refused"))) from None
        remarked = found.is_doubtful and (asking.remark_in(found.value) or asking.remark_in(text))
        if not found.is_sure or remarked:
            raise UnsureError(found.value)
        return found.value

    @staticmethod
    def _as_typed(text: str) -> str:
        """Return words that are known as none of a name, but may be one all the same. Raise RefusedError."""
        try:
            return read_name(text).value
        except PersonNameError as error:
            raise RefusedError(_NAME_REASONS.get(error.reason, key("name.refused"))) from None

    def leaves(self, text: str, _: Asking) -> str:
        """Return what was said beside the name."""
        try:
            return self._names.find(text).rest
        except PersonNameError:
            return ""


def mask_name(value: str, _: Asking) -> str:
    """Return the first letters of a name."""
    return PersonName(value).masked


def read_phone_number(text: str, asking: Asking) -> str:
    """Return the number in E.164; nothing where another person has none."""
    if not _NUMBER.search(text) and (says_nothing(plain(text)) or asking.remark_in(text) == Remark.NO_PHONE):
        if is_for_other(asking.answers):
            return ""
        raise RefusedError(key("phone.of_somebody"))
    found = [_phone(number) for number in _PHONES.findall(text)]
    numbers = [number for number in found if number]
    if len(numbers) > 1:
        meant = [Choice(number.e164, number.local) for number in dict.fromkeys(numbers)]
        raise RefusedError(key("phone.refused_several"), candidates=meant)
    if numbers and _WHATSAPP.search(text):
        return numbers[0].e164
    try:
        return read_phone(_WORDS_AROUND.sub("", _BRACKETS.sub("", text))).e164
    except PhoneError as error:
        if slip := _phone(_WORDS_AROUND.sub("", text.translate(_LIKE_DIGITS))):
            raise RefusedError(key("phone.slip"), candidates=[Choice(slip.e164, slip.local)]) from None
        raise RefusedError(_PHONE_REASONS.get(error.reason, key("phone.refused"))) from None


def _phone(text: str) -> PhoneNumber | None:
    with suppress(PhoneError):
        return read_phone(text)
    return None


def show_phone(value: str, _: Asking) -> str:
    """Return the number as people here write it."""
    return PhoneNumber(value).local


def mask_phone(value: str, _: Asking) -> str:
    """Return the number with its middle hidden."""
    return PhoneNumber(value).masked


def read_registration_number(text: str, _: Asking) -> str:
    """Return the nine digits of a registration number."""
    try:
        return read_number(text).value
    except NumberError as error:
        raise RefusedError(_NUMBER_REASONS[error.reason]) from None


def read_date(text: str, asking: Asking) -> str:
    """Return a birth date as YYYY-MM-DD."""
    try:
        return read_birth_date(text, asking.today).isoformat()
    except DateError as error:
        raise RefusedError(_DATE_REASONS.get(error.reason, key("date.refused"))) from None


class BirthDateReader:
    """Reads the birth date of whoever is enrolled, where the card says another than the NIK."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def read_back(self, value: str, asking: Asking) -> str:
        """Return the date for a yes, with kind words where the age asks for them."""
        born = date.fromisoformat(value)
        notes = age_notes(age_on(born, asking.today), self._facts, asking)
        return "\n\n".join([asking.texts("birth_date.read_back", date=asking.texts.date(born)), *notes])


def read_coming_day(text: str, asking: Asking) -> str:
    """Return a day from today on, as YYYY-MM-DD."""
    try:
        day = read_day_to_come(text, asking.today)
    except MomentError:
        raise RefusedError(key("st.refused_day")) from None
    if day < asking.today:
        raise RefusedError(key("st.refused_past"))
    return day.isoformat()


def show_date(value: str, asking: Asking) -> str:
    """Return a date as a person reads it."""
    return asking.texts.date(date.fromisoformat(value))
