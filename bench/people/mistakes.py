"""What some people get wrong before they get it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.people.said import Saying

if TYPE_CHECKING:
    from random import Random

    from bench.people.known import Known
    from bench.people.worker import Worker

_NOTHING: frozenset[str] = frozenset()
# What is told wrongly and changed on the summary.
CHANGED = ("name", "phone", "district", "village", "occupation", "workplace", "income", "programs", "months")


def wrong_niks(worker: Worker, chance: Random) -> list[Saying]:
    """Return one or two numbers that are not this person's NIK, as they might be typed for it."""
    nik, at = worker.answers["nik"], chance.randrange(2, 16)
    another = f"{nik[:12]}{9000 + (int(nik[12:]) - 9000 + 1 + chance.randrange(998)) % 1000}"
    slips = [
        Saying(nik[:at] + nik[at + 1 :], "NIK, a digit missing", _NOTHING, faulty=True),
        Saying(nik[:at] + nik[at] + nik[at:], "NIK, a digit too many", _NOTHING, faulty=True),
        Saying(worker.answers["family_card"], "family card number for the NIK", _NOTHING),
        Saying(another, "NIK, a wrong digit", _NOTHING),
        Saying(nik.replace("0", "O"), "NIK with letter O", frozenset({nik})),
        Saying(
            worker.answers["phone"].replace("+62", "0"), "phone number for the NIK", _NOTHING, faulty=True
        ),
    ]
    return chance.sample(slips, chance.choice((1, 2)))


def mistake(worker: Worker, known: Known, chance: Random) -> dict[str, str]:
    """Return a wrong answer to one step (and to what depends on it), to be put right on the summary."""
    step, own = chance.choice(CHANGED), worker.answers
    if step == "name":
        return {step: f"{own['name'].split()[0]} Contoh"}
    if step == "phone" and own[step]:
        return {step: f"{own['phone'][:-2]}{(int(own['phone'][-2:]) + 7) % 100:02}"}
    if step == "income":
        return {step: chance.choice([one for one in ("900000", "2200000", "uncertain") if one != own[step]])}
    if step == "phone":
        return {}
    if step in {"district", "village"}:
        return _elsewhere(step, own["district"], own["village"], known, chance)
    others = [one for one in known.listing.choices(step) if one not in {own[step], "other"}]
    return {step: chance.choice(others)} if others else {}


def _elsewhere(step: str, district: str, village: str, known: Known, chance: Random) -> dict[str, str]:
    if step == "village":
        return {step: chance.choice([one.code for one in known.villages[district] if one.code != village])}
    other = chance.choice([one.code for one in known.districts if one.code != district])
    return {step: other, "village": chance.choice(known.villages[other]).code}
