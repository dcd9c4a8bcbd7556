"""What the buttons about people, and about who is the same, say."""

from __future__ import annotations

from bot.dialogue.data import Data
from bot.register.comparing import Known
from bot.register.pairs import PairState


class NextPair(Data, action="re_pair"):
    """Show the pair that is to be decided next."""


class Decide(Data, action="re_decide"):
    """Say what a pair is."""

    pair: int
    state: PairState


class LikelyPairs(Data, action="re_ten"):
    """Show pairs that are most likely one person, to confirm them together."""


class TakeOut(Data, action="re_out"):
    """Take a pair out of those that are confirmed together."""

    pair: int


class JoinThese(Data, action="re_join"):
    """Confirm the pairs that were shown; `seal` tells which they were."""

    seal: int


class TakeBack(Data, action="re_back"):
    """Take a decision, a join or a split back; with a person, show who it was about."""

    deed: int
    person: int = 0


class Everybody(Data, action="re_all"):
    """Count people by district."""


class ByAgency(Data, action="re_agency"):
    """Count people by the agencies that speak of them."""


class OpenDistrict(Data, action="re_district"):
    """Count the people of a district by village; without one, those of whom no district is known."""

    district: str = ""


class OpenVillage(Data, action="re_village"):
    """Show the people of a village, a page of them; without one, those of a district without a village."""

    village: str = ""
    district: str = ""
    page: int = 0


class AllSayings(Data, action="re_said"):
    """Show all that was said of a person, a page of it."""

    person: int
    page: int = 0


class Settle(Data, action="re_settle"):
    """Offer what sources say of a field; with a statement, say that it holds."""

    person: int
    known: Known
    statement: int = 0


class Split(Data, action="re_split"):
    """Offer the statements of a person; with one, say that it is about somebody else."""

    person: int
    statement: int = 0


class Forget(Data, action="re_forget"):
    """Erase a person from lists: asked for (0), confirmed once (1), confirmed again (2)."""

    person: int
    yes: int = 0


class ForVillage(Data, action="re_list"):
    """Show whom a village should ask, as pages of text (0) or as a file (1)."""

    village: str
    as_file: int = 0
    page: int = 0


class Changes(Data, action="re_changes"):
    """Show the changes that workers propose."""


class TakeChange(Data, action="re_change"):
    """Take a proposed change over (1), or leave it (0)."""

    proposal: int
    yes: int


class StillTrue(Data, action="re_true"):
    """Say that all of a registration is still true."""

    registration: str


class HasChanged(Data, action="re_changed"):
    """Say that something has changed; with a field, that this has."""

    registration: str
    known: str = ""
