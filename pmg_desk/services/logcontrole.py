"""Checking the whole log, in parts: each part is a short transaction of its own, so that clicks pass in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.controlepunt import Controlepunt, korte_vorm, oorsprong
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.logcontrole import Controle, Houvast, Ronde
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.ondertekening import verifieer_notitie
from pmg_desk.services import besluiten
from pmg_desk.services.kadercontrole import controleer_kaders, kaderankers
from pmg_desk.services.sleutelboek import controleer_sleutels
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import controlepunten as rijen
from pmg_desk.storage import logregels
from pmg_desk.storage.gebruikers import alle_gebruikers

DEEL = 500
"""Lines read and checked at a time."""


@dataclass(frozen=True, slots=True)
class ControleInzicht:
    """Outcome of checking the log, in words: what was checked and what was found."""

    in_orde: bool
    kop: str
    gecontroleerd: tuple[str, ...]
    bevindingen: tuple[str, ...]
    op: datetime

    def regels(self) -> tuple[str, ...]:
        """The whole outcome as lines of text."""
        oordeel = "Het logboek is in orde." if self.in_orde else "Het logboek is NIET in orde."
        return (oordeel, f"Stand: {self.kop}", *self.gecontroleerd, *self.bevindingen)


class Logcontrole:
    """A check that is under way: :meth:`stap` until it says that there is no more, then :meth:`sluit_af`.

    The head is fixed at the start: what is logged meanwhile is for the next check. Raises GeenToegang.
    """

    def __init__(self, werkplek: Werkplek) -> None:
        with werkplek.doe() as t:
            t.eis(Recht.LOGBOEK_CONTROLEREN)
            self._tot, _ = logregels.stand(t.db)
            self._eerste = rijen.eerste_nr(t.db)
            houvast = Houvast(
                ankers=besluiten.ankers(t) + kaderankers(t),
                punten=tuple(rijen.als_punt(rij) for rij in rijen.punten(t.db)),
                reeksen=tuple(rijen.reeksen(t.db)),
                verifieer=verifieer_notitie,
            )
            self._bevindingen = [
                *besluiten.controleer_intrekkingen(t),
                *besluiten.controleer_besluiten(t),
                *controleer_kaders(t),
                *controleer_sleutels(t),
            ]
            self._namen = {str(rij.id): rij.naam for rij in alle_gebruikers(t.db)}
        self._werkplek = werkplek
        self._ronde = Ronde(str(werkplek.kluis_id), houvast)
        self.gelezen = (self._eerste or 1) - 1

    @property
    def totaal(self) -> int:
        """Number of the last line that is checked; ``gelezen`` counts up to it."""
        return self._tot

    def stap(self, hoeveel: int = DEEL) -> bool:
        """Check the next lines; returns whether there are more. Raises IntussenGewijzigd when a log was removed."""
        with self._werkplek.doe() as t:
            if rijen.eerste_nr(t.db) != self._eerste:
                raise IntussenGewijzigd(
                    "Tijdens de controle is een oud logboek verwijderd.",
                    veilig="Er is niets veranderd.",
                    doe="Controleer nog eens.",
                )
            stuk = logregels.deel(t.db, self.gelezen, self._tot, hoeveel)
        for bewaard in stuk:
            self._ronde.regel(bewaard)
        if stuk:
            self.gelezen = stuk[-1].nr
        return len(stuk) == hoeveel

    def sluit_af(self) -> ControleInzicht:
        """The outcome, which becomes a line of the log itself."""
        controle = self._ronde.uitkomst()
        bevindingen = [b.tekst for b in controle.bevindingen] + self._bevindingen
        with self._werkplek.doe() as t:
            t.log(
                "logboek.controleren",
                "logboek",
                resultaat=Resultaat.MISLUKT if bevindingen else Resultaat.GELUKT,
                aantal=controle.regels,
            )
            punt = Controlepunt(oorsprong(self._werkplek.kluis_id, controle.reeks), controle.grootte, controle.wortel)
            return ControleInzicht(
                in_orde=not bevindingen,
                kop=korte_vorm(punt, lokale_dag(t.nu)),
                gecontroleerd=self._gecontroleerd(controle),
                bevindingen=tuple(bevindingen),
                op=t.nu,
            )

    def _gecontroleerd(self, controle: Controle) -> tuple[str, ...]:
        begin = ""
        if controle.begin_nr > 1:
            begin = f" Het begint bij regel {controle.begin_nr}: een ouder logboek is verwijderd."
        door = ", ".join(self._namen.get(wie, "een onbekende") for wie in controle.ondertekenaars)
        punten = (
            "1 ondertekende stand is" if controle.punten == 1 else f"{controle.punten} ondertekende standen zijn"
        ) + f" vergeleken met het controlegetal over alle regels{f', ondertekend door {door}' if door else ''}."
        niet_te_zien = (
            "Eén ding kan het programma hier niet zien: of iemand de nieuwste regels van het logboek heeft weggehaald, "
            "samen met de ondertekende standen daarover. Vergelijk daarvoor met een stand op papier of bij de privacy "
            "officer."
        )
        na = controle.begin_nr + controle.regels - 1 - controle.laatste_punt
        return (
            f"{met_woord(controle.regels, 'regel', 'regels')} gelezen, genummerd zonder gat.{begin}",
            "Van elke regel is het controlegetal opnieuw berekend, en ook of zij aansluit op de regel ervoor.",
            "Van elke regel zijn de zoekgegevens vergeleken met de regel zelf.",
            (
                f"{met_woord(controle.details, 'detail is', 'details zijn')} vergeleken met wat de regel vastlegde;"
                f" {met_woord(controle.details_gewist, 'is', 'zijn')} gewist."
            ),
            punten,
            f"{controle.ankers} keer is de stand vergeleken met een besluit dat de privacy officer heeft ondertekend.",
            f"Na de laatste ondertekende stand {'kwam' if na == 1 else 'kwamen'} {met_woord(na, 'regel', 'regels')}.",
            niet_te_zien,
        )


def verify_logboek(werkplek: Werkplek, voortgang: Callable[[int], None] | None = None) -> ControleInzicht:
    """Check the whole log at once and say in words what was checked. The check itself becomes a line, after it.

    ``voortgang`` is called with a line number after each part; it may raise to cancel.
    """
    controle = Logcontrole(werkplek)
    while controle.stap():
        if voortgang is not None:
            voortgang(controle.gelezen)
    return controle.sluit_af()
