"""Signal chain and meldpunt (000, interventie 7 and 9): from what somebody saw to a table that decides, by screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import aanmeldingen, groepen, meldpunt, signaalcasus, triage, uitspraken
from pmg_desk.services.aanmeldingen import AanmeldingStatus, list_aanmeldingen
from pmg_desk.services.meldpunt import Signaalfilter, SignaalInvoer, SignaalStatus, list_signalen, record_signaal
from pmg_desk.services.triage import Antwoord, toon_triage
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import GebruikerTafel, UitspraakSoort
from pmg_desk.ui.screens.aanmeldingdelen import ELDERS
from pmg_desk.ui.screens.casusverloop import Afsluitdialoog
from pmg_desk.ui.widgets.dialoog import volgend_antwoord
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from tests.casusbouw import bladen, jongere, maak, regels
from tests.functioneel.routezaal import Routezaal
from tests.ui.toegankelijk import controleer

TEKST = "Staat elke avond met oudere jongens bij de speeltuin aan het Zuiderpark."

ZICHT = (
    "De casusregisseurs van PGA lokaal zien dan het hele dossier en kunnen erin werken. Nu is dat 1 gebruiker van deze"
    " kluis. Breng de casus daar alleen als dat mag."
)
"""What is said before a casus comes to a table."""


@pytest.fixture
def meldpuntzaal(zaal: Routezaal) -> Routezaal:
    """A window at the meldpunt with one signal in it, recorded through the form."""
    zaal.open()
    scherm = zaal.ga("meldpunt")
    scherm.nieuwknop.click()
    zaal.rust()
    assert _dialoog(zaal).formulier.veld("tafel").waarde() == "pga_lokaal"  # the only table of this user
    zaal.vul(tekst=TEKST, over_wie="Zoë", wijk="moerwijk")
    assert zaal.fouten == {}
    return zaal


def _dialoog(zaal: Routezaal) -> Any:
    (een,) = zaal._dialogen()
    return een


def _open(zaal: Routezaal) -> UUID:
    """Enter on the first signal of the list."""
    scherm = zaal.ga("meldpunt")
    (rij,) = scherm.lijst.model.getoond
    scherm.lijst.geopend.emit(rij)
    zaal.rust()
    id_: UUID = rij.id
    return id_


def _vul_besluit(zaal: Routezaal, **waarden: Any) -> None:
    formulier = zaal.scherm.besluit
    for sleutel, waarde in waarden.items():
        formulier.veld(sleutel).zet(UitspraakInvoer(waarde, categorie="signalen") if sleutel == "reden" else waarde)
    formulier.knop.click()
    zaal.rust()


def test_van_signaal_tot_besluit(meldpuntzaal: Routezaal) -> None:
    zaal, regie = meldpuntzaal, meldpuntzaal.wereld.regie
    signaal_id = _open(zaal)
    gelezen = zaal.leest()
    assert TEKST in gelezen
    assert "Bedankt voor uw signaal." in gelezen  # what may be told back stands beside it
    assert controleer(zaal.scherm) == []
    zaal.druk("Nieuwe casus openen")
    registreren = zaal.scherm
    assert registreren.sleutel == "registreren"
    assert TEKST in zaal.leest()
    assert ZICHT in zaal.leest()
    formulier = registreren.formulier
    assert formulier.veld("tafels").waarde() == ("pga_lokaal",)
    for sleutel, waarde in (("voornamen", "Zoë"), ("geslachtsnaam", "Łukasz"), ("geboortedatum", "2014")):
        formulier.veld(sleutel).zet_ruw(waarde)
    formulier.knop.click()
    zaal.rust()
    assert zaal.scherm.sleutel == "dossier"
    casus_id = zaal.scherm.casus_id
    (aanmelding,) = list_aanmeldingen(regie, casus_id)
    (tekst,) = uitspraken.list_uitspraken(regie, casus_id, [UitspraakSoort.SIGNAAL])
    assert (tekst.tekst, tekst.bron) == (TEKST, "C. Regisseur")
    assert list_signalen(regie).rijen == ()
    assert meldpunt.toon_signaal(regie, signaal_id).casus_id == casus_id
    zaal.druk("Aanmelding bij PGA lokaal openen")
    _triage(zaal, aanmelding.id)
    _besluit(zaal, casus_id)


def _triage(zaal: Routezaal, aanmelding_id: UUID) -> None:
    scherm = zaal.scherm
    gelezen = zaal.leest()
    assert "Hier: tussen 11 en 12 jaar. De tafel: tot en met 27 jaar." in gelezen
    assert "Nergens anders, voor zover deze kluis weet." in gelezen
    assert controleer(scherm) == []
    scherm.vragen.veld("vraag_0").zet(Antwoord.JA)
    scherm.vragen.veld("toelichting_0").zet("Risicojongere, zegt de wijkagent.")
    scherm.vragen.knop.click()
    zaal.rust()
    eerste = toon_triage(zaal.wereld.regie, aanmelding_id).vragen[0]
    assert eerste.toelichting is not None
    assert (eerste.antwoord, eerste.toelichting.tekst) == (Antwoord.JA, "Risicojongere, zegt de wijkagent.")
    assert scherm.vragen.veld("vraag_0").waarde() is Antwoord.JA


def _besluit(zaal: Routezaal, casus_id: UUID) -> None:
    scherm = zaal.scherm
    _vul_besluit(zaal, status=AanmeldingStatus.AANGENOMEN)
    assert scherm.besluit.veld("reden").fout != ""  # never without saying why
    _vul_besluit(zaal, reden="Past bij de tafel: jong, en de straat trekt.")
    (een,) = list_aanmeldingen(zaal.wereld.regie, casus_id)
    assert een.rij.status is AanmeldingStatus.AANGENOMEN
    assert "Past bij de tafel: jong, en de straat trekt." in zaal.leest()
    assert scherm.besluit is None
    zaal.druk("Vastleggen wat is verteld")
    assert "Wij hebben uw aanmelding bekeken" in _dialoog(zaal).formulier.veld("tekst").waarde()
    zaal.vul()
    assert "is verteld:" in zaal.leest()


def test_van_een_signaal_staat_niet_vooraf_dat_het_een_feit_is_of_door_mag(zaal: Routezaal) -> None:
    zaal.open()
    zaal.ga("meldpunt").nieuwknop.click()
    zaal.rust()
    formulier = _dialoog(zaal).formulier
    tekst = formulier.veld("tekst")
    tekst.tekst.zet(TEKST)
    assert (tekst.aard.waarde(), tekst.doorverstrekking.waarde()) == (None, Doorverstrekking.VRAGEN)
    formulier.knop.click()
    zaal.rust()
    assert tekst.bron.fout != ""  # who phoned is asked, never the one who picked up
    assert list_signalen(zaal.wereld.regie).rijen == ()
    tekst.bron.zet("Buurtbewoner")
    formulier.knop.click()
    zaal.rust()
    assert tekst.aard.fout != ""
    tekst.aard.zet(Aard.AANNAME)
    formulier.knop.click()
    zaal.rust()
    (rij,) = list_signalen(zaal.wereld.regie).rijen
    signaal = meldpunt.toon_signaal(zaal.wereld.regie, rij.id)
    assert (rij.aard, signaal.doorverstrekking) == (Aard.AANNAME, Doorverstrekking.VRAGEN)
    assert rij.bron == "Buurtbewoner"


def test_een_signaal_verbeteren_laat_staan_wat_er_stond(meldpuntzaal: Routezaal) -> None:
    zaal = meldpuntzaal
    id_ = _open(zaal)
    zaal.druk("Signaal verbeteren")
    formulier = _dialoog(zaal).formulier
    assert (formulier.veld("over_wie").waarde(), formulier.veld("wijk").waarde()) == ("Zoë", "moerwijk")
    zaal.vul(over_wie="Zoë of haar zus")
    assert set(zaal.fouten) == {"reden"}
    zaal.vul(reden="De melder twijfelt.")
    gelezen = zaal.leest()
    assert "Zoë of haar zus" in gelezen
    assert "C. Regisseur verbeterde dit: De melder twijfelt." in gelezen
    assert controleer(zaal.scherm) == []
    nu = meldpunt.toon_signaal(zaal.wereld.regie, id_)
    assert (nu.rij.over_wie, [een.invoer.over_wie for een in nu.eerder]) == ("Zoë of haar zus", ["Zoë"])


def test_bij_een_bestaande_casus_voegen_en_meteen_aanmelden(meldpuntzaal: Routezaal) -> None:
    zaal = meldpuntzaal
    casus_id = maak(zaal.wereld.regie, "zvh", geslachtsnaam="Aalbers")
    _open(zaal)
    zaal.druk("Bij een casus voegen")
    assert ZICHT in _dialoog(zaal).formulier.veld("aanmelden")._hulp.text()
    veld = _dialoog(zaal).formulier.veld("casus_id")
    (keuze,) = veld._zoek("aalb")
    assert keuze.waarde == casus_id
    zaal.vul(casus_id=keuze)
    assert zaal.scherm.sleutel == "aanmelding"  # put before the table of the signal
    assert TEKST in zaal.leest()
    (een,) = list_aanmeldingen(zaal.wereld.regie, casus_id)
    assert een.rij.tafel == "pga_lokaal"
    zaal.druk("Naar het dossier")
    assert zaal.scherm.casus_id == casus_id


def test_blijkt_de_jongere_al_bekend_dan_gaat_het_signaal_daarheen(meldpuntzaal: Routezaal) -> None:
    zaal = meldpuntzaal
    casus_id = maak(zaal.wereld.regie)
    signaal_id = _open(zaal)
    zaal.druk("Nieuwe casus openen")
    formulier, zelfde = zaal.scherm.formulier, jongere()
    for sleutel in ("voornamen", "geslachtsnaam", "geboortedatum"):
        formulier.veld(sleutel).zet_ruw(getattr(zelfde, sleutel))
    formulier.knop.click()
    zaal.rust()
    zaal.druk("Signaal bij casus PMG-2026-00001 voegen")
    assert (zaal.scherm.sleutel, zaal.scherm.casus_id) == ("dossier", casus_id)
    assert meldpunt.toon_signaal(zaal.wereld.regie, signaal_id).casus_id == casus_id
    assert zaal.ga("registreren").signaal is None  # the next one begins without it


def test_een_signaal_komt_niet_over_een_formulier_dat_nog_open_staat(meldpuntzaal: Routezaal) -> None:
    zaal = meldpuntzaal
    registreren = zaal.ga("registreren")
    registreren.formulier.veld("voornamen").zet_ruw("Een ander")
    _open(zaal)
    zaal.druk("Nieuwe casus openen")
    assert not registreren.signaalkaart.isVisible()
    assert registreren.formulier.veld("voornamen").waarde() == "Een ander"
    zaal.druk("Leegmaken en met het signaal beginnen")
    assert registreren.formulier.veld("voornamen").waarde() == "Zoë"  # the signal says so
    assert registreren.signaalkaart.isVisible()
    zaal.druk("Terug naar de lijst")
    assert zaal.scherm.sleutel == "meldpunt"
    assert registreren.signaal is None
    assert registreren.formulier.veld("aangemeld_door").waarde() == ""


def test_zoeken_in_het_meldpunt_is_een_zoekopdracht_zonder_woorden_in_het_log(meldpuntzaal: Routezaal) -> None:
    zaal, scherm = meldpuntzaal, meldpuntzaal.ga("meldpunt")
    zaal.rust()
    scherm._bezonken.setInterval(50)
    with zaal.qtbot.waitSignal(scherm._bezonken.timeout):
        for tekst in ("Zo", "Zoë"):
            scherm.lijst.filter.setText(tekst)
    zaal.rust()
    zaal.qtbot.waitUntil(lambda: len(regels(zaal.wereld.regie, "zoeken.uitvoeren")) > 0)
    (regel,) = regels(zaal.wereld.regie, "zoeken.uitvoeren")
    assert (regel.aantal, regel.object_soort) == (1, "kluis")
    assert "Zoë" not in bladen(zaal.wereld.regie)


def test_afhandelen_zonder_casus_en_terugmelden(meldpuntzaal: Routezaal) -> None:
    zaal, regie = meldpuntzaal, meldpuntzaal.wereld.regie
    signaal_id = _open(zaal)
    zaal.druk("Terugmelding vastleggen")
    zaal.vul()
    zaal.druk("Afhandelen zonder casus")
    zaal.vul(reden="Het ging om een ander.")
    rij = meldpunt.toon_signaal(regie, signaal_id)
    assert (rij.rij.status, rij.rij.teruggemeld, rij.afhandeling) == (
        SignaalStatus.AFGEHANDELD,
        True,
        "Het ging om een ander.",
    )
    assert zaal.scherm.lijst.model.getoond == []
    zaal.scherm.status.zet(SignaalStatus.AFGEHANDELD)
    zaal.rust()
    assert [een.id for een in zaal.scherm.lijst.model.getoond] == [signaal_id]


def test_verlopen_signalen_worden_voorgesteld_en_na_een_vraag_verwijderd(meldpuntzaal: Routezaal) -> None:
    zaal = meldpuntzaal
    termijn = zaal.wereld.profiel.instellingen.meldpunt_termijn_dagen.waarde
    assert "verlopen signaal verwijderen" not in " ".join(zaal.knoppen())
    zaal.wereld.klok.moment += timedelta(days=termijn)
    scherm = zaal.ga("meldpunt")
    zaal.rust()
    scherm.status.setCurrentIndex(1)  # Termijn voorbij
    zaal.rust()
    assert len(scherm.lijst.model.getoond) == 1
    volgend_antwoord(True)
    zaal.druk("1 verlopen signaal verwijderen")
    assert meldpunt.count_signalen(zaal.wereld.regie, Signaalfilter(status=None)) == 0
    assert scherm.lijst.model.getoond == []


def test_aanmelden_vanuit_het_dossier_zegt_de_weg_en_wat_al_loopt(zaal: Routezaal) -> None:
    zaal.open()
    casus_id = maak(zaal.wereld.regie, "zvh")
    zaal.ga("dossier", casus_id=casus_id)
    zaal.druk("Aanmelden bij een tafel")
    formulier = _dialoog(zaal).formulier
    formulier.veld("tafel").zet("pga_lokaal")
    assert formulier.veld("tafel")._hulp.text() == ZICHT
    formulier.veld("tafel").zet("zsm")
    assert "Nu is dat nog niemand in deze kluis." in formulier.veld("tafel")._hulp.text()
    assert formulier.veld("afwijking").isHidden()
    formulier.veld("tafel").zet("top_x")
    zaal.vul(reden="Wil eruit stappen.")
    assert set(zaal.fouten) == {"afwijking"}
    zaal.vul(afwijking="PGA lokaal komt pas over een maand bij elkaar.")
    assert zaal.scherm.sleutel == "aanmelding"
    gelezen = zaal.leest()
    assert "PGA lokaal komt pas over een maand bij elkaar." in gelezen
    # Of TOP X somebody else works here: that one decides.
    assert "Alleen een casusregisseur van TOP X legt het besluit vast." in gelezen
    assert zaal.scherm.besluit is None
    zaal.druk("Naar het dossier")
    zaal.druk("Aanmelden bij een tafel")
    keuzes = [keuze.waarde for keuze in _dialoog(zaal).formulier.veld("tafel")._keuzes]
    assert "top_x" not in keuzes  # one runs already
    assert "zsm" in keuzes
    _dialoog(zaal).close()


def test_de_tafel_vindt_wat_wacht_en_verwijst_met_reden(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    casus_id = maak(regie)
    aanmeldingen.meld_aan(regie, casus_id, aanmeldingen.AanmeldingInvoer("top_x", UitspraakInvoer("Wil eruit.")))
    zaal.open("regie2")
    scherm = zaal.ga("meldpunt", tab="aanmeldingen")
    (rij,) = scherm.wachtend.model.getoond
    scherm.wachtend.geopend.emit(rij)
    zaal.rust()
    formulier = zaal.scherm.besluit
    assert formulier.veld("verwezen_naar").isHidden()
    formulier.veld("status").zet(AanmeldingStatus.VERWEZEN)
    assert not formulier.veld("verwezen_naar").isHidden()
    formulier.veld("verwezen_naar").zet(ELDERS)
    _vul_besluit(zaal, organisatie="Halt Den Haag", reden="Eerst een Halt-traject.")
    (een,) = list_aanmeldingen(regie, casus_id)
    assert (een.rij.status, een.verwezen_naar) == (AanmeldingStatus.VERWEZEN, "Halt Den Haag")
    assert zaal.ga("meldpunt").wachtend.model.getoond == []


def test_wie_bij_twee_tafels_hoort_kiest_een_meldpunt(meldpuntzaal: Routezaal) -> None:
    zaal = meldpuntzaal
    with zaal.wereld.beheer.doe() as t:
        wie = zaal.wereld.regie.gebruiker.id
        t.db.add(GebruikerTafel(id=t.nieuw_id(), gebruiker_id=wie, tafel="zvh", van=t.vandaag, tot=None))
        t.log("gebruiker.tafels", "gebruiker", wie)
    scherm = zaal.ga("meldpunt", tafel="zvh")
    zaal.rust()
    assert (scherm.tafel.waarde, scherm.lijst.model.getoond) == ("zvh", [])
    assert "Er is geen signaal bij deze keuzes." in zaal.leest()
    scherm.nieuwknop.click()
    zaal.rust()
    assert _dialoog(zaal).formulier.veld("tafel").waarde() == "zvh"
    _dialoog(zaal).close()
    scherm.tafel.zet("pga_lokaal")
    zaal.rust()
    assert [rij.over_wie for rij in scherm.lijst.model.getoond] == ["Zoë"]


def test_een_aanmelding_intrekken(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    casus_id = maak(regie)
    id_ = aanmeldingen.meld_aan(regie, casus_id, aanmeldingen.AanmeldingInvoer("zvh", UitspraakInvoer("Escaleert.")))
    zaal.open()
    zaal.ga("aanmelding", aanmelding_id=id_)
    zaal.druk("Aanmelding intrekken")
    zaal.vul(reden="Verkeerde tafel.")
    (een,) = list_aanmeldingen(regie, casus_id)
    assert een.rij.status is AanmeldingStatus.INGETROKKEN
    assert not zaal.scherm.trekinknop.isVisible()


def test_de_melder_van_een_signaal_wordt_niet_de_bron_van_de_aanleiding(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    tekst = UitspraakInvoer(TEKST, bron="Mw. Jansen, buurvrouw nr 14", doorverstrekking=Doorverstrekking.NEE)
    record_signaal(regie, SignaalInvoer("pga_lokaal", tekst))
    zaal.open()
    _open(zaal)
    zaal.druk("Nieuwe casus openen")
    formulier = zaal.scherm.formulier
    assert formulier.veld("aangemeld_door").waarde() == "Mw. Jansen, buurvrouw nr 14"
    for sleutel, waarde in (("voornamen", "Zoë"), ("geslachtsnaam", "Łukasz"), ("geboortedatum", "2014")):
        formulier.veld(sleutel).zet_ruw(waarde)
    formulier.knop.click()
    zaal.rust()
    (aanleiding,) = uitspraken.list_uitspraken(regie, zaal.scherm.casus_id, [UitspraakSoort.AANLEIDING])
    assert (aanleiding.bron, aanleiding.doorverstrekking) == ("C. Regisseur", Doorverstrekking.JA)


def test_het_formulier_kiest_de_soort_gegevens_van_de_tafel(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    casus_id = maak(regie)
    zaal.open()
    zaal.ga("dossier", casus_id=casus_id)
    zaal.druk("Aanmelden bij een tafel")
    formulier = _dialoog(zaal).formulier
    gezien = []
    for tafel in ("zvh", "forensische_tafel_12min"):
        formulier.veld("tafel").zet(tafel)
        gezien.append([formulier.veld(sleutel).categorie.waarde() for sleutel in ("reden", "afwijking")])
    assert gezien == [["politiegegevens"] * 2, ["gezondheid"] * 2]
    formulier.veld("tafel").zet("zvh")
    zaal.vul(reden="Escaleert.")
    besluit = zaal.scherm.besluit.veld("reden").categorie
    assert besluit.waarde() == "politiegegevens"
    zaal.scherm.besluit.veld("status").zet(AanmeldingStatus.VERWEZEN)
    zaal.scherm.besluit.veld("verwezen_naar").zet(ELDERS)
    assert besluit.waarde() == "gezondheid"  # that may be care
    zaal.druk("Aanmelding intrekken")
    assert _dialoog(zaal).formulier.veld("reden").categorie.waarde() == "politiegegevens"
    _dialoog(zaal).close()


def test_aannemen_tegen_een_voorwaarde_in_vraagt_in_het_formulier_waarom(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    id_ = aanmeldingen.meld_aan(
        regie, maak(regie), aanmeldingen.AanmeldingInvoer("wijkrechtspraak", UitspraakInvoer("Schulden en een zaak."))
    )
    (voorwaarde,) = zaal.wereld.profiel.tafels["wijkrechtspraak"].voorwaarden
    zaal.open()
    scherm = zaal.ga("aanmelding", aanmelding_id=id_)
    ondanks = scherm.besluit.veld("ondanks")
    assert ondanks.isHidden()
    nr = scherm.vragen.vragen.index(voorwaarde)
    scherm.vragen.veld(f"vraag_{nr}").zet(Antwoord.NEE)
    scherm.vragen.knop.click()
    zaal.rust()
    scherm.besluit.veld("status").zet(AanmeldingStatus.AANGENOMEN)
    assert not ondanks.isHidden()
    assert f"{voorwaarde} Antwoord: nee." in zaal.leest()
    _vul_besluit(zaal, reden="Past bij de tafel.")
    assert ondanks.fout != ""
    _vul_besluit(zaal, ondanks="Wil eerst met de rechter praten.")
    assert "Waarom toch: Wil eerst met de rechter praten." in zaal.leest()
    assert scherm.besluit is None


def test_het_dossier_toont_wat_de_melder_hoorde_en_sluiten_zegt_wat_nog_wacht(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    casus_id = maak(regie)
    for tafel in ("zvh", "zsm"):
        aanmeldingen.meld_aan(regie, casus_id, aanmeldingen.AanmeldingInvoer(tafel, UitspraakInvoer("Escaleert.")))
    signaal_id = record_signaal(regie, SignaalInvoer("pga_lokaal", UitspraakInvoer(TEKST)))
    signaalcasus.link_signaal(regie, signaal_id, casus_id)
    zaal.open()
    zaal.ga("dossier", casus_id=casus_id)
    assert "De melder heeft nog niets gehoord." in zaal.leest()
    meldpunt.record_terugmelding(regie, signaal_id, "Bedankt, wij kijken ernaar.")
    zaal.rust()
    assert "Bedankt, wij kijken ernaar." in zaal.leest()
    assert "De melder heeft nog niets gehoord." not in zaal.leest()
    for eerst, zin in (
        (None, "2 aanmeldingen wachten nog op een besluit van de tafel: die worden ingetrokken."),
        ("zvh", "1 aanmelding wacht nog op een besluit van de tafel: die wordt ingetrokken."),
    ):
        for een in list_aanmeldingen(regie, casus_id):
            if een.rij.tafel == eerst:
                triage.withdraw_aanmelding(regie, een.id, UitspraakInvoer("Verkeerde tafel."))
        zaal.rust()
        zaal.druk("Casus afsluiten")
        (dialoog,) = [d for d in zaal.scherm.findChildren(Afsluitdialoog) if d.isVisible()]
        assert zin in dialoog.uitleg.text()
        dialoog.close()


def test_een_collega_zonder_de_casus_krijgt_geen_knop_en_geen_woorden(zaal: Routezaal) -> None:
    regie, wereld = zaal.wereld.regie, zaal.wereld
    signaal_id = record_signaal(regie, SignaalInvoer("pga_lokaal", UitspraakInvoer(TEKST)))
    signaalcasus.link_signaal(regie, signaal_id, maak(regie, "zvh"))
    meldpunt.record_terugmelding(regie, signaal_id, "Bedankt, wij kijken ernaar.")
    with wereld.beheer.doe() as t:
        wie = wereld.regie2.gebruiker.id
        t.db.add(GebruikerTafel(id=t.nieuw_id(), gebruiker_id=wie, tafel="pga_lokaal", van=t.vandaag, tot=None))
        t.log("gebruiker.tafels", "gebruiker", wie)
    zaal.open("regie2")
    zaal.ga("meldpunt", tafel="pga_lokaal").status.zet(SignaalStatus.IN_CASUS)
    zaal.rust()
    (rij,) = zaal.scherm.lijst.model.getoond
    zaal.scherm.lijst.geopend.emit(rij)
    zaal.rust()
    gelezen = zaal.leest()
    assert "is iets verteld. Wat, staat in de casus." in gelezen
    assert "Bedankt, wij kijken ernaar." not in gelezen
    assert not [naam for naam in zaal.knoppen() if naam.startswith("Terugmelding")]


def test_elk_venster_over_een_dossier_aanmelding_of_groep_zegt_over_wie_het_gaat(zaal: Routezaal) -> None:
    zaal.open()
    regie = zaal.wereld.regie
    casus_id = maak(regie, geslachtsnaam="Aalbers")
    invoer = aanmeldingen.AanmeldingInvoer("zsm", UitspraakInvoer("Haast."))
    aanmelding = aanmeldingen.meld_aan(regie, casus_id, invoer)
    groep = groepen.make_groep(regie, groepen.GroepInvoer("groep", "Kwetterzolder", "pga_lokaal"), (casus_id,))
    signaal = record_signaal(regie, SignaalInvoer("pga_lokaal", UitspraakInvoer(TEKST), over_wie="Zoë"))
    for scherm, params, knop, over in (
        ("dossier", {"casus_id": casus_id}, "Aanmelden bij een tafel", ("PMG-2026-00001", "Aalbers")),
        ("dossier", {"casus_id": casus_id, "tab": "signalen"}, "Signaal of feit toevoegen", ("Aalbers",)),
        ("aanmelding", {"aanmelding_id": aanmelding}, "Aanmelding intrekken", ("PMG-2026-00001", "Aalbers", "ZSM")),
        ("groep", {"groep_id": groep}, "Lid toevoegen", ("Kwetterzolder",)),
        ("meldpunt", {"signaal_id": signaal}, "Afhandelen zonder casus", ("PGA lokaal", "Zoë")),
    ):
        zaal.ga(scherm, **params)
        zaal.druk(knop)
        (venster,) = [een for een in zaal.scherm.findChildren(Formulierdialoog) if een.isVisible()]
        assert [deel for deel in over if deel not in venster._over.text()] == []
        assert not [deel for deel in over if deel in venster.windowTitle()]
        venster.reject()
        zaal.rust()
