"""Judging what was approved before begins with its conditions, and only with what an officer signed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmg_desk.domain.delen import Eis, Gebrek, Oordeel, Soort, Toetsvraag, Weglating
from pmg_desk.services import delen, oordelen
from pmg_desk.services.besluitecht import is_echt
from pmg_desk.services.hernieuwen import renew_verzoeken
from pmg_desk.services.oordeelbeeld import Oordeelbegin, load_beeld
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.storage.models import Privacybesluit
from tests.aanvallen.knoeien import zet
from tests.toezichtzaak import Zaak
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

EISEN = (Eis.JONGERE_GEINFORMEERD, Eis.OUDERS_GEINFORMEERD)


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def begin(wereld: Wereld, verzoek_id: object) -> Oordeelbegin | None:
    return load_beeld(wereld.privacy, verzoek_id).begin  # type: ignore[arg-type]


def test_asked_again_it_begins_with_the_conditions_of_then_and_for_as_long(wereld: Wereld, dossier: Dossier) -> None:
    eerste = vraag(wereld, dossier, ("signalen", "plan", "gezondheid"), derden=True, dagen=30)
    assert begin(wereld, eerste) is None
    stuk = next(
        s for s in delen.toon_verzoek(wereld.privacy, eerste).stukken if s.categorie == "signalen" and not s.derden
    )
    weg, tot = (Weglating(stuk.id),), date(2026, 12, 13)
    keur_goed(
        wereld,
        eerste,
        motivering="Alleen voor die ene keer.",
        categorieen=("signalen", "plan"),
        derden=False,
        eisen=EISEN,
        niet_voor=date(2026, 12, 1),
        voorwaarden="Alleen voor de mentor.",
        weglaten=weg,
        geldig_tot=tot,
    )
    # New is "acties"; "gezondheid" was asked then and not given.
    tweede = vraag(wereld, dossier, ("signalen", "plan", "gezondheid", "acties"), derden=True)
    gelezen = begin(wereld, tweede)
    assert gelezen == Oordeelbegin(
        "B-2026-00001",
        ("acties", "plan", "signalen"),
        False,
        "Alleen voor de mentor.",
        EISEN,
        date(2026, 12, 1),
        weg,
        tot,
    )
    assert "die ene keer" not in str(gelezen)
    # Later: the first day is over, and it lasts from today.
    wereld.klok.moment += timedelta(days=25)
    gelezen = begin(wereld, tweede)
    assert gelezen is not None
    assert (gelezen.niet_voor, gelezen.geldig_tot) == (None, wereld.klok.nu().date() + timedelta(days=20))
    wereld.klok.moment += timedelta(days=100)  # what was asked is over: today is as far as it goes
    gelezen = begin(wereld, tweede)
    assert gelezen is not None
    assert gelezen.geldig_tot == wereld.klok.nu().date()
    # For another function, and for another kind of request, nothing stands ready.
    assert begin(wereld, vraag(wereld, dossier, ("signalen",), functie="Mentor")) is None
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    tekst = next(s.id for s in stukken if "Kwetterzolder" in s.tekst)
    assert begin(wereld, vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=(tekst,))) is None


def test_the_request_that_renews_begins_with_the_decision_that_it_renews(wereld: Wereld, dossier: Dossier) -> None:
    eerste = vraag(wereld, dossier, ("signalen", "plan"))
    keur_goed(wereld, eerste, categorieen=("signalen",), eisen=EISEN)
    wereld.klok.moment += timedelta(days=50)
    (nieuw,) = renew_verzoeken(wereld.regie, [eerste])
    gelezen = begin(wereld, nieuw.nieuw_id)
    assert gelezen is not None
    assert (gelezen.nummer, gelezen.categorieen, gelezen.eisen) == ("B-2026-00001", ("signalen",), EISEN)


def test_after_a_refusal_or_a_withdrawal_nothing_stands_ready(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=EISEN)
    nu = vraag(wereld, dossier, ("signalen",))
    assert begin(wereld, nu) is not None
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    assert begin(wereld, nu) is None
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=EISEN)
    assert begin(wereld, nu) is not None
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), oordeel=Oordeel.GEWEIGERD)
    assert begin(wereld, nu) is None


def test_what_no_officer_signed_is_not_begun_with_and_not_shown_beside_it(wereld: Wereld, dossier: Dossier) -> None:
    oud = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), voorwaarden="Alleen voor de mentor.")
    nieuw = keur_goed(
        wereld,
        vraag(wereld, dossier, ("signalen",)),
        eisen=EISEN,
        bevindingen=((Toetsvraag.NOODZAAK, "Ja, dat is nodig."),),
    )
    nu = vraag(wereld, dossier, ("signalen",))
    beeld = load_beeld(wereld.privacy, nu)
    assert ([g.nummer for g in beeld.gelijke], beeld.onecht) == (["B-2026-00002", "B-2026-00001"], 0)
    with wereld.privacy.doe() as t:
        tekst = t.haal(Privacybesluit, nieuw).tekst
    anders = tekst.replace("Ja, dat", "Nee, dat")
    zet(wereld, "UPDATE privacybesluit SET tekst = :tekst WHERE nummer = 'B-2026-00002'", tekst=anders)
    beeld = load_beeld(wereld.privacy, nu)
    assert ([g.nummer for g in beeld.gelijke], beeld.onecht) == (["B-2026-00001"], 1)
    assert beeld.begin is not None
    assert (beeld.begin.nummer, beeld.begin.eisen) == ("B-2026-00001", ())
    echt = {b.id: is_echt(b.gebrek) for b in delen.list_besluiten(wereld.privacy)}
    assert echt == {oud: True, nieuw: False}


def test_what_was_signed_stays_signed_when_it_is_over() -> None:
    over = {Gebrek.GEEN_AKKOORD, Gebrek.VERLOPEN, Gebrek.INGETROKKEN, Gebrek.NIET_VOOR, Gebrek.NOG_NIET, Gebrek.TE_LANG}
    over |= {Gebrek.DOCUMENT_GEWIJZIGD, Gebrek.VERVANGEN, Gebrek.NIET_ONDERSTEUND}
    assert {g for g in Gebrek if is_echt(g)} == over
    assert is_echt(None)


def test_in_an_own_installation_it_begins_with_ones_own_decision(zaak: Zaak) -> None:
    eerste = zaak.stuur(categorieen=("signalen",))
    assert load_beeld(zaak.twee.officer, eerste).begin is None
    zaak.akkoord(eerste, categorieen=("signalen",), eisen=EISEN, voorwaarden="Alleen voor de mentor.")
    beeld = load_beeld(zaak.twee.officer, zaak.stuur(categorieen=("signalen",)))
    assert beeld.begin is not None
    assert (beeld.begin.eisen, beeld.begin.voorwaarden) == (EISEN, "Alleen voor de mentor.")
