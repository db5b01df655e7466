"""Allowing a vault to stay where it is advised against: by the beheerder, with a reason, logged, always in sight."""

from __future__ import annotations

from pathlib import Path

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis import plektoestemming
from pmg_desk.kluis.fouten import OnveiligePlek
from pmg_desk.kluis.openen import OpenKluis
from pmg_desk.kluis.plektoestemming import Toestemming
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import gebruikers as opslag

_INSTELLING = "plek"
MAX_REDEN = 500


class GeenBezwaar(OnveiligePlek):
    """There is nothing to allow."""

    wat = "Op deze plek is niets aan te merken."
    doe = "Open de kluis gewoon."


def allow_plek(werkplek: Werkplek, reden: str) -> Toestemming:
    """Allow the folder the vault is in now. Raises GeenToegang, OngeldigeInvoer (``reden``) and GeenBezwaar."""
    veld = Veldcontrole()
    schoon = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REDEN)
    veld.klaar()
    if werkplek.kluis is None:
        raise RuntimeError("only the database is open")
    pad: Path = werkplek.kluis.pad
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        if not plektoestemming.bezwaar(pad):
            raise GeenBezwaar
        hier = str(pad.absolute().resolve())
        toestemming = Toestemming(werkplek.kluis_id, hier, werkplek.gebruiker.id, t.nu)
        opslag.zet_instelling(t.db, _INSTELLING, canoniek({"toestemming": toestemming.tekst(), "reden": schoon}))
        t.log("kluis.plek_toestaan", "kluis", werkplek.kluis_id, detail={"map": hier, "reden": schoon})
    plektoestemming.schrijf(pad, toestemming)
    return toestemming


def check_plek(werkplek: Werkplek, kluis: OpenKluis) -> None:
    """After opening where it is advised against: the database must know the permission. Sets what stays in sight.

    Raises OnveiligePlek.
    """
    bezwaar = plektoestemming.bezwaar(kluis.pad)
    if not bezwaar:
        return
    toestemming = plektoestemming.lees(kluis.pad, kluis.kluis_id)
    with werkplek.doe() as t:
        bekend = opslag.lees_instelling(t.db, _INSTELLING)
    eigen = {} if bekend is None else lees_canoniek(bekend)
    if toestemming is None or eigen.get("toestemming") != toestemming.tekst():
        raise OnveiligePlek(bezwaar)
    dag = toestemming.sinds.astimezone(AMSTERDAM).strftime("%d-%m-%Y")
    kluis.plek = f"{bezwaar} De beheerder heeft dit op {dag} toegestaan: {eigen['reden']}"
