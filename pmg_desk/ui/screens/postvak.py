"""The inbox of a privacy officer as a part of a screen: the list, whose it is, cover, and judging several at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID
from weakref import ref

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import oordeelvervangingen, postvak
from pmg_desk.services.oordeelbundels import MEESTE
from pmg_desk.services.oordeelvervangingen import VervangingInzicht
from pmg_desk.services.postvak import OPEN, Officer, Postregel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Prioriteit, VerzoekStatus
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.verzoekdelen import Belangdialoog
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import VinkVeld

MIJ, ALLE_OPEN, TE_LAAT = "mij", "open", "laat"


_NIET_AAN_ZET: dict[VerzoekStatus, tuple[str, str]] = {
    VerzoekStatus.TERUG: ("teruggevraagd", "Vraag gesteld"),
    VerzoekStatus.BEHANDELD: ("klaar", "Beoordeeld"),
    VerzoekStatus.INGETROKKEN: ("vervallen", "Ingetrokken"),
}


def standchip(regel: Postregel) -> Chipwaarde:
    """Of what waits how long there is left, of what does not its status: colour and word."""
    if regel.wacht_op_vervanger:
        return chip.status("teruggevraagd", "Wacht op vervanger")
    if regel.dagen_over is None:
        kleur, woord = _NIET_AAN_ZET[regel.status]
        return chip.status(kleur, woord)
    if regel.te_laat:
        dagen = -regel.dagen_over
        return chip.status("te_laat", "1 dag te laat" if dagen == 1 else f"{dagen} dagen te laat")
    if regel.dagen_over == 0:
        return chip.status("gevraagd", "Vandaag")
    woord = "Nog 1 dag" if regel.dagen_over == 1 else f"Nog {regel.dagen_over} dagen"
    return chip.status("gepland", woord)


def _wie(regel: Postregel) -> str:
    if regel.belang:
        return "Niet u: raakt u"
    return regel.behandelaar


def _voorrang(regel: Postregel) -> str:
    """What makes it go before others: that an officer said so, or the meeting it was asked for."""
    overleg = "" if regel.overleg is None or not regel.wacht else f"Overleg {regel.overleg.day}-{regel.overleg.month}"
    return ", ".join(deel for deel in ("Ja" if regel.hoog else "", overleg) if deel)


def _gelijk(regel: Postregel) -> str:
    return f"{regel.soortgelijk} gelijk" if regel.soortgelijk else ""


def _lees(werkplek: Werkplek) -> tuple[tuple[Postregel, ...], tuple[VervangingInzicht, ...]]:
    return postvak.list_postvak(werkplek), oordeelvervangingen.list_vervangingen(werkplek)


class Postvak(QWidget):
    """The list and its buttons. ``naar`` is the screen that opens a request, ``samen`` that for several."""

    def __init__(self, scherm: Scherm, naar: str, samen: str, sleutel: str, leeg: Leegtekst) -> None:
        super().__init__()
        self._omgeving, self._naar, self._samen = scherm.omgeving, naar, samen
        self._scherm = ref(scherm)
        self._regels: tuple[Postregel, ...] = ()
        self._klaar: Callable[..., object] | None = None
        self.samenknop = scherm.voeg_actie(
            Knop(self.tr("Samen beoordelen"), icoon="list-checks", actie=self.beoordeel_samen)
        )
        self.toewijsknop = scherm.voeg_actie(Knop(self.tr("Toewijzen"), icoon="user-round", actie=self.wijs_toe))
        self.belangknop = scherm.voeg_actie(Knop(self.tr("Dit raakt mij"), icoon="users", actie=self.meld_belang))
        self.vervangknop = scherm.voeg_actie(Knop(self.tr("Vervanging"), icoon="calendar", actie=self.vervang))
        self.lijst: Lijst[Postregel] = Lijst(
            sleutel,
            self.tr("Verzoeken"),
            (
                Kolom("nummer", self.tr("Verzoek"), lambda r: r.nummer, breedte=125, nadruk=True),
                Kolom("termijn", self.tr("Termijn"), standchip, "chip", breedte=165),
                Kolom("voorrang", self.tr("Voorrang"), _voorrang, breedte=125),
                Kolom("ontvanger", self.tr("Voor wie"), lambda r: r.ontvanger, rekt=True),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=145),
                Kolom("gelijk", self.tr("Samen"), _gelijk, breedte=90),
                Kolom("wie", self.tr("Behandelt"), _wie, breedte=140),
                Kolom("aanvrager", self.tr("Gevraagd door"), lambda r: r.aanvrager, breedte=140, verborgen=True),
                Kolom("dagen", self.tr("Dagen oud"), lambda r: r.dagen_oud, "getal", breedte=100, verborgen=True),
                Kolom("uiterlijk", self.tr("Uiterlijk"), lambda r: r.uiterlijk, "datum", breedte=120, verborgen=True),
                Kolom("status", self.tr("Status"), lambda r: r.status_label, breedte=170, verborgen=True),
                Kolom("soort", self.tr("Soort"), lambda r: r.soort_label, breedte=240, verborgen=True),
                Kolom("tot", self.tr("Gevraagd tot"), lambda r: r.gevraagd_tot, "datum", breedte=130, verborgen=True),
            ),
            lambda r: r.id,
            meer_kiezen=True,
            woord=(self.tr("verzoek"), self.tr("verzoeken")),
            instellingen=scherm.omgeving.instellingen,
            leeg=leeg,
        )
        self.filter = Filterkeuze(
            self.tr("Welke verzoeken"),
            self.tr("Alle verzoeken"),
            [
                (MIJ, self.tr("Open, van mij of vrij")),
                (ALLE_OPEN, self.tr("Alle open verzoeken")),
                (TE_LAAT, self.tr("Te laat")),
            ],
        )
        self.filter.gewijzigd.connect(self._filter)
        self.lijst.voeg_naast_filter(self.filter)
        self.lijst.geopend.connect(self._open)
        self.vervanging = Tekst("", "zacht")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self.vervanging)
        kolom.addWidget(self.lijst, 1)

    def laad(self, klaar: Callable[[int], None] | None = None) -> None:
        """Read again; ``klaar`` hears how many are open."""
        self._klaar = None if klaar is None else zwak(klaar)
        taak = partial(_lees, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, self._zet, self._omgeving.toon_fout, self)

    def _zet(self, gelezen: tuple[tuple[Postregel, ...], tuple[VervangingInzicht, ...]]) -> None:
        self._regels, vervangingen = gelezen
        self.vervanging.setText(" ".join(v.zin for v in vervangingen))
        self.vervanging.setVisible(bool(vervangingen))
        self._filter()
        if self._klaar is not None:
            self._klaar(sum(regel.status in OPEN for regel in self._regels))

    def _filter(self) -> None:
        keuze = self.filter.waarde
        past: dict[str | None, Callable[[Postregel], bool]] = {
            MIJ: lambda r: r.wacht and r.van_mij and not r.belang and not r.eigen,
            ALLE_OPEN: lambda r: r.status in OPEN,
            TE_LAAT: lambda r: r.te_laat,
        }
        toets = past.get(keuze)
        self.lijst.zet_rijen([r for r in self._regels if toets is None or toets(r)])

    def _open(self, regel: Postregel) -> None:
        self._omgeving.navigeer(self._naar, verzoek_id=regel.id)

    def beoordeel_samen(self) -> None:
        """The chosen requests; with one chosen, all that are like it, as many as may be judged at once."""
        gekozen = [regel for regel in self.lijst.gekozen_rijen() if regel.wacht]
        if len(gekozen) == 1:
            gekozen = [r for r in self._regels if r.wacht and r.groep == gekozen[0].groep and not r.belang]
            gekozen = gekozen[:MEESTE]
        if not gekozen:
            self._omgeving.meld(self.tr("Kies een of meer verzoeken die op een oordeel wachten."))
            return
        self._omgeving.navigeer(self._samen, verzoek_ids=tuple(r.id for r in gekozen))

    def wijs_toe(self) -> None:
        """Say whose the chosen requests are."""
        gekozen = [regel for regel in self.lijst.gekozen_rijen() if regel.status in OPEN]
        if gekozen:
            Toewijsdialoog(self, self._omgeving, gekozen).toon()
        else:
            self._omgeving.meld(self.tr("Kies een of meer verzoeken die nog open staan."))

    def meld_belang(self) -> None:
        """Say that the chosen requests touch oneself or one's family; several, when they are about the same youth."""
        gekozen = tuple(regel.id for regel in self.lijst.gekozen_rijen() if not regel.belang)
        scherm = self._scherm()
        if gekozen and scherm is not None:
            Belangdialoog(scherm, gekozen, self._belang_gemeld).toon()
        else:
            self._omgeving.meld(self.tr("Kies een of meer verzoeken die u of uw familie raken."))

    def _belang_gemeld(self) -> None:
        self._omgeving.meld(self.tr("Uw belang is vastgelegd. Een andere privacy officer beoordeelt dit."))

    def vervang(self) -> None:
        """Name who judges while one is away."""
        Vervangdialoog(self, self._omgeving).toon()


