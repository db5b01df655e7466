"""The screen at an overleg: what everyone who is in the room at an item may see of its casus, and its record.

Showing is sharing: whoever is in the room gets an entry in the register before anything is shown, in the transaction
that gives the text. The screen is judged as paper (``domain.beamer``) and recorded as told, "getoond op het scherm".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.beamer import SCHERMVORM, Kijker, Schermkeuze, kies_scherm
from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import als_tekst
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from pmg_desk.services.aanwezigheid import eis_begonnen, present_at
from pmg_desk.services.deelbaar import Deelbaar, deelbaar
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.overleggen import wijzigbaar_punt
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.uitgaven import boek_onder
from pmg_desk.services.verzoekbegin import ontvangers_van
from pmg_desk.services.waaromniet import Uitlegger, per_uitleg, soorten_van, wachtende, wie_beslist
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage import beamer as rijen
from pmg_desk.storage.models import (
    Casus,
    Verstrekking,
    VerstrekkingStatus,
    VerstrektStuk,
    Wijze,
)

GETOOND = "Getoond op het scherm van het overleg"
"""How the register describes it."""


class OverlegNietVandaag(Fout):
    """Who was in the room at another day says nothing about who is there now."""

    wat = "Dit overleg is niet vandaag."
    veilig = "Er is niets getoond."
    doe = "Plan een overleg voor vandaag en leg vast wie er zijn."


@dataclass(frozen=True, slots=True)
class Schermdeel:
    """A part of the dossier under its heading."""

    kop: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True, slots=True)
class Beamerbeeld:
    """All that is on the screen. ``opschrift`` is empty when nothing of the casus is shown.

    ``genoemd``: the organisations for which less is approved than for all others in the room.
    """

    punt: int
    opschrift: str
    delen: tuple[Schermdeel, ...]
    genoemd: tuple[str, ...] = ()

    @property
    def stukken(self) -> tuple[Stuk, ...]:
        """All that is shown, in its order."""
        return tuple(stuk for deel in self.delen for stuk in deel.stukken)


@dataclass(frozen=True, slots=True)
class Grensinzicht:
    """Whose approval limits the screen, and why, in sentences; never on the screen itself.

    ``alleen``: how many stukken only this recipient keeps off it.
    """

    ontvanger: str
    alleen: int
    zin: str
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presentatie:
    """What the presenter sees beside the screen.

    ``aanwezigen`` are the recipients in the room; ``onbekenden`` the people of whom no recipient is known, who keep the
    screen empty. ``rubrieken``: the parts that could be shown, with their headings. ``aantal`` of ``totaal`` stukken
    are on the screen.
    """

    punt_id: UUID
    casus_id: UUID
    overleg_id: UUID
    punt: int
    aanwezigen: tuple[str, ...]
    onbekenden: tuple[str, ...]
    rubrieken: tuple[tuple[Rubriek, str], ...]
    nieuw: tuple[Stuk, ...]
    grenzen: tuple[Grensinzicht, ...]
    aantal: int
    totaal: int


@dataclass(frozen=True, slots=True)
class Vertoning:
    """The screen, and what its presenter has to know."""

    beeld: Beamerbeeld
    presentatie: Presentatie


def prepare_beamer(werkplek: Werkplek, punt_id: UUID) -> Presentatie:
    """What could be shown at this item to whoever is there now. Nothing is shown. Logged.

    Raises OverlegNogNiet, OverlegNietVandaag, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        zaal = _Zaal(t, punt_id, ())
        t.log("overleg.scherm_voorbereiden", "overleg", zaal.overleg.id, casus_id=zaal.casus.id)
        return zaal.presentatie(())


