"""Copies that went out for an overleg: what failed, where the paper is, and what work that makes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.services import bundelregister, bundels, overleggen, uitgaven
from pmg_desk.services.bundelpapier import IsAangekomen, woorden_niet_terug
from pmg_desk.services.bundels import mark_bundel_mislukt
from pmg_desk.services.datalekken import DatalekInvoer, record_datalek
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import CasusTafel, GebruikerTafel, Papierstand, VerstrekkingStatus, Wijze
from tests.bundelzaal import Zaal, maak_zaal
from tests.casusbouw import regels
from tests.tafelbouw import verstrekt
from tests.wereld import Wereld


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    return maak_zaal(wereld)


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


@pytest.mark.parametrize("stand", [Papierstand.INGELEVERD, Papierstand.VERNIETIGD, Papierstand.KWIJT])
def test_a_copy_that_somebody_had_never_failed_and_has_a_way_back(zaal: Zaal, stand: Papierstand) -> None:
    regie, dag = zaal.wereld.regie, zaal.wereld.klok.nu().date()
    (uit,) = zaal.geef_uit(zaal.keuze(zaal.ggd))
    een = verstrekt(zaal.wereld)[0]

    def rij() -> bundelregister.BundelInzicht:
        return bundelregister.list_bundels(regie, zaal.tafel.overleg_id)[0]

    versie = bundelregister.mark_papier(regie, uit.id, rij().versie, stand, dag)
    assert (versie, rij().mag_melden) == (rij().versie, False)
    with pytest.raises(IsAangekomen, match=f"Exemplaar 1 staat in het register als ‘{stand.value}’"):
        mark_bundel_mislukt(regie, uit.id)
    with pytest.raises(IsAangekomen):  # nor one casus of it
        uitgaven.mark_uitgave(regie, een.id, VerstrekkingStatus.MISLUKT, "Papier op.")
    assert {v.status for v in verstrekt(zaal.wereld)} == {VerstrekkingStatus.UITGEGEVEN}
    bundelregister.mark_papier(regie, uit.id, versie, Papierstand.UITGEDEELD, None)
    assert (rij().papier, rij().papier_op, rij().mag_melden) == (Papierstand.UITGEDEELD, None, True)
    assert [r.verwerking for r in regels(regie, "bundel.papier")] == [stand.value, "uitgedeeld"]
    mark_bundel_mislukt(regie, uit.id)
    assert {v.status for v in verstrekt(zaal.wereld)} == {VerstrekkingStatus.MISLUKT}


def test_the_work_list_and_the_register_count_the_same_copies() -> None:
    een, lijst = Bundelversie.VOORAF, Bundelversie.ACTIELIJST
    assert [woorden_niet_terug(w) for w in ([], [een], [een, een, lijst], [lijst, lijst])] == [
        "",
        "1 bundel nog niet terug",
        "2 bundels en 1 actielijst nog niet terug",
        "2 actielijsten nog niet terug",
    ]


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
    assert werk(wereld.regie) == [("2 bundels nog niet terug", "overlegdag")]
    assert werk(wereld.regie2) == []
    versie = next(r.versie for r in bundelregister.list_bundels(wereld.regie, zaal.tafel.overleg_id) if r.id == een.id)
    bundelregister.mark_papier(wereld.regie, een.id, versie, Papierstand.KWIJT, kwijt_op)
    assert werk(wereld.regie) == [("1 bundel nog niet terug", "overlegdag")]
    # A breach that was written down before anybody said so was another one.
    assert werk(wereld.privacy) == [("exemplaar 1 is kwijt: beoordeel of dit een datalek is", "registers")]
    record_datalek(wereld.privacy, DatalekInvoer(wereld.klok.nu(), "Een exemplaar van een bundel is kwijt."))
    assert werk(wereld.privacy) == []
