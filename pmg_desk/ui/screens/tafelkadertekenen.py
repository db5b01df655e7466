"""Before the signature under a tafelkader: who gets what in words, what is new and falls away, and for whom."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.kaderconcepten import Conceptinzicht
from pmg_desk.services.kaderversies import Krijgt, Tekenbeeld
from pmg_desk.ui.screens.tafelkaderverschil import EIS_LABELS, Kaderwoorden, Verschiltabel
from pmg_desk.ui.screens.tafelkaderverschil import VELD_LABELS as _VELDEN
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg


class Tekenbeelddeel(QWidget):
    """Two cards: the document as a whole, and per function what it gets."""

    def __init__(self) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self._krijgt = Kaart(self.tr("Wie krijgt wat"))
        kolom.addWidget(self._krijgt)
        self._gevolg = Kaart(self.tr("Wat dit verandert"))
        kolom.addWidget(self._gevolg)
        kaart = Kaart(self.tr("Wat u ondertekent"))
        self._geheel = Gegevens()
        kaart.inhoud.addWidget(self._geheel)
        kolom.addWidget(kaart)

    def zet(self, inzicht: Conceptinzicht, beeld: Tekenbeeld) -> None:
        """Show what a signature under this draft does."""
        woorden = Kaderwoorden(inzicht.ruimte)
        maak_leeg(self._krijgt.inhoud)
        for wie in beeld.krijgt:
            self._krijgt.inhoud.addWidget(Tekst(self.krijgtzin(wie, woorden, inzicht.inhoud.geldig_tot)))
            if wie.gronden:
                self._krijgt.inhoud.addWidget(Tekst(self.grondzin(wie, woorden), "zacht"))
            verandert = self._veranderzin(wie, woorden) if beeld.verschil is not None else ""
            if verandert:
                self._krijgt.inhoud.addWidget(Tekst(verandert, "zacht"))
        if not beeld.krijgt:
            self._krijgt.inhoud.addWidget(Tekst(self.tr("Nog niemand: er staat geen vakje op ja.")))
        maak_leeg(self._gevolg.inhoud)
        for zin in self._gevolgen(beeld):
            self._gevolg.inhoud.addWidget(Tekst(zin))
        if beeld.verschil is not None and beeld.verschil.velden:
            rijen = [
                (
                    _VELDEN.get(v.veld, v.veld),
                    *(woorden.waarde(v.veld, waarde) or self.tr("leeg") for waarde in (v.was, v.wordt)),
                )
                for v in beeld.verschil.velden
            ]
            self._gevolg.inhoud.addWidget(Verschiltabel([(wat, was, wordt) for wat, was, wordt in rijen]))
        inhoud = inzicht.inhoud
        self._geheel.zet(
            [
                (self.tr("Tafel"), inzicht.ruimte.tafel_label),
                *(
                    (_VELDEN[veld], woorden.waarde(veld, getattr(inhoud, veld)))
                    for veld in ("doel", "bron", "motivering", "voorwaarden", "geldig_van", "geldig_tot", "herzien_op")
                ),
                (self.tr("Vakjes op ja"), str(len(inhoud.regels))),
                (self.tr("Vervangt"), inzicht.vorige_nummer),
            ]
        )

    def _gevolgen(self, beeld: Tekenbeeld) -> list[str]:
        verschil, staand = beeld.verschil, beeld.staand
        if verschil is None:
            zinnen = [self.tr("Er geldt nu geen kader voor deze tafel en dit doel. Alles is nieuw.")]
        else:
            zin = self.tr("Vergeleken met {0}, dat nu geldt: {1} erbij, {2} weg, {3} met andere gronden of eisen.")
            zinnen = [
                zin.format(
                    beeld.geldt_nummer,
                    met_woord(len(verschil.erbij), self.tr("vakje"), self.tr("vakjes")),
                    len(verschil.weg),
                    len(verschil.anders),
                )
            ]
        if staand is None:
            zinnen.append(self.tr("Wat al is gedeeld, staat in de kluis van het team. Dat ziet u in een audit."))
        elif not staand.gedeeld:
            zinnen.append(self.tr("Onder eerdere versies is nog niets gedeeld."))
        elif not staand.verandert:
            zin = self.tr("Al gedeeld onder eerdere versies: {}. Daar verandert niets aan.")
            zinnen.append(zin.format(met_woord(staand.gedeeld, self.tr("verstrekking"), self.tr("verstrekkingen"))))
        else:
            een = staand.gedeeld == 1
            zin = (
                self.tr("Van de {0} die uitstaat, verandert er {1}. Een brief daarover krijgt: {2}.")
                if een
                else self.tr("Van de {0} die uitstaan, veranderen er {1}. Een brief daarover krijgt: {2}.")
            )
            aantal = met_woord(staand.gedeeld, self.tr("verstrekking"), self.tr("verstrekkingen"))
            zinnen.append(zin.format(aantal, staand.verandert, "; ".join(staand.ontvangers)))
        return zinnen

    def krijgtzin(self, wie: Krijgt, woorden: Kaderwoorden, tot: date) -> str:
        """What a function gets, in one sentence."""
        if not wie.soorten:
            return self.tr("{} krijgt niets meer.").format(wie.ontvanger.voluit)
        delen = []
        for eisen, soorten in wie.soorten:
            bij = " en ".join(EIS_LABELS[eis].lower() for eis in eisen)
            delen.append(f"{bij}: {woorden.soorten(soorten)}" if bij else woorden.soorten(soorten))
        zin = self.tr("{0} krijgt: {1}; tot en met {2}.")
        return zin.format(wie.ontvanger.voluit, "; ".join(delen), toon_datum(tot))

    def grondzin(self, wie: Krijgt, woorden: Kaderwoorden) -> str:
        """On which ground a function gets what."""
        delen = (
            f"{woorden.soorten(soorten)}: {' en '.join(woorden.grond(grond) for grond in gronden) or self.tr('geen')}"
            for gronden, soorten in wie.gronden
        )
        return self.tr("Grondslag voor {}.").format("; ".join(delen))

    def _veranderzin(self, wie: Krijgt, woorden: Kaderwoorden) -> str:
        """What is new for a function and what falls away; empty when nothing is."""
        paren = (
            (self.tr("Nieuw: {}."), wie.nieuw),
            (self.tr("Valt weg: {}."), wie.weg),
            (self.tr("Andere gronden of eisen: {}."), wie.anders),
        )
        return " ".join(zin.format(woorden.soorten(soorten)) for zin, soorten in paren if soorten)
