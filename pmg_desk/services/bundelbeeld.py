"""Before printing: what each recipient at an overleg will get of each casus, what not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger, Soort, vouw_functie
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.bundelstof import Agendastof, Stof, is_vraag
from pmg_desk.services.overleggen import leesbaar_overleg
from pmg_desk.services.overlegpapier import log_per_casus
from pmg_desk.services.stukken import naam_van
from pmg_desk.services.verzoekbegin import gevulde_categorieen, ontvangers_van, te_vragen
from pmg_desk.services.waaromniet import Uitlegger, Wachtend, per_uitleg, wachtende_per_casus, wie_beslist
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage.models import Jongere, Wijze

Plek = tuple[UUID, str]
"""A recipient: organisation and function."""
Paar = tuple[UUID, UUID, str]
"""A casus and a recipient."""


class Hoeveel(StrEnum):
    """How much of a casus goes to a recipient."""

    ALLES = "alles"
    DEEL = "deel"
    NIETS = "niets"


@dataclass(frozen=True, slots=True)
class NieuwStuk:
    """A text that came after the judgement: it goes only when the user read it and confirms that.

    ``id`` names these very words: other words in their place have another one.
    """

    id: str
    titel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Reden:
    """Why some stukken stay behind: which kinds of data, how many, and what would help."""

    soorten: tuple[str, ...]
    aantal: int
    zin: str


@dataclass(frozen=True, slots=True)
class Bundelcel:
    """One casus and one recipient. ``mee`` and ``niet`` count stukken; ``onder`` names what lets it go, until when.

    ``documenten`` names the approvals of exact documents for this recipient, how much each holds and until when: these
    are printed from the dossier and are in no bundle. ``te_vragen``: asking in bulk helps. ``gevraagd``: numbers of the
    requests for this recipient that wait for an answer.
    """

    mee: int
    niet: int
    onder: tuple[str, ...]
    nieuw: tuple[NieuwStuk, ...]
    redenen: tuple[Reden, ...]
    documenten: tuple[str, ...]
    te_vragen: bool
    gevraagd: tuple[str, ...]

    @property
    def hoeveel(self) -> Hoeveel:
        """All of the dossier, a part of it, or nothing."""
        if not self.mee:
            return Hoeveel.NIETS
        return Hoeveel.DEEL if self.niet else Hoeveel.ALLES


@dataclass(frozen=True, slots=True)
class Bundelcasus:
    """A row: a casus on the agenda that this user may hand out something about. ``punt``: its number, from 1."""

    id: UUID
    punt: int
    nummer: str
    naam: str


@dataclass(frozen=True, slots=True)
class Bundelontvanger:
    """A column: a function of an organisation, and the people at the meeting who have it."""

    ontvanger: Ontvanger
    mensen: tuple[tuple[UUID, str], ...]

    @property
    def plek(self) -> Plek:
        """Organisation and function."""
        return UUID(self.ontvanger.organisatie_id), self.ontvanger.functie


@dataclass(frozen=True, slots=True)
class Bundelbeeld:
    """Casussen by recipients. ``buiten`` counts agenda items one may not change, or that are closed or elsewhere."""

    overleg_id: UUID
    tafel_label: str
    datum: date
    versie: Bundelversie
    casussen: tuple[Bundelcasus, ...]
    ontvangers: tuple[Bundelontvanger, ...]
    cellen: Mapping[Paar, Bundelcel]
    buiten: int

    def nieuw(self, plek: Plek) -> tuple[tuple[Bundelcasus, NieuwStuk], ...]:
        """What has to be confirmed before this recipient gets a bundle."""
        return tuple((casus, stuk) for casus in self.casussen for stuk in self.cellen[casus.id, *plek].nieuw)

    def casussen_voor(self, plek: Plek) -> tuple[Bundelcasus, ...]:
        """The casussen that the bundle of this recipient is about."""
        return tuple(casus for casus in self.casussen if self.cellen[casus.id, *plek].mee)


def prepare_bundels(
    werkplek: Werkplek,
    overleg_id: UUID,
    versie: Bundelversie = Bundelversie.VOORAF,
    wijze: Wijze = Wijze.PAPIER,
) -> Bundelbeeld:
    """What everyone at this meeting will and will not get. It looks into the dossiers, so each is logged.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        t.eis(Recht.SAMENVATTING_MAKEN)
        overleg = leesbaar_overleg(t, overleg_id)
        agenda = Agendastof(t, overleg, versie, wijze)
        ontvangers = bundelontvangers(t, overleg.id)
        cellen = _cellen(t, agenda, ontvangers)
        log_per_casus(t, "bundel.voorbereiden", (item.casus.id for item in agenda.items))
        return Bundelbeeld(
            overleg.id,
            label_van(t.profiel.tafels, overleg.tafel),
            overleg.datum,
            versie,
            tuple(
                Bundelcasus(
                    i.casus.id,
                    i.punt,
                    i.casus.nummer,
                    naam_van(t.haal(Jongere, i.casus.jongere_id)).sorteernaam,
                )
                for i in agenda.items
            ),
            ontvangers,
            cellen,
            agenda.aantal - len(agenda.items),
        )


