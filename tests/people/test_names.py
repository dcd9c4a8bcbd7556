from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.names import NameReason, PersonName, PersonNameError, read_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Budi", "Budi"),
        ("SITI NUR'AINI", "Siti Nur'aini"),
        ("siti nur’aini", "Siti Nur'aini"),
        ("de la Cruz", "de la Cruz"),
        ("H. M. YUSUF", "H. M. Yusuf"),
        ("ABDUL-RAHMAN", "Abdul-Rahman"),
        ("BUDI SANTOSO,S.PD", "Budi Santoso, S.Pd"),
        ("budi santoso, se", "Budi Santoso, SE"),
        ("Budi Santoso, S.Pd., M.Si", "Budi Santoso, S.Pd., M.Si"),
        ("Budi Santoso, SKom MM", "Budi Santoso, SKom MM"),
        ("Budi Santoso, AMd.Kep", "Budi Santoso, AMd.Kep"),
        ("Budi Santoso, S.Kesos", "Budi Santoso, S.Kesos"),
        ("Budi Santoso, M.Psi., Psikolog", "Budi Santoso, M.Psi., Psikolog"),
        ("Siti Aminah, Hj.", "Siti Aminah, Hj."),
        ("Sy. Abdullah", "Sy. Abdullah"),
        ("Sy Abdullah", "Sy Abdullah"),
        ("I Made Suarta", "I Made Suarta"),
        ("Renée", "Renée"),
    ],
)
def test_a_name_is_kept_as_on_the_card(text: str, name: str) -> None:
    assert read_name(text).value == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NameReason.EMPTY),
        ("-", NameReason.EMPTY),
        ("A" * 61, NameReason.LONG),
        ("Budi 2", NameReason.DIGITS),
        ("Siti 😀", NameReason.SYMBOLS),
        ("@budi", NameReason.SYMBOLS),
        ("siapa?", NameReason.SYMBOLS),
        ("/start", NameReason.COMMAND),
        ("https://contoh.id/x", NameReason.LINK),
        ("budi.com", NameReason.LINK),
        ("محمد", NameReason.SCRIPT),
        ("Budi Jaya, Semitau", NameReason.SEVERAL),
        ("Budi Jaya, Semitau.", NameReason.SEVERAL),
        ("BUDI JAYA, BIKA", NameReason.SEVERAL),
        ("budi jaya, kec. kalis", NameReason.SEVERAL),
        ("Budi Jaya, Kec.Kalis", NameReason.SEVERAL),
        ("Budi Jaya, S.Pd, Putussibau", NameReason.SEVERAL),
        ("Budi, Siti Aminah", NameReason.SEVERAL),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(text: str, reason: NameReason) -> None:
    with pytest.raises(PersonNameError) as caught:
        read_name(text)
    assert caught.value.reason is reason


def test_masked_it_shows_first_letters_and_no_degrees() -> None:
    assert read_name("Siti Aminah, S.Pd").masked == "S••• A•••••"
    assert repr(PersonName("Siti Aminah")) == "PersonName(S••• A•••••)"


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.- ", min_size=1, max_size=70))
def test_a_name_has_at_most_sixty_characters_and_single_spaces(text: str) -> None:
    try:
        name = read_name(text)
    except PersonNameError:
        return
    assert 1 <= len(name.value) <= 60
    assert "  " not in name.value


@given(st.text(max_size=80))
def test_any_text_is_a_name_or_a_name_error(text: str) -> None:
    with suppress(PersonNameError):
        assert read_name(text).masked
