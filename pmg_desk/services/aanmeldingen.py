"""A casus put before a table: by whom, when, why and how urgently; and what may be told back to who asked for it.

The members of the table see the casus from then on, because they have to judge it (``services.triage``). A table that
is usually reached by way of another one (TOP X by way of PGA lokaal) can be reached without it, with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import toelichtingen, uitspraken, verteld
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.doorgeleidantwoord import volg_aanmelding
from pmg_desk.services.jongeren import leeftijd_kort, naam_van
from pmg_desk.services.stukken_route import minstens
from pmg_desk.services.tafelrecht import mag_stappen, tafels_met_waarneming
from pmg_desk.services.tafelstappen import huidige_stappen, zet_stap
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.verteld import Verteld
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import (
    Aanmelding,
    AanmeldingStatus,
    Casus,
    CasusStatus,
    CasusTafel,
    Jongere,
    StapSoort,
    UitspraakSoort,
    Urgentie,
)
from pmg_desk.storage.routes import tafelleden

__all__ = [
    "AanmeldingInvoer",
    "AanmeldingInzicht",
    "AanmeldingRij",
    "AanmeldingStatus",
    "LooptAl",
    "StaatAlBijTafel",
    "Tafelkeuze",
    "Urgentie",
    "Wachtend",
    "list_aanmeldingen",
    "list_lopende",
    "list_tafelkeuzes",
    "meld_aan",
    "meld_aan_in",
    "record_terugkoppeling",
]

HOEVEEL = 500
"""Rows of the list of what waits: a table that has more is helped by deciding."""

STATUS_LABELS: dict[AanmeldingStatus, str] = {
    AanmeldingStatus.NIEUW: "Nieuw",
    AanmeldingStatus.TRIAGE: "In triage",
    AanmeldingStatus.AANGENOMEN: "Aangenomen",
    AanmeldingStatus.AFGEWEZEN: "Afgewezen",
    AanmeldingStatus.VERWEZEN: "Verwezen",
    AanmeldingStatus.INGETROKKEN: "Ingetrokken",
}
URGENTIE_LABELS: dict[Urgentie, str] = {Urgentie.GEWOON: "Gewoon", Urgentie.SPOED: "Spoed"}

CASUS_DICHT = "De casus is afgesloten."
"""Why an aanmelding ends when its casus closes."""

_TERUG = {
    True: "Wij hebben uw aanmelding ontvangen en kijken ernaar. Over personen kunnen wij niets zeggen.",
    False: "Wij hebben uw aanmelding bekeken en besloten wat er gebeurt. Meer kunnen wij niet zeggen.",
}
"""What may always be told to who asked for it: nothing of the content, and not how it was decided."""


class LooptAl(Fout):
    """One aanmelding at a time for a casus and a table."""

    wat = "Deze casus is al aangemeld bij deze tafel. De tafel heeft nog niet besloten."
    doe = "Open die aanmelding en vul daar aan wat u weet."


class StaatAlBijTafel(Fout):
    """The table already works on it."""

    wat = "Deze tafel heeft de casus al aangenomen."
    doe = "Zet de casus op de agenda van de tafel als u hem wilt bespreken."


@dataclass(frozen=True, slots=True)
class AanmeldingInvoer:
    """What is filled in. ``aangemeld_op`` None: today; ``aangemeld_door`` empty: the user.

    ``afwijking``: why not by way of the table that it usually runs by; needed only then.
    """

    tafel: str
    reden: UitspraakInvoer | None
    urgentie: Urgentie = Urgentie.GEWOON
    aangemeld_op: str | date | None = None
    aangemeld_door: str = ""
    afwijking: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class Tafelkeuze:
    """A table one may choose. ``via``: by which tables it usually runs, empty when that is done or not asked."""

    tafel: str
    label: str
    voor_wie: str
    via: tuple[str, ...]
    bezwaar: str  # why it cannot be chosen now; empty when it can
    leden: int  # users of this vault at the table: they see the whole dossier once it is put before them


@dataclass(frozen=True, slots=True)
class AanmeldingRij:
    """An aanmelding in a list, of a casus the user may see."""

    id: UUID
    casus_id: UUID
    nummer: str
    naam: str
    leeftijd: str
    doelgroep: str | None
    tafel: str
    tafel_label: str
    status: AanmeldingStatus
    status_label: str
    urgentie: Urgentie
    urgentie_label: str
    aangemeld_op: date
    dagen: int
    aangemeld_door: str
    loopt: bool


@dataclass(frozen=True, slots=True)
class Wachtend:
    """What waits for a decision, the urgent first. ``vol``: there is more than fits, and the rest is not here."""

    rijen: tuple[AanmeldingRij, ...]
    vol: bool


@dataclass(frozen=True, slots=True)
class AanmeldingInzicht:
    """An aanmelding with its reasons. ``verwezen_naar`` in words. ``terug_te_melden``: what may be told.

    ``verteld``: what was told, the latest first.
    """

    rij: AanmeldingRij
    reden: UitspraakInzicht | None
    afwijking: UitspraakInzicht | None
    besloten_op: date | None
    besloten_door: str
    besluit: UitspraakInzicht | None
    verwezen_naar: str
    verteld: tuple[Verteld, ...]
    teruggekoppeld_op: date | None
    terug_te_melden: str
    mag_wijzigen: bool
    mag_besluiten: bool
    mag_intrekken: bool

    @property
    def id(self) -> UUID:
        """Of the aanmelding."""
        return self.rij.id


def labels_van(t: Transactie, tafels: Sequence[str]) -> tuple[str, ...]:
    """The words of tables."""
    return tuple(tafel_label(t.profiel, tafel) for tafel in tafels)


def geweest(t: Transactie, casus_id: UUID) -> tuple[str, ...]:
    """The tables where a casus is or was, the latest first."""
    return tuple(dict.fromkeys(rij.tafel for rij in tafelhistorie(t.db, casus_id)))


def ontbrekende_via(t: Transactie, casus_id: UUID, tafel: str) -> tuple[str, ...]:
    """The tables by which an aanmelding at ``tafel`` runs, when the casus has been at none of them; else empty."""
    in_profiel = t.profiel.tafels.get(tafel)
    via = () if in_profiel is None else in_profiel.aanmelding_via
    return () if set(via) & set(geweest(t, casus_id)) else via


def list_tafelkeuzes(werkplek: Werkplek, casus_id: UUID) -> tuple[Tafelkeuze, ...]:
    """The tables of the profile, each with what stands in the way for this casus."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        leden = tafelleden(t.db, t.vandaag)
        keuzes = []
        for tafel in t.profiel.tafels.values():
            bezwaar = _bezwaar(t, casus_id, tafel.sleutel)
            keuzes.append(
                Tafelkeuze(
                    tafel.sleutel,
                    tafel.label,
                    tafel.voor_wie,
                    labels_van(t, ontbrekende_via(t, casus_id, tafel.sleutel)),
                    "" if bezwaar is None else bezwaar.wat,
                    leden.get(tafel.sleutel, 0),
                )
            )
        return tuple(keuzes)


