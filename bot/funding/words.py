"""How reasons and groups of candidates are called."""

from __future__ import annotations

from typing import Final

from bot.funding.choosing import Ground, Group
from bot.ledger.terms import Need
from bot.texts import key

NEEDS: Final = {
    Need.POOREST: key("need.poorest"),
    Need.OLDEST: key("need.oldest"),
    Need.FRESHEST: key("need.freshest"),
}
GROUPS: Final = {
    Group.FITS: key("candidates.fits"),
    Group.CAN_PAY: key("candidates.can_pay"),
    Group.STALE: key("candidates.stale"),
    Group.OUT: key("candidates.out"),
}
GROUNDS: Final = {
    Ground.POOR: key("ground.poor"),
    Ground.WORKS: key("ground.works"),
    Ground.LISTED: key("ground.listed"),
    Ground.UNCOVERED: key("ground.uncovered"),
    Ground.DECILE_UNKNOWN: key("ground.decile_unknown"),
    Ground.CONTRADICTED: key("ground.contradicted"),
    Ground.STALE: key("ground.stale"),
    Ground.CAN_PAY: key("ground.can_pay"),
    Ground.DECILE_HIGH: key("ground.decile_high"),
    Ground.WORKS_OTHERWISE: key("ground.works_otherwise"),
    Ground.LIVES_ELSEWHERE: key("ground.lives_elsewhere"),
    Ground.AGE: key("ground.age"),
    Ground.AGE_UNKNOWN: key("ground.age_unknown"),
    Ground.NOT_LISTED: key("ground.not_listed"),
    Ground.COVERED: key("ground.covered"),
    Ground.INSURED: key("ground.insured"),
    Ground.NO_NIK: key("ground.no_nik"),
    Ground.GONE: key("ground.gone"),
    Ground.IN_PROGRAMME: key("ground.in_programme"),
}
