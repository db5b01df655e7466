"""Replacing a user's signing keys in the small world of ``tests.wereld``, where no header is open."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import BEKRACHTIGING_CONTEXT, Bekrachtigingsoort, Bekrachtigingtekst
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.sleutelboek import lees_sleutelboek
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Bekrachtiging, Gebruiker
from tests.wereld import Wereld


def open_vervanging(wereld: Wereld, wie: str) -> None:
    """As the beheerder does."""
    with wereld.beheer.doe() as t:
        t.log("gebruiker.vervangen", "gebruiker", wereld.werkplek(wie).gebruiker.id)


def registreer(wereld: Wereld, wie: str, rol: Rol | None = None, sleutels: EigenSleutels | None = None) -> Werkplek:
    """New keys of this user as their log-in registers them, whether or not a replacement was opened."""
    oud = wereld.werkplek(wie)
    nieuw = Werkplek(
        wereld.engine,
        kluis_id=wereld.kluis_id,
        gebruiker=oud.gebruiker,
        profiel=wereld.profiel,
        klok=wereld.klok,
        sleutels=sleutels or EigenSleutels.nieuw(),
        herkomst="test",
    )
    publiek = nieuw.sleutels.publiek
    with nieuw.doe() as t:
        rij = t.haal(Gebruiker, oud.gebruiker.id)
        rij.ondertekensleutel, rij.agesleutel = publiek.ed25519, publiek.age
        t.log(
            "gebruiker.sleutel",
            "gebruiker",
            rij.id,
            verwerking=(rol or rij.rol).value,
            sleutel=publiek.ed25519,
            detail={"age": publiek.age},
        )
    return nieuw


def vervang(wereld: Wereld, wie: str) -> Werkplek:
    """The whole way up to the endorsement."""
    open_vervanging(wereld, wie)
    return registreer(wereld, wie)


def bekrachtig(
    nieuw: Werkplek, oud: Werkplek, door: Werkplek, *, handtekening_van: EigenSleutels | None = None, **anders: Any
) -> None:
    """Write an endorsement as the program does; keyword arguments change what the signed text says."""
    publiek, eigen = nieuw.sleutels.publiek, handtekening_van or door.sleutels
    with door.doe() as t:
        velden: dict[str, Any] = {
            "soort": Bekrachtigingsoort.VERVANGING,
            "kluis_id": str(nieuw.kluis_id),
            "gebruiker_id": str(nieuw.gebruiker.id),
            "rol": nieuw.gebruiker.rol,
            "oude_sleutel": oud.sleutels.publiek.ed25519,
            "nieuwe_sleutel": publiek.ed25519,
            "agesleutel": publiek.age,
            "op": t.nu,
        }
        tekst = Bekrachtigingtekst(**{**velden, **anders}).tekst()
        t.db.add(
            Bekrachtiging(
                id=uuid4(),
                gebruiker_id=nieuw.gebruiker.id,
                sleutel=publiek.ed25519,
                tekst=tekst,
                handtekening=onderteken(eigen.ondertekening, BEKRACHTIGING_CONTEXT, tekst.encode()),
                ondertekenaar=eigen.publiek.ed25519,
                door_id=door.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("sleutel.bekrachtigen", "gebruiker", nieuw.gebruiker.id, sleutel=publiek.ed25519)


def telt(plek: Werkplek) -> bool:
    """Whether what this user signs now counts in decisions."""
    with plek.doe() as t:
        return any(
            s.sleutel == plek.sleutels.publiek.ed25519 and s.gebruiker_id == str(plek.gebruiker.id) and s.tot is None
            for s in bekende_sleutels(t)
        )


def bevindingen(plek: Werkplek) -> tuple[str, ...]:
    """What the book of keys tells about lines that do not count."""
    with plek.doe() as t:
        return lees_sleutelboek(t).bevindingen
