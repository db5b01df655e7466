"""Bundles for an overleg: each recipient gets what an approval lets go and nothing else, and all of it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.reports import bundel as bundelblad
from pmg_desk.services import bespreken, bundelregister, bundels, overleggen, uitgaven, wissen
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.bundelbeeld import Bundelbeeld, Bundelcel, Hoeveel, prepare_bundels
from pmg_desk.services.bundelbladen import BladenWeg, DocumentVeranderd
from pmg_desk.services.bundels import Bundelkeuze, Bundeluitgave, issue_bundels, mark_bundel_mislukt, open_bundel
from pmg_desk.services.datalekken import DatalekInvoer, record_datalek
from pmg_desk.services.overlegbesluiten import set_besluitstand
from pmg_desk.services.reacties import add_reactie
from pmg_desk.services.samenvattingen import NietsTeDelen, NieuweTekst
from pmg_desk.services.uitgaven import open_uitgave
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import (
    Actie,
    BesluitStand,
    Besprekingsstand,
    Bundelblad,
    CasusTafel,
    GebruikerTafel,
    Organisatie,
    Papierstand,
    Professional,
    UitspraakSoort,
    VerstrekkingStatus,
    Wijze,
)
from tests import paginas
from tests.aanvallen.knoeien import zet
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken
from tests.reports.lezen import bladen, tekst, zonder_wit
from tests.tafelbouw import Tafel, maak_tafel, verstrekt
from tests.vulling import WOORDEN, Dossier, keur_goed, vraag
from tests.wereld import Wereld

VOORAF, ACHTERAF = Bundelversie.VOORAF, Bundelversie.ACHTERAF
MERKEN = ("Merelmerk", "Spechtmerk")
"""A word of its own in the signals of each casus."""
IN_LOG = {"Gemeente": "Gemeente – Leerlingzaken", "GGD": "GGD"}
"""As a line names them: that function of the GGD is none of the profile."""
KNOEI = "UPDATE overlegbundel SET document = :document WHERE exemplaar = 1"


@dataclass(frozen=True)
class Zaal:
    wereld: Wereld
    tafel: Tafel

    @property
    def gemeente(self) -> Ontvanger:
        return self.tafel.ontvangers[0]

    @property
    def ggd(self) -> Ontvanger:
        return self.tafel.ontvangers[1]

    def keuze(self, wie: Ontvanger, **anders: Any) -> Bundelkeuze:
        return Bundelkeuze(UUID(wie.organisatie_id), wie.functie, **anders)

    def beeld(self, versie: Bundelversie = VOORAF) -> Bundelbeeld:
        return prepare_bundels(self.wereld.regie, self.tafel.overleg_id, versie)

    def cel(self, nr: int, wie: Ontvanger) -> Bundelcel:
        return self.beeld().cellen[self.tafel.dossiers[nr].casus_id, UUID(wie.organisatie_id), wie.functie]

    def geef_uit(self, *keuzes: Bundelkeuze, **anders: Any) -> tuple[Bundeluitgave, ...]:
        versie, wijze = anders.pop("versie", VOORAF), anders.pop("wijze", Wijze.PAPIER)
        uit = issue_bundels(self.wereld.regie, self.tafel.overleg_id, keuzes, versie, wijze, **anders)
        assert uit.mislukt == ()
        return uit.uitgegeven

    def bundels(self) -> int:
        with self.wereld.regie.doe() as t:
            return len(rijen.bundels(t.db, self.tafel.overleg_id))


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    """Two casussen and two organisations; the kader of the table gives Gemeente signals and plan, GGD the plan."""
    tafel = maak_tafel(wereld)
    for dossier, merk in zip(tafel.dossiers, MERKEN, strict=True):
        invoer = UitspraakInvoer(f"Gezien bij {merk}.", bron="Politie", categorie="signalen")
        add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, invoer)
    gemeente, ggd = tafel.ontvangers
    teken(wereld.privacy, (*cellen(gemeente, "signalen", "plan"), *cellen(ggd, "plan")))
    return Zaal(wereld, tafel)


def akkoord(zaal: Zaal, dossier: Dossier, wie: Ontvanger, *categorieen: str) -> UUID:
    """A standing approval for one casus and one recipient."""
    aan = replace(dossier, school=UUID(wie.organisatie_id))
    return keur_goed(zaal.wereld, vraag(zaal.wereld, aan, categorieen, functie=wie.functie))


# before printing


def test_before_printing_one_sees_what_goes_and_what_not_and_why(zaal: Zaal) -> None:
    beeld = zaal.beeld()
    assert [(c.punt, c.nummer) for c in beeld.casussen] == [(1, "PMG-2026-00001"), (2, "PMG-2026-00002")]
    assert [(o.ontvanger, [naam for _, naam in o.mensen]) for o in beeld.ontvangers] == [
        (zaal.gemeente, ["X. Leerlingzaken"]),
        (zaal.ggd, ["X. Jeugdverpleegkundige"]),
    ]
    cel = zaal.cel(0, zaal.gemeente)
    assert (cel.hoeveel, cel.te_vragen, cel.nieuw, cel.documenten) == (Hoeveel.DEEL, True, (), ())
    assert [w.partition(" (")[2] for w in cel.onder] == ["tafelkader), t/m 11 juni 2027"]
    waarom = {soort: reden.zin for reden in cel.redenen for soort in reden.soorten}
    assert waarom["Gezondheid"] == "Het tafelkader geeft deze ontvanger dit niet. Vraag akkoord aan P. Officer."
    assert any("De bron staat doorverstrekken niet toe." in reden.zin for reden in cel.redenen)
    assert cel.niet == sum(reden.aantal for reden in cel.redenen)
    # Not one word of a text that stays behind is in what says why.
    assert not [w for w in WOORDEN.values() if w in repr(cel.redenen)]


def test_looking_is_logged_for_each_dossier(zaal: Zaal) -> None:
    zaal.beeld()
    ids = [str(dossier.casus_id) for dossier in zaal.tafel.dossiers]
    assert [r.casus_id for r in regels(zaal.wereld.regie, "bundel.voorbereiden")] == ids
    bundels.preview_bundel(zaal.wereld.regie, zaal.tafel.overleg_id, zaal.keuze(zaal.ggd))
    assert [r.casus_id for r in regels(zaal.wereld.regie, "bundel.bekijken")] == ids


def test_what_waits_and_what_ran_out_is_said(zaal: Zaal) -> None:
    wereld, dossier = zaal.wereld, zaal.tafel.dossiers[0]
    vraag(wereld, replace(dossier, school=UUID(zaal.ggd.organisatie_id)), ("signalen",), functie=zaal.ggd.functie)
    assert [zaal.cel(nr, wie).gevraagd for nr in (0, 1) for wie in (zaal.ggd, zaal.gemeente)] == [
        ("V-2026-00001",),
        (),
        (),
        (),
    ]
    akkoord(zaal, dossier, zaal.ggd, "gezondheid")
    assert zaal.cel(0, zaal.ggd).mee > zaal.cel(1, zaal.ggd).mee
    wereld.klok.moment += timedelta(days=70)
    waarom = {soort: reden.zin for reden in zaal.cel(0, zaal.ggd).redenen for soort in reden.soorten}
    assert waarom["Gezondheid"].startswith("Het akkoord liep tot en met ")


def test_a_casus_one_may_not_change_is_only_counted(zaal: Zaal) -> None:
    wereld = zaal.wereld
    with wereld.engine.begin() as verbinding:
        verbinding.exec_driver_sql("UPDATE casus SET status = 'gesloten' WHERE nummer = 'PMG-2026-00001'")
    beeld = zaal.beeld()
    assert ([(c.punt, c.nummer) for c in beeld.casussen], beeld.buiten) == ([(2, "PMG-2026-00002")], 1)
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    gelezen = tekst(uit.pdf)
    assert "Agendapunt 1: niet voor u" in gelezen
    assert "PMG-2026-00001" not in zonder_wit(gelezen).replace("ZuiderparkPMG-2026-00001", "")


# issuing


def test_each_gets_what_the_approval_covers_and_each_casus_its_entry(zaal: Zaal) -> None:
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    eerste, tweede = tekst(een.pdf), tekst(twee.pdf)
    mag_niet = set(WOORDEN.values()) - {WOORDEN["signaal"], WOORDEN["plan"], WOORDEN["doel"]}
    for merk in MERKEN:
        assert (merk in eerste, merk in tweede) == (True, False)
    assert WOORDEN["plan"] in eerste
    assert WOORDEN["plan"] in tweede
    assert [w for w in mag_niet if w in eerste + tweede] == []
    assert [(u.exemplaar, u.ontvanger, u.bestandsnaam) for u in (een, twee)] == [
        (1, zaal.gemeente.voluit, "overlegbundel-2026-11-23-exemplaar-1.pdf"),
        (2, zaal.ggd.voluit, "overlegbundel-2026-11-23-exemplaar-2.pdf"),
    ]
    boek = verstrekt(zaal.wereld)
    assert sorted((str(v.casus_id), v.functie, v.categorieen, v.document_hash) for v in boek) == sorted(
        (str(d.casus_id), wie.functie, soorten, sha256_hex(uit.pdf))
        for d in zaal.tafel.dossiers
        for wie, soorten, uit in ((zaal.gemeente, "plan,signalen", een), (zaal.ggd, "plan", twee))
    )
    gelogd = regels(zaal.wereld.regie, "samenvatting.uitgeven")
    assert {(r.object_id, r.casus_id, r.ontvanger, r.verwerking) for r in gelogd} == {
        (str(v.id), str(v.casus_id), IN_LOG[v.organisatie], v.doel) for v in boek
    }
    for v in list_verstrekkingen(zaal.wereld.regie):
        assert (len(v.besluiten), v.doel, v.heeft_document) == (1, "Samen een plan van aanpak maken en uitvoeren", True)


def test_what_went_along_is_kept_stuk_by_stuk(zaal: Zaal) -> None:
    beeld = zaal.beeld()
    zaal.geef_uit(zaal.keuze(zaal.gemeente))
    for verstrekking in verstrekt(zaal.wereld):
        with zaal.wereld.regie.doe() as t:
            stukken = deelrijen.verstrekte_stukken(t.db, verstrekking.id)
        plek = UUID(zaal.gemeente.organisatie_id), zaal.gemeente.functie
        assert len(stukken) == beeld.cellen[verstrekking.casus_id, *plek].mee


def test_a_casus_with_nothing_for_this_recipient_is_not_in_it(zaal: Zaal) -> None:
    wereld, tafel = zaal.wereld, zaal.tafel
    with wereld.beheer.doe() as t:
        ander = Organisatie(id=uuid4(), naam="Kerkelijk Bureau", soort="welzijn")
        t.db.add(ander)
        t.db.flush()
        mens = Professional(id=uuid4(), organisatie_id=ander.id, naam="K. Koster", functie="Jongerenwerker")
        t.db.add(mens)
        t.log("organisatie.toevoegen", "organisatie")
        nu = [p.id for p in t.db.query(Professional).where(Professional.naam.startswith("X. "))]
    overleggen.set_deelnemers(wereld.regie, tafel.overleg_id, [*nu, mens.id])
    koster = Ontvanger(str(ander.id), "Kerkelijk Bureau", "Jongerenwerker")
    assert zaal.cel(0, koster).hoeveel is Hoeveel.NIETS
    uit = issue_bundels(wereld.regie, tafel.overleg_id, [zaal.keuze(koster)], VOORAF, Wijze.PAPIER)
    assert (uit.uitgegeven, [(m.ontvanger, type(m.fout)) for m in uit.mislukt]) == (
        (),
        [("Kerkelijk Bureau – Jongerenwerker", NietsTeDelen)],
    )
    akkoord(zaal, tafel.dossiers[1], koster, "signalen")
    (bundel,) = zaal.geef_uit(zaal.keuze(koster))
    gelezen = tekst(bundel.pdf)
    assert (MERKEN[0] in gelezen, MERKEN[1] in gelezen) == (False, True)
    assert "Agendapunt 1: niet voor u" in gelezen
    assert "PMG-2026-00001" not in gelezen
    assert [v.casus_id for v in verstrekt(zaal.wereld)] == [tafel.dossiers[1].casus_id]


def test_the_question_of_an_item_goes_only_where_its_kind_of_data_may(zaal: Zaal) -> None:
    """It is free text about a youth: printed for who may have the signals, and for nobody else."""
    punt = overleggen.toon_overleg(zaal.wereld.regie, zaal.tafel.overleg_id).agenda[0].id
    overleggen.change_agendapunt(zaal.wereld.regie, punt, "Helpt therapie tegen Vraagmerk?")
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    assert ("Vraagmerk" in tekst(een.pdf), "Vraagmerk" in tekst(twee.pdf)) == (True, False)
    eigen = {v.id for v in verstrekt(zaal.wereld) if v.functie == zaal.gemeente.functie}
    with zaal.wereld.regie.doe() as t:
        assert sum(f"agendavraag:{punt}" in deelrijen.verstrekte_stukken(t.db, id_) for id_ in eigen) == 1


def test_text_that_came_after_the_judgement_is_confirmed_first(zaal: Zaal) -> None:
    wereld, (een, _) = zaal.wereld, zaal.tafel.dossiers
    akkoord(zaal, een, zaal.ggd, "signalen")
    wereld.klok.moment += timedelta(hours=1)
    invoer = UitspraakInvoer("Later: Naoordeelmerk.", bron="Politie", categorie="signalen")
    add_uitspraak(wereld.regie, een.casus_id, UitspraakSoort.SIGNAAL, invoer)
    (nieuw,) = zaal.cel(0, zaal.ggd).nieuw
    assert nieuw.tekst == "Later: Naoordeelmerk."
    uit = issue_bundels(
        wereld.regie, zaal.tafel.overleg_id, [zaal.keuze(zaal.ggd), zaal.keuze(zaal.gemeente)], VOORAF, Wijze.PAPIER
    )
    # Confirmed for nobody: one waits, and the other, who gets it under the kader, is whole.
    assert [type(m.fout) for m in uit.mislukt] == [NieuweTekst]
    assert [u.ontvanger for u in uit.uitgegeven] == [zaal.gemeente.voluit]
    assert {v.functie for v in verstrekt(zaal.wereld)} == {zaal.gemeente.functie}
    (bundel,) = zaal.geef_uit(zaal.keuze(zaal.ggd, bevestigd=frozenset({nieuw.id})))
    assert "Naoordeelmerk" in tekst(bundel.pdf)
    # Or the casus is left out.
    (zonder,) = zaal.geef_uit(zaal.keuze(zaal.ggd, zonder=frozenset({een.casus_id})))
    assert "Naoordeelmerk" not in tekst(zonder.pdf)


def test_other_words_in_the_place_of_confirmed_ones_are_not_confirmed(zaal: Zaal) -> None:
    """A question keeps its row when it changes: what was read is what goes, and nothing else."""
    wereld, een = zaal.wereld, zaal.tafel.dossiers[0]
    akkoord(zaal, een, zaal.ggd, "signalen")
    wereld.klok.moment += timedelta(hours=1)
    punt = overleggen.toon_overleg(wereld.regie, zaal.tafel.overleg_id).agenda[0].id
    overleggen.change_agendapunt(wereld.regie, punt, "Helpt Leesmerk?")
    gezien = frozenset(stuk.id for stuk in zaal.cel(0, zaal.ggd).nieuw)
    overleggen.change_agendapunt(wereld.regie, punt, "Helpt therapie bij Zwijgmerk?")
    keuze = zaal.keuze(zaal.ggd, bevestigd=gezien)
    uit = issue_bundels(wereld.regie, zaal.tafel.overleg_id, [keuze], VOORAF, Wijze.PAPIER)
    assert ([type(m.fout) for m in uit.mislukt], uit.uitgegeven) == ([NieuweTekst], ())
    overleggen.change_agendapunt(wereld.regie, punt, "Helpt Leesmerk?")  # what was read, once more
    assert "Leesmerk" in tekst(zaal.geef_uit(keuze)[0].pdf)


def test_a_failure_of_one_leaves_the_others_whole(zaal: Zaal, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = bundelblad.maak_bundel

    def maak(b: Any, **anders: Any) -> Any:
        if b.kop.functie == zaal.gemeente.functie:
            raise bundelblad.BundelNietGedrukt
        return echt(b, **anders)

    monkeypatch.setattr(bundelblad, "maak_bundel", maak)
    gemeld: list[tuple[int, int]] = []
    uit = issue_bundels(
        zaal.wereld.regie,
        zaal.tafel.overleg_id,
        [zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd)],
        VOORAF,
        Wijze.PAPIER,
        stap=lambda gedaan, totaal: gemeld.append((gedaan, totaal)),
    )
    assert gemeld == [(0, 2), (1, 2), (2, 2)]
    assert [(m.ontvanger, type(m.fout)) for m in uit.mislukt] == [(zaal.gemeente.voluit, bundelblad.BundelNietGedrukt)]
    # The number of the copy that was not made is free, and nothing of it is written.
    assert [u.exemplaar for u in uit.uitgegeven] == [1]
    assert {v.functie for v in verstrekt(zaal.wereld)} == {zaal.ggd.functie}
    assert len(regels(zaal.wereld.regie, "samenvatting.uitgeven")) == 2


def test_a_person_gets_the_same_with_the_own_actions_first(zaal: Zaal) -> None:
    wereld = zaal.wereld
    akkoord(zaal, zaal.tafel.dossiers[0], zaal.gemeente, "acties")
    (mens,) = zaal.beeld().ontvangers[0].mensen
    with wereld.regie.doe() as t:
        for actie in t.db.query(Actie).where(Actie.casus_id == zaal.tafel.dossiers[0].casus_id):
            actie.eigenaar_id = mens[0]
        t.log("actie.wijzigen", "actie", casus_id=zaal.tafel.dossiers[0].casus_id)
    keuze = zaal.keuze(zaal.gemeente)
    nieuw = frozenset(stuk.id for _, stuk in zaal.beeld().nieuw((keuze.organisatie_id, keuze.functie)))
    een, twee = zaal.geef_uit(
        zaal.keuze(zaal.gemeente, bevestigd=nieuw),
        zaal.keuze(zaal.gemeente, professional_id=mens[0], bevestigd=nieuw),
    )
    assert twee.ontvanger == f"X. Leerlingzaken, {zaal.gemeente.voluit}"
    assert "X. Leerlingzaken, Gemeente" in tekst(twee.pdf)
    for uit in (een, twee):  # stands twice: above, as asked of them, and in the table
        assert tekst(uit.pdf).count(WOORDEN["actie"]) == 2
    with pytest.raises(OngeldigeInvoer):
        bundels.preview_bundel(wereld.regie, zaal.tafel.overleg_id, zaal.keuze(zaal.ggd, professional_id=mens[0]))


def test_what_the_table_decided_goes_along_only_afterwards(zaal: Zaal) -> None:
    wereld = zaal.wereld
    punt = overleggen.toon_overleg(wereld.regie, zaal.tafel.overleg_id).agenda[0].id
    invoer = BesprekingInvoer(
        Besprekingsstand.BESPROKEN,
        (bespreken.Regel(UitspraakInvoer("Gezegd: Praatmerk.", "School", categorie="signalen")),),
        (bespreken.Regel(UitspraakInvoer("Besloten: Besluitmerk.", categorie="plan")),),
    )
    bespreken.save_bespreking(wereld.regie, punt, invoer)
    gezegd = bespreken.toon_bespreking(wereld.regie, punt)
    add_reactie(wereld.regie, gezegd.punten[0].tekst.id, UitspraakInvoer("Weerwoordmerk.", "De jongere"))
    besluit = gezegd.besluiten[0]
    set_besluitstand(
        wereld.regie, besluit.id, BesluitStand.VERVALLEN, versie=besluit.versie, reden="Verhuisd: Vervalmerk."
    )
    merken = ("Praatmerk", "Weerwoordmerk", "Besluitmerk", "Vervalmerk")

    def gelezen(versie: Bundelversie) -> list[str]:
        uit = []
        for wie in (zaal.gemeente, zaal.ggd):
            nieuw = frozenset(stuk.id for _, stuk in zaal.beeld(versie).nieuw((UUID(wie.organisatie_id), wie.functie)))
            (uitgave,) = zaal.geef_uit(zaal.keuze(wie, bevestigd=nieuw), versie=versie)
            uit.append(tekst(uitgave.pdf))
        return uit

    assert [[merk for merk in merken if merk in uit] for uit in gelezen(VOORAF)] == [[], []]
    achteraf = gelezen(ACHTERAF)
    assert [[merk for merk in merken if merk in uit] for uit in achteraf] == [
        list(merken),
        ["Besluitmerk", "Vervalmerk"],
    ]
    assert all("Besluiten van de tafel" in uit for uit in achteraf)
    assert [uit.count("Besluitmerk") for uit in achteraf] == [1, 1]  # and not again in the plan


def test_only_who_runs_meetings_of_the_table_hands_out(zaal: Zaal) -> None:
    keuze = zaal.keuze(zaal.ggd)
    for naam in ("regie2", "privacy", "lezer", "beheer"):
        wie: Werkplek = zaal.wereld.werkplek(naam)
        with pytest.raises(GeenToegang):
            prepare_bundels(wie, zaal.tafel.overleg_id)
        with pytest.raises(GeenToegang):
            issue_bundels(wie, zaal.tafel.overleg_id, [keuze], VOORAF, Wijze.PAPIER)
    assert zaal.bundels() == 0
    for anders in ({"wijze": Wijze.MONDELING, "keuzes": [keuze]}, {"wijze": Wijze.PAPIER, "keuzes": []}):
        with pytest.raises(OngeldigeInvoer):
            issue_bundels(zaal.wereld.regie, zaal.tafel.overleg_id, anders["keuzes"], VOORAF, anders["wijze"])  # type: ignore[arg-type]


# what went wrong, and what was issued


def test_a_paper_jam_counts_for_nothing_in_it(zaal: Zaal) -> None:
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    mark_bundel_mislukt(zaal.wereld.regie, een.id)
    stand = {(v.functie, v.status, v.status_reden) for v in verstrekt(zaal.wereld)}
    assert stand == {
        (zaal.gemeente.functie, VerstrekkingStatus.MISLUKT, bundels.PAPIERSTORING),
        (zaal.ggd.functie, VerstrekkingStatus.UITGEGEVEN, ""),
    }
    assert len(regels(zaal.wereld.regie, "samenvatting.mislukt")) == 2
    with pytest.raises(OngeldigeInvoer):
        mark_bundel_mislukt(zaal.wereld.regie, een.id)
    # Its number stays its own.
    (nog,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    assert (twee.exemplaar, nog.exemplaar) == (2, 3)


def test_one_casus_that_was_reported_before_stays_as_it_was(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.ggd))
    eerst = verstrekt(zaal.wereld)[0]
    uitgaven.mark_uitgave(zaal.wereld.regie, eerst.id, VerstrekkingStatus.INGETROKKEN, "Teruggehaald.")
    mark_bundel_mislukt(zaal.wereld.regie, uit.id)
    assert {v.id: v.status for v in verstrekt(zaal.wereld)}[eerst.id] is VerstrekkingStatus.INGETROKKEN


def test_somebody_elses_copy_is_reported_only_by_who_works_on_its_casussen(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.ggd))
    for naam in ("privacy", "lezer"):
        with pytest.raises(GeenToegang):
            mark_bundel_mislukt(zaal.wereld.werkplek(naam), uit.id)


def test_it_can_be_shown_again_exactly_and_a_casus_only_its_own_pages(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    for wie in (zaal.wereld.regie, zaal.wereld.privacy):
        assert open_bundel(wie, uit.id)[0] == uit.pdf
    for verstrekking in verstrekt(zaal.wereld):
        eigen = [d.casus_id for d in zaal.tafel.dossiers].index(verstrekking.casus_id)
        gelezen = tekst(open_uitgave(zaal.wereld.privacy, verstrekking.id)[0])
        assert (MERKEN[eigen] in gelezen, MERKEN[1 - eigen] in gelezen) == (True, False)
    assert len(regels(zaal.wereld.privacy, "verstrekking.openen")) == 6
    with pytest.raises(GeenToegang):
        open_bundel(zaal.wereld.regie2, uit.id)


def test_what_was_changed_after_issuing_is_not_shown(zaal: Zaal) -> None:
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    zet(zaal.wereld, KNOEI, document=uit.pdf + b" ")
    with pytest.raises(DocumentVeranderd):
        open_bundel(zaal.wereld.regie, uit.id)
    with pytest.raises(DocumentVeranderd):
        open_uitgave(zaal.wereld.regie, verstrekt(zaal.wereld)[0].id)
    zet(zaal.wereld, KNOEI, document=None)
    with pytest.raises(DocumentVeranderd):
        open_bundel(zaal.wereld.regie, uit.id)


# destroying a casus


def vernietig(zaal: Zaal, nr: int) -> None:
    with zaal.wereld.beheer.doe() as t:
        casus_id = zaal.tafel.dossiers[nr].casus_id
        t.log("casus.vernietigen", "casus", casus_id, casus_id=casus_id)
        wissen.erase_casus(t, casus_id)


def test_the_pages_of_a_destroyed_casus_leave_the_bundle_and_the_rest_stays(zaal: Zaal) -> None:
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    vernietig(zaal, 0)
    over = open_bundel(zaal.wereld.regie, een.id)[0]
    assert (MERKEN[0] in tekst(over), MERKEN[1] in tekst(over)) == (False, True)
    assert "PMG-2026-00001" not in zonder_wit(tekst(over)).replace("ZuiderparkPMG-2026-00001", "")
    assert "Wat u hiermee mag" not in tekst(over)  # the cover
    # The other casus finds its pages where they are now; what was issued keeps its hash.
    (rest,) = [v for v in verstrekt(zaal.wereld) if v.functie == zaal.gemeente.functie]
    assert tekst(open_uitgave(zaal.wereld.regie, rest.id)[0]) == tekst(over)
    assert rest.document_hash == sha256_hex(een.pdf)
    with zaal.wereld.regie.doe() as t:
        assert [(b.van_blad, b.tot_blad) for b in t.db.query(Bundelblad)] == [(1, len(bladen(over)))] * 2
    register = bundelregister.list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert [(r.exemplaar, r.ingekort, r.heeft_document, r.casusnummers) for r in register] == [
        (2, True, True, ("PMG-2026-00002",)),
        (1, True, True, ("PMG-2026-00002",)),
    ]
    # Changed by somebody after that: the log knows what was left.
    zet(zaal.wereld, KNOEI, document=een.pdf)
    with pytest.raises(DocumentVeranderd):
        open_bundel(zaal.wereld.regie, een.id)
    vernietig(zaal, 1)
    with pytest.raises(BladenWeg):
        open_bundel(zaal.wereld.regie, twee.id)
    register = bundelregister.list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert [(r.exemplaar, r.heeft_document, r.casusnummers) for r in register] == [(2, False, ()), (1, False, ())]


def test_no_word_of_it_is_left_in_the_file_of_the_vault(zaal: Zaal) -> None:
    """Also where a page lies as it is drawn: the kept bundle is read from the file, not through the program."""
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.gemeente))
    # Pages lie there compressed: a piece of what draws the page of each casus, as it stands in the file.
    with pikepdf.open(BytesIO(uit.pdf)) as pdf:
        getekend = [bytes(pdf.pages[nr].Contents.read_raw_bytes())[100:140] for nr in (1, 2)]
    zoek = [*(merk.encode() for merk in MERKEN), *getekend]
    wereld = zaal.wereld
    assert set(paginas.vind(wereld.pad, wereld.sleutel, zoek)) == set(zoek)
    vernietig(zaal, 0)
    assert wissen.rewrite_kluis(wereld.beheer)
    assert set(paginas.vind(wereld.pad, wereld.sleutel, zoek)) == {zoek[1]}  # what stays is written anew


def test_a_kept_bundle_that_cannot_be_read_goes_whole(zaal: Zaal) -> None:
    zaal.geef_uit(zaal.keuze(zaal.gemeente))
    zet(zaal.wereld, KNOEI, document=b"geen pdf met Merelmerk")
    vernietig(zaal, 0)
    with zaal.wereld.engine.begin() as verbinding:
        assert verbinding.exec_driver_sql("SELECT document FROM overlegbundel").one() == (None,)


# the paper


def test_the_register_says_where_each_copy_is(zaal: Zaal) -> None:
    wereld = zaal.wereld
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    (bestand,) = zaal.geef_uit(zaal.keuze(zaal.ggd), wijze=Wijze.BESTAND)
    register = bundelregister.list_bundels(wereld.regie, zaal.tafel.overleg_id)
    assert [(r.exemplaar, r.papier_label, r.is_open) for r in register] == [
        (3, "", False),
        (2, "Nog niet terug", True),
        (1, "Nog niet terug", True),
    ]
    dag = wereld.klok.nu().date()
    bundelregister.mark_papier(wereld.regie, een.id, register[2].versie, Papierstand.INGELEVERD, dag)
    with pytest.raises(IntussenGewijzigd):
        bundelregister.mark_papier(wereld.regie, een.id, register[2].versie, Papierstand.KWIJT, dag)
    for id_, stand, wanneer in (
        (twee.id, Papierstand.KWIJT, dag + timedelta(days=1)),
        (twee.id, Papierstand.KWIJT, None),
        (bestand.id, Papierstand.INGELEVERD, dag),
    ):
        with pytest.raises(OngeldigeInvoer):
            bundelregister.mark_papier(wereld.regie, id_, 1, stand, wanneer)
    mark_bundel_mislukt(wereld.regie, twee.id)
    register = bundelregister.list_bundels(wereld.privacy, zaal.tafel.overleg_id)
    assert [(r.papier, r.papier_op) for r in register] == [
        (None, None),
        (None, None),
        (Papierstand.INGELEVERD, dag),
    ]
    assert [(r.object_id, r.verwerking) for r in regels(wereld.regie, "bundel.papier")] == [(str(een.id), "ingeleverd")]
    with pytest.raises(GeenToegang):
        bundelregister.mark_papier(wereld.privacy, een.id, register[2].versie, Papierstand.KWIJT, dag)


def test_the_register_names_no_casus_that_one_may_not_see(zaal: Zaal) -> None:
    wereld = zaal.wereld
    zaal.geef_uit(zaal.keuze(zaal.gemeente))
    with wereld.beheer.doe() as t:
        t.db.add(GebruikerTafel(id=uuid4(), gebruiker_id=wereld.regie2.gebruiker.id, tafel="pga_lokaal", van=t.vandaag))
        eerste = zaal.tafel.dossiers[0].casus_id
        (plek,) = t.db.query(CasusTafel).where(CasusTafel.casus_id == eerste)
        plek.van, plek.tot = t.vandaag - timedelta(days=2), t.vandaag - timedelta(days=1)
        t.log("casus.tafel_verlaten", "casus", eerste, casus_id=eerste)
    for naam, ziet in (("regie", (1, 2)), ("regie2", (2,)), ("privacy", (1, 2))):
        (regel,) = bundelregister.list_bundels(wereld.werkplek(naam), zaal.tafel.overleg_id)
        assert regel.casusnummers == tuple(f"PMG-2026-0000{nr}" for nr in ziet)


def test_open_copies_are_shown_at_the_next_meeting_of_that_table(zaal: Zaal) -> None:
    wereld = zaal.wereld
    een, twee = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    volgend = overleggen.plan_overleg(
        wereld.regie, overleggen.OverlegInvoer("pga_lokaal", wereld.klok.nu().date() + timedelta(days=14))
    )
    assert [o.id for o in bundelregister.list_open_exemplaren(wereld.regie, volgend)] == [een.id, twee.id]
    assert bundelregister.list_open_exemplaren(wereld.regie, zaal.tafel.overleg_id) == ()
    register = bundelregister.list_bundels(wereld.regie, zaal.tafel.overleg_id)
    dag = wereld.klok.nu().date()
    bundelregister.mark_papier(wereld.regie, een.id, register[1].versie, Papierstand.VERNIETIGD, dag)
    assert [o.id for o in bundelregister.list_open_exemplaren(wereld.regie, volgend)] == [twee.id]


def test_paper_that_is_out_is_work_and_so_is_a_lost_copy_until_a_breach_is_written_down(zaal: Zaal) -> None:
    wereld = zaal.wereld

    def werk(wie: Werkplek) -> list[tuple[str, str]]:
        return [(i.wat, i.scherm) for i in show_werklijst(wie).items if i.soort is Werksoort.PAPIER]

    een, _ = zaal.geef_uit(zaal.keuze(zaal.gemeente), zaal.keuze(zaal.ggd))
    assert werk(wereld.regie) == []  # the meeting itself is today
    wereld.klok.moment += timedelta(days=1)
    record_datalek(wereld.privacy, DatalekInvoer(wereld.klok.nu(), "Een brief ging naar een oud adres."))
    kwijt_op = wereld.klok.nu().date()
    wereld.klok.moment += timedelta(hours=1)
    assert werk(wereld.regie) == [("2 exemplaren nog niet terug", "overlegdag")]
    assert werk(wereld.regie2) == []
    versie = next(r.versie for r in bundelregister.list_bundels(wereld.regie, zaal.tafel.overleg_id) if r.id == een.id)
    bundelregister.mark_papier(wereld.regie, een.id, versie, Papierstand.KWIJT, kwijt_op)
    assert werk(wereld.regie) == [("1 exemplaar nog niet terug", "overlegdag")]
    # A breach that was written down before anybody said so was another one.
    assert werk(wereld.privacy) == [("exemplaar 1 is kwijt: beoordeel of dit een datalek is", "registers")]
    record_datalek(wereld.privacy, DatalekInvoer(wereld.klok.nu(), "Een exemplaar van een bundel is kwijt."))
    assert werk(wereld.privacy) == []
