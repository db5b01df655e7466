"""Two installations and a stick between them (issue 5, "Show"): tafelkader, request, a question, a reduced approval,
what the school then gets on paper, the withdrawal, and at the end an audit that finds what was done to the team's log.

Whatever goes over goes as a file. The officer works in the window; the team's side is its use cases, as its screens
call them.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.services import (
    delen,
    kaderconcepten,
    kaderpakketten,
    kaderpost,
    pakketten_in,
    samenvattingen,
    toezichtaudit,
    toezichtdossier,
    toezichtregister,
    verstrekkingen,
    verzoeken,
)
from pmg_desk.services.auditpakketten import make_auditpakket
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verbindingsfouten import PakketGeweigerd
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from tests.aanvallen.knoeien import keten_opnieuw, nr_van, zet
from tests.functioneel.routezaal import Routezaal
from tests.kaderbouw import DOEL, cellen, vul, zet_aan_tafel
from tests.services.test_samenvatting_dekking import pdf_tekst, woorden_in
from tests.toezichtzaak import Zaak
from tests.vulling import vraag


def _oordeel(kantoor: Routezaal, zaak: Zaak, pakket: bytes, antwoord: Path, **waarden: Any) -> None:
    """The officer takes a request in, judges it on its page, and saves what goes back."""
    kantoor.ga("toezicht")
    volgend_pad(zaak.twee.schrijf(pakket))
    kantoor.druk("Pakket inlezen")
    (open_,) = [r for r in toezichtregister.list_ontvangen(zaak.twee.officer) if r.status.value == "ingediend"]
    kantoor.ga("toezichtverzoek", verzoek_id=open_.id)
    kantoor.rust()
    formulier = kantoor.scherm.formulier
    for sleutel, waarde in waarden.items():
        formulier.veld(sleutel).zet(waarde)
    volgend_pad(antwoord)
    formulier.knop.click()
    kantoor.rust()


def _papier(zaak: Zaak) -> set[str]:
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    uitgave = samenvattingen.issue_samenvatting(zaak.twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER)
    return woorden_in(pdf_tekst(uitgave.pdf))


def test_van_tafelkader_tot_een_logboek_waarmee_is_geknoeid(
    zaak: Zaak, omgeving: Omgeving, qtbot: Any, tmp_path: Path
) -> None:
    twee, team = zaak.twee, zaak.twee.team
    regie, officer, bij_officer = team.regie, twee.officer, zaak.verbindingen[1]
    school = zet_aan_tafel(team, zaak.dossier)
    kantoor = Routezaal(qtbot, omgeving, twee.toezicht)
    kantoor.open("privacy")

    # The convenant: asked by the team, made and signed by the officer, and taken in. It covers the ordinary.
    kader = kaderpakketten.make_kadervraag(regie, "pga_lokaal", DOEL, officer.gebruiker.id)
    kantoor.ga("tafelkader")
    volgend_pad(twee.schrijf(kader.ruw))
    kantoor.druk("Vraag inlezen")
    concept = kaderconcepten.start_concept(officer, "pga_lokaal", DOEL, verbinding_id=bij_officer)
    vul(officer, concept, cellen(school, "identiteit", "signalen"))
    kader_id = kaderconcepten.sign_kader(officer, concept)
    kaderpakketten.read_kaderpakket(regie, twee.schrijf(kaderpost.make_kaderpakket(officer, kader_id).ruw))
    assert _papier(zaak) == {"voornaam", "signaal"}

    # More needs a judgement: a question comes back, is answered, and the approval is narrower than what was asked.
    eerste = vraag(team, zaak.dossier, ("plan", "gezondheid"))
    terug = tmp_path / "vraag.pmgpakket"
    _oordeel(kantoor, zaak, zaak.pakket(eerste), terug, oordeel=Oordeel.TERUGVRAAG, motivering="Waarom de gezondheid?")
    pakketten_in.read_pakket(regie, terug)
    gesteld = delen.toon_verzoek(regie, eerste)
    assert gesteld.vraag_terug == "Waarom de gezondheid?"
    invoer = verzoeken.VerzoekInvoer(
        casus_id=zaak.dossier.casus_id,
        soort=Soort.STAAND,
        organisatie_id=zaak.dossier.school,
        functie="Leerlingzaken",
        doel=gesteld.tekst.doel,
        grondslagen=gesteld.tekst.grondslagen,
        noodzaak="De school past het rooster aan op zijn slaap.",
        proportionaliteit=gesteld.tekst.proportionaliteit,
        subsidiariteit=gesteld.tekst.subsidiariteit,
        geinformeerd=gesteld.tekst.geinformeerd,
        gevraagd_tot=gesteld.tekst.gevraagd_tot,
        categorieen=("plan", "gezondheid"),
    )
    tweede = verzoeken.request_deling(regie, invoer, eerste)
    besluit = tmp_path / "besluit.pmgpakket"
    smal = {"oordeel": Oordeel.AKKOORD, "motivering": "Het plan is genoeg.", "categorieen": ("plan",)}
    _oordeel(kantoor, zaak, zaak.pakket(tweede), besluit, **smal)
    pakketten_in.read_pakket(regie, besluit)
    (inzicht,) = delen.list_besluiten(regie)
    assert (inzicht.geldig, inzicht.oordeel, inzicht.categorieen) == (True, Oordeel.AKKOORD_BEPERKT, ("plan",))

    team.klok.moment += timedelta(hours=1)
    # The school gets the ordinary under the kader and the plan under the decision; its register names both.
    assert _papier(zaak) == {"voornaam", "signaal", "plan", "doel"}
    laatste = verstrekkingen.list_verstrekkingen(regie)[0]
    assert set(laatste.besluiten) == {"K-2026-00001", inzicht.nummer}

    # Withdrawn: known from the moment that the file was read in, and from then on at every print.
    team.klok.moment += timedelta(days=1)
    intrekking = tmp_path / "intrekking.pmgpakket"
    kantoor.ga("toezichtverzoek", verzoek_id=tweede)
    kantoor.rust()
    volgend_pad(intrekking)
    (knop,) = kantoor.scherm.intrekknoppen()
    knop.click()
    kantoor.rust()
    vul_dialoog(kantoor, reden="De moeder maakte bezwaar.")
    assert _papier(zaak) == {"voornaam", "signaal", "plan", "doel"}
    pakketten_in.read_pakket(regie, intrekking)
    assert _papier(zaak) == {"voornaam", "signaal"}

    # An audit of the whole log as it is finds nothing.
    assert _audit(zaak, bij_officer) == ()
    # Somebody takes the withdrawal out of the team's vault, lines and row, and makes the chain fit again.
    nr = nr_van(team, "besluit.intrekking_ontvangen")
    zet(team, "DELETE FROM intrekking")
    zet(
        team, "UPDATE logregel SET blad = replace(blad, :oud, :nieuw) WHERE nr = :n", oud=INTREKKING, nieuw=ANDERS, n=nr
    )
    zet(team, "UPDATE logregel SET actie = 'verzoek.openen' WHERE nr = :n", n=nr)
    keten_opnieuw(team)
    assert _papier(zaak) == {"voornaam", "signaal", "plan", "doel"}  # on that machine it worked
    bevindingen = _audit(zaak, bij_officer)
    assert bevindingen[0].startswith("Regel ")
    assert "Het bewijs dat dit logboek verdergaat op wat u zag, klopt niet." in bevindingen
    kantoor.ga("toezichtdossier", dossier_id=toezichtdossier.list_dossiers(officer)[0].id)
    kantoor.rust()
    for zin in bevindingen:
        assert zin in kantoor.leest()


INTREKKING, ANDERS = '"actie":"besluit.intrekking_ontvangen"', '"actie":"verzoek.openen"'


def _audit(zaak: Zaak, bij_officer: UUID) -> tuple[str, ...]:
    """Asked by file, answered by file; what was found, or why the answer was refused."""
    twee = zaak.twee
    gevraagd = toezichtaudit.ask_audit(twee.officer, bij_officer, "Halfjaarlijkse controle.")
    antwoord = make_auditpakket(twee.team.beheer, twee.schrijf(gevraagd.ruw))
    try:
        dossier_id = toezichtaudit.read_audit(twee.officer, antwoord.ruw)
    except PakketGeweigerd as fout:
        return (fout.wat,)
    return toezichtdossier.toon_dossier(twee.officer, dossier_id).bevindingen


def vul_dialoog(kantoor: Routezaal, **waarden: Any) -> None:
    (venster,) = [w for w in kantoor.scherm.findChildren(Formulierdialoog) if w.isVisible()]
    venster.formulier.zet(waarden)
    venster.formulier.knop.click()
    kantoor.rust()
