"""Telling everyone who is in the room at an item: who may hear what, and recording it for all of them at once.

To each function of an organisation it is a sharing of its own under its own approval. What nothing covers is not told
to that function, or told as an emergency with a reason, judged afterwards (``mondeling``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Vorm
from pmg_desk.services.aanwezigheid import eis_begonnen, present_at
from pmg_desk.services.deelbaar import Deelbaar, deelbaar
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, boek_mondeling, boek_spoed, moment_van
from pmg_desk.services.nietvertellen import Weggelaten, weggelaten
from pmg_desk.services.overleggen import wijzigbaar_punt
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verzoekbegin import ontvangers_van
from pmg_desk.services.waaromniet import Uitlegger
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Organisatie, Overleg, OverlegCasus, Professional, Wijze

_GEEN_FUNCTIE = "Van deze persoon is geen functie bekend, of deze persoon werkt hier niet meer."


Buiten = tuple[UUID, str, str, bool]
"""Whom something was kept from: organisation, function, kind of data, and whether it was about others too."""


@dataclass(frozen=True, slots=True)
class Hoorder:
    """A function of an organisation in the room. ``mag``: kinds of data it may hear; ``niet``: kind, label and why not.

    ``weggelaten``: what of the kinds it may hear an officer took out. ``functie`` is empty for somebody of whom none is
    known: what they hear cannot be recorded.
    """

    organisatie_id: UUID
    functie: str
    label: str
    mag: tuple[str, ...]
    niet: tuple[tuple[str, str, str], ...]
    weggelaten: tuple[Weggelaten, ...]


@dataclass(frozen=True, slots=True)
class Tafelspoed:
    """Why what was not covered was told all the same; see ``mondeling.SpoedInvoer``."""

    reden: str
    grondslagen: tuple[str, ...]
    toch: str = ""


@dataclass(frozen=True, slots=True)
class Tafelinvoer:
    """What was told to all: kinds of data and in words; ``spoed`` None: nothing that is not covered was told."""

    categorieen: tuple[str, ...]
    omschrijving: str
    derden: bool = False
    zonder_weggelaten: bool = False
    spoed: Tafelspoed | None = None


@dataclass(frozen=True, slots=True)
class Verteld:
    """How many functions heard something under an approval, how many as an emergency, and who heard nothing.

    ``deels``: who heard a part; ``buiten``: all that was kept from somebody. With an emergency nothing was.
    """

    onder_akkoord: int
    met_spoed: int
    niets: tuple[str, ...]
    deels: tuple[str, ...] = ()
    buiten: frozenset[Buiten] = frozenset()


def list_hoorders(
    werkplek: Werkplek, punt_id: UUID, categorieen: Collection[str], *, derden: bool = False
) -> tuple[Hoorder, ...]:
    """Who in the room may hear these kinds of data and who may not, to see before telling. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        punt, overleg = wijzigbaar_punt(t, punt_id)
        dag = _dag(t, overleg)
        labels = t.profiel.datacategorieen
        niet = tuple((c, label_van(labels, c), _GEEN_FUNCTIE) for c in dict.fromkeys(categorieen))
        return (
            *_hoorders(t, punt, dag, categorieen, derden=derden),
            *(Hoorder(o.id, "", f"{p.naam} ({o.naam})", (), niet, ()) for p, o in _onbekenden(t, punt, dag)),
        )


def tell_at_once(
    werkplek: Werkplek,
    punt_id: UUID,
    categorieen: tuple[str, ...],
    *,
    derden: bool = False,
    bevestigd: Collection[Buiten] = (),
) -> Verteld | None:
    """As :func:`tell_everyone` where nothing has to be confirmed; otherwise None, and nothing is recorded.

    ``bevestigd`` is what somebody confirmed before that it is kept from whom: only what is in there may be kept from
    somebody unasked. What an officer took out of a text is asked each time, and so is who has no known function.
    """
    hoorders = list_hoorders(werkplek, punt_id, categorieen, derden=derden)
    stil = _buiten(hoorders, derden=derden) <= frozenset(bevestigd)
    if not stil or not any(een.mag for een in hoorders) or any(een.weggelaten or not een.functie for een in hoorders):
        return None
    return tell_everyone(werkplek, punt_id, Tafelinvoer(categorieen, "Besproken in het overleg.", derden))


def _buiten(hoorders: Iterable[Hoorder], *, derden: bool) -> frozenset[Buiten]:
    return frozenset((een.organisatie_id, een.functie, soort, derden) for een in hoorders for soort, _, _ in een.niet)


