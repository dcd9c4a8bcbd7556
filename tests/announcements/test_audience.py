"""Who gets an announcement: criteria on a real store, counts, and who is left out."""

from __future__ import annotations

from datetime import timedelta
from itertools import count as numbers
from typing import TYPE_CHECKING

import pytest

from bot.announcements.audience import Audience
from bot.announcements.criteria import BY_NAME, CRITERIA
from bot.announcements.lists import NumberLists
from bot.announcements.message import Content, Message
from bot.announcements.placeholder_values import values_for
from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.sending.units import Sending, Settled
from bot.announcements.states import Action, Delivery, Reason
from bot.announcements.store import Announcements
from bot.chats.store import Chats
from bot.clock import Clock
from bot.mutes.store import Mutes
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.store.keyring import KeyRing
from bot.store.opening import transaction
from bot.terms.news import NewsKind
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.announcements.criteria import Criterion
    from bot.resources import Resources
    from bot.store.address import Whereabouts
    from bot.store.transaction import Transaction

RINA = 1003
SEMITAU, BADAU = "61.06.10", "61.06.03"
MESSAGE = Message({"id": Content("Besok ada pendaftaran")})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tx(database: Whereabouts, clock: Clock) -> Iterator[Transaction]:
    """A unit of work on an empty store."""
    with transaction(database, KeyRing(b"k" * 32), clock) as unit:
        yield unit


class Town:
    """Puts people into the store."""

    def __init__(self, tx: Transaction, resources: Resources) -> None:
        self.tx, self._resources = tx, resources
        self._form, self._niks = enrolment(resources), numbers(1)

    def chat(self, chat_id: int, language: str = "id") -> int:
        Chats(self.tx).add(chat_id, language)
        return chat_id

    def registers(self, chat_id: int, *, link: str = "", submits: bool = True, **answers: str) -> str:
        """Let somebody register who has a chat already."""
        registrations = Registrations(self.tx)
        new_id = registrations.create(chat_id, "1", link)
        given: dict[str, str | None] = {
            "district": SEMITAU,
            "occupation": "farmer",
            "payer": "self",
            **answers,
        }
        registrations.save(new_id, self._form, {"name": "Siti Aminah", **given})
        if submits:
            registrations.submit(new_id, chat_id, f"610601170880{next(self._niks):04}", ())
        return new_id

    def arrives(self, chat_id: int, language: str = "id", link: str = "", **answers: str) -> str:
        """Let somebody open a chat and register."""
        return self.registers(self.chat(chat_id, language), link=link, submits=True, **answers)

    def count(
        self, audience: Audience, kind: NewsKind = NewsKind.NEWS, message: Message | None = None
    ) -> Count:
        announcements = Announcements(self.tx)
        one = announcements.begin(RINA)
        one = announcements.save(one, message=message or Message(), audience=audience, kind=kind)
        return Recipients(self.tx).count(announcements.selection(one, 7))

    def chosen(self, audience: Audience, kind: NewsKind = NewsKind.NEWS) -> dict[int, str]:
        """Return who is selected, and why each of them is left out."""
        message = Message({"id": Content(f"Kabar {next(self._niks)}")})  # nobody has got the same
        rows = self.rows(self.announced(message, audience, kind))
        return {chat_id: reason for chat_id, (_, reason) in rows.items()}

    def announced(
        self, message: Message = MESSAGE, audience: Audience | None = None, kind: NewsKind = NewsKind.NEWS
    ) -> Announcement:
        """Confirm an announcement, and note its recipients."""
        announcements, sending = Announcements(self.tx), Sending(self._resources, {})
        one = announcements.begin(RINA)
        one = announcements.save(one, message=message, audience=audience or Audience(), kind=kind)
        assert announcements.confirm(one, RINA, 1, needs_second=False, expires_at="")
        while not sending.gather(self.tx, one):
            pass
        found = announcements.get(one.id)
        assert found
        return found

    def rows(self, one: Announcement) -> dict[int, tuple[str, str]]:
        rows = self.tx.connection.execute("SELECT * FROM recipients WHERE announcement_id = ?", (one.id,))
        return {row["chat_id"]: (row["state"], row["reason"]) for row in rows}

    def mutes(self, chat_id: int, kind: str) -> None:
        if kind == "all":
            Mutes(self.tx).mute_all(chat_id)
        else:
            Mutes(self.tx).mute(chat_id, NewsKind(kind))

    def settles(self, one: Announcement, chat_id: int, state: Delivery) -> None:
        settled = Settled(state, message_id=77 if state is Delivery.SENT else 0)
        Sending(self._resources, {}).settle(self.tx, Recipient(one.id, chat_id), settled)


