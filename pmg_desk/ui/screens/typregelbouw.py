"""Making the lines in which one types at an item of an overleg: what was said, what is decided, who will do what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten

from PySide6.QtCore import QCoreApplication

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.bespreken import BRON_BESLUIT
from pmg_desk.services.vergaderen import Vergaderpunt
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.typregel import ACTIE, BESLUIT, PUNT, Typregel
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.widgets.formulier import DatumVeld, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld

_DOELTEKENS = 40
"""So much of a goal stands in the list: at 200 % more would be cut off."""


def bronnen_van(deelneming: Sequence[Deelneming], ik: str) -> list[Keuze]:
    """Who may have said something: whoever is in the room, the user, and then who was invited and is not there."""
    mensen = [
        (een.aanwezig, Keuze(", ".join(filter(None, (een.naam, een.functie, een.organisatie))), een.naam, _erbij(een)))
        for een in deelneming
    ]
    zelf = [Keuze(ik, ik, _tr("uzelf"))]
    return [*(k for er, k in mensen if er), *zelf, *(k for er, k in mensen if not er)]


def _erbij(een: Deelneming) -> str:
    return ", ".join(filter(None, (een.functie, een.organisatie)))


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Regelbouw", tekst)


class Doelveld(KeuzeVeld):
    """For which goal something is done; one of which the list shows the beginning stands whole under it.

    ``doelen``: with the whole text of the goal beside the words.
    """

    def __init__(self, label: str, doelen: Sequence[Keuze]) -> None:
        kort = [replace(een, erbij=shorten(een.erbij, _DOELTEKENS, placeholder="…")) for een in doelen]
        super().__init__("doel", label, kort, verplicht=True, breedte=0)
        self._voluit = {een.waarde: een.erbij for een in doelen if len(een.erbij) > _DOELTEKENS}
        self.gewijzigd.connect(self._zeg_voluit)

    def _zeg_voluit(self) -> None:
        self.zet_hulp(self._voluit.get(self.waarde(), ""))


class Regelbouw:
    """``dag`` is the day of the meeting: what is typed was said then."""

    def __init__(self, omgeving: Omgeving) -> None:
        self._omgeving = omgeving
        self.dag = omgeving.vandaag()

    def punt(self, punt: Vergaderpunt, aard: Aard) -> Typregel:
        """A line for something that is said."""
        bronnen = bronnen_van(punt.deelneming, self._omgeving.werkplek.gebruiker.naam)
        return _regel(PUNT, _tr("Gezegd"), {"tekst": self._tekstveld("signalen", None, aard=aard, bronnen=bronnen)})

    def besluit(self) -> Typregel:
        """A line for what the table decides."""
        return _regel(BESLUIT, _tr("Besluit"), {"tekst": self._tekstveld("plan", BRON_BESLUIT)})

    def actie(self, punt: Vergaderpunt) -> Typregel:
        """A line for what somebody will do, for a goal of the plan; there must be one."""
        assert punt.plan is not None
        doelen = [
            Keuze(doel.stam_id, doel.leefgebied_label, "" if doel.tekst is None else doel.tekst.tekst)
            for doel in punt.plan.doelen
        ]
        tekst = UitspraakVeld(self._omgeving, "tekst", _tr("Wat gaat er gebeuren"), categorie="acties", regels=2)
        doel = Doelveld(_tr("Voor welk doel"), doelen)
        if len(doelen) == 1:
            doel.zet(doelen[0].waarde)
        wie = WieVeld(self._omgeving, "eigenaar_id", _tr("Wie doet het"), punt.houders)
        wie.zet_tafel(punt.deelneming)
        velden: dict[str, Veld] = {
            "tekst": tekst,
            "eigenaar_id": wie,
            "deadline": DatumVeld("deadline", _tr("Klaar op"), self._omgeving.vandaag, verplicht=True),
            "doel": doel,
        }
        return _regel(ACTIE, _tr("Nieuwe actie"), velden)

    def _tekstveld(
        self, categorie: str, bron: str | None, *, aard: Aard = Aard.FEIT, bronnen: Sequence[Keuze] = ()
    ) -> UitspraakVeld:
        woorden = {
            Aard.FEIT: _tr("Feit: wat is vastgesteld"),
            Aard.AANNAME: _tr("Aanname: wat wordt gedacht"),
            Aard.MENING: _tr("Mening: wat iemand vindt"),
        }
        label = _tr("Wat besluit de tafel") if bron else woorden[aard]
        veld = UitspraakVeld(
            self._omgeving, "tekst", label, categorie=categorie, aard=aard, bron=bron, bronnen=bronnen, regels=2
        )
        veld.gezegd_op.zet(min(self.dag, self._omgeving.vandaag()))
        return veld


def _regel(soort: str, titel: str, velden: Mapping[str, Veld]) -> Typregel:
    return Typregel(soort, velden, titel, lambda: None)
