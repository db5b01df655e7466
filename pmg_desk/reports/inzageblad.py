"""What is held about a youth, as PDF in plain words. Draws what it is given and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Inzage in gegevens (vertrouwelijk)"
LOGTITEL = "Wie heeft gegevens gezien (vertrouwelijk)"


class InzageNietGedrukt(Fout):
    """The pages could not be set. Says nothing of the reason: reportlab's own messages quote what is on the page."""

    wat = "Het overzicht van de gegevens kon niet worden gemaakt."
    veilig = "Er is niets afgedrukt of vastgelegd."
    doe = "Probeer het opnieuw. Lukt het weer niet, maak dan een foutrapport."


@dataclass(frozen=True, slots=True)
class Inzageveld:
    """One value: ``sleutel`` is the stable name, ``naam`` and ``waarde`` are for people."""

    sleutel: str
    naam: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Inzageding:
    """One thing that was recorded: ``soort`` is the stable name of its kind."""

    soort: str
    titel: str
    velden: tuple[Inzageveld, ...]


@dataclass(frozen=True, slots=True)
class Inzagedeel:
    """A part of the answer."""

    sleutel: str
    titel: str
    dingen: tuple[Inzageding, ...]


@dataclass(frozen=True, slots=True)
class Logzin:
    """Who did what on which day, in words; ``keer`` how many times on that day."""

    dag: str
    zin: str
    keer: int = 1


@dataclass(frozen=True, slots=True)
class Inzageblad:
    """All that stands in the answer.

    ``achtergehouden``: how many pieces somebody shielded, because they are about others. ``niet_bekeken``: how many
    nobody looked at, which stay out as well, and ``niet_bekeken_reden`` why not.
    """

    gemeente: str
    kenmerk: str
    ontvanger: str
    over: str
    inleiding: tuple[str, ...]
    delen: tuple[Inzagedeel, ...]
    log: tuple[Logzin, ...]
    achtergehouden: int
    gemaakt_op: datetime
    niet_bekeken: int = 0
    niet_bekeken_reden: str = ""
    aan_ouders: bool = False


def maak_pdf(blad: Inzageblad) -> bytes:
    """The answer as one PDF file. The same answer gives the same bytes. Raises InzageNietGedrukt."""
    return _zet(blad, TITEL, alleen_log=False)


def maak_log_pdf(blad: Inzageblad) -> bytes:
    """Only who saw the data. Raises InzageNietGedrukt."""
    return _zet(blad, LOGTITEL, alleen_log=True)


def _zet(blad: Inzageblad, titel: str, *, alleen_log: bool) -> bytes:
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import gemeentenaam, moment

    opschrift = Opschrift(
        "VERTROUWELIJK",
        blad.ontvanger,
        gemeentenaam(blad.gemeente),
        f"{blad.kenmerk} · gemaakt {moment(blad.gemaakt_op)}",
        intern=False,
    )
    try:
        return document.zet_bladen(_verhaal(blad, alleen_log=alleen_log), titel, opschrift)
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote the page
        raise InzageNietGedrukt from None


def _verhaal(blad: Inzageblad, *, alleen_log: bool) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea
    from pmg_desk.reports.letters import opmaak, registreer

    registreer()
    titel = "Dit weten wij over uw kind" if blad.aan_ouders else "Dit weten wij over jou"
    if alleen_log:
        titel = "Wie heeft je gegevens gezien?"
    verhaal: list[Flowable] = [
        Alinea(opmaak(titel), stijl.NAAM),
        Spacer(0, 2),
        Alinea(opmaak(blad.over), stijl.KERN),
        Spacer(0, 8),
    ]
    if not alleen_log:
        for alinea in blad.inleiding:
            verhaal += [Alinea(opmaak(alinea), stijl.BRIEF), Spacer(0, 5)]
        for deel in blad.delen:
            verhaal += _deel(deel)
    return [*verhaal, *_log(blad.log, aan_ouders=blad.aan_ouders)]


def _deel(deel: Inzagedeel) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet
    from pmg_desk.reports.letters import opmaak

    verhaal: list[Flowable] = []
    for nr, ding in enumerate(deel.dingen):
        titel = Alinea(opmaak(ding.titel), stijl.KERN)
        verhaal.append(titel if nr else KopMet(Kop(opmaak(deel.titel), stijl.KOP), titel, 4, ervoor=13))
        for veld in ding.velden:
            regels = veld.waarde.split("\n")
            verhaal.append(Alinea(opmaak(f"{veld.naam}: {regels[0]}"), stijl.TEKST))
            verhaal += [Alinea(opmaak(regel), stijl.TEKST) for regel in regels[1:] if regel.strip()]
        verhaal.append(Spacer(0, 7))
    return verhaal


def _log(regels: tuple[Logzin, ...], *, aan_ouders: bool) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet, tabel
    from pmg_desk.reports.letters import opmaak

    uitleg = Alinea(
        opmaak("Namen van medewerkers staan er niet bij. Wel wat voor werk zij doen en wat zij deden."), stijl.TEKST
    )
    van = "de gegevens van uw kind" if aan_ouders else "je gegevens"
    kop = KopMet(Kop(opmaak(f"Wie heeft {van} gezien of gebruikt"), stijl.KOP), uitleg, 4, ervoor=13)
    if not regels:
        return [kop, Alinea(opmaak("Er staat niets in het logboek."), stijl.TEKST)]
    cellen = [[[Alinea(opmaak(woord), stijl.CELKOP)] for woord in ("Dag", "Wie en wat")]]
    cellen += [
        [
            [Alinea(opmaak(regel.dag), stijl.CEL)],
            [Alinea(opmaak(f"{regel.zin} ({regel.keer} keer)" if regel.keer > 1 else regel.zin), stijl.CEL)],
        ]
        for regel in regels
    ]
    smal = 92.0
    return [kop, Spacer(0, 4), tabel(cellen, [smal, stijl.ZETBREEDTE - smal], koprijen=1, marge=(1.5, 4))]
