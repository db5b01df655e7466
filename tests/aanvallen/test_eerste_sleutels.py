"""Attacks on first keys: somebody who owns the machine makes up an officer, or bends how a real one became one.

Whoever has the vault can write every row and every line of the log. What they lack are three private halves: that of
the beheerder, that of the user, and that of the one-time code, which is gone once it was used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import BEKRACHTIGING_CONTEXT, EXTERN, Bekrachtigingsoort, Bekrachtigingtekst
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.sleutels import EigenSleutels, PubliekeSleutels
from pmg_desk.services import delen, verbindingen, vernietigen
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.sleutelboek import bekrachtig as zet_bekrachtiging
from pmg_desk.services.sleutelboek import publieke_helft
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Bekrachtiging, Gebruiker
from tests.aanvallen.knoeien import zet
from tests.sleutelwissel import bekrachtig, telt, vervang
from tests.tweekluizen import Tweetal, maak_tweetal
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

ONGEDEKT = "Van een gebruiker is de eerste sleutel niet door een uitnodiging gedekt. Die sleutel telt niet."
NIET_BEKRACHTIGD = "In het logboek staat een sleutel van elders die niemand heeft bekrachtigd. Die telt niet."
ZONDER_VERVANGING = "In het logboek staat een andere sleutel zonder dat er een vervanging was. Die telt niet."


def gevonden(plek: Werkplek) -> tuple[str, ...]:
    return verify_logboek(plek).bevindingen


def gebrek(wereld: Wereld, besluit_id: object) -> Gebrek | None:
    return next(b.gebrek for b in delen.list_besluiten(wereld.regie) if b.id == besluit_id)


def tekent_toch(wereld: Wereld, nep: Werkplek) -> object:
    """A decision of a patched program that does not ask whether the key counts."""
    with pytest.MonkeyPatch.context() as even:
        even.setattr("pmg_desk.services.oordelen.eis_geldige_sleutel", lambda _t: None)
        verzoek = vraag(wereld, maak_dossier(wereld.regie))
        wereld.werkplekken["privacy"] = nep
        return keur_goed(wereld, verzoek)


def werkplek_van(wereld: Wereld, id_: UUID, rol: Rol, sleutels: EigenSleutels) -> Werkplek:
    return Werkplek(
        wereld.engine,
        kluis_id=wereld.kluis_id,
        gebruiker=replace(wereld.privacy.gebruiker, id=id_, gebruikersnaam="spook", naam="Mr. Nep", rol=rol),
        profiel=wereld.profiel,
        klok=wereld.klok,
        sleutels=sleutels,
        herkomst="test",
    )


def meld_aan(
    door: Wereld,
    rol: Rol,
    id_: UUID,
    *,
    sleutels: EigenSleutels | None = None,
    extern: bool = False,
    tijdelijk: Ed25519PrivateKey | None = None,
    nieuw: bool = True,
) -> Werkplek:
    """Every row and line that a first log-in leaves, written by a casusregisseur; with ``tijdelijk`` also signed."""
    sleutels = sleutels or EigenSleutels.nieuw()
    publiek = sleutels.publiek
    with door.regie.doe() as t:
        if nieuw:
            t.db.add(
                Gebruiker(
                    id=id_, gebruikersnaam=f"spook{id_}", naam="Mr. Nep", rol=rol, functie="", uitgenodigd_op=t.nu,
                    actief_sinds=t.nu, extern=extern, ondertekensleutel=publiek.ed25519, agesleutel=publiek.age,
                )
            )  # fmt: skip
        else:
            rij = t.haal(Gebruiker, id_)
            rij.ondertekensleutel, rij.agesleutel = publiek.ed25519, publiek.age
        t.db.flush()
        if tijdelijk is not None:
            zet_bekrachtiging(t, Bekrachtigingsoort.EERSTE, id_, rol, publiek, publieke_helft(tijdelijk), met=tijdelijk)
        soort = EXTERN if extern else "gebruiker"
        t.log("gebruiker.sleutel", soort, id_, verwerking=rol.value, sleutel=publiek.ed25519)
    return werkplek_van(door, id_, rol, sleutels)


def nodig_uit(wereld: Wereld, rol: Rol, *, kluis_id: UUID | None = None) -> tuple[UUID, Ed25519PrivateKey]:
    """A user invited by the real beheerder: their id, and the private half that the one-time code gives."""
    id_, tijdelijk = uuid4(), Ed25519PrivateKey.generate()
    code, eigen = publieke_helft(tijdelijk), wereld.beheer.sleutels
    with wereld.beheer.doe() as t:
        t.db.add(
            Gebruiker(
                id=id_, gebruikersnaam=f"gast{id_}", naam="G. Ast", rol=rol, functie="", uitgenodigd_op=t.nu
            )
        )  # fmt: skip
        t.db.flush()
        tekst = Bekrachtigingtekst(
            Bekrachtigingsoort.UITNODIGING, str(kluis_id or wereld.kluis_id), str(id_), rol, code, t.nu
        ).tekst()
        t.db.add(
            Bekrachtiging(
                id=uuid4(), gebruiker_id=id_, sleutel=code, tekst=tekst, door_id=t.gebruiker.id, op=t.nu,
                handtekening=onderteken(eigen.ondertekening, BEKRACHTIGING_CONTEXT, tekst.encode()),
                ondertekenaar=eigen.publiek.ed25519,
            )
        )  # fmt: skip
        t.log("gebruiker.uitnodigen", "gebruiker", id_, sleutel=code)
    return id_, tijdelijk


def kom_binnen(wereld: Wereld, genodigd_als: Rol, rol: Rol, *, kluis_id: UUID | None = None) -> Werkplek:
    """Invited as one role, logged in as another (or the same), with the one-time code."""
    id_, tijdelijk = nodig_uit(wereld, genodigd_als, kluis_id=kluis_id)
    return meld_aan(wereld, rol, id_, tijdelijk=tijdelijk, nieuw=False)


@pytest.fixture
def twee(tmp_path: Path) -> Iterator[Tweetal]:
    tweetal = maak_tweetal(tmp_path)
    yield tweetal
    tweetal.sluit()


# -- the rightful way --------------------------------------------------------------------------------------------------


def test_geen_aanval_wie_is_uitgenodigd_en_de_code_heeft_telt(wereld: Wereld) -> None:
    officer = kom_binnen(wereld, Rol.PRIVACY_OFFICER, Rol.PRIVACY_OFFICER)
    assert telt(officer)
    assert gevonden(wereld.privacy) == ()
    assert gebrek(wereld, tekent_toch(wereld, officer)) is None


# -- nobody vouched ----------------------------------------------------------------------------------------------------


def test_verzonnen_officer_van_elders(wereld: Wereld) -> None:
    nep = meld_aan(wereld, Rol.PRIVACY_OFFICER, uuid4(), extern=True)
    assert not telt(nep)
    assert gevonden(wereld.privacy)[0] == NIET_BEKRACHTIGD


def test_verzonnen_officer_van_hier(wereld: Wereld) -> None:
    nep = meld_aan(wereld, Rol.PRIVACY_OFFICER, uuid4())
    assert not telt(nep)
    assert gebrek(wereld, tekent_toch(wereld, nep)) is Gebrek.SLEUTEL_ONBEKEND
    assert ONGEDEKT in gevonden(wereld.privacy)


def test_verzonnen_beheerder_bekrachtigt_een_nieuwe_sleutel_voor_de_officer(wereld: Wereld) -> None:
    nep_beheerder = meld_aan(wereld, Rol.BEHEERDER, uuid4())
    nep = vervang(wereld, "privacy")
    bekrachtig(nep, wereld.privacy, nep_beheerder)
    assert not telt(nep)


def test_verzonnen_tweede_persoon_bij_een_vernietiging(wereld: Wereld) -> None:
    nep, casus = meld_aan(wereld, Rol.PRIVACY_OFFICER, uuid4()), maak_dossier(wereld.regie).casus_id
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, "vergissing")
    with pytest.raises(vernietigen.SleutelPastNiet):
        vernietigen.confirm_vernietiging(nep, voorstel)


# -- an invitation bent ------------------------------------------------------------------------------------------------


def test_uitgenodigd_als_meelezer_en_aangemeld_als_officer(wereld: Wereld) -> None:
    nep = kom_binnen(wereld, Rol.MEELEZER, Rol.PRIVACY_OFFICER)
    assert not telt(nep)
    assert gebrek(wereld, tekent_toch(wereld, nep)) is Gebrek.SLEUTEL_ONBEKEND
    assert ONGEDEKT in gevonden(wereld.privacy)


def test_de_rol_in_de_uitnodiging_veranderd(wereld: Wereld) -> None:
    id_, tijdelijk = nodig_uit(wereld, Rol.MEELEZER)
    van, naar = '"rol":"meelezer"', '"rol":"privacy_officer"'
    zet(wereld, "UPDATE bekrachtiging SET tekst = replace(tekst, :van, :naar)", van=van, naar=naar)
    nep = meld_aan(wereld, Rol.PRIVACY_OFFICER, id_, tijdelijk=tijdelijk, nieuw=False)
    assert not telt(nep)
    assert ONGEDEKT in gevonden(wereld.privacy)


def test_een_uitnodiging_uit_een_andere_kluis(wereld: Wereld) -> None:
    nep = kom_binnen(wereld, Rol.PRIVACY_OFFICER, Rol.PRIVACY_OFFICER, kluis_id=uuid4())
    assert not telt(nep)
    assert ONGEDEKT in gevonden(wereld.privacy)


def test_een_gebruikte_code_nog_eens_voor_een_ander(wereld: Wereld) -> None:
    """Who read the code over somebody's shoulder kept its key, and signs with it for a user of their own making."""
    _, tijdelijk = nodig_uit(wereld, Rol.PRIVACY_OFFICER)
    assert not telt(meld_aan(wereld, Rol.PRIVACY_OFFICER, uuid4(), tijdelijk=tijdelijk))
    assert ONGEDEKT in gevonden(wereld.privacy)