@pytest.fixture
def town(tx: Transaction, resources: Resources) -> Town:
    return Town(tx, resources)


def test_an_empty_audience_wants_every_chat_also_without_a_registration(town: Town) -> None:
    town.arrives(1)
    town.chat(2)
    town.chat(-3)  # a group
    assert Audience().is_everyone
    assert town.count(Audience()).districts == {SEMITAU: 1, "": 1}
    assert town.count(Audience()).people == 2


WANTED = {
    "district": (BADAU,),
    "village": ("61.06.03.2001",),
    "occupation": ("fisher",),
    "stage": (Stage.IN_REVIEW,),
    "payer": ("apbd",),
    "link": ("pasar",),
    "language": ("en",),
    "list": ("1",),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_each_criterion_selects_those_who_meet_it(town: Town, name: str) -> None:
    answers = {"village": "61.06.03.2001", "occupation": "fisher", "payer": "apbd", "district": BADAU}
    other = town.arrives(1, "en", "pasar", **answers)
    Registrations(town.tx).set_stage(other, Stage.IN_REVIEW, "cli")
    town.arrives(2, village="61.06.10.2001")
    town.chat(3)
    NumberLists(town.tx).add([other], RINA)
    assert set(town.chosen(Audience({name: WANTED[name]}))) == {1}
    assert set(town.chosen(Audience({}, {name: WANTED[name]}))) == {2, 3}
    assert town.count(Audience({}, {name: WANTED[name]})).people == 2


def test_who_is_left_out_by_one_registration_gets_nothing_for_another(town: Town) -> None:
    town.arrives(1, district=SEMITAU)
    town.registers(1, district=BADAU)
    town.arrives(2, district=SEMITAU)
    assert set(town.chosen(Audience({"district": (SEMITAU,)}, {"district": (BADAU,)}))) == {2}
    assert town.count(Audience({"district": (SEMITAU,)}, {"district": (BADAU,)})).people == 1


def test_people_without_a_chat_are_not_counted_where_they_are_left_out(town: Town) -> None:
    town.arrives(1, district=BADAU, relation="neighbour")
    assert town.count(Audience()).without_chat == 1
    assert town.count(Audience({}, {"district": (BADAU,)})).without_chat == 0
    assert town.count(Audience({}, {"district": (SEMITAU,)})).without_chat == 1


def test_what_an_audience_is_chosen_by_follows_the_answers(town: Town, resources: Resources) -> None:
    one, registrations = town.arrives(1, district=SEMITAU, relation="neighbour"), Registrations(town.tx)

    def chosen_by() -> tuple[object, ...]:
        statement = "SELECT district, village, occupation, payer, for_other FROM selectable WHERE id = ?"
        return tuple(town.tx.connection.execute(statement, (one,)).fetchone())

    assert chosen_by() == (SEMITAU, None, "farmer", "self", 1)
    changes = {"district": BADAU, "village": "61.06.03.2001", "occupation": None, "relation": None}
    registrations.save(one, enrolment(resources), changes)
    assert chosen_by() == (BADAU, "61.06.03.2001", None, "self", 0)


def test_whoever_is_erased_is_in_no_list_any_more(town: Town) -> None:
    one = town.arrives(1)
    NumberLists(town.tx).add([one], RINA)
    town.tx.connection.execute("DELETE FROM registrations WHERE id = ?", (one,))
    assert town.tx.connection.execute("SELECT count(*) FROM list_members").fetchone()[0] == 0


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.name)
def test_each_criterion_offers_values_with_names_that_buttons_can_carry(
    town: Town, resources: Resources, criterion: Criterion
) -> None:
    NumberLists(town.tx).add([town.arrives(1, link="p" * 64)], RINA)
    assert criterion.is_offered({}) is not bool(criterion.within)
    values = criterion.values(town.tx, resources, {"district": (SEMITAU,)})
    assert values
    assert len({criterion.short(town.tx.keys, value) for value in values}) == len(values)
    for value in values:
        assert criterion.value_name(resources.catalogues["id"], resources, value)
        assert len(criterion.short(town.tx.keys, value)) <= 20


def test_of_one_criterion_any_value_will_do(town: Town) -> None:
    town.arrives(1, district=SEMITAU)
    town.arrives(2, district=BADAU)
    town.arrives(3, district="61.06.01")
    assert set(town.chosen(Audience({"district": (SEMITAU, BADAU)}))) == {1, 2}


