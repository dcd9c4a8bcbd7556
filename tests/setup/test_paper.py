"""The key on paper comes back as it was, and every slip in typing is found and its line named."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.setup import paper

SECRET = bytes(range(32))
SECRETS = st.binary(min_size=32, max_size=32)
LINES = paper.as_text(SECRET).splitlines()


@given(SECRETS)
def test_a_key_comes_back_from_paper(secret: bytes) -> None:
    assert paper.read(paper.as_text(secret)) == secret


def test_a_line_has_four_groups_of_four_and_a_check_code() -> None:
    assert [[len(group) for group in line] for line in paper.written(SECRET)] == [[4] * 5] * 4


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_single_wrong_character_is_found_and_its_line_named(number: int) -> None:
    line = LINES[number - 1]
    for at in range(2, len(line)):
        for other in set("0123456789ABCDEF") - {line[at], " "} if line[at] != " " else ():
            typed = [*LINES[: number - 1], line[:at] + other + line[at + 1 :], *LINES[number:]]
            with pytest.raises(paper.PaperError) as raised:
                paper.read("\n".join(typed))
            assert (raised.value.wrong, raised.value.missing) == ((number,), ())


@given(SECRETS, st.integers(0, 3), st.integers(0, 18))
def test_two_neighbours_that_were_swapped_are_found(secret: bytes, row: int, at: int) -> None:
    lines = ["".join(groups) for groups in paper.written(secret)]
    line = lines[row]
    swapped = line[:at] + line[at + 1] + line[at] + line[at + 2 :]
    typed = [*lines[:row], swapped, *lines[row + 1 :]]
    if swapped == line:
        assert paper.read("\n".join(typed)) == secret
        return
    with pytest.raises(paper.PaperError) as raised:
        paper.read("\n".join(typed))
    assert raised.value.wrong == (row + 1,)


@pytest.mark.parametrize(
    "change", [lambda line: line[:-1], lambda line: line + "0", lambda line: line[:2] + "XY"]
)
def test_a_line_that_is_too_short_or_too_long_or_nonsense_is_named(change: object) -> None:
    assert callable(change)
    with pytest.raises(paper.PaperError) as raised:
        paper.read("\n".join([*LINES[:2], change(LINES[2]), LINES[3]]))
    assert raised.value.wrong == (3,)


def test_a_line_that_lacks_is_named() -> None:
    with pytest.raises(paper.PaperError) as raised:
        paper.read("\n".join([LINES[0], *LINES[2:]]))
    assert (raised.value.wrong, raised.value.missing) == ((), (2,))


def test_a_line_in_the_place_of_another_is_found() -> None:
    first, second = (line[2:] for line in LINES[:2])
    with pytest.raises(paper.PaperError) as raised:
        paper.read("\n".join([second, first, *(line[2:] for line in LINES[2:])]))
    assert raised.value.wrong == (1, 2)


def test_a_number_that_stands_before_two_lines_is_named() -> None:
    with pytest.raises(paper.PaperError) as raised:
        paper.read("\n".join([*LINES[:3], LINES[3].replace("4 ", "3 ", 1)]))
    assert (raised.value.wrong, raised.value.missing) == ((3,), (4,))


def test_it_may_be_typed_in_any_order_in_small_letters_and_with_letters_for_digits() -> None:
    typed = paper.as_text(SECRET).lower().replace("0", "o").replace("1", "l").replace(" ", "-")
    lines = [f"{number}. {line[2:]}" for number, line in enumerate(typed.splitlines(), 1)]
    assert paper.read("\n\n".join(reversed(lines))) == SECRET


def test_keys_of_chance_differ_in_every_line() -> None:
    one, other = paper.written(os.urandom(32)), paper.written(os.urandom(32))
    assert all(mine != its for mine, its in zip(one, other, strict=True))
