"""One signature over several requests that are alike: each judged, signed in the list and logged by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from pmg_desk.domain.delen import Eis, Gebrek, Oordeel, Soort, Toetsvraag, Weglating
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import delen, oordeelbundels, oordelen, toezicht, toezichtregister, uitspraken, wissen
from pmg_desk.services.belangen import declare_belang
from pmg_desk.services.oordeelbundels import Bundelinvoer, BundelVeranderd, decide_bundel, next_bundel, prepare_bundel
from pmg_desk.services.postvak import list_postvak
from pmg_desk.services.samenvattingen import Bestemming, prepare_samenvatting
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verzoeken import withdraw_verzoek
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import UitspraakSoort
from tests.casusbouw import regels
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def dossiers(werkplek: Werkplek, aantal: int = 3) -> list[Dossier]:
    """Casussen of which the same school is the recipient."""
    gemaakt = [maak_dossier(werkplek, f"PMG-2026-0000{n}") for n in range(1, aantal + 1)]
    return [replace(een, school=gemaakt[0].school) for een in gemaakt]


def invoer(wereld: Wereld, **anders: Any) -> BesluitInvoer:
    keuzes: dict[str, Any] = {
        "oordeel": Oordeel.AKKOORD,
        "motivering": "Voor alle zes hetzelfde: nodig en niet meer dan dat.",
        "geldig_tot": wereld.klok.nu().date() + timedelta(days=30),
        "categorieen": ("identiteit", "signalen", "plan"),
    }
    return BesluitInvoer(**{**keuzes, **anders})


def bundel(werkplek: Werkplek, ids: list[UUID], wat: BesluitInvoer, **anders: Any) -> Bundelinvoer:
    voorstel = prepare_bundel(werkplek, ids)
    return Bundelinvoer(wat, {deel.regel.id: deel.gezien for deel in voorstel.delen}, **anders)


def mee(wereld: Wereld, dossier: Dossier) -> set[str]:
    gevonden = prepare_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"))
    return {deel.stuk.categorie for deel in gevonden.mee}


def test_each_of_the_list_is_an_approval_of_its_own(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie)
    ids = [vraag(wereld, zaken[0]), vraag(wereld, zaken[1], ("signalen",)), vraag(wereld, zaken[2])]
    voorstel = prepare_bundel(wereld.privacy, ids)
    assert [deel.regel.id for deel in voorstel.delen] == ids
    assert [deel.categorieen for deel in voorstel.delen] == [
        ("identiteit", "plan", "signalen"),
        ("signalen",),
        ("identiteit", "plan", "signalen"),
    ]
    assert {stuk.categorie for stuk in voorstel.delen[1].stukken} == {"signalen"}
    assert [c for c, _, _ in voorstel.categorie_labels] == ["identiteit", "plan", "signalen"]
    besluiten = decide_bundel(
        wereld.privacy,
        bundel(
            wereld.privacy,
            ids,
            invoer(wereld, categorieen=("signalen", "plan"), bevindingen=((Toetsvraag.NOODZAAK, "Ja."),)),
        ),
    )
    gevonden = {b.id: b for b in delen.list_besluiten(wereld.privacy)}
    assert [gevonden[id_].categorieen for id_ in besluiten] == [
        ("plan", "signalen"),
        ("signalen",),
        ("plan", "signalen"),
    ]
    assert all(b.geldig and b.samen_ondertekend for b in gevonden.values())
    assert gevonden[besluiten[0]].bevindingen == ((Toetsvraag.NOODZAAK, "Ja."),)
    assert [mee(wereld, zaak) for zaak in zaken] == [{"plan", "signalen"}, {"signalen"}, {"plan", "signalen"}]
    assert len(regels(wereld.regie, "besluit.nemen")) == 3
    # One of them is withdrawn by itself.
    oordelen.withdraw_besluit(wereld.privacy, besluiten[0], "Bezwaar.")
    gevonden = {b.id: b for b in delen.list_besluiten(wereld.privacy)}
    assert [gevonden[id_].gebrek for id_ in besluiten] == [Gebrek.INGETROKKEN, None, None]


def test_of_each_is_told_which_special_data_no_ground_is_about(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie)
    gevraagd = (("signalen", "gezondheid"), ("signalen",), ("signalen", "gezondheid", "politiegegevens"))
    voorstel = prepare_bundel(wereld.privacy, [vraag(wereld, z, c) for z, c in zip(zaken, gevraagd, strict=True)])
    assert [deel.ongedekt for deel in voorstel.delen] == [("gezondheid",), (), ("gezondheid", "politiegegevens")]
    assert {c: bijzonder for c, _, bijzonder in voorstel.categorie_labels} == {
        "gezondheid": True,
        "politiegegevens": True,
        "signalen": False,
    }


def test_one_of_them_is_reduced_by_a_field(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie, 2)
    ids = [vraag(wereld, zaak, ("plan", "acties")) for zaak in zaken]
    actie = next(s for s in prepare_bundel(wereld.privacy, ids).delen[1].stukken if s.id.startswith("actie"))
    weg = {ids[1]: (Weglating(actie.id, actie.velden[0][0]),)}
    decide_bundel(
        wereld.privacy, bundel(wereld.privacy, ids, invoer(wereld, categorieen=("plan", "acties")), weglaten=weg)
    )

    def velden(zaak: Dossier) -> list[str]:
        gevonden = prepare_samenvatting(wereld.regie, zaak.casus_id, Bestemming(zaak.school, "Leerlingzaken"))
        return [label for d in gevonden.mee if d.stuk.id.startswith("actie") for label, _ in d.stuk.velden]

    assert velden(zaken[1]) == velden(zaken[0])[1:]
    oordelen_ = {b.casus_id: b.oordeel for b in delen.list_besluiten(wereld.privacy)}
    assert oordelen_ == {zaken[0].casus_id: Oordeel.AKKOORD, zaken[1].casus_id: Oordeel.AKKOORD_BEPERKT}


def test_what_changed_since_it_was_seen_is_told_before_anything_is_signed(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie)
    ids = [vraag(wereld, zaak) for zaak in zaken]
    gezien = bundel(wereld.privacy, ids, invoer(wereld))
    nummers = {deel.regel.id: deel.regel.nummer for deel in prepare_bundel(wereld.privacy, ids).delen}
    uitspraken.add_uitspraak(
        wereld.regie, zaken[1].casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Er is iets bijgekomen.")
    )
    withdraw_verzoek(wereld.regie, ids[2])
    with pytest.raises(BundelVeranderd) as fout:
        decide_bundel(wereld.privacy, gezien)
    assert fout.value.weg == (
        (nummers[ids[1]], "Wat de ontvanger zou krijgen, is veranderd sinds u het zag."),
        (nummers[ids[2]], "Dit verzoek is al beoordeeld of ingetrokken."),
    )
    assert delen.list_besluiten(wereld.privacy) == ()
    # Seen again, with the new text, what is left can be signed; what dropped out is told.
    voorstel = prepare_bundel(wereld.privacy, ids)
    assert ([d.regel.id for d in voorstel.delen], [n for n, _ in voorstel.weg]) == (ids[:2], [nummers[ids[2]]])
    assert len(decide_bundel(wereld.privacy, bundel(wereld.privacy, ids, invoer(wereld)))) == 2


def test_only_what_is_alike_is_judged_together(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie, 2)
    ids = [vraag(wereld, zaken[0]), vraag(wereld, zaken[1], noodzaak="De school vraagt erom.")]
    voorstel = prepare_bundel(wereld.privacy, ids)
    assert [deel.regel.id for deel in voorstel.delen] == ids[:1]
    assert [reden for _, reden in voorstel.weg] == ["Dit verzoek is niet gelijk aan de andere: beoordeel het apart."]
    # Nor by handing in what was never proposed together.
    los = {id_: prepare_bundel(wereld.privacy, [id_]).delen[0].gezien for id_ in ids}
    with pytest.raises(BundelVeranderd, match="niet gelijk"):
        decide_bundel(wereld.privacy, Bundelinvoer(invoer(wereld), los))


def test_who_has_an_interest_cannot_slip_it_in_between_others(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie, 2)
    ids = [vraag(wereld, zaak) for zaak in zaken]
    gezien = bundel(wereld.privacy, ids, invoer(wereld))
    declare_belang(wereld.privacy, ids[0], "Mijn nicht.")
    with pytest.raises(BundelVeranderd, match="u of uw familie"):
        decide_bundel(wereld.privacy, gezien)
    assert [deel.regel.id for deel in prepare_bundel(wereld.privacy, ids).delen] == ids[1:]
    with pytest.raises(OngeldigeInvoer):
        prepare_bundel(wereld.privacy, ids[:1])


def test_a_refusal_of_all_and_no_question_to_all(wereld: Wereld) -> None:
    zaken = dossiers(wereld.regie, 2)
    ids = [vraag(wereld, zaak) for zaak in zaken]
    for wat in (BesluitInvoer(Oordeel.TERUGVRAAG, "Waarom?"), invoer(wereld, motivering="")):
        with pytest.raises(OngeldigeInvoer):
            decide_bundel(wereld.privacy, bundel(wereld.privacy, ids, wat))
    with pytest.raises(OngeldigeInvoer):
        decide_bundel(wereld.privacy, Bundelinvoer(invoer(wereld), {}))
    with pytest.raises(OngeldigeInvoer):
        prepare_bundel(wereld.privacy, [])
    with pytest.raises(OngeldigeInvoer):
        prepare_bundel(wereld.privacy, ids * (oordeelbundels.MEESTE + 1))
    for doe in (
        lambda: prepare_bundel(wereld.regie, ids),
        lambda: decide_bundel(wereld.regie, Bundelinvoer(invoer(wereld), {ids[0]: ""})),
    ):
        with pytest.raises(GeenToegang):
            doe()
    decide_bundel(wereld.privacy, bundel(wereld.privacy, ids, BesluitInvoer(Oordeel.GEWEIGERD, "Te veel.")))
    assert [b.gebrek for b in delen.list_besluiten(wereld.privacy)] == [Gebrek.GEEN_AKKOORD] * 2


def test_an_exact_text_is_judged_alone_and_a_bundle_of_one_is_a_decision(wereld: Wereld) -> None:
    zaak = dossiers(wereld.regie, 1)[0]
    _, stukken = oordeelbundels_stukken(wereld, zaak)
    ids = [vraag(wereld, zaak, soort=Soort.DOCUMENT, stukken=stukken[:1]) for _ in range(2)]
    voorstel = prepare_bundel(wereld.privacy, ids)
    assert ([d.regel.id for d in voorstel.delen], len(voorstel.weg)) == (ids[:1], 1)
    (besluit_id,) = decide_bundel(
        wereld.privacy, bundel(wereld.privacy, ids[:1], invoer(wereld, eisen=(Eis.ALLEEN_MONDELING,)))
    )
    (een,) = delen.list_besluiten(wereld.privacy)
    assert (een.id, een.geldig, een.samen_ondertekend, een.eisen) == (
        besluit_id,
        True,
        False,
        (Eis.ALLEEN_MONDELING,),
    )


def oordeelbundels_stukken(wereld: Wereld, zaak: Dossier) -> tuple[str, tuple[str, ...]]:
    from pmg_desk.services.verzoeken import toon_stukken

    nummer, stukken = toon_stukken(wereld.regie, zaak.casus_id)
    return nummer, tuple(s.id for s in stukken if s.id.startswith("actie"))


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    verbindingen = twee.verbind()
    yield Zaak(twee, maak_dossier(twee.team.regie, "PMG-2026-00009"), verbindingen)
    twee.sluit()


def test_from_an_own_installation_each_decision_goes_back_with_the_list(zaak: Zaak) -> None:
    team, officer = zaak.twee.team, zaak.twee.officer
    zaken = dossiers(team.regie, 2)
    ids = [toezicht.read_verzoek(officer, zaak.pakket(vraag(team, een))) for een in zaken]
    besluiten = decide_bundel(officer, bundel(officer, ids, invoer(team)))
    for besluit_id in besluiten:
        zaak.lees(toezicht.make_besluitpakket(officer, besluit_id).ruw)
    gevonden = delen.list_besluiten(team.privacy)
    assert {b.id for b in gevonden if b.geldig and b.samen_ondertekend} == set(besluiten)
    assert [mee(team, een) for een in zaken] == [{"identiteit", "plan", "signalen"}] * 2
    # A casus in which nothing was approved stays shut.
    with pytest.raises(OngeldigeInvoer):
        prepare_bundel(officer, ids)
    keur_goed(team, vraag(team, zaken[0], functie="Mentor"))


def test_what_was_judged_together_is_erased_by_itself(wereld: Wereld) -> None:
    """The list holds only sums, so the other decision keeps its own copy and goes on to hold."""
    zaken = dossiers(wereld.regie, 2)
    ids = [vraag(wereld, zaak) for zaak in zaken]
    decide_bundel(wereld.privacy, bundel(wereld.privacy, ids, invoer(wereld)))
    declare_belang(wereld.privacy, ids[0], "Mijn nicht Geheimwoord.")
    with wereld.beheer.doe() as t:
        aantallen = wissen.erase_casus(t, zaken[0].casus_id)
        t.log("kluis.herschrijven", "kluis", wereld.kluis_id)
    assert {naam: aantallen[naam] for naam in ("privacybesluit", "besluitbundel", "belang", "behandeling")} == {
        "privacybesluit": 1,
        "besluitbundel": 1,
        "belang": 1,
        "behandeling": 1,
    }
    (over,) = delen.list_besluiten(wereld.privacy)
    assert (over.casus_id, over.geldig) == (zaken[1].casus_id, True)


def test_in_an_own_installation_what_was_received_is_erased_with_its_list(zaak: Zaak) -> None:
    team, officer = zaak.twee.team, zaak.twee.officer
    zaken = dossiers(team.regie, 2)
    ids = [toezicht.read_verzoek(officer, zaak.pakket(vraag(team, een))) for een in zaken]
    decide_bundel(officer, bundel(officer, ids, invoer(team)))
    declare_belang(officer, ids[0], "Mijn nicht.")
    with officer.doe() as t:
        wissen.erase_ontvangen(t, zaken[0].casus_id, [ids[0]])
        t.log("kluis.herschrijven", "kluis", officer.kluis_id)
    regels_ = toezichtregister.list_register(officer)
    assert {r.verzoek_id for r in regels_} == {ids[1]}
    assert [r.geldt for r in regels_ if r.soort is toezichtregister.Registersoort.BESLUIT] == [True]


def test_asked_again_each_keeps_the_conditions_of_its_decision_before(wereld: Wereld) -> None:
    """What is chosen for all of them comes on top of it, and never takes away from it."""
    zaken = dossiers(wereld.regie, 2)
    soorten = ("signalen", "plan", "gezondheid")
    eerste = vraag(wereld, zaken[0], soorten, derden=True)
    stuk = next(
        s for s in delen.toon_verzoek(wereld.privacy, eerste).stukken if s.categorie == "signalen" and not s.derden
    )
    later = wereld.klok.nu().date() + timedelta(days=5)
    keur_goed(
        wereld,
        eerste,
        categorieen=("signalen", "plan"),
        derden=False,
        eisen=(Eis.ALLEEN_MONDELING,),
        niet_voor=later,
        voorwaarden="Alleen voor de mentor.",
        weglaten=(Weglating(stuk.id),),
        geldig_tot=wereld.klok.nu().date() + timedelta(days=20),
    )
    ids = [vraag(wereld, een, soorten, derden=True) for een in zaken]
    weer, nieuw = prepare_bundel(wereld.privacy, ids).delen
    assert (weer.categorieen, weer.derden, weer.minder, weer.zonder_derden) == (
        ("plan", "signalen"),
        False,
        ("gezondheid",),
        True,
    )
    assert weer.begin is not None
    assert (weer.voorwaarden, weer.begin.weglaten) == (True, (Weglating(stuk.id),))
    assert stuk.id not in {s.id for s in weer.stukken}
    assert not any(s.derden or s.categorie == "gezondheid" for s in weer.stukken)
    assert (nieuw.begin, nieuw.voorwaarden, nieuw.derden) == (None, False, True)
    alles = invoer(wereld, categorieen=soorten, derden=True, geldig_tot=None, voorwaarden="Niet mailen.")
    besluiten = decide_bundel(wereld.privacy, bundel(wereld.privacy, ids, alles))
    gevonden = {b.id: b for b in delen.list_besluiten(wereld.privacy)}
    een, ander = (gevonden[id_] for id_ in besluiten)
    assert (een.categorieen, een.derden, een.eisen, een.niet_voor, een.voorwaarden, een.weglaten) == (
        ("plan", "signalen"),
        False,
        (Eis.ALLEEN_MONDELING,),
        later,
        "Alleen voor de mentor. Niet mailen.",
        (Weglating(stuk.id),),
    )
    assert (ander.categorieen, ander.derden, ander.eisen, ander.niet_voor, ander.voorwaarden, ander.weglaten) == (
        ("gezondheid", "plan", "signalen"),
        True,
        (),
        None,
        "Niet mailen.",
        (),
    )
    dag = wereld.klok.nu().date()
    assert (een.geldig_tot, ander.geldig_tot) == (dag + timedelta(days=20), dag + timedelta(days=60))


def test_each_lasts_until_its_own_day_unless_one_is_typed_for_all(wereld: Wereld) -> None:
    zaken, dag = dossiers(wereld.regie, 2), wereld.klok.nu().date()

    def tot(*dagen: int, getypt: int | None) -> list[int]:
        ids = [vraag(wereld, een, dagen=d) for een, d in zip(zaken, dagen, strict=True)]
        samen = invoer(wereld, geldig_tot=None if getypt is None else dag + timedelta(days=getypt))
        besluiten = decide_bundel(wereld.privacy, bundel(wereld.privacy, ids, samen))
        gevonden = {b.id: b.geldig_tot or dag for b in delen.list_besluiten(wereld.privacy)}
        return [(gevonden[id_] - dag).days for id_ in besluiten]

    assert tot(10, 60, getypt=None) == [10, 60]
    assert tot(10, 60, getypt=30) == [10, 30]
    with pytest.raises(OngeldigeInvoer) as fout:
        tot(10, 60, getypt=61)
    assert set(fout.value.velden) == {"geldig_tot"}


def test_several_recipients_of_whom_the_same_is_asked_in_the_same_words(wereld: Wereld) -> None:
    """Each gets what was asked for it and nothing of what was asked for another; what is left waits for the next."""
    zaak = dossiers(wereld.regie, 1)[0]
    ids = [vraag(wereld, zaak, ("signalen",)), vraag(wereld, zaak, ("plan",), functie="Mentor")]
    ids.append(vraag(wereld, zaak, ("signalen",), functie="Conciërge"))
    anders = vraag(wereld, zaak, ("acties",), noodzaak="Iets anders.")
    assert {r.soortgelijk for r in list_postvak(wereld.privacy) if r.id in ids} == {2}
    samen = invoer(wereld, categorieen=("signalen", "plan"))
    besluiten = decide_bundel(wereld.privacy, bundel(wereld.privacy, ids[:2], samen))
    gevonden = {b.id: (b.ontvanger and b.ontvanger.voluit, b.categorieen) for b in delen.list_besluiten(wereld.privacy)}
    school = "School De Brug PMG-2026-00001"
    assert [gevonden[id_] for id_ in besluiten] == [
        (f"{school} – Leerlingzaken", ("signalen",)),
        (f"{school} – Mentor", ("plan",)),
    ]
    assert next_bundel(wereld.privacy, ids[0]) == (ids[2],)
    declare_belang(wereld.privacy, ids[2], "Mijn nicht.")
    assert next_bundel(wereld.privacy, ids[0]) == ()
    assert anders not in next_bundel(wereld.privacy, ids[0])
    with pytest.raises(GeenToegang):
        next_bundel(wereld.regie, ids[0])


def test_a_dossier_of_which_several_recipients_ask_is_read_once(wereld: Wereld) -> None:
    een, twee = dossiers(wereld.regie, 2)
    ids = [vraag(wereld, een, functie=functie) for functie in ("Leerlingzaken", "Mentor", "Conciërge")]
    ids.append(vraag(wereld, twee))
    gelezen: list[str] = []

    def onthoud(_verbinding: object, _cursor: object, opdracht: str, *_rest: object) -> None:
        if " FROM antecedent" in opdracht.replace("\n", " "):
            gelezen.append(opdracht)

    event.listen(wereld.engine, "before_cursor_execute", onthoud)
    try:
        gezien = bundel(wereld.privacy, ids, invoer(wereld))
        assert len(gelezen) == 2  # one for each casus
        decide_bundel(wereld.privacy, gezien)
        assert len(gelezen) == 4
    finally:
        event.remove(wereld.engine, "before_cursor_execute", onthoud)
