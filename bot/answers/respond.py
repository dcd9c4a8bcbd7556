"""The one way from a text to what is said to it, in the chat and on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.details import Details, read_details
from bot.answers.emergency import help_in
from bot.answers.figures import Figures
from bot.answers.remarks import COMEBACKS
from bot.answers.reply import Reply, reply
from bot.matching.library import OUT_OF_SCOPE
from bot.matching.matcher import Decision, Match
from bot.scheme.benefits import NoFactError
from bot.scheme.tiers import NoTariffError
from bot.texts import Html, key

if TYPE_CHECKING:
    from datetime import date

    from bot.danger.judge import Danger
    from bot.remarks.judge import Remark
    from bot.resources import Resources
    from bot.texts import Texts

# Kinds of questions about one matter: what was told with one holds for the other too.
_SAME_TOPIC = frozenset({"iuran_hitung", "iuran_minimum", "diskon_2026", "ubah_penghasilan", "bayar_dimuka"})
_FEW_WORDS = 1  # what may be left of "dan kalau 3 juta?" without what it tells
_CLAUSES = re.compile(r"[.?!;\n]+|,\s*|\b(?:dan|trus|terus|trs|sama|serta|lalu|and)\b")
_TWO_QUESTIONS = 2
_LEAST_WORDS, _SURELY = 2, 0.8  # words of a question beside another, and how sure it must be
_UNKNOWN = Details()
_NOTHING = Match(Decision.ANSWER, OUT_OF_SCOPE, 1.0, ())


@dataclass(frozen=True, slots=True)
class Response:
    """What is said to a text: the match, the words, the laws behind them, and what they ask for."""

    match: Match
    text: Html
    laws: tuple[str, ...] = ()
    ask_for: str = ""
    remark: Remark | None = None
    danger: Danger | None = None
    details: Details = _UNKNOWN
    beside: str = ""  # the label of a second question that is answered with it


class Responder:
    """Answers in one language on one day."""

    def __init__(self, resources: Resources, texts: Texts, today: date) -> None:
        self._resources, self._texts, self._today = resources, texts, today

    def respond(self, text: str, known: Details, topic: str = "", before: Details | None = None) -> Response:
        """Return what is said to a text: in danger help, else what `converse` says."""
        danger = self._resources.danger_in(text)
        return self.help_in(danger, text) if danger else self.converse(text, known, topic, before)

    def converse(self, text: str, known: Details, topic: str = "", before: Details | None = None) -> Response:
        """Return what is said to a text that tells of no danger.

        `known` is what is known of the asker; `topic` the label of the last answer and `before` the details
        of the question that led to it, for texts such as "and with 3 juta?".
        """
        match = self._resources.matcher.judge(text, self._near(topic))
        remark, sure = self._resources.remark_in(text), match.decision is Decision.ANSWER
        if remark and (COMEBACKS[remark].helps or not sure):
            return self._come_back(remark, match)
        told = read_details(text, self._resources.catalogues, self._today)
        if topic and not sure and self._goes_on(text, told):
            details = told.going_on().over(before or Details()).over(known)
            return self.answer(Match(Decision.ANSWER, topic, 1.0, (topic,)), details)
        same = topic == match.label or (topic in _SAME_TOPIC and match.label in _SAME_TOPIC)
        carried = (before if same or not topic else None) or Details()
        beside = self._asked_beside(text)
        if not sure and len(beside) == _TWO_QUESTIONS and not set(beside).isdisjoint(match.choices):
            first = next(label for label in (*match.choices, *beside) if label in beside)
            match, sure = Match(Decision.ANSWER, first, 1.0, match.choices), True
        if sure:
            return self._with_second(self.answer(match, told.over(carried).over(known)), beside)
        told = told.over(carried)
        if match.decision is Decision.REFUSE:
            return Response(match, self._texts(key("answer.refuse")), details=told)
        if match.score < self._resources.questions.likely_from:
            return Response(match, self._texts(key("answer.choose")), details=told)
        likeliest = self.answer(match, told.over(known))
        not_this = self._texts(key("answer.not_this"))
        return replace(likeliest, text=Html(f"{likeliest.text}\n\n{not_this}"), details=told)

    def _near(self, topic: str) -> tuple[str, ...]:
        """Return what people go on with after an answer: its own kind, and what is asked next."""
        entry = self._resources.library.entries.get(topic)
        return (topic, *entry.next) if entry else ()

    def _asked_beside(self, text: str) -> list[str]:
        """Return the kinds of question that the parts of a text surely are, where it has several parts."""
        clauses = [part for part in _CLAUSES.split(text) if len(part.split()) >= _LEAST_WORDS]
        judged = map(self._resources.matcher.judge, clauses if len(clauses) > 1 else ())
        surely = [one.label for one in judged if one.decision is Decision.ANSWER and one.score >= _SURELY]
        return list(dict.fromkeys(surely))

    def _with_second(self, response: Response, labels: list[str]) -> Response:
        """Return the response with the answer to a second question, where a text surely asks two."""
        first = response.match.label
        seconds = [label for label in labels if label != first]
        if first not in labels or len(seconds) != 1 or {first, *seconds} <= _SAME_TOPIC:
            return response
        match = Match(Decision.ANSWER, seconds[0], 1.0, (seconds[0],))
        second = self.answer(match, response.details)
        asked = self._resources.library.entries[seconds[0]].asked_in(self._texts.language)
        also = self._texts(key("answer.also"), question=asked)
        return replace(
            response,
            text=Html(f"{response.text}\n\n{also}\n\n{second.text}"),
            laws=tuple(dict.fromkeys([*response.laws, *second.laws])),
            beside=seconds[0],
        )

    def answer(self, match: Match, details: Details) -> Response:
        """Return the answer to a question of one kind; where a figure is missing, who can tell."""
        try:
            made = self.reply(match.label, details)
        except (NoFactError, NoTariffError):
            return Response(match, self._texts(key("answer.no_figure")), details=details)
        return Response(match, made.text, made.laws, made.ask_for, details=details)

    def reply(self, label: str, details: Details) -> Reply:
        """Return the answer of one kind. Raise NoFactError where a figure is missing that day.

        What is not answered in this language is in the default one, with a word that says so.
        """
        entry, texts = self._resources.library.entries[label], self._texts
        language = entry.language_for(texts.language)
        if language == texts.language:
            return reply(entry, self._resources.tariff, texts, self._today, details)
        made = reply(
            entry, self._resources.tariff, self._resources.catalogues[language], self._today, details
        )
        return replace(made, text=Html("\n\n".join([texts("answer.in_indonesian"), made.text])))

    def _goes_on(self, text: str, told: Details) -> bool:
        """Tell whether a text only tells more of the topic before."""
        if told == _UNKNOWN:
            return False
        empty = self._resources.catalogues.said(key("words.goes_on"))
        words = self._resources.library.vocabulary.words(text)
        return sum(word.isalpha() and word not in empty for word in words) <= _FEW_WORDS

    def help_in(self, danger: Danger, text: str = "") -> Response:
        """Return what is said to somebody in danger; its match is what the text would be taken for else."""
        match = self._resources.matcher.judge(text) if text else _NOTHING
        figures = Figures(self._resources.tariff, self._texts, self._today, _UNKNOWN)
        words = help_in(danger, figures, self._resources.emergency)
        sure = replace(match, decision=Decision.ANSWER)
        return Response(sure, words, tuple(figures.laws), danger=danger)

    def _come_back(self, remark: Remark, match: Match) -> Response:
        """Return what is said to a remark; its match is what the text would be taken for else."""
        said = COMEBACKS[remark]
        if said.helps:
            match = replace(match, decision=Decision.ANSWER)
        else:
            match = Match(Decision.REFUSE, OUT_OF_SCOPE, 1.0, match.choices)
        return Response(match, self._texts(said.text), remark=remark)