def tell_everyone(werkplek: Werkplek, punt_id: UUID, invoer: Tafelinvoer) -> Verteld:
    """Record that all of this was told to everyone in the room, in one transaction.

    Raises OngeldigeInvoer (``zonder_weggelaten``: an officer took something out; ``aanwezig``: nobody is there, or
    somebody of whom no recipient is known; ``categorieen``: nobody may hear any of it), OverlegNogNiet, GeenToegang,
    CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        punt, overleg = wijzigbaar_punt(t, punt_id)
        eis_begonnen(t, overleg)
        dag = _dag(t, overleg)
        hoorders = _hoorders(t, punt, dag, invoer.categorieen, derden=invoer.derden)
        veld = Veldcontrole()
        veld.eis(bool(hoorders), "aanwezig", "Leg eerst vast wie er zijn.")
        veld.eis(
            not _onbekenden(t, punt, dag),
            "aanwezig",
            "Van iemand die er is, is geen functie bekend, of die persoon werkt hier niet meer. Verbeter dat in het"
            " adresboek, of leg vast dat die persoon er bij dit punt niet was (F11).",
        )
        veld.eis(bool(invoer.categorieen), "categorieen", "Kies wat voor gegevens u hebt gedeeld.")
        iets = not invoer.categorieen or any(een.mag for een in hoorders) or invoer.spoed is not None
        veld.eis(not hoorders or iets, "categorieen", "Niemand die er is, mag dit horen.")
        veld.klaar()
        onder = spoed = 0
        niets: list[str] = []
        deels: list[str] = []
        for een in hoorders:
            if een.mag:
                boek_mondeling(t, punt.casus_id, _invoer(een, overleg, invoer, een.mag, dag))
                onder += 1
            over = tuple(categorie for categorie, _, _ in een.niet)
            if over and invoer.spoed is not None:
                verteld = _invoer(een, overleg, invoer, over, dag)
                waarom = invoer.spoed
                boek_spoed(t, punt.casus_id, SpoedInvoer(verteld, waarom.reden, waarom.grondslagen, waarom.toch))
                spoed += 1
            elif over:
                (deels if een.mag else niets).append(een.label)
        buiten = frozenset() if invoer.spoed is not None else _buiten(hoorders, derden=invoer.derden)
        return Verteld(onder, spoed, tuple(niets), tuple(deels), buiten)


def _dag(t: Transactie, overleg: Overleg) -> date:
    """When it was told: on the day of the meeting, also when that is written up later."""
    return min(overleg.datum, t.vandaag)


def _hoorders(
    t: Transactie, punt: OverlegCasus, dag: date, categorieen: Collection[str], *, derden: bool
) -> tuple[Hoorder, ...]:
    gronden = deelbaar(t, punt.casus_id, Vorm.MONDELING, moment_van(t, dag))
    return tuple(
        _hoorder(t, gronden, ontvanger, dag, categorieen, derden=derden)
        for ontvanger in ontvangers_van(t, present_at(t, punt), dag)
    )


def _onbekenden(t: Transactie, punt: OverlegCasus, dag: date) -> list[tuple[Professional, Organisatie]]:
    """Who was in the room and of whom it is not known in what function, so that it cannot be said who was told."""
    return [(p, o) for p, o in present_at(t, punt) if not ontvangers_van(t, [(p, o)], dag)]


def _hoorder(
    t: Transactie, gronden: Deelbaar, ontvanger: Ontvanger, dag: date, categorieen: Collection[str], *, derden: bool
) -> Hoorder:
    uitlegger = Uitlegger(t, gronden, ontvanger)
    mag, niet = [], []
    for categorie in dict.fromkeys(categorieen):
        if gronden.dekking(categorie, ontvanger, derden=derden, dag=dag) is not None:
            mag.append(categorie)
            continue
        uitleg = uitlegger.categorie(categorie, derden=derden)
        waarom = "Op die dag was er nog geen akkoord." if uitleg is None else uitleg.wat
        niet.append((categorie, label_van(t.profiel.datacategorieen, categorie), waarom))
    weg = weggelaten(t, gronden, ontvanger, mag, None)
    return Hoorder(UUID(ontvanger.organisatie_id), ontvanger.functie, ontvanger.voluit, tuple(mag), tuple(niet), weg)


def _invoer(
    een: Hoorder, overleg: Overleg, invoer: Tafelinvoer, categorieen: tuple[str, ...], dag: date
) -> MondelingInvoer:
    return MondelingInvoer(
        Bestemming(een.organisatie_id, een.functie, overleg.id),
        Wijze.MONDELING,
        categorieen,
        invoer.omschrijving,
        invoer.derden,
        dag,
        zonder_weggelaten=invoer.zonder_weggelaten,
    )
