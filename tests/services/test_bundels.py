"""Bundles for an overleg: each recipient gets what an approval lets go and nothing else, and all of it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.reports import bundel as bundelblad
from pmg_desk.services import bespreken, bundels, overleggen
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.bundelbeeld import Hoeveel, prepare_bundels
from pmg_desk.services.bundels import issue_bundels
from pmg_desk.services.overlegbesluiten import set_besluitstand
from pmg_desk.services.reacties import add_reactie
from pmg_desk.services.samenvattingen import NietsTeDelen, NieuweTekst
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import (
    Actie,
    BesluitStand,
    Besprekingsstand,
    Organisatie,
    Professional,
    UitspraakSoort,
    Wijze,
)
from tests.bundelzaal import ACHTERAF, IN_LOG, MERKEN, VOORAF, Zaal, akkoord, maak_zaal
from tests.casusbouw import regels
from tests.reports.lezen import tekst, zonder_wit
from tests.tafelbouw import verstrekt
from tests.vulling import WOORDEN, vraag
from tests.wereld import Wereld


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    return maak_zaal(wereld)


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
