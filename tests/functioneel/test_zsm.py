"""ZSM (000, interventie 9): what was passed on, when, under which entry of the register, and how it ended."""

from __future__ import annotations

from pmg_desk.services import samenvattingen
from pmg_desk.services.doorgeleidingen import DoorgeleidingStatus
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.storage.models import Wijze
from tests.functioneel.routezaal import Routezaal
from tests.vulling import keur_goed, maak_dossier, vraag


def test_doorgeven_aan_zsm_onder_een_verstrekking_en_de_afloop(zaal: Routezaal) -> None:
    regie = zaal.wereld.regie
    dossier = maak_dossier(regie)
    keur_goed(zaal.wereld, vraag(zaal.wereld, dossier))
    zaal.open()
    scherm = zaal.leid_door(dossier.casus_id, "regel:pga_lokaal:zsm", waarom="Aangehouden, zitting volgt.")
    scherm.ontvanger.zet({"organisatie_id": dossier.school, "functie": "Leerlingzaken"})
    scherm.ontvanger.knop.click()
    zaal.rust()
    gelezen = zaal.leest()
    # What an approval covers goes along; health in the explanation of a plan, and antecedenten, do not.
    assert ("Kwetterzolder" in gelezen, "Er is voor deze ontvanger geen akkoord gevraagd." in gelezen) == (
        True,
        True,
    )
    zaal.verstuur()
    assert scherm.verstuur.veld("verstrekking_id").fout != ""
    uitgave = samenvattingen.issue_samenvatting(
        regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    zaal.rust()
    zaal.verstuur(verstrekking_id=uitgave.verstrekking_id)
    (pas,) = zaal.route(dossier.casus_id).doorgeleidingen
    zaal.beeld("zsm")
    assert pas.verstrekking == "Op papier aan School De Brug PMG-2026-00001 \u2013 Leerlingzaken, 23 november 2026"
    zaal.druk("Afloop vastleggen")
    zaal.vul(woorden="OM-hoorgesprek: taakstraf van 40 uur.")
    (pas,) = zaal.route(dossier.casus_id).doorgeleidingen
    assert pas.status is DoorgeleidingStatus.AFGEROND
    with regie.doe() as t:
        stukken = {s.tekst: s.categorie for s in cut_dossier(t, t.casus(dossier.casus_id)) if s.rubriek == "route"}
    assert stukken["OM-hoorgesprek: taakstraf van 40 uur."] == "politiegegevens"
