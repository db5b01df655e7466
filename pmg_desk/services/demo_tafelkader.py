"""The demo's tafelkader for PGA lokaal: a first version, a second under which signals are only told, and a draft.

What was printed under the first one is more than the second gives: there is a letter to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.delen import Eis
from pmg_desk.domain.kaderruimte import Kaderruimte
from pmg_desk.domain.tafelkader import Kaderregel
from pmg_desk.services import kaderconcepten, samenvattingen
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.models import Wijze

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_TAFEL, _DOEL = "pga_lokaal", "plan_van_aanpak"
_BASIS = ("identiteit", "doelgroep", "plan", "acties")
_MEER = {"politie": ("politiegegevens", "signalen"), "reclassering": ("politiegegevens",)}
_DAGEN, _HERZIEN = 330, 300
_GEDEELD = 2
_BRON = "Convenant persoonsgerichte aanpak, artikel 5 (voorbeeld uit de demo)"
_MOTIVERING = (
    "Deze partners voeren het plan samen uit. Zij hebben nodig wie het is, wat er is afgesproken en wie wat doet."
    " Gezondheid en gezin blijven erbuiten: die beoordeel ik per casus."
)


def verhalen(v: Verhaal) -> list[Iterator[datetime]]:
    """One story, of the table: two versions and a draft; where nobody of these organisations is at it, only a draft."""
    return [_verhaal(v)]


def _verhaal(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(60, 10)
    officer = v.plekken["privacy"]
    concept = _begin(v)
    ruimte = kaderconcepten.toon_concept(officer, concept).ruimte
    if not _regels(ruimte, _MEER):
        return
    _teken(v, _regels(ruimte, _MEER), "")
    yield v.agenda.op(20, 10)
    _deel(v, ruimte)
    yield v.agenda.op(13, 11)
    # After the table tried it out: signals were told rather than written down.
    zonder = {soort: tuple(c for c in meer if c != "signalen") for soort, meer in _MEER.items()}
    _teken(v, _regels(ruimte, zonder, mondeling=("signalen",)), "Alleen voor het gesprek aan deze tafel.")
    yield v.agenda.op(2, 16)
    _begin(v)


def _deel(v: Verhaal, ruimte: Kaderruimte) -> None:
    """Two casussen for the police at the table, where there is something to give."""
    politie = next(rij.ontvanger for rij in ruimte.rijen if rij.soort == "politie")
    bestemming = Bestemming(UUID(politie.organisatie_id), politie.functie)
    gedeeld = 0
    for casus in v.casussen.values():
        if gedeeld < _GEDEELD and casus.regie is v.plekken["regie"]:
            overzicht = samenvattingen.prepare_samenvatting(casus.regie, casus.id, bestemming)
            if overzicht.mee:
                samenvattingen.issue_samenvatting(
                    casus.regie, casus.id, bestemming, Wijze.PAPIER, nieuw_bevestigd=overzicht.nieuw
                )
                gedeeld += 1


def _begin(v: Verhaal) -> UUID:
    return kaderconcepten.start_concept(v.plekken["privacy"], _TAFEL, _DOEL, van_huidige=True)


def _regels(
    ruimte: Kaderruimte, meer: dict[str, tuple[str, ...]], mondeling: tuple[str, ...] = ()
) -> tuple[Kaderregel, ...]:
    regels = []
    for rij in ruimte.rijen:
        if rij.soort not in meer:
            continue
        for categorie in (*_BASIS, *meer[rij.soort]):
            gronden = ("avg_6_1_e", "wpg_20") if categorie == "politiegegevens" else ("avg_6_1_e",)
            regels.append(Kaderregel(rij.ontvanger, categorie, gronden))
        regels += [
            Kaderregel(rij.ontvanger, categorie, ("avg_6_1_e",), (Eis.ALLEEN_MONDELING,)) for categorie in mondeling
        ]
    return tuple(regels)


def _teken(v: Verhaal, regels: tuple[Kaderregel, ...], voorwaarden: str) -> None:
    officer, concept = v.plekken["privacy"], _begin(v)
    inhoud = kaderconcepten.toon_concept(officer, concept).inhoud
    nieuw = replace(
        inhoud,
        regels=regels,
        bron=_BRON,
        motivering=_MOTIVERING,
        voorwaarden=voorwaarden,
        geldig_tot=v.agenda.dag(_DAGEN),
        herzien_op=v.agenda.dag(_HERZIEN),
    )
    kaderconcepten.save_concept(officer, concept, nieuw)
    kaderconcepten.sign_kader(officer, concept)
