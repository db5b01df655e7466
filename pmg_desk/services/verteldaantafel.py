"""Telling everyone who is in the room at an item: who may hear what, and recording it for all of them at once.

To each function of an organisation it is a sharing of its own under its own approval. What nothing covers is not told
to that function, or told as an emergency with a reason, judged afterwards (``mondeling``). What the source of a text of
this item does not let be passed on is under no approval, whatever kind of data it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Vorm
from pmg_desk.services.aanwezigheid import eis_begonnen, present_at
from pmg_desk.services.bespreken import BesprekingInzicht, lees_bespreking
from pmg_desk.services.deelbaar import Deelbaar, deelbaar
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, boek_mondeling, boek_spoed, moment_van
from pmg_desk.services.nietvertellen import Weggelaten, weggelaten
from pmg_desk.services.overleggen import wijzigbaar_punt
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.verzoekbegin import ontvangers_van
from pmg_desk.services.waaromniet import Uitlegger
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import Overleg, OverlegCasus, Wijze

_GEEN_FUNCTIE = "Van deze persoon is geen functie bekend, of deze persoon werkt hier niet meer."


Buiten = tuple[UUID, str, str, bool]
"""Whom something was kept from: organisation, function, kind of data, and whether it was about others too."""


@dataclass(frozen=True, slots=True)
class Hoorder:
    """A function of an organisation in the room. ``mag``: kinds of data it may hear; ``niet``: kind, label and why not.

    ``weggelaten``: what of the kinds it may hear stays untold all the same: an officer took it out, or its source does
    not let it be passed on. ``al``: of the kinds that were asked about, those recorded before as told to it at this
    item. ``functie`` is empty for somebody of whom none is known: what they hear cannot be recorded.
    """

    organisatie_id: UUID
    functie: str
    label: str
    mag: tuple[str, ...]
    niet: tuple[tuple[str, str, str], ...]
    weggelaten: tuple[Weggelaten, ...]
    al: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tafelspoed:
    """Why what was not covered was told all the same; see ``mondeling.SpoedInvoer``."""

    reden: str
    grondslagen: tuple[str, ...]
    toch: str = ""


@dataclass(frozen=True, slots=True)
class Tafelinvoer:
    """What was told to all: kinds of data and in words; ``spoed`` None: nothing that is not covered was told.

    ``zonder_weggelaten``: what stays untold of a kind that may be told was not told. Without it, and with ``spoed``,
    that kind was told as an emergency.
    """

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
        kamer = _kamer(t, punt_id)
        return (*kamer.hoorders(categorieen, derden=derden), *kamer.onbekenden(categorieen))


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
    somebody unasked. What stays untold of a text is asked each time, and so is who has no known function, and what the
    register says was told at this item before. Raises OverlegNogNiet, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        kamer = _kamer(t, punt_id)
        eis_begonnen(t, kamer.overleg)
        hoorders = kamer.hoorders(categorieen, derden=derden)
        stil = _buiten(hoorders, derden=derden) <= frozenset(bevestigd)
        vragen = bool(kamer.onbekenden(categorieen)) or any(een.weggelaten or een.al for een in hoorders)
        if not stil or vragen or not any(een.mag for een in hoorders):
            return None
        return kamer.boek(hoorders, Tafelinvoer(categorieen, "Besproken in het overleg.", derden))


def tell_everyone(werkplek: Werkplek, punt_id: UUID, invoer: Tafelinvoer) -> Verteld:
    """Record that all of this was told to everyone in the room, in one transaction.

    Raises OngeldigeInvoer (``zonder_weggelaten``: something of it may not be told; ``aanwezig``: nobody is there, or
    somebody of whom no recipient is known; ``categorieen``: nobody may hear any of it), OverlegNogNiet, GeenToegang,
    CasusGesloten.
    """
    with werkplek.doe() as t:
        kamer = _kamer(t, punt_id)
        eis_begonnen(t, kamer.overleg)
        hoorders = kamer.hoorders(invoer.categorieen, derden=invoer.derden)
        veld = Veldcontrole()
        veld.eis(bool(hoorders), "aanwezig", "Leg eerst vast wie er zijn.")
        veld.eis(
            not kamer.onbekenden(invoer.categorieen),
            "aanwezig",
            "Van iemand die er is, is geen functie bekend, of die persoon werkt hier niet meer. Verbeter dat in het"
            " adresboek, of leg vast dat die persoon er bij dit punt niet was (F11).",
        )
        veld.eis(bool(invoer.categorieen), "categorieen", "Kies wat voor gegevens u hebt gedeeld.")
        iets = not invoer.categorieen or any(een.mag for een in hoorders) or invoer.spoed is not None
        veld.eis(not hoorders or iets, "categorieen", "Niemand die er is, mag dit horen.")
        veld.klaar()
        return kamer.boek(hoorders, invoer)


def gezegd_in(besproken: BesprekingInzicht) -> tuple[UitspraakInzicht, ...]:
    """The texts of an item: what was said, decided and agreed, as they were committed."""
    punten = [een.tekst for een in besproken.punten]
    besluiten, acties = (een.tekst for een in besproken.besluiten), (een.tekst for een in besproken.acties)
    return (*punten, *(tekst for tekst in (*besluiten, *acties) if tekst is not None))


def _buiten(hoorders: Iterable[Hoorder], *, derden: bool) -> frozenset[Buiten]:
    return frozenset((een.organisatie_id, een.functie, soort, derden) for een in hoorders for soort, _, _ in een.niet)


def _kamer(t: Transactie, punt_id: UUID) -> _Kamer:
    t.eis(Recht.VERSTREKKING_VASTLEGGEN)
    return _Kamer(t, *wijzigbaar_punt(t, punt_id))


class _Kamer:
    """Who is in the room at one item, read once, so that what is recorded is what was judged."""

    def __init__(self, t: Transactie, punt: OverlegCasus, overleg: Overleg) -> None:
        self.t, self.punt, self.overleg = t, punt, overleg
        # On the day of the meeting, also when that is written up later.
        self.dag = min(overleg.datum, t.vandaag)
        self._er = present_at(t, punt)
        self._gezegd = tuple(tekst.id for tekst in gezegd_in(lees_bespreking(t, punt)))

    def hoorders(self, categorieen: Collection[str], *, derden: bool) -> tuple[Hoorder, ...]:
        """Each function in the room, with what it may hear of these kinds."""
        t = self.t
        gronden = deelbaar(t, self.punt.casus_id, Vorm.MONDELING, moment_van(t, self.dag))
        al = self._al_verteld()
        return tuple(
            self._hoorder(gronden, ontvanger, categorieen, al, derden=derden)
            for ontvanger in ontvangers_van(t, self._er, self.dag)
        )

    def onbekenden(self, categorieen: Collection[str]) -> tuple[Hoorder, ...]:
        """Who is in the room and of whom it is not known in what function, so that it cannot be said who was told."""
        labels = self.t.profiel.datacategorieen
        niet = tuple((c, label_van(labels, c), _GEEN_FUNCTIE) for c in dict.fromkeys(categorieen))
        return tuple(
            Hoorder(organisatie.id, "", f"{wie.naam} ({organisatie.naam})", (), niet, ())
            for wie, organisatie in self._er
            if not ontvangers_van(self.t, [(wie, organisatie)], self.dag)
        )

    def _al_verteld(self) -> dict[tuple[UUID | None, str], set[str]]:
        """Kinds of data that the register says were told here of this casus, by recipient."""
        al: dict[tuple[UUID | None, str], set[str]] = {}
        for rij in rijen.verteld_bij_punt(self.t.db, self.overleg.id, self.punt.casus_id):
            al.setdefault((rij.organisatie_id, rij.functie), set()).update(rij.categorieen.split(","))
        return al

    def _hoorder(
        self,
        gronden: Deelbaar,
        ontvanger: Ontvanger,
        categorieen: Collection[str],
        al: Mapping[tuple[UUID | None, str], Collection[str]],
        *,
        derden: bool,
    ) -> Hoorder:
        t, wie = self.t, UUID(ontvanger.organisatie_id)
        uitlegger = Uitlegger(t, gronden, ontvanger)
        mag, niet = [], []
        for categorie in dict.fromkeys(categorieen):
            if gronden.dekking(categorie, ontvanger, derden=derden, dag=self.dag) is not None:
                mag.append(categorie)
                continue
            uitleg = uitlegger.categorie(categorie, derden=derden)
            waarom = "Op die dag was er nog geen akkoord." if uitleg is None else uitleg.wat
            niet.append((categorie, label_van(t.profiel.datacategorieen, categorie), waarom))
        weg = weggelaten(t, gronden, ontvanger, mag, None, self._gezegd)
        gehad = al.get((wie, ontvanger.functie), ())
        eerder = tuple(categorie for categorie in dict.fromkeys(categorieen) if categorie in gehad)
        return Hoorder(wie, ontvanger.functie, ontvanger.voluit, tuple(mag), tuple(niet), weg, eerder)

    def boek(self, hoorders: Iterable[Hoorder], invoer: Tafelinvoer) -> Verteld:
        """Record it for each of them."""
        hoorders, waarom = tuple(hoorders), invoer.spoed
        onder = spoed = 0
        niets: list[str] = []
        deels: list[str] = []
        for een in hoorders:
            toch = set() if waarom is None or invoer.zonder_weggelaten else {weg.categorie for weg in een.weggelaten}
            gewoon = tuple(categorie for categorie in een.mag if categorie not in toch)
            over = (*(categorie for categorie, _, _ in een.niet), *(c for c in een.mag if c in toch))
            if gewoon:
                boek_mondeling(self.t, self.punt.casus_id, self._invoer(een, invoer, gewoon))
                onder += 1
            if over and waarom is not None:
                verteld = SpoedInvoer(self._invoer(een, invoer, over), waarom.reden, waarom.grondslagen, waarom.toch)
                boek_spoed(self.t, self.punt.casus_id, verteld)
                spoed += 1
            elif over:
                (deels if een.mag else niets).append(een.label)
        buiten = frozenset() if waarom is not None else _buiten(hoorders, derden=invoer.derden)
        return Verteld(onder, spoed, tuple(niets), tuple(deels), buiten)

    def _invoer(self, een: Hoorder, invoer: Tafelinvoer, categorieen: tuple[str, ...]) -> MondelingInvoer:
        return MondelingInvoer(
            Bestemming(een.organisatie_id, een.functie, self.overleg.id),
            Wijze.MONDELING,
            categorieen,
            invoer.omschrijving,
            invoer.derden,
            self.dag,
            zonder_weggelaten=invoer.zonder_weggelaten,
            gezegd=self._gezegd,
        )
