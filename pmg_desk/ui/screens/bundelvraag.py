"""What is asked before bundles are made: for whom, in which form, and which of the new texts go along."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pmg_desk.services.bundelbeeld import Bundelcasus, Bundelontvanger, NieuwStuk, Plek
from pmg_desk.services.pseudoniemen import WAARSCHUWING
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.digitaaluitdelen import wijzekeuzes
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.tekstvelden import VinkVeld


@dataclass(frozen=True, slots=True)
class Nieuw:
    """A text that came after the judgement, and who would get it."""

    plek: Plek
    ontvanger: str
    casus: Bundelcasus
    stuk: NieuwStuk


class Bundelvraag(Formulierdialoog):
    """``maak(values)`` follows; ``bevestigd`` in it are places in ``nieuw``.

    ``bekeken``: of whom the pages with pseudonyms were opened; None where names stand on them.
    """

    def __init__(
        self,
        ouder: QWidget,
        omgeving: Omgeving,
        ontvangers: Sequence[Bundelontvanger],
        nieuw: Sequence[Nieuw],
        bekeken: Collection[Plek] | None,
        overleg_id: UUID,
        maak: Callable[[dict[str, Any]], object],
    ) -> None:
        self._nieuw, self._bekeken = nieuw, bekeken
        self._namen = {een.plek: een.ontvanger.voluit for een in ontvangers}
        self.voor = MeerKeuzeVeld(
            "ontvangers", _zeg("Voor wie?"), [Keuze(*een) for een in self._namen.items()], verplicht=True
        )
        self.bevestigd = MeerKeuzeVeld(
            "bevestigd",
            _zeg("Nieuw sinds het akkoord: wat gaat mee?"),
            [],
            hulp=_zeg(
                "Lees deze tekst eerst, tot het eind. Vinkt u iets niet aan, dan gaat die casus niet mee voor die "
                "ontvanger."
            ),
            met_alles=True,
        )
        self.gelezen = VinkVeld(
            "gelezen", _zeg("Ik heb de bladen gelezen en herken niemand"), label=_zeg("Schuilnamen"), moet=True
        )
        velden: list[Any] = [self.voor]
        if nieuw:
            velden.append(self.bevestigd)
        velden += [
            VinkVeld("per_persoon", _zeg("Een bundel voor elke persoon, in plaats van voor de organisatie")),
            KeuzeVeld(
                "wijze",
                _zeg("Hoe deelt u uit?"),
                wijzekeuzes(),
                verplicht=True,
                hulp=_zeg("De sleutel van een organisatie legt u vast in het adresboek."),
            ),
            VinkVeld("groot", _zeg("Grote letter")),
        ]
        if bekeken is not None:
            velden.append(self.gelezen)
        for veld in (self.bevestigd, self.gelezen):
            veld.alleen_nu = True  # of the texts of today
        formulier = Formulier(velden, knop=_zeg("Bundels maken"), annuleren=_zeg("Terug"))
        formulier.zet({"ontvangers": tuple(self._namen), "wijze": Wijze.PAPIER})
        super().__init__(ouder, _zeg("Bundels maken"), formulier)
        formulier.bewaren.connect(partial(self._verder, maak))
        self.voor.gewijzigd.connect(self._schik)
        formulier.koppel_concept(omgeving.concepten, "bundels", overleg_id)
        self._schik()

    def _schik(self) -> None:
        """Only the texts of who is ticked; and nobody says to have read pages that were never opened."""
        gekozen = self.voor.waarde()
        keuzes = [
            Keuze(
                nr,
                f"{een.casus.nummer}, {een.ontvanger}: {een.stuk.tekst}",
                uitleg=f"{een.stuk.titel}: {een.stuk.tekst}",
            )
            for nr, een in enumerate(self._nieuw)
            if een.plek in gekozen
        ]
        self.bevestigd.zet_keuzes(keuzes)
        if self._nieuw:
            self.formulier.toon_veld("bevestigd", bool(keuzes))
        if self._bekeken is None:
            return
        dicht = [naam for plek, naam in self._namen.items() if plek in gekozen and plek not in self._bekeken]
        if dicht:
            self.gelezen.zet(False)
        self.gelezen.vink.setEnabled(not dicht)
        eerst = _zeg("Kies eerst ‘Terug’, open een regel en bekijk de bundel van: {}.").format("; ".join(dicht))
        self.gelezen.zet_hulp(f"{eerst} {WAARSCHUWING}" if dicht else WAARSCHUWING)

    def _verder(self, maak: Callable[[dict[str, Any]], object], waarden: dict[str, Any]) -> None:
        self.formulier.opgeslagen()
        self.accept()
        maak(waarden)


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Bundelvraag", tekst)
