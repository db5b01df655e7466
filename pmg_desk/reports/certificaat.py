"""The certificate of a destruction as PDF: which rule, what went, and both signatures. Holds no personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Certificaat van vernietiging"
BESTANDSNAAM = "certificaat-van-vernietiging.pdf"


class CertificaatNietGedrukt(Fout):
    """The pages could not be set."""

    wat = "Het certificaat kon niet worden gemaakt."
    veilig = "De vernietiging zelf is vastgelegd en ondertekend."
    doe = "Probeer het opnieuw."


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """One of the two signatures: who by id, when, and with which key (hex)."""

    wie: str
    op: datetime
    sleutel: str
    handtekening: str


@dataclass(frozen=True, slots=True)
class Certificaattekst:
    """All that stands on it. ``rijen``: what kind of thing and how many of it went. ``gebrek``: empty when sound."""

    id: str
    kluis_id: str
    casus_id: str
    reden: str
    regel: str
    rijen: tuple[tuple[str, int], ...]
    eerste: Ondertekening
    tweede: Ondertekening
    log_nr: int
    gebrek: str


def maak_pdf(blad: Certificaattekst) -> bytes:
    """The certificate as one PDF file. The same certificate gives the same bytes. Raises CertificaatNietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import moment

    opschrift = Opschrift(
        "ZONDER PERSOONSGEGEVENS", TITEL, f"Kluis {blad.kluis_id}", f"vernietigd {moment(blad.tweede.op)}", intern=False
    )
    try:
        return document.zet_bladen(_verhaal(blad), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - reportlab's own messages quote the page
        raise CertificaatNietGedrukt from None


def _verhaal(blad: Certificaattekst) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, tabel
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.taal import moment

    registreer()
    breed = stijl.ZETBREEDTE

    def feiten(paren: list[tuple[str, str]]) -> Flowable:
        rijen = [
            [[Alinea(label, stijl.LABEL)], [Alinea(opmaak(waarde), stijl.CEL)]] for label, waarde in paren if waarde
        ]
        return tabel(rijen, [140, breed - 140], lijnen=False, marge=(1, 0))

    def getekend(wie: Ondertekening) -> Flowable:
        return feiten(
            [
                ("Kenmerk van de gebruiker", wie.wie),
                ("Ondertekend op", moment(wie.op)),
                ("Openbare sleutel", _in_stukken(wie.sleutel)),
                ("Handtekening", _in_stukken(wie.handtekening)),
            ]
        )

    slot = "Beide handtekeningen zijn gecontroleerd en kloppen." if not blad.gebrek else f"LET OP: {blad.gebrek}"
    kop = [[Alinea("Wat", stijl.CELKOP)], [Alinea("Aantal", stijl.CELKOP)]]
    rijen = [[[Alinea(opmaak(wat), stijl.CEL)], [Alinea(str(aantal), stijl.CEL)]] for wat, aantal in blad.rijen]
    return [
        Alinea(TITEL, stijl.NAAM),
        Spacer(0, 2),
        Alinea(
            "Eén casus is vernietigd, met alles wat er in de kluis bij hoorde. Twee personen hebben dit ondertekend. "
            "Op dit certificaat staan alleen willekeurige kenmerken: het zegt niet over wie de casus ging.",
            stijl.TEKST,
        ),
        Spacer(0, 6),
        feiten(
            [
                ("Kenmerk van de vernietiging", blad.id),
                ("Kenmerk van de kluis", blad.kluis_id),
                ("Kenmerk van de casus", blad.casus_id),
                ("Reden", blad.reden),
                ("Bewaartermijn", blad.regel),
                ("Regel in het logboek", str(blad.log_nr)),
            ]
        ),
        Spacer(0, 8),
        Kop("Voorgesteld door", stijl.KOP),
        getekend(blad.eerste),
        Spacer(0, 6),
        Kop("Bevestigd en uitgevoerd door", stijl.KOP),
        getekend(blad.tweede),
        Spacer(0, 4),
        Alinea(opmaak(slot), stijl.TEKST),
        Spacer(0, 8),
        Kop("Wat er is vernietigd", stijl.KOP),
        tabel([kop, *rijen], [breed - 80, 80], koprijen=1, marge=(1.5, 4)),
        Spacer(0, 6),
        Alinea(
            "Reservekopieën van vóór deze dag bevatten de casus nog, tot zij volgens de instelling zijn opgeruimd. Wie "
            "er een terugzet, wist de casus daarbij opnieuw. Wat eerder op papier of per bestand is verstrekt, valt "
            "buiten dit certificaat.",
            stijl.KLEIN,
        ),
    ]


def _in_stukken(hex_: str) -> str:
    return " ".join(hex_[i : i + 8] for i in range(0, len(hex_), 8))