def show_beamer(
    werkplek: Werkplek, punt_id: UUID, *, bevestigd: Collection[str] = (), zonder: Collection[Rubriek] = ()
) -> Vertoning:
    """Record what is shown to whom, and give it. What was shown to somebody at this meeting is not recorded twice.

    ``bevestigd``: of what came after a judgement what the presenter has read (``Presentatie.nieuw``, each by its
    ``bevestiging``). ``zonder``: parts that the presenter leaves out. Raises OverlegNogNiet, OverlegNietVandaag,
    GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        zaal = _Zaal(t, punt_id, bevestigd)
        beeld = zaal.beeld(zonder)
        for kijker in zaal.kijkers if beeld.stukken else ():
            zaal.boek(kijker, beeld.stukken)
        t.log("overleg.scherm_tonen", "overleg", zaal.overleg.id, casus_id=zaal.casus.id, aantal=len(beeld.stukken))
        return Vertoning(beeld, zaal.presentatie(zonder))


class _Zaal:
    """The room at one item: who is in it, and what they may see together."""

    def __init__(self, t: Transactie, punt_id: UUID, bevestigd: Collection[str]) -> None:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        self.t = t
        self.punt, self.overleg = wijzigbaar_punt(t, punt_id)
        self.casus: Casus = t.casus(self.punt.casus_id, wijzigen=True)
        eis_begonnen(t, self.overleg)
        if self.overleg.datum != t.vandaag:
            raise OverlegNietVandaag
        self.stukken = cut_dossier(t, self.casus)
        self.gronden: Deelbaar = deelbaar(t, self.casus.id, SCHERMVORM)
        mensen = present_at(t, self.punt)
        self.onbekenden = tuple(f"{p.naam} ({o.naam})" for p, o in mensen if not ontvangers_van(t, [(p, o)]))
        self.kijkers = tuple(
            Kijker(wie, self.gronden.selecteer(self.stukken, wie)) for wie in ontvangers_van(t, mensen)
        )
        te_lezen = kies_scherm(self.stukken, self.kijkers, len(self.onbekenden)).nieuw
        gelezen = {stuk.id for stuk in te_lezen if bevestiging(zonder_geheim_adres(stuk)) in bevestigd}
        self.keuze: Schermkeuze = kies_scherm(self.stukken, self.kijkers, len(self.onbekenden), gelezen)
        agenda = [rij.id for rij, _ in adresboek.agenda(t.db, self.overleg.id)]
        self.nummer = agenda.index(self.punt.id) + 1

    def beeld(self, zonder: Collection[Rubriek]) -> Beamerbeeld:
        """What is on the screen: under the name only where the identity is on it too."""
        stukken = tuple(s for s in self.keuze.stukken if s.rubriek not in zonder)
        naam = next((s.titel for s in stukken if s.id.startswith("identiteit")), self.casus.nummer)
        return Beamerbeeld(
            self.nummer,
            naam if stukken else "",
            tuple(
                Schermdeel(rubrieknaam(rubriek), tuple(s for s in stukken if s.rubriek is rubriek))
                for rubriek in Rubriek
                if any(s.rubriek is rubriek for s in stukken)
            ),
            self.keuze.genoemd,
        )

    def presentatie(self, zonder: Collection[Rubriek]) -> Presentatie:
        """What the presenter sees; who presents may read this dossier."""
        kan = {*self.keuze.stukken, *self.keuze.nieuw}
        return Presentatie(
            self.punt.id,
            self.casus.id,
            self.overleg.id,
            self.nummer,
            tuple(kijker.ontvanger.voluit for kijker in self.kijkers),
            self.onbekenden,
            tuple((r, rubrieknaam(r)) for r in Rubriek if any(s.rubriek is r for s in kan)),
            tuple(zonder_geheim_adres(stuk) for stuk in self.keuze.nieuw),
            self._grenzen(),
            len(self.beeld(zonder).stukken),
            len(self.stukken),
        )

    def _grenzen(self) -> tuple[Grensinzicht, ...]:
        """In the words in which a bundle says why something stays behind."""
        wie, wacht = wie_beslist(self.t), wachtende(self.t, self.casus.id)
        labels = self.t.profiel.datacategorieen
        grenzen = []
        for grens in self.keuze.grenzen:
            zin = f"{grens.ontvanger.voluit} mag {_teksten(len(grens.mist))} uit dit dossier niet zien."
            if grens.alleen:
                zin += f" Zonder deze deelnemer kunnen er {_teksten(grens.alleen)} meer op het scherm."
            uitlegger = Uitlegger(self.t, self.gronden, grens.ontvanger, wie, wacht)
            meeste = sorted(per_uitleg(uitlegger, grens.mist).items(), key=lambda paar: -len(paar[1]))
            redenen = tuple(
                f"{_teksten(len(stukken))} ({', '.join(soorten_van(labels, stukken))}): {uitleg.zin}"
                for uitleg, stukken in meeste
            )
            grenzen.append(Grensinzicht(grens.ontvanger.voluit, grens.alleen, zin, redenen))
        return tuple(grenzen)

    def boek(self, kijker: Kijker, stukken: Sequence[Stuk]) -> None:
        """One entry for what this recipient did not see on the screen of this meeting before."""
        t, wie = self.t, kijker.ontvanger
        al = rijen.getoonde_stukken(t.db, self.overleg.id, self.casus.id, UUID(wie.organisatie_id), wie.functie)
        nieuw = [stuk for stuk in stukken if stuk.id not in al]
        if not nieuw:
            return
        onder = {deel.stuk.id: deel.besluit_id for deel in kijker.selectie.mee}
        soorten = sorted({stuk.categorie for stuk in nieuw})
        rij = Verstrekking(
            id=t.nieuw_id(),
            casus_id=self.casus.id,
            organisatie_id=UUID(wie.organisatie_id),
            organisatie=wie.organisatie,
            functie=wie.functie,
            overleg_id=self.overleg.id,
            wijze=Wijze.MONDELING,
            status=VerstrekkingStatus.UITGEGEVEN,
            categorieen=",".join(soorten),
            omschrijving=f"{GETOOND}: {_teksten(len(nieuw))}.",
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        boek_onder(t, rij, self.gronden.onder({onder[stuk.id] for stuk in nieuw}, soorten))
        t.db.add_all(VerstrektStuk(id=t.nieuw_id(), verstrekking_id=rij.id, stuk=stuk.id) for stuk in nieuw)
        t.log(
            "verstrekking.vastleggen",
            "verstrekking",
            rij.id,
            casus_id=self.casus.id,
            categorieen=soorten,
            ontvanger=name_logontvanger(t, wie.organisatie, wie.functie),
            verwerking=rij.doel,
            aantal=len(nieuw),
            detail={"verteld_op": als_tekst(rij.op), "getoond": len(nieuw)},
        )
        t.gewijzigd("verstrekking", rij.id)


def rubrieknaam(rubriek: Rubriek) -> str:
    """The heading of a part of the dossier, as on paper."""
    from pmg_desk.reports.rubrieken import KOPPEN  # it brings what makes pages, which a start does not need

    return KOPPEN[rubriek]


def _teksten(aantal: int) -> str:
    return met_woord(aantal, "tekst", "teksten")