def test_several_criteria_must_be_met_by_one_registration_together(town: Town) -> None:
    town.arrives(1, district=BADAU, occupation="fisher")
    town.arrives(2, district=BADAU, occupation="farmer")
    town.registers(2, district=SEMITAU, occupation="fisher")
    wanted = Audience({"district": (BADAU,), "occupation": ("fisher",)})
    assert set(town.chosen(wanted)) == {1}
    assert (
        set(town.chosen(Audience({"district": (BADAU,), "occupation": ("fisher",), "language": ("en",)})))
        == set()
    )


def test_a_chat_with_several_registrations_counts_once(town: Town) -> None:
    town.arrives(1, district=SEMITAU)
    town.registers(1, district=BADAU)
    town.registers(1, district=BADAU)
    assert town.count(Audience()).districts == {BADAU: 1}
    assert town.count(Audience({"district": (SEMITAU,)})).districts == {SEMITAU: 1}


def test_people_are_counted_by_district(town: Town) -> None:
    for chat_id, district in enumerate((SEMITAU, SEMITAU, BADAU), 1):
        town.arrives(chat_id, district=district)
    assert town.count(Audience()).districts == {SEMITAU: 2, BADAU: 1}
    assert town.count(Audience({"district": (SEMITAU,)})).people == 2


def test_drafts_can_be_chosen_by_their_stage(town: Town) -> None:
    town.registers(town.chat(1), submits=False)
    town.arrives(2)
    assert set(town.chosen(Audience({"stage": (Stage.DRAFT,)}))) == {1}
    assert set(town.chosen(Audience({"stage": (Stage.SUBMITTED,)}))) == {2}


@pytest.mark.parametrize(
    ("muted", "kind", "why"),
    [
        ("news", NewsKind.NEWS, "muted"),
        ("news", NewsKind.BENEFITS, ""),
        ("all", NewsKind.NEWS, "muted"),
        ("all", NewsKind.CONTRIBUTIONS, "muted"),
        ("reminder", NewsKind.NEWS, ""),
    ],
)
def test_who_muted_a_kind_is_left_out_of_it(town: Town, muted: str, kind: NewsKind, why: str) -> None:
    town.mutes(town.chat(1), muted)
    town.chat(2)
    assert town.chosen(Audience(), kind) == {1: why, 2: ""}


def test_who_cannot_be_reached_is_left_out_for_that_reason_first(town: Town) -> None:
    Chats(town.tx).set_reachable(town.chat(1), reachable=False)
    town.mutes(1, "all")
    town.mutes(town.chat(2), "all")
    town.chat(3)
    found = town.count(Audience())
    assert found.left_out == {Reason.UNREACHABLE: 1, Reason.MUTED: 1}
    assert found.people == 1


def test_whoever_is_left_out_is_counted_only_where_the_audience_wants_them(town: Town) -> None:
    town.arrives(1, district=BADAU)
    town.mutes(1, "all")
    assert town.count(Audience({"district": (BADAU,)})).left_out == {Reason.MUTED: 1}
    assert town.count(Audience({"district": (SEMITAU,)})).left_out == {}


def test_people_without_a_chat_of_their_own_are_counted_apart(town: Town) -> None:
    town.arrives(1)
    town.registers(1, relation="neighbour", district=BADAU)
    town.registers(1, relation="family", submits=False)
    assert town.count(Audience()).without_chat == 1
    assert town.count(Audience({"district": (BADAU,)})).without_chat == 1
    assert town.count(Audience({"district": (SEMITAU,)})).without_chat == 0
    assert town.count(Audience({"language": ("en",)})).without_chat == 0


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (Delivery.PENDING, "same"),
        (Delivery.SENDING, "same"),
        (Delivery.SENT, "same"),
        (Delivery.UNKNOWN, "same"),
        (Delivery.BLOCKED, ""),
        (Delivery.FAILED, ""),
        (Delivery.SKIPPED, ""),
    ],
)
def test_who_got_the_same_text_or_may_have_is_left_out(town: Town, state: Delivery, why: str) -> None:
    town.chat(1)
    first = town.announced()
    town.settles(first, 1, state)
    Chats(town.tx).set_reachable(1, reachable=True)
    second = town.announced()
    assert town.rows(second) == {1: ("skipped", why) if why else ("pending", "")}


def test_another_text_is_not_the_same(town: Town) -> None:
    town.chat(1)
    town.announced()
    other = Message({"id": Content("Lusa ada pendaftaran")})
    assert town.count(Audience(), message=other).people == 1
    assert town.count(Audience(), message=MESSAGE).left_out == {Reason.SAME: 1}


def test_a_draft_with_the_same_text_leaves_nobody_out(town: Town) -> None:
    town.chat(1)
    announcements = Announcements(town.tx)
    announcements.save(announcements.begin(RINA), message=MESSAGE)
    assert town.count(Audience(), message=MESSAGE).people == 1


