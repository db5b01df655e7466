"""Two versions of a plan side by side as PDF, for internal use: signs and words say what differs, not colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.planverschil import TEKENS, UITLEG, WOORDEN, Deelverschil, Verschil, tel, toon_kant

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Twee versies van een plan (vertrouwelijk)"


class VergelijkingNietGedrukt(Fout):
    """The pages could not be set. Says nothing of the reason: reportlab's own messages quote the page."""

    wat = "De vergelijking kon niet worden gemaakt."
    veilig = "Er is geen afdruk gemaakt en in het dossier is niets gewijzigd."
    doe = "Meld dit aan de beheerder, met het casusnummer."


@dataclass(frozen=True, slots=True)
class Vergelijkblad:
    """All that stands on it. ``oud`` and ``nieuw`` are how both versions are called."""

    gemeente: str
    casusnummer: str
    oud: str
    nieuw: str
    gemaakt_op: datetime
    gemaakt_door: str
    delen: tuple[Deelverschil, ...]


def maak_pdf(blad: Vergelijkblad) -> bytes:
    """The comparison as one PDF file, on A4. Raises VergelijkingNietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import gemeentenaam, moment, opsomming

    opschrift = Opschrift(
        merk="VERTROUWELIJK · INTERN – NIET VERSTREKKEN",
        ontvanger="Vergelijking van twee versies van het plan",
        herkomst=opsomming(
            gemeentenaam(blad.gemeente),
            f"casus {blad.casusnummer}",
            f"gemaakt {moment(blad.gemaakt_op)}",
            f"door {blad.gemaakt_door}",
        ),
        stand="Alleen voor de eigen casusregisseur",
        intern=True,
    )
    try:
        return document.zet_bladen(_verhaal(blad), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote the case
        raise VergelijkingNietGedrukt from None


def _verhaal(blad: Vergelijkblad) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet, tabel
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.taal import aantal

    registreer()
    teken_breed = 66.0
    half = (stijl.ZETBREEDTE - teken_breed) / 2
    telling = tel(blad.delen)
    anders = ", ".join(
        f"{telling[soort]} {WOORDEN[soort].lower()}" for soort in Verschil if soort is not Verschil.GELIJK
    )
    verhaal: list[Flowable] = [
        Alinea(opmaak(f"Casus {blad.casusnummer}"), stijl.BOVENKOP),
        Alinea("Wat er in het plan is veranderd", stijl.NAAM_LANG),
        Spacer(0, 4),
        Alinea(opmaak(f"{aantal(len(blad.delen), 'onderdeel', 'onderdelen')}: {anders}."), stijl.TEKST),
        Alinea(opmaak(UITLEG), stijl.KLEIN),
        Spacer(0, 6),
    ]
    for deel in blad.delen:
        kop = [[Alinea(opmaak(woord), stijl.CELKOP)] for woord in ("", blad.oud, blad.nieuw)]
        rijen = [
            [
                [
                    Alinea(f"<b>{TEKENS[regel.verschil]}</b> {WOORDEN[regel.verschil]}", stijl.KLEIN),
                ],
                [
                    Alinea(opmaak(regel.label), stijl.LABEL),
                    Alinea(opmaak(toon_kant(regel, Verschil.WEG) or "–"), stijl.CEL),
                ],
                [
                    Alinea(opmaak(regel.label), stijl.LABEL),
                    Alinea(opmaak(toon_kant(regel, Verschil.ERBIJ) or "–"), stijl.CEL),
                ],
            ]
            for regel in deel.regels
        ]
        titel = f"{TEKENS[deel.verschil]} {deel.titel} ({WOORDEN[deel.verschil].lower()})"
        inhoud = tabel([kop, *rijen], (teken_breed, half, half), koprijen=1)
        verhaal.append(KopMet(Kop(opmaak(titel), stijl.KOP), inhoud, 4, ervoor=10))
    return verhaal
