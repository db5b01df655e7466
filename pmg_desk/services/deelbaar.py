"""What may leave about a casus, and how: its decisions, the tafelkaders, and what conditions are held against.

The one way for a print, a file, a transfer or an oral sharing to learn what is covered (``domain.selectie``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from uuid import UUID

from pmg_desk.domain.delen import Getoetst, Ontvanger, Soort, Toetskader
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.laatste import BESCHADIGD, ingegaan
from pmg_desk.domain.samenvatting import BesluitVermelding, Stuk
from pmg_desk.domain.selectie import (
    Geinformeerde,
    NietVertellen,
    Omstandigheden,
    Selectie,
    Vorm,
    dekking_van_categorie,
    goedgekeurd_document,
    niet_vertellen,
    niet_vertellen_uit_document,
    selecteer,
    verbeterd_in_document,
    zoals_voor,
)
from pmg_desk.domain.tafelkader import (
    ECHT,
    BewaardKader,
    GetoetstKader,
    Kadertekst,
    Versie,
    toets_kader,
    zonder_vervangen,
)
from pmg_desk.domain.toen import besloten_toen, ingetrokken_toen
from pmg_desk.domain.waaromniet import Gemis, zoek_gemis
from pmg_desk.services.besluiten import (
    besluiten_per_casus,
    besluitregels,
    getoetste_besluiten,
    ingetrokken_voor,
    toetskader,
)
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.verbeteringen import verbeteringen
from pmg_desk.services.weglatingen import met_opvolgers
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import tafelkaders as kaderrijen
from pmg_desk.storage.casussen import tafels_van
from pmg_desk.storage.models import Delingsverzoek, Privacybesluit, Tafelkader, Wijze
from pmg_desk.storage.rechten import is_beperkt, laatste_informering

KADERREGELS = ("tafelkader.ondertekenen", "tafelkader.ontvangen")
KADERINTREKREGEL_HERHAALD = "tafelkader.intrekking_herhalen"  # at the start of a log that continues another
KADERINTREKREGELS = ("tafelkader.intrekken", "tafelkader.intrekking_ontvangen", KADERINTREKREGEL_HERHAALD)

VORM_VAN: dict[Wijze, Vorm] = {
    Wijze.PAPIER: Vorm.PAPIER,
    Wijze.BESTAND: Vorm.BESTAND,
    Wijze.MONDELING: Vorm.MONDELING,
    Wijze.TELEFOON: Vorm.MONDELING,
}


@dataclass(frozen=True, slots=True)
class Onder:
    """Under what something was shared: a decision or a tafelkader, as the register and the page name it."""

    id: UUID
    is_kader: bool
    vermelding: BesluitVermelding
    doel: str
    grondslagen: tuple[str, ...]
    door_id: UUID  # who signed, and when
    besloten_op: datetime


@dataclass(frozen=True, slots=True)
class Deelbaar:
    """Everything that decides what may leave about one casus in one form."""

    casus_id: UUID
    getoetst: tuple[tuple[Privacybesluit, Delingsverzoek, Getoetst], ...]
    kaders: tuple[tuple[Tafelkader, GetoetstKader], ...]
    omstandigheden: Omstandigheden

    def selecteer(self, stukken: Iterable[Stuk], ontvanger: Ontvanger) -> Selectie:
        """Split these stukken for one recipient."""
        return selecteer(
            stukken,
            [g for _, _, g in self.getoetst],
            str(self.casus_id),
            ontvanger,
            self.omstandigheden,
            [g for _, g in self.kaders],
        )

    def gemis(self, categorie: str, ontvanger: Ontvanger, *, derden: bool = False) -> Gemis | None:
        """What is missing for this kind of data to go to this recipient now; None when nothing is."""
        return zoek_gemis(
            [g for _, _, g in self.getoetst],
            str(self.casus_id),
            ontvanger,
            categorie,
            self.omstandigheden,
            [g for _, g in self.kaders],
            derden=derden,
        )

    def dekking(self, categorie: str, ontvanger: Ontvanger, *, derden: bool, dag: date) -> str | None:
        """The id of what lets this recipient hear of this kind of data on that day; None when nothing does."""
        return dekking_van_categorie(
            [g for _, _, g in self.getoetst],
            str(self.casus_id),
            ontvanger,
            categorie,
            self.omstandigheden,
            [g for _, g in self.kaders],
            derden=derden,
            dag=dag,
        )

    def document(self, besluit_id: UUID, ontvanger: Ontvanger, dag: date | None = None) -> tuple[Stuk, ...] | None:
        """The exact document of this approval, when this recipient may have it now in this form.

        ``dag``: it was told on that day, so the approval had to be there by then.
        """
        for besluit, _, uitkomst in self.getoetst:
            if besluit.id == besluit_id:
                if dag is not None and uitkomst.besluit is not None and not ingegaan(uitkomst.besluit, dag):
                    return None
                return goedgekeurd_document(uitkomst, str(self.casus_id), ontvanger, self.omstandigheden)
        return None

    def verbeterd(self, besluit_id: UUID, ontvanger: Ontvanger) -> tuple[Stuk, ...]:
        """What of this exact document is not given because it was amended since; ``omstandigheden`` has the days."""
        return tuple(
            stuk
            for besluit, _, uitkomst in self.getoetst
            if besluit.id == besluit_id
            for stuk in verbeterd_in_document(uitkomst, str(self.casus_id), ontvanger, self.omstandigheden)
        )

    def niet_vertellen(
        self, stukken: Iterable[Stuk], ontvanger: Ontvanger, document: UUID | None = None
    ) -> tuple[NietVertellen, ...]:
        """What an officer took out of what may be told to this recipient, of these stukken or of a document."""
        if document is None:
            lijst = [zoals_voor(stuk, ontvanger) for stuk in stukken]
            return niet_vertellen(lijst, self.selecteer(lijst, ontvanger))
        return tuple(
            deel
            for besluit, _, uitkomst in self.getoetst
            if besluit.id == document
            for deel in niet_vertellen_uit_document(uitkomst, str(self.casus_id), ontvanger, self.omstandigheden)
        )

    def onder(self, ids: Collection[str], categorieen: Collection[str] = ()) -> tuple[Onder, ...]:
        """The decisions and tafelkaders with these ids; of a kader the grounds of ``categorieen``."""
        besluiten = [
            _van_besluit(rij, uitkomst) for rij, _, uitkomst in self.getoetst if str(rij.id) in ids and uitkomst.besluit
        ]
        kaders = [
            _van_kader(rij, uitkomst.kader, categorieen)
            for rij, uitkomst in self.kaders
            if str(rij.id) in ids and uitkomst.kader is not None
        ]
        return (*besluiten, *kaders)


@dataclass(frozen=True, slots=True)
class Grondslag:
    """What is the same for every casus of the vault: keys, withdrawals and the checked tafelkaders."""

    toets: Toetskader
    kaders: tuple[tuple[Tafelkader, GetoetstKader], ...]
    gelogd: Mapping[str, frozenset[str]]  # by casus: decisions of which the log says that they were taken or came in


def grondslag(t: Transactie, moment: datetime | None = None) -> Grondslag:
    """Read it once, to ask :func:`deelbaar` about many casussen; one signature over many decisions is checked once.

    ``moment``: as it was then, for what was told then.
    """
    toets = toetskader(t)
    toets = replace(toets, verifieer=cache(toets.verifieer))
    if moment is not None:
        toets = replace(toets, moment=moment, ingetrokken=ingetrokken_voor(t, moment))
    return Grondslag(toets, getoetste_kaders(t, toets, moment), besluiten_per_casus(t))


def deelbaar(
    t: Transactie, casus_id: UUID, vorm: Vorm, moment: datetime | None = None, gedeeld: Grondslag | None = None
) -> Deelbaar:
    """What decides about this casus now. ``moment``: what decided then, with who was informed and at which tables.

    ``gedeeld``: of :func:`grondslag`, in this same transaction and for the same moment.
    """
    gedeeld = gedeeld or grondslag(t, moment)
    getoetst = getoetste_besluiten(t, casus_id, gedeeld.toets)
    te_geloven = {g.bewaard.id for _, _, g in getoetst if g.gebrek not in BESCHADIGD}
    if moment is not None:
        toen = {g.bewaard.id for g in besloten_toen([g for _, _, g in getoetst], moment)}
        getoetst = [(rij, verzoek, g) for rij, verzoek, g in getoetst if g.bewaard.id in toen]
    return Deelbaar(
        casus_id,
        tuple((r, verzoek, met_opvolgers(t, g)) for r, verzoek, g in getoetst),
        gedeeld.kaders,
        replace(
            omstandigheden(t, casus_id, vorm, moment),
            verbeterd=verbeteringen(t, casus_id, [g for _, _, g in getoetst], moment or t.nu),
            beschadigd=not gedeeld.gelogd.get(str(casus_id), frozenset()) <= te_geloven,
        ),
    )


def kadertoets(t: Transactie, kader: Toetskader | None = None, moment: datetime | None = None) -> Toetskader:
    """What tafelkaders are checked against: as decisions, with their own term and log lines."""
    return replace(
        kader or toetskader(t),
        ingetrokken=ingetrokken_kaders(t, moment),
        max_dagen=t.profiel.instellingen.kader_max_dagen.waarde,
        regels=besluitregels(t, KADERREGELS),
    )


def ingetrokken_kaders(t: Transactie, moment: datetime | None = None) -> frozenset[str]:
    """Ids of withdrawn kaders: from the lines and from the signed rows, so that removing one is not enough.

    ``moment``: as it was known then.
    """
    uit_log = besluitregels(t, KADERINTREKREGELS)
    alle = frozenset({*uit_log, *(str(id_) for id_ in kaderrijen.ingetrokken(t.db))})
    if moment is None:
        return alle
    regels = [r for r in gelukte_regels(t, *KADERINTREKREGELS) if r.actie != KADERINTREKREGEL_HERHAALD]
    return ingetrokken_toen([(r.object_id, r.tijd) for r in regels if r.object_id is not None], alle, moment)


def getoetste_kaders(
    t: Transactie, kader: Toetskader | None = None, moment: datetime | None = None
) -> tuple[tuple[Tafelkader, GetoetstKader], ...]:
    """Every tafelkader of this vault with the outcome of its check, oldest first."""
    rijen = kaderrijen.kaders(t.db)
    if not rijen:
        return ()
    toets = kadertoets(t, kader, moment)
    toegestaan = [c.sleutel for c in t.profiel.datacategorieen.values() if c.in_kader]
    getoetst = [toets_kader(bewaard_kader(rij), toets, toegestaan) for rij in rijen]
    return tuple(zip(rijen, zonder_vervangen(getoetst, vermiste_versies(t, getoetst)), strict=True))


def vermiste_versies(
    t: Transactie, getoetst: Iterable[GetoetstKader], tot: datetime | None = None
) -> tuple[Versie, ...]:
    """Versions that the log says were signed or taken in here, and of which the true text is not here (any more).

    ``tot``: those of which the log said so by then.
    """
    aanwezig = {g.bewaard.id for g in getoetst if g.gebrek in ECHT}
    return tuple(
        Versie(regel.verwerking, regel.aantal or 0)
        for regel in gelukte_regels(t, *KADERREGELS)
        if regel.object_id not in aanwezig and (tot is None or regel.tijd <= tot)
    )


def bewaard_kader(rij: Tafelkader) -> BewaardKader:
    """The row as the domain checks it."""
    return BewaardKader(id=str(rij.id), tekst=rij.tekst, handtekening=rij.handtekening, sleutel=rij.sleutel)


def omstandigheden(t: Transactie, casus_id: UUID, vorm: Vorm, moment: datetime | None = None) -> Omstandigheden:
    """Who was informed about this casus, at which tables it is, and whether its use is restricted; now, or then."""
    dag = t.vandaag if moment is None else lokale_dag(moment)
    rijen = laatste_informering(t.db, casus_id, dag)
    return Omstandigheden(
        vorm,
        frozenset((Geinformeerde(rij.wie), rij.geinformeerd_op) for rij in rijen if rij.geinformeerd_op is not None),
        frozenset(tafels_van(t.db, [casus_id], dag)[casus_id]),
        is_beperkt(t.db, casus_id, moment),
    )


def _van_besluit(rij: Privacybesluit, uitkomst: Getoetst) -> Onder:
    besluit = uitkomst.besluit
    assert besluit is not None
    soort = besluit.soort.value if besluit.soort is not Soort.STAAND else "staand akkoord"
    return Onder(
        rij.id,
        False,
        BesluitVermelding(rij.nummer, soort, besluit.zekerheid.value, besluit.geldig_tot, besluit.voorwaarden),
        besluit.doel,
        besluit.grondslagen,
        rij.door_id,
        besluit.besloten_op,
    )


def _van_kader(rij: Tafelkader, kader: Kadertekst, categorieen: Collection[str]) -> Onder:
    inhoud = kader.inhoud
    gronden = {g for regel in inhoud.regels if regel.categorie in categorieen for g in regel.grondslagen}
    return Onder(
        rij.id,
        True,
        BesluitVermelding(rij.nummer, "tafelkader", kader.zekerheid.value, inhoud.geldig_tot, inhoud.voorwaarden),
        inhoud.doel,
        tuple(sorted(gronden)),
        rij.door_id,
        kader.besloten_op,
    )
