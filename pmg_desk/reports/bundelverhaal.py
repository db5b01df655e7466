"""The story of a bundle: the cover, then each casus on pages and under marks of its own."""

from __future__ import annotations

from reportlab.platypus import Flowable, PageBreak

from pmg_desk.domain.bundel import Bundel, Bundeldeel, Bundelkop
from pmg_desk.reports.blad import Blad, Deel, Opschrift
from pmg_desk.reports.bundelblad import bouw_deel
from pmg_desk.reports.bundelomslag import bouw_omslag, herkomst, ontvanger, stand
from pmg_desk.reports.document import PROEF, zetbreedte
from pmg_desk.reports.letters import registreer
from pmg_desk.reports.taal import opsomming


class Deelbegin(Flowable):
    """Takes no room: says that the page on which it stands is the first of a part."""

    canv: Blad

    def __init__(self, deel: Deel) -> None:
        super().__init__()
        self._deel = deel

    def draw(self) -> None:
        """Tell the document."""
        self.canv.begin_deel(self._deel)


def bouw(b: Bundel, schaal: float) -> list[Flowable]:
    """See :func:`pmg_desk.reports.bundel.bouw_verhaal`."""
    registreer()
    breedte = zetbreedte(schaal)
    verhaal = bouw_omslag(b, breedte)
    for deel in b.delen:
        verhaal += [PageBreak(), Deelbegin(_deel(deel, b.kop)), *bouw_deel(deel, b.kop, breedte)]
    return verhaal


def opschrift(kop: Bundelkop, casusnummer: str = "") -> Opschrift:
    """The marks of the cover, or of the pages of a casus."""
    return Opschrift(
        merk="VERTROUWELIJK · SCHUILNAMEN" if kop.pseudoniem else "VERTROUWELIJK",
        ontvanger=opsomming(f"Exemplaar {kop.exemplaar}" if kop.exemplaar else PROEF, ontvanger(kop)),
        herkomst=herkomst(kop, casusnummer),
        stand=stand(kop),
        intern=False,
    )


def _deel(deel: Bundeldeel, kop: Bundelkop) -> Deel:
    punt = f"Agendapunt {deel.punt}"
    nummer = deel.samenvatting.casusnummer
    return Deel(punt, opsomming(punt, nummer), opschrift(kop, nummer))
