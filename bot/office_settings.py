"""What an office sets in config/payung.toml, section by section; the comments there say what each means."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from bot.documents import Count, Share, Text
from bot.errors import ConfigurationError
from bot.matching.matcher import Thresholds
from bot.terms.office_days import OfficeDays

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Region(Struct, frozen=True):
    """Where the office is: the code of its regency, and the file of regions."""

    regency: Text
    file: Text


class Languages(Struct, frozen=True):
    """Which languages come first."""

    order: tuple[Text, ...]

    def ordered(self, found: Sequence[str]) -> list[str]:
        """Return languages in the order of the office; those that it does not name come last."""
        if strange := set(self.order) - set(found):
            raise ConfigurationError(
                "languages.order", f"names {min(strange)}, of which there is no catalogue"
            )
        return [*self.order, *(one for one in found if one not in self.order)]


class Privacy(Struct, frozen=True):
    """Which notice people agree to."""

    notice_version: Text


class Voice(Struct, frozen=True):
    """What voices are called, by folder."""

    names: dict[str, Text]


class OfficeSettings(Struct, frozen=True):
    """All of config/payung.toml."""

    office: Office
    emergency: Emergency
    region: Region
    languages: Languages
    privacy: Privacy
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
    voice: Voice
    stand_ins: dict[str, dict[str, tuple[Text, ...]]]

    def examples_in(self, language: str) -> dict[str, str]:
        """Return the examples of a language; those of the default one where it has no other words."""
        own = self.examples.get(language, {})
        usual = {name: text for name, text in self.examples.items() if isinstance(text, str)}
        return usual | (own if isinstance(own, dict) else {})
