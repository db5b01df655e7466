"""How long casussen are kept: the terms, which casussen are due, and the decision to keep one longer.

Terms are the beheerder's to set, with their source; that is a setting and shows no content. Keeping a casus longer is
for its own casusregisseur: whether the work still needs the dossier is known to who works in it, the privacy officer
never edits content, and the beheerder reads none (``domain.md``). The decision carries a reason, ends, and is
logged, so the privacy officer sees that it was taken.

Who may not see a casus sees its number and its dates here, and no name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.bewaren import (
    LANGSTE_VERLENGING,
    MEESTE_MAANDEN,
    Begin,
    Feiten,
    Stand,
    Termijn,
    Toestand,
    Vernietigingsreden,
    bereken,
    maanden_later,
)
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.stukken import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bewaren as opslag
from pmg_desk.storage.bewaren import CasusRij
from pmg_desk.storage.models import Bewaarbesluit, Bewaartermijn, Gebruiker

__all__ = ["LANGSTE_VERLENGING", "MEESTE_MAANDEN", "Begin", "Toestand", "Vernietigingsreden"]

MEESTE_RIJEN = 1000
"""Lines shown at a time; counts are always of all."""


class NogOpen(Fout):
    """Only a closed casus is kept longer or runs a term."""

    wat = "Deze casus is nog open. Een open casus wordt altijd bewaard."
    doe = "Sluit de casus eerst af."


class VoorstelLoopt(Fout):
    """A proposal to destroy waits for the second person."""

    wat = "Voor deze casus loopt al een voorstel om te vernietigen."
    doe = "Trek dat voorstel eerst in, of wacht op de tweede persoon."


@dataclass(frozen=True, slots=True)
class TermijnInzicht:
    """The term of one table as it counts now; ``maanden`` None: not set."""

    tafel: str
    label: str
    maanden: int | None
    begin: Begin
    bron: str
    sinds: datetime | None
    door: str

    def zin(self) -> str:
        """The term in words."""
        return "Niet ingesteld" if self.maanden is None else f"{self.maanden} maanden na {self.begin.label}"


@dataclass(frozen=True, slots=True)
class BewaarRegel:
    """A casus in the list. ``naam`` is empty for who may not see the casus."""

    casus_id: UUID
    nummer: str
    naam: str
    tafels: tuple[str, ...]
    open: bool
    gesloten_op: date | None
    toestand: Toestand
    vervalt_op: date | None
    uitleg: str
    voorstel_id: UUID | None
    mag_verlengen: bool
    redenen: tuple[Vernietigingsreden, ...]  # for which this user may propose destruction now


@dataclass(frozen=True, slots=True)
class Bewaarlijst:
    """The lines asked for, what falls due first on top; and how many there are in each state."""

    regels: tuple[BewaarRegel, ...]
    aantallen: Mapping[Toestand, int]
    meer: bool


def list_termijnen(werkplek: Werkplek) -> tuple[TermijnInzicht, ...]:
    """The term of every table of the profile, and of tables that had one and left the profile."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        rijen = opslag.termijnen(t.db)
        return tuple(
            _termijn_inzicht(t, sleutel, label_van(t.profiel.tafels, sleutel), rijen.get(sleutel))
            for sleutel in dict.fromkeys((*t.profiel.tafels, *sorted(rijen)))
        )


def _termijn_inzicht(t: Transactie, sleutel: str, label: str, rij: Bewaartermijn | None) -> TermijnInzicht:
    if rij is None:
        return TermijnInzicht(sleutel, label, None, Begin.SLUITING, "", None, "")
    return TermijnInzicht(
        sleutel, label, rij.maanden, Begin(rij.begin), rij.bron, rij.op, t.haal(Gebruiker, rij.door_id).naam
    )


