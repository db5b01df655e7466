"""The network of one casus as a screen shows it: people, groups, what may be family, and the drawing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.netwerk import KRING_LABELS, Beeldkring, Beeldpersoon, Kring, Netbeeld, soort_van
from pmg_desk.reports import netwerkblad
from pmg_desk.services import groepen, groepslezen, jongeren, relaties
from pmg_desk.services.groepslezen import GroepInzicht, GroepVan
from pmg_desk.services.relaties import RelatieInzicht, Suggestie
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Casus, CasusStatus, Jongere, KenmerkSoort

if TYPE_CHECKING:
    from pmg_desk.reports.tekening import Palet

SLACHTOFFER = "ook slachtoffer"
"""Said wherever somebody is judged: it weighs, and is never an antecedent (``domain.md``)."""


@dataclass(frozen=True, slots=True)
class Netwerk:
    """Everything on the tab. ``personen``: kind by kind."""

    casus_id: UUID
    nummer: str
    naam: str
    leeftijd: str
    slachtoffer: bool
    personen: tuple[RelatieInzicht, ...]
    suggesties: tuple[Suggestie, ...]
    groepen: tuple[GroepVan, ...]
    wijzigen: bool


def toon_netwerk(werkplek: Werkplek, casus_id: UUID) -> Netwerk:
    """The network of a casus. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        return _netwerk(t, t.casus(casus_id))


def _netwerk(t: Transactie, casus: Casus) -> Netwerk:
    jongere = t.haal(Jongere, casus.jongere_id)
    wijzigen = casus.status is CasusStatus.OPEN and t.mag_wijzigen(casus.id)
    return Netwerk(
        casus_id=casus.id,
        nummer=casus.nummer,
        naam=jongeren.naam_van(jongere).volledige_naam,
        leeftijd=jongeren.leeftijd_tekst(jongere.geboortedatum, t.vandaag),
        slachtoffer=is_slachtoffer(t, casus.id),
        personen=relaties.inzichten(t, casus),
        suggesties=relaties.suggest_familie(t, casus) if wijzigen else (),
        groepen=groepslezen.groepen_van(t, casus),
        wijzigen=wijzigen,
    )


def toon_slachtoffer(werkplek: Werkplek, casus_id: UUID) -> bool:
    """Whether this jongere is a victim too, for the head of an opened dossier."""
    with werkplek.doe() as t:
        return is_slachtoffer(t, t.casus(casus_id).id)


def is_slachtoffer(t: Transactie, casus_id: UUID) -> bool:
    """Whether a professional last judged that this jongere is a victim too; access has been checked."""
    oordelen = [rij.waarde for rij in inhoud.kenmerken(t.db, casus_id) if rij.soort is KenmerkSoort.SLACHTOFFER]
    return bool(oordelen) and oordelen[-1]


def beeld_van(netwerk: Netwerk, *, op_papier: bool = False) -> Netbeeld:
    """The drawing of a network. ``op_papier``: without links to other casussen, as paper goes from hand to hand."""
    kringen = []
    for kring in Kring:
        personen = tuple(_persoon(rij, op_papier=op_papier) for rij in netwerk.personen if rij.kring is kring)
        if personen:
            kringen.append(Beeldkring(KRING_LABELS[kring], personen))
    slachtoffer = (SLACHTOFFER,) if netwerk.slachtoffer else ()
    return Netbeeld((netwerk.naam, netwerk.leeftijd, *slachtoffer), tuple(kringen))


def _persoon(rij: RelatieInzicht, *, op_papier: bool) -> Beeldpersoon:
    woorden = [rij.soort_label]
    if rij.gezag:
        woorden.append(rij.gezag_label[:1].lower() + rij.gezag_label[1:])
    if rij.loopt_risico:
        woorden.append("loopt risico")
    if not op_papier:
        woorden += [woord for woord in (rij.band, rij.andere_nummer and f"casus {rij.andere_nummer}") if woord]
    return Beeldpersoon(rij.naam, tuple(woorden), soort_van(rij.soort).vorm, rij.loopt_risico)


def teken(beeld: Netbeeld, palet: Palet) -> bytes:
    """The drawing as SVG, in memory, in the colours of the screen."""
    return netwerkblad.als_svg(beeld, palet)


def print_netwerk(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The network as a PDF for internal use; a line in the log says so before the bytes leave."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        netwerk = _netwerk(t, casus)
        rijen = [
            netwerkblad.Bladrij(
                rij.naam,
                ", ".join(_persoon(rij, op_papier=True).woorden),
                rij.geboren,
                "" if rij.toelichting is None else _gezegd(rij),
            )
            for rij in netwerk.personen
        ]
        categorieen = {soort_van(rij.soort).categorie for rij in netwerk.personen} | {"identiteit", "gezin"}
        t.log("netwerk.afdrukken", "casus", casus.id, casus_id=casus.id, categorieen=sorted(categorieen))
        return _druk(t, beeld_van(netwerk, op_papier=True), rijen, f"casus {netwerk.nummer}")


def _gezegd(rij: RelatieInzicht) -> str:
    tekst = rij.toelichting
    assert tekst is not None
    return f"{tekst.tekst} ({tekst.aard.value}, bron: {tekst.bron})"


def print_groep(werkplek: Werkplek, groep_id: UUID) -> bytes:
    """A group as a PDF for internal use: who this user may see, and of the others how many there are."""
    with werkplek.doe() as t:
        groep: GroepInzicht = groepslezen.inzicht(t, groepen.groep(t, groep_id))
        rijen = [
            netwerkblad.Bladrij(lid.naam, lid.rol or "lid", lid.leeftijd, "" if lid.nu else "geen lid meer")
            for lid in groep.leden
        ]
        t.log("groep.afdrukken", "groep", groep.id, aantal=len(rijen))
        return _druk(t, groepslezen.beeld_van(groep, op_papier=True), rijen, groep.soort_label)


def _druk(t: Transactie, beeld: Netbeeld, rijen: list[netwerkblad.Bladrij], waarvan: str) -> bytes:
    return netwerkblad.maak_pdf(
        netwerkblad.Netwerkblad(
            gemeente=t.profiel.gemeente,
            waarvan=waarvan,
            gemaakt_op=t.nu,
            gemaakt_door=t.gebruiker.naam,
            beeld=beeld,
            rijen=tuple(rijen),
        )
    )
