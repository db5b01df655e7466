"""What stands out in the log of a real vault: asked as a question, looked at with a note, and not asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.patronen import Soort
from pmg_desk.services import auditpakketten, casussen, noodtoegang, samenvattingen, toezichtaudit, uitgaven
from pmg_desk.services.logboek import export_logregels
from pmg_desk.services.mondeling import record_spoed
from pmg_desk.services.patronen import NIET_UIT_PAKKET, PatroonInzicht, list_patronen, mark_bekeken
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.steekproeven import AlBekeken
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Organisatie, VerstrekkingStatus, Wijze
from tests.casusbouw import bladen, regels
from tests.services.test_spoed import spoed
from tests.toezichtzaak import Zaak
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

VAN, TOT = date(2026, 11, 1), date(2026, 11, 30)

LAAT = Soort.LAAT_VASTGELEGD.value


def gevraagd(werkplek: Werkplek) -> list[tuple[str, str, str]]:
    return sorted((p.vraag, p.wie, p.casusnummer) for p in list_patronen(werkplek, VAN, TOT).patronen)


def zet_soort(wereld: Wereld, dossier: Dossier, soort: str) -> None:
    with wereld.regie.doe() as t:
        t.haal(Organisatie, dossier.school).soort = soort
        t.log("organisatie.wijzigen", "organisatie")


def deel(wereld: Wereld, dossier: Dossier) -> None:
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)


def test_gewoon_werk_geeft_geen_vraag(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    zet_soort(wereld, dossier, "gemeente")
    deel(wereld, dossier)
    casussen.open_dossier(wereld.regie, dossier.casus_id)
    assert gevraagd(wereld.privacy) == []


def test_een_dossier_geopend_door_wie_er_geen_rol_in_had(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    with wereld.regie2.doe() as t:  # as an owner of the machine could, beside the program
        t.log("dossier.openen", "casus", dossier.casus_id, casus_id=dossier.casus_id)
    assert gevraagd(wereld.privacy) == [(Soort.ZONDER_ROL.value, "D. Regisseur", "PMG-2026-00001")]
    wereld.klok.moment += timedelta(minutes=5)
    noodtoegang.take_noodtoegang(wereld.regie2, dossier.casus_id, "Vannacht aangehouden.")
    casussen.open_dossier(wereld.regie2, dossier.casus_id)
    (patroon,) = list_patronen(wereld.privacy, VAN, TOT).patronen
    assert (patroon.getallen, len(patroon.nrs)) == ("keer geopend: 1", 1)
    assert patroon.regels[0].endswith("D. Regisseur opende een dossier (casus PMG-2026-00001)")


def test_delen_met_een_organisatie_die_niet_bij_de_tafel_hoort(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    zet_soort(wereld, dossier, "gemeente")
    deel(wereld, dossier)
    tafel = replace(wereld.profiel.tafels["pga_lokaal"], organisaties=("politie",))
    wereld.privacy.profiel = replace(wereld.profiel, tafels={**wereld.profiel.tafels, "pga_lokaal": tafel})
    assert gevraagd(wereld.privacy) == [(Soort.BUITEN_TAFEL.value, "C. Regisseur", "PMG-2026-00001")]
    wereld.privacy.profiel = replace(wereld.profiel, tafels={})
    assert gevraagd(wereld.privacy) == []
    zet_soort(wereld, dossier, "onbekende_soort")
    assert [soort for soort, _, _ in gevraagd(wereld.privacy)] == [Soort.BUITEN_TAFEL.value]


def test_laat_melden_dat_iets_mislukte_is_een_vraag_ook_als_het_in_een_eerdere_maand_is_uitgegeven(
    wereld: Wereld,
) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    zet_soort(wereld, dossier, "gemeente")
    school = Bestemming(dossier.school, "Leerlingzaken")
    snel, laat = (
        samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, school, Wijze.PAPIER).verstrekking_id
        for _ in range(2)
    )
    uitgaven.mark_uitgave(wereld.regie, snel, VerstrekkingStatus.MISLUKT, "Papier op.")
    assert gevraagd(wereld.privacy) == []
    wereld.klok.moment += timedelta(days=14)
    uitgaven.mark_uitgave(wereld.regie, laat, VerstrekkingStatus.MISLUKT, "Geheimreden.")
    lijst = list_patronen(wereld.privacy, date(2026, 12, 1), date(2026, 12, 31)).patronen
    assert [(p.vraag, p.wie, p.casusnummer, p.getallen) for p in lijst] == [
        (Soort.LAAT_MISLUKT.value, "C. Regisseur", "PMG-2026-00001", "uur na de uitgifte: 336")
    ]
    assert "Geheimreden" not in str(lijst)


def test_wat_laat_is_vastgelegd_is_een_vraag(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    een, toen = spoed(dossier), wereld.klok.nu().date()
    wereld.klok.moment += timedelta(days=4)
    record_spoed(wereld.regie, dossier.casus_id, replace(een, verteld=replace(een.verteld, op=toen)))
    (patroon,) = (p for p in list_patronen(wereld.privacy, VAN, TOT).patronen if p.vraag == LAAT)
    assert (patroon.casusnummer, patroon.getallen) == ("PMG-2026-00001", "dagen later vastgelegd: 4")


def een_vraag(wereld: Wereld) -> PatroonInzicht:
    export_logregels(wereld.privacy)
    (patroon,) = list_patronen(wereld.privacy, VAN, TOT).patronen
    return patroon


def test_bekeken_met_een_opmerking_die_niet_in_de_regel_staat(wereld: Wereld) -> None:
    patroon = een_vraag(wereld)
    assert (patroon.vraag, patroon.bekeken_door) == (Soort.LOG_UITGEVOERD.value, "")
    with pytest.raises(OngeldigeInvoer):
        mark_bekeken(wereld.privacy, patroon, " ")
    mark_bekeken(wereld.privacy, patroon, "Voor de accountant.")
    (na,) = list_patronen(wereld.privacy, VAN, TOT).patronen
    assert (na.bekeken_door, na.opmerking) == ("P. Officer", "Voor de accountant.")
    assert "accountant" not in bladen(wereld.privacy)
    with pytest.raises(AlBekeken):
        mark_bekeken(wereld.privacy, patroon, "Nog eens.")
    with pytest.raises(NietGevonden):
        mark_bekeken(wereld.privacy, replace(patroon, kenmerk="x"), "Verzonnen.")
    (gelogd,) = regels(wereld.privacy, "patroon.bekijken")
    assert gelogd.aantal == 1


def test_met_een_regel_erbij_wordt_het_opnieuw_gevraagd(wereld: Wereld) -> None:
    mark_bekeken(wereld.privacy, een_vraag(wereld), "Voor de accountant.")
    export_logregels(wereld.privacy)
    (nieuw,) = list_patronen(wereld.privacy, VAN, TOT).patronen
    assert (len(nieuw.nrs), nieuw.bekeken_door) == (2, "")


def test_alleen_de_dagen_die_gevraagd_zijn_en_alleen_de_privacy_officer(wereld: Wereld) -> None:
    een_vraag(wereld)
    assert list_patronen(wereld.privacy, date(2026, 11, 24), TOT).patronen == ()
    assert list_patronen(wereld.privacy, VAN, date(2026, 11, 22)).patronen == ()
    for geen in (wereld.regie, wereld.beheer, wereld.lezer):
        with pytest.raises(GeenToegang):
            list_patronen(geen, VAN, TOT)


def test_op_een_eigen_installatie_wat_uit_de_regels_blijkt(zaak: Zaak) -> None:
    officer, team = zaak.twee.officer, zaak.twee.team
    for _ in range(3):
        noodtoegang.take_noodtoegang(team.regie2, zaak.dossier.casus_id, "Vannacht aangehouden.")
        team.klok.moment += timedelta(days=2)
    casussen.open_dossier(team.regie, zaak.dossier.casus_id)
    naar = team.regie.gebruiker.id
    gevraagd_pakket = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.", naar_id=naar)
    antwoord = auditpakketten.make_auditpakket(team.regie, zaak.twee.schrijf(gevraagd_pakket.ruw))
    dossier_id = toezichtaudit.read_audit(officer, antwoord.ruw)
    lijst = list_patronen(officer, VAN, TOT, dossier_id)
    assert [(p.vraag, p.wie) for p in lijst.patronen] == [(Soort.VAAK_NOODTOEGANG.value, "D. Regisseur")]
    assert lijst.ontbreekt[-1] == NIET_UIT_PAKKET
    mark_bekeken(officer, lijst.patronen[0], "Gebeld met de teamleider.", dossier_id)
    assert list_patronen(officer, VAN, TOT, dossier_id).patronen[0].opmerking == "Gebeld met de teamleider."
