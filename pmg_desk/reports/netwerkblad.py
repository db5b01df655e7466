"""A network on paper, for internal use only: the drawing, and under it everybody in a table.

reportlab takes some 80 ms to import, so it comes in at the first drawing and not with the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.netwerk import Netbeeld

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from pmg_desk.reports.tekening import Palet

TITEL = "Groep (vertrouwelijk)"
BESTANDSNAAM = "groep-intern.pdf"
"""Without a name in it: file managers and print queues show it."""
_HOOGST = 560.0  # points that a drawing may take on its page


class NetwerkNietGetekend(Fout):
    """The drawing could not be made. Says nothing of the reason: reportlab's own messages quote the text in it."""

    wat = "Het netwerk kon niet worden getekend."
    veilig = "In het dossier is niets gewijzigd. De lijst ernaast klopt."
    doe = "Meld dit aan de beheerder, met het casusnummer."


@dataclass(frozen=True, slots=True)
class Bladrij:
    """Somebody in the table: name, who they are, born or age, and what is said of them with its source."""

    naam: str
    wie: str
    geboren: str
    erbij: str


@dataclass(frozen=True, slots=True)
class Stapregel:
    """What a step brought: its name, the words, and who said it when and how certain."""

    stap: str
    tekst: str
    herkomst: str


@dataclass(frozen=True, slots=True)
class Actieregel:
    """Who does what by when, and how it stands."""

    tekst: str
    wie: str
    klaar_op: str
    stand: str


@dataclass(frozen=True, slots=True)
class Groepsblad:
    """All that stands on the page of a group."""

    gemeente: str
    waarvan: str
    gemaakt_op: datetime
    gemaakt_door: str
    beeld: Netbeeld
    rijen: tuple[Bladrij, ...]
    doel: str = ""
    stappen: tuple[Stapregel, ...] = ()
    acties: tuple[Actieregel, ...] = ()


def als_svg(beeld: Netbeeld, palet: Palet) -> bytes:
    """The drawing for a screen, in memory only. Raises NetwerkNietGetekend."""
    from pmg_desk.reports import tekening
    from pmg_desk.reports.netwerktekening import teken

    try:
        return tekening.als_svg(teken(beeld, palet))
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote names and must not reach a log or a screen
        raise NetwerkNietGetekend from None


def maak_pdf(blad: Groepsblad) -> bytes:
    """The page(s) of a group as one PDF file. The same group gives the same bytes. Raises NetwerkNietGetekend."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import gemeentenaam, moment, opsomming

    herkomst = opsomming(
        gemeentenaam(blad.gemeente), blad.waarvan, f"gemaakt {moment(blad.gemaakt_op)}", f"door {blad.gemaakt_door}"
    )
    opschrift = Opschrift(
        "VERTROUWELIJK · INTERN – NIET VERSTREKKEN", "Groep", herkomst, "Alleen voor eigen gebruik", intern=True
    )
    try:
        return document.zet_bladen(_groepsverhaal(blad), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - as above
        raise NetwerkNietGetekend from None


def bouw(beeld: Netbeeld, rijen: Sequence[Bladrij]) -> list[Flowable]:
    """The drawing, and under it everybody in a table."""
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.letters import registreer
    from pmg_desk.reports.netwerktekening import teken
    from pmg_desk.reports.tekening import DRUK, Beeld

    registreer()
    tekening = teken(beeld, DRUK)
    deel = min(1.0, stijl.ZETBREEDTE / tekening.width, _HOOGST / tekening.height)
    tekening.scale(deel, deel)
    tekening.width, tekening.height = tekening.width * deel, tekening.height * deel
    verhaal: list[Flowable] = [Spacer(0, 10), Beeld(tekening), Spacer(0, 12)]
    if rijen:
        koppen = ("Naam", "Wie het is", "Geboren of leeftijd", "Toelichting")
        cellen = [(rij.naam, rij.wie, rij.geboren, rij.erbij) for rij in rijen]
        verhaal += _lijst("Iedereen op een rij", koppen, cellen, (0.24, 0.26, 0.14, 0.36))
    return verhaal


def _groepsverhaal(blad: Groepsblad) -> list[Flowable]:
    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop
    from pmg_desk.reports.letters import opmaak, registreer

    registreer()
    verhaal: list[Flowable] = [
        Alinea(opmaak(blad.beeld.midden[0]), stijl.NAAM_LANG),
        Alinea(opmaak(" · ".join((*blad.beeld.midden[1:], blad.waarvan))), stijl.KLEIN),
        *bouw(blad.beeld, blad.rijen),
    ]
    if blad.doel:
        verhaal += [Kop("Doel van het plan", stijl.KOP), Alinea(opmaak(blad.doel), stijl.TEKST)]
    if blad.stappen:
        stappen = [(een.stap, een.tekst, een.herkomst) for een in blad.stappen]
        verhaal += _lijst("Zeven stappen", ("Stap", "Wat die opleverde", "Van wie"), stappen, (0.28, 0.48, 0.24))
    if blad.acties:
        acties = [(een.tekst, een.wie, een.klaar_op, een.stand) for een in blad.acties]
        verhaal += _lijst("Acties", ("Actie", "Wie", "Klaar op", "Stand"), acties, (0.36, 0.24, 0.16, 0.24))
    return verhaal


def _lijst(kop: str, koppen: Sequence[str], rijen: Sequence[Sequence[str]], delen: Sequence[float]) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, tabel
    from pmg_desk.reports.letters import opmaak

    eerste = [[Alinea(woord, stijl.CELKOP)] for woord in koppen]
    cellen = [[[Alinea(opmaak(cel), stijl.CEL)] for cel in rij] for rij in rijen]
    breedtes = [stijl.ZETBREEDTE * deel for deel in delen]
    return [Kop(kop, stijl.KOP), Spacer(0, 3), tabel([eerste, *cellen], breedtes, koprijen=1, marge=(2, 4))]
