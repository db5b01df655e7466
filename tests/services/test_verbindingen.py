"""Cards with public keys: what is on them, how they are compared and pinned, and when a key ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.pakket import Sleutelkaart
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.pakket import GeenPakket, lees_kaart, onderteken_kaart
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import gebruikers, verbindingen
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.gebruikers import GebruikerStatus, WerktElders
from pmg_desk.services.verbindingen import Kaartstand
from pmg_desk.services.verbindingsfouten import (
    AndereSoort,
    KaartBotst,
    KaartVanHier,
    KaartZonderOfficer,
    NietOpDeKaart,
    VerbindingGestopt,
    VingerafdrukAnders,
)
from pmg_desk.storage.models import Gebruiker, VerbindingSoort
from tests.casusbouw import regels
from tests.kluisdoos import Kluisdoos
from tests.tweekluizen import Tweetal, koppel, maak_tweetal

OFFICER, KLUIS = VerbindingSoort.PRIVACY_OFFICER, VerbindingSoort.KLUIS


@pytest.fixture
def twee(tmp_path: Path) -> Iterator[Tweetal]:
    tweetal = maak_tweetal(tmp_path)
    yield tweetal
    tweetal.sluit()


def kaart_van(twee: Tweetal) -> Sleutelkaart:
    return lees_kaart(verbindingen.make_sleutelkaart(twee.officer).ruw)[0]


def pin(twee: Tweetal, kaart: Sleutelkaart, sleutels: EigenSleutels | None = None) -> UUID:
    """Pin a card of our own making at the team, its fingerprint read out."""
    ruw = onderteken_kaart(kaart, sleutels or twee.officer.sleutels)
    return verbindingen.pin_kaart(twee.team.beheer, twee.schrijf(ruw), OFFICER, kaart.vingerafdruk())


def test_op_de_kaart_staat_wie_meedoet_en_alleen_wat_publiek_is(twee: Tweetal) -> None:
    gemaakt = verbindingen.make_sleutelkaart(twee.team.beheer)
    kaart, ondertekenaar = lees_kaart(gemaakt.ruw)
    team = twee.team
    assert {(p.persoon_id, p.naam, p.rol, p.age, p.ed25519) for p in kaart.personen} == {
        (
            str(w.gebruiker.id),
            w.gebruiker.naam,
            w.gebruiker.rol.value,
            w.sleutels.publiek.age,
            w.sleutels.publiek.ed25519,
        )
        for w in (team.beheer, team.regie, team.regie2)
    }
    assert ondertekenaar == team.beheer.sleutels.publiek.ed25519
    assert gemaakt.vingerafdruk == kaart.vingerafdruk()
    assert gemaakt.bestandsnaam == f"sleutels-{team.kluis_id.hex[:4]}.pmgsleutels"
    assert gemaakt.personen == ("B. Beheerder", "C. Regisseur", "D. Regisseur")
    assert [r.aantal for r in regels(team.beheer, "sleutelkaart.maken")] == [3]


def test_de_kaart_van_een_eigen_installatie_heeft_alleen_de_officer(twee: Tweetal) -> None:
    assert [p.rol for p in kaart_van(twee).personen] == ["privacy_officer"]


@pytest.mark.parametrize("wie", ["regie", "privacy", "lezer"])
def test_alleen_de_beheerder_gaat_over_verbindingen(twee: Tweetal, wie: str) -> None:
    werkplek = twee.team.werkplek(wie)
    pad = twee.schrijf(verbindingen.make_sleutelkaart(twee.officer).ruw)
    for doe in (
        lambda: verbindingen.make_sleutelkaart(werkplek),
        lambda: verbindingen.read_sleutelkaart(werkplek, pad),
        lambda: verbindingen.pin_kaart(werkplek, pad, OFFICER, ""),
        lambda: verbindingen.stop_verbinding(werkplek, uuid4()),
    ):
        with pytest.raises(GeenToegang):
            doe()


def test_wie_niet_op_de_kaart_staat_maakt_er_geen(twee: Tweetal) -> None:
    with twee.team.beheer.doe() as t:
        t.haal(Gebruiker, twee.team.beheer.gebruiker.id).agesleutel = None
        t.log("gebruiker.wijzigen", "gebruiker")
    with pytest.raises(NietOpDeKaart):
        verbindingen.make_sleutelkaart(twee.team.beheer)


@pytest.mark.parametrize("vorm", ["{}", "  {}\n", "{} "])
def test_een_kaart_vastleggen_maakt_een_gebruiker_die_nergens_in_kan(twee: Tweetal, vorm: str) -> None:
    kaart = verbindingen.make_sleutelkaart(twee.officer)
    pad = twee.schrijf(kaart.ruw)
    inzicht = verbindingen.read_sleutelkaart(twee.team.beheer, pad)
    assert (inzicht.soort, inzicht.verbinding_id, inzicht.ongewijzigd) == (OFFICER, None, False)
    assert [(r.naam, r.stand) for r in inzicht.personen] == [("P. Officer", Kaartstand.NIEUW)]
    verbinding_id = verbindingen.pin_kaart(twee.team.beheer, pad, OFFICER, vorm.format(kaart.vingerafdruk))
    (verbinding,) = verbindingen.list_verbindingen(twee.team.regie)
    assert (verbinding.id, verbinding.soort, verbinding.loopt) == (verbinding_id, OFFICER, True)
    assert verbinding.vingerafdruk == kaart.vingerafdruk
    (persoon,) = verbinding.personen
    publiek = twee.officer.sleutels.publiek
    assert (persoon.age, persoon.ed25519, persoon.vingerafdruk) == (
        publiek.age,
        publiek.ed25519,
        publiek.vingerafdruk(),
    )
    with twee.team.beheer.doe() as t:
        rij = t.haal(Gebruiker, twee.officer.gebruiker.id)
        assert (rij.extern, rij.rol, rij.gestopt_op, rij.ondertekensleutel) == (
            True,
            Rol.PRIVACY_OFFICER,
            None,
            publiek.ed25519,
        )
        assert rij.gebruikersnaam == "P. Officer"
        assert [
            (s.gebruiker_id, s.rol, s.extern, s.tot) for s in bekende_sleutels(t) if s.sleutel == publiek.ed25519
        ] == [(str(rij.id), Rol.PRIVACY_OFFICER, True, None)]
    assert verbindingen.read_sleutelkaart(twee.team.beheer, pad).ongewijzigd


def test_bij_de_officer_ontstaan_geen_gebruikers(twee: Tweetal) -> None:
    verbinding_id = koppel(twee, twee.team.beheer, twee.officer, KLUIS)
    with twee.officer.doe() as t:
        assert t.db.get(Gebruiker, twee.team.regie.gebruiker.id) is None
        facts = verbindingen.verbinding_bij(t, twee.team.kluis_id)
        assert facts is not None
        assert (facts.id, len(facts.personen)) == (verbinding_id, 3)
        assert verbindingen.verbinding_bij(t, uuid4()) is None
        assert verbindingen.sleutel_van(t, verbinding_id, uuid4(), t.nu) is None
        assert verbindingen.sleutel_van(t, verbinding_id, twee.team.regie.gebruiker.id, t.nu - timedelta(1)) is None
    assert {r.sleutel for r in regels(twee.officer, "verbinding.sleutel")} == {
        w.sleutels.publiek.ed25519 for w in (twee.team.beheer, twee.team.regie, twee.team.regie2)
    }


def test_een_verkeerd_getypte_vingerafdruk_legt_niets_vast_en_staat_in_het_log(twee: Tweetal) -> None:
    kaart = verbindingen.make_sleutelkaart(twee.officer)
    for getypt in ("", "0" * 30, kaart.vingerafdruk[:-1], kaart.vingerafdruk + "1", "x" + kaart.vingerafdruk):
        with pytest.raises(VingerafdrukAnders):
            verbindingen.pin_kaart(twee.team.beheer, twee.schrijf(kaart.ruw), OFFICER, getypt)
    assert verbindingen.list_verbindingen(twee.team.beheer) == ()
    assert len(regels(twee.team.beheer, "verbinding.weigeren")) == 5


def test_een_nieuwe_sleutel_beeindigt_de_oude_pas_na_vergelijken(twee: Tweetal) -> None:
    verbinding_id = pin(twee, kaart_van(twee))
    nieuw = EigenSleutels.nieuw()
    oud = kaart_van(twee)
    publiek = nieuw.publiek
    kaart = replace(oud, personen=(replace(oud.personen[0], age=publiek.age, ed25519=publiek.ed25519),))
    pad = twee.schrijf(onderteken_kaart(kaart, nieuw))
    twee.team.klok.moment += timedelta(hours=1)
    gewijzigd = verbindingen.read_sleutelkaart(twee.team.beheer, pad)
    assert [r.stand for r in gewijzigd.personen] == [Kaartstand.GEWIJZIGD]
    with pytest.raises(VingerafdrukAnders):
        verbindingen.pin_kaart(twee.team.beheer, pad, OFFICER, oud.vingerafdruk())
    assert verbindingen.list_verbindingen(twee.team.beheer)[0].personen[0].ed25519 == oud.personen[0].ed25519
    assert verbindingen.pin_kaart(twee.team.beheer, pad, OFFICER, kaart.vingerafdruk()) == verbinding_id
    persoon_id = twee.officer.gebruiker.id
    with twee.team.beheer.doe() as t:
        toen = verbindingen.sleutel_van(t, verbinding_id, persoon_id, t.nu - timedelta(minutes=1))
        nu = verbindingen.sleutel_van(t, verbinding_id, persoon_id, t.nu)
        assert toen is not None
        assert nu is not None
        assert (toen.ed25519, toen.tot, nu.ed25519) == (oud.personen[0].ed25519, t.nu, publiek.ed25519)
        assert [(s.sleutel, s.tot) for s in bekende_sleutels(t) if s.extern] == [
            (oud.personen[0].ed25519, t.nu),
            (publiek.ed25519, None),
        ]
        assert t.haal(Gebruiker, persoon_id).gestopt_op is None


def test_wie_niet_meer_op_de_kaart_staat_vervalt(twee: Tweetal) -> None:
    een = kaart_van(twee)
    collega = EigenSleutels.nieuw()
    erbij = replace(
        een.personen[0],
        persoon_id=str(uuid4()),
        naam="Q. Officer",
        age=collega.publiek.age,
        ed25519=collega.publiek.ed25519,
    )
    pin(twee, replace(een, personen=(*een.personen, erbij)))
    ruw = onderteken_kaart(een, twee.officer.sleutels)
    inzicht = verbindingen.read_sleutelkaart(twee.team.beheer, twee.schrijf(ruw))
    assert [(r.naam, r.stand) for r in inzicht.personen] == [
        ("P. Officer", Kaartstand.GELIJK),
        ("Q. Officer", Kaartstand.VERVALT),
    ]
    pin(twee, een)
    with twee.team.beheer.doe() as t:
        assert t.haal(Gebruiker, UUID(erbij.persoon_id)).gestopt_op == t.nu
        assert [s.tot for s in bekende_sleutels(t) if s.gebruiker_id == erbij.persoon_id] == [t.nu]


def test_stoppen_beeindigt_de_sleutels_en_opnieuw_verbinden_kan(twee: Tweetal) -> None:
    eerste = pin(twee, kaart_van(twee))
    twee.team.klok.moment += timedelta(hours=1)
    verbindingen.stop_verbinding(twee.team.beheer, eerste)
    with pytest.raises(VerbindingGestopt):
        verbindingen.stop_verbinding(twee.team.beheer, eerste)
    with twee.team.beheer.doe() as t:
        assert [s.tot for s in bekende_sleutels(t) if s.extern] == [t.nu]
        assert t.haal(Gebruiker, twee.officer.gebruiker.id).gestopt_op == t.nu
        assert verbindingen.verbinding_bij(t, twee.toezicht.kluis_id) is None
    twee.team.klok.moment += timedelta(hours=1)
    tweede = pin(twee, kaart_van(twee))
    assert [(v.id, v.loopt) for v in verbindingen.list_verbindingen(twee.team.beheer)] == [
        (tweede, True),
        (eerste, False),
    ]
    with twee.team.beheer.doe() as t:
        assert t.haal(Gebruiker, twee.officer.gebruiker.id).gestopt_op is None


def test_een_gelijke_naam_krijgt_een_eigen_gebruikersnaam(twee: Tweetal) -> None:
    kaart = kaart_van(twee)
    pin(twee, replace(kaart, personen=(replace(kaart.personen[0], naam="privacy"),)))
    with twee.team.beheer.doe() as t:
        assert t.haal(Gebruiker, twee.officer.gebruiker.id).gebruikersnaam == "privacy (2)"


def test_een_kaart_van_deze_kluis_zelf_wordt_geweigerd(twee: Tweetal) -> None:
    ruw = verbindingen.make_sleutelkaart(twee.team.beheer).ruw
    with pytest.raises(KaartVanHier):
        verbindingen.read_sleutelkaart(twee.team.beheer, twee.schrijf(ruw))


def test_een_verbinding_houdt_haar_soort(twee: Tweetal) -> None:
    team = verbindingen.make_sleutelkaart(twee.team.beheer)
    with pytest.raises(KaartZonderOfficer):
        verbindingen.pin_kaart(twee.officer, twee.schrijf(team.ruw), OFFICER, team.vingerafdruk)
    officer = verbindingen.make_sleutelkaart(twee.officer)
    with pytest.raises(AndereSoort):
        verbindingen.pin_kaart(twee.team.beheer, twee.schrijf(officer.ruw), KLUIS, officer.vingerafdruk)
    kaart = kaart_van(twee)
    pin(twee, kaart)
    regisseur = replace(kaart, personen=(replace(kaart.personen[0], rol="casusregisseur"),))
    with pytest.raises(AndereSoort):
        verbindingen.pin_kaart(
            twee.team.beheer,
            twee.schrijf(onderteken_kaart(regisseur, twee.officer.sleutels)),
            KLUIS,
            regisseur.vingerafdruk(),
        )


def test_een_sleutel_hoort_bij_een_verbinding_en_staat_een_keer_op_een_kaart(twee: Tweetal) -> None:
    kaart = kaart_van(twee)
    dubbel = replace(kaart, personen=(*kaart.personen, replace(kaart.personen[0], persoon_id=str(uuid4()))))
    with pytest.raises(KaartBotst):
        pin(twee, dubbel)
    pin(twee, kaart)
    with pytest.raises(KaartBotst):
        pin(twee, replace(kaart, kluis_id=str(uuid4())))


@pytest.mark.parametrize(
    "anders", [{"rol": "burgemeester"}, {"naam": "Petra\u202e"}, {"naam": ""}, {"naam": "x" * 200}]
)
def test_een_kaart_met_een_vreemde_rol_of_naam_wordt_niet_gelezen(twee: Tweetal, anders: dict[str, str]) -> None:
    kaart = kaart_van(twee)
    with pytest.raises(GeenPakket):
        pin(twee, replace(kaart, personen=(replace(kaart.personen[0], **anders),)))


def test_een_sleutel_die_niet_in_het_log_staat_komt_niet_op_de_kaart(twee: Tweetal) -> None:
    """Put in the row by who owns the machine, or new and not endorsed yet: the log does not know it as theirs."""
    publiek = EigenSleutels.nieuw().publiek
    with twee.team.beheer.doe() as t:
        rij = t.haal(Gebruiker, twee.team.regie.gebruiker.id)
        rij.ondertekensleutel, rij.agesleutel = publiek.ed25519, publiek.age
        t.log("gebruiker.wijzigen", "gebruiker")
    kaart, _ = lees_kaart(verbindingen.make_sleutelkaart(twee.team.beheer).ruw)
    assert {p.naam for p in kaart.personen} == {"B. Beheerder", "D. Regisseur"}


def test_wie_elders_werkt_heeft_hier_geen_toegang_te_beheren(twee: Tweetal, kluisdoos: Kluisdoos) -> None:
    """In a vault with a header: no slot, no code, no tables, nothing to stop; shown as who works elsewhere."""
    bea = kluisdoos.bea()
    kaart = verbindingen.make_sleutelkaart(twee.officer)
    pad = twee.schrijf(kaart.ruw)
    verbinding_id = verbindingen.pin_kaart(bea, pad, OFFICER, kaart.vingerafdruk)
    officer_id = twee.officer.gebruiker.id
    (inzicht,) = [g for g in gebruikers.list_gebruikers(bea) if g.extern]
    assert (inzicht.id, inzicht.status, inzicht.naam) == (officer_id, GebruikerStatus.ACTIEF, "P. Officer")
    for doe in (
        lambda: gebruikers.stop_gebruiker(bea, officer_id),
        lambda: gebruikers.renew_uitnodiging(bea, officer_id),
        lambda: gebruikers.assign_tafels(bea, officer_id, ("pga_lokaal",)),
    ):
        with pytest.raises(WerktElders):
            doe()
    assert bea.kluis is not None
    assert officer_id not in {g.gebruiker_id for g in bea.kluis.kop.gebruikers}
    assert officer_id not in {u.gebruiker_id for u in bea.kluis.kop.uitnodigingen}
    verbindingen.stop_verbinding(bea, verbinding_id)
    assert [g.status for g in gebruikers.list_gebruikers(bea) if g.extern] == [GebruikerStatus.GESTOPT]


def test_de_kaart_draagt_de_naam_van_de_kluis(twee: Tweetal, kluisdoos: Kluisdoos) -> None:
    ruw = verbindingen.make_sleutelkaart(kluisdoos.bea()).ruw
    assert lees_kaart(ruw)[0].kluisnaam == "Zuidwest"