def _verblijf(t: Transactie, casus_id: UUID, tafel: str) -> CasusTafel | None:
    """The stretch at a table that has not ended."""
    return next((rij for rij in tafelhistorie(t.db, casus_id) if rij.tafel == tafel and rij.tot is None), None)


def _bezwaar(t: Transactie, casus_id: UUID, tafel: str) -> Fout | None:
    eerdere = [rij for rij in opslag.van_casus(t.db, casus_id) if rij.tafel == tafel]
    if any(rij.status in opslag.LOPEND for rij in eerdere):
        return LooptAl()
    verblijf = _verblijf(t, casus_id, tafel)
    if verblijf is None:
        return None
    hier = next((rij for rij in eerdere if rij.casus_tafel_id == verblijf.id), None)
    if hier is not None:
        return StaatAlBijTafel() if hier.status is AanmeldingStatus.AANGENOMEN else None
    # Registered straight at the table: until somebody gave it a status there, it can still be put before the table.
    return StaatAlBijTafel() if huidige_stappen(t.db, [verblijf.id])[verblijf.id] else None


def meld_aan(werkplek: Werkplek, casus_id: UUID, invoer: AanmeldingInvoer) -> UUID:
    """Put a casus before a table. Raises OngeldigeInvoer, LooptAl, StaatAlBijTafel, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        return meld_aan_in(t, casus, invoer).id


def meld_aan_in(
    t: Transactie,
    casus: Casus,
    invoer: AanmeldingInvoer,
    *,
    reden_id: UUID | None = None,
    afwijking_id: UUID | None = None,
    doorgeleiding_id: UUID | None = None,
) -> Aanmelding:
    """The same in a running transaction, which has checked that the casus may be changed.

    ``reden_id``: a statement of this casus that says why already, such as a signal; ``afwijking_id``: one that says why
    not by the usual way. Then the same in ``invoer`` is not needed.
    """
    veld = Veldcontrole()
    tafel = veld.keuze("tafel", invoer.tafel, tuple(t.profiel.tafels))
    reden = controleer_tekst(t, veld, invoer.reden, "reden", tafel)
    veld.eis(reden is not None or reden_id is not None, "reden", "Vul in waarom u de casus aanmeldt.")
    op = veld.datum(
        "aangemeld_op",
        invoer.aangemeld_op or t.vandaag,
        t.vandaag,
        richting=Richting.VERLEDEN,
        niet_voor=(casus.geopend_op, "het begin van de casus"),
        niet_na=(t.vandaag, "vandaag"),
    )
    door = veld.tekst("aangemeld_door", invoer.aangemeld_door, maximum=MAX_REGEL) or t.gebruiker.naam
    afwijking = controleer_tekst(t, veld, invoer.afwijking, "afwijking", tafel)
    via = ontbrekende_via(t, casus.id, tafel)
    if via:
        langs = " of ".join(labels_van(t, via))
        veld.eis(
            afwijking is not None or afwijking_id is not None,
            "afwijking",
            f"Aanmelden bij deze tafel loopt via {langs}. Schrijf waarom dat nu anders gaat.",
        )
    veld.klaar()
    bezwaar = _bezwaar(t, casus.id, tafel)
    if bezwaar is not None:
        raise bezwaar
    assert op is not None
    verblijf = _verblijf(t, casus.id, tafel) or _kom_aan_tafel(t, casus, tafel)
    rij = Aanmelding(
        id=t.nieuw_id(),
        casus_id=casus.id,
        tafel=tafel,
        status=AanmeldingStatus.NIEUW,
        urgentie=invoer.urgentie,
        aangemeld_op=op,
        aangemeld_door=door,
        uitspraak_id=reden_id or toelichtingen.bewaar(t, casus.id, UitspraakSoort.ROUTE, reden),
        # What is not asked is not kept.
        afwijking_id=afwijking_id or toelichtingen.bewaar(t, casus.id, UitspraakSoort.ROUTE, afwijking)
        if via
        else None,
        doorgeleiding_id=doorgeleiding_id,
        casus_tafel_id=verblijf.id,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    zet_stap(t, verblijf, StapSoort.STATUS, "aangemeld", op)
    t.log("aanmelding.doen", "aanmelding", rij.id, casus_id=casus.id, detail={"tafel": tafel})
    meld_gewijzigd(t, casus)
    return rij


def _kom_aan_tafel(t: Transactie, casus: Casus, tafel: str) -> CasusTafel:
    rij = CasusTafel(id=t.nieuw_id(), casus_id=casus.id, tafel=tafel, van=t.vandaag)
    t.db.add(rij)
    t.db.flush()
    t.log("casus.tafel_toevoegen", "casus", casus.id, casus_id=casus.id, detail={"tafel": tafel})
    return rij


def verlaat_tafel(t: Transactie, casus: Casus, rij: Aanmelding) -> bool:
    """End the time at a table that did not take the casus; an open casus stays at its last table. Whether it left."""
    verblijf = None if rij.casus_tafel_id is None else t.db.get(CasusTafel, rij.casus_tafel_id)
    open_ = [ander for ander in tafelhistorie(t.db, casus.id) if ander.tot is None]
    if verblijf is None or verblijf.tot is not None or len(open_) == 1:
        return False
    verblijf.tot = t.vandaag
    t.log("casus.tafel_verlaten", "casus", casus.id, casus_id=casus.id, detail={"tafel": rij.tafel})
    return True


def meld_gewijzigd(t: Transactie, casus: Casus) -> None:
    """Tell the screens that the aanmeldingen of a casus changed, and the tables where it is."""
    casus.gewijzigd_op = t.nu
    t.gewijzigd("aanmelding", casus.id)
    t.gewijzigd("casus", casus.id)


def haal_aanmelding(t: Transactie, aanmelding_id: UUID, *, wijzigen: bool = False) -> tuple[Aanmelding, Casus]:
    """An aanmelding with its casus, after checking access to that. Raises GeenToegang, NietGevonden."""
    rij = t.haal(Aanmelding, aanmelding_id)
    return rij, t.casus(rij.casus_id, wijzigen=wijzigen)


def mag_besluiten(t: Transactie, rij: Aanmelding) -> bool:
    """Whether this user may decide for the table: who may also move a casus on there, and may work in this casus."""
    return t.mag_wijzigen(rij.casus_id) and mag_stappen(t, rij.tafel)


def mag_intrekken(t: Transactie, rij: Aanmelding, casus: Casus) -> bool:
    """Whether this user may take it back: the side that asked for it. Who only receives it decides instead."""
    if not t.mag_wijzigen(casus.id):
        return False
    vroeg = t.gebruiker.id in (rij.door_id, casus.regisseur_id)
    return vroeg or rij.tafel not in tafels_met_waarneming(t)


def list_lopende(werkplek: Werkplek, hoeveel: int = HOEVEEL) -> Wachtend:
    """What waits for a decision at the own tables and those of whom one covers for; ``hoeveel`` rows at most."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        tafels = tafels_met_waarneming(t)
        rijen = opslag.lopende(t.db, tafels, t.zichtbaar_per_rij(), hoeveel + 1)
        getoond = tuple(aanmelding_rij(t, rij, casus, jongere) for rij, casus, jongere in rijen[:hoeveel])
        return Wachtend(getoond, len(rijen) > hoeveel)