def set_termijn(werkplek: Werkplek, tafel: str, maanden: str | int | None, begin: str, bron: str) -> None:
    """Set the term of a table from now on, or with ``maanden`` empty: not set any more. The rows before it stay.

    Raises OngeldigeInvoer (``tafel``, ``maanden``, ``begin``, ``bron``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        waar = veld.keuze("tafel", tafel, {*t.profiel.tafels, *opslag.termijnen(t.db)})
        hoelang = veld.getal("maanden", maanden, 0, MEESTE_MAANDEN)
        waarna = veld.keuze("begin", begin, tuple(Begin))
        vandaan = veld.tekst("bron", bron, verplicht=True, maximum=500)
        veld.klaar()
        rij = Bewaartermijn(
            id=t.nieuw_id(),
            tafel=waar,
            maanden=hoelang,
            begin=waarna,
            bron=vandaan,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log(
            "bewaartermijn.instellen",
            "bewaartermijn",
            rij.id,
            verwerking=waar,
            aantal=hoelang,
            detail={"tafel": waar, "maanden": hoelang, "begin": waarna, "bron": vandaan},
        )
        t.gewijzigd("bewaren")


def list_bewaren(werkplek: Werkplek, toestand: Toestand | None = None, nummer: str = "") -> Bewaarlijst:
    """Casussen in a state (None: any), of which the number holds ``nummer``. A casusregisseur gets own casussen."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        eigen = t.gebruiker.rol is Rol.CASUSREGISSEUR
        zichtbaar = t.eigen() if eigen else None
        # A vault may hold very many open casussen, and those are simply kept: read only where they are asked for.
        ook_open = toestand in (None, Toestand.BEWAREN)
        rijen = opslag.casussen(t.db, zichtbaar=zichtbaar, ook_open=ook_open)
        termijnen = geldende_termijnen(t)
        standen = [(rij, stand_van(t, rij, termijnen)) for rij in rijen]
        aantallen = Counter(stand.toestand for _, stand in standen)
        if not ook_open:
            aantallen[Toestand.BEWAREN] += opslag.tel_open(t.db, zichtbaar)
        zoek = nummer.strip().upper()
        gekozen = [
            (rij, stand)
            for rij, stand in standen
            if (toestand is None or stand.toestand is toestand) and zoek in rij.nummer
        ]
        gekozen.sort(key=lambda paar: (paar[1].vervalt_op or date.max, paar[0].nummer))
        getoond = gekozen[:MEESTE_RIJEN]
        jongeren = opslag.jongeren(t.db, {rij.jongere_id for rij, _ in getoond}) if eigen else {}
        return Bewaarlijst(
            tuple(
                _regel(t, rij, stand, naam_van(jongeren[rij.jongere_id]).sorteernaam if eigen else "")
                for rij, stand in getoond
            ),
            {soort: aantallen[soort] for soort in Toestand},
            len(gekozen) > MEESTE_RIJEN,
        )


