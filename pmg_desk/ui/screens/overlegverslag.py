"""After a meeting: what was decided and agreed per item, the minutes on paper, and everyone's own list of actions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.samenvatting import Stuk, Veld, stam
from pmg_desk.services import aanwezigheid, actielijsten, bundels, overlegverslag
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.actielijsten import (
    Actielijstkeuze,
    Actielijstuitslag,
    Buitentafel,
    Deelnemeracties,
    NieuweActietekst,
)
from pmg_desk.services.overleggen import OverlegInzicht
from pmg_desk.services.overlegverslag import Puntinzicht, Verslaguitgave
from pmg_desk.storage.models import Aanwezigheidsstand, Wijze
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.besluitregels import Besluitregels
from pmg_desk.ui.screens.verzoekdelen import maak_leeg
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets.afdrukken import druk_af, druk_reeks_af
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.pdfvenster import toon_pdf
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.stukkenlijst import herkomst_van
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

SOORTEN = frozenset({"overlegbesluit", "bespreking", "actie", "verstrekking", "aanwezigheid"})
"""What the minutes are made of."""


class VerslagDeel(QWidget):
    """Nothing is read before one asks for it: looking is logged for each dossier. Lives in the screen of a meeting."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.overleg: OverlegInzicht | None = None
        self.punten: tuple[Puntinzicht, ...] | None = None
        self.mensen: tuple[Deelnemeracties, ...] | None = None
        self.lijst: Lijst[Deelnemeracties] | None = None
        self._acties_voor = False
        self.kijkknop = Knop(self.tr("Verslag bekijken"), "primair", "eye", actie=self.bekijk)
        self.drukknop = Knop(self.tr("Verslag afdrukken"), icoon="printer", actie=self.druk_af)
        self.wieknop = Knop(self.tr("Wie heeft welke acties"), icoon="users", actie=self.bekijk_acties)
        self.maakknop = Knop(self.tr("Actielijsten maken"), icoon="printer", actie=self.maak)
        self.knoppen = (self.kijkknop, self.drukknop, self.wieknop, self.maakknop)
        balk = Vloeibalk()
        for knop in self.knoppen:
            balk.voeg_toe(knop)
        self.zin = Tekst("", "label")
        self.actiekaart = Kaart(self.tr("Acties per deelnemer"))
        self.kaart = Kaart(self.tr("Besproken en besloten"))
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        for deel in (balk, self.zin, self.actiekaart, self.kaart):
            kolom.addWidget(deel)
        kolom.addStretch(1)
        self._schik()

    def zet(self, overleg: OverlegInzicht) -> None:
        """Show this meeting; what was looked at of the same one stays in sight."""
        ander = self.overleg is None or self.overleg.regel.id != overleg.regel.id
        self.overleg = overleg
        if ander:
            self.punten = self.mensen = self.lijst = None
            maak_leeg(self.kaart)
            maak_leeg(self.actiekaart)
        self._schik()

    def ververs(self, soorten: Collection[str]) -> None:
        """What was looked at changed, perhaps by a button here: show it as it stands now."""
        if self.punten is not None and not SOORTEN.isdisjoint(soorten):
            self._lees(opnieuw=True)

    @property
    def _id(self) -> UUID:
        assert self.overleg is not None
        return self.overleg.regel.id

    def _schik(self) -> None:
        mag = self.overleg is not None and self.overleg.mag_wijzigen
        for knop in self.knoppen:
            knop.setVisible(mag)
        self.maakknop.setVisible(mag and self._acties_voor and any(een.acties for een in self.mensen or ()))
        self.kaart.setVisible(self.punten is not None and not self._acties_voor)
        self.actiekaart.setVisible(self.mensen is not None and self._acties_voor)
        self.zin.setText(self._zin(mag))
        self.zin.setVisible(bool(self.zin.text()))

    def _zin(self, mag: bool) -> str:
        if not mag:
            return self.tr("Alleen wie dit overleg leidt, maakt het verslag en de actielijsten.")
        if self.punten is None and self.mensen is None:
            return self.tr(
                "Het verslag is intern. Een deelnemer krijgt een lijst met eigen acties, en met een bundel van het "
                "tabblad Uitdelen de besluiten die deze ontvanger mag lezen."
            )
        return ""

    # the minutes

    def bekijk(self) -> None:
        """Read what was said and decided; logged for each dossier."""
        self._acties_voor = False
        self._lees(opnieuw=False)

    def _lees(self, *, opnieuw: bool) -> None:
        werkplek, overleg_id = self.omgeving.werkplek, self._id

        def taak() -> tuple[tuple[Puntinzicht, ...], tuple[Deelneming, ...]]:
            punten = overlegverslag.read_verslag(werkplek, overleg_id, opnieuw=opnieuw)
            return punten, aanwezigheid.list_deelneming(werkplek, overleg_id)

        self.omgeving.werker.doe(taak, partial(self._toon, overleg_id), self.scherm.toon_fout, self)

    def _toon(self, overleg_id: UUID, gelezen: tuple[tuple[Puntinzicht, ...], tuple[Deelneming, ...]]) -> None:
        if overleg_id != self._id:
            return
        punten, mensen = gelezen
        self.punten = punten
        maak_leeg(self.kaart)
        self._voeg_mensen_toe(mensen)
        if not punten:
            self.kaart.inhoud.addWidget(Tekst(self.tr("Er staat geen casus van u op de agenda."), "zacht"))
        for een in punten:
            self._voeg_punt_toe(een)
        self._schik()

    def _voeg_mensen_toe(self, mensen: Collection[Deelneming]) -> None:
        """Who was there, and of the others what was said of them."""
        if not mensen:
            return
        self.kaart.inhoud.addWidget(Tekst(self.tr("Wie er waren"), "kop-3"))
        for stand in (*Aanwezigheidsstand, None):
            label = self.tr("Niet vastgelegd") if stand is None else aanwezigheid.STAND_LABELS[stand]
            namen = [f"{een.naam} ({een.organisatie})" for een in mensen if een.stand is stand]
            self._noem(f"{label}: {{0}}", namen)

    def _noem(self, zin: str, namen: Collection[str]) -> None:
        if namen:
            self.kaart.inhoud.addWidget(Tekst(zin.format("; ".join(namen)), kiesbaar=True))

    def _voeg_punt_toe(self, een: Puntinzicht) -> None:
        punt, inhoud = een.punt, self.kaart.inhoud
        inhoud.addWidget(Tekst(f"{punt.punt}. {punt.naam} ({punt.casusnummer})", "kop-3"))
        inhoud.addWidget(Tekst(punt.stand, "zacht"))
        if punt.gehouden or punt.gedeeld:
            self._noem(self.tr("Erbij: {0}"), punt.aanwezig or (self.tr("niet vastgelegd"),))
            self._noem(self.tr("Niet erbij: {0}"), punt.weg)
        for stuk in punt.besproken:
            inhoud.addWidget(Tekst(stuk.tekst, kiesbaar=True))
            inhoud.addWidget(Tekst(herkomst_van(stuk), "klein"))
        if een.besluiten:
            inhoud.addWidget(Tekst(self.tr("Besluiten"), "label"))
            regels = Besluitregels(self.omgeving)
            regels.zet(een.besluiten, wijzigen=True, met_tafel=False, over=f"{punt.casusnummer} · {punt.naam}")
            inhoud.addWidget(regels)
        if punt.afgedaan:
            inhoud.addWidget(Tekst(self.tr("Eerdere besluiten, nu afgedaan"), "label"))
        for stuk in punt.afgedaan:
            stand = dict(stuk.velden).get(Veld.STATUS, "")
            inhoud.addWidget(Tekst(" · ".join(filter(None, (stand, stuk.tekst))), kiesbaar=True))
        rijen = {stam(stuk): stuk for stuk in punt.acties}
        acties = [stuk for stuk in punt.acties if stuk.tekst]
        if acties:
            inhoud.addWidget(Tekst(self.tr("Afgesproken acties"), "label"))
        for stuk in acties:
            inhoud.addWidget(Tekst(_actiezin(rijen.get(stuk.bij, stuk), stuk.tekst), kiesbaar=True))
        for gedeeld in punt.gedeeld:
            inhoud.addWidget(Tekst(self.tr("Verteld aan {0}: {1}").format(gedeeld.aan, gedeeld.woorden), "zacht"))

    def druk_af(self) -> None:
        """Issue the minutes and print them; what does not leave the printer counts as failed."""
        taak = partial(overlegverslag.issue_verslag, self.omgeving.werkplek, self._id, Wijze.PAPIER)

        def druk(uitgave: Verslaguitgave) -> None:
            druk_af(
                self,
                uitgave.pdf,
                klaar=partial(self.scherm.meld, self.tr("Het verslag is naar de printer gestuurd.")),
                fout=partial(self._verslag_mislukt, uitgave, self.tr("Afdrukken is niet gelukt.")),
                geannuleerd=partial(self._verslag_mislukt, uitgave, self.tr("Afdrukken is geannuleerd."), None),
                als_bestand=self.tr("Het verslag gaat alleen op papier. Kies een printer."),
            )

        self.omgeving.werker.doe(taak, druk, self.scherm.toon_fout, self)

    def _verslag_mislukt(self, uitgave: Verslaguitgave, reden: str, fout: Fout | None) -> None:
        if fout is not None:
            self.scherm.toon_fout(fout)
        taak = partial(overlegverslag.mark_verslag_mislukt, self.omgeving.werkplek, uitgave.verstrekkingen, reden)
        self.omgeving.werker.doe(taak, None, self.scherm.toon_fout, self)

    # the lists of actions

    def bekijk_acties(self) -> None:
        """Read who has to do what; logged for each dossier."""
        self._acties_voor = True
        werkplek, overleg_id = self.omgeving.werkplek, self._id

        def taak() -> tuple[tuple[Deelnemeracties, ...], tuple[Buitentafel, ...]]:
            mensen = actielijsten.prepare_actielijsten(werkplek, overleg_id)
            return mensen, actielijsten.list_buiten_tafel(werkplek, overleg_id)

        self.omgeving.werker.doe(taak, partial(self._toon_acties, overleg_id), self.scherm.toon_fout, self)

    def _toon_acties(
        self, overleg_id: UUID, gelezen: tuple[tuple[Deelnemeracties, ...], tuple[Buitentafel, ...]]
    ) -> None:
        if overleg_id != self._id:
            return
        mensen, buiten = gelezen
        self.mensen = mensen
        maak_leeg(self.actiekaart)
        if mensen:
            self.lijst = self._maak_lijst(mensen)
            uitleg = self.tr("Wat niet op papier mag, staat er als aantal op. Open een regel voor een voorbeeld.")
            self.actiekaart.inhoud.addWidget(Tekst(uitleg, "zacht"))
            self.actiekaart.inhoud.addWidget(self.lijst)
        else:
            niemand = self.tr("Geen van de deelnemers heeft een actie die nog loopt in deze casussen.")
            self.actiekaart.inhoud.addWidget(Tekst(niemand, "zacht"))
        for zin in self._geen_lijst(mensen, buiten):
            self.actiekaart.inhoud.addWidget(Tekst(zin))
        self._schik()

    def _geen_lijst(self, mensen: tuple[Deelnemeracties, ...], buiten: tuple[Buitentafel, ...]) -> list[str]:
        """Who has something to do and gets no list, why, and what to do about it."""
        zinnen = []
        niets = "; ".join(f"{een.naam} ({een.ontvanger})" for een in mensen if not een.acties)
        if niets:
            zin = self.tr(
                "Geen lijst voor {}: er is geen akkoord om deze acties op papier te geven. Vraag akkoord aan, of bel."
            )
            zinnen.append(zin.format(niets))
        if buiten:
            wie = "; ".join(f"{een.naam} ({een.organisatie}): {een.acties}" for een in buiten)
            zin = self.tr(
                "Kreeg een actie, maar is geen deelnemer en krijgt geen lijst: {}. Laat het deze mensen zelf weten, of"
                " nodig ze uit: dan staan ze in deze lijst."
            )
            zinnen.append(zin.format(wie))
        return zinnen

    def _maak_lijst(self, mensen: tuple[Deelnemeracties, ...]) -> Lijst[Deelnemeracties]:
        lijst: Lijst[Deelnemeracties] = Lijst(
            "actielijsten",
            self.tr("Deelnemers met acties"),
            (
                Kolom("naam", self.tr("Deelnemer"), lambda d: d.naam, breedte=200, nadruk=True),
                Kolom("ontvanger", self.tr("Namens"), lambda d: d.ontvanger, breedte=240, rekt=True),
                Kolom("acties", self.tr("Op de lijst"), lambda d: d.acties, "getal", breedte=110),
                Kolom("nieuw", self.tr("Te bevestigen"), lambda d: len(d.nieuw), "getal", breedte=130),
                Kolom("verzwegen", self.tr("Mag er niet op"), lambda d: d.verzwegen, "getal", breedte=130),
            ),
            lambda d: d.professional_id,
            woord=(self.tr("deelnemer"), self.tr("deelnemers")),
            filterveld=False,
        )
        lijst.rol_uit()
        lijst.zet_rijen(mensen)
        lijst.geopend.connect(self.voorbeeld)
        return lijst

    def voorbeeld(self, wie: Deelnemeracties) -> None:
        """The list of this person as it would be made, with everything that is new; nothing is issued."""
        keuze = Actielijstkeuze(wie.professional_id, frozenset(id_ for een in wie.nieuw for id_ in een.ids))
        taak = partial(actielijsten.preview_actielijst, self.omgeving.werkplek, self._id, keuze)
        self.omgeving.werker.doe(taak, self._toon_pdf, self.scherm.toon_fout, self)

    def _toon_pdf(self, pdf: bytes) -> None:
        toon_pdf(self, self.tr("Actielijst"), pdf)

    def maak(self) -> None:
        """Ask for whom, and what of the new text goes along."""
        mensen = [een for een in self.mensen or () if een.acties]
        wie = [Keuze(een.professional_id, f"{een.naam}, {een.ontvanger}") for een in mensen]
        velden = [MeerKeuzeVeld("mensen", self.tr("Voor wie?"), wie, verplicht=True)]
        nieuw = [(een, stuk) for een in mensen for stuk in een.nieuw]
        if nieuw:
            bevestigd = MeerKeuzeVeld(
                "bevestigd",
                self.tr("Nieuw sinds het akkoord: wat gaat mee?"),
                [Keuze(nr, f"{een.naam}, {stuk.casusnummer}: {stuk.tekst}") for nr, (een, stuk) in enumerate(nieuw)],
                hulp=self.tr("Wat u niet aanvinkt, staat niet op de lijst."),
            )
            bevestigd.alleen_nu = True  # of the texts of today
            velden.append(bevestigd)
        formulier = Formulier(velden, knop=self.tr("Afdrukken"), annuleren=self.tr("Terug"))
        formulier.zet({"mensen": tuple(een.professional_id for een in mensen)})
        venster = Formulierdialoog(self, self.tr("Actielijsten maken"), formulier)

        def verder(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            venster.accept()
            self._geef_uit(_keuzes(waarden, nieuw))

        formulier.bewaren.connect(verder)
        formulier.koppel_concept(self.omgeving.concepten, "actielijsten", self._id)
        venster.toon()

    def _geef_uit(self, keuzes: list[Actielijstkeuze]) -> None:
        werkplek, overleg_id = self.omgeving.werkplek, self._id

        def taak(voortgang: Voortgang) -> Actielijstuitslag:
            return actielijsten.issue_actielijsten(werkplek, overleg_id, keuzes, stap=voortgang.meld)

        self.omgeving.werker.doe_lang(
            taak,
            self.tr("Actielijsten maken"),
            self._uitgegeven,
            self.scherm.toon_fout,
            self,
            geannuleerd=self._gestopt,
        )

    def _gestopt(self) -> None:
        zin = self.tr("U bent gestopt. Wat al was uitgegeven staat op het tabblad Uitdelen.")
        self.scherm.melding.zet("waarschuwing", zin)

    def _uitgegeven(self, uitslag: Actielijstuitslag) -> None:
        if uitslag.mislukt:
            wie = "\n".join(f"{naam}: {fout.tekst()}" for naam, fout in uitslag.mislukt)
            self.scherm.melding.zet("waarschuwing", self.tr("Niet iedereen kreeg een actielijst.") + "\n" + wie)
        uit = uitslag.uitgegeven
        if not uit:
            return

        def geannuleerd() -> None:
            for een in uit:
                self._lijst_mislukt(een.id, self.tr("Afdrukken is geannuleerd."))

        druk_reeks_af(
            self,
            [een.pdf for een in uit],
            klaar=self._gedrukt,
            fout=lambda nr, fout: self._lijst_mislukt(uit[nr].id, self.tr("Afdrukken is niet gelukt."), fout),
            geannuleerd=geannuleerd,
            als_bestand=self.tr(
                "Een actielijst gaat alleen op papier: kies een printer. Geen van deze lijsten telt als uitgedeeld."
            ),
        )

    def _gedrukt(self, aantal: int) -> None:
        zin = self.tr("Naar de printer gestuurd: {}. Ging er iets mis? Meld dat op het tabblad Uitdelen.")
        self.scherm.meld(zin.format(self.tr("1 lijst") if aantal == 1 else self.tr("{} lijsten").format(aantal)))

    def _lijst_mislukt(self, bundel_id: UUID, reden: str, fout: Fout | None = None) -> None:
        """It was issued and did not arrive: then it does not count as shared."""
        if fout is not None:
            self.scherm.toon_fout(fout)
        taak = partial(bundels.mark_bundel_mislukt, self.omgeving.werkplek, bundel_id, reden)
        self.omgeving.werker.doe(taak, None, self.scherm.toon_fout, self)


def _keuzes(waarden: dict[str, Any], nieuw: list[tuple[Deelnemeracties, NieuweActietekst]]) -> list[Actielijstkeuze]:
    """For whom, each with what was confirmed of their own list."""
    ja = [nieuw[nr] for nr in waarden.get("bevestigd") or ()]
    return [
        Actielijstkeuze(id_, frozenset(een for wie, stuk in ja if wie.professional_id == id_ for een in stuk.ids))
        for id_ in waarden["mensen"]
    ]


def _actiezin(rij: Stuk, woorden: str) -> str:
    velden = dict(rij.velden)
    gereed = velden.get(Veld.GEREED_OP, "")
    delen = (gereed and toon_datum(date.fromisoformat(gereed)), velden.get(Veld.WIE, ""))
    return " · ".join(deel for deel in (*delen, woorden) if deel)
