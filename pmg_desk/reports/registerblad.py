"""A register as PDF: sections with a sentence and a table. What people typed in it stands there as they typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.registerblad import Deel, Registerblad

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


class RegisterNietGedrukt(Fout):
    """The pages could not be set."""

    wat = "Het register kon niet als PDF worden gemaakt."
    veilig = "Er is niets veranderd."
    doe = "Probeer het opnieuw, of sla het op als Excel."


def maak_pdf(blad: Registerblad) -> bytes:
    """The register as one PDF file; the same register gives the same bytes. Raises RegisterNietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift

    try:
        return document.zet_bladen(
            _verhaal(blad), blad.titel, Opschrift("REGISTER", blad.titel, blad.stand, "", intern=False)
        )
    except Exception:  # noqa: BLE001 - reportlab's own messages quote the page
        raise RegisterNietGedrukt from None


def _verhaal(blad: Registerblad) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea
    from pmg_desk.reports.letters import opmaak, registreer

    registreer()
    verhaal: list[Flowable] = [Alinea(opmaak(blad.titel), stijl.NAAM), Spacer(0, 2)]
    verhaal += [Alinea(opmaak(deel), stijl.TEKST) for deel in (blad.inleiding, blad.stand) if deel]
    for deel in blad.delen:
        verhaal += _deel(deel)
    return verhaal


def _deel(deel: Deel) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet, tabel
    from pmg_desk.reports.letters import opmaak

    if not deel.rijen:
        inhoud: Flowable = Alinea(opmaak(deel.leeg), stijl.TEKST)
    else:
        breedte = stijl.ZETBREEDTE / len(deel.kolommen)
        kop = [[Alinea(opmaak(woord), stijl.CELKOP)] for woord in deel.kolommen]
        rijen = [[[Alinea(opmaak(str(cel)), stijl.CEL)] for cel in rij] for rij in deel.rijen]
        inhoud = tabel([kop, *rijen], [breedte] * len(deel.kolommen), koprijen=1, marge=(1.5, 4))
    begin = Alinea(opmaak(deel.uitleg), stijl.KLEIN) if deel.uitleg else inhoud
    delen: list[Flowable] = [KopMet(Kop(opmaak(deel.kop), stijl.KOP), begin, 4, ervoor=13)]
    return [*delen, Spacer(0, 3), inhoud] if deel.uitleg else delen
