"""Several requests that are alike, judged with one signature: each listed with what its recipient would get."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import oordeelbundels, toezicht
from pmg_desk.services.oordeelbundels import Bundeldeel, Bundelinvoer, BundelVeranderd, Bundelvoorstel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.oordeelformulier import EIS_LABELS, Oordeelformulier
from pmg_desk.ui.screens.tekstblokken import Tekstblokbalk
from pmg_desk.ui.screens.verzoekdelen import maak_leeg
from pmg_desk.ui.widgets.bestandskeuze import kies_map
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.sprongbalk import Sprongbalk
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld

MEESTE_OPEN = 6
"""Of more requests than this the text is drawn when it is unfolded."""


class OordeelbundelScherm(Scherm):
    """``toon(verzoek_ids=)``: read what the signature would do. Opening each of them is logged."""

    sleutel, titel, icoon = "oordeelbundel", "Samen beoordelen", "list-checks"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    in_navigatie = False
    onder = "delen"
    concept: ClassVar[str] = "oordeelbundel"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._ids: tuple[UUID, ...] = ()
        self._voorstel: Bundelvoorstel | None = None
        self._labels = {c.sleutel: c.label for c in omgeving.werkplek.profiel.datacategorieen.values()}
        self.lijsten: dict[UUID, Stukkenlijst] = {}  # of what was unfolded
        self.vouwknoppen: dict[UUID, Knop] = {}
        self._plekken: dict[UUID, QWidget] = {}
        self.zet_titel(self.titel, self.tr("Eén motivering en één handtekening. Elk verzoek krijgt een eigen besluit."))
        self.terugknop = self.voeg_actie(Knop(self.tr("Terug naar de verzoeken"), icoon="arrow-left", actie=self.terug))
        self._rolvak = Rolvak()
        self.sprong = Sprongbalk(self._rolvak)
        self.inhoud.addWidget(self.sprong)
        self.inhoud.addWidget(self._rolvak, 1)
        vak = self._rolvak.inhoud
        vak.setSpacing(14)
        self._vorige: dict[str, Any] = {}
        self._volgende: tuple[UUID, ...] = ()
        self._verder = False
        self._volgendekaart = Kaart(self.tr("Er wachten meer verzoeken van deze groep"))
        self.volgendeknop = Knop("", "primair", "chevron-right", actie=self.ga_verder)
        self._volgendekaart.inhoud.addWidget(self.volgendeknop)
        self._volgendekaart.setVisible(False)
        vak.addWidget(self._volgendekaart)
        self._samen = Kaart(self.tr("Wat deze verzoeken gelijk hebben"))
        self._gegevens = Gegevens()
        self._samen.inhoud.addWidget(self._gegevens)
        vak.addWidget(self._samen)
        self._verzoeken = Kaart(self.tr("Dit krijgt de ontvanger per verzoek"))
        vak.addWidget(self._verzoeken)
        self._oordeelkaart = Kaart(self.tr("Uw oordeel over alle verzoeken"))
        self.formulier = Oordeelformulier(omgeving, samen=True)
        self.formulier.bewaren.connect(self._beslis)
        vellen = [v.vel for v in self.formulier.findChildren(LangeTekstVeld)]
        self.tekstblokken = Tekstblokbalk(self, vellen)
        self.formulier.voeg_in(self.tekstblokken, self.formulier.veld("motivering"))
        self.motiveringknop = Knop(
            self.tr("Neem de motivering van hiervoor over"), "koppeling", "copy", actie=self.neem_motivering
        )
        self.motiveringknop.setVisible(False)
        self.formulier.voeg_in(self.motiveringknop, self.formulier.veld("motivering"))
        self._overgenomen = Tekst(
            self.tr(
                "De bevindingen zijn overgenomen van de groep die u net ondertekende. Pas aan wat hier niet klopt."
            ),
            "zacht",
        )
        self._overgenomen.setVisible(False)
        self._oordeelkaart.inhoud.addWidget(self._overgenomen)
        self._oordeelkaart.inhoud.addWidget(self.formulier)
        vak.addWidget(self._oordeelkaart)
        vak.addStretch(1)
        self.sprong.voeg_deel_toe(self.tr("Wat gelijk is"), self._samen)
        self.sprong.voeg_deel_toe(self.tr("De tekst per verzoek"), self._verzoeken)
        oordeel = self.formulier.veld("oordeel")
        self.sprong.voeg_deel_toe(self.tr("Uw oordeel"), oordeel, sneltoets="Alt+O", binnen=self._oordeelkaart)

    def toon(self, **params: Any) -> None:
        """``verzoek_ids``: which; without, those of last time."""
        if "verzoek_ids" in params:
            self._ids, self._verder = tuple(params["verzoek_ids"]), False
        if self._ids:
            taak = partial(oordeelbundels.prepare_bundel, self.omgeving.werkplek, self._ids)
            self.omgeving.werker.doe(taak, self._toon_voorstel, self._kan_niet, self)

    def _kan_niet(self, fout: Fout) -> None:
        self._oordeelkaart.setVisible(False)
        self.sprong.pas_aan()
        zin = " ".join(fout.velden.values()) if isinstance(fout, OngeldigeInvoer) else fout.tekst()
        self.melding.zet("fout", zin)

    def _toon_voorstel(self, voorstel: Bundelvoorstel) -> None:
        anders = self._voorstel is None or {d.regel.id for d in self._voorstel.delen} != {
            d.regel.id for d in voorstel.delen
        }
        self._voorstel = voorstel
        self._zet_getekend(getekend=False)
        self.sprong.pas_aan()
        if voorstel.weg:
            self._zeg_weg(voorstel.weg)
        eerste = voorstel.delen[0].regel
        ontvangers = Counter(deel.regel.ontvanger for deel in voorstel.delen)
        aantal = len(voorstel.delen)
        self._gegevens.zet(
            [
                (self.tr("Aantal"), self.tr("1 verzoek") if aantal == 1 else self.tr("{} verzoeken").format(aantal)),
                (self.tr("Voor wie"), ", ".join(f"{wie} ({keer})" for wie, keer in sorted(ontvangers.items()))),
                (self.tr("Doel"), voorstel.doel_label),
                (self.tr("Grondslag"), ", ".join(voorstel.grondslag_labels)),
                (self.tr("Waarom nodig"), voorstel.antwoorden[0]),
                (self.tr("Waarom zoveel"), voorstel.antwoorden[1]),
                (self.tr("Waarom niet lichter"), voorstel.antwoorden[2]),
            ]
        )
        self._toon_delen(voorstel)
        self.formulier.zet_weggelaten(0)  # shown anew with everything ticked
        if anders:
            self.formulier.begin(
                ontvanger=eerste.ontvanger,
                categorieen=voorstel.categorie_labels,
                derden=voorstel.derden_gevraagd,
                geldig_tot=None,  # each its own, unless one types a day for all
                document=False,
            )
            if self._verder:
                self.formulier.begin_na(self._vorige)
            self._overgenomen.setVisible(self._verder)
            self.motiveringknop.setVisible(self._verder)
            self.formulier.koppel_concept(self.omgeving.concepten, self.concept, eerste.id)
            self.tekstblokken.laad()
        self.formulier.zet_delen(voorstel.delen)

    def _toon_delen(self, voorstel: Bundelvoorstel) -> None:
        maak_leeg(self._verzoeken)
        self.lijsten.clear()
        self.vouwknoppen.clear()
        self._plekken.clear()
        for deel in voorstel.delen:
            kop = self.tr("{0}, casus {1}, voor {2}, gevraagd door {3}").format(
                deel.regel.nummer, deel.regel.casusnummer, deel.regel.ontvanger, deel.regel.aanvrager
            )
            self._verzoeken.inhoud.addWidget(Tekst(kop, "label"))
            if deel.geinformeerd:
                weten = self.tr("Weten de jongere en ouders dit? {}").format(deel.geinformeerd)
                self._verzoeken.inhoud.addWidget(Tekst(weten, "zacht"))
            self._verzoeken.inhoud.addWidget(Tekst(self._eigen_begin(deel), "zacht"))
            if deel.ongedekt:
                soorten = ", ".join(self._labels.get(c, c).lower() for c in deel.ongedekt)
                let_op = self.tr("Let op: {} is gevoelig, en bij dit verzoek staat geen grondslag daarvoor.")
                melding = Melding(sluitbaar=False)
                melding.zet("waarschuwing", let_op.format(soorten))
                self._verzoeken.inhoud.addWidget(melding)
            if not deel.stukken:
                leeg = self.tr("In deze soorten gegevens staat nu nog niets.")
                self._verzoeken.inhoud.addWidget(Tekst(leeg, "zacht"))
                continue
            vouw = Knop("", "koppeling", "chevron-down", actie=partial(self.vouw, deel))
            self.vouwknoppen[deel.regel.id] = vouw
            self._verzoeken.inhoud.addWidget(vouw)
            plek = QWidget()
            QVBoxLayout(plek).setContentsMargins(0, 0, 0, 0)
            self._plekken[deel.regel.id] = plek
            self._verzoeken.inhoud.addWidget(plek)
            if len(voorstel.delen) <= MEESTE_OPEN:
                self.vouw(deel)
            else:
                self._zet_vouw(deel, dicht=True)

    def vouw(self, deel: Bundeldeel) -> None:
        """Unfold the text of a request, or fold it; it is drawn when it is first asked for."""
        lijst = self.lijsten.get(deel.regel.id)
        if lijst is not None:
            self._zet_vouw(deel, dicht=not self._plekken[deel.regel.id].isHidden())
            return
        lijst = Stukkenlijst(self.tr("Tekst bij verzoek {}").format(deel.regel.nummer), kiesbaar=True)
        lijst.zet(deel.stukken, self._labels, per_veld=True)
        lijst.gewijzigd.connect(self._tel_weggelaten)
        toets = QShortcut(QKeySequence("Ctrl+Return"), lijst)
        toets.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        toets.activated.connect(self.formulier.bewaar_met_toets)
        self.lijsten[deel.regel.id] = lijst
        vak = self._plekken[deel.regel.id].layout()
        assert vak is not None
        vak.addWidget(lijst)
        self._zet_vouw(deel, dicht=False)

    def _zet_vouw(self, deel: Bundeldeel, *, dicht: bool) -> None:
        self._plekken[deel.regel.id].setVisible(not dicht)
        knop, aantal = self.vouwknoppen[deel.regel.id], len(deel.stukken)
        woorden = self.tr("Toon de tekst ({})").format(aantal) if dicht else self.tr("Verberg de tekst")
        knop.setText(woorden)
        knop.setAccessibleName(f"{woorden}: {deel.regel.nummer}")
        knop.zet_icoon("chevron-down" if dicht else "chevron-up")

    def _eigen_begin(self, deel: Bundeldeel) -> str:
        """Until when it lasts, and the conditions of the decision before that stay with this request."""
        tot = self.tr("Tot en met {}.").format(toon_datum(deel.geldig_tot))
        begin = deel.begin
        if begin is None or not deel.voorwaarden:
            return tot
        niet = [self._labels.get(c, c).lower() for c in deel.minder]
        if deel.zonder_derden:
            niet.append(self.tr("wat over anderen gaat"))
        wat = [EIS_LABELS[eis] for eis in begin.eisen]
        if begin.niet_voor is not None:
            wat.append(self.tr("Niet delen vóór {}").format(toon_datum(begin.niet_voor)))
        if niet:
            wat.append(self.tr("Zonder {}").format(", ".join(niet)))
        if begin.weglaten:
            weg = len(begin.weglaten)
            wat.append(
                self.tr("1 onderdeel blijft weg") if weg == 1 else self.tr("{} onderdelen blijven weg").format(weg)
            )
        if begin.voorwaarden:
            wat.append(begin.voorwaarden.rstrip("."))
        zin = self.tr("Met de voorwaarden van {0}: {1}. Wilt u minder voorwaarden? Beoordeel dit verzoek dan apart.")
        return f"{tot} {zin.format(begin.nummer, '; '.join(wat))}"

    def _tel_weggelaten(self) -> None:
        self.formulier.zet_weggelaten(sum(len(lijst.weggelaten()) for lijst in self.lijsten.values()))

    def _zeg_weg(self, weg: tuple[tuple[str, str], ...]) -> None:
        wat = " ".join(f"{nummer}: {reden}" for nummer, reden in weg)
        self.melding.zet("waarschuwing", self.tr("Niet meer in deze lijst of veranderd. {}").format(wat))

    def _beslis(self, waarden: dict[str, Any]) -> None:
        assert self._voorstel is not None
        bundel = Bundelinvoer(
            self.formulier.invoer(waarden, (), ()),
            {deel.regel.id: deel.gezien for deel in self._voorstel.delen},
            {id_: lijst.weggelaten() for id_, lijst in self.lijsten.items()},
        )
        self._vorige = waarden
        self.formulier.zet_bezig(True)
        taak = partial(oordeelbundels.decide_bundel, self.omgeving.werkplek, bundel)
        self.omgeving.werker.doe(taak, self._besloten, self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.toon_fouten(fout)
        if isinstance(fout, BundelVeranderd):
            self._zeg_weg(fout.weg)
            self.toon()
        elif isinstance(fout, OngeldigeInvoer) and "weglaten" in fout.velden:
            self.melding.zet("fout", fout.velden["weglaten"])

    def _besloten(self, besluiten: tuple[UUID, ...]) -> None:
        self.meld(self.tr("{} besluiten zijn met één handtekening ondertekend.").format(len(besluiten)))
        self._zoek_volgende()

    def _zoek_volgende(self) -> None:
        """Whether more of the same group waits: then it is one key away."""
        assert self._voorstel is not None
        eerste = self._voorstel.delen[0].regel.id
        self.formulier.opgeslagen()
        self._voorstel, self._ids = None, ()
        taak = partial(oordeelbundels.next_bundel, self.omgeving.werkplek, eerste)
        self.omgeving.werker.doe(taak, self._toon_volgende, self.toon_fout, self)

    def _toon_volgende(self, volgende: tuple[UUID, ...]) -> None:
        if not volgende:
            self.terug()
            return
        self._volgende = volgende
        aantal = len(volgende)
        woorden = self.tr("Verder met de volgende {} verzoeken").format(aantal)
        self.volgendeknop.setText(self.tr("Verder met het volgende verzoek") if aantal == 1 else woorden)
        self._zet_getekend(getekend=True)
        self.volgendeknop.setFocus()

    def _zet_getekend(self, *, getekend: bool) -> None:
        self._volgendekaart.setVisible(getekend)
        for kaart in (self._samen, self._verzoeken, self._oordeelkaart):
            kaart.setVisible(not getekend)

    def ga_verder(self) -> None:
        """On to what waits of the same group, with the findings that were just signed."""
        self._ids, self._verder = self._volgende, True
        self.toon()

    def neem_motivering(self) -> None:
        """The motivation that was just signed, as if it was typed."""
        self.formulier.veld("motivering").zet(self._vorige.get("motivering", ""))
        self.formulier.veld("motivering").setFocus()

    def terug(self) -> None:
        """Back to the inbox."""
        self.omgeving.navigeer(self.onder)

    def _schik(self) -> None:
        super()._schik()
        self._rolvak.rol_uit(self.is_laag)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Nothing by itself: what changed is told when signing, so that what one reads does not move."""

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()


