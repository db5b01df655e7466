"""Attacks on keys: somebody who has the vault key, and the program's source, tries to get another's signature counted.

One test per attack, named after it. That the rightful way works is tested first: an attack that fails proves nothing
where everything fails.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import EXTERN
from pmg_desk.kluis.dubbelkop import BESTANDEN, schrijf_kop
from pmg_desk.kluis.fouten import KluisBeschadigd, KopPastNiet, VerkeerdWachtwoord
from pmg_desk.kluis.kdf import stem_af
from pmg_desk.kluis.leden import maak_gebruikerslot
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import delen, gebruikers, oordelen
from pmg_desk.services.inloggen import AndereSleutel
from pmg_desk.services.sleutelboek import SleutelNietBekrachtigd, controleer_sleutels
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.engine import maak_engine
from pmg_desk.storage.models import Gebruiker
from tests.kluisdoos import REGIE_WACHTWOORD, Kluisdoos
from tests.sleutelwissel import bekrachtig, bevindingen, open_vervanging, registreer, telt, vervang
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

EIGEN_WACHTWOORD = "vreemde eend in een bijt 7"


def gebrek(wereld: Wereld, besluit_id: object) -> Gebrek | None:
    return next(b.gebrek for b in delen.list_besluiten(wereld.privacy) if b.id == besluit_id)


# -- the rightful way --------------------------------------------------------------------------------------------------


def test_geen_aanval_een_vervangen_sleutel_telt_na_bekrachtiging(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    oud_besluit = keur_goed(wereld, vraag(wereld, dossier))
    wereld.klok.moment += timedelta(hours=1)
    nieuw = vervang(wereld, "privacy")
    oud, wereld.werkplekken["privacy"] = wereld.privacy, nieuw
    assert not telt(nieuw)
    verzoek = vraag(wereld, dossier, ("identiteit",))
    with pytest.raises(SleutelNietBekrachtigd):
        keur_goed(wereld, verzoek)
    with pytest.raises(SleutelNietBekrachtigd):
        oordelen.withdraw_besluit(nieuw, oud_besluit, "Toch niet nodig.")
    bekrachtig(nieuw, oud, wereld.beheer)
    assert telt(nieuw)
    assert not telt(oud)
    assert gebrek(wereld, oud_besluit) is None  # what the old key signed in its time stays
    assert gebrek(wereld, keur_goed(wereld, verzoek)) is None
    assert bevindingen(nieuw) == ()


# -- the signing key ---------------------------------------------------------------------------------------------------


def kop_met_andere_sleutels(doos: Kluisdoos, sleutels: EigenSleutels) -> None:
    """Bea, who has the vault key, writes a header in which Carla has keys and a password that Bea knows."""
    bea = doos.bea()
    assert bea.kluis is not None
    kop = bea.kluis.kop
    carla = kop.gebruiker("carla")
    assert carla is not None
    nep = maak_gebruikerslot(
        sleutels, EIGEN_WACHTWOORD, stem_af(), kop.kluis_id, carla.gebruiker_id, "carla", carla.weergavenaam
    )
    anders = replace(kop, gebruikers=tuple(nep if g is carla else g for g in kop.gebruikers))
    sleutel = bea.kluis.kluissleutels
    doos.sluit(bea)
    schrijf_kop(doos.pad, anders, sleutel)


def zet_rij(doos: Kluisdoos, sleutels: EigenSleutels, *, ook_age: bool = True) -> None:
    """Change the keys in Carla's row, with a line that says nothing about it."""
    bea = doos.bea()
    with bea.doe() as t:
        (carla,) = [rij for rij in t.db.query(Gebruiker) if rij.gebruikersnaam == "carla"]
        carla.ondertekensleutel = sleutels.publiek.ed25519
        if ook_age:
            carla.agesleutel = sleutels.publiek.age
        t.log("gebruiker.wijzigen", "gebruiker", carla.id)
    doos.sluit(bea)


def gevonden(doos: Kluisdoos) -> list[str]:
    bea = doos.bea()
    try:
        with bea.doe() as t:
            return controleer_sleutels(t)
    finally:
        doos.sluit(bea)


IN_KOP = "In de kop van de kluis staat voor een gebruiker een andere sleutel dan bekend is."
IN_RIJ = "Bij een gebruiker staat een andere sleutel dan in het logboek."