def test_een_gebruikte_code_nog_eens_voor_dezelfde_gebruiker(wereld: Wereld) -> None:
    id_, tijdelijk = nodig_uit(wereld, Rol.PRIVACY_OFFICER)
    echt = meld_aan(wereld, Rol.PRIVACY_OFFICER, id_, tijdelijk=tijdelijk, nieuw=False)
    assert telt(echt)
    nep = meld_aan(wereld, Rol.PRIVACY_OFFICER, id_, tijdelijk=tijdelijk, nieuw=False)
    assert not telt(nep)
    assert telt(echt)
    assert ZONDER_VERVANGING in gevonden(wereld.privacy)


def test_een_eerste_sleutel_zonder_de_code(wereld: Wereld) -> None:
    """The invitation is real; what signs for the keys is not what its code gives."""
    id_, code = nodig_uit(wereld, Rol.PRIVACY_OFFICER)
    sleutels = EigenSleutels.nieuw()
    with wereld.regie.doe() as t:
        zet_bekrachtiging(
            t,
            Bekrachtigingsoort.EERSTE,
            id_,
            Rol.PRIVACY_OFFICER,
            sleutels.publiek,
            publieke_helft(code),
            met=wereld.regie.sleutels.ondertekening,
        )
        t.log(
            "gebruiker.sleutel", "gebruiker", id_, verwerking="privacy_officer", sleutel=sleutels.publiek.ed25519
        )  # fmt: skip
    assert not telt(werkplek_van(wereld, id_, Rol.PRIVACY_OFFICER, sleutels))
    assert ONGEDEKT in gevonden(wereld.privacy)


