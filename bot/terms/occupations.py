"""Kinds of work as people here would look for them, and the sector of the insurance that each belongs to."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.scheme.contributions import Sector
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping


class Occupation(StrEnum):
    """A group of occupations; what somebody does exactly is free text where none fits."""

    FARMER = "farmer"  # rice, vegetables, shifting fields
    PLANTER = "planter"  # rubber, oil palm, kratom, pepper
    FISHER = "fisher"  # in rivers and lakes, or with cages
    HERDER = "herder"  # livestock and poultry
    TRADER = "trader"  # market, shop, travelling trade
    BUILDER = "builder"  # craftsmen of building, day labourers
    DRIVER = "driver"  # motorcycle taxi, lorry, courier
    BOATMAN = "boatman"  # carries people and goods on the river
    CRAFTER = "crafter"  # weaving, carving, sewing
    SERVICE = "service"  # workshops, barbers, repairs
    RELIGIOUS = "religious"  # teaches the Koran, serves a church or mosque
    DOMESTIC = "domestic"  # works in others' houses
    OTHER = "other"


LABELS: Mapping[str, str] = MappingProxyType({
    Occupation.FARMER: key("occupation.farmer"),
    Occupation.PLANTER: key("occupation.planter"),
    Occupation.FISHER: key("occupation.fisher"),
    Occupation.HERDER: key("occupation.herder"),
    Occupation.TRADER: key("occupation.trader"),
    Occupation.BUILDER: key("occupation.builder"),
    Occupation.DRIVER: key("occupation.driver"),
    Occupation.BOATMAN: key("occupation.boatman"),
    Occupation.CRAFTER: key("occupation.crafter"),
    Occupation.SERVICE: key("occupation.service"),
    Occupation.RELIGIOUS: key("occupation.religious"),
    Occupation.DOMESTIC: key("occupation.domestic"),
    Occupation.OTHER: key("occupation.other"),
})  # fmt: skip
WORDS: Mapping[str, str] = MappingProxyType({
    Occupation.FARMER: key("words.farmer"),
    Occupation.PLANTER: key("words.planter"),
    Occupation.FISHER: key("words.fisher"),
    Occupation.HERDER: key("words.herder"),
    Occupation.TRADER: key("words.trader"),
    Occupation.BUILDER: key("words.builder"),
    Occupation.DRIVER: key("words.driver"),
    Occupation.BOATMAN: key("words.boatman"),
    Occupation.CRAFTER: key("words.crafter"),
    Occupation.SERVICE: key("words.service"),
    Occupation.RELIGIOUS: key("words.religious"),
    Occupation.DOMESTIC: key("words.domestic"),
    Occupation.OTHER: key("words.other"),
})  # fmt: skip
_SECTORS = MappingProxyType({
    Occupation.FARMER: Sector.FARMER,
    Occupation.PLANTER: Sector.FARMER,
    Occupation.HERDER: Sector.FARMER,
    Occupation.FISHER: Sector.FISHER,
    Occupation.TRADER: Sector.TRADER,
    Occupation.DRIVER: Sector.TRANSPORT,  # Kemnaker on PP 50/2025: motorcycle taxis, drivers, couriers
    Occupation.BOATMAN: Sector.RIVER,  # whether that is transport too, the office decides
    Occupation.DOMESTIC: Sector.DOMESTIC,
})  # fmt: skip

_BY_VALUE = {one.value: sector for one, sector in _SECTORS.items()}


def sector_of(occupation: str) -> Sector:
    """Return the sector by which contributions are priced. Raise ValueError for what is no group."""
    return _SECTORS.get(Occupation(occupation), Sector.OTHER)


def sector_by_list(work: str) -> Sector:
    """Return the sector of a group of occupations as lists tell it, which may be none."""
    return _BY_VALUE.get(work, Sector.OTHER)
