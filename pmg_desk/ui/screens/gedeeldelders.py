"""In the officer's own installation: who got what under an own decision or tafelkader, as audits of that vault told."""

from __future__ import annotations

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services.toezichtgedeeld import Gedeeldelders
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


def toon_gedeeld_elders(scherm: Scherm, gedeeld: Gedeeldelders) -> None:
    """The list over ``scherm``; the letters are made where the register is."""
    venster = Dialoog(scherm, scherm.tr("Al gedeeld onder {}").format(gedeeld.nummer), breedte=680)
    if gedeeld.stand is None:
        waarvan = scherm.tr("U hebt nog geen audit van {}. Vraag er een: daarin staat wat is gedeeld.")
        stand = waarvan.format(gedeeld.kluisnaam)
    else:
        waarvan = scherm.tr("Volgens de audit van {0} van {1}. Brieven aan ontvangers maakt het team in die kluis.")
        stand = waarvan.format(toon_datum(lokale_dag(gedeeld.stand)), gedeeld.kluisnaam)
    venster.inhoud.addWidget(Tekst(stand, "zacht"))
    rolvak = Rolvak()
    feiten = Gegevens()
    feiten.zet(
        [
            (toon_datum(lokale_dag(r.op)), f"{r.casusnummer}, {r.ontvanger}: {r.categorieen} ({r.wijze}, {r.status})")
            for r in gedeeld.regels
        ]
    )
    rolvak.inhoud.addWidget(feiten)
    if not gedeeld.regels and gedeeld.stand is not None:
        rolvak.inhoud.addWidget(Tekst(scherm.tr("Hieronder was toen niets gedeeld.")))
    rolvak.inhoud.addStretch(1)
    venster.inhoud.addWidget(rolvak, 1)
    venster.voeg_knop(scherm.tr("Sluiten"), actie=venster.accept)
    venster.toon()
