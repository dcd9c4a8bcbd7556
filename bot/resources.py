"""Everything that is read once at start and never changes: config, texts, law, regions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from bot.danger import sentences as danger
from bot.dialogue.words import looks_like_question
from bot.documents import Count, Share, Text
from bot.errors import ConfigurationError
from bot.folders import ROOT, SETTINGS, part
from bot.matching.library import Library
from bot.matching.matcher import Decision, Thresholds
from bot.office_file import read_office
from bot.people.divisions import Divisions
from bot.people.gazetteer import Gazetteer, load_towns
from bot.people.lexicon import Lexicon
from bot.people.naming import NameFinder, NameWords, load_names
from bot.people.places import Regions
from bot.recordings import Recordings
from bot.remarks import sentences as remarks
from bot.remarks.judge import VALUE
from bot.scheme.tariff import Tariff
from bot.terms.office_days import OfficeDays
from bot.texts import Catalogues, example_of, languages_in, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bot.danger.judge import Danger
    from bot.danger.judge import Judge as DangerJudge
    from bot.matching.matcher import Matcher
    from bot.remarks.judge import Judge as RemarkJudge
    from bot.remarks.judge import Remark
    from bot.scheme.facts import Facts

_LONGEST_BUTTON = 40  # bytes: a text on a button is its data too, of which Telegram takes 64


class Office(Struct, frozen=True):
    """The branch, as people reach it; empty where it is not known."""

    name: Text
    call_centre: Text
    health_call_centre: Text
    address: str
    phone: str
    hours: str


class Number(Struct, frozen=True):
    """A telephone number for people in danger: who says so, and when that was looked up; "": not known."""

    number: str
    source: str
    checked: date | None = None

    def __post_init__(self) -> None:
        if self.number.strip() and not (self.source.strip() and self.checked):
            raise ValueError("a number needs a source, and the day on which it was checked")


class Emergency(Struct, frozen=True):
    """Whom to call in danger, out of config/payung.toml; the comments there say what each is for."""

    ambulance: Number
    rescue: Number
    police: Number
    helpline: Number


class Limits(Struct, frozen=True):
    """Limits out of config/payung.toml; the comments there say what each means."""

    proof_tries: Count
    proof_lock_hours: Count
    opened_minutes: Count
    undecided_hours: Count
    draft_days: Count
    over_days: Count
    turn_days: Count
    picture_bytes: Count
    data_file_minutes: Count
    invitation_hours: Count
    review_minutes: Count
    helper_many: Count


class QuestionLimits(Struct, frozen=True):
    """How questions are answered, out of config/payung.toml; the comments there say what each means."""

    answer_from: Share
    aside_from: Share
    likely_from: Share
    refuse_from: Share
    choose_from: Share
    topic_minutes: Count
    question_days: Count
    answer_days: Count

    @property
    def thresholds(self) -> Thresholds:
        """How sure the bot must be."""
        return Thresholds(self.answer_from, self.refuse_from, self.choose_from)


class ListSettings(Struct, frozen=True):
    """How lists are taken in and go out, out of config/payung.toml; the comments say what each means."""

    file_bytes: Count
    list_days: Count
    open_days: Count
    second_person: bool
    hold_minutes: Count
    later_days: Count
    stale_days: Count
    civil_register: tuple[str, ...]
    invitation_days: Count
    export_days: Count


class FundingSettings(Struct, frozen=True):
    """How programmes that pay are looked after, out of config/payung.toml; the comments say what is what."""

    second_from: Count
    warning_days: tuple[Count, ...]
    file_people: Count


class TicketSettings(Struct, frozen=True):
    """How long a conversation with the office goes on, out of config/payung.toml."""

    reply_hours: Count

    @property
    def lasting(self) -> timedelta:
        """How long after staff wrote last what the asker writes may belong to it."""
        return timedelta(hours=self.reply_hours)


class AnnouncementLimits(Struct, frozen=True):
    """How announcements are made, out of config/payung.toml; the comments there say what each means."""

    second_from: Count
    confirm_minutes: Count
    second_hours: Count
    same_days: Count
    refusals: Count
    late_minutes: Count
    desk_minutes: Count
    recipient_days: Count
    reminder_hours: Count
    gather_seconds: Count
    payment_days: Count
    warning_days: Count


class Potential(Struct, frozen=True):
    """How many workers could be protected, and how many are, out of config/payung.toml, as of a day.

    `regency`: where; of another one nothing is known. `districts`: the workers by code of district, as far as
    that is known.
    """

    regency: Text
    workers: Count
    active: Count
    as_of: date
    source: Text
    districts: dict[str, Count]

    def __post_init__(self) -> None:
        if self.active > self.workers:
            raise ValueError("active must be at most workers")

    @property
    def without(self) -> int:
        """How many have no protection."""
        return self.workers - self.active


class BudgetSettings(Struct, frozen=True):
    """How budgets are reckoned, out of config/payung.toml; the comments there say what each means."""

    most_months: Count


class FigureSettings(Struct, frozen=True):
    """How figures are made, out of config/payung.toml."""

    answer_seconds: Count


class EventSettings(Struct, frozen=True):
    """How events are kept, out of config/payung.toml."""

    name_days: Count


class OperationSettings(Struct, frozen=True):
    """How the program looks after itself, out of config/payung.toml; the comments there say what is what."""

    backup_at: Annotated[str, Meta(pattern=r"\A([01]\d|2[0-3]):[0-5]\d\Z")]
    backup_days: Count
    backup_weeks: Count
    backup_months: Count
    backup_late_hours: Count
    silent_minutes: Count
    clock_seconds: Count
    disk_free_percent: Count
    disk_free_megabytes: Count
    over_minutes: Count
    sheets_days: Count


class FormSettings(Struct, frozen=True):
    """What of the enrolment differs: steps that may be switched on, what stands on buttons."""

    mother_name: bool
    family_card: bool
    birthplaces: tuple[Text, ...]
    incomes: tuple[Count, ...]  # rupiah a month
    first_places: Count  # districts and villages that were chosen most, before the others
    alike_hours: Count  # after sending, in which the next person may begin with the same answers
    group_people: Count  # the most who are enrolled together

    def __post_init__(self) -> None:
        if any(len(one.encode()) > _LONGEST_BUTTON for one in self.birthplaces):
            raise ValueError(f"birthplaces must be texts of at most {_LONGEST_BUTTON} bytes")

    def asks(self, step: str) -> bool:
        """Tell whether a step is asked: those that are not named here always are."""
        return bool(getattr(self, step, True))


class _Region(Struct, frozen=True):
    regency: Text
    file: Text


class _Languages(Struct, frozen=True):
    order: tuple[Text, ...]

    def ordered(self, found: Sequence[str]) -> list[str]:
        """Return languages in the order of the office; those that it does not name come last."""
        if strange := set(self.order) - set(found):
            raise ConfigurationError(
                "languages.order", f"names {min(strange)}, of which there is no catalogue"
            )
        return [*self.order, *(one for one in found if one not in self.order)]


class _Privacy(Struct, frozen=True):
    notice_version: Text


class _Voice(Struct, frozen=True):
    names: dict[str, Text]


class _Settings(Struct, frozen=True):
    """config/payung.toml."""

    office: Office
    emergency: Emergency
    region: _Region
    languages: _Languages
    privacy: _Privacy
    examples: dict[str, str | dict[str, str]]
    form: FormSettings
    limits: Limits
    office_days: OfficeDays
    answers: QuestionLimits
    tickets: TicketSettings
    lists: ListSettings
    funding: FundingSettings
    figures: FigureSettings
    events: EventSettings
    announcements: AnnouncementLimits
    potential: Potential
    budget: BudgetSettings
    operations: OperationSettings
    voice: _Voice
    stand_ins: dict[str, dict[str, tuple[Text, ...]]]

    def examples_in(self, language: str) -> dict[str, str]:
        """Return the examples of a language; those of the default one where it has no other words."""
        own = self.examples.get(language, {})
        usual = {name: text for name, text in self.examples.items() if isinstance(text, str)}
        return usual | (own if isinstance(own, dict) else {})


@dataclass(frozen=True, eq=False)  # one is itself only: what is made of it is remembered by it
class Resources:
    """What the features work with."""

    config: Path  # the folder that all of it was read from
    regency: str  # its code, as 61.06
    regions_file: Path
    office: Office
    emergency: Emergency
    form: FormSettings
    notice_version: str
    limits: Limits
    office_days: OfficeDays
    questions: QuestionLimits
    tickets: TicketSettings
    lists: ListSettings
    funding: FundingSettings
    figures: FigureSettings
    events: EventSettings
    announcements: AnnouncementLimits
    potential: Potential | None  # None: nobody has told of this regency
    budget: BudgetSettings
    operations: OperationSettings
    stand_ins: Mapping[str, Mapping[str, Sequence[str]]]  # by language and placeholder: words in its place
    tariff: Tariff
    library: Library
    dangers: danger.Sentences
    remarks: remarks.Sentences
    names: NameFinder
    gazetteer: Gazetteer
    regions: Regions
    divisions: Divisions
    catalogues: Catalogues
    recordings: Recordings
    voice_names: Mapping[str, str]  # what voices are called, by folder

    @cached_property
    def matcher(self) -> Matcher:
        """What tells questions apart; learnt at its first use."""
        return self.library.matcher(self.questions.thresholds)

    def prepare(self) -> None:
        """Learn what takes about a second, before anybody waits for it."""
        for learnt in (self.matcher, self._danger_judge, self._remark_judge):
            learnt.judge("")

    def is_question(self, text: str) -> bool:
        """Tell whether a text is so surely a question that it is no answer."""
        match = self.matcher.judge(text)
        return match.decision is Decision.ANSWER and match.score >= self.questions.aside_from

    @cached_property
    def _danger_judge(self) -> DangerJudge:
        return self.dangers.judge()

    def danger_in(self, text: str) -> Danger | None:
        """Return the danger that a text tells of; what may be typed for a button tells of none."""
        return None if plain(text) in self.catalogues.typed else self._danger_judge.judge(text)

    @cached_property
    def _remark_judge(self) -> RemarkJudge:
        return self.remarks.judge()

    def remark_in(self, text: str) -> Remark | None:
        """Return the remark that a text is; a question that can be answered is none."""
        return self._last_remark(text)

    @cached_property
    def _last_remark(self) -> Callable[[str], Remark | None]:
        """Several ask for the remark of one text, one after the other."""
        return lru_cache(maxsize=1)(self._remark_in)

    def _remark_in(self, text: str) -> Remark | None:
        remark = self._remark_judge.judge(text)
        asks = remark and looks_like_question(text, self.catalogues) and self.is_question(text)
        return None if asks else remark

    def tells_danger(self, text: str) -> bool:
        """Tell whether a text tells of somebody in danger."""
        return self.danger_in(text) is not None

    @property
    def facts(self) -> Facts:
        """The single figures of the law."""
        return self.tariff.facts

    @classmethod
    def load(cls, config: Path, locales: Path = ROOT / "locales") -> Resources:
        """Read and validate everything. Raise ConfigurationError with file, key and reason."""
        path, settings = config / SETTINGS, read_office(config, _Settings)
        regions = part(config, settings.region.file)
        if not regions.is_file():
            raise ConfigurationError("region.file", "names a file that does not exist", str(path))
        towns = load_towns(config)
        found = Regions.load(regions, towns)
        regency = found.get(settings.region.regency)
        if regency is None:
            raise ConfigurationError("region.regency", "is no region of region.file", str(path))
        constants = {f"office_{name}": value.strip() for name, value in asdict(settings.office).items()}
        constants["region_name"] = regency.name.removeprefix("Kabupaten ")
        library = Library.load(config)
        names, divisions = load_names(config), Divisions.load(part(config, "regions"))
        questions = [text for text, _ in library.wordings]
        catalogues = Catalogues(
            locales,
            {
                one: constants | _named(settings.examples_in(one))
                for one in settings.languages.ordered(languages_in(locales))
            },
        )
        said = remarks.Sentences.load(config, library.vocabulary, questions, names)
        dangers = danger.Sentences.load(config, library.vocabulary, said.values)
        speech = [text for text, label in (*said.examples, *dangers.examples) if label != VALUE]
        places = [*found.names, *divisions.names]
        places += towns.values()
        lexicon = Lexicon.of(names, places, [*speech, *questions, *catalogues.everything])
        finder = NameFinder(lexicon, NameWords.load(config))
        gazetteer = Gazetteer(tuple(places), towns, lexicon)
        return cls(
            config,
            regency.code,
            regions,
            settings.office,
            settings.emergency,
            settings.form,
            settings.privacy.notice_version.strip(),
            settings.limits,
            settings.office_days,
            settings.answers,
            settings.tickets,
            settings.lists,
            settings.funding,
            settings.figures,
            settings.events,
            settings.announcements,
            settings.potential if settings.potential.regency == regency.code else None,
            settings.budget,
            settings.operations,
            settings.stand_ins,
            Tariff.load(part(config, "scheme")),
            library,
            dangers,
            said,
            finder,
            gazetteer,
            found,
            divisions,
            catalogues,
            Recordings.load(config),
            settings.voice.names,
        )


def _named(examples: Mapping[str, str]) -> dict[str, str]:
    return {example_of(name): value for name, value in examples.items()}
