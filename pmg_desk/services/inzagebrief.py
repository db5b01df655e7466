"""The letter that goes with an answer to an inzageverzoek, in plain Dutch."""

from __future__ import annotations

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.reports.brief import Briefdeel, Brieftekst
from pmg_desk.reports.inzageblad import Inzageblad
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Casus, Jongere, Rechtenverzoek


def antwoordbrief(t: Transactie, rij: Rechtenverzoek, casus: Casus, blad: Inzageblad, contact: str) -> Brieftekst:
    """To who asked: what they get, which rights they have, and whom they can call (``contact``)."""
    naam = naam_van(t.haal(Jongere, casus.jongere_id))
    roep = naam.roepnaam or naam.voornamen or "jongere"
    ouders = rij.verzoeker is Geinformeerde.OUDERS
    u, uw, over = ("u", "uw", roep) if ouders else ("je", "jouw", "jou")
    niet_eens = f"{'Bent u' if ouders else 'Ben je'} het niet eens met dit antwoord?"
    krijgt = f"{u.capitalize()} krijgt {{}} wat er over {over} in ons programma staat."
    besluit = krijgt.format("hier" if blad.achtergehouden or blad.niet_bekeken else "alles")
    if blad.achtergehouden:
        besluit += " Wat over anderen gaat, staat er niet in."
    if blad.niet_bekeken:
        besluit += f" Wat wij nog niet hebben bekeken, staat er niet in. {blad.niet_bekeken_reden}"
    return Brieftekst(
        gemeente=t.profiel.gemeente,
        kenmerk=rij.nummer,
        ontvanger=blad.ontvanger,
        aan=(rij.gemachtigde or rij.verzoeker_naam,),
        onderwerp=f"Antwoord op {uw} vraag om inzage",
        aanhef=f"Beste {rij.gemachtigde or rij.verzoeker_naam},",
        delen=(
            Briefdeel(
                alineas=(
                    f"Op {toon_datum(rij.ontvangen_op)} kregen wij de vraag om inzage in de gegevens over {over}.",
                    besluit,
                    rij.motivering,
                )
            ),
            Briefdeel(
                "Wat zit erbij?",
                punten=(
                    "Een overzicht op papier.",
                    "Hetzelfde overzicht als bestand. Dat kan een computer lezen. Zo’n bestand heet JSON.",
                ),
            ),
            Briefdeel(
                f"Wat zijn {uw} rechten?",
                punten=(
                    f"Klopt er iets niet? Dan mag {u} vragen om het te verbeteren of te wissen.",
                    f"{u.capitalize()} mag vragen om gegevens even niet te gebruiken.",
                    f"{u.capitalize()} mag bezwaar maken tegen het delen. Zeg dan wat moet stoppen, en waarom.",
                    (
                        f"{niet_eens} Dan mag {u} een klacht sturen naar de Autoriteit Persoonsgegevens. Die let"
                        " erop dat iedereen netjes met gegevens omgaat. Kijk op www.autoriteitpersoonsgegevens.nl."
                        f" Ook mag {u} naar de rechter gaan."
                    ),
                ),
            ),
            Briefdeel("Vragen?", (f"Neem contact op met {contact}. Wij leggen het graag uit.",)),
        ),
        slot=("Met vriendelijke groet,", t.gebruiker.naam),
        gemaakt_op=t.nu,
    )
