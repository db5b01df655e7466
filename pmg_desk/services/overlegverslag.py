"""The minutes of an overleg: what was said, decided, agreed and told, for internal use only.

Printed, each casus has pages of its own, which its register keeps as an internal print: so the minutes of one casus can
be shown again and go with that casus. The cover names them all, and is not kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.delen import voluit
from pmg_desk.domain.overlegverslag import Gedeeld, Verslag, Verslagpunt
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Samenvatting, Stuk, reactie_op, tekst_in
from pmg_desk.services.aanwezigheid import STAND_LABELS as AANWEZIG_LABELS
from pmg_desk.services.aanwezigheid import lees_deelneming
from pmg_desk.services.besluiten import peilmoment
from pmg_desk.services.bespreken import STAND_LABELS
from pmg_desk.services.bundelstof import VRAAGCATEGORIE, kan_uit, sleutel
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.overlegbesluiten import BesluitInzicht, besluit_inzichten
from pmg_desk.services.overlegpapier import log_per_casus, overleg_om_uit_te_geven
from pmg_desk.services.puntsporen import getypt_bij
from pmg_desk.services.stukken import cut_dossier, naam_van
from pmg_desk.services.uitgaven import Keuze, geef_uit, meld_uitgave
from pmg_desk.services.verstrekkingen import VERTELD
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek, inhoud
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import (
    Bespreking,
    Besprekingsstand,
    Casus,
    Jongere,
    Overleg,
    Overlegbesluit,
    OverlegCasus,
    Uitspraak,
    Verstrekking,
    VerstrekkingStatus,
    Wijze,
)
from pmg_desk.storage.spoed import spoed_bij

NAAM = "overlegverslag"


@dataclass(frozen=True, slots=True)
class Puntinzicht:
    """One item of the minutes with the besluiten as they can be marked."""

    casus_id: UUID
    punt: Verslagpunt
    besluiten: tuple[BesluitInzicht, ...]


@dataclass(frozen=True, slots=True)
class Verslaguitgave:
    """Minutes that were issued: the bytes may leave now. One entry in the register per casus."""

    verstrekkingen: tuple[UUID, ...]
    bestandsnaam: str
    pdf: bytes


def read_verslag(werkplek: Werkplek, overleg_id: UUID, *, opnieuw: bool = False) -> tuple[Puntinzicht, ...]:
    """What was said and decided about each casus of the agenda that this user works on. Logged for each of them.

    ``opnieuw``: for who has it in sight already, after a change; that is no second look, as with a dossier that is
    open. Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        lezer = _Lezer(t, overleg)
        if not opnieuw:
            log_per_casus(t, "verslag.bekijken", (casus.id for _, _, casus in lezer.eigen))
        return tuple(
            Puntinzicht(punt.casus_id, lezer.punt(nr, punt, casus, 0), lezer.besluiten(punt))
            for nr, punt, casus in lezer.eigen
        )