def test_geen_aanval_geen_bevinding(kluisdoos: Kluisdoos) -> None:
    assert gevonden(kluisdoos) == []


def test_verwisselde_ondertekensleutel_in_de_kop(kluisdoos: Kluisdoos) -> None:
    kop_met_andere_sleutels(kluisdoos, EigenSleutels.nieuw())
    with pytest.raises(AndereSleutel):
        kluisdoos.open("carla", EIGEN_WACHTWOORD)
    assert gevonden(kluisdoos) == [IN_KOP]


def test_verwisselde_sleutel_in_de_tabel_van_gebruikers(kluisdoos: Kluisdoos) -> None:
    zet_rij(kluisdoos, EigenSleutels.nieuw())
    with pytest.raises(AndereSleutel):
        kluisdoos.carla()
    assert gevonden(kluisdoos) == [IN_RIJ]


def test_verwisselde_sleutel_in_kop_en_tabel_tegelijk(kluisdoos: Kluisdoos) -> None:
    nep = EigenSleutels.nieuw()
    zet_rij(kluisdoos, nep)
    kop_met_andere_sleutels(kluisdoos, nep)
    with pytest.raises(AndereSleutel):
        kluisdoos.open("carla", EIGEN_WACHTWOORD)
    assert gevonden(kluisdoos) == [IN_RIJ]


def test_leeggemaakte_sleutel_in_de_tabel_om_een_eerste_keer_na_te_doen(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    with bea.doe() as t:
        (carla,) = [rij for rij in t.db.query(Gebruiker) if rij.gebruikersnaam == "carla"]
        carla.ondertekensleutel = carla.agesleutel = None
        t.log("gebruiker.wijzigen", "gebruiker", carla.id)
    kluisdoos.sluit(bea)
    kop_met_andere_sleutels(kluisdoos, EigenSleutels.nieuw())
    with pytest.raises(AndereSleutel):
        kluisdoos.open("carla", EIGEN_WACHTWOORD)
    assert gevonden(kluisdoos) == [IN_RIJ]


def test_verwisselde_agesleutel_in_kop_en_tabel(kluisdoos: Kluisdoos) -> None:
    """The signing key stays: only who can read what is sealed to this user would change."""
    carla = kluisdoos.carla()
    nep = replace(EigenSleutels.nieuw(), ondertekening=carla.sleutels.ondertekening)
    kluisdoos.sluit(carla)
    zet_rij(kluisdoos, nep)
    kop_met_andere_sleutels(kluisdoos, nep)
    with pytest.raises(AndereSleutel):
        kluisdoos.open("carla", EIGEN_WACHTWOORD)
    assert gevonden(kluisdoos) == [IN_RIJ]


# -- a key line without what belongs to it -----------------------------------------------------------------------------


def test_sleutelregel_zonder_vervanging(wereld: Wereld) -> None:
    nep = registreer(wereld, "privacy")
    assert not telt(nep)
    assert telt(wereld.privacy)  # and it does not end the real key either
    assert "zonder dat er een vervanging was" in bevindingen(nep)[0]


def test_sleutelregel_zonder_bekrachtiging(wereld: Wereld) -> None:
    nep = vervang(wereld, "privacy")
    assert not telt(nep)
    assert gebrek(wereld, _tekent_toch(wereld, nep)) is Gebrek.SLEUTEL_ONBEKEND


def _tekent_toch(wereld: Wereld, nep: Werkplek) -> object:
    """A patched program that does not ask whether the key was endorsed."""
    with pytest.MonkeyPatch.context() as even:
        even.setattr("pmg_desk.services.oordelen.eis_geldige_sleutel", lambda _t: None)
        verzoek = vraag(wereld, maak_dossier(wereld.regie))
        wereld.werkplekken["privacy"] = nep
        return keur_goed(wereld, verzoek)


def test_vervangende_sleutel_die_een_andere_rol_geeft(wereld: Wereld) -> None:
    open_vervanging(wereld, "regie")
    nep = registreer(wereld, "regie", Rol.PRIVACY_OFFICER)
    bekrachtig(nep, wereld.regie, wereld.beheer)
    assert not telt(nep)


def test_de_sleutel_van_een_ander_opnieuw_geregistreerd(wereld: Wereld) -> None:
    open_vervanging(wereld, "regie")
    nep = registreer(wereld, "regie", sleutels=wereld.privacy.sleutels)
    bekrachtig(nep, wereld.regie, wereld.beheer)
    assert not telt(nep)
    assert telt(wereld.privacy)


def test_de_verloren_sleutel_zelf_teruggezet(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.beheer)
    open_vervanging(wereld, "privacy")
    registreer(wereld, "privacy", sleutels=wereld.privacy.sleutels)
    assert not telt(wereld.privacy)
    assert telt(nieuw)


def test_sleutelregel_van_elders_voor_een_gebruiker_van_hier(wereld: Wereld) -> None:
    nep = EigenSleutels.nieuw()
    with wereld.regie.doe() as t:
        t.log(
            "gebruiker.sleutel",
            EXTERN,
            wereld.privacy.gebruiker.id,
            verwerking=Rol.PRIVACY_OFFICER.value,
            sleutel=nep.publiek.ed25519,
        )
    assert telt(wereld.privacy)
    assert "van elders" in bevindingen(wereld.privacy)[0]


# -- a rogue endorsement -----------------------------------------------------------------------------------------------

GEEN_BEKRACHTIGING = ("Een bekrachtiging van een sleutel ontbreekt of is niet geldig. Die sleutel telt niet.",)


def _telt_niet(nieuw: Werkplek) -> None:
    assert not telt(nieuw)
    assert bevindingen(nieuw) == GEEN_BEKRACHTIGING


def test_bekrachtigd_door_de_gebruiker_zelf(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, nieuw)
    _telt_niet(nieuw)


def test_beheerder_bekrachtigt_de_eigen_nieuwe_sleutel_met_de_oude(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "beheer")
    bekrachtig(nieuw, wereld.beheer, wereld.beheer)
    _telt_niet(nieuw)


@pytest.mark.parametrize("wie", ["regie", "lezer"])
def test_bekrachtigd_door_wie_dat_niet_mag(wereld: Wereld, wie: str) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.werkplek(wie))
    _telt_niet(nieuw)


