"""The network of one casus as a screen shows it: people, groups, what may be family, and the drawing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.netwerk import KRING_LABELS, Beeldkring, Beeldpersoon, Kring, Netbeeld, soort_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.reports import netwerkblad
from pmg_desk.services import groepen, groepslezen, jongeren, relaties
from pmg_desk.services.groepslezen import GroepVan, StapTekst
from pmg_desk.services.internbladen import Internblad, issue_internblad, preview_internblad
from pmg_desk.services.logontvanger import INTERNE_AFDRUK
from pmg_desk.services.relaties import RelatieInzicht, Suggestie
from pmg_desk.services.stukken_netwerk import LIDCATEGORIE
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Casus, CasusStatus, Jongere, KenmerkSoort, Wijze

if TYPE_CHECKING:
    from pmg_desk.domain.samenvatting import Samenvatting
    from pmg_desk.reports.tekening import Palet

SOORT = "Netwerk van de jongere"

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
    afdrukken: bool


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
        afdrukken=t.gebruiker.mag(Recht.SAMENVATTING_MAKEN) and t.mag_wijzigen(casus.id),
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


def preview_netwerk(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The internal print of the network on screen. Logged."""
    return preview_internblad(werkplek, casus_id, _blad)


def issue_netwerk(werkplek: Werkplek, casus_id: UUID, wijze: Wijze) -> Uitgave:
    """Issue that print: kept and logged as the internal summary is."""
    return issue_internblad(werkplek, casus_id, wijze, _blad)


def _blad(t: Transactie, casus: Casus) -> Internblad:
    netwerk = _netwerk(t, casus)
    beeld = beeld_van(netwerk, op_papier=True)
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
    categorieen |= {rij.toelichting.categorie for rij in netwerk.personen if rij.toelichting is not None}

    def maak(s: Samenvatting) -> bytes:
        from pmg_desk.reports.internblad import maak_pdf

        return maak_pdf(s, SOORT, lambda: netwerkblad.bouw(beeld, rijen))

    return Internblad("netwerk", tuple(sorted(categorieen)), maak)


def _gezegd(rij: RelatieInzicht) -> str:
    tekst = rij.toelichting
    assert tekst is not None
    return f"{tekst.tekst} ({tekst.aard.value}, bron: {tekst.bron})"


def _herkomst(tekst: StapTekst) -> str:
    bron = f"bron: {tekst.bron}" if tekst.bron else ""
    return ", ".join(deel for deel in (tekst.aard.value, bron, toon_datum(tekst.gedaan_op)) if deel)


def print_groep(werkplek: Werkplek, groep_id: UUID) -> bytes:
    """A group with its plan as a PDF for internal use, logged as such before the bytes leave.

    Shows of members, steps and actions what this user may see on screen too. Raises GeenToegang for who may not make
    internal prints or may not change the group.
    """
    with werkplek.doe() as t:
        t.pogingen.append(("groep", groep_id))
        t.eis(Recht.SAMENVATTING_MAKEN)
        rij = groepen.groep(t, groep_id, wijzigen=True, gesloten_mag=True)
        groep = groepslezen.inzicht(t, rij)
        blad = netwerkblad.Groepsblad(
            gemeente=t.profiel.gemeente,
            waarvan=groep.soort_label,
            gemaakt_op=t.nu,
            gemaakt_door=t.gebruiker.naam,
            beeld=groepslezen.beeld_van(groep, op_papier=True),
            rijen=tuple(
                netwerkblad.Bladrij(lid.naam, lid.rol or "lid", lid.leeftijd, "" if lid.nu else "geen lid meer")
                for lid in groep.leden
            ),
            doel=groep.doel,
            stappen=tuple(
                netwerkblad.Stapregel(
                    f"{stap.titel} ({stap.zonder_naam.lower()})" if stap.zonder_naam else stap.titel,
                    stap.huidig.tekst,
                    _herkomst(stap.huidig),
                )
                for stap in groep.stappen
                if stap.huidig is not None
            ),
            acties=tuple(
                netwerkblad.Actieregel(
                    actie.tekst,
                    f"{actie.eigenaar} ({actie.organisatie})",
                    toon_datum(actie.deadline),
                    ": ".join(deel for deel in (actie.status_label, actie.resultaat) if deel),
                )
                for actie in groep.acties
            ),
        )
        teksten = {actie.categorie for actie in groep.acties if not actie.verborgen}
        stappen = (stap.huidig for stap in groep.stappen)
        teksten |= {huidig.categorie for huidig in stappen if huidig is not None and not huidig.verborgen}
        teksten |= {groep.doel_categorie} if groep.doel and not groep.doel_verborgen else set()
        categorieen = sorted({"identiteit", LIDCATEGORIE[rij.soort]} | teksten)
        aantal = len(blad.rijen)
        t.log("groep.afdrukken", "groep", rij.id, categorieen=categorieen, ontvanger=INTERNE_AFDRUK, aantal=aantal)
        return netwerkblad.maak_pdf(blad)
