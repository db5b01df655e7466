"""Asking approval for a whole meeting at once: who at the table may not have what yet, and one form for all of it.

Every pair of casus and recipient gets a request of its own, which an officer judges by itself. About third parties is
never asked this way: that needs the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.delen import Ontvanger, Soort
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Vorm
from pmg_desk.services.deelbaar import deelbaar, grondslag
from pmg_desk.services.informering import informeerzin
from pmg_desk.services.overleggen import leesbaar_overleg
from pmg_desk.services.stukken import cut_dossier, naam_van
from pmg_desk.services.verzoekbegin import (
    EerderGebruikt,
    eerder_gebruikt,
    gevulde_categorieen,
    ontvangers_van,
    te_vragen,
    verruimde,
)
from pmg_desk.services.verzoeken import VerzoekInvoer, dien_in, uiterste_dag
from pmg_desk.services.waaromniet import Gevraagd, wachtende_per_casus
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as rijen
from pmg_desk.storage.models import Casus, CasusStatus, Jongere, Overleg
from pmg_desk.storage.overdrachten import vaste_overdracht

Paar = tuple[UUID, UUID, str]
"""Casus, organisation and function."""


@dataclass(frozen=True, slots=True)
class Cel:
    """One casus and one recipient: what could be asked, what is settled, what waits and until when."""

    te_vragen: tuple[str, ...]
    mag: tuple[str, ...]  # covered now, by a judgement or the tafelkader
    gevraagd: tuple[str, ...]
    rest: tuple[str, ...]  # an officer said no or less, or a condition is open: asking again in bulk does not help
    uiterlijk: date | None


@dataclass(frozen=True, slots=True)
class Overlegcasus:
    """A row: a casus on the agenda that this user may change. ``geinformeerd``: whether its dossier says of that."""

    id: UUID
    nummer: str
    naam: str
    geinformeerd: bool = False


@dataclass(frozen=True, slots=True)
class Overlegmatrix:
    """Casussen by recipients. ``buiten`` counts agenda items one may not change, or that are closed or elsewhere."""

    overleg_id: UUID
    tafel_label: str
    datum: date
    casussen: tuple[Overlegcasus, ...]
    ontvangers: tuple[Ontvanger, ...]
    cellen: Mapping[Paar, Cel]
    buiten: int
    gevraagd_tot: date
    eerder: tuple[EerderGebruikt, ...]

    @property
    def te_vragen(self) -> tuple[str, ...]:
        """The kinds of data that are missing somewhere."""
        return tuple(sorted({c for cel in self.cellen.values() for c in cel.te_vragen}))


@dataclass(frozen=True, slots=True)
class Overlegvraag:
    """The common answers, and per pair the kinds of data to ask for: of those what it still lacks is asked.

    ``geinformeerd`` comes after what the dossier says of it; it may stay empty where every dossier says something.
    """

    overleg_id: UUID
    paren: Mapping[Paar, tuple[str, ...]]
    doel: str
    grondslagen: tuple[str, ...]
    noodzaak: str
    proportionaliteit: str
    subsidiariteit: str
    geinformeerd: str
    gevraagd_tot: date | None
    toestemming: str = ""


@dataclass(frozen=True, slots=True)
class Overleguitkomst:
    """The requests that were made, and how many pairs needed nothing (any more)."""

    verzoeken: tuple[UUID, ...]
    al_geregeld: int


def prepare_overleg(werkplek: Werkplek, overleg_id: UUID) -> Overlegmatrix:
    """Who at this meeting may not have what yet. It looks into the dossiers, so each is logged.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        overleg = leesbaar_overleg(t, overleg_id)
        agenda = [casus for _, casus in rijen.agenda(t.db, overleg.id)]
        casussen = [casus for casus in agenda if _kan(t, casus)]
        ontvangers = ontvangers_van(t, [(p, o) for _, p, o in rijen.deelnemers(t.db, overleg.id)])
        cellen = _cellen(t, casussen, ontvangers)
        if casussen:
            maak = [t.regel("verzoek.voorbereiden", "casus", casus.id, casus_id=casus.id) for casus in casussen]
            t.log_reeks([(regel, None) for regel in maak])
        return Overlegmatrix(
            overleg.id,
            label_van(t.profiel.tafels, overleg.tafel),
            overleg.datum,
            tuple(_rij(t, casus) for casus in casussen),
            ontvangers,
            cellen,
            len(agenda) - len(casussen),
            uiterste_dag(t),
            eerder_gebruikt(t),
        )


def _rij(t: Transactie, casus: Casus) -> Overlegcasus:
    naam = naam_van(t.haal(Jongere, casus.jongere_id)).sorteernaam
    return Overlegcasus(casus.id, casus.nummer, naam, bool(informeerzin(t, casus.id)))