def test_een_kluis_die_zegt_dat_zij_van_een_oudere_versie_is(wereld: Wereld) -> None:
    """In a vault of 0.1.0 first keys count by their line; a line that says so again changes nothing."""
    with wereld.regie.doe() as t:
        t.log("kluis.maken", "kluis", wereld.kluis_id)
    assert not telt(meld_aan(wereld, Rol.PRIVACY_OFFICER, uuid4()))
    assert ONGEDEKT in gevonden(wereld.privacy)


# -- an officer elsewhere ----------------------------------------------------------------------------------------------


def test_tweede_sleutel_voor_een_echte_officer_van_elders(twee: Tweetal) -> None:
    twee.verbind()
    id_ = twee.officer.gebruiker.id
    nep = meld_aan(twee.team, Rol.PRIVACY_OFFICER, id_, extern=True, nieuw=False)
    assert not telt(nep)
    echt = werkplek_van(twee.team, id_, Rol.PRIVACY_OFFICER, twee.officer.sleutels)
    assert telt(echt)
    assert NIET_BEKRACHTIGD in gevonden(twee.team.privacy)


def test_tweede_sleutel_van_elders_bekrachtigd_door_een_casusregisseur(twee: Tweetal) -> None:
    twee.verbind()
    id_, sleutels = twee.officer.gebruiker.id, EigenSleutels.nieuw()
    publiek = PubliekeSleutels(sleutels.publiek.age, sleutels.publiek.ed25519)
    with twee.team.regie.doe() as t:
        zet_bekrachtiging(t, Bekrachtigingsoort.VERBINDING, id_, Rol.PRIVACY_OFFICER, publiek)
        t.log("gebruiker.sleutel", EXTERN, id_, verwerking="privacy_officer", sleutel=publiek.ed25519)
    assert not telt(werkplek_van(twee.team, id_, Rol.PRIVACY_OFFICER, sleutels))
    assert NIET_BEKRACHTIGD in gevonden(twee.team.privacy)


