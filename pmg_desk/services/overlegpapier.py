"""What every paper for an overleg is made and recorded with: bundles, lists of actions and minutes.

A copy for somebody is counted per meeting and kept, with an entry in the sharing register per casus under its own
decisions: all of it in the transaction that the caller began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pmg_desk.domain.bundel import Bundelkop, Bundelversie
from pmg_desk.domain.canoniek import Waarde, sha256_hex
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.logboek import Logontvanger
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.bundelstof import Stof
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.overleggen import wijzigbaar_overleg
from pmg_desk.services.uitgaven import boek_onder
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.logregels import Maker
from pmg_desk.storage.models import (
    Bundelblad,
    Organisatie,
    Overleg,
    Overlegbundel,
    Papierstand,
    Verstrekking,
    VerstrekkingStatus,
    VerstrektStuk,
    Wijze,
)

Regels = list[tuple[Maker, dict[str, Waarde] | None]]
"""Lines of the log to write at once, each with its detail."""
_Keuze = TypeVar("_Keuze")
_Uitgave = TypeVar("_Uitgave")


@dataclass(frozen=True, slots=True)
class Wie:
    """For whom a copy is; ``persoon`` and ``persoon_id`` where it is for one person."""

    organisatie: Organisatie
    ontvanger: Ontvanger
    persoon: str
    persoon_id: UUID | None

    @property
    def voluit(self) -> str:
        """Person, organisation and function."""
        return f"{self.persoon}, {self.ontvanger.voluit}" if self.persoon else self.ontvanger.voluit


def overleg_om_uit_te_geven(t: Transactie, overleg_id: UUID) -> Overleg:
    """The meeting, when this user may hand something out for it. Raises GeenToegang, NietGevonden."""
    t.eis(Recht.SAMENVATTING_MAKEN)
    return wijzigbaar_overleg(t, overleg_id)


def log_per_casus(t: Transactie, actie: str, casus_ids: Iterable[UUID]) -> None:
    """Say of each of these dossiers that it was looked into; of none, nothing."""
    regels: Regels = [(t.regel(actie, "casus", id_, casus_id=id_), None) for id_ in casus_ids]
    if regels:
        t.log_reeks(regels)


def geef_elk_apart(
    keuzes: Sequence[_Keuze], geef: Callable[[_Keuze], _Uitgave], stap: Callable[[int, int], object] | None
) -> tuple[list[_Uitgave], list[tuple[_Keuze, Fout]]]:
    """Do ``geef`` for each, a use case of its own: one that fails leaves the others whole, and is handed back with why.

    ``stap(done, total)`` is called before each and at the end; what it raises stops the rest. Raises GeenToegang: who
    may not do one may do none.
    """
    gelukt: list[_Uitgave] = []
    mislukt: list[tuple[_Keuze, Fout]] = []
    for nr, keuze in enumerate(keuzes):
        if stap is not None:
            stap(nr, len(keuzes))
        try:
            gelukt.append(geef(keuze))
        except GeenToegang:
            raise
        except Fout as fout:
            mislukt.append((keuze, fout))
    if stap is not None:
        stap(len(keuzes), len(keuzes))
    return gelukt, mislukt


def maak_kop(
    t: Transactie,
    overleg: Overleg,
    wie: Wie,
    versie: Bundelversie,
    wijze: Wijze,
    exemplaar: int,
    logstand: str,
    intrekkingen_bekend_tm: datetime,
    *,
    schuilnamen: bool = False,
) -> Bundelkop:
    """What stands on the cover: for whom, of which meeting, which copy (0: a proof), and as of when."""
    return Bundelkop(
        gemeente=t.profiel.gemeente,
        organisatie=wie.ontvanger.organisatie,
        functie=wie.ontvanger.functie,
        persoon=wie.persoon,
        tafel=label_van(t.profiel.tafels, overleg.tafel),
        # Where they meet is free text, which may name somebody; who was invited knows it.
        overleg=", ".join(deel for deel in (overleg.tijd, "" if schuilnamen else overleg.plaats) if deel),
        datum=overleg.datum,
        exemplaar=exemplaar,
        gemaakt_op=t.nu,
        gemaakt_door=t.gebruiker.naam,
        versie=versie,
        pseudoniem=schuilnamen,
        wijze=WIJZE_LABELS[wijze],
        logstand=logstand,
        intrekkingen_bekend_tm=intrekkingen_bekend_tm,
    )


def boek_exemplaar(
    t: Transactie,
    overleg: Overleg,
    wie: Wie,
    kop: Bundelkop,
    wijze: Wijze,
    pdf: bytes,
    stof: Sequence[Stof],
    bladen: Sequence[tuple[int, int]],
    *,
    eigen: Sequence[bytes | None] = (),
    actie: str = "bundel.uitgeven",
) -> UUID:
    """Keep a copy that goes out, with an entry in the sharing register and a Logregel for each casus in it.

    ``bladen``: per casus its first and last page. ``eigen``: per casus a document of its own to keep, where pages are
    about several casussen at once. ``actie``: of the one line for the whole. Returns the id of the copy.
    """
    bundel = Overlegbundel(
        id=t.nieuw_id(),
        overleg_id=overleg.id,
        organisatie_id=wie.organisatie.id,
        organisatie=wie.organisatie.naam,
        functie=wie.ontvanger.functie,
        professional_id=wie.persoon_id,
        bundelversie=kop.versie,
        pseudoniem=kop.pseudoniem,
        wijze=wijze,
        exemplaar=kop.exemplaar,
        status=VerstrekkingStatus.UITGEGEVEN,
        document=pdf,
        document_hash=sha256_hex(pdf),
        papier=Papierstand.UITGEDEELD,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(bundel)
    t.db.flush()
    regels: Regels = [(t.regel(actie, "overlegbundel", bundel.id, aantal=bundel.exemplaar), None)]
    ontvanger = name_logontvanger(t, bundel.organisatie, bundel.functie)
    for deel, bereik, document in zip(stof, bladen, eigen or [None] * len(stof), strict=True):
        regels.append(_boek_casus(t, bundel, deel, bereik, document, ontvanger))
    t.log_reeks(regels)
    t.gewijzigd("overlegbundel", bundel.id)
    return bundel.id


def _boek_casus(
    t: Transactie,
    bundel: Overlegbundel,
    deel: Stof,
    bladen: tuple[int, int],
    document: bytes | None,
    ontvanger: Logontvanger,
) -> tuple[Maker, dict[str, Waarde] | None]:
    """The entry of one casus; returns its line."""
    casus, stukken = deel.item.casus, deel.stukken
    som = bundel.document_hash if document is None else sha256_hex(document)
    soorten = sorted({stuk.categorie for stuk in stukken})
    rij = Verstrekking(
        id=t.nieuw_id(),
        casus_id=casus.id,
        intern=False,
        organisatie_id=bundel.organisatie_id,
        organisatie=bundel.organisatie,
        functie=bundel.functie,
        overleg_id=bundel.overleg_id,
        wijze=bundel.wijze,
        status=VerstrekkingStatus.UITGEGEVEN,
        exemplaar=deelrijen.volgend_exemplaar(t.db, casus.id),
        categorieen=",".join(soorten),
        document=document,
        document_hash=som,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    boek_onder(t, rij, deel.onder)
    t.db.add_all(VerstrektStuk(id=t.nieuw_id(), verstrekking_id=rij.id, stuk=stuk.id) for stuk in stukken)
    van, tot = bladen
    t.db.add(Bundelblad(id=t.nieuw_id(), bundel_id=bundel.id, verstrekking_id=rij.id, van_blad=van, tot_blad=tot))
    t.gewijzigd("verstrekking", rij.id)
    regel = t.regel(
        "samenvatting.uitgeven",
        "verstrekking",
        rij.id,
        casus_id=casus.id,
        categorieen=soorten,
        ontvanger=ontvanger,
        verwerking=rij.doel,
        aantal=rij.exemplaar,
    )
    return regel, {"document": som, "reden_geheim_adres": ""}
