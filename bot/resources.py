"""Everything that is read once at start and never changes: config, texts, law, regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError
from bot.matching.library import Library
from bot.matching.matcher import Decision, Thresholds
from bot.people.divisions import Divisions
from bot.people.places import Regions
from bot.scheme.tariff import Tariff
from bot.settings import ROOT, read_toml
from bot.texts import DEFAULT_LANGUAGE, Catalogues, example_of, languages_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.matching.matcher import Matcher
    from bot.scheme.facts import Facts

_OFFICE = ("name", "address", "phone", "hours", "call_centre", "health_call_centre")
_NEEDED = {"name", "call_centre", "health_call_centre"}
_EXAMPLES = (
    "for_whom", "consent", "relation", "nik", "name", "phone", "district", "village", "birth_date", "sex",
    "number", "birthplace", "mother_name", "family_card", "occupation", "job", "workplace", "income", "payer",
    "programs", "months", "email", "second_job", "hamlet", "card_address", "card_picture",
    "an_message", "an_fallback_nama", "an_fallback_kecamatan", "an_fallback_desa", "an_link",
    "an_when", "an_name",
)  # fmt: skip
_LONGEST_BUTTON = 40
_SWITCHES = ("mother_name", "family_card")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits out of config/payung.toml; the comments there say what each means."""

    proof_tries: int
    proof_lock_hours: int
    opened_minutes: int
    draft_days: int
    undecided_hours: int
    turn_days: int
    data_file_minutes: int
    picture_bytes: int
    invitation_hours: int


@dataclass(frozen=True, slots=True)
class QuestionLimits:
    """How questions are answered, out of config/payung.toml; the comments there say what each means."""

    thresholds: Thresholds
    topic_minutes: int
    question_days: int
    working_days: tuple[int, ...]
    answer_days: int


@dataclass(frozen=True, slots=True)
class AnnouncementLimits:
    """How announcements are made, out of config/payung.toml; the comments there say what each means."""

    second_from: int
    confirm_minutes: int
    second_hours: int
    same_days: int
    refusals: int
    recipient_days: int
    reminder_hours: int
    warning_days: int


@dataclass(frozen=True, slots=True)
class Resources:
    """What the features work with."""

    office: Mapping[str, str]
    examples: Mapping[str, str]  # by step, in the default language
    switches: Mapping[str, bool]  # steps of the enrolment that an office may switch on
    birthplaces: Sequence[str]  # on buttons
    incomes: Sequence[int]  # on buttons, rupiah a month
    notice_version: str
    limits: Limits
    questions: QuestionLimits
    announcements: AnnouncementLimits
    tariff: Tariff
    library: Library
    regions: Regions
    divisions: Divisions
    catalogues: Catalogues

    @property
    def matcher(self) -> Matcher:
        """What tells questions apart; learnt at its first use."""
        return self.library.matcher(self.questions.thresholds)

    def prepare(self) -> None:
        """Learn what takes about a second, before anybody waits for it."""
        self.matcher.judge("")

    def is_question(self, text: str) -> bool:
        """Tell whether a text is surely a question that can be answered."""
        return self.matcher.judge(text).decision is Decision.ANSWER

    @property
    def facts(self) -> Facts:
        """The single figures of the law."""
        return self.tariff.facts

    @classmethod
    def load(cls, config: Path, locales: Path = ROOT / "locales") -> Resources:
        """Read and validate everything. Raise ConfigurationError with file, key and reason."""
        path = config / "payung.toml"
        table = _Table(path, read_toml(path))
        office = {name: table.text("office", name, empty=name not in _NEEDED) for name in _OFFICE}
        examples = table.examples(DEFAULT_LANGUAGE)
        constants = {f"office_{name}": value for name, value in office.items()}
        regions = Regions.load(table.file("region", "file"))
        regency = regions.get(table.text("region", "regency"))
        if regency is None:
            raise ConfigurationError("region.regency", "is no region of region.file", str(path))
        constants["region_name"] = regency.name.removeprefix("Kabupaten ")
        return cls(
            office,
            examples,
            {name: table.flag("form", name) for name in _SWITCHES},
            table.strings("form", "birthplaces"),
            table.numbers("form", "incomes"),
            table.text("privacy", "notice_version"),
            Limits(**{name: table.number("limits", name) for name in Limits.__slots__}),
            _question_limits(table),
            AnnouncementLimits(
                **{name: table.number("announcements", name) for name in AnnouncementLimits.__slots__}
            ),
            Tariff.load(config / "scheme"),
            Library.load(config),
            regions,
            Divisions.load(config / "regions"),
            Catalogues(
                locales,
                {one: constants | _named(table.examples(one)) for one in languages_in(locales)},
            ),
        )


