"""Who was informed that data are shared: on which day and how, or why not yet and until when (AVG 13 and 14).

A condition of an approval is held against it (``services.deelbaar``). Of the youth and of the parents the latest record
counts; nothing is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Gebruiker, Informering
from pmg_desk.storage.rechten import laatste_informering

WIE_LABELS: dict[Geinformeerde, str] = {
    Geinformeerde.JONGERE: "De jongere",
    Geinformeerde.OUDERS: "De ouders of wie het gezag heeft",
}
MAX_WIJZE = 160


@dataclass(frozen=True, slots=True)
class InformeringInvoer:
    """Informed on a day and how, or with ``uitstel_tot`` why not yet. Never both."""

    wie: Geinformeerde
    geinformeerd_op: str | date | None = None
    wijze: str = ""
    uitstel_reden: str = ""
    uitstel_tot: str | date | None = None


@dataclass(frozen=True, slots=True)
class InformeringInzicht:
    """How it stands with one of them; ``op`` is None when nothing was recorded yet."""

    wie: Geinformeerde
    label: str
    geinformeerd_op: date | None = None
    wijze: str = ""
    uitstel_reden: str = ""
    uitstel_tot: date | None = None
    door: str = ""
    op: datetime | None = None
    uitstel_voorbij: bool = False

    @property
    def zin(self) -> str:
        """In one sentence, as the dossier and a request say it."""
        meervoud = self.wie is Geinformeerde.OUDERS
        if self.geinformeerd_op is not None:
            werkwoord = "zijn" if meervoud else "is"
            return f"{self.label} {werkwoord} geïnformeerd op {toon_datum(self.geinformeerd_op)} ({self.wijze})."
        if self.uitstel_tot is not None:
            werkwoord = "worden" if meervoud else "wordt"
            uiterlijk = toon_datum(self.uitstel_tot)
            return f"{self.label} {werkwoord} later geïnformeerd, uiterlijk {uiterlijk}. Reden: {self.uitstel_reden}"
        return f"Van {self.label[0].lower()}{self.label[1:]} is nog niets vastgelegd."


def list_informering(werkplek: Werkplek, casus_id: UUID) -> tuple[InformeringInzicht, ...]:
    """How it stands with the youth and with the parents. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        return lees_informering(t, t.casus(casus_id).id)


def lees_informering(t: Transactie, casus_id: UUID) -> tuple[InformeringInzicht, ...]:
    """The same inside a transaction; access was checked."""
    laatste = {rij.wie: rij for rij in laatste_informering(t.db, casus_id)}
    return tuple(_inzicht(t, wie, laatste.get(wie)) for wie in Geinformeerde)


def _inzicht(t: Transactie, wie: Geinformeerde, rij: Informering | None) -> InformeringInzicht:
    if rij is None:
        return InformeringInzicht(wie, WIE_LABELS[wie])
    return InformeringInzicht(
        wie,
        WIE_LABELS[wie],
        rij.geinformeerd_op,
        rij.wijze,
        rij.uitstel_reden,
        rij.uitstel_tot,
        t.haal(Gebruiker, rij.door_id).naam,
        rij.op,
        rij.uitstel_tot is not None and rij.uitstel_tot <= t.vandaag,
    )


def informeerzin(t: Transactie, casus_id: UUID) -> str:
    """What was recorded, as a request begins with it; empty when nothing was. Access was checked."""
    return " ".join(stand.zin for stand in lees_informering(t, casus_id) if stand.op is not None)


def record_informering(werkplek: Werkplek, casus_id: UUID, invoer: InformeringInvoer) -> UUID:
    """Record that the youth or the parents were informed, or why not yet. Also of a closed casus.

    Raises OngeldigeInvoer (``geinformeerd_op``, ``wijze``, ``uitstel_reden``, ``uitstel_tot``), GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True)
        veld = Veldcontrole()
        uitstel = not invoer.geinformeerd_op
        wijze = veld.tekst("wijze", invoer.wijze, verplicht=not uitstel, maximum=MAX_WIJZE)
        reden = veld.tekst("uitstel_reden", invoer.uitstel_reden, verplicht=uitstel, maximum=MAX_TEKST, lang=True)
        op = veld.datum("geinformeerd_op", invoer.geinformeerd_op, t.vandaag, niet_na=(t.vandaag, "vandaag"))
        tot = veld.datum(
            "uitstel_tot", invoer.uitstel_tot, t.vandaag, verplicht=uitstel, niet_voor=(t.vandaag, "vandaag")
        )
        if not uitstel:
            veld.eis(not invoer.uitstel_tot and not reden, "uitstel_tot", "Kies: geïnformeerd, of nog niet.")
        veld.klaar()
        return voeg_toe(t, casus.id, invoer.wie, op, wijze if op else "", "" if op else reden, tot).id


def voeg_toe(
    t: Transactie,
    casus_id: UUID,
    wie: Geinformeerde,
    op: date | None,
    wijze: str,
    uitstel_reden: str = "",
    uitstel_tot: date | None = None,
) -> Informering:
    """Add a checked record with its Logregel; who may was checked."""
    rij = Informering(
        id=t.nieuw_id(),
        casus_id=casus_id,
        wie=wie,
        geinformeerd_op=op,
        wijze=wijze,
        uitstel_reden=uitstel_reden,
        uitstel_tot=uitstel_tot,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.log(
        "informering.uitstellen" if op is None else "informering.vastleggen", "informering", rij.id, casus_id=casus_id
    )
    t.gewijzigd("informering", rij.id)
    return rij
