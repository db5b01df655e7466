"""What stands beside a request: what the recipient had, how certain a ground is, decisions like it, and the page."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdf
import pytest

from pmg_desk.domain.delen import Eis, Oordeel, Weglating
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import delen, oordelen, samenvattingen
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.oordeelbeeld import NietsOver, load_beeld, preview_oordeel
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.models import Wijze
from tests.casusbouw import bladen
from tests.toezichtzaak import Zaak
from tests.vulling import WOORDEN, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

ALLES = BesluitInvoer(Oordeel.AKKOORD, "Nodig.", categorieen=("identiteit", "signalen", "plan"))


def woorden(pdf: bytes) -> set[str]:
    tekst = "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return {sleutel for sleutel, woord in WOORDEN.items() if woord in tekst}


def test_what_the_recipient_had_before_and_decisions_like_it(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    eerste = vraag(wereld, dossier, ("signalen",))
    assert load_beeld(wereld.privacy, eerste).gehad == {}
    keur_goed(wereld, eerste, voorwaarden="Alleen voor de mentor.")
    samenvattingen.issue_samenvatting(
        wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    wereld.klok.moment += timedelta(days=3)
    tweede, ander = vraag(wereld, dossier), vraag(wereld, dossier, functie="Mentor")
    beeld = load_beeld(wereld.privacy, tweede)
    getoond = {s.id: s.categorie for s in delen.toon_verzoek(wereld.privacy, tweede).stukken}
    assert {getoond[id_] for id_ in beeld.gehad} == {"signalen"}
    assert set(beeld.gehad.values()) == {date(2026, 11, 23)}
    assert load_beeld(wereld.privacy, ander).gehad == {}  # another function had nothing
    (gelijk,) = beeld.gelijke
    assert (gelijk.verzoek_id, gelijk.categorieen, gelijk.voorwaarden) == (
        eerste,
        ("Signalen",),
        "Alleen voor de mentor.",
    )
    assert [g.verzoek_id for g in load_beeld(wereld.privacy, ander).gelijke] == [eerste]  # the same kind of recipient
    grond = wereld.profiel.grondslagen["avg_6_1_e"]
    (eerste_grond,) = beeld.gronden
    assert (eerste_grond.label, eerste_grond.bron) == (grond.label, grond.bron)
    assert eerste_grond.zekerheid in ("gevonden in een bron", "algemeen bekend", "niet nagekeken")
    with pytest.raises(GeenToegang):
        load_beeld(wereld.regie, tweede)


def test_an_earlier_decision_is_shown_with_its_conditions_and_how_it_ended(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    eerste = vraag(wereld, dossier, ("signalen",), derden=True, dagen=5)
    stuk = next(s for s in delen.toon_verzoek(wereld.privacy, eerste).stukken if s.categorie == "signalen")
    vanaf, eisen = date(2026, 11, 24), (Eis.ALLEEN_MONDELING, Eis.OUDERS_GEINFORMEERD)
    keur_goed(wereld, eerste, eisen=eisen, niet_voor=vanaf, weglaten=(Weglating(stuk.id),))
    weg = keur_goed(wereld, vraag(wereld, dossier, ("signalen",), functie="Mentor", dagen=5))
    nu = vraag(wereld, dossier, functie="Conciërge")
    oordelen.withdraw_besluit(wereld.privacy, weg, "Bezwaar.")

    def gezien() -> list[tuple[object, ...]]:
        gelijke = load_beeld(wereld.privacy, nu).gelijke
        return [(g.eisen, g.niet_voor, g.weggelaten, g.derden, g.einde) for g in gelijke]

    ingetrokken = ((), None, 0, False, "later ingetrokken")
    assert gezien() == [ingetrokken, (eisen, vanaf, 1, True, "")]
    wereld.klok.moment += timedelta(days=6)
    assert gezien() == [ingetrokken, (eisen, vanaf, 1, True, "verlopen na 28 november 2026")]


def test_what_was_told_counts_as_had_before(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")))
    naar = Bestemming(dossier.school, "Leerlingzaken")
    for categorieen in (("plan", "signalen"), ("signalen",)):
        invoer = MondelingInvoer(naar, Wijze.TELEFOON, categorieen, "Over Kwetterzolder.", zonder_weggelaten=True)
        record_mondeling(wereld.regie, dossier.casus_id, invoer)
        wereld.klok.moment += timedelta(days=2)
    verteld = load_beeld(wereld.privacy, vraag(wereld, dossier)).verteld
    label = {c.sleutel: c.label for c in wereld.profiel.datacategorieen.values()}
    assert verteld == ((label["plan"], date(2026, 11, 23)), (label["signalen"], date(2026, 11, 25)))
    assert load_beeld(wereld.privacy, vraag(wereld, dossier, functie="Mentor")).verteld == ()


def test_the_page_shows_what_is_left_and_nothing_else(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    verzoek_id = vraag(wereld, dossier)
    assert woorden(preview_oordeel(wereld.privacy, verzoek_id, ALLES)) == {"voornaam", "signaal", "plan", "doel"}
    signaal = next(s for s in delen.toon_verzoek(wereld.privacy, verzoek_id).stukken if s.categorie == "signalen")
    minder = BesluitInvoer(Oordeel.AKKOORD, "", categorieen=ALLES.categorieen, weglaten=(Weglating(signaal.id),))
    assert woorden(preview_oordeel(wereld.privacy, verzoek_id, minder)) == {"voornaam", "plan", "doel"}
    with pytest.raises(NietsOver):
        preview_oordeel(wereld.privacy, verzoek_id, BesluitInvoer(Oordeel.AKKOORD, "", categorieen=("gezin",)))
    with pytest.raises(GeenToegang):
        preview_oordeel(wereld.regie, verzoek_id, ALLES)
    assert "Kwetterzolder" not in bladen(wereld.regie)


def test_in_an_own_installation_it_comes_from_the_package(zaak: Zaak) -> None:
    officer, team = zaak.twee.officer, zaak.twee.team
    zaak.goedgekeurd()
    samenvattingen.issue_samenvatting(
        team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    verzoek_id = zaak.stuur(categorieen=("signalen",))
    beeld = load_beeld(officer, verzoek_id)
    assert len(beeld.gehad) == 1
    assert [g.oordeel for g in beeld.gelijke] == ["Akkoord"]
    assert woorden(preview_oordeel(officer, verzoek_id, ALLES)) == {"signaal"}