def bundelontvangers(t: Transactie, overleg_id: UUID) -> tuple[Bundelontvanger, ...]:
    """Who at this meeting can get a bundle, by organisation and function; who has left gets nothing."""
    mensen = [(p, o) for _, p, o in adresboek.deelnemers(t.db, overleg_id)]
    return tuple(
        Bundelontvanger(
            wie,
            tuple(
                (p.id, p.naam)
                for p, o in mensen
                if str(o.id) == wie.organisatie_id
                and vouw_functie(p.functie) == vouw_functie(wie.functie)
                and ontvangers_van(t, [(p, o)])
            ),
        )
        for wie in ontvangers_van(t, mensen)
    )


def _cellen(t: Transactie, agenda: Agendastof, ontvangers: tuple[Bundelontvanger, ...]) -> dict[Paar, Bundelcel]:
    wachtend = wachtende_per_casus(t, [item.casus.id for item in agenda.items])
    wie_helpt = wie_beslist(t)
    cellen: dict[Paar, Bundelcel] = {}
    for item in agenda.items:
        wacht = wachtend[item.casus.id]
        soorten = gevulde_categorieen(agenda.lees(item)[0])
        for ontvanger in ontvangers:
            stof = agenda.stof(item, ontvanger.ontvanger)
            uitlegger = Uitlegger(t, stof.gronden, ontvanger.ontvanger, wie_helpt, wacht)
            cellen[item.casus.id, *ontvanger.plek] = _cel(t, stof, ontvanger.ontvanger, soorten, wacht, uitlegger)
    return cellen


def _cel(
    t: Transactie,
    stof: Stof,
    ontvanger: Ontvanger,
    soorten: tuple[str, ...],
    wacht: Wachtend,
    uitlegger: Uitlegger,
) -> Bundelcel:
    mee = stof.mee if stof.gevuld else ()
    niet = [stuk for stuk, _ in stof.selectie.niet] + ([] if stof.gevuld else list(stof.stukken))
    vermeld = [deel.vermelding for deel in stof.onder] if stof.gevuld else []
    return Bundelcel(
        mee=sum(not is_vraag(deel.stuk) for deel in mee),
        niet=sum(not is_vraag(stuk) for stuk in niet),
        onder=tuple(f"{v.nummer} ({v.soort}), t/m {toon_datum(v.geldig_tot)}" for v in vermeld),
        nieuw=tuple(NieuwStuk(bevestiging(stuk), stuk.titel, stuk.tekst) for stuk in stof.nieuw) if stof.gevuld else (),
        redenen=_redenen(t, stof, uitlegger),
        documenten=_documenten(stof, ontvanger),
        te_vragen=bool(te_vragen(stof.gronden, ontvanger, soorten, wacht)),
        gevraagd=tuple(
            sorted(
                {
                    gevraagd.nummer
                    for (organisatie_id, functie, _), gevraagd in wacht.items()
                    if (organisatie_id, functie) == (ontvanger.organisatie_id, ontvanger.functie.strip())
                }
            )
        ),
    )


def _redenen(t: Transactie, stof: Stof, uitlegger: Uitlegger) -> tuple[Reden, ...]:
    """Per explanation the kinds of data it is about."""
    return tuple(
        Reden(
            tuple(dict.fromkeys(label_van(t.profiel.datacategorieen, stuk.categorie) for stuk in stukken)),
            len(stukken),
            uitleg.zin,
        )
        for uitleg, stukken in per_uitleg(uitlegger, stof.selectie.niet).items()
    )


def _documenten(stof: Stof, ontvanger: Ontvanger) -> tuple[str, ...]:
    return tuple(
        f"{rij.nummer} ({len(stukken)} {'tekst' if len(stukken) == 1 else 'teksten'}),"
        f" t/m {toon_datum(besluit.geldig_tot)}"
        for rij, _, uitkomst in stof.gronden.getoetst
        if (besluit := uitkomst.besluit) is not None
        and besluit.soort is Soort.DOCUMENT
        and (stukken := stof.gronden.document(rij.id, ontvanger))
    )