def issue_verslag(werkplek: Werkplek, overleg_id: UUID, wijze: Wijze) -> Verslaguitgave:
    """Issue the minutes for internal use: each casus its own pages, kept and logged as the internal summary is.

    All in one transaction. Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        lezer = _Lezer(t, overleg)
        nummers = {casus.id: deelrijen.volgend_exemplaar(t.db, casus.id) for _, _, casus in lezer.eigen}
        verslag = lezer.verslag(nummers)
        pdf, bladen = _teken(verslag)
        paren = [(casus, punt) for (_, _, casus), punt in zip(lezer.eigen, verslag.punten, strict=True)]
        # The cover alone names these: nothing of them goes to the register, but that they were read does.
        log_per_casus(t, "verslag.bekijken", (casus.id for casus, punt in paren if not punt.heeft_blad))
        met_blad = [paar for paar in paren if paar[1].heeft_blad]
        uit = []
        for (casus, punt), (van, tot) in zip(met_blad, bladen, strict=True):
            eigen = _bladen(pdf, van, tot)
            stukken = (*punt.besproken, *punt.besluiten, *punt.afgedaan, *punt.acties)
            uitgave = geef_uit(
                t,
                Keuze(casus, None, "casusregisseur", overleg, (), ()),
                wijze,
                _al_gemaakt(eigen),
                naam=NAAM,
                categorieen={
                    "identiteit",
                    *([VRAAGCATEGORIE] if punt.vraag else []),
                    *(stuk.categorie for stuk in stukken),
                    *lezer.verteld(casus.id),
                },
            )
            uit.append(uitgave.verstrekking_id)
        return Verslaguitgave(tuple(uit), f"{NAAM}-{overleg.datum:%Y-%m-%d}-intern.pdf", pdf)


def mark_verslag_mislukt(werkplek: Werkplek, verstrekkingen: Sequence[UUID], reden: str) -> None:
    """Say of every casus of issued minutes that they never left, all of them or none; of which it was said before, that
    stays. Raises OngeldigeInvoer, GeenToegang.
    """
    with werkplek.doe() as t:
        for id_ in verstrekkingen:
            if t.haal(Verstrekking, id_).status is VerstrekkingStatus.UITGEGEVEN:
                meld_uitgave(t, id_, VerstrekkingStatus.MISLUKT, reden)


class _Lezer:
    """Reads the minutes of one meeting: what is the same for all items once."""

    def __init__(self, t: Transactie, overleg: Overleg) -> None:
        self.t, self.overleg = t, overleg
        agenda = adresboek.agenda(t.db, overleg.id)
        self.eigen = tuple((nr, punt, casus) for nr, (punt, casus) in enumerate(agenda, 1) if kan_uit(t, casus))
        self.buiten = len(agenda) - len(self.eigen)
        self._besprekingen = rijen.besprekingen(t.db, overleg.id)
        self._afgesproken = rijen.afgesproken(t.db, overleg.id)
        self._getypt = getypt_bij(t, [punt.id for _, punt, _ in self.eigen])
        verteld = deelrijen.verteld_op(t.db, overleg.id, tuple(VERTELD))
        self._spoed = spoed_bij(t.db, [rij.id for rij in verteld])
        self._verteld: defaultdict[UUID, list[Verstrekking]] = defaultdict(list)
        for rij in verteld:
            self._verteld[rij.casus_id].append(rij)
        self._afgedaan: defaultdict[UUID, list[Overlegbesluit]] = defaultdict(list)
        for besluit, van in rijen.besluiten(t.db, [casus.id for _, _, casus in self.eigen]):
            if besluit.afgedaan_op == overleg.datum and van.id != overleg.id:
                self._afgedaan[besluit.casus_id].append(besluit)

    def verslag(self, nummers: dict[UUID, int]) -> Verslag:
        """All of it; ``nummers`` are the copy numbers by casus."""
        t, overleg = self.t, self.overleg
        deelneming = lees_deelneming(t, overleg)
        return Verslag(
            gemeente=t.profiel.gemeente,
            tafel=label_van(t.profiel.tafels, overleg.tafel),
            datum=overleg.datum,
            overleg=", ".join(deel for deel in (overleg.tijd, overleg.plaats) if deel),
            gemaakt_op=t.nu,
            gemaakt_door=t.gebruiker.naam,
            logstand=korte_stand(t),
            bekend_tm=peilmoment(t),
            aanwezigheid=tuple(
                (
                    ", ".join(deel for deel in (een.naam, een.functie, een.organisatie) if deel),
                    "Niet vastgelegd" if een.stand is None else AANWEZIG_LABELS[een.stand],
                )
                for een in deelneming
            ),
            punten=tuple(self.punt(nr, punt, casus, nummers[casus.id]) for nr, punt, casus in self.eigen),
            buiten=self.buiten,
        )

    def punt(self, nr: int, punt: OverlegCasus, casus: Casus, exemplaar: int) -> Verslagpunt:
        """One item; ``exemplaar`` 0 where nothing is issued."""
        t = self.t
        bespreking = self._besprekingen.get(punt.id)
        eerder = self._afgedaan[casus.id]
        stukken = cut_dossier(t, casus) if bespreking is not None or eerder else ()
        er = lees_deelneming(t, self.overleg, punt.id)
        besproken, besluiten, acties = self._van(bespreking, stukken)
        return Verslagpunt(
            punt=nr,
            casusnummer=casus.nummer,
            naam=naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam,
            vraag=punt.vraag,
            stand=self._begonnen(punt) if bespreking is None else STAND_LABELS[bespreking.stand],
            exemplaar=exemplaar,
            aanwezig=tuple(f"{een.naam} ({een.organisatie})" for een in er if een.aanwezig),
            weg=tuple(f"{een.naam} ({een.organisatie})" for een in er if een.weg),
            besproken=besproken,
            besluiten=besluiten,
            acties=acties,
            gedeeld=tuple(self._gedeeld(rij) for rij in self._verteld[casus.id]),
            afgedaan=self._met_redenen(stukken, eerder),
            gehouden=bespreking is not None and bespreking.stand is Besprekingsstand.BESPROKEN,
        )

    def _begonnen(self, punt: OverlegCasus) -> str:
        """How an item stands of which nothing was committed."""
        begonnen = punt.id in self._getypt or bool(self._verteld[punt.casus_id])
        return "Nog niet vastgelegd" if begonnen else "Nog niet besproken"

    def verteld(self, casus_id: UUID) -> set[str]:
        """Which kinds of data were told about a casus: the words in which stand in its minutes."""
        return {soort for rij in self._verteld[casus_id] for soort in _soorten(rij)}

    def besluiten(self, punt: OverlegCasus) -> tuple[BesluitInzicht, ...]:
        """What was decided about an item, to mark."""
        bespreking = self._besprekingen.get(punt.id)
        if bespreking is None:
            return ()
        besluiten = rijen.besluiten_van(self.t.db, [bespreking.id])
        return besluit_inzichten(self.t, [(rij, self.overleg) for rij in besluiten])

    def _van(
        self, bespreking: Bespreking | None, stukken: Sequence[Stuk]
    ) -> tuple[tuple[Stuk, ...], tuple[Stuk, ...], tuple[Stuk, ...]]:
        """Of a dossier what was said, decided and agreed at this item, each with the reactions to it (AVG 16)."""
        if bespreking is None:
            return (), (), ()
        db = self.t.db
        gezegd = inhoud.huidige_van(db, [rij.uitspraak_id for rij in rijen.punten_van(db, [bespreking.id])])
        besloten = rijen.besluiten_van(db, [bespreking.id])
        afgesproken = {str(id_) for id_, waar in self._afgesproken.items() if waar == bespreking.id}
        acties = [s for s in stukken if s.id.startswith("actie:") and sleutel(s) in afgesproken]
        woorden = rijen.woorden_van_acties(db, [UUID(sleutel(stuk)) for stuk in acties])
        los = inhoud.huidige_van(db, woorden)
        return (
            _met_reacties([s for s in stukken if tekst_in(s) in {een.id.hex for een in gezegd.values()}], stukken),
            self._met_redenen(stukken, besloten),
            _met_reacties(
                [s for s in stukken if s in acties or _zijn_woorden(s, {een.id.hex for een in los.values()})], stukken
            ),
        )

    def _met_redenen(self, stukken: Sequence[Stuk], besloten: Sequence[Overlegbesluit]) -> tuple[Stuk, ...]:
        """These besluiten of the dossier with why they no longer hold and the reactions to either."""
        redenen = inhoud.huidige_van(self.t.db, [rij.reden_id for rij in besloten if rij.reden_id is not None])
        return _met_reacties(_besluitstukken(stukken, besloten, redenen.values()), stukken)

    def _gedeeld(self, rij: Verstrekking) -> Gedeeld:
        labels = tuple(label_van(self.t.profiel.datacategorieen, soort) for soort in _soorten(rij))
        return Gedeeld(voluit(rij.organisatie, rij.functie), labels, rij.omschrijving, rij.id in self._spoed)


def _soorten(rij: Verstrekking) -> tuple[str, ...]:
    return tuple(soort for soort in rij.categorieen.split(",") if soort)


def _al_gemaakt(pdf: bytes) -> Callable[[Samenvatting], bytes]:
    """What draws a page for ``geef_uit``, where the page was drawn before."""
    return lambda _: pdf


def _besluitstukken(
    stukken: Sequence[Stuk], besloten: Iterable[Overlegbesluit], redenen: Iterable[Uitspraak]
) -> list[Stuk]:
    """These besluiten, each followed by why it no longer holds, as the dossier has them."""
    ids, teksten = {str(rij.id) for rij in besloten}, {een.id.hex for een in redenen}
    return [s for s in stukken if (_is_besluit(s) and sleutel(s) in ids) or _zijn_woorden(s, teksten)]


def _is_besluit(stuk: Stuk) -> bool:
    return stuk.id.startswith("overlegbesluit:")


def _zijn_woorden(stuk: Stuk, teksten: set[str]) -> bool:
    """Whether this is the text of an action that is a stuk by itself."""
    return stuk.id.startswith("uitspraak:") and tekst_in(stuk) in teksten


def _met_reacties(gekozen: Sequence[Stuk], alle: Sequence[Stuk]) -> tuple[Stuk, ...]:
    """These, each followed by what the youth or parents said against its words."""
    uit: list[Stuk] = []
    for stuk in gekozen:
        uit.append(stuk)
        uit += [een for een in alle if reactie_op(een) and reactie_op(een) == tekst_in(stuk)]
    return tuple(uit)


def _teken(verslag: Verslag) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    from pmg_desk.reports.overlegverslag import maak_verslag

    gemaakt = maak_verslag(verslag)
    return gemaakt.pdf, gemaakt.bladen


def _bladen(pdf: bytes, van: int, tot: int) -> bytes:
    from pmg_desk.reports.bladkeuze import neem_bladen

    return neem_bladen(pdf, range(van, tot + 1))
