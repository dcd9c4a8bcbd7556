"""Combined keys: profiles that have none in common are not worth comparing.

Never a name or a sound alone: where keys are stored as hashes, equal ones would show how common it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bot.linkage.spelling import spelt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.linkage.profile import Profile
    from bot.linkage.spelling import Spelt

_WOMAN: Final = 40  # added to the day in the NIK of a woman


class Born(NamedTuple):
    """A birth date as a NIK has it: the year without its century."""

    year: int
    month: int
    day: int

    @property
    def canonical(self) -> str:
        """The date; one with day and month swapped is the same."""
        low, high = sorted((self.month, self.day))
        return f"{self.year:02}{low:02}{high:02}"


def born(profile: Profile) -> Born | None:
    """Return the birth date that a profile tells, else the one in its NIK."""
    if day := profile.birth_date:
        return Born(day.year % 100, day.month, day.day)
    if not (digits := profile.digits):
        return None
    day_in_nik = int(digits[6:8])
    return Born(int(digits[10:12]), int(digits[8:10]), day_in_nik - _WOMAN * (day_in_nik > _WOMAN))


def keys_of(profile: Profile) -> frozenset[str]:
    """Return the keys of a profile: about ten, personal in the clear."""
    return frozenset(each_key(profile, spelt(profile.name), born(profile)))


def each_key(profile: Profile, name: Spelt, day: Born | None) -> Iterator[str]:
    """Yield the keys of a profile whose name and birth date were read already."""
    if digits := profile.digits:
        yield f"n{digits}"
        yield f"t{digits[:12]}{name.joined[:1]}"
    if day:
        born_on = day.canonical
        if profile.nik:
            yield f"s{born_on}{profile.nik[12:]}"
        if profile.village:
            yield f"v{born_on}{profile.village}"
        yield from (f"b{born_on}{word}" for word in name.sounds if len(word) > 1)
    if profile.phone:
        yield f"p{profile.phone}"
    yield from _with_whole(profile, name, day)


def _with_whole(profile: Profile, name: Spelt, day: Born | None) -> Iterator[str]:
    """Yield the keys that hold the sound of the whole name."""
    if not name.sounds:
        return
    whole = name.whole
    if day:
        yield f"y{day.year}{whole}"
        if len(name.sounds) > 1:
            yield f"y{day.year}{name.joined}"
    if profile.village:
        yield f"w{profile.village}{whole}"
    if profile.district:
        yield f"d{profile.district}{whole}"
