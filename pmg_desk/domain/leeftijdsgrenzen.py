"""The day on which a jongere reaches an age, and whether that is near enough to say so.

The ages and how long ahead they are announced come from the municipal profile. Of an incomplete birth date the day
is a stretch of days: nothing is guessed. Who was born on 29 February is a year older on 1 March of a common year, as
:func:`pmg_desk.domain.datums.leeftijd` counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from pmg_desk.domain.datums import OnvolledigeDatum, toon_datum


@dataclass(frozen=True, slots=True)
class Mijlpaal:
    """An age, and the first and last day on which it can be reached: the same day when the birth date is known."""

    leeftijd: int
    vroegst: date
    laatst: date

    @property
    def precies(self) -> bool:
        """Whether the day is known."""
        return self.vroegst == self.laatst

    def in_beeld(self, vandaag: date, vooraf: int, erna: int) -> bool:
        """Whether to speak of it on this day: from ``vooraf`` days before it can be, to ``erna`` days after it is."""
        return self.vroegst - timedelta(days=vooraf) <= vandaag <= self.laatst + timedelta(days=erna)

    def zin(self, vandaag: date) -> str:
        """In words, without a name: ``wordt op 3 mei 2027 18 jaar``, ``werd tussen ... 18 jaar``."""
        wat = f"{self.leeftijd} jaar"
        if self.precies:
            if self.vroegst == vandaag:
                return f"wordt vandaag {wat}"
            return f"{'wordt' if vandaag < self.vroegst else 'werd'} op {toon_datum(self.vroegst)} {wat}"
        woord = "wordt" if vandaag < self.vroegst else "werd" if vandaag > self.laatst else "wordt of werd"
        return f"{woord} tussen {_kort(self.vroegst, self.laatst.year)} en {toon_datum(self.laatst)} {wat}"


def _kort(dag: date, jaar: int) -> str:
    """A day; without its year when the day after it in the sentence has the same."""
    voluit = toon_datum(dag)
    return voluit.removesuffix(f" {jaar}")


def verjaardag(geboren: date, leeftijd: int) -> date | None:
    """The first day on which somebody has this age; None past the last year there is."""
    jaar = geboren.year + leeftijd
    if jaar > MAXYEAR:
        return None
    if (geboren.month, geboren.day) == (2, 29):
        try:
            return date(jaar, 2, 29)
        except ValueError:
            return date(jaar, 3, 1)
    return geboren.replace(year=jaar)


def geboren_tussen(vandaag: date, leeftijd: int, vooraf: int, erna: int) -> tuple[date, date]:
    """First and last day of birth of whom this age can be in view: so that a query need not read every jongere.

    The first may be a day too early: who was born on 29 February has their day on 1 March of a common year.
    """
    eerste = vandaag - timedelta(days=erna + 1)
    return _jaren_terug(eerste, leeftijd), _jaren_terug(vandaag + timedelta(days=vooraf), leeftijd)


def _jaren_terug(dag: date, jaren: int) -> date:
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return date(dag.year - jaren, 2, 28)


def mijlpaal(geboren: OnvolledigeDatum, leeftijd: int) -> Mijlpaal | None:
    """When this age is reached; None when the year of birth is unknown or the year is past the last there is."""
    vroegst, laatst = geboren.vroegst(), geboren.laatst()
    if vroegst is None or laatst is None:
        return None
    eerste, laatste = verjaardag(vroegst, leeftijd), verjaardag(laatst, leeftijd)
    return None if eerste is None or laatste is None else Mijlpaal(leeftijd, eerste, laatste)