def list_aanmeldingen(werkplek: Werkplek, casus_id: UUID) -> tuple[AanmeldingInzicht, ...]:
    """Every aanmelding of a casus, the latest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        return _inzichten(t, opslag.van_casus(t.db, casus_id), casus)


def aanmelding_rij(t: Transactie, rij: Aanmelding, casus: Casus, jongere: Jongere) -> AanmeldingRij:
    """A row as a read model; the caller has checked access."""
    return AanmeldingRij(
        id=rij.id,
        casus_id=casus.id,
        nummer=casus.nummer,
        naam=naam_van(jongere).sorteernaam,
        leeftijd=leeftijd_kort(jongere.geboortedatum, t.vandaag),
        doelgroep=casus.doelgroep,
        tafel=rij.tafel,
        tafel_label=tafel_label(t.profiel, rij.tafel),
        status=rij.status,
        status_label=STATUS_LABELS[rij.status],
        urgentie=rij.urgentie,
        urgentie_label=URGENTIE_LABELS[rij.urgentie],
        aangemeld_op=rij.aangemeld_op,
        dagen=(t.vandaag - rij.aangemeld_op).days,
        aangemeld_door=rij.aangemeld_door,
        loopt=rij.status in opslag.LOPEND,
    )


def inzicht(t: Transactie, rij: Aanmelding, casus: Casus) -> AanmeldingInzicht:
    """An aanmelding as a read model; the caller has checked access."""
    return _inzichten(t, [rij], casus)[0]


def _inzichten(t: Transactie, rijen: Sequence[Aanmelding], casus: Casus) -> tuple[AanmeldingInzicht, ...]:
    """The same of many of one casus, in as many queries as of one."""
    teksten = toelichtingen.inzichten(
        t, [id_ for rij in rijen for id_ in (rij.uitspraak_id, rij.afwijking_id, rij.besluit_id)]
    )
    gezegd = verteld.lees(t, [rij.id for rij in rijen])
    wijzigen = casus.status is CasusStatus.OPEN and t.mag_wijzigen(casus.id)
    besluiten = {
        tafel: wijzigen and mag_stappen(t, tafel)
        for tafel in {rij.tafel for rij in rijen if rij.status in opslag.LOPEND}
    }
    namen = {id_: uitspraken.naam_van(t, id_) for id_ in {rij.besloten_door_id for rij in rijen} if id_ is not None}
    jongere = t.haal(Jongere, casus.jongere_id)
    return tuple(
        _inzicht(t, rij, casus, jongere, teksten, gezegd[rij.id], namen, wijzigen, besluiten.get(rij.tafel, False))
        for rij in rijen
    )


def _inzicht(
    t: Transactie,
    rij: Aanmelding,
    casus: Casus,
    jongere: Jongere,
    teksten: Mapping[UUID, UitspraakInzicht],
    gezegd: tuple[Verteld, ...],
    namen: Mapping[UUID, str],
    wijzigen: bool,
    besluiten: bool,
) -> AanmeldingInzicht:
    def tekst(id_: UUID | None) -> UitspraakInzicht | None:
        return None if id_ is None else teksten.get(id_)

    loopt = rij.status in opslag.LOPEND
    return AanmeldingInzicht(
        rij=aanmelding_rij(t, rij, casus, jongere),
        reden=tekst(rij.uitspraak_id),
        afwijking=tekst(rij.afwijking_id),
        besloten_op=rij.besloten_op,
        besloten_door="" if rij.besloten_door_id is None else namen[rij.besloten_door_id],
        besluit=tekst(rij.besluit_id),
        verwezen_naar=tafel_label(t.profiel, rij.verwezen_naar),
        verteld=gezegd,
        teruggekoppeld_op=rij.teruggekoppeld_op,
        terug_te_melden=_TERUG[loopt],
        mag_wijzigen=wijzigen,
        mag_besluiten=loopt and besluiten,
        mag_intrekken=wijzigen and loopt and mag_intrekken(t, rij, casus),
    )


def trek_in(t: Transactie, casus: Casus, rij: Aanmelding, waarom: UitspraakInvoer, op: date) -> None:
    """Take an aanmelding back, for a checked reason; the caller has checked access. Raises AlBesloten."""
    rond_af(t, rij, AanmeldingStatus.INGETROKKEN, waarom, op)
    verlaat_tafel(t, casus, rij)
    t.log("aanmelding.intrekken", "aanmelding", rij.id, casus_id=casus.id)
    meld_gewijzigd(t, casus)


def beeindig(t: Transactie, casus: Casus, op: date) -> None:
    """The casus closes: no table has to judge it any more. Each aanmelding that ran is withdrawn, with its Logregel."""
    for rij in opslag.van_casus(t.db, casus.id):
        if rij.status in opslag.LOPEND:
            waarom = controleer_reden(t, UitspraakInvoer(CASUS_DICHT), "", rij.tafel)
            trek_in(t, casus, rij, waarom, max(op, rij.aangemeld_op))


class AlBesloten(Fout):
    """Somebody decided already; a decision is not overwritten."""

    wat = "Over deze aanmelding is al besloten."
    doe = "Ververs het scherm. Is er iets veranderd, meld de casus dan opnieuw aan."


def controleer_tekst(
    t: Transactie, veld: Veldcontrole, invoer: UitspraakInvoer | None, veldnaam: str, *tafels: str
) -> UitspraakInvoer | None:
    """Checked words about these tables: never in a lighter data category than being there has itself."""
    if invoer is None:
        return None
    invoer = invoer.met_categorie(minstens(t.profiel, invoer.categorie, *tafels))
    return toelichtingen.controleer(t, veld, invoer, UitspraakSoort.ROUTE, veldnaam=veldnaam)


def controleer_reden(t: Transactie, invoer: UitspraakInvoer | None, zin: str, *tafels: str) -> UitspraakInvoer:
    """A reason that is needed, checked, about these tables. Raises OngeldigeInvoer beside the field ``reden``."""
    veld = Veldcontrole()
    waarom = controleer_tekst(t, veld, invoer, "reden", *tafels)
    veld.eis(waarom is not None, "reden", zin)
    veld.klaar()
    assert waarom is not None
    return waarom


def rond_af(t: Transactie, rij: Aanmelding, status: AanmeldingStatus, waarom: UitspraakInvoer, op: date) -> None:
    """Write down how an aanmelding ended, and why. Raises AlBesloten."""
    if rij.status not in opslag.LOPEND:
        raise AlBesloten
    rij.status, rij.besloten_op, rij.besloten_door_id = status, op, t.gebruiker.id
    rij.besluit_id = toelichtingen.bewaar(t, rij.casus_id, UitspraakSoort.ROUTE, waarom)
    volg_aanmelding(t, rij)


def record_terugkoppeling(werkplek: Werkplek, aanmelding_id: UUID, tekst: str, op: str | date | None = None) -> None:
    """Record what was told back to who asked for it, and when (None: today); what was told before stays readable.

    Raises OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij, casus = haal_aanmelding(t, aanmelding_id, wijzigen=True)
        rij.teruggekoppeld_op = verteld.voeg_toe(t, rij, tekst, op)
        t.log("aanmelding.terugkoppelen", "aanmelding", rij.id, casus_id=casus.id)
        meld_gewijzigd(t, casus)
