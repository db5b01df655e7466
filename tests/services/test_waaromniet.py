"""Why-not messages name what is missing, whom to ask and what may go meanwhile, and nothing of the dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pmg_desk.domain.delen import Eis, Oordeel
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.rechten import Rechtsoort
from pmg_desk.domain.selectie import Onthouden, Vorm
from pmg_desk.domain.waaromniet import Waarom
from pmg_desk.services import delen, oordelen, samenvattingen, waaromniet
from pmg_desk.services.deelbaar import deelbaar
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.rechtenverzoeken import decide_verzoek, record_verzoek
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.kaderbouw import cellen, politie, teken, zet_aan_tafel
from tests.services.test_rechtenverzoeken import JA, ZELF
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def uitleg(wereld: Wereld, dossier: Dossier, woord: str, wijze: Wijze = Wijze.PAPIER) -> str:
    """What stands under the piece of text with this word, when it stays behind."""
    naar = Bestemming(dossier.school, "Leerlingzaken")
    v = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, naar, wijze)
    assert set(v.uitleg) == {stuk.id for stuk, _ in v.niet}
    (een,) = [stuk for stuk, _ in v.niet if WOORDEN[woord] in stuk.tekst]
    return v.uitleg[een.id]


def test_from_asking_to_the_end_of_an_approval(wereld: Wereld, dossier: Dossier) -> None:
    assert uitleg(wereld, dossier, "signaal") == (
        "Er is voor deze ontvanger geen akkoord gevraagd. Vraag akkoord aan P. Officer."
    )
    verzoek = vraag(wereld, dossier, ("signalen",), dagen=30)
    assert uitleg(wereld, dossier, "signaal") == (
        "Akkoord is gevraagd op 23 november 2026. P. Officer antwoordt uiterlijk 28 november 2026."
    )
    wereld.klok.moment += timedelta(days=8)
    assert uitleg(wereld, dossier, "signaal") == (
        "Akkoord is gevraagd op 23 november 2026. Het antwoord had er op 28 november 2026 moeten zijn: bel P. Officer."
    )
    keur_goed(wereld, verzoek)
    assert uitleg(wereld, dossier, "derden") == (
        "Dit gaat ook over anderen, en het akkoord niet. Vraag P. Officer apart akkoord voor deze tekst."
        " Wat niet over anderen gaat, mag u wel delen."
    )
    assert uitleg(wereld, dossier, "bron_nee") == (
        "De bron staat doorverstrekken niet toe. Alleen W. Wijkagent kan dat veranderen: vraag het daar."
    )
    assert uitleg(wereld, dossier, "bron_vragen") == (
        "De bron moet eerst toestemming geven."
        " Vraag het aan W. Wijkagent. Vraag daarna P. Officer akkoord voor precies deze tekst."
    )
    wereld.klok.moment += timedelta(days=23)
    assert uitleg(wereld, dossier, "signaal") == (
        "Het akkoord liep tot en met 23 december 2026. Vraag het opnieuw aan P. Officer."
    )


def test_what_an_officer_decided_and_asked_back(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier, ("signalen", "gezondheid"))
    anders: dict[str, Any] = {"oordeel": Oordeel.AKKOORD_BEPERKT, "eisen": (Eis.ALLEEN_MONDELING,)}
    keur_goed(wereld, verzoek, categorieen=("signalen",), **anders)
    assert uitleg(wereld, dossier, "plan_gezondheid") == (
        "Het akkoord van 23 november 2026 is voor minder, zonder deze gegevens. Vraag P. Officer wat wel kan."
    )
    assert uitleg(wereld, dossier, "signaal") == (
        "Dit mag niet op papier, in een bestand of op een scherm. U mag het nu wel vertellen."
    )
    opnieuw = vraag(wereld, dossier, ("gezondheid",))
    vraag_terug = BesluitInvoer(Oordeel.TERUGVRAAG, "Is dit echt nodig?")
    oordelen.decide_verzoek(wereld.privacy, opnieuw, vraag_terug)
    assert uitleg(wereld, dossier, "plan_gezondheid") == (
        "Akkoord is gevraagd op 23 november 2026. De privacy officer stelde een vraag: beantwoord die eerst."
    )
    zin = delen.deelzin(wereld.regie, dossier.casus_id)
    assert zin.endswith("De privacy officer stelde een vraag over een verzoek: beantwoord die.")
    # A request that can no longer be read asks nothing.
    zet(wereld, "UPDATE delingsverzoek SET tekst = '{}'")
    with wereld.regie.doe() as t:
        assert dict(waaromniet.wachtende(t, dossier.casus_id)) == {}


def test_the_kader_of_the_table(wereld: Wereld, dossier: Dossier) -> None:
    school = zet_aan_tafel(wereld, dossier)
    teken(wereld.privacy, cellen(school, "plan"))
    kaderzin = (
        "Het tafelkader van PGA lokaal geldt t/m 11 juni 2027: kies Samenvatting maken om te zien wie wat mag weten."
    )
    assert delen.deelzin(wereld.regie, dossier.casus_id) == kaderzin
    assert uitleg(wereld, dossier, "signaal") == (
        "Het tafelkader geeft deze ontvanger dit niet. Vraag akkoord aan P. Officer."
    )
    with wereld.regie.doe() as t:
        gronden = deelbaar(t, dossier.casus_id, Vorm.PAPIER)
        wat, doe = waaromniet.waarom_niets(t, gronden, politie(dossier), ("plan", "signalen"))
        assert wat == "Plan van aanpak, Signalen: De functie van deze ontvanger staat niet in het tafelkader."
        assert doe == "Vraag akkoord aan P. Officer."
        assert waaromniet.waarom_niets(t, gronden, school, ("plan",)) == ("", "")
    wereld.klok.moment += timedelta(days=201)
    with wereld.regie.doe() as t:
        een = waaromniet.Uitlegger(t, deelbaar(t, dossier.casus_id, Vorm.PAPIER), school).categorie("plan")
    assert een is not None
    assert een.wat == "Het tafelkader liep tot en met 11 juni 2027."


def test_the_refusal_itself_helps_and_holds_nothing_of_the_dossier(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("plan",)))
    verteld = MondelingInvoer(
        Bestemming(dossier.school, "Leerlingzaken"), Wijze.MONDELING, ("signalen", "plan"), "Aan tafel."
    )
    with pytest.raises(NietsTeDelen) as fout:
        record_mondeling(wereld.regie, dossier.casus_id, verteld)
    assert fout.value.tekst() == (
        "Er is nu geen geldig akkoord om iets met deze ontvanger te delen."
        " Signalen: Er is voor deze ontvanger geen akkoord gevraagd. Er is niets vastgelegd."
        " Vraag akkoord aan P. Officer. Wel mag: plan van aanpak."
        " Is het al verteld? Leg het dan vast bij 'Met spoed gedeeld': de privacy officer beoordeelt of het mocht."
    )
    with pytest.raises(NietsTeDelen) as fout:
        naar = Bestemming(dossier.politie, "Wijkagent")
        samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar, Wijze.PAPIER)
    gezegd = fout.value.tekst()
    assert "Vraag akkoord aan P. Officer." in gezegd
    assert not [woord for woord in WOORDEN.values() if woord in gezegd]


def test_each_reason_has_a_sentence() -> None:
    """No reason may come without words, or the screen would stay silent."""
    assert set(waaromniet._ZINNEN) == set(Waarom)


def test_who_to_ask_when_there_is_nobody_here(wereld: Wereld, dossier: Dossier) -> None:
    zet(wereld, "UPDATE gebruiker SET gestopt_op = actief_sinds WHERE rol = 'privacy_officer'")
    with wereld.regie.doe() as t:
        assert waaromniet.wie_beslist(t) == "de privacy officer"
    assert delen.deelzin(wereld.regie, dossier.casus_id) == delen.GEEN_AKKOORD
    vraag(wereld, dossier)
    assert delen.deelzin(wereld.regie, dossier.casus_id) == (
        f"{delen.GEEN_AKKOORD} 1 verzoek wacht op de privacy officer."
    )
    vraag(wereld, dossier, ("acties",))
    assert delen.deelzin(wereld.regie, dossier.casus_id).endswith(" 2 verzoeken wachten op de privacy officer.")


def test_while_a_restriction_runs_every_message_says_so(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    invoer = replace(ZELF, soort=Rechtsoort.BEPERKING, vraag="Even niet gebruiken.")
    decide_verzoek(wereld.privacy, record_verzoek(wereld.regie, dossier.casus_id, invoer), JA, "Eerst uitzoeken.")
    assert delen.deelzin(wereld.regie, dossier.casus_id) == Onthouden.BEPERKT.value
    beperking = f"{Onthouden.BEPERKT.value} Vraag P. Officer of de beperking nog loopt."
    assert uitleg(wereld, dossier, "signaal") == beperking
    verteld = MondelingInvoer(Bestemming(dossier.school, "Leerlingzaken"), Wijze.MONDELING, ("signalen",), "Aan tafel.")
    with pytest.raises(NietsTeDelen) as fout:
        record_mondeling(wereld.regie, dossier.casus_id, verteld)
    assert Onthouden.BEPERKT.value in fout.value.wat
