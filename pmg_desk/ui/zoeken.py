"""What the search field of the window asks the services, and where each kind of hit leads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from pmg_desk.services import programma, zoeken
from pmg_desk.ui.widgets.zoekbalk import Zoektreffer

if TYPE_CHECKING:
    from pmg_desk.domain.profiel import Inspanning
    from pmg_desk.services.zoeken import Gevonden
    from pmg_desk.ui.omgeving import Omgeving

_ICONEN = {
    "casus": "folder-open",
    "uitspraak": "message-square-quote",
    "professional": "user-round",
    "organisatie": "building-2",
    "bekend": "lock",
}


def maak_zoeker(omgeving: Omgeving) -> tuple[partial[Sequence[Zoektreffer]], partial[None]]:
    """The two callables for ``Hoofdvenster``: search (on the database thread), and tell that a search has settled."""
    return partial(_zoek, omgeving), partial(_bezonken, omgeving)


def _zoek(omgeving: Omgeving, tekst: str) -> Sequence[Zoektreffer]:
    treffers = [_treffer(gevonden) for gevonden in zoeken.zoek(omgeving.werkplek, tekst)]
    inspanningen = programma.find_inspanningen(omgeving.werkplek, tekst)
    return [*treffers, *(_inspanning(een) for een in inspanningen)]


def _inspanning(een: Inspanning) -> Zoektreffer:
    return Zoektreffer(een.label, "Inspanning van het programma", "target", "programma", {"inspanning": een.sleutel})


def _treffer(g: Gevonden) -> Zoektreffer:
    if g.soort == "bekend":
        return Zoektreffer(g.titel, g.uitleg, _ICONEN[g.soort], "noodtoegang", {"casus_id": g.casus_id})
    if g.casus_id is not None:
        tab = {"tab": "signalen"} if g.soort == "uitspraak" else {}
        return Zoektreffer(g.titel, g.uitleg, _ICONEN[g.soort], "dossier", {"casus_id": g.casus_id, **tab})
    return Zoektreffer(g.titel, g.uitleg, _ICONEN[g.soort], "adresboek", {g.soort: g.object_id})


def _bezonken(omgeving: Omgeving, aantal: int) -> None:
    omgeving.werker.doe(partial(zoeken.log_zoekopdracht, omgeving.werkplek, aantal))
