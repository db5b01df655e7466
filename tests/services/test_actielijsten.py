"""Lists of actions after an overleg: each person's own, only what an approval lets go, and all of it written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.reports import overlegverslag as verslagblad
from pmg_desk.services import (
    aanwezigheid,
    actiehouders,
    acties,
    adresboek,
    bespreken,
    bundelregister,
    overleggen,
    plannen,
    wissen,
)
from pmg_desk.services.actielijsten import (
    Actielijstkeuze,
    Actielijstuitgave,
    Buitentafel,
    issue_actielijsten,
    list_buiten_tafel,
    prepare_actielijsten,
    preview_actielijst,
)
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.adresboek import ProfessionalInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, Regel
from pmg_desk.services.bundelbladen import BladenWeg
from pmg_desk.services.bundels import Bundelkeuze, mark_bundel_mislukt, open_bundel, preview_bundel
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.reacties import add_reactie
from pmg_desk.services.samenvattingen import NietsTeDelen
from pmg_desk.services.uitgaven import open_uitgave
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import (
    Aanwezigheidsstand,
    ActieStatus,
    Besprekingsstand,
    Organisatie,
    Professional,
    UitspraakSoort,
    Verstrekking,
    VerstrekkingStatus,
)
from tests.casusbouw import bladen as logbladen
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken
from tests.reports.lezen import alles_in, open_pdf, pdftotext, structuur, tekst
from tests.tafelbouw import Tafel, maak_tafel, verstrekt
from tests.vulling import WOORDEN, keur_goed, vraag
from tests.wereld import Wereld

VAN_MIJ, OOK_VAN_MIJ, KLAAR = "Belt Wolkenmerk.", "Mailt Vuurmerk.", "Had Afgerondmerk gedaan."
VAN_ANDER, GEZEGD, BESLOTEN = "Bezoekt Anderenmerk.", "Gezegd is Praatmerk.", "Besloten is Besluitmerk."
GEZOND, NIET_DOOR = "Brengt Pillenmerk.", "Haalt Zwijgmerk op."
VERBODEN = (
    "Afgerondmerk",
    "Anderenmerk",
    "Praatmerk",
    "Besluitmerk",
    "Pillenmerk",
    "Zwijgmerk",
    "Stilmerk",
    WOORDEN["actie"],
)
"""What is in these dossiers, and is of somebody else, done, or under no approval."""


@dataclass(frozen=True)
class Zaal:
    wereld: Wereld
    tafel: Tafel
    mensen: dict[str, UUID]  # by organisation
    punten: tuple[UUID, ...]

    @property
    def ik(self) -> UUID:
        return self.mensen["Gemeente"]

    def spreek_af(self, nr: int, *wat: tuple[str, UUID, dict[str, Any]]) -> None:
        """Agree these actions at the item of that casus."""
        regie, dossier = self.wereld.regie, self.tafel.dossiers[nr]
        stam = plannen.list_plannen(regie, dossier.casus_id)[0].doelen[0].stam_id
        dag = self.wereld.klok.nu().date() + timedelta(days=7)
        nieuw = tuple(
            Actieregel(stam, ActieInvoer(UitspraakInvoer(woorden, **anders), wie, dag)) for woorden, wie, anders in wat
        )
        nu = bespreken.toon_bespreking(regie, self.punten[nr])
        invoer = BesprekingInvoer(Besprekingsstand.BESPROKEN, acties=nieuw, versie=nu.versie)
        if not nu.versie:
            praat, besluit = UitspraakInvoer(GEZEGD, "School", categorie="acties"), UitspraakInvoer(BESLOTEN)
            invoer = replace(invoer, punten=(Regel(praat),), besluiten=(Regel(besluit),))
        bespreken.save_bespreking(regie, self.punten[nr], invoer)

    def keuze(self, wie: UUID) -> Actielijstkeuze:
        """With everything that is new confirmed."""
        for een in prepare_actielijsten(self.wereld.regie, self.tafel.overleg_id):
            if een.professional_id == wie:
                return Actielijstkeuze(wie, frozenset(id_ for stuk in een.nieuw for id_ in stuk.ids))
        return Actielijstkeuze(wie)

    def geef_uit(self, *mensen: UUID) -> tuple[Actielijstuitgave, ...]:
        uit = issue_actielijsten(self.wereld.regie, self.tafel.overleg_id, [self.keuze(wie) for wie in mensen])
        assert uit.mislukt == ()
        return uit.uitgegeven

    def verstrekt(self) -> list[Verstrekking]:
        """The sharing register, of the first casus first."""
        return sorted(verstrekt(self.wereld), key=lambda rij: rij.casus_id != self.tafel.dossiers[0].casus_id)


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    """Two casussen; the kader gives the Gemeente names and actions, the GGD (care) only the plan. Somebody has actions
    in both, of which one was done before.
    """
    tafel = maak_tafel(wereld)
    gemeente, ggd = tafel.ontvangers
    teken(wereld.privacy, (*cellen(gemeente, "identiteit", "acties"), *cellen(ggd, "plan")))
    with wereld.regie.doe() as t:
        per = {str(p.organisatie_id): p.id for p in t.db.query(Professional)}
    agenda = overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda
    mensen = {wie.organisatie: per[wie.organisatie_id] for wie in tafel.ontvangers}
    zaal = Zaal(wereld, tafel, mensen, tuple(punt.id for punt in agenda))
    ik, ander = mensen["Gemeente"], mensen["GGD"]
    zaal.spreek_af(0, (VAN_MIJ, ik, {}), (VAN_ANDER, ander, {}), (KLAAR, ik, {}))
    zaal.spreek_af(1, (OOK_VAN_MIJ, ik, {}), (VAN_ANDER, ander, {}))
    (klaar,) = [a for a in bespreken.toon_bespreking(wereld.regie, agenda[0].id).acties if a.tekst.tekst == KLAAR]  # type: ignore[union-attr]
    acties.set_actiestatus(wereld.regie, klaar.id, ActieStatus.GEREED)
    return zaal


def test_everyone_gets_their_own_actions_and_no_word_of_anything_else(zaal: Zaal) -> None:
    zaal.spreek_af(0, (GEZOND, zaal.ik, {"categorie": "gezondheid"}))
    zaal.spreek_af(1, (NIET_DOOR, zaal.ik, {"doorverstrekking": Doorverstrekking.NEE}))
    signaal = UitspraakInvoer(f"Iemand {VAN_ANDER}", bron="Politie", categorie="acties")
    add_uitspraak(zaal.wereld.regie, zaal.tafel.dossiers[0].casus_id, UitspraakSoort.SIGNAAL, signaal)
    for wie, woorden in ((zaal.ik, "Dat wil hij niet, Tegenmerk."), (zaal.mensen["GGD"], "Ook niet, Stilmerk.")):
        (over,) = [
            actie.tekst
            for actie in bespreken.toon_bespreking(zaal.wereld.regie, zaal.punten[1]).acties
            if actie.eigenaar_id == wie and actie.tekst is not None and actie.tekst.tekst in (OOK_VAN_MIJ, VAN_ANDER)
        ]
        add_reactie(zaal.wereld.regie, over.id, UitspraakInvoer(woorden, "jongere"))
    beeld = prepare_actielijsten(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert [(een.naam, een.acties, een.verzwegen) for een in beeld] == [
        ("X. Jeugdverpleegkundige", 0, 2),
        ("X. Leerlingzaken", 4, 0),
    ]
    (uit,) = zaal.geef_uit(zaal.ik)
    for gelezen in (tekst(uit.pdf), pdftotext(uit.pdf)):
        assert [
            woord for woord in ("Wolkenmerk", "Vuurmerk", "Tegenmerk", WOORDEN["voornaam"]) if woord not in gelezen
        ] == []
        assert [woord for woord in VERBODEN if woord in gelezen] == []
        assert "PMG-2026-00001" in gelezen
        assert "X. Jeugdverpleegkundige" not in gelezen
        # Of two actions only by when may be said.
        assert gelezen.count("Wat u doet, mag hier niet staan. Vraag de casusregisseur.") == 2
    alles = alles_in(uit.pdf)
    assert [woord for woord in VERBODEN if woord.encode() in alles] == []
    pdf = open_pdf(uit.pdf)
    assert (pdf.metadata["/Title"], pdf.trailer["/Root"]["/Lang"]) == ("Actielijst (vertrouwelijk)", "nl-NL")
    assert "Leerlingzaken" not in str(pdf.metadata)
    assert uit.bestandsnaam == "actielijst-2026-11-23-exemplaar-1.pdf"


def test_it_is_a_sharing_of_each_casus_under_its_own_decision_and_all_of_it_is_logged(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.ik)
    een, twee = zaal.verstrekt()
    assert {een.casus_id, twee.casus_id} == {dossier.casus_id for dossier in zaal.tafel.dossiers}
    for rij in (een, twee):
        assert (rij.organisatie, rij.functie, rij.status) == (
            "Gemeente",
            "Leerlingzaken",
            VerstrekkingStatus.UITGEGEVEN,
        )
        assert (rij.categorieen, rij.intern) == ("acties,identiteit", False)
    regie = zaal.wereld.regie
    with regie.doe() as t:
        stukken = {s.split(":")[0] for r in (een, twee) for s in deelrijen.verstrekte_stukken(t.db, r.id)}
        assert all(deelrijen.besluiten_van(t.db, [r.id])[r.id] == [] for r in (een, twee))  # under the kader
    assert stukken == {"identiteit", "actie"}
    logregels = regels(regie, "samenvatting.uitgeven")
    assert {r.casus_id for r in logregels} == {str(een.casus_id), str(twee.casus_id)}
    assert [(r.object_id, r.aantal) for r in regels(regie, "actielijst.uitgeven")] == [(str(uit.id), 1)]
    assert "merk" not in logbladen(regie)
    # Looking is logged for each dossier too.
    assert len(regels(regie, "actielijst.voorbereiden")) == 2
    preview_actielijst(regie, zaal.tafel.overleg_id, zaal.keuze(zaal.ik))
    assert len(regels(regie, "actielijst.bekijken")) == 2
    # The entry of a casus shows what this paper said about it and nothing of the other.
    for rij, wel, niet in ((een, "Wolkenmerk", "Vuurmerk"), (twee, "Vuurmerk", "Wolkenmerk")):
        blad = open_uitgave(regie, rij.id)[0]
        assert (wel in tekst(blad), niet in tekst(blad)) == (True, False)
        assert "Uittreksel voor het dossier" in tekst(blad)
        assert sha256_hex(blad) == rij.document_hash
    assert open_bundel(regie, uit.id)[0] == uit.pdf
    (regel,) = bundelregister.list_bundels(regie, zaal.tafel.overleg_id)
    assert (regel.bundelversie, regel.ontvanger, len(regel.casusnummers)) == (
        "Actielijst",
        "X. Leerlingzaken, Gemeente – Leerlingzaken",
        2,
    )
    # It is asked back at the next meeting, and is no work before its actions are done.
    morgen = zaal.wereld.klok.nu() + timedelta(days=1)
    volgend = overleggen.plan_overleg(regie, overleggen.OverlegInvoer("pga_lokaal", morgen.date()))
    assert [o.id for o in bundelregister.list_open_exemplaren(regie, volgend)] == [uit.id]
    zaal.wereld.klok.moment = morgen
    assert [i for i in show_werklijst(regie).items if i.soort is Werksoort.PAPIER] == []
    # A jam is one click: nothing of it counts.
    mark_bundel_mislukt(regie, uit.id)
    assert {rij.status for rij in zaal.verstrekt()} == {VerstrekkingStatus.MISLUKT}


def test_what_came_after_the_judgement_goes_only_when_it_was_confirmed(zaal: Zaal) -> None:
    wereld, overleg_id, ggd = zaal.wereld, zaal.tafel.overleg_id, zaal.mensen["GGD"]
    besluiten = []
    for dossier in zaal.tafel.dossiers:
        aan = replace(dossier, school=UUID(zaal.tafel.ontvangers[1].organisatie_id))
        gevraagd = vraag(wereld, aan, ("gezondheid", "acties"), functie="Jeugdverpleegkundige")
        besluiten.append(keur_goed(wereld, gevraagd))
    wereld.klok.moment += timedelta(minutes=5)
    zaal.spreek_af(0, (VAN_MIJ, ggd, {"categorie": "gezondheid"}))
    (wie,) = [een for een in prepare_actielijsten(wereld.regie, overleg_id) if een.professional_id == ggd]
    assert (wie.acties, wie.verzwegen) == (3, 0)
    assert [(een.casusnummer, een.tekst) for een in wie.nieuw] == [("PMG-2026-00001", VAN_MIJ)]
    zonder = tekst(preview_actielijst(wereld.regie, overleg_id, Actielijstkeuze(ggd)))
    assert ("Wolkenmerk" in zonder, zonder.count("Anderenmerk")) == (False, 2)
    assert "Er staat nog 1 andere actie voor u open waarover hier niets mag staan." in zonder
    bevestigd = frozenset(wie.nieuw[0].ids)
    alles = tekst(preview_actielijst(wereld.regie, overleg_id, Actielijstkeuze(ggd, bevestigd)))
    assert ("Wolkenmerk" in alles, alles.count("Anderenmerk"), "Er staat nog" in alles) == (True, 2, False)
    assert WOORDEN["voornaam"] not in alles  # no approval names the youth to them
    # A casus about which nothing may go is not there, not even with its number.
    wereld.klok.moment += timedelta(minutes=5)
    withdraw_besluit(wereld.privacy, besluiten[0], "Niet meer nodig.")
    rest = tekst(preview_actielijst(wereld.regie, overleg_id, Actielijstkeuze(ggd, bevestigd)))
    assert ("PMG-2026-00001" in rest, "PMG-2026-00002" in rest) == (False, True)
    assert "Er staan nog 2 andere acties voor u open" in rest


def test_who_may_have_nothing_on_paper_gets_no_list_and_the_others_theirs(
    zaal: Zaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    regie, overleg_id = zaal.wereld.regie, zaal.tafel.overleg_id
    keuzes = [zaal.keuze(zaal.mensen["GGD"]), zaal.keuze(zaal.ik)]
    stappen: list[tuple[int, int]] = []
    uit = issue_actielijsten(regie, overleg_id, keuzes, stap=lambda a, b: stappen.append((a, b)))
    assert [(naam, type(fout)) for naam, fout in uit.mislukt] == [("X. Jeugdverpleegkundige", NietsTeDelen)]
    assert [een.naam for een in uit.uitgegeven] == ["X. Leerlingzaken"]
    assert stappen == [(0, 2), (1, 2), (2, 2)]
    voor = len(zaal.verstrekt())

    def stuk(_lijst: object) -> bytes:
        raise verslagblad.VerslagNietGedrukt

    monkeypatch.setattr(verslagblad, "maak_actielijst", stuk)
    assert [type(fout) for _, fout in issue_actielijsten(regie, overleg_id, keuzes[1:]).mislukt] == [
        verslagblad.VerslagNietGedrukt
    ]
    assert len(zaal.verstrekt()) == voor
    with pytest.raises(OngeldigeInvoer):
        issue_actielijsten(regie, overleg_id, [])


def test_who_came_without_being_asked_gets_a_list_and_who_is_not_of_the_meeting_does_not(zaal: Zaal) -> None:
    regie, overleg_id = zaal.wereld.regie, zaal.tafel.overleg_id
    overleggen.set_deelnemers(regie, overleg_id, [zaal.mensen["GGD"]])
    uit = issue_actielijsten(regie, overleg_id, [Actielijstkeuze(zaal.ik)])
    assert [type(fout) for _, fout in uit.mislukt] == [OngeldigeInvoer]
    aanwezigheid.set_aanwezigheid(regie, overleg_id, zaal.ik, Aanwezigheidsstand.AANWEZIG)
    assert len(zaal.geef_uit(zaal.ik)) == 1
    for naam in ("regie2", "privacy", "lezer", "beheer"):
        with pytest.raises(GeenToegang):
            prepare_actielijsten(zaal.wereld.werkplek(naam), overleg_id)
        with pytest.raises(GeenToegang):
            issue_actielijsten(zaal.wereld.werkplek(naam), overleg_id, [Actielijstkeuze(zaal.ik)])


def test_a_list_goes_with_the_first_of_its_casussen_that_is_destroyed_and_the_extract_of_another_stays(
    zaal: Zaal,
) -> None:
    (uit,) = zaal.geef_uit(zaal.ik)
    een, twee = zaal.verstrekt()
    with zaal.wereld.beheer.doe() as t:
        wissen.erase_casus(t, een.casus_id)
    with pytest.raises(BladenWeg):
        open_bundel(zaal.wereld.regie, uit.id)
    (over,) = zaal.verstrekt()
    assert over.id == twee.id
    assert "Vuurmerk" in tekst(open_uitgave(zaal.wereld.regie, over.id)[0])
    (regel,) = bundelregister.list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert (regel.heeft_document, regel.casusnummers) == (False, ("PMG-2026-00002",))


def test_who_got_something_to_do_and_is_no_participant_is_named_and_the_user_is_not(zaal: Zaal) -> None:
    regie = zaal.wereld.regie
    assert list_buiten_tafel(regie, zaal.tafel.overleg_id) == ()
    ander = adresboek.add_professional(regie, ProfessionalInvoer(zaal.tafel.dossiers[0].school, "B. Buiten", "Mentor"))
    ik = next(houder.id for houder in actiehouders.list_houders(regie) if houder.ik)
    zaal.spreek_af(0, (VAN_ANDER, ander, {}), (VAN_MIJ, ik, {}), (OOK_VAN_MIJ, ander, {}))
    (school,) = [o.naam for o in adresboek.list_organisaties(regie) if o.id == zaal.tafel.dossiers[0].school]
    assert list_buiten_tafel(regie, zaal.tafel.overleg_id) == (Buitentafel("B. Buiten", school, 2),)
    with pytest.raises(GeenToegang):
        list_buiten_tafel(zaal.wereld.privacy, zaal.tafel.overleg_id)
    overleggen.set_deelnemers(regie, zaal.tafel.overleg_id, [*zaal.mensen.values(), ander])
    assert list_buiten_tafel(regie, zaal.tafel.overleg_id) == ()


def test_who_gives_care_is_asked_their_own_action_and_nobody_else_reads_a_loose_line_of_it(zaal: Zaal) -> None:
    """That they do it counts as health (AVG 9), to all but themselves."""
    regie, overleg_id, ggd = zaal.wereld.regie, zaal.tafel.overleg_id, zaal.mensen["GGD"]
    gemeente, zorg = zaal.tafel.ontvangers
    with zaal.wereld.beheer.doe() as t:
        t.haal(Organisatie, UUID(zorg.organisatie_id)).soort = "jeugdzorg"
        t.log("organisatie.wijzigen", "organisatie", UUID(zorg.organisatie_id))
    teken(zaal.wereld.privacy, (*cellen(gemeente, "identiteit", "acties"), *cellen(zorg, "identiteit", "acties")))
    (zelf,) = [een for een in prepare_actielijsten(regie, overleg_id) if een.professional_id == ggd]
    assert (zelf.acties, zelf.verzwegen) == (2, 0)
    (lijst,) = zaal.geef_uit(ggd)
    assert (tekst(lijst.pdf).count(VAN_ANDER), "mag hier niet staan" in tekst(lijst.pdf)) == (2, False)

    def bundel(wie: Ontvanger) -> list[tuple[str, str]]:
        keuze = Bundelkeuze(UUID(wie.organisatie_id), wie.functie)
        return [
            (rol, woorden)
            for rol, _, woorden in structuur(preview_bundel(regie, overleg_id, keuze, Bundelversie.ACHTERAF))
        ]

    eigen = bundel(zorg)
    vak = eigen.index(("H2", "Gevraagd van u"))
    assert eigen[vak + 1 : vak + 3] == [("P", "30-11-2026"), ("P", VAN_ANDER)]
    rij = next(nr for nr, (_, woorden) in enumerate(eigen) if woorden.startswith("VOOR U"))
    assert eigen[rij - 1] == ("TD", VAN_ANDER)
    zien = str(bundel(gemeente))
    assert (VAN_MIJ in zien, "Anderenmerk" in zien, "Jeugdverpleegkundige" in zien) == (True, False, False)