def test_privacy_officer_bekrachtigt_een_casusregisseur(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "regie")
    bekrachtig(nieuw, wereld.regie, wereld.privacy)
    _telt_niet(nieuw)


def test_bekrachtigd_met_een_onbekende_sleutel(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.beheer, handtekening_van=EigenSleutels.nieuw())
    _telt_niet(nieuw)


def test_bekrachtigd_met_een_vervangen_sleutel_van_de_beheerder(wereld: Wereld) -> None:
    oud = wereld.beheer
    nieuwe_beheerder = vervang(wereld, "beheer")
    bekrachtig(nieuwe_beheerder, oud, wereld.privacy)
    assert telt(nieuwe_beheerder)
    nieuw = vervang(wereld, "regie")
    bekrachtig(nieuw, wereld.regie, oud)
    assert not telt(nieuw)


def test_bekrachtigd_door_een_beheerder_wiens_sleutel_zelf_nog_wacht(wereld: Wereld) -> None:
    beheerder = vervang(wereld, "beheer")
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, beheerder)
    _telt_niet(nieuw)


def test_bekrachtigd_door_een_gestopte_beheerder(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    with wereld.beheer.doe() as t:
        t.log("gebruiker.stoppen", "gebruiker", wereld.beheer.gebruiker.id)
    bekrachtig(nieuw, wereld.privacy, wereld.beheer)
    _telt_niet(nieuw)


@pytest.mark.parametrize(
    "anders",
    [
        pytest.param(lambda _: {"kluis_id": str(uuid4())}, id="uit-een-andere-kluis"),
        pytest.param(lambda w: {"gebruiker_id": str(w.regie.gebruiker.id)}, id="voor-een-andere-gebruiker"),
        pytest.param(lambda w: {"oude_sleutel": w.regie.sleutels.publiek.ed25519}, id="over-een-andere-oude-sleutel"),
        pytest.param(lambda w: {"nieuwe_sleutel": w.regie.sleutels.publiek.ed25519}, id="over-een-andere-sleutel"),
        pytest.param(lambda w: {"op": w.klok.nu() - timedelta(days=1)}, id="met-een-ander-moment"),
    ],
)
def test_een_bekrachtiging_die_iets_anders_zegt(wereld: Wereld, anders: Callable[[Wereld], dict[str, Any]]) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.beheer, **anders(wereld))
    _telt_niet(nieuw)