def keep_casus(werkplek: Werkplek, casus_id: UUID, tot: str | date, reden: str) -> None:
    """Keep an own closed casus until and including a day, with a reason. The latest decision counts; none shortens a
    term.

    Raises OngeldigeInvoer (``tot``, ``reden``), GeenToegang, NogOpen, VoorstelLoopt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_VERLENGEN)
        casus = t.casus(casus_id)
        if casus.regisseur_id != t.gebruiker.id:
            raise GeenToegang
        rij = haal_rij(t, casus_id)
        if rij.gesloten_op is None:
            raise NogOpen
        if rij.voorstel_id is not None:
            raise VoorstelLoopt
        veld = Veldcontrole()
        uiterst = maanden_later(t.vandaag, LANGSTE_VERLENGING)
        dag = veld.datum(
            "tot",
            tot,
            t.vandaag,
            verplicht=True,
            niet_voor=(t.vandaag, "vandaag"),
            niet_na=(uiterst, f"de langste verlenging van {LANGSTE_VERLENGING // 12} jaar"),
        )
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        assert dag is not None
        besluit = Bewaarbesluit(
            id=t.nieuw_id(), casus_id=casus_id, tot=dag, reden=waarom, door_id=t.gebruiker.id, op=t.nu
        )
        t.db.add(besluit)
        t.log(
            "bewaren.verlengen",
            "bewaarbesluit",
            besluit.id,
            casus_id=casus_id,
            detail={"tot": dag.isoformat(), "reden": waarom},
        )
        t.gewijzigd("bewaren", casus_id)


def geldende_termijnen(t: Transactie) -> dict[str, Termijn]:
    """The terms that are set, as the domain reads them."""
    return {
        tafel: Termijn(tafel, rij.maanden, Begin(rij.begin), rij.bron)
        for tafel, rij in opslag.termijnen(t.db).items()
        if rij.maanden is not None
    }


def haal_rij(t: Transactie, casus_id: UUID) -> CasusRij:
    """What retention knows of one casus. Raises NietGevonden."""
    rijen = opslag.casussen(t.db, casus_ids=[casus_id])
    if not rijen:
        raise NietGevonden
    return rijen[0]


def stand_van(t: Transactie, rij: CasusRij, termijnen: Mapping[str, Termijn], *, voorgesteld: bool = True) -> Stand:
    """Where a casus stands now; without ``voorgesteld`` as if nobody had proposed anything."""
    feiten = Feiten(rij.gesloten_op, lokale_dag(rij.gewijzigd_op), rij.geboren, rij.verlaten)
    return bereken(
        feiten,
        termijnen,
        t.vandaag,
        verlengd_tot=rij.verlengd_tot,
        voorgesteld=voorgesteld and rij.voorstel_id is not None,
    )


def redenen_voor(t: Transactie, rij: CasusRij, stand: Stand) -> tuple[Vernietigingsreden, ...]:
    """For which reasons this user may propose to destroy this casus now.

    The term when it is over; a decision on a request to erase (AVG 17) always. That a casus was registered by mistake
    only its own casusregisseur can tell: the beheerder reads no content.
    """
    gebruiker = t.gebruiker
    eigen = rij.regisseur_id == gebruiker.id
    if not gebruiker.mag(Recht.VERNIETIGEN_VOORSTELLEN) or rij.voorstel_id is not None:
        return ()
    if gebruiker.rol is Rol.CASUSREGISSEUR and not eigen:
        return ()
    redenen = [Vernietigingsreden.AVG_17]
    if stand.toestand is Toestand.BEOORDELEN:
        redenen.insert(0, Vernietigingsreden.TERMIJN)
    if eigen:
        redenen.append(Vernietigingsreden.VERGISSING)
    return tuple(redenen)


def _regel(t: Transactie, rij: CasusRij, stand: Stand, naam: str) -> BewaarRegel:
    tafels = t.profiel.tafels
    return BewaarRegel(
        casus_id=rij.id,
        nummer=rij.nummer,
        naam=naam,
        tafels=tuple(tafels[tafel].label if tafel in tafels else tafel for tafel in sorted(rij.verlaten)),
        open=rij.gesloten_op is None,
        gesloten_op=rij.gesloten_op,
        toestand=stand.toestand,
        vervalt_op=stand.vervalt_op,
        uitleg=_uitleg(t, rij, stand),
        voorstel_id=rij.voorstel_id,
        mag_verlengen=t.gebruiker.mag(Recht.BEWAREN_VERLENGEN)
        and rij.regisseur_id == t.gebruiker.id
        and rij.gesloten_op is not None
        and rij.voorstel_id is None,
        redenen=redenen_voor(t, rij, stand),
    )


def _uitleg(t: Transactie, rij: CasusRij, stand: Stand) -> str:
    """Why the casus stands where it stands, in a sentence."""
    if rij.gesloten_op is None:
        return "De casus is open."
    delen = []
    if stand.termijn is not None and stand.begint_op is not None:
        termijn = stand.termijn
        tafels = t.profiel.tafels
        waar = tafels[termijn.tafel].label if termijn.tafel in tafels else termijn.tafel
        delen.append(
            f"{termijn.maanden} maanden na {termijn.begin.label} ({toon_datum(stand.begint_op)}), "
            f"termijn van {waar}. Bron: {termijn.bron}."
        )
    elif stand.toestand is Toestand.NIET_INGESTELD:
        delen.append("Voor een tafel van deze casus is nog geen bewaartermijn ingesteld.")
    elif stand.toestand is not Toestand.VERNIETIGEN:
        delen.append("De geboortedatum is niet bekend. Daardoor is de termijn niet te berekenen.")
    if stand.verlengd_tot is not None:
        delen.append(f"Langer bewaren tot en met {toon_datum(stand.verlengd_tot)}, met reden.")
    return " ".join(delen)
