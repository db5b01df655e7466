"""A part of a meeting, and the first: its agenda."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import agendaterug, agendavoorstel, casussen, overleggen, zoeken
from pmg_desk.services.agendavoorstel import Geagendeerd
from pmg_desk.services.casussen import CasusStatus, Filter
from pmg_desk.services.overleggen import Afgevoerd, AgendaPunt, OverlegInzicht, OverlegStatus
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.agendavoorstel import VoorstelDeel
from pmg_desk.ui.screens.dossierhoofd import doelgroepchip
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, LangeTekstVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.rijsleep import Rijsleep
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

_VOORSTELLEN = 12
_IN_ZICHT = 3
"""So many items of the agenda at least are in sight at the start."""
_HOOGSTENS = 6
_RUST_MS = 60
"""Until a page that was filled anew has its layout."""


@dataclass(frozen=True, slots=True)
class AgendaRij:
    """An item with its place among those this user may read, from 1."""

    nr: int
    punt: AgendaPunt
    akkoord: str = ""  # what waits for a privacy officer, and until when


class Overlegdeel(QWidget):
    """Buttons above a list."""

    def __init__(self, omgeving: Omgeving, fout: Callable[[Fout], None]) -> None:
        super().__init__()
        self.omgeving, self._fout = omgeving, fout
        self.overleg: OverlegInzicht | None = None
        self._balk = Vloeibalk()
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(10)
        self._kolom.addWidget(self._balk)

    def _knop(self, knop: Knop) -> Knop:
        self._balk.voeg_toe(knop)
        return knop

    @property
    def _overleg_id(self) -> UUID:
        assert self.overleg is not None
        return self.overleg.regel.id

    def _doe(self, taak: Callable[[], Any], klaar: Callable[[Any], None] | None = None) -> None:
        self.omgeving.werker.doe(taak, klaar, self._fout, self)

    def _vraag(
        self, titel: str, formulier: Formulier, bewaar: Any, gelukt: str, concept: str, object_id: UUID | None = None
    ) -> Bewaardialoog:
        dialoog = Bewaardialoog(
            self,
            self.omgeving,
            titel,
            formulier,
            bewaar,
            gelukt=gelukt,
            concept=concept,
            object_id=object_id or self._overleg_id,
        )
        dialoog.toon()
        return dialoog


class AgendaDeel(Overlegdeel):
    """The agenda in its order; Enter opens the dossier. Rows go to another place by key, by button or by dragging."""

    def __init__(self, omgeving: Omgeving, fout: Callable[[Fout], None]) -> None:
        super().__init__(omgeving, fout)
        self.voegknop = self._knop(Knop(self.tr("Casus op de agenda"), "primair", "plus", actie=self.voeg_toe))
        self.omhoog = self._knop(
            Knop(self.tr("Omhoog"), icoon="chevron-up", actie=partial(self._verplaats, -1), sneltoets="Alt+Up")
        )
        self.omlaag = self._knop(
            Knop(self.tr("Omlaag"), icoon="chevron-down", actie=partial(self._verplaats, 1), sneltoets="Alt+Down")
        )
        self.vraagknop = self._knop(Knop(self.tr("Vraag wijzigen"), icoon="pencil", actie=self.wijzig_vraag))
        self.wegknop = self._knop(Knop(self.tr("Van de agenda halen (Delete)"), icoon="x", actie=self.haal_weg))
        self.terugbalk = Vloeibalk()
        self.terugknop = Knop(
            "",
            icoon="undo-2",
            actie=self.neem_terug,
            hulp=self.tr("Haalt in één keer weg wat u net uit het voorstel op de agenda zette."),
        )
        self._gezet: tuple[tuple[UUID, str], ...] = ()
        self.weerknop = Knop(
            self.tr("Terugzetten (Ctrl+Z)"),
            icoon="undo-2",
            actie=self.zet_terug,
            sneltoets="Ctrl+Z",
            hulp=self.tr("Zet de casus terug die u het laatst van de agenda haalde, op zijn plek en met zijn vraag."),
        )
        for knop in (self.terugknop, self.weerknop):
            self.terugbalk.voeg_toe(knop)
        self._begin = wekker(self, _RUST_MS, self._kijk_begin)
        self._begin_nog = 0
        self._kijk_terug = wekker(self, _RUST_MS, self._toon_terug)
        self._afgevoerd: list[Afgevoerd] = []
        self._naar: UUID | None = None
        self.akkoordknop = self._knop(
            Knop(self.tr("Akkoord vragen voor dit overleg"), icoon="share-2", actie=self.vraag_akkoord)
        )
        self.lijst: Lijst[AgendaRij] = Lijst(
            "agenda",
            self.tr("Agenda"),
            (
                Kolom("nr", self.tr("Nr"), lambda r: r.nr, "getal", breedte=44, sorteerbaar=False),
                Kolom("naam", self.tr("Jongere"), lambda r: r.punt.naam, breedte=245, nadruk=True, sorteerbaar=False),
                Kolom("vraag", self.tr("Vraag"), lambda r: r.punt.vraag, breedte=220, rekt=True, sorteerbaar=False),
                Kolom("doelgroep", self.tr("Doelgroep"), self._doelgroep, "chip", breedte=178, sorteerbaar=False),
                Kolom("akkoord", self.tr("Akkoord"), lambda r: r.akkoord, breedte=160, sorteerbaar=False),
                Kolom("nummer", self.tr("Casus"), lambda r: r.punt.casusnummer, verborgen=True, sorteerbaar=False),
            ),
            lambda r: r.punt.id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("De agenda is nog leeg"),
                self.tr("Zet hier de casussen op die u wilt bespreken, met uw vraag aan de tafel."),
                "list-checks",
            ),
        )
        self.lijst.rol_uit()
        self.lijst.gekozen.connect(self._schik)
        self.lijst.geopend.connect(self._open)
        weg = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.lijst.tabel)
        weg.setContext(Qt.ShortcutContext.WidgetShortcut)
        weg.activated.connect(self._weg_met_toets)
        self.sleep = Rijsleep(self.lijst.tabel)
        self.sleep.gesleept.connect(self._gesleept)
        self.voorstel = VoorstelDeel(omgeving, fout)
        self.voorstel.geopend.connect(self._open_casus)
        self.voorstel.gezet.connect(self._is_gezet)
        self.voorstel.gevouwen.connect(self._ruim_in)
        self.verborgen = Tekst("", "zacht")
        self._laag = True
        self.zet_laag(laag=False)

    def zet_laag(self, *, laag: bool) -> bool:
        """In a window that is low for its text size the agenda comes first, and what can be done with it after that.

        Whether that changes anything.
        """
        if laag == self._laag:
            return False
        self._laag = laag
        boven: tuple[QWidget, ...] = () if laag else (self._balk, self.voorstel)
        onder: tuple[QWidget, ...] = (self._balk, self.voorstel) if laag else ()
        for deel in (*boven, self.terugbalk, self.lijst, self.verborgen, *onder):
            self._kolom.removeWidget(deel)
            self._kolom.addWidget(deel, int(deel is self.lijst))
        for deel in (self.lijst.telling, self.lijst.kolomknop):
            deel.setVisible(not laag)
        return True

    def toon_begin(self) -> None:
        """Bring the first items in sight, as far as the window goes, once the page has its layout."""
        self._begin_nog = _HOOGSTENS
        self._begin.start()

    def _kijk_begin(self) -> None:
        """Again while the page is still being laid out: a look too early would leave them where they are no more."""
        tabel = self.lijst.tabel
        aantal = self.lijst.model.rowCount()
        if not aantal or not tabel.isVisible():
            return
        onder = tabel.visualRect(tabel.model().index(min(aantal, _IN_ZICHT) - 1, 0)).bottom()
        breng_in_beeld(tabel.viewport(), QRect(0, 0, 1, onder))
        self._begin_nog -= 1
        if self._begin_nog > 0:
            self._begin.start()

    def _toon_terug(self) -> None:
        breng_in_beeld(self.terugbalk)

    def _doelgroep(self, rij: AgendaRij) -> Chipwaarde:
        return doelgroepchip(self.omgeving.werkplek.profiel, rij.punt.doelgroep)

    def zet(self, overleg: OverlegInzicht, gevraagd: Mapping[UUID, str]) -> None:
        """Show the agenda of this meeting, with by casus what waits for approval."""
        self.overleg = overleg
        op = {punt.casus_id for punt in overleg.agenda}
        self._afgevoerd = [
            een for een in self._afgevoerd if een.overleg_id == overleg.regel.id and een.casus_id not in op
        ]
        staat = {id_ for id_, _ in self._gezet}
        if tuple((punt.id, punt.vraag) for punt in overleg.agenda if punt.id in staat) != self._gezet:
            self._gezet = ()  # of another meeting, or worked on since
        self.lijst.zet_rijen([AgendaRij(p.nr, p, gevraagd.get(p.casus_id, "")) for p in overleg.agenda])
        if self._naar is not None and self.lijst.kies(self._naar):
            self._naar = None
        aantal = overleg.verborgen
        self.verborgen.setVisible(aantal > 0)
        self.verborgen.setText(
            self.tr("Er staat nog 1 casus op de agenda die u niet mag zien.")
            if aantal == 1
            else self.tr("Er staan nog {} casussen op de agenda die u niet mag zien.").format(aantal)
        )
        self.sleep.zet_aan(overleg.mag_wijzigen)
        if overleg.mag_wijzigen and overleg.regel.status is OverlegStatus.GEPLAND:
            self.voorstel.laad(overleg.regel.id, leeg=not overleg.agenda)
        else:
            self.voorstel.verberg()
        self._ruim_in()
        self._schik()
        if self._gezet:
            self._kijk_terug.start()

    def _schik(self) -> None:
        rij = self.lijst.huidige()
        agenda = () if self.overleg is None else self.overleg.agenda
        aantal = len(agenda)
        self._balk.setVisible(self.overleg is not None and self.overleg.mag_wijzigen)
        gepland = self.overleg is not None and self.overleg.regel.status is OverlegStatus.GEPLAND
        self.akkoordknop.setVisible(gepland and aantal > 0)
        mag = self.overleg is not None and self.overleg.mag_wijzigen
        terug, weer = mag and gepland and bool(self._gezet), mag and bool(self._afgevoerd)
        self.terugknop.setVisible(terug)
        self.weerknop.setVisible(weer)
        self.terugbalk.setVisible(terug or weer)
        self.terugknop.zet_tekst(self.tr("Ongedaan maken ({})").format(len(self._gezet)))
        for knop in (self.vraagknop, self.wegknop):
            knop.setEnabled(rij is not None)
        nummers = [punt.nr for punt in agenda]
        self.omhoog.setEnabled(rij is not None and rij.nr in nummers[1:])
        self.omlaag.setEnabled(rij is not None and rij.nr in nummers[:-1])

    def _ruim_in(self) -> None:
        """An agenda with nothing on it makes room for what could be."""
        leeg = self.overleg is None or not self.overleg.agenda
        self.lijst.setVisible(not (leeg and self.voorstel.ligt_open))

    def _open(self, rij: AgendaRij) -> None:
        self._open_casus(rij.punt.casus_id)

    def _open_casus(self, casus_id: UUID) -> None:
        if self.omgeving.rol == Rol.CASUSREGISSEUR:
            self.omgeving.navigeer("dossier", casus_id=casus_id)

    def _gesleept(self, van: int, naar: int) -> None:
        punt = self.lijst.model.rij(van).punt
        self._doe(partial(overleggen.move_agendapunt, self.omgeving.werkplek, punt.id, naar - van))

    def _verplaats(self, stappen: int) -> None:
        rij = self.lijst.huidige()
        if rij is not None:
            self._doe(partial(overleggen.move_agendapunt, self.omgeving.werkplek, rij.punt.id, stappen))

    def voeg_toe(self) -> None:
        """Ask which casus, and what the table is asked."""
        werkplek, overleg_id = self.omgeving.werkplek, self._overleg_id
        zoeker = _Casuszoeker(werkplek)
        formulier = Formulier(
            [
                ZoekKeuzeVeld(
                    "casus_id",
                    self.tr("Casus"),
                    zoek=zoeker.zoek,
                    werker=self.omgeving.werker,
                    verplicht=True,
                    voorbeeld=self.tr("Typ een naam of nummer"),
                ),
                _vraagveld(self),
            ],
            knop=self.tr("Op de agenda zetten"),
        )

        def bewaar(waarden: dict[str, Any]) -> UUID:
            return overleggen.add_agendapunt(werkplek, overleg_id, waarden["casus_id"], waarden["vraag"])

        titel, gelukt = self.tr("Casus op de agenda"), self.tr("De casus staat op de agenda.")
        dialoog = self._vraag(titel, formulier, bewaar, gelukt, "agendapunt")
        dialoog.finished.connect(partial(self._log_zoeken, zoeker))

    def _log_zoeken(self, zoeker: _Casuszoeker, _uitkomst: int) -> None:
        if zoeker.gevonden is not None:
            self._doe(partial(zoeken.log_zoekopdracht, self.omgeving.werkplek, zoeker.gevonden))

    def _is_gezet(self, uitkomst: Geagendeerd) -> None:
        self._gezet = uitkomst.gezet
        self._schik()
        self.lijst.tabel.setFocus()
        self._kijk_terug.start()

    def neem_terug(self) -> None:
        """Take off again what the last click put on; what was worked on since stays, with a sentence that says so."""
        gezet, self._gezet = self._gezet, ()
        self._schik()
        taak = partial(agendavoorstel.take_back, self.omgeving.werkplek, self._overleg_id, gezet)
        self._doe(taak, self._teruggenomen)

    def _teruggenomen(self, _niets: None) -> None:
        self.omgeving.meld(self.tr("De casussen uit het voorstel zijn weer van de agenda."))

    def wijzig_vraag(self) -> None:
        """Ask for another question."""
        rij = self.lijst.huidige()
        if rij is None:
            return
        werkplek, punt_id = self.omgeving.werkplek, rij.punt.id
        formulier = Formulier([_vraagveld(self)], knop=self.tr("Vraag opslaan"))
        formulier.zet({"vraag": rij.punt.vraag})

        def bewaar(waarden: dict[str, Any]) -> None:
            overleggen.change_agendapunt(werkplek, punt_id, waarden["vraag"])

        gelukt = self.tr("De vraag is opgeslagen.")
        self._vraag(self.tr("Vraag aan de tafel"), formulier, bewaar, gelukt, "agendavraag", punt_id)

    def vraag_akkoord(self) -> None:
        """Ask approval for all of the agenda at once."""
        self.omgeving.navigeer("overlegverzoek", overleg_id=self._overleg_id)

    def _weg_met_toets(self) -> None:
        if self.overleg is not None and self.overleg.mag_wijzigen:
            self.haal_weg()

    def haal_weg(self) -> None:
        """Take the chosen casus off; :meth:`zet_terug` puts it back as it was, so nothing is asked."""
        rij = self.lijst.huidige()
        if rij is not None:
            taak = partial(overleggen.remove_agendapunt, self.omgeving.werkplek, rij.punt.id)
            self._doe(taak, self._weggehaald)

    def _weggehaald(self, afgevoerd: Afgevoerd) -> None:
        self._afgevoerd.append(afgevoerd)
        self._schik()
        self.omgeving.meld(
            self.tr("De casus is van de agenda gehaald. Met Ctrl+Z of Terugzetten staat hij er weer, met zijn vraag.")
        )

    def zet_terug(self) -> None:
        """Put back what was taken off last, with the cursor on it."""
        if self._afgevoerd:
            een = self._afgevoerd.pop()
            self._naar = een.punt_id
            self.lijst.tabel.setFocus()
            self._schik()
            taak = partial(agendaterug.put_back_agendapunt, self.omgeving.werkplek, een)
            self.omgeving.werker.doe(taak, self._teruggezet, partial(self._niet_terug, een), self)

    def _teruggezet(self, _niets: None) -> None:
        self.omgeving.meld(self.tr("De casus staat weer op de agenda."))

    def _niet_terug(self, een: Afgevoerd, fout: Fout) -> None:
        if not isinstance(fout, agendaterug.StaatErWeer):
            self._afgevoerd.append(een)
            self._schik()
        self._fout(fout)


def _vraagveld(ouder: QWidget) -> LangeTekstVeld:
    return LangeTekstVeld(
        "vraag",
        ouder.tr("Vraag aan de tafel"),
        regels=2,
        hoogstens=300,
        hulp=ouder.tr("Kort. Wat over de jongere gaat, hoort bij Signalen in het dossier."),
    )


class _Casuszoeker:
    """Finds open casussen on the database thread; the last number found goes into the log, as of every search."""

    def __init__(self, werkplek: Werkplek) -> None:
        self._werkplek = werkplek
        self.gevonden: int | None = None

    def zoek(self, tekst: str) -> Sequence[Keuze]:
        """Casussen this user may see, by name or number."""
        filter_ = Filter(status=CasusStatus.OPEN, tekst=tekst)
        rijen = casussen.list_casussen(self._werkplek, filter_, hoeveel=_VOORSTELLEN).rijen
        self.gevonden = len(rijen)
        return [Keuze(rij.id, rij.naam, rij.nummer) for rij in rijen]