def test_who_waited_for_one_that_was_stopped_is_not_left_out(town: Town) -> None:
    town.chat(1)
    town.chat(2)
    first = town.announced()
    town.settles(first, 1, Delivery.SENT)
    assert Announcements(town.tx).stop(first.id, RINA)
    assert town.rows(town.announced()) == {1: ("skipped", "same"), 2: ("pending", "")}


def test_after_a_week_the_same_text_may_be_sent_again(town: Town, clock: Clock) -> None:
    town.chat(1)
    town.settles(town.announced(), 1, Delivery.SENT)
    clock._shift += timedelta(days=6, hours=23)
    assert town.count(Audience(), message=MESSAGE).people == 0
    clock._shift += timedelta(hours=2)
    assert town.count(Audience(), message=MESSAGE).people == 1


def test_what_is_counted_is_what_is_gathered(town: Town) -> None:
    for chat_id in range(1, 40):
        town.arrives(chat_id, "en" if chat_id % 3 else "id", district=(SEMITAU, BADAU)[chat_id % 2])
    for chat_id in (3, 6, 9):
        town.mutes(chat_id, "news")
    Chats(town.tx).set_reachable(12, reachable=False)
    audience = Audience({"language": ("id",), "district": (SEMITAU,)})
    found = town.count(audience, message=MESSAGE)
    rows = town.rows(town.announced(audience=audience))
    assert sum(state == "pending" for state, _ in rows.values()) == found.people > 0
    assert sum(state == "skipped" for state, _ in rows.values()) == sum(found.left_out.values()) > 0


def test_gathering_twice_adds_nobody_twice(town: Town, resources: Resources) -> None:
    town.chat(1)
    one = town.announced()
    town.settles(one, 1, Delivery.SENT)
    town.tx.connection.execute("UPDATE announcements SET gathered = 0, gathered_to = 0")
    while not Sending(resources, {}).gather(town.tx, one):
        pass
    assert town.rows(one) == {1: ("sent", "")}


def test_what_follows_up_goes_to_those_who_got_it_whoever_is_in_the_audience(
    town: Town, resources: Resources
) -> None:
    for chat_id in (1, 2, 3, 4):
        town.chat(chat_id)
    first = town.announced()
    for chat_id, state in enumerate((Delivery.SENT, Delivery.UNKNOWN, Delivery.BLOCKED, Delivery.SENT), 1):
        town.settles(first, chat_id, state)
    town.mutes(4, "all")
    announcements = Announcements(town.tx)
    recall = announcements.begin(RINA, Action.RECALL, first)
    assert announcements.confirm(recall, RINA, 2, needs_second=False, expires_at="")
    while not Sending(resources, {}).gather(town.tx, recall):
        pass
    assert town.rows(recall) == {1: ("pending", ""), 4: ("pending", "")}


def test_a_recall_leaves_out_what_telegram_no_longer_deletes(
    town: Town, resources: Resources, clock: Clock
) -> None:
    town.chat(1)
    town.chat(2)
    first = town.announced()
    town.settles(first, 1, Delivery.SENT)
    clock._shift += timedelta(hours=47)
    town.settles(first, 2, Delivery.SENT)
    clock._shift += timedelta(hours=2)
    announcements = Announcements(town.tx)
    recall = announcements.begin(RINA, Action.RECALL, first)
    assert announcements.confirm(recall, RINA, 1, needs_second=False, expires_at="")
    while not Sending(resources, {}).gather(town.tx, recall):
        pass
    assert town.rows(recall) == {1: ("skipped", "too_old"), 2: ("pending", "")}


def test_a_name_is_known_of_the_one_registration_that_was_selected(town: Town, resources: Resources) -> None:
    town.arrives(1, name="Siti Aminah", district=SEMITAU, village="61.06.10.2001")
    town.registers(1, name="Budi Jaya", district=BADAU)
    regions = resources.regions
    assert values_for(town.tx, regions, 1, Audience()) == {}
    values = values_for(town.tx, regions, 1, Audience({"district": (SEMITAU,)}))
    village = regions.get("61.06.10.2001")
    assert village
    assert values == {"nama": "Siti Aminah", "kecamatan": "Semitau", "desa": village.name}


def test_nothing_is_said_of_somebody_else_of_nobody_and_of_what_is_locked(
    town: Town, resources: Resources
) -> None:
    town.arrives(1, relation="family")
    town.arrives(2)
    town.tx.connection.execute("UPDATE registrations SET locked = 1 WHERE chat_id = 2")
    town.chat(3)
    assert [values_for(town.tx, resources.regions, one, Audience()) for one in (1, 2, 3)] == [{}, {}, {}]
