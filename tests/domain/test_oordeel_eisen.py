"""A judgement with conditions that the program keeps, with fields taken out, and with the officer's own findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Eis, Oordeel, Soort, Toetsvraag, Verzoektekst, Weglating, Zekerheid
from pmg_desk.domain.document import lees_document, maak_document
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.oordeel import Beoordeling, BesluitInvoer, beoordeel, gaat_mee, stel_op
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from tests.domain.test_oordeel import AKKOORD, CASUS, NU, REGEL, UITERST, VANDAAG, VERZOEK

ACTIE = Stuk("actie:1", Rubriek.ACTIES, "plan", "Actie", "", NU, velden=(("Wie", "Wijkagent"), ("Gereed op", "x")))
SIGNAAL = Stuk("uitspraak:1", Rubriek.SIGNALEN, "signalen", "Signaal", "Een tekst.", NU)
ANDERS = Stuk("uitspraak:2", Rubriek.SIGNALEN, "signalen", "Zus", "Over een zus.", NU, derden=True)
GETOOND = (ACTIE, SIGNAAL, ANDERS)
DOCUMENT = maak_document(CASUS, GETOOND)
OM_DOCUMENT = replace(VERZOEK, soort=Soort.DOCUMENT, document_hash=sha256_hex(DOCUMENT.encode()))


def oordeel(verzoek: Verzoektekst = VERZOEK, **anders: Any) -> Beoordeling:
    document = DOCUMENT if verzoek.soort is Soort.DOCUMENT else None
    return beoordeel(verzoek, document, replace(AKKOORD, **anders), VANDAAG, UITERST, GETOOND)


def fouten(verzoek: Verzoektekst = VERZOEK, **anders: Any) -> set[str]:
    with pytest.raises(OngeldigeInvoer) as fout:
        oordeel(verzoek, **anders)
    return set(fout.value.velden)


def tekst_van(uitkomst: Beoordeling, verzoek: Verzoektekst = VERZOEK) -> dict[str, Any]:
    besluit = stel_op(
        verzoek,
        uitkomst,
        besluit_id="b",
        kluis_id="k",
        beslisser_id="p",
        zekerheid=Zekerheid.PROCEDUREEL,
        besloten_op=NU,
        log_nr=1,
        log_hash="0" * 64,
        log_wortel="1" * 64,
    )
    return {v: getattr(besluit, v) for v in ("formaat", "eisen", "niet_voor", "weglaten", "bevindingen")}


def test_nothing_new_keeps_the_format_of_before() -> None:
    leeg = {"formaat": 2, "eisen": (), "niet_voor": None, "weglaten": (), "bevindingen": ()}
    assert tekst_van(oordeel()) == leeg
    # From today on is no condition, and a finding without words is none.
    assert tekst_van(oordeel(niet_voor=VANDAAG, bevindingen=((Toetsvraag.NOODZAAK, " "),))) == leeg


@pytest.mark.parametrize(
    "anders",
    [
        {"eisen": (Eis.ALLEEN_MONDELING,)},
        {"niet_voor": VANDAAG + timedelta(days=3)},
        {"weglaten": (Weglating("actie:1", "Wie"),)},
        {"weglaten": (Weglating("uitspraak:1"),)},
    ],
)
def test_a_condition_that_the_program_keeps_makes_it_a_reduced_approval(anders: dict[str, Any]) -> None:
    uitkomst = oordeel(**anders)
    assert uitkomst.invoer.oordeel is Oordeel.AKKOORD_BEPERKT
    (veld,) = anders
    assert tekst_van(uitkomst)[veld] == anders[veld]
    assert tekst_van(uitkomst)["formaat"] == 3


def test_findings_are_signed_in_the_order_of_the_questions_and_reduce_nothing() -> None:
    uitkomst = oordeel(bevindingen=((Toetsvraag.SUBSIDIARITEIT, " Lichter kan niet. "), (Toetsvraag.NOODZAAK, "Ja.")))
    assert uitkomst.invoer.oordeel is Oordeel.AKKOORD
    verwacht = ((Toetsvraag.NOODZAAK, "Ja."), (Toetsvraag.SUBSIDIARITEIT, "Lichter kan niet."))
    assert tekst_van(uitkomst)["bevindingen"] == verwacht


def test_a_refusal_keeps_its_findings_and_nothing_else() -> None:
    invoer = BesluitInvoer(
        Oordeel.GEWEIGERD,
        "Te veel.",
        eisen=(Eis.ALLEEN_MONDELING,),
        niet_voor=VANDAAG,
        weglaten=(Weglating("x"),),
        bevindingen=((Toetsvraag.NOODZAAK, "Nee."),),
    )
    assert tekst_van(beoordeel(VERZOEK, None, invoer, VANDAAG, UITERST)) == {
        "formaat": 3,
        "eisen": (),
        "niet_voor": None,
        "weglaten": (),
        "bevindingen": ((Toetsvraag.NOODZAAK, "Nee."),),
    }


def test_the_first_day_lies_between_today_and_the_last() -> None:
    tot = AKKOORD.geldig_tot
    assert isinstance(tot, date)
    assert tekst_van(oordeel(niet_voor=tot))["niet_voor"] == tot
    assert fouten(niet_voor=tot + timedelta(days=1)) == {"niet_voor"}
    assert fouten(niet_voor=VANDAAG - timedelta(days=1)) == {"niet_voor"}
    assert fouten(niet_voor=VANDAAG, geldig_tot=None) == {"geldig_tot"}


def test_what_is_left_out_must_be_there() -> None:
    assert fouten(weglaten=(Weglating("actie:9"),)) == {"weglaten"}
    assert fouten(weglaten=(Weglating("actie:1", "Score"),)) == {"weglaten"}
    assert fouten(OM_DOCUMENT, stukken=("uitspraak:1",), weglaten=(Weglating("actie:1", "Wie"),)) == {"weglaten"}


def test_a_stuk_that_goes_whole_names_no_fields_and_what_stays_anyway_is_not_named() -> None:
    weg = (Weglating("actie:1", "Wie"), Weglating("actie:1"), Weglating("uitspraak:2"))
    assert tekst_van(oordeel(weglaten=weg, derden=False))["weglaten"] == (Weglating("actie:1"),)
    assert tekst_van(oordeel(weglaten=weg))["weglaten"] == (Weglating("actie:1"), Weglating("uitspraak:2"))
    assert tekst_van(oordeel(weglaten=weg, categorieen=("signalen",)))["weglaten"] == (Weglating("uitspraak:2"),)


def test_leaving_out_all_that_is_shown_is_a_refusal_and_not_an_approval() -> None:
    assert fouten(weglaten=tuple(Weglating(stuk.id) for stuk in GETOOND)) == {"weglaten"}
    # Of a casus with nothing in it yet there is nothing to leave out, and it can be approved.
    leeg = beoordeel(VERZOEK, None, AKKOORD, VANDAAG, UITERST)
    assert leeg.manifest == (REGEL,)


def test_of_a_document_whole_stukken_leave_it_and_fields_are_left_out() -> None:
    uitkomst = oordeel(
        OM_DOCUMENT,
        stukken=("actie:1", "uitspraak:1", "uitspraak:2"),
        weglaten=(Weglating("actie:1", "Wie"), Weglating("uitspraak:2")),
    )
    assert lees_document(uitkomst.document or "") == (CASUS, (ACTIE, SIGNAAL))
    assert uitkomst.manifest == (replace(REGEL, derden=False),)
    assert tekst_van(uitkomst, OM_DOCUMENT)["weglaten"] == (Weglating("actie:1", "Wie"),)
    assert uitkomst.invoer.oordeel is Oordeel.AKKOORD_BEPERKT


def test_what_would_go_along_is_shown_before_it_is_signed() -> None:
    invoer = replace(AKKOORD, weglaten=(Weglating("actie:1", "Wie"), Weglating("uitspraak:1")))
    zonder_wie = replace(ACTIE, velden=(("Gereed op", "x"),))
    assert gaat_mee(VERZOEK, GETOOND, invoer) == (zonder_wie, ANDERS)
    assert gaat_mee(VERZOEK, GETOOND, replace(invoer, derden=False)) == (zonder_wie,)
    assert gaat_mee(VERZOEK, GETOOND, replace(AKKOORD, categorieen=("signalen",))) == (SIGNAAL, ANDERS)
    assert gaat_mee(OM_DOCUMENT, GETOOND, replace(invoer, stukken=("actie:1", "uitspraak:1"))) == (zonder_wie,)
    reactie = Stuk("reactie:1+9", Rubriek.SIGNALEN, "signalen", "Reactie", "Nee.", NU)
    assert gaat_mee(VERZOEK, (SIGNAAL, reactie), AKKOORD) == (SIGNAAL, reactie)
    assert gaat_mee(VERZOEK, (SIGNAAL, reactie), invoer) == ()
