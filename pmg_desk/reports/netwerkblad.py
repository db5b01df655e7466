"""A network on paper, for internal use only: the drawing, and under it everybody in a table.

reportlab takes some 80 ms to import, so it comes in at the first drawing and not with the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.netwerk import Netbeeld

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from pmg_desk.reports.tekening import Palet

TITEL = "Netwerk (vertrouwelijk)"
BESTANDSNAAM = "netwerk-intern.pdf"
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
class Netwerkblad:
    """All that stands on the page."""

    gemeente: str
    waarvan: str
    gemaakt_op: datetime
    gemaakt_door: str
    beeld: Netbeeld
    rijen: tuple[Bladrij, ...]


def als_svg(beeld: Netbeeld, palet: Palet) -> bytes:
    """The drawing for a screen, in memory only. Raises NetwerkNietGetekend."""
    from pmg_desk.reports import tekening
    from pmg_desk.reports.netwerktekening import teken

    try:
        return tekening.als_svg(teken(beeld, palet))
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote names and must not reach a log or a screen
        raise NetwerkNietGetekend from None


def maak_pdf(blad: Netwerkblad) -> bytes:
    """The page(s) as one PDF file. The same network gives the same bytes. Raises NetwerkNietGetekend."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import gemeentenaam, moment, opsomming

    herkomst = opsomming(
        gemeentenaam(blad.gemeente), blad.waarvan, f"gemaakt {moment(blad.gemaakt_op)}", f"door {blad.gemaakt_door}"
    )
    opschrift = Opschrift(
        "VERTROUWELIJK · INTERN – NIET VERSTREKKEN", "Netwerk", herkomst, "Alleen voor eigen gebruik", intern=True
    )
    try:
        return document.zet_bladen(_verhaal(blad), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - as above
        raise NetwerkNietGetekend from None


def _verhaal(blad: Netwerkblad) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, tabel
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.netwerktekening import teken
    from pmg_desk.reports.tekening import DRUK, Beeld

    registreer()
    tekening = teken(blad.beeld, DRUK)
    deel = min(1.0, stijl.ZETBREEDTE / tekening.width, _HOOGST / tekening.height)
    tekening.scale(deel, deel)
    tekening.width, tekening.height = tekening.width * deel, tekening.height * deel
    breed = stijl.ZETBREEDTE
    kop = [[Alinea(woord, stijl.CELKOP)] for woord in ("Naam", "Wie het is", "Geboren of leeftijd", "Toelichting")]
    rijen = [
        [[Alinea(opmaak(cel), stijl.CEL)] for cel in (rij.naam, rij.wie, rij.geboren, rij.erbij)] for rij in blad.rijen
    ]
    verhaal: list[Flowable] = [
        Alinea(opmaak(blad.beeld.midden[0]), stijl.NAAM_LANG),
        Alinea(opmaak(" · ".join((*blad.beeld.midden[1:], blad.waarvan))), stijl.KLEIN),
        Spacer(0, 10),
        Beeld(tekening),
        Spacer(0, 12),
    ]
    if rijen:
        breedtes = [breed * 0.24, breed * 0.26, breed * 0.14, breed * 0.36]
        verhaal += [
            Kop("Iedereen op een rij", stijl.KOP),
            Spacer(0, 3),
            tabel([kop, *rijen], breedtes, koprijen=1, marge=(2, 4)),
        ]
    return verhaal
