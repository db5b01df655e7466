"""What must hold when a form is filled in wrongly: every mistake at once, in a sentence, beside its field."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole, is_bsn, onzichtbaar_teken
from pmg_desk.domain.datums import OnvolledigeDatum, Richting
from pmg_desk.domain.fouten import OngeldigeInvoer

ZONDAG = date(2026, 11, 22)


def test_all_mistakes_are_told_together_and_the_first_of_a_field_stays() -> None:
    veld = Veldcontrole()
    veld.tekst("naam", " ", verplicht=True)
    veld.email("email", "geen adres")
    veld.fout("email", "Een tweede melding.")
    veld.eis(False, "plan", "Kies eerst een plan.")
    veld.eis(True, "doel", "Dit wordt nooit getoond.")
    with pytest.raises(OngeldigeInvoer) as gevangen:
        veld.klaar()
    assert gevangen.value.velden == {
        "naam": "Vul dit veld in.",
        "email": "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@organisatie.nl.",
        "plan": "Kies eerst een plan.",
    }


def test_nothing_wrong_raises_nothing() -> None:
    veld = Veldcontrole()
    assert veld.tekst("naam", "  Zoe\u0308 \n", verplicht=True) == "Zoë"
    assert veld.tekst("opmerking", None) == ""
    veld.klaar()
    assert veld.fouten == {}


@pytest.mark.parametrize(
    ("waarde", "lang", "schoon", "melding"),
    [
        ("a" * MAX_REGEL, False, "a" * MAX_REGEL, None),
        ("a" * (MAX_REGEL + 1), False, "a" * (MAX_REGEL + 1), "Dit is te lang: 201 tekens. Er passen er 200."),
        ("een\ntwee", False, "een\ntwee", "Hier mag geen nieuwe regel in."),
        ("een\r\ntwee\rdrie\tvier", True, "een\ntwee\ndrie\tvier", None),
        (
            "een\ttwee",
            False,
            "een\ttwee",
            "Teken 4 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw.",
        ),
        ("a\x00b", True, "a\x00b", "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
        (
            "\u202efdp.exe",
            True,
            "\u202efdp.exe",
            "Teken 1 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw.",
        ),
    ],
)
def test_a_text_field(waarde: str, lang: bool, schoon: str, melding: str | None) -> None:
    veld = Veldcontrole()
    assert veld.tekst("tekst", waarde, lang=lang) == schoon
    assert veld.fouten.get("tekst") == melding


@pytest.mark.parametrize(
    "teken",
    list(
        "\x00\x07\x1b\x7f\x85\u200b\u200c\u200d\u2060\ufeff\u00ad\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\ud800\U000e0041"
    ),
)
@pytest.mark.parametrize("lang", [True, False])
def test_no_invisible_or_direction_changing_character_gets_in(teken: str, lang: bool) -> None:
    assert onzichtbaar_teken(f"ab{teken}c", lang=lang) == 3


@given(st.text())
def test_a_text_that_is_let_in_can_be_seen_and_stored(tekst: str) -> None:
    veld = Veldcontrole()
    schoon = veld.tekst("tekst", tekst, maximum=10)
    if not veld.fouten:
        assert len(schoon) <= 10
        assert schoon == schoon.strip() == unicodedata.normalize("NFC", schoon)
        assert schoon.encode().decode() == schoon
        assert not any(unicodedata.category(teken) in ("Cc", "Cf", "Cs") for teken in schoon)


def test_a_choice_from_a_list() -> None:
    veld = Veldcontrole()
    assert veld.keuze("tafel", "pga", {"pga", "topx"}) == "pga"
    assert veld.keuze("tafel", "", {"pga"}, verplicht=False) == ""
    veld.klaar()
    veld.keuze("leeg", None, {"pga"})
    veld.keuze("vreemd", "zvhh", {"pga"}, verplicht=False)
    veld.keuze("eigenaar", "weg", [], melding="Deze professional werkt hier niet meer. Kies iemand anders.")
    assert veld.fouten == {
        "leeg": "Kies iets uit de lijst.",
        "vreemd": "Kies iets uit de lijst.",
        "eigenaar": "Deze professional werkt hier niet meer. Kies iemand anders.",
    }


@pytest.mark.parametrize(
    ("waarde", "getal", "melding"),
    [
        ("3", 3, None),
        (5, 5, None),
        (" 1 ", 1, None),
        ("", None, "Vul dit veld in."),
        (None, None, "Vul dit veld in."),
        ("0", None, "Vul een heel getal in van 1 tot en met 5."),
        (6, None, "Vul een heel getal in van 1 tot en met 5."),
        ("-1", None, "Vul een heel getal in van 1 tot en met 5."),
        ("2,5", None, "Vul een heel getal in van 1 tot en met 5."),
        ("٣", None, "Vul een heel getal in van 1 tot en met 5."),
        ("1" * 5000, None, "Vul een heel getal in van 1 tot en met 5."),
    ],
)
def test_a_number(waarde: str | int | None, getal: int | None, melding: str | None) -> None:
    veld = Veldcontrole()
    assert veld.getal("score", waarde, 1, 5, verplicht=True) == getal
    assert veld.fouten.get("score") == melding


def test_a_number_may_stay_open() -> None:
    veld = Veldcontrole()
    assert veld.getal("score", "", 1, 5) is None
    veld.klaar()


@pytest.mark.parametrize(
    ("waarde", "opslag", "melding"),
    [
        ("3-11-12", "2012-11-03", None),
        ("", "", None),
        (None, "", None),
        (OnvolledigeDatum(2012), "2012", None),
        (OnvolledigeDatum(), "", None),
        ("22-11-2026", "2026-11-22", None),
        ("2026", "2026", None),
        ("23-11-2026", "2026-11-23", "Een geboortedatum kan niet in de toekomst liggen."),
        ("12-2026", "2026-12", "Een geboortedatum kan niet in de toekomst liggen."),
        ("1895", "1895", None),
        ("1894", "1894", "Deze geboortedatum is meer dan 130 jaar geleden. Kijk het jaar na."),
        ("31-2-2012", "", "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na."),
    ],
)
def test_a_birth_date(waarde: str | OnvolledigeDatum | None, opslag: str, melding: str | None) -> None:
    veld = Veldcontrole()
    assert veld.geboortedatum("geboren", waarde, ZONDAG).als_tekst() == opslag
    assert veld.fouten.get("geboren") == melding


PLAN = (date(2026, 11, 1), "het begin van het plan")
NU = (ZONDAG, "vandaag")


@pytest.mark.parametrize(
    ("waarde", "opties", "dag", "melding"),
    [
        ("1-11-2026", {"niet_voor": PLAN}, date(2026, 11, 1), None),
        (
            "31-10-2026",
            {"niet_voor": PLAN},
            date(2026, 10, 31),
            "Deze datum ligt vóór het begin van het plan (1 november 2026).",
        ),
        (date(2026, 11, 23), {"niet_na": NU}, date(2026, 11, 23), "Deze datum ligt na vandaag."),
        (ZONDAG, {"niet_na": NU, "niet_voor": NU}, ZONDAG, None),
        ("3 nov", {"richting": Richting.VERLEDEN, "niet_na": NU}, date(2026, 11, 3), None),
        ("3 nov", {}, date(2027, 11, 3), None),
        (" ", {}, None, None),
        (None, {"verplicht": True}, None, "Vul dit veld in."),
        ("", {"verplicht": True}, None, "Vul dit veld in."),
        ("ooit", {"verplicht": True}, None, "Dit is geen datum. Schrijf bijvoorbeeld 3-11-2012 of 3 nov 2012."),
    ],
)
def test_a_day(waarde: str | date | None, opties: dict[str, object], dag: date | None, melding: str | None) -> None:
    veld = Veldcontrole()
    lees: Callable[..., date | None] = veld.datum
    assert lees("deadline", waarde, ZONDAG, **opties) == dag
    assert veld.fouten.get("deadline") == melding


@pytest.mark.parametrize(
    ("adres", "goed"),
    [
        ("a.b+c@gemeente.denhaag.nl", True),
        ("", True),
        ("jan@münchen.de", True),
        ("x" * 64 + "@politie.nl", True),
        ("x" * 65 + "@politie.nl", False),
        ("jan@politie", False),
        ("jan@@politie.nl", False),
        ("jan politie.nl", False),
        ("jan@politie..nl", False),
        ("jan@-politie.nl", False),
        ("jan@politie.nl, piet@politie.nl", False),
        ("Jan <jan@politie.nl>", False),
        ("a@" + "b" * 63 + ".nl", True),
        ("a@" + "b" * 64 + ".nl", False),
    ],
)
def test_an_email_address(adres: str, goed: bool) -> None:
    veld = Veldcontrole()
    assert veld.email("email", adres) == adres
    assert bool(veld.fouten) != goed


@pytest.mark.parametrize(
    ("nummer", "goed"),
    [
        ("070 123 45 67", True),
        ("(070) 123-4567", True),
        ("06-12345678", True),
        ("+31 6 12345678", True),
        ("0032 2 123 45 67", True),
        ("0900-8844", True),
        ("0800 1234567", True),
        ("14070", True),
        ("140118", True),
        ("112", True),
        ("", True),
        ("12345678", False),
        ("06 1234567", False),
        ("06 123456789", False),
        ("00 12 34 56 78", True),
        ("0012", False),
        ("+31", False),
        ("+1234567890123456", False),
        ("070 123 45 67 tst 12", False),
    ],
)
def test_a_telephone_number(nummer: str, goed: bool) -> None:
    veld = Veldcontrole()
    assert veld.telefoon("telefoon", nummer.replace(" ", "  ")) == nummer
    assert bool(veld.fouten) != goed


@pytest.mark.parametrize(
    ("getypt", "postcode"),
    [
        ("2545cc", "2545 CC"),
        (" 2545 CC ", "2545 CC"),
        ("9999 zz", "9999 ZZ"),
        ("", ""),
        ("0545 CC", None),
        ("2545 SS", None),
        ("2545 SA", None),
        ("2545 sd", None),
        ("2545  CC", None),
        ("2545 C", None),
        ("2545 CCC", None),
        ("٢٥٤٥ CC", None),
        ("2545 ĲĲ", None),
    ],
)
def test_a_postcode(getypt: str, postcode: str | None) -> None:
    veld = Veldcontrole()
    gelezen = veld.postcode("postcode", getypt)
    if postcode is None:
        assert veld.fouten == {"postcode": "Dit is geen postcode. Schrijf bijvoorbeeld 2545 CC."}
    else:
        assert (gelezen, veld.fouten) == (postcode, {})


def test_required_contact_fields() -> None:
    veld = Veldcontrole()
    veld.email("email", "", verplicht=True)
    veld.telefoon("telefoon", None, verplicht=True)
    veld.postcode("postcode", " ", verplicht=True)
    assert veld.fouten == dict.fromkeys(("email", "telefoon", "postcode"), "Vul dit veld in.")


@pytest.mark.parametrize(
    ("getypt", "bsn"),
    [
        ("999993653", "999993653"),
        ("9999 93 653", "999993653"),
        ("0000.09.957", "000009957"),
        ("00009957", "000009957"),
        ("", ""),
    ],
)
def test_a_bsn(getypt: str, bsn: str) -> None:
    veld = Veldcontrole()
    assert (veld.bsn("bsn", getypt), veld.fouten) == (bsn, {})


@pytest.mark.parametrize("getypt", ["999993654", "000000000", "12345678", "1234", "99999365a", "٩٩٩٩٩٣٦٥٣"])
def test_a_bsn_that_fails_the_elfproef(getypt: str) -> None:
    veld = Veldcontrole()
    veld.bsn("bsn", getypt)
    assert veld.fouten == {"bsn": "Dit is geen burgerservicenummer: het klopt niet met de elfproef."}


@given(st.integers(1, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_the_elfproef_finds_every_wrong_digit(nummer: int, plaats: int, erbij: int) -> None:
    """Against the definition written out, and one changed digit never passes: 11 is prime."""
    cijfers = f"{nummer:09}"
    som = sum(int(cijfer) * (9 - nr) for nr, cijfer in enumerate(cijfers[:8])) - int(cijfers[8])
    assert is_bsn(cijfers) == (som % 11 == 0)
    if is_bsn(cijfers):
        ander = cijfers[:plaats] + str((int(cijfers[plaats]) + erbij) % 10) + cijfers[plaats + 1 :]
        assert not is_bsn(ander)


@given(st.text(max_size=60))
def test_no_check_repeats_what_was_typed_or_breaks(tekst: str) -> None:
    veld = Veldcontrole()
    typ = "geheim" + tekst
    for naam in ("tekst", "email", "telefoon", "postcode", "bsn"):
        getattr(veld, naam)(naam, typ)
    veld.geboortedatum("geboren", typ, ZONDAG)
    veld.datum("dag", typ, ZONDAG)
    veld.getal("getal", typ, 1, 5)
    veld.keuze("keuze", typ, {"a"})
    assert len(veld.fouten) >= 8
    assert not any("geheim" in melding for melding in veld.fouten.values())
