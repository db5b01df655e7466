"""How it stands with sharing, per recipient of a casus and per casus of a meeting: asked, answered, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Besluittekst, Ontvanger, Oordeel, toets_besluit, voluit
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.besluiten import bewaard, toetskader
from pmg_desk.services.overleggen import leesbaar_overleg
from pmg_desk.services.postvak import OPEN, uiterste_oordeeldag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import Delingsverzoek, Organisatie, VerzoekStatus


@dataclass(frozen=True, slots=True)
class Deelstand:
    """The last request for one recipient. ``geldig_tot``: of what is valid now, whichever request gave it."""

    ontvanger: str
    verzoek_id: UUID
    nummer: str
    gevraagd_op: date
    uiterlijk: date | None  # while it waits: the day by which an answer should be there
    te_laat: bool
    terug: bool  # the officer asked something first
    beantwoord_op: date | None
    oordeel: Oordeel | None
    geldig_tot: date | None

    @property
    def zin(self) -> str:
        """In one or two sentences."""
        zinnen = [f"Gevraagd op {toon_datum(self.gevraagd_op)}."]
        if self.terug:
            zinnen.append("De privacy officer stelde een vraag: beantwoord die.")
        elif self.uiterlijk is not None and self.te_laat:
            zinnen.append(f"Het antwoord had er op {toon_datum(self.uiterlijk)} moeten zijn.")
        elif self.uiterlijk is not None:
            zinnen.append(f"Antwoord uiterlijk {toon_datum(self.uiterlijk)}.")
        elif self.beantwoord_op is not None:
            woord = "Geweigerd" if self.oordeel is Oordeel.GEWEIGERD else "Beantwoord"
            zinnen.append(f"{woord} op {toon_datum(self.beantwoord_op)}.")
        if self.geldig_tot is not None:
            zinnen.append(f"Nu geldt een akkoord tot en met {toon_datum(self.geldig_tot)}.")
        elif self.beantwoord_op is not None and self.oordeel is not Oordeel.GEWEIGERD:
            zinnen.append("Er geldt nu geen akkoord meer.")
        return " ".join(zinnen)


def list_deelstand(werkplek: Werkplek, casus_id: UUID) -> tuple[Deelstand, ...]:
    """Per recipient how it stands, by name. What was taken back counts not. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        if t.gebruiker.rol is not Rol.PRIVACY_OFFICER:
            t.casus(casus_id)
        eis_casus_vrij(t, casus_id)
        kader, beantwoord, geldig = toetskader(t), {}, dict[tuple[UUID, str], date]()
        for besluit, verzoek in rijen.besluiten(t.db, casus_id=casus_id):
            getoetst = toets_besluit(bewaard(besluit, verzoek), kader)
            beantwoord[verzoek.id] = getoetst
            if getoetst.geldig and getoetst.besluit is not None and _op_naam(t, getoetst.besluit, verzoek):
                tot = getoetst.besluit.geldig_tot
                geldig[_wie(verzoek)] = max(tot, geldig.get(_wie(verzoek), tot))
        laatste: dict[tuple[UUID, str], Deelstand] = {}
        for rij in rijen.verzoeken(t.db):
            if rij.casus_id != casus_id or rij.status is VerzoekStatus.INGETROKKEN:
                continue
            uitkomst = beantwoord.get(rij.id)
            tekst = None if uitkomst is None else uitkomst.besluit
            uiterlijk = uiterste_oordeeldag(t, rij) if rij.status is VerzoekStatus.INGEDIEND else None
            laatste[_wie(rij)] = Deelstand(
                ontvanger=voluit(t.haal(Organisatie, rij.organisatie_id).naam, rij.functie),
                verzoek_id=rij.id,
                nummer=rij.nummer,
                gevraagd_op=lokale_dag(rij.op),
                uiterlijk=uiterlijk,
                te_laat=uiterlijk is not None and uiterlijk < t.vandaag,
                terug=rij.status is VerzoekStatus.TERUG,
                beantwoord_op=None if tekst is None else lokale_dag(tekst.besloten_op),
                oordeel=None if tekst is None else tekst.oordeel,
                geldig_tot=geldig.get(_wie(rij)),
            )
        return tuple(sorted(laatste.values(), key=lambda stand: stand.ontvanger.casefold()))


def _op_naam(t: Transactie, besluit: Besluittekst, verzoek: Delingsverzoek) -> bool:
    """Whether it was given to the organisation as it is called now."""
    nu = Ontvanger(str(verzoek.organisatie_id), t.haal(Organisatie, verzoek.organisatie_id).naam, verzoek.functie)
    return any(regel.ontvanger.is_precies(nu) for regel in besluit.manifest)


def _wie(rij: Delingsverzoek) -> tuple[UUID, str]:
    return rij.organisatie_id, rij.functie.strip()


def list_overlegstand(werkplek: Werkplek, overleg_id: UUID) -> dict[UUID, str]:
    """Of each casus on the agenda that one may see what waits for an answer, and until when; others are not in it.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = leesbaar_overleg(t, overleg_id)
        agenda = {casus.id for _, casus in adresboek.agenda(t.db, overleg.id) if t.mag_zien(casus.id)}
        wachtend: dict[UUID, list[Delingsverzoek]] = {}
        for rij in rijen.verzoeken(t.db, statussen=OPEN):
            if rij.casus_id in agenda:
                wachtend.setdefault(rij.casus_id, []).append(rij)
        return {casus_id: _wacht(t, lijst) for casus_id, lijst in wachtend.items()}


def _wacht(t: Transactie, lijst: list[Delingsverzoek]) -> str:
    if any(rij.status is VerzoekStatus.TERUG for rij in lijst):
        return "Vraag beantwoorden"
    eerste = min(uiterste_oordeeldag(t, rij) for rij in lijst)
    wanneer = "te laat" if eerste < t.vandaag else f"tot {eerste:%d-%m}"
    return f"{len(lijst)} gevraagd, {wanneer}"