def zet(wereld: Wereld, opdracht: str, **waarden: object) -> None:
    """Change the vault behind the program's back, as its owner could: triggers do not stop the owner."""
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DROP TRIGGER IF EXISTS bekrachtiging_vast"))
        verbinding.execute(sa.text(opdracht), waarden)


def test_een_bekrachtiging_waarvan_de_tekst_is_veranderd(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.beheer)
    nep = EigenSleutels.nieuw().publiek.age
    zet(wereld, "UPDATE bekrachtiging SET tekst = replace(tekst, :a, :b)", a=nieuw.sleutels.publiek.age, b=nep)
    _telt_niet(nieuw)


def test_een_bekrachtiging_die_niet_te_lezen_is(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.beheer)
    zet(wereld, "UPDATE bekrachtiging SET tekst = tekst || ' ' WHERE sleutel = :s", s=nieuw.sleutels.publiek.ed25519)
    _telt_niet(nieuw)


def test_een_weggehaalde_bekrachtiging(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, wereld.privacy, wereld.beheer)
    assert telt(nieuw)
    wereld.werkplekken["privacy"] = nieuw
    besluit = keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie)))
    assert gebrek(wereld, besluit) is None
    zet(wereld, "DELETE FROM bekrachtiging WHERE sleutel = :s", s=nieuw.sleutels.publiek.ed25519)
    _telt_niet(nieuw)
    assert gebrek(wereld, besluit) is Gebrek.SLEUTEL_ONBEKEND


def test_een_bekrachtiging_zonder_logregel(wereld: Wereld) -> None:
    nieuw = vervang(wereld, "privacy")
    with pytest.MonkeyPatch.context() as even:
        even.setattr("tests.sleutelwissel.onderteken", lambda *_: b"")
        bekrachtig(nieuw, wereld.privacy, wereld.beheer)  # a line whose row has no signature
    with wereld.beheer.doe() as t:
        t.log("gebruiker.wijzigen", "gebruiker")
    _telt_niet(nieuw)


# -- an old header, an old key -----------------------------------------------------------------------------------------


def test_kop_van_voor_het_verwijderen_teruggezet(kluisdoos: Kluisdoos) -> None:
    """The old password opens the old header, and the key in it fits nothing any more: told, and not as damage."""
    bewaard = {naam: (kluisdoos.pad / naam).read_bytes() for naam in BESTANDEN}
    bea = kluisdoos.bea()
    (carla,) = [g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla"]
    gebruikers.stop_gebruiker(bea, carla.id)
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.carla()
    nu = {naam: (kluisdoos.pad / naam).read_bytes() for naam in BESTANDEN}
    for naam, inhoud in bewaard.items():
        (kluisdoos.pad / naam).write_bytes(inhoud)
    for poging in (kluisdoos.carla, kluisdoos.bea):
        with pytest.raises(KopPastNiet) as fout:
            poging()
        assert "oude kop teruggezet" in fout.value.doe
    for naam, inhoud in nu.items():
        (kluisdoos.pad / naam).write_bytes(inhoud)
    kluisdoos.bea()


def test_een_oude_kopie_gaat_met_het_oude_wachtwoord_nog_open_en_de_kluis_zelf_niet(
    kluisdoos: Kluisdoos, tmp_path: Path
) -> None:
    kopie = tmp_path / "gestolen.kluis"
    shutil.copytree(kluisdoos.pad, kopie)
    bea = kluisdoos.bea()
    (carla,) = [g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla"]
    gebruikers.stop_gebruiker(bea, carla.id)
    kluisdoos.sluit(bea)
    oud = Kluisdoos(kopie, kluisdoos.klok)
    oud.carla()  # no promise about a copy from before: the manual says so
    oud.sluit_alles()
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.open("carla", REGIE_WACHTWOORD)


def test_verwijderde_gebruiker_met_de_oude_ruwe_kluissleutel(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    assert carla.kluis is not None
    sleutel, id_ = carla.kluis.kluissleutel, carla.gebruiker.id
    kluisdoos.sluit(carla)
    bea = kluisdoos.bea()
    gebruikers.stop_gebruiker(bea, id_)
    kluisdoos.sluit(bea)
    with pytest.raises(KluisBeschadigd):
        maak_engine(kluisdoos.pad / "kluis.db", sleutel)
    assert not [p for p in kluisdoos.pad.iterdir() if p.suffix == ".nieuw"]