class ToezichtBundelScherm(OordeelbundelScherm):
    """The same in an own installation: afterwards each decision is saved as the package that goes back."""

    sleutel, titel, icoon = "toezichtbundel", "Samen beoordelen", "list-checks"
    kluizen = frozenset({Kluissoort.TOEZICHT})
    onder = "toezicht"
    concept = "toezichtbundel"

    def _besloten(self, besluiten: tuple[UUID, ...]) -> None:
        self.meld(self.tr("Ondertekend. Kies nu de map voor de pakketten."))

        def bewaar(map_: Path) -> None:
            taak = partial(_schrijf_pakketten, self.omgeving.werkplek, besluiten, map_)
            self.omgeving.werker.doe(taak, self._opgeslagen, self.toon_fout, self)

        kies_map(self, self.tr("Map voor de pakketten"), bewaar)
        self._zoek_volgende()

    def _opgeslagen(self, aantal: int) -> None:
        self.meld(self.tr("{} pakketten opgeslagen. Stuur ze naar de aanvragers.").format(aantal))


def _schrijf_pakketten(werkplek: Werkplek, besluiten: tuple[UUID, ...], map_: Path) -> int:
    """One file per decision, named by its id: nobody's name is in it."""
    for besluit_id in besluiten:
        pakket = toezicht.make_besluitpakket(werkplek, besluit_id)
        schrijf_heel(map_ / f"besluit-{besluit_id.hex[:8]}.pmgpakket", pakket.ruw)
    return len(besluiten)
