"""Rows that are written over: what becomes milder in place is known as loosened, and tightened back it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from pmg_desk.services import groepen, jongeren, plannen, relaties
from pmg_desk.services.groepen import GroepInvoer
from pmg_desk.services.jongeren import Adres
from pmg_desk.services.relaties import RelatieInvoer
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.storage.models import Jongere
from tests.casusbouw import maak, regels
from tests.services.planbouw import actie, bouw, doel
from tests.wereld import Wereld


def sinds(wereld: Wereld, casus_id: UUID) -> dict[str, datetime | None]:
    """By kind of stuk since when it is as loose as it is."""
    with wereld.regie.doe() as t:
        return {stuk.id.partition(":")[0]: stuk.verruimd_op for stuk in cut_dossier(t, t.casus(casus_id))}


def gelogd(wereld: Wereld) -> list[tuple[str, str]]:
    return [(r.object_soort, r.verwerking) for r in regels(wereld.privacy) if r.actie == "gegeven.verruimen"]


def straks(wereld: Wereld) -> datetime:
    wereld.klok.moment += timedelta(hours=1)
    return wereld.klok.moment


def test_een_adres_dat_niet_meer_geheim_is(wereld: Wereld) -> None:
    adres = Adres("Leyweg", "1", "2545 CC", "Den Haag")
    casus_id = maak(wereld.regie, adres=adres, adres_geheim=True)
    assert sinds(wereld, casus_id)["adres"] is None
    for geheim in (False, True):
        toen = straks(wereld) if not geheim else None
        with wereld.regie.doe() as t:
            rij = t.haal(Jongere, t.casus(casus_id).jongere_id)
            invoer, versie = jongeren.als_invoer(rij), rij.versie
        nieuw = replace(invoer, adres_geheim=geheim)
        jongeren.update_jongere(wereld.regie, casus_id, nieuw, versie, "Staat niet meer in de BRP.")
        assert sinds(wereld, casus_id)["adres"] == toen
    assert gelogd(wereld) == [("jongere", "geheim")]


def test_een_groep_die_een_huishouden_wordt_genoemd(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    invoer = GroepInvoer("groep", "Leyweg", "pga_lokaal", wereld.regie.gebruiker.id)
    groep_id = groepen.make_groep(wereld.regie, invoer, [casus_id])
    assert sinds(wereld, casus_id)["groepslid"] is None
    toen = straks(wereld)
    groepen.amend_groep(wereld.regie, groep_id, replace(invoer, soort="huishouden"), 1)
    assert sinds(wereld, casus_id)["groepslid"] == toen
    assert gelogd(wereld) == [("groep", "politiegegevens")]


def test_iemand_die_iets_anders_van_de_jongere_wordt(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    invoer = RelatieInvoer("medeverdachte", "M. Bekende")
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, invoer)
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, replace(invoer, naam="M. Bekend"))
    assert (sinds(wereld, casus_id)["relatie"], gelogd(wereld)) == (None, [])
    toen = straks(wereld)
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, replace(invoer, soort="ouder"))
    assert sinds(wereld, casus_id)["relatie"] == toen


def test_een_doel_dat_van_leefgebied_wisselt(wereld: Wereld) -> None:
    """In a version that is being made by the log, and of one that was agreed by the versions themselves."""
    casus = bouw(wereld, leefgebied="geestelijke_gezondheid")
    actie(wereld, casus)
    assert set(sinds(wereld, casus.casus_id).values()) == {None}
    toen = straks(wereld)
    plannen.change_doel(wereld.regie, casus.doel_id, doel("werk_opleiding", categorie="plan"))
    los = sinds(wereld, casus.casus_id)
    assert (los["doel"], los["actie"]) == (toen, toen)
    straks(wereld)
    plannen.change_doel(wereld.regie, casus.doel_id, doel("geestelijke_gezondheid"))
    assert sinds(wereld, casus.casus_id)["doel"] is None
    assert gelogd(wereld) == [("doel", "gezondheid")]
