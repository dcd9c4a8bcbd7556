"""Everything that is read once at start and never changes: config, texts, law, regions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from bot.danger import sentences as danger
from bot.dialogue.words import looks_like_question
from bot.errors import ConfigurationError
from bot.folders import ROOT, SETTINGS, part
from bot.matching.library import Library
from bot.matching.matcher import Decision
from bot.office_file import read_office
from bot.office_settings import OfficeSettings
from bot.people.divisions import Divisions
from bot.people.gazetteer import Gazetteer, load_towns
from bot.people.lexicon import Lexicon
from bot.people.naming import NameFinder, NameWords, load_names
from bot.people.places import Regions
from bot.recordings import Recordings
from bot.remarks import sentences as remarks
from bot.remarks.judge import VALUE
from bot.scheme.tariff import Tariff
from bot.texts import Catalogues, example_of, languages_in, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bot.danger.judge import Danger
    from bot.danger.judge import Judge as DangerJudge
    from bot.matching.matcher import Matcher
    from bot.office_settings import (
        AnnouncementLimits,
        BudgetSettings,
        Emergency,
        EventSettings,
        FigureSettings,
        FormSettings,
        FundingSettings,
        Limits,
        ListSettings,
        Office,
        OperationSettings,
        Potential,
        QuestionLimits,
        TicketSettings,
    )
    from bot.remarks.judge import Judge as RemarkJudge
    from bot.remarks.judge import Remark
    from bot.scheme.facts import Facts
    from bot.terms.office_days import OfficeDays


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
        path, settings = config / SETTINGS, read_office(config, OfficeSettings)
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
