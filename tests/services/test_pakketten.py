"""The way of a request to an officer elsewhere and back: what goes along, and what the answer does here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.delen import Oordeel, Soort, Zekerheid
from pmg_desk.domain.document import maak_document, stuk_waarde
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.services import delen, samenvattingen, stukken, verbindingen
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.pakketten_in import read_pakket
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.verzoeken import AlBeoordeeld, withdraw_verzoek
from pmg_desk.services.verzoekpakketten import GeenOfficer, NietUwVerzoek, list_officers, make_verzoekpakketten
from pmg_desk.storage.models import Controlepunt, VerzoekStatus, Wijze
from tests.casusbouw import regels
from tests.officer import Zaak, maak_zaak, stuur
from tests.tweekluizen import Tweetal, maak_tweetal
from tests.vulling import WOORDEN, keur_goed, vraag


@pytest.fixture
def twee(tmp_path: Path) -> Iterator[Tweetal]:
    tweetal = maak_tweetal(tmp_path)
    yield tweetal
    tweetal.sluit()


def woorden(zaak: Zaak) -> set[str]:
    return {sleutel for sleutel, woord in WOORDEN.items() if woord in zaak.officer.envelop.tekst()}


def test_een_staand_verzoek_neemt_alleen_mee_wat_de_ontvanger_zou_krijgen(twee: Tweetal) -> None:
    """Exactly: of the asked categories, nothing of others, nothing the source holds back, no secret address."""
    zaak = maak_zaak(twee, categorieen=("identiteit", "signalen"))
    assert woorden(zaak) == {"voornaam", "signaal"}
    inhoud = zaak.officer.envelop.inhoud
    erbij = {"verzoek", "nummer", "document", "casusnummer", "stukken", "vorige", "eerder", "gehad", "overleg"}
    assert set(inhoud) == erbij
    with twee.team.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(zaak.dossier.casus_id))
    verwacht = [
        stuk_waarde(s)
        for s in alle
        if any(WOORDEN[w] in str(s) for w in ("voornaam", "signaal"))
        and not any(WOORDEN[w] in str(s) for w in ("bron_nee", "bron_vragen", "derden"))
    ]
    assert inhoud["stukken"] == verwacht
    assert (inhoud["document"], inhoud["vorige"], inhoud["eerder"], inhoud["casusnummer"]) == (
        None,
        None,
        [],
        "PMG-2026-00001",
    )
    assert inhoud["gehad"] == []


def test_wat_de_ontvanger_al_had_gaat_alleen_mee_voor_wat_er_nu_is_gevraagd(twee: Tweetal) -> None:
    """Ids and days, of the pieces that are in the package; what else was shared is not told."""
    zaak = maak_zaak(twee)
    keur_goed(twee.team, zaak.verzoek_id)
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER)
    inhoud = stuur(twee, vraag(twee.team, zaak.dossier, ("signalen",))).envelop.inhoud
    gestuurd = inhoud["stukken"]
    assert isinstance(gestuurd, list)
    assert inhoud["gehad"] == [[stuk["id"], "2026-11-23"] for stuk in gestuurd]
    assert len(gestuurd) == 1


def test_ook_met_alles_gevraagd_gaat_een_geheim_adres_niet_mee(twee: Tweetal) -> None:
    zaak = maak_zaak(twee, categorieen=tuple(twee.team.profiel.datacategorieen), derden=True)
    assert woorden(zaak) == set(WOORDEN) - {"straat", "bron_nee", "bron_vragen"}


def test_een_documentverzoek_neemt_precies_die_tekst_mee(twee: Tweetal) -> None:
    twee.verbind()
    zaak = maak_zaak_document(twee)
    assert woorden(zaak) == {"signaal"}
    document = zaak.officer.envelop.inhoud["document"]
    with twee.team.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(zaak.dossier.casus_id))
    gekozen = [s for s in alle if WOORDEN["signaal"] in s.tekst]
    assert document == maak_document(str(zaak.dossier.casus_id), gekozen)
    assert zaak.officer.envelop.inhoud["stukken"] == [stuk_waarde(s) for s in gekozen]


def maak_zaak_document(twee: Tweetal) -> Zaak:
    zaak = maak_zaak(twee)
    with twee.team.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(zaak.dossier.casus_id))
    ids = tuple(s.id for s in alle if WOORDEN["signaal"] in s.tekst)
    verzoek_id = vraag(twee.team, zaak.dossier, soort=Soort.DOCUMENT, stukken=ids)
    return Zaak(twee, zaak.dossier, verzoek_id, stuur(twee, verzoek_id))


def test_eerdere_besluiten_voor_dezelfde_ontvanger_gaan_kort_mee(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    keur_goed(twee.team, vraag(twee.team, zaak.dossier))
    keur_goed(twee.team, vraag(twee.team, zaak.dossier, functie="Mentor"))
    nieuw = stuur(twee, vraag(twee.team, zaak.dossier))
    (eerder,) = lees_canoniek(nieuw.envelop.tekst())["inhoud"]["eerder"]
    assert set(eerder) == {"nummer", "oordeel", "geldig_tot", "geldt"}
    assert (eerder["oordeel"], eerder["geldt"]) == ("akkoord", True)


def test_versturen_staat_bij_het_verzoek_en_in_het_log(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    (regel,) = delen.list_verzoeken(twee.team.regie)
    assert regel.verstuurd == "verstuurd naar P. Officer op 23 november 2026"
    (gelogd,) = regels(twee.team.regie, "pakket.maken")
    assert (gelogd.casus_id, gelogd.verwerking, gelogd.sleutel) == (
        str(zaak.dossier.casus_id),
        "verzoek",
        twee.officer.sleutels.publiek.ed25519,
    )
    assert zaak.officer.envelop.controlepunt is not None
    with twee.team.regie.doe() as t:
        laatste = t.db.query(Controlepunt).one()
    assert laatste.tekst == zaak.officer.envelop.controlepunt


def test_meer_verzoeken_tegelijk_geven_elk_een_eigen_bestand_zonder_naam(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    tweede = vraag(twee.team, zaak.dossier, functie="Mentor")
    pakketten = make_verzoekpakketten(twee.team.regie, [zaak.verzoek_id, tweede], twee.officer.gebruiker.id)
    assert [p.bestandsnaam for p in pakketten] == [f"verzoek-{p.id.hex[:8]}.pmgpakket" for p in pakketten]
    assert len({p.id for p in pakketten}) == 2
    assert [o.naam for o in list_officers(twee.team.regie)] == ["P. Officer"]


def test_alleen_de_aanvrager_verstuurt_en_alleen_wat_nog_ligt(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    officer_id = twee.officer.gebruiker.id
    for naam in ("regie2", "beheer", "privacy"):
        with pytest.raises(GeenToegang):
            make_verzoekpakketten(twee.team.werkplek(naam), [zaak.verzoek_id], officer_id)
    with pytest.raises(GeenOfficer):
        make_verzoekpakketten(twee.team.regie, [zaak.verzoek_id], twee.team.privacy.gebruiker.id)
    withdraw_verzoek(twee.team.regie, zaak.verzoek_id)
    with pytest.raises(AlBeoordeeld):
        make_verzoekpakketten(twee.team.regie, [zaak.verzoek_id], officer_id)
    verbindingen.stop_verbinding(twee.team.beheer, verbindingen.list_verbindingen(twee.team.beheer)[0].id)
    with pytest.raises(GeenOfficer):
        make_verzoekpakketten(twee.team.regie, [zaak.verzoek_id], officer_id)


def test_een_collega_verstuurt_andermans_verzoek_niet(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    collega = twee.team.regie2
    with twee.team.engine.begin() as verbinding:
        verbinding.exec_driver_sql("UPDATE gebruiker_tafel SET tafel = 'pga_lokaal'")
    with pytest.raises(NietUwVerzoek):
        make_verzoekpakketten(collega, [zaak.verzoek_id], twee.officer.gebruiker.id)


def test_een_besluit_van_elders_telt_en_is_cryptografisch(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    tekst = zaak.officer.besluittekst()
    ingelezen = read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    assert (ingelezen.soort, ingelezen.verzoek_id) == (Pakketsoort.BESLUIT, zaak.verzoek_id)
    (besluit,) = delen.list_besluiten(twee.team.regie)
    assert (str(besluit.id), besluit.geldig, besluit.zekerheid, besluit.door, besluit.nummer) == (
        tekst.besluit_id,
        True,
        Zekerheid.CRYPTOGRAFISCH,
        "P. Officer",
        "B-2026-00001",
    )
    (regel,) = delen.list_verzoeken(twee.team.regie)
    assert regel.status is VerzoekStatus.BEHANDELD
    uitgave = samenvattingen.issue_samenvatting(
        twee.team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    assert uitgave.pdf.startswith(b"%PDF")
    with twee.team.regie.doe() as t:
        punten = [p for p in t.db.query(Controlepunt) if p.aanleiding == "extern"]
    assert [p.tekst for p in punten] == [zaak.officer.besluit()["controlepunt_gezien"]]
    assert verify_logboek(twee.team.privacy).bevindingen == ()


def test_een_weigering_wordt_bewaard_en_geeft_niets(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    tekst = zaak.officer.besluittekst(oordeel=Oordeel.GEWEIGERD)
    read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    (besluit,) = delen.list_besluiten(twee.team.regie)
    assert (besluit.geldig, besluit.oordeel) == (False, Oordeel.GEWEIGERD)


def test_een_vraag_terug_komt_bij_het_verzoek(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    tekst = zaak.officer.besluittekst(oordeel=Oordeel.TERUGVRAAG)
    inhoud = zaak.officer.besluit(tekst, vraag_terug="Waarom het hele plan?")
    read_pakket(twee.team.regie, zaak.officer.pakket(inhoud))
    verzoek = delen.toon_verzoek(twee.team.regie, zaak.verzoek_id)
    assert (verzoek.regel.status, verzoek.vraag_terug) == (VerzoekStatus.TERUG, "Waarom het hele plan?")
    assert delen.list_besluiten(twee.team.regie) == ()


def test_een_intrekking_van_elders_werkt_meteen(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    tekst = zaak.officer.besluittekst()
    read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    pad = zaak.officer.pakket(zaak.officer.intrekking(tekst.besluit_id), Pakketsoort.INTREKKING)
    assert read_pakket(twee.team.regie, pad).zin == "Besluit B-2026-00001 is ingetrokken."
    (besluit,) = delen.list_besluiten(twee.team.regie)
    assert besluit.gebrek is not None
    assert besluit.gebrek.value == "Het akkoord is ingetrokken."
    with pytest.raises(NietsTeDelen):
        samenvattingen.issue_samenvatting(
            twee.team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken"), Wijze.PAPIER
        )
    assert verify_logboek(twee.team.privacy).bevindingen == ()


def test_een_intrekking_komt_ook_binnen_bij_wie_de_casus_niet_meer_ziet(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    tekst = zaak.officer.besluittekst()
    read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    with twee.team.engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM gebruiker_tafel")
        verbinding.exec_driver_sql("UPDATE casus SET regisseur_id = ?", (twee.team.regie2.gebruiker.id.hex,))
    assert delen.list_besluiten(twee.team.regie) == ()
    read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.intrekking(tekst.besluit_id), Pakketsoort.INTREKKING))
    assert [b.geldig for b in delen.list_besluiten(twee.team.regie2)] == [False]


def _papier(zaak: Zaak) -> str:
    uitgave = samenvattingen.issue_samenvatting(
        zaak.twee.team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    bladen = pypdf.PdfReader(io.BytesIO(uitgave.pdf)).pages
    return " ".join(" ".join(blad.extract_text() for blad in bladen).split())


def test_op_papier_staat_cryptografisch_en_tot_wanneer_intrekkingen_bekend_zijn(twee: Tweetal) -> None:
    """Of an officer elsewhere no withdrawal is known after their last package, however late it is here."""
    zaak = maak_zaak(twee)
    read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.besluit()))
    twee.team.klok.moment += timedelta(days=3)
    papier = _papier(zaak)
    assert "B-2026-00001 staand akkoord cryptografisch" in papier
    assert (
        "Cryptografisch: de privacy officer tekende met een sleutel die buiten deze computer wordt bewaard." in papier
    )
    assert "Procedureel:" not in papier
    assert "Intrekkingen van besluiten zijn bekend t/m 23-11-2026 09:30" in papier


def test_op_papier_staat_procedureel_tot_nu(twee: Tweetal) -> None:
    zaak = maak_zaak(twee)
    keur_goed(twee.team, zaak.verzoek_id)
    twee.team.klok.moment += timedelta(days=3)
    papier = _papier(zaak)
    assert "Procedureel: de privacy officer tekende op de computer van de casusregisseur." in papier
    assert "Cryptografisch:" not in papier
    assert "Intrekkingen van besluiten zijn bekend t/m 26-11-2026 09:30" in papier


def test_een_document_van_elders_komt_terug_zoals_het_is_beoordeeld(twee: Tweetal) -> None:
    zaak = maak_zaak_document(twee)
    tekst = zaak.officer.besluittekst()
    read_pakket(twee.team.regie, zaak.officer.pakket(zaak.officer.besluit(tekst)))
    voorbereiding = samenvattingen.prepare_samenvatting(
        twee.team.regie, zaak.dossier.casus_id, Bestemming(zaak.dossier.school, "Leerlingzaken")
    )
    (document,) = voorbereiding.documenten
    assert (str(document.besluit_id), document.zekerheid) == (tekst.besluit_id, "cryptografisch")
    assert [WOORDEN["signaal"] in stuk.tekst for stuk in document.stukken] == [True]
