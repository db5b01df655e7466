"""Leefgebieden: scores 1 (acute) to 5 (self-reliant) over time, each with an explanation where it needs one.

What is said about a leefgebied has the data category of that leefgebied unless the user chose another, so that an
explanation about mental health counts as health.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Jongere, Score, UitspraakSoort


@dataclass(frozen=True, slots=True)
class ScoreInvoer:
    """A leefgebied score, 1 (acute) to 5 (self-reliant)."""

    leefgebied: str
    waarde: int
    toelichting: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class ScoreInzicht:
    """The scores of one leefgebied over time, oldest first, with the explanation of the last one."""

    leefgebied: str
    label: str
    thema: str
    categorie: str
    verloop: tuple[tuple[date, int], ...]
    toelichting: UitspraakInzicht | None
    probleem: bool
    toelichtingen: tuple[UitspraakInzicht | None, ...] = ()  # of every score, as ``verloop``

    @property
    def nu(self) -> int | None:
        """The current score; None when never scored."""
        return self.verloop[-1][1] if self.verloop else None

    @property
    def verschil(self) -> int:
        """Current score minus the first one: above 0 is better."""
        return self.verloop[-1][1] - self.verloop[0][1] if self.verloop else 0


def save_scores(
    werkplek: Werkplek, casus_id: UUID, scores: Sequence[ScoreInvoer], gemeten_op: str | date | None = None
) -> int:
    """Record scores of several leefgebieden measured on one day (today when None); returns how many.

    An explanation gets the data category of its leefgebied unless the user chose another, so that what is said about
    mental health counts as health. Field keys in OngeldigeInvoer: ``gemeten_op``, ``<leefgebied>``,
    ``toelichting_<leefgebied>``.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        geboren = t.haal(Jongere, casus.jongere_id).geboortedatum.vroegst()
        dag = veld.datum("gemeten_op", gemeten_op or t.vandaag, t.vandaag, niet_na=(t.vandaag, "vandaag"))
        voor_geboorte = geboren is not None and dag is not None and dag < geboren
        veld.eis(not voor_geboorte, "gemeten_op", "Deze datum ligt vóór de geboorte.")
        veld.eis(bool(scores), "leefgebieden", "Vul ten minste één score in.")
        teksten: list[UitspraakInvoer | None] = []
        gezien: set[str] = set()
        for score in scores:
            sleutel = score.leefgebied or "leefgebied"
            veld.keuze(sleutel, score.leefgebied, tuple(t.profiel.leefgebieden))
            veld.getal(sleutel, score.waarde, 1, 5, verplicht=True)
            veld.eis(sleutel not in gezien, sleutel, "Dit leefgebied staat er twee keer in.")
            gezien.add(sleutel)
            leefgebied = t.profiel.leefgebieden.get(score.leefgebied)
            categorie = None if leefgebied is None else leefgebied.datacategorie
            naam = f"toelichting_{sleutel}"
            teksten.append(
                toelichtingen.controleer(t, veld, score.toelichting, UitspraakSoort.SCORE, categorie, veldnaam=naam)
            )
        veld.klaar()
        assert dag is not None
        for score, tekst in zip(scores, teksten, strict=True):
            t.db.add(
                Score(
                    id=t.nieuw_id(),
                    casus_id=casus_id,
                    leefgebied=score.leefgebied,
                    waarde=int(score.waarde),
                    gemeten_op=dag,
                    uitspraak_id=toelichtingen.bewaar(t, casus_id, UitspraakSoort.SCORE, tekst),
                    door_id=t.gebruiker.id,
                    op=t.nu,
                )
            )
        categorieen = [t.profiel.leefgebieden[score.leefgebied].datacategorie for score in scores]
        t.log("score.toevoegen", "casus", casus_id, casus_id=casus_id, categorieen=categorieen, aantal=len(scores))
        t.gewijzigd("score", casus_id)
        return len(scores)


def list_scores(werkplek: Werkplek, casus_id: UUID) -> tuple[ScoreInzicht, ...]:
    """Every leefgebied of the profile in its order, with all scores; leefgebieden no longer in it come last."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return scores_van(t, casus_id)


def scores_van(t: Transactie, casus_id: UUID) -> tuple[ScoreInzicht, ...]:
    """:func:`list_scores` inside a transaction that has checked access."""
    per: dict[str, list[Score]] = {sleutel: [] for sleutel in t.profiel.leefgebieden}
    for score in inhoud.scores(t.db, casus_id):
        per.setdefault(score.leefgebied, []).append(score)
    teksten = toelichtingen.inzichten(t, [score.uitspraak_id for lijst in per.values() for score in lijst])
    grens = t.profiel.regels.probleem_score_max.waarde
    inzichten = []
    for sleutel, lijst in per.items():
        leefgebied = t.profiel.leefgebieden.get(sleutel)
        uitleg = tuple(None if score.uitspraak_id is None else teksten.get(score.uitspraak_id) for score in lijst)
        inzichten.append(
            ScoreInzicht(
                leefgebied=sleutel,
                label=label_van(t.profiel.leefgebieden, sleutel),
                thema="" if leefgebied is None else label_van(t.profiel.themas, leefgebied.thema),
                categorie="gezondheid" if leefgebied is None else leefgebied.datacategorie,
                verloop=tuple((score.gemeten_op, score.waarde) for score in lijst),
                toelichting=uitleg[-1] if uitleg else None,
                probleem=bool(lijst) and lijst[-1].waarde <= grens,
                toelichtingen=uitleg,
            )
        )
    return tuple(inzichten)