class Toewijsdialoog(Formulierdialoog):
    """Who handles these requests, and whether they go first."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, regels: list[Postregel]) -> None:
        self._omgeving, self._regels = omgeving, regels
        self.wie = KeuzeVeld("behandelaar", ouder.tr("Wie behandelt dit"), [], hulp=ouder.tr("Leeg: wie het pakt."))
        formulier = Formulier(
            [self.wie, VinkVeld("hoog", ouder.tr("Dit gaat voor"))], knop=ouder.tr("Toewijzing vastleggen")
        )
        super().__init__(ouder, ouder.tr("Verzoek toewijzen"), formulier)
        formulier.bewaren.connect(self._bewaar)
        taak = partial(postvak.list_officers, omgeving.werkplek)
        omgeving.werker.doe(taak, self._zet, formulier.toon_fouten, self)

    def _zet(self, officers: tuple[Officer, ...]) -> None:
        self.wie.zet_keuzes([Keuze(o.id, self.tr("{} (u)").format(o.naam) if o.zelf else o.naam) for o in officers])
        eerste = self._regels[0]
        self.formulier.zet({"behandelaar": eerste.behandelaar_id, "hoog": eerste.hoog})
        self.formulier.koppel_concept(self._omgeving.concepten, "verzoek-toewijzen", eerste.id)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(
            postvak.assign_verzoek,
            self._omgeving.werkplek,
            tuple(regel.id for regel in self._regels),
            waarden["behandelaar"] or None,
            Prioriteit.HOOG if waarden["hoog"] else Prioriteit.GEWOON,
        )
        self._omgeving.werker.doe(taak, self._bewaard, self.formulier.toon_fouten, self)

    def _bewaard(self, _niets: None) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self.tr("De toewijzing is vastgelegd."))


class Vervangdialoog(Formulierdialoog):
    """What runs, with a button to end one's own; under it the form for a new one."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving) -> None:
        self._omgeving = omgeving
        self.wie = KeuzeVeld("vervanger", ouder.tr("Wie beoordeelt in uw plaats"), [], verplicht=True)
        formulier = Formulier(
            [
                self.wie,
                DatumVeld("van", ouder.tr("Eerste dag"), omgeving.vandaag, verplicht=True, vroegst=omgeving.vandaag),
                DatumVeld("tot", ouder.tr("Laatste dag"), omgeving.vandaag, verplicht=True, vroegst=omgeving.vandaag),
            ],
            knop=ouder.tr("Vervanging vastleggen"),
        )
        super().__init__(ouder, ouder.tr("Vervanging regelen"), formulier)
        uitleg = self.tr(
            "Uw collega ziet en beoordeelt in die dagen ook wat aan u is toegewezen. Daarna houdt het vanzelf op."
        )
        self.inhoud.insertWidget(0, Tekst(uitleg))
        self._lopend = QVBoxLayout()
        self.inhoud.insertLayout(1, self._lopend)
        self._gekoppeld = False
        formulier.bewaren.connect(self._bewaar)
        self._laad()

    def _laad(self) -> None:
        taak = partial(_lees_vervanging, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, self._zet, self.formulier.toon_fouten, self)

    def _zet(self, gelezen: tuple[tuple[Officer, ...], tuple[VervangingInzicht, ...]]) -> None:
        officers, vervangingen = gelezen
        self.wie.zet_keuzes([Keuze(o.id, o.naam) for o in officers if not o.zelf])
        if not self._gekoppeld:
            self._gekoppeld = True
            self.formulier.koppel_concept(
                self._omgeving.concepten, "oordeelvervanging", self._omgeving.werkplek.gebruiker.id
            )
        while self._lopend.count():
            deel = self._lopend.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        for rij in vervangingen:
            self._lopend.addWidget(Tekst(rij.zin))
            if rij.van_mij:
                tekst = self.tr("Vervanging beëindigen")
                self._lopend.addWidget(Knop(tekst, "koppeling", "x", actie=partial(self.beeindig, rij.id)))
        self._groei()

    def beeindig(self, vervanging_id: UUID) -> None:
        """End it now."""
        taak = partial(oordeelvervangingen.end_vervanging, self._omgeving.werkplek, vervanging_id)
        self._omgeving.werker.doe(taak, self._beeindigd, self.formulier.toon_fouten, self)

    def _beeindigd(self, _niets: None) -> None:
        self._omgeving.meld(self.tr("De vervanging is beëindigd."))
        self._laad()

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(
            oordeelvervangingen.name_vervanging,
            self._omgeving.werkplek,
            waarden["vervanger"],
            waarden["van"],
            waarden["tot"],
        )
        self._omgeving.werker.doe(taak, self._bewaard, self.formulier.toon_fouten, self)

    def _bewaard(self, _id: UUID) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self.tr("De vervanging is vastgelegd."))


def _lees_vervanging(werkplek: Werkplek) -> tuple[tuple[Officer, ...], tuple[VervangingInzicht, ...]]:
    return postvak.list_officers(werkplek), oordeelvervangingen.list_vervangingen(werkplek)
