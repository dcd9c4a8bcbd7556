"""The conversations of the preview, in the order in which the page shows them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import structs

from bot.clock import Clock
from bot.preview import (
    asking,
    enrolling,
    figures,
    funding,
    going_out,
    listing,
    office,
    planning,
    residents,
    reviewing,
)
from bot.preview.stage import stage
from bot.preview.walk import Heard, Walk
from bot.scheme.contributions import Payer, Sector

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.preview.walk import Moment
    from bot.resources import Resources

# Few enough recipients for a second yes, and reminders of what is left or ends some day.
_SOON: Mapping[str, int] = {"second_from": 2, "reminder_hours": 0, "warning_days": 1000}
_SECOND_FROM = 1_000_000  # rupiah: the payment of a story is one that a second person agrees to
_AT_ONCE = 20  # stories


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation: its name in the page, what it shows, and who plays it."""

    name: str
    title: str
    play: Callable[[Walk], Awaitable[None]]


STORIES = (
    Story("profile", "What Telegram shows of the bot", Walk.profile),
    Story("beginning", "First screen, menu, help, groups", asking.beginning),
    Story("first", "Enrolment: for whom, and consent", enrolling.first_questions),
    Story("card", "Enrolment: the identity card, and the questions an office may switch on", enrolling.card),
    Story("home", "Enrolment: telephone and home", enrolling.phone_and_home),
    Story("work", "Enrolment: work, income, protection", enrolling.work),
    Story("summary", "Enrolment: summary, changes, additions, sending", enrolling.summary),
    Story("other", "Enrolment of somebody else, drafts side by side", enrolling.for_another),
    Story("next", "Enrolment of the next person", enrolling.next_person),
    Story("group", "Enrolment of a group", enrolling.group),
    Story("status", "Status and the picture to keep", enrolling.several),
    Story("stages", "News of each stage", office.stages),
    Story("benefits", "What protection gives", asking.benefits),
    Story("prices", "The calculator", asking.prices),
    Story("danger", "In danger", asking.danger),
    Story("questions", "Questions in free text", asking.questions),
    Story("data", "One's own data, and the lock", asking.own_data),
    Story("proof", "Too many wrong proofs", asking.wrong_proof),
    Story("news", "Which news somebody gets", asking.news),
    Story("reminders", "The bot's own reminders", office.reminders),
    Story("inbox", "Staff: the inbox", office.inbox),
    Story("queue", "Staff: the queue", reviewing.queue),
    Story("correction", "Staff: an answer to be corrected", reviewing.correction),
    Story("finding", "Staff: finding a registration; figures for the regency", reviewing.finding),
    Story("exports", "Staff: lists that go out", going_out.lists),
    Story("officer", "Staff: a registration moved on", office.officer),
    Story("lists", "Staff: lists of agencies, and invitations", listing.lists),
    Story("invited", "Enrolment with an invitation on paper", listing.invited),
    Story("pairs", "Staff: pairs that may be one person", residents.pairs),
    Story("people", "Staff: people, and what is said of them", residents.people),
    Story("old", "Whether what somebody said is still true", residents.still_true),
    Story("funding", "Staff: programmes that pay, and their ledger", funding.programmes),
    Story("cliff", "Cover that ends", funding.cliff),
    Story("budget", "Planner: what a budget reaches", planning.budget),
    Story("members", "Staff: the office and its members", office.members),
    Story("figures", "Staff: figures", figures.figures),
    Story("events", "Staff: events, links and posters", figures.events),
    Story("announcing", "Staff: an announcement", office.announcing),
    Story("afterwards", "Staff: after an announcement", office.afterwards),
    Story("left", "Staff: who did not get an announcement", office.left_out),
    Story("lacks", "Staff: what an announcement lacks", office.lacks),
    Story("second", "Staff: the second confirmation", office.second),
)

Played = dict[str, list[tuple["Moment", ...]]]  # by language: the moments of each story


def with_everything(resources: Resources) -> Resources:
    """Return resources with every question switched on, and nothing that is long to wait for."""
    return replace(
        resources,
        form=structs.replace(resources.form, mother_name=True, family_card=True),
        announcements=structs.replace(resources.announcements, **_SOON),
        funding=structs.replace(resources.funding, second_from=_SECOND_FROM),
    )


def played(resources: Resources, clock: Clock, stories: Sequence[Story] = STORIES) -> Played:
    """Walk through the stories, in all languages; return the moments of each."""
    return asyncio.run(_played(with_everything(resources), with_discount(resources, clock), stories))


def with_discount(resources: Resources, clock: Clock) -> Clock:
    """Return a clock on a day of a discount, by which it is shown: now, or as the last ended."""
    tariff, today = resources.tariff, clock.today()
    last = tariff.discounts.last_before(Sector.FARMER, Payer.SELF, today)
    if tariff.discount_until(Sector.FARMER, Payer.SELF, today) or last is None or last.valid_until is None:
        return clock
    return Clock(clock.now() - (today - last.valid_until))


async def _played(resources: Resources, clock: Clock, stories: Sequence[Story]) -> Played:
    room = asyncio.Semaphore(_AT_ONCE)
    async with asyncio.TaskGroup() as group:
        tasks = {
            language: [group.create_task(_walked(one, language, resources, clock, room)) for one in stories]
            for language in resources.catalogues.languages
        }
    return {language: [task.result() for task in found] for language, found in tasks.items()}


async def _walked(
    story: Story, language: str, resources: Resources, clock: Clock, room: asyncio.Semaphore
) -> tuple[Moment, ...]:
    """Play one story with a bot and a store of its own: mostly it waits for a picture or a card."""
    heard = Heard()

    def hear(said_in: str, message_id: str, words: str) -> None:
        if said_in == language:
            heard.said.append((message_id, words))

    listening = replace(resources, catalogues=resources.catalogues.heard_by(hear))
    async with room, stage(listening, clock) as bot:
        walk = Walk(bot, listening.catalogues[language], heard)
        await story.play(walk)
    return tuple(walk.moments)


def shown_in(played: Mapping[str, Sequence[Sequence[Moment]]]) -> frozenset[str]:
    """Return the ids of all texts that were shown in any language."""
    return frozenset(
        message_id
        for stories in played.values()
        for moments in stories
        for moment in moments
        for shown in moment.shown
        for message_id in (*shown.message_ids, *(key.message_id for row in shown.keys for key in row))
        if message_id
    )
