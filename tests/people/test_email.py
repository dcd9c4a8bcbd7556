import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.email import LONGEST, EmailError, EmailReason, read_email


def refusal(text: str) -> EmailError:
    with pytest.raises(EmailError) as caught:
        read_email(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("siti@example.com", "siti@example.com"),
        ("Siti.Aminah@EXAMPLE.Com", "Siti.Aminah@example.com"),
        (" email saya siti@example.com.", "siti@example.com"),
        ("E-mail: siti@example.com", "siti@example.com"),
        ("alamat email saya adalah siti@example.com", "siti@example.com"),
        ("mailto:siti@example.com", "siti@example.com"),
        ("<siti@example.com>,", "siti@example.com"),
        ('"siti@example.com".', "siti@example.com"),
        ("siti@example.com!?", "siti@example.com"),
        ("siti@example.com\u200b", "siti@example.com"),
        ("siti_123+bpjs@sub.example.co.id", "siti_123+bpjs@sub.example.co.id"),
        ("emailsiti@example.com", "emailsiti@example.com"),
        ("siti@mail.com", "siti@mail.com"),
        ("siti@ymail.com", "siti@ymail.com"),
        ("siti@yahoo.co.id", "siti@yahoo.co.id"),
    ],
)
def test_an_address_is_taken_with_its_domain_in_lower_case(text: str, address: str) -> None:
    assert read_email(text) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", EmailReason.EMPTY),
        ("<>", EmailReason.EMPTY),
        ("tidak ada", EmailReason.NONE),
        ("saya gak punya email", EmailReason.NONE),
        ("siti.example.com", EmailReason.NO_AT),
        ("email", EmailReason.NO_AT),
        ("siti@@example.com", EmailReason.SEVERAL),
        ("siti@example.com, budi@example.com", EmailReason.SEVERAL),
        ("@siti", EmailReason.LOCAL),
        (".siti@example.com", EmailReason.LOCAL),
        ("si..ti@example.com", EmailReason.LOCAL),
        ("s" * 65 + "@example.com", EmailReason.LOCAL),
        ("siti@", EmailReason.DOMAIN),
        ("siti@example", EmailReason.DOMAIN),
        ("siti@example.c", EmailReason.DOMAIN),
        ("siti@-example.com", EmailReason.DOMAIN),
        ("siti@127.0.0.1", EmailReason.DOMAIN),
        ("siti@kantor.test", EmailReason.DOMAIN),  # RFC 2606: no such domain can exist
        ("siti@komputer.local", EmailReason.DOMAIN),
        ("síti@example.com", EmailReason.ASCII),
        ("siti@example.com 😀", EmailReason.ASCII),
        ("siti@example.com ya", EmailReason.SPACE),
        ("siti@" + "example." * 40 + "com", EmailReason.LONG),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(text: str, reason: EmailReason) -> None:
    error = refusal(text)
    assert (error.reason, error.suggestion) == (reason, "")


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.con",
        "gmail,com",
        "gmial.com",
        "gamil.com",
        "gmail.co",
        "gmailcom",
        "gmail",
        "gmai.com",
        "GMAIL.CM",
    ],
)
def test_a_slip_in_a_common_domain_is_offered_mended_and_never_taken(domain: str) -> None:
    error = refusal(f"siti@{domain}")
    assert (error.reason, error.suggestion) == (EmailReason.SLIP, "siti@gmail.com")


@pytest.mark.parametrize(
    ("domain", "meant"),
    [("yahoo.co", "yahoo.com"), ("yaho.co.id", "yahoo.co.id"), ("example,id", "example.id")],
)
def test_other_domains_are_offered_mended_as_well(domain: str, meant: str) -> None:
    assert refusal(f"siti@{domain}").suggestion == f"siti@{meant}"


@pytest.mark.parametrize("text", ["siti @gmail.com", "siti@ gmail . com", "siti @gmail.con"])
def test_spaces_around_the_at_or_a_dot_are_offered_closed_and_never_taken(text: str) -> None:
    error = refusal(text)
    assert (error.reason, error.suggestion) == (EmailReason.SPACE, "siti@gmail.com")


def test_neither_the_message_nor_the_repr_of_an_error_shows_the_address() -> None:
    error = refusal("siti@gmail.con")
    assert "siti" not in str(error) + repr(error)


locals_ = st.from_regex(r"[a-z0-9]{1,10}(\.[a-z0-9_+-]{1,10})?", fullmatch=True)
domains = st.from_regex(r"[a-z]{9,12}\.(com|id|co\.id|desa\.id)", fullmatch=True)


@given(locals_, domains, st.sampled_from(["{}", " {} ", "({})", "{}.", "email: {}", "Email saya {}"]))
def test_every_plain_address_is_read_whatever_is_around_it(local: str, domain: str, around: str) -> None:
    address = f"{local}@{domain}"
    assert read_email(around.format(address)) == address
    assert read_email(around.format(address.upper())) == f"{local.upper()}@{domain}"


@given(st.text(max_size=60) | st.text("siti@gmail.com, yahoo", max_size=24))
def test_any_text_is_an_address_or_an_email_error(text: str) -> None:
    try:
        address = read_email(text)
    except EmailError as error:
        address = error.suggestion
    assert not address or read_email(address) == address
    assert len(address) <= LONGEST