def _question_limits(table: _Table) -> QuestionLimits:
    return QuestionLimits(
        Thresholds(
            table.share("answers", "answer_from"),
            table.share("answers", "refuse_from"),
            table.share("answers", "choose_from"),
        ),
        table.number("answers", "topic_minutes"),
        table.number("answers", "question_days"),
        table.numbers("answers", "working_days"),
        table.number("answers", "answer_days"),
    )


def _named(examples: Mapping[str, str]) -> dict[str, str]:
    return {example_of(name): value for name, value in examples.items()}


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


class _Table:
    """payung.toml, whose every fault names the key."""

    def __init__(self, path: Path, document: dict[str, Any]) -> None:
        self._path, self._document = path, document

    def _fault(self, section: str, name: str, reason: str) -> ConfigurationError:
        return ConfigurationError(f"{section}.{name}", reason, str(self._path))

    def text(self, section: str, name: str, *, empty: bool = False) -> str:
        value = self._document.get(section, {}).get(name)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise self._fault(section, name, "must be a text" + ("" if empty else " that is not empty"))
        return value.strip()

    def number(self, section: str, name: str) -> int:
        value = self._document.get(section, {}).get(name)
        if not _is_count(value):
            raise self._fault(section, name, "must be a whole number above 0")
        return int(value)

    def share(self, section: str, name: str) -> float:
        value = self._document.get(section, {}).get(name)
        if not isinstance(value, float) or not 0 < value <= 1:
            raise self._fault(section, name, "must be a number above 0, at most 1.0")
        return value

    def examples(self, language: str) -> dict[str, str]:
        """Return the examples of a language; those of the default one where it has no other words."""
        other = self._document.get("examples", {}).get(language, {})
        return {name: str(other.get(name) or self.text("examples", name)) for name in _EXAMPLES}

    def flag(self, section: str, name: str) -> bool:
        value = self._document.get(section, {}).get(name)
        if not isinstance(value, bool):
            raise self._fault(section, name, "must be true or false")
        return value

    def strings(self, section: str, name: str) -> tuple[str, ...]:
        values = self._list(section, name)
        # A text on a button is its data too, of which Telegram takes 64 bytes.
        if not all(isinstance(value, str) and 0 < len(value.encode()) <= _LONGEST_BUTTON for value in values):
            raise self._fault(section, name, f"must be texts of at most {_LONGEST_BUTTON} bytes")
        return tuple(values)

    def numbers(self, section: str, name: str) -> tuple[int, ...]:
        values = self._list(section, name)
        if not all(_is_count(value) for value in values):
            raise self._fault(section, name, "must be whole numbers above 0")
        return tuple(values)

    def _list(self, section: str, name: str) -> list[Any]:
        values = self._document.get(section, {}).get(name)
        if not isinstance(values, list):
            raise self._fault(section, name, "must be a list")
        return values

    def file(self, section: str, name: str) -> Path:
        path = self._path.parent / self.text(section, name)
        if not path.is_file():
            raise self._fault(section, name, "names a file that does not exist")
        return path
