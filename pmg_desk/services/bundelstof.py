"""What of each casus of an overleg may go to one recipient on paper: read once for a whole agenda.

The one place where a bundle gets its content from: the dossier cut into stukken and the question of the agenda item,
all of it through ``deelbaar``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.delen import Ontvanger, vouw_functie
from pmg_desk.domain.samenvatting import Rubriek, Stuk, reactie_op, tekst_in
from pmg_desk.domain.selectie import Gedekt, Selectie
from pmg_desk.services.deelbaar import VORM_VAN, Deelbaar, Onder, deelbaar, grondslag
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek, inhoud
from pmg_desk.storage import bespreken as besprekingen
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage.models import Casus, CasusStatus, Overleg, OverlegCasus, Professional, Wijze
from pmg_desk.storage.overdrachten import vaste_overdracht

AGENDAVRAAG = "agendavraag:"
"""How the id of a stuk begins that is the question of an agenda item."""
VRAAGCATEGORIE = "signalen"
"""A question to a table is free text about a casus, so it goes under the category of what is said there."""
_VRAAGREGELS = ("overleg.agenderen", "overleg.agendapunt")


@dataclass(frozen=True, slots=True)
class Agendacasus:
    """An item of the agenda that this user may hand out something about. ``punt`` is its number, from 1."""

    punt: int
    rij: OverlegCasus
    casus: Casus


@dataclass(frozen=True, slots=True)
class Stof:
    """What of one casus goes to one recipient, and what does not and why. ``onder``: what lets it go."""

    item: Agendacasus
    gronden: Deelbaar
    mee: tuple[Gedekt, ...]
    selectie: Selectie

    @property
    def gevuld(self) -> bool:
        """Whether there is a page to print: a question by itself is none."""
        return any(not is_vraag(deel.stuk) for deel in self.mee)

    @property
    def stukken(self) -> tuple[Stuk, ...]:
        """All that goes along, with the question."""
        return tuple(deel.stuk for deel in self.mee)

    @property
    def onder(self) -> tuple[Onder, ...]:
        """The decisions and kaders that what goes along rests on."""
        return self.gronden.onder({deel.besluit_id for deel in self.mee}, {deel.stuk.categorie for deel in self.mee})

    @property
    def nieuw(self) -> tuple[Stuk, ...]:
        """What came after the judgement that lets it go, and was seen by nobody but the user who confirms it."""
        return tuple(deel.stuk for deel in self.mee if deel.nieuw_sinds_besluit)


def is_vraag(stuk: Stuk) -> bool:
    """Whether this is the question of an agenda item."""
    return stuk.id.startswith(AGENDAVRAAG)


class Agendastof:
    """The stukken of a whole meeting, and what decides about them: everything that is the same for all is read once."""

    def __init__(self, t: Transactie, overleg: Overleg, versie: Bundelversie, wijze: Wijze = Wijze.PAPIER) -> None:
        self._t, self._versie, self._vorm = t, versie, VORM_VAN[wijze]
        self.overleg = overleg
        agenda = adresboek.agenda(t.db, overleg.id)
        self.aantal = len(agenda)
        self.items = tuple(
            Agendacasus(punt, rij, casus) for punt, (rij, casus) in enumerate(agenda, 1) if kan_uit(t, casus)
        )
        self._gedeeld = grondslag(t)
        self._gevraagd_op = self._lees_vraagmomenten()
        self._gelezen: dict[UUID, tuple[tuple[Stuk, ...], Deelbaar]] = {}

    def lees(self, item: Agendacasus) -> tuple[tuple[Stuk, ...], Deelbaar]:
        """The stukken of a casus with the question about it, and what decides about them; read once."""
        if item.casus.id not in self._gelezen:
            t = self._t
            stukken = tuple(stuk for stuk in cut_dossier(t, item.casus) if not self._is_van_nu(stuk))
            gronden = deelbaar(t, item.casus.id, self._vorm, gedeeld=self._gedeeld)
            self._gelezen[item.casus.id] = (*self._vraag(item), *stukken), gronden
        return self._gelezen[item.casus.id]

    def stof(self, item: Agendacasus, ontvanger: Ontvanger) -> Stof:
        """What of this casus goes to this recipient."""
        stukken, gronden = self.lees(item)
        selectie = gronden.selecteer(stukken, ontvanger)
        return Stof(item, gronden, selectie.mee, selectie)

    def besluiten(self, stof: Stof) -> tuple[Stuk, ...]:
        """Of what goes along what this meeting decided; only afterwards."""
        if self._versie is Bundelversie.VOORAF:
            return ()
        return tuple(s for s in stof.stukken if s.rubriek is Rubriek.BESLUITEN and sleutel(s) in self._besloten)

    def eigen_acties(self, stukken: Iterable[Stuk], ontvanger: Ontvanger, persoon: UUID | None) -> tuple[str, ...]:
        """Which of these stukken are an action of this recipient: of that person, or of that function."""
        eigen = []
        for stuk in stukken:
            wie = self._houders.get(sleutel(stuk)) if stuk.id.startswith("actie:") else None
            if wie is not None and (wie.id == persoon if persoon is not None else _is_van(wie, ontvanger)):
                eigen.append(stuk.id)
        return tuple(eigen)

    @cached_property
    def _houders(self) -> dict[str, Professional]:
        gevonden = rijen.actiehouders(self._t.db, [item.casus.id for item in self.items])
        return {str(id_): wie for id_, wie in gevonden.items()}

    @cached_property
    def _hier(self) -> list[UUID]:
        return [rij.id for rij in besprekingen.besprekingen(self._t.db, self.overleg.id).values()]

    @cached_property
    def _besloten(self) -> frozenset[str]:
        return frozenset(str(rij.id) for rij in besprekingen.besluiten_van(self._t.db, self._hier))

    def _is_van_nu(self, stuk: Stuk) -> bool:
        """What was said and decided at this meeting, or in reaction to that, does not go along to prepare it with."""
        return tekst_in(stuk) in self._teksten_van_nu or reactie_op(stuk) in self._teksten_van_nu

    @cached_property
    def _teksten_van_nu(self) -> frozenset[str]:
        """Ids, as ``tekst_in`` gives them, of what was said here, decided here and why that no longer holds."""
        if self._versie is Bundelversie.ACHTERAF:
            return frozenset()
        db = self._t.db
        ids: list[UUID | None] = [punt.uitspraak_id for punt in besprekingen.punten_van(db, self._hier)]
        for besluit in besprekingen.besluiten_van(db, self._hier):
            ids += [besluit.uitspraak_id, besluit.reden_id]
        return frozenset(tekst.id.hex for tekst in inhoud.huidige_van(db, [id_ for id_ in ids if id_]).values())

    def _vraag(self, item: Agendacasus) -> tuple[Stuk, ...]:
        """The question is free text: it goes only where its category may, and counts as new since it was written."""
        if not item.rij.vraag.strip():
            return ()
        op = self._gevraagd_op.get(str(item.casus.id), self._t.nu)
        return (
            Stuk(
                id=f"{AGENDAVRAAG}{item.rij.id}",
                rubriek=Rubriek.SIGNALEN,
                categorie=VRAAGCATEGORIE,
                titel="Vraag aan de tafel",
                tekst=item.rij.vraag.strip(),
                gewijzigd_op=op,
            ),
        )

    def _lees_vraagmomenten(self) -> dict[str, datetime]:
        """By casus when its question was last written, as the log says it."""
        regels = gelukte_regels(self._t, *_VRAAGREGELS)
        return {r.casus_id: r.tijd for r in regels if r.object_id == str(self.overleg.id) and r.casus_id is not None}


def kan_uit(t: Transactie, casus: Casus) -> bool:
    """Whether this user may hand something out about this casus: as for a summary, it is open and theirs to change."""
    return casus.status is CasusStatus.OPEN and t.mag_wijzigen(casus.id) and vaste_overdracht(t.db, casus.id) is None


def sleutel(stuk: Stuk) -> str:
    """The id of the row a stuk was made of."""
    return stuk.id.partition(":")[2].partition("+")[0]


def _is_van(wie: Professional, ontvanger: Ontvanger) -> bool:
    return str(wie.organisatie_id) == ontvanger.organisatie_id and vouw_functie(wie.functie) == vouw_functie(
        ontvanger.functie
    )
