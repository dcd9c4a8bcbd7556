"""From a text to what is said to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.answers.details import Details, read_details
from bot.answers.respond import Responder, Response
from bot.danger.judge import Danger
from bot.matching.library import OUT_OF_SCOPE
from bot.matching.matcher import Decision, Match
from bot.office_settings import Number
from bot.remarks.judge import Remark
from bot.scheme.contributions import Payer, Sector
from bot.texts import bare

if TYPE_CHECKING:
    from bot.resources import Resources

DAY = dt.date(2026, 12, 15)
NOBODY = Details()


def responder(resources: Resources, day: dt.date = DAY, language: str = "id") -> Responder:
    return Responder(resources, resources.catalogues[language], day)


def test_a_question_that_is_clear_is_answered_with_its_figures_and_laws(resources: Resources) -> None:
    response = responder(resources).respond("penghasilan 2,5 juta iurannya berapa", NOBODY)
    assert (response.match.decision, response.match.label) == (Decision.ANSWER, "iuran_hitung")
    assert "Untuk penghasilan Rp2.500.000 sebulan" in response.text
    assert "PP 44/2015 Lampiran II row 9" in response.laws
    assert response.details == Details(amount=2_500_000, income=2_500_000)
    assert response.remark is None


def test_what_is_missing_is_asked_for(resources: Resources) -> None:
    assert responder(resources).respond("berapa iuran paling murah", NOBODY).ask_for == "income"
    assert responder(resources).respond("iuran penghasilan 2 juta berapa", NOBODY).ask_for == ""


def test_a_question_that_could_be_several_lets_the_asker_choose(resources: Resources) -> None:
    response = responder(resources).respond("ade potongan ke", NOBODY)
    assert response.match.decision is Decision.CHOOSE
    assert "diskon_2026" in response.match.choices
    assert len(response.match.choices) == 3
    assert response.text == resources.catalogues["id"]("answer.choose")
    assert response.laws == ()


@pytest.mark.parametrize("text", ["harga emas hari ini berapa", "resep rendang", "xqzt wvbn"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_not_ours_is_refused_in_the_language_of_the_asker(
    resources: Resources, text: str, language: str
) -> None:
    response = responder(resources, language=language).respond(text, NOBODY)
    assert (response.match.decision, response.match.label) == (Decision.REFUSE, OUT_OF_SCOPE)
    assert response.text == resources.catalogues[language]("answer.refuse")
    assert (response.laws, response.remark) == ((), None)


def test_what_is_known_of_the_asker_counts_but_not_against_what_is_told(resources: Resources) -> None:
    known = Details(sector=Sector.FARMER, payer=Payer.APBD)
    answering = responder(resources)
    assert "Pemerintah yang membayar," in answering.respond("berapa iuran paling murah", known).text
    driving = answering.respond("ojek online, berapa iuran paling murah", Details(sector=Sector.FARMER))
    assert driving.details.sector is Sector.TRANSPORT
    assert "sampai iuran Maret 2027" in driving.text


# -- texts that go on with the topic


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kalau 3 juta?", "Untuk penghasilan Rp3.000.000 sebulan"),
        ("dan kalau penghasilan 1 juta?", "Untuk penghasilan Rp1.000.000 sebulan"),
        ("kalau gaji 5jt", "Untuk penghasilan Rp5.000.000 sebulan"),
    ],
)
def test_another_income_goes_on_with_the_topic(resources: Resources, text: str, said: str) -> None:
    before = Details(amount=2_500_000, income=2_500_000)
    response = responder(resources).respond(text, NOBODY, "iuran_hitung", before)
    assert (response.match.decision, response.match.label) == (Decision.ANSWER, "iuran_hitung")
    assert said in response.text


def test_a_sum_goes_on_with_a_question_that_told_none(resources: Resources) -> None:
    response = responder(resources).respond(
        "kalau 5jt?", NOBODY, "iuran_minimum", Details(sector=Sector.FARMER)
    )
    assert "Untuk penghasilan Rp5.000.000 sebulan" in response.text
    assert "Rp28.150" in response.text  # half of 49,500 and 6,800, as for a farmer in December 2026


@pytest.mark.parametrize("text", ["kalau 5jt?", "dan 3 juta", "what about 3 million?"])
def test_a_new_sum_leaves_nothing_of_the_old(resources: Resources, text: str) -> None:
    before = Details(amount=2_500_000, income=2_500_000)
    assert "Rp2.500.000" not in responder(resources).respond(text, NOBODY, "iuran_hitung", before).text


def test_a_new_sum_leaves_the_work(resources: Resources) -> None:
    before = Details(income=2_500_000, sector=Sector.TRANSPORT)
    response = responder(resources).respond("kalau 3 juta?", NOBODY, "iuran_hitung", before)
    assert response.details == Details(amount=3_000_000, sector=Sector.TRANSPORT)


@pytest.mark.parametrize("topic", ["telat_bayar", "klaim_saat_menunggak", "aktif_lagi"])
def test_a_bare_span_goes_on_with_months_left_out(resources: Resources, topic: str) -> None:
    response = responder(resources).respond("kalau 5 bulan?", NOBODY, topic, NOBODY)
    assert (response.match.label, response.details.unpaid) == (topic, 5)


def test_a_bare_span_goes_on_with_months_paid(resources: Resources) -> None:
    response = responder(resources).respond("kalau 2 bulan?", NOBODY, "manfaat_jkm", NOBODY)
    assert (response.match.label, response.details.paid) == ("manfaat_jkm", 2)
    assert "Rp10.000.000" in response.text


def test_a_month_in_which_one_earns_is_no_month_paid(resources: Resources) -> None:
    text = "bayar 16.800 sebulan kalau meninggal dapat berapa"
    told = read_details(text, resources.catalogues, DAY)
    match = Match(Decision.ANSWER, "manfaat_jkm", 1.0, ("manfaat_jkm",))
    assert "Rp42.000.000 kalau" in bare(responder(resources).answer(match, told).text)


def test_other_work_goes_on_with_the_income_before(resources: Resources) -> None:
    before = Details(income=2_500_000)
    response = responder(resources).respond("kalau ojek?", NOBODY, "iuran_hitung", before)
    assert response.details == Details(income=2_500_000, sector=Sector.TRANSPORT)
    assert "sampai iuran Maret 2027" in response.text


def test_another_question_leaves_the_topic_and_what_it_told(resources: Resources) -> None:
    before = Details(income=2_500_000)
    response = responder(resources).respond("umur 66 masih bisa daftar?", NOBODY, "iuran_hitung", before)
    assert response.match.label == "batas_usia"
    assert response.details == Details(age=66)


@pytest.mark.parametrize("text", ["hm", "kalau begitu?"])
def test_a_text_that_tells_nothing_does_not_go_on(resources: Resources, text: str) -> None:
    response = responder(resources).respond(text, NOBODY, "iuran_hitung", Details(income=2_500_000))
    assert response.match.decision is not Decision.ANSWER


def test_without_a_topic_nothing_goes_on(resources: Resources) -> None:
    response = responder(resources).respond("kalau ojek?", NOBODY)
    assert response.match.label != "iuran_hitung" or response.match.decision is not Decision.ANSWER


# -- manners


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("halo", Remark.GREETING),
        ("makasih", Remark.THANKS),
        ("bot bodoh", Remark.ANGER),
        ("kamu robot?", Remark.ROBOT),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_greeting_is_answered_as_such_also_amid_a_topic(
    resources: Resources, text: str, remark: Remark, language: str
) -> None:
    response = responder(resources, language=language).respond(
        text, NOBODY, "iuran_hitung", Details(income=9)
    )
    assert response.remark is remark
    assert response.text == resources.catalogues[language](f"remark.{remark.value}")
    assert (response.match.decision, response.laws) == (Decision.REFUSE, ())


@pytest.mark.parametrize("text", ["halo", "makasih", "bodoh", "kamu robot?"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_without_any_figure_a_remark_is_answered_all_the_same(
    resources: Resources, text: str, language: str
) -> None:
    response = responder(resources, dt.date(2010, 1, 1), language).respond(text, NOBODY)
    assert response.remark is not None
    assert response.text


@pytest.mark.parametrize(
    ("text", "label"), [("bot bodoh cek saldo jht", "cek_saldo"), ("bodoh cara bayar iuran", "cara_bayar")]
)
def test_an_angry_text_that_is_surely_a_question_is_answered(
    resources: Resources, text: str, label: str
) -> None:
    response = responder(resources).respond(text, NOBODY)
    assert (response.remark, response.match.label) == (None, label)
    assert response.laws


# -- danger


@pytest.mark.parametrize(
    ("text", "danger", "first"),
    [
        ("suami saya tadi jatuh dari pohon, kalau mau klaim gimana", Danger.ACCIDENT, "🚑"),
        ("bapak meninggal dua tahun lalu, urus apa saja", Danger.DEATH, "🕊"),
        ("adik belum pulang dari sungai sejak kemarin", Danger.MISSING, "🔎"),
        ("saya dipukul suami", Danger.VIOLENCE, "🛡"),
        ("ada yang minta kode otp katanya dari bpjs", Danger.FRAUD, "🚫"),
        ("saya mau mati saja", Danger.SELF_HARM, "❤️"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_danger_comes_before_any_question(
    resources: Resources, text: str, danger: Danger, first: str, language: str
) -> None:
    response = responder(resources, language=language).respond(text, NOBODY, "iuran_hitung")
    assert (response.danger, response.match.decision) == (danger, Decision.ANSWER)
    assert response.text.startswith(first)
    assert response.match.label == resources.matcher.judge(text).label


def test_who_reports_an_accident_is_told_until_when_and_by_which_law(resources: Resources) -> None:
    response = responder(resources).respond("tadi pagi bapak digigit ular di kebun", NOBODY)
    assert "2x24 jam" in bare(response.text)
    assert response.laws == ("Permenaker 5/2021 art. 8",)


def test_whoever_thinks_of_ending_their_life_hears_nothing_of_insurance(resources: Resources) -> None:
    response = responder(resources).respond("saya mau mati saja, hutang banyak", NOBODY)
    assert "puskesmas" in response.text
    assert not response.laws
    assert not re.search(r"\d|BPJS|santunan|iuran", response.text)


def test_numbers_to_call_stand_right_below_the_first_line_and_only_where_they_are_known(
    resources: Resources,
) -> None:
    known = replace(resources.emergency, ambulance=Number("119", "Dinas Kesehatan", dt.date(2026, 11, 29)))
    with_number = dataclasses.replace(resources, emergency=known)
    text = "kaki saya kena parang banyak darah"
    assert bare(responder(with_number).respond(text, NOBODY).text).split("\n\n")[1] == "📞 Ambulans: 119"
    assert "📞" not in responder(resources).respond(text, NOBODY).text


def test_without_any_figure_help_is_shown_all_the_same(resources: Resources) -> None:
    response = responder(resources, dt.date(2010, 1, 1)).respond("barusan jatuh dari pohon", NOBODY)
    assert response.text.startswith("🚑")
    assert "175" in response.text


# -- a figure that is not there


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("penghasilan 2,5 juta iurannya berapa", dt.date(2014, 1, 1)),
        ("santunan kematian berapa", dt.date(2019, 1, 1)),
        ("beasiswa anak berapa", dt.date(2019, 1, 1)),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_on_a_day_before_the_law_no_figure_is_told_but_who_can_tell(
    resources: Resources, text: str, day: dt.date, language: str
) -> None:
    response = responder(resources, day, language).respond(text, NOBODY)
    assert response.match.decision is Decision.ANSWER
    assert response.text == resources.catalogues[language]("answer.no_figure")
    assert "175" in response.text
    assert response.laws == ()


def test_the_same_text_gets_the_same_response(resources: Resources) -> None:
    def said() -> Response:
        return responder(resources).respond("berapa iuran petani penghasilan 2 juta", NOBODY)

    assert said() == said()