def _kan(t: Transactie, casus: Casus) -> bool:
    return casus.status is CasusStatus.OPEN and t.mag_wijzigen(casus.id) and vaste_overdracht(t.db, casus.id) is None


def _cellen(t: Transactie, casussen: list[Casus], ontvangers: tuple[Ontvanger, ...]) -> dict[Paar, Cel]:
    gedeeld = grondslag(t)
    wachtend = wachtende_per_casus(t, [casus.id for casus in casussen])
    cellen: dict[Paar, Cel] = {}
    for casus in casussen:
        gronden = deelbaar(t, casus.id, Vorm.PAPIER, gedeeld=gedeeld)
        stukken = cut_dossier(t, casus)
        inhoud, verruimd = gevulde_categorieen(stukken), verruimde(stukken)
        for wie in ontvangers:
            open_ = te_vragen(gronden, wie, inhoud, wachtend[casus.id], verruimd)
            mag = tuple(c for c in inhoud if c not in open_ and gronden.gemis(c, wie) is None)
            stand: dict[str, Gevraagd] = {}
            for categorie in inhoud:
                een = wachtend[casus.id].get((wie.organisatie_id, wie.functie, categorie))
                if een is not None and categorie not in mag:
                    stand[categorie] = een
            cellen[casus.id, UUID(wie.organisatie_id), wie.functie] = Cel(
                open_,
                mag,
                tuple(stand),
                tuple(c for c in inhoud if c not in open_ and c not in mag and c not in stand),
                min((een.uiterlijk for een in stand.values()), default=None),
            )
    return cellen


def ask_overleg(werkplek: Werkplek, vraag: Overlegvraag) -> Overleguitkomst:
    """Ask for every pair what it still lacks: all of it or nothing, each a request of its own.

    Raises OngeldigeInvoer (as for one request; ``paren``), GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        wie = _controleer(t, leesbaar_overleg(t, vraag.overleg_id), vraag)
        gedeeld, ids = grondslag(t), list(dict.fromkeys(paar[0] for paar in vraag.paren))
        wachtend = wachtende_per_casus(t, ids)
        gronden = {id_: deelbaar(t, id_, Vorm.PAPIER, gedeeld=gedeeld) for id_ in ids}
        verruimd = {id_: verruimde(cut_dossier(t, t.haal(Casus, id_))) for id_ in ids}
        informeer = {id_: informeerzin(t, id_) for id_ in ids}
        gemaakt: list[UUID] = []
        for paar, gekozen in vraag.paren.items():
            los = verruimd[paar[0]]
            mist = te_vragen(gronden[paar[0]], wie[paar[1:]], gekozen, wachtend[paar[0]], los)
            if mist:
                gemaakt.append(dien_in(t, _invoer(vraag, paar, mist, informeer[paar[0]])))
        if not gemaakt:
            raise OngeldigeInvoer({"paren": "Hiervoor is al akkoord, of het is al gevraagd."})
        return Overleguitkomst(tuple(gemaakt), len(vraag.paren) - len(gemaakt))


def _controleer(t: Transactie, overleg: Overleg, vraag: Overlegvraag) -> dict[tuple[UUID, str], Ontvanger]:
    """Who sits at the table, when every pair is one of this meeting."""
    agenda = {casus.id for _, casus in rijen.agenda(t.db, overleg.id)}
    mensen = ontvangers_van(t, [(p, o) for _, p, o in rijen.deelnemers(t.db, overleg.id)])
    aan_tafel = {(UUID(wie.organisatie_id), wie.functie): wie for wie in mensen}
    if not vraag.paren:
        raise OngeldigeInvoer({"paren": "Kies voor wie en voor welke casussen u akkoord vraagt."})
    if any(paar[0] not in agenda or paar[1:] not in aan_tafel for paar in vraag.paren):
        raise OngeldigeInvoer({"paren": "De agenda of de deelnemers zijn veranderd. Open deze pagina opnieuw."})
    return aan_tafel


def _invoer(vraag: Overlegvraag, paar: Paar, categorieen: tuple[str, ...], informeer: str) -> VerzoekInvoer:
    casus_id, organisatie_id, functie = paar
    return VerzoekInvoer(
        casus_id=casus_id,
        soort=Soort.STAAND,
        organisatie_id=organisatie_id,
        functie=functie,
        doel=vraag.doel,
        grondslagen=vraag.grondslagen,
        noodzaak=vraag.noodzaak,
        proportionaliteit=vraag.proportionaliteit,
        subsidiariteit=vraag.subsidiariteit,
        geinformeerd=" ".join(deel for deel in (informeer, vraag.geinformeerd.strip()) if deel),
        gevraagd_tot=vraag.gevraagd_tot,
        categorieen=categorieen,
        toestemming=vraag.toestemming,
        overleg_id=vraag.overleg_id,
    )
