"""Told to everyone in the room: who may hear what stands there before it is recorded, and who may not by function."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import verteldaantafel
from pmg_desk.services.verteldaantafel import Hoorder, Tafelinvoer, Tafelspoed, Verteld
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, LangeTekstVeld, MeerKeuzeVeld, VinkVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.tekst import Tekst

_SPOEDVELDEN = ("reden", "grondslagen", "toch")


class Verteldialoog(Invoerdialoog):
    """``categorieen``, ``derden``: kinds of data of what was said at this item, and whether it is about others too: how
    the form begins.
    """

    def __init__(
        self, ouder: QWidget, omgeving: Omgeving, punt_id: UUID, categorieen: Sequence[str], *, derden: bool = False
    ) -> None:
        profiel = omgeving.werkplek.profiel
        self._punt_id, self._profiel = punt_id, profiel
        tr = ouder.tr
        formulier = Formulier(
            [
                MeerKeuzeVeld(
                    "categorieen",
                    tr("Wat voor gegevens"),
                    [Keuze(c.sleutel, c.label) for c in profiel.datacategorieen.values()],
                    verplicht=True,
                ),
                LangeTekstVeld("omschrijving", tr("Wat is er verteld, in het kort"), verplicht=True, regels=2),
                VinkVeld("derden", tr("Het ging ook over iemand anders"), label=tr("Anderen")),
                VinkVeld(
                    "zonder_weggelaten",
                    tr("Wat de privacy officer wegliet, is niet verteld"),
                    label=tr("Weggelaten"),
                ),
                VinkVeld(
                    "spoed",
                    tr("Ook verteld aan wie het niet mocht horen, omdat het niet kon wachten"),
                    label=tr("Spoed"),
                ),
                LangeTekstVeld("reden", tr("Waarom kon dit niet wachten"), verplicht=True, regels=2),
                MeerKeuzeVeld(
                    "grondslagen",
                    tr("Op welke grondslag"),
                    [Keuze(g.sleutel, g.label, g.plaats) for g in profiel.grondslagen.values()],
                    verplicht=True,
                ),
                LangeTekstVeld("toch", tr("Eerder geweigerd: waarom toch verteld"), regels=2),
            ],
            knop=tr("Vastleggen dat dit is verteld"),
        )
        super().__init__(
            ouder,
            omgeving,
            tr("Verteld aan iedereen die er is"),
            formulier,
            self._leg_vast,
            gemeld=self._zeg,
            concept=("aantafelverteld", punt_id),
            begin={
                "categorieen": tuple(categorieen),
                "omschrijving": tr("Besproken in het overleg."),
                "derden": derden,
            },
            vertaal=_vertaal,
        )
        self.wie = Kaart(tr("Wie mag dit horen"))
        self.uitkomst = Tekst("")
        self.wie.inhoud.addWidget(self.uitkomst)
        formulier.voeg_in(self.wie, formulier.veld("derden"))
        formulier.veld("categorieen").gewijzigd.connect(self._lees)
        formulier.veld("derden").gewijzigd.connect(self._lees)
        formulier.veld("spoed").gewijzigd.connect(self._toon_spoed)
        self._toon_spoed()
        formulier.toon_veld("zonder_weggelaten", False)
        self._lees()

    def _toon_spoed(self) -> None:
        for sleutel in _SPOEDVELDEN:
            self.formulier.toon_veld(sleutel, bool(self.formulier.veld("spoed").waarde()))

    def _lees(self) -> None:
        gekozen = self.formulier.veld("categorieen").waarde()
        derden = bool(self.formulier.veld("derden").waarde())
        taak = partial(verteldaantafel.list_hoorders, self._omgeving.werkplek, self._punt_id, gekozen, derden=derden)
        self._omgeving.werker.doe(taak, self._toon_wie, self._mislukt, self)

    def _toon_wie(self, hoorders: tuple[Hoorder, ...]) -> None:
        regels = [self._regel(een) for een in hoorders]
        weg = dict.fromkeys(deel.zin for een in hoorders for deel in een.weggelaten)
        if weg:
            regels.append(self.tr("Niet vertellen, want de privacy officer liet het weg: {}.").format("; ".join(weg)))
        self.formulier.toon_veld("zonder_weggelaten", bool(weg))
        self.formulier.toon_veld("spoed", any(een.niet for een in hoorders))
        self.uitkomst.setText("\n".join(regels) or self.tr("Leg eerst vast wie er zijn (F11)."))

    def _regel(self, een: Hoorder) -> str:
        mag = ", ".join(label_van(self._profiel.datacategorieen, sleutel) for sleutel in een.mag)
        niet = "; ".join(f"{label} ({waarom})" for _, label, waarom in een.niet)
        delen = [
            self.tr("mag horen: {}").format(mag) if mag else "",
            self.tr("mag niet: {}").format(niet) if niet else "",
        ]
        return f"{een.label}: " + ". ".join(deel for deel in delen if deel)

    def _leg_vast(self, w: dict[str, Any]) -> Verteld:
        spoed = Tafelspoed(w["reden"], tuple(w["grondslagen"]), w["toch"]) if w["spoed"] else None
        invoer = Tafelinvoer(
            tuple(w["categorieen"]), w["omschrijving"], bool(w["derden"]), bool(w["zonder_weggelaten"]), spoed
        )
        return verteldaantafel.tell_everyone(self._omgeving.werkplek, self._punt_id, invoer)

    def _zeg(self, uitkomst: Verteld) -> str:
        zinnen = [self.tr("Vastgelegd onder akkoord voor {} ontvangers.").format(uitkomst.onder_akkoord)]
        if uitkomst.met_spoed:
            zinnen.append(
                self.tr("Met spoed gedeeld met {}: de privacy officer kijkt dit na.").format(uitkomst.met_spoed)
            )
        if uitkomst.niets:
            zinnen.append(self.tr("Niets verteld aan: {}.").format(", ".join(uitkomst.niets)))
        return " ".join(zinnen)


def _vertaal(fout: Fout) -> Fout:
    """Nobody is there: said where the kinds are, the form has no place for who is there."""
    if isinstance(fout, OngeldigeInvoer) and "aanwezig" in fout.velden:
        return OngeldigeInvoer({"categorieen": fout.velden["aanwezig"]})
    return fout