def test_een_gestopte_sleutel_van_elders_met_de_oude_bekrachtiging_teruggehaald(twee: Tweetal) -> None:
    """The statement about the key is real, whole and signed, and was used before."""
    verbinding, _ = twee.verbind()
    id_, publiek = twee.officer.gebruiker.id, twee.officer.sleutels.publiek
    verbindingen.stop_verbinding(twee.team.beheer, verbinding)
    with twee.team.beheer.doe() as t:  # whose name is on a line is what its writer says
        t.log("gebruiker.sleutel", EXTERN, id_, verwerking="privacy_officer", sleutel=publiek.ed25519)
    assert not telt(werkplek_van(twee.team, id_, Rol.PRIVACY_OFFICER, twee.officer.sleutels))
    assert NIET_BEKRACHTIGD in gevonden(twee.team.privacy)


# -- a key that ended --------------------------------------------------------------------------------------------------


def test_een_besluit_met_een_vervangen_sleutel(wereld: Wereld) -> None:
    oud = wereld.privacy
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, oud, wereld.beheer)
    assert telt(nieuw)
    assert gebrek(wereld, tekent_toch(wereld, oud)) is not None


def test_een_besluit_met_een_vervangen_sleutel_en_een_oud_moment(wereld: Wereld) -> None:
    """The moment in a decision is only its signer's word: a patched program says one at which the key was in force."""
    oud, toen = wereld.privacy, wereld.klok.moment
    wereld.klok.moment += timedelta(hours=2)
    nieuw = vervang(wereld, "privacy")
    bekrachtig(nieuw, oud, wereld.beheer)
    with pytest.MonkeyPatch.context() as even:
        even.setattr("pmg_desk.services.oordelen.peilmoment", lambda _t: toen + timedelta(minutes=1))
        besluit = tekent_toch(wereld, oud)
    assert gebrek(wereld, besluit) is Gebrek.GEEN_REGEL


def test_een_besluit_van_een_gestopte_officer(wereld: Wereld) -> None:
    with wereld.beheer.doe() as t:
        t.log("gebruiker.stoppen", "gebruiker", wereld.privacy.gebruiker.id)
    assert gebrek(wereld, tekent_toch(wereld, wereld.privacy)) is not None
