"""The municipal profile in the program: part by part, changed through forms that its own dataclasses make."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.profiel.model import NIET_IN_BRON
from pmg_desk.domain.profiel.vormen import Veldsoort, Veldvorm
from pmg_desk.services import profielbeheer
from pmg_desk.services.profielbeheer import Bewerking, Onderdeel, ProfielRecord
from pmg_desk.services.profielstand import Gebruik
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.beheer_profielversies import Profielversies
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import (
    Formulier,
    GetalVeld,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    MeerKeuzeVeld,
    TekstVeld,
    Veld,
    VinkVeld,
)
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei


def maak_veld(vorm: Veldvorm) -> Veld:
    """The field of a form for this field of a record."""
    match vorm.soort:
        case Veldsoort.GETAL:
            return GetalVeld(
                vorm.naam, vorm.woord, minst=vorm.laagst, meest=vorm.hoogst, verplicht=vorm.verplicht, hulp=vorm.hulp
            )
        case Veldsoort.JA_NEE:
            return VinkVeld(vorm.naam, vorm.woord, hulp=vorm.hulp)
        case Veldsoort.KEUZE:
            keuzes = [Keuze(sleutel, woord) for sleutel, woord in vorm.keuzes]
            leeg = NIET_IN_BRON if vorm.mag_ontbreken else ""
            return KeuzeVeld(
                vorm.naam, vorm.woord, keuzes, verplicht=vorm.verplicht, hulp=vorm.hulp, leegtekst=leeg, breedte=0
            )
        case Veldsoort.MEER_KEUZES:
            keuzes = [Keuze(sleutel, woord) for sleutel, woord in vorm.keuzes]
            return MeerKeuzeVeld(vorm.naam, vorm.woord, keuzes, verplicht=vorm.verplicht, hulp=vorm.hulp)
        case Veldsoort.TEKST:
            return TekstVeld(vorm.naam, vorm.woord, verplicht=vorm.verplicht, hulp=vorm.hulp, hoogstens=vorm.hoogstens)
        case _:
            regels = 2 if vorm.soort is Veldsoort.LANGE_TEKST else 3
            return LangeTekstVeld(
                vorm.naam,
                vorm.woord,
                verplicht=vorm.verplicht,
                hulp=vorm.hulp,
                regels=regels,
                hoogstens=vorm.hoogstens,
            )


def concept_id(sectie: str, sleutel: str) -> UUID:
    """Under which a draft about this record is kept."""
    return uuid5(NAMESPACE_URL, f"pmg-desk:profiel/{sectie}/{sleutel}")


class Profielbeheer(QWidget):
    """A choice of part, what is in it, and at the right what is chosen."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self._onderdelen: dict[str, Onderdeel] = {}
        self._te_openen = ("", "")
        self._veld = ""
        self.dialoog: Bewaardialoog | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.kop = Tekst("", "zacht")
        kolom.addWidget(self.kop)
        balk = QWidget()
        vloei = Vloei(balk)
        self.onderdeel = KeuzeVeld("onderdeel", self.tr("Onderdeel"), [], breedte=300)
        self.onderdeel.gewijzigd.connect(self._ander_onderdeel)
        vloei.addWidget(self.onderdeel)
        kolom.addWidget(balk)
        knoppen = QWidget()
        vloei = Vloei(knoppen)
        self.voegknop = Knop(self.tr("Toevoegen"), "primair", "plus", actie=self.voeg_toe)
        vloei.addWidget(self.voegknop)
        self.versies = Profielversies(scherm)
        for knop in self.versies.knoppen():
            vloei.addWidget(knop)
        kolom.addWidget(knoppen)
        self.lijst: Lijst[ProfielRecord] = Lijst(
            "profielbeheer",
            self.tr("Wat er in dit onderdeel staat"),
            (
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=260, rekt=True, nadruk=True),
                Kolom("inhoud", self.tr("Inhoud"), lambda r: r.inhoud, breedte=220),
                Kolom("bron", self.tr("Bron"), lambda r: r.bron, breedte=150),
                Kolom("zekerheid", self.tr("Zekerheid"), lambda r: r.zekerheid, breedte=140),
                Kolom("sleutel", self.tr("Sleutel"), lambda r: r.sleutel, breedte=160, verborgen=True),
            ),
            lambda r: r.sleutel,
            woord=(self.tr("regel"), self.tr("regels")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Hier staat nog niets"),
                self.tr("Voeg toe wat uw gemeente heeft. Noem de bron erbij."),
                "settings",
                self.tr("Toevoegen"),
                self.voeg_toe,
            ),
        )
        self.lijst.gekozen.connect(self._detail)
        self.lijst.geopend.connect(self._wijzig_regel)
        kolom.addWidget(self.lijst, 1)
        kolom.addWidget(self.versies)  # holds no place: it only asks
        self.laad()

    @property
    def sectie(self) -> str:
        """The part that is shown."""
        return str(self.onderdeel.waarde() or "")

    def laad(self) -> None:
        """Read the parts and what is in the one shown."""
        profiel = self.omgeving.werkplek.profiel
        self.kop.setText(
            self.tr(
                "{}, gemeente {}, versie {}. Elke wijziging is een nieuwe versie; oude gegevens blijven leesbaar."
            ).format(profiel.naam, profiel.gemeente, profiel.versie)
        )
        taak = partial(profielbeheer.list_onderdelen, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._zet_onderdelen, self.scherm.toon_fout, self)

    def open(self, sectie: str, sleutel: str, veld: str = "") -> None:
        """Show this record and its form, at a field of it, as asked from another screen; no key is a new one."""
        self._te_openen, self._veld = (sectie, sleutel), veld
        self.laad()

    def _zet_onderdelen(self, onderdelen: tuple[Onderdeel, ...]) -> None:
        self._onderdelen = {o.sleutel: o for o in onderdelen}
        nu = self._te_openen[0] or self.sectie or onderdelen[0].sleutel
        self.onderdeel.blockSignals(True)
        self.onderdeel.zet_keuzes([Keuze(o.sleutel, o.naam) for o in onderdelen])
        self.onderdeel.zet(nu)
        self.onderdeel.blockSignals(False)
        self._vraag()

    def _ander_onderdeel(self) -> None:
        self.scherm.sluit_detail()
        self._vraag()

    def _vraag(self) -> None:
        onderdeel = self._onderdelen.get(self.sectie)
        if onderdeel is None:
            return
        self.voegknop.setVisible(not onderdeel.vast)
        self.voegknop.zet_tekst(self.tr("{} toevoegen").format(onderdeel.een[:1].upper() + onderdeel.een[1:]))
        taak = partial(profielbeheer.list_records, self.omgeving.werkplek, self.sectie)
        self.omgeving.werker.doe(taak, self._zet, self.scherm.toon_fout, self)

    def _zet(self, records: tuple[ProfielRecord, ...]) -> None:
        self.lijst.zet_rijen(records)
        sectie, sleutel = self._te_openen
        self._te_openen = ("", "")
        if sectie:
            self.lijst.kies(sleutel)
            self._wijzig(sleutel)

    def _detail(self, record: ProfielRecord | None) -> None:
        if record is None:
            self.scherm.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Inhoud"), record.inhoud),
                (self.tr("Bron"), record.bron),
                (self.tr("Zekerheid"), record.zekerheid),
                (self.tr("Sleutel"), record.sleutel),
            ]
        )
        knoppen = [Knop(self.tr("Wijzigen"), "primair", "pencil", actie=self.wijzig)]
        if not self._onderdelen[self.sectie].vast:
            knoppen += [
                Knop(self.tr("Naar boven"), "secundair", "chevron-up", actie=self.hoger),
                Knop(self.tr("Naar onder"), "secundair", "chevron-down", actie=self.lager),
                Knop(self.tr("Uit het profiel halen"), "gevaar", "trash-2", actie=self.haal_weg),
            ]
        self.scherm.toon_detail(record.naam, gegevens, tuple(knoppen))

    # changing

    def voeg_toe(self) -> None:
        """A form for something new."""
        self._wijzig("")

    def wijzig(self) -> None:
        """A form for what is chosen."""
        record = self.lijst.huidige()
        if record is not None:
            self._wijzig(record.sleutel)

    def _wijzig_regel(self, record: ProfielRecord) -> None:
        self._wijzig(record.sleutel)

    def _wijzig(self, sleutel: str) -> None:
        taak = partial(profielbeheer.open_record, self.omgeving.werkplek, self.sectie, sleutel)
        self.omgeving.werker.doe(taak, self._toon_formulier, self.scherm.toon_fout, self)

    def _toon_formulier(self, bewerking: Bewerking) -> None:
        velden: list[Veld] = [maak_veld(vorm) for vorm in bewerking.vormen]
        if not bewerking.sleutel:
            hulp = self.tr("Zo staat het in de kluis: kleine letters, cijfers en _ - . Leeg: gemaakt van de naam.")
            velden.insert(1, TekstVeld("sleutel", self.tr("Sleutel"), hoogstens=60, hulp=hulp))
        formulier = Formulier([*velden], knop=self.tr("Opslaan"), annuleren=self.tr("Terug"))
        formulier.zet(bewerking.waarden)
        werkplek, sectie, sleutel = self.omgeving.werkplek, bewerking.sectie, bewerking.sleutel
        een = self._onderdelen[sectie].een
        titel = self.tr("{} wijzigen") if sleutel else self.tr("{} toevoegen")

        def bewaar(waarden: dict[str, Any]) -> str:
            return profielbeheer.save_record(werkplek, sectie, sleutel, waarden)

        self.dialoog = Bewaardialoog(
            self,
            self.omgeving,
            titel.format(een[:1].upper() + een[1:]),
            formulier,
            bewaar,
            gelukt=self.tr("Het profiel is gewijzigd en geldt meteen."),
            concept="profiel",
            object_id=concept_id(sectie, sleutel),
        )
        self.dialoog.bewaard.connect(self._bewaard)
        self.dialoog.toon()
        if self._veld and formulier.heeft(self._veld):
            formulier.veld(self._veld).invoer.setFocus()
        self._veld = ""

    def _bewaard(self, _sleutel: object) -> None:
        self.dialoog = None

    def hoger(self) -> None:
        """One place up."""
        self._schuif(-1)

    def lager(self) -> None:
        """One place down."""
        self._schuif(1)

    def _schuif(self, stap: int) -> None:
        record = self.lijst.huidige()
        if record is not None:
            taak = partial(profielbeheer.move_record, self.omgeving.werkplek, self.sectie, record.sleutel, stap)
            self.omgeving.werker.doe(taak, None, self.scherm.toon_fout, self)

    def haal_weg(self) -> None:
        """Take what is chosen out, after telling how often it is used."""
        record = self.lijst.huidige()
        if record is not None:
            taak = partial(profielbeheer.count_gebruik, self.omgeving.werkplek, self.sectie, record.sleutel)
            self.omgeving.werker.doe(taak, partial(self._bevestig_weg, record), self.scherm.toon_fout, self)

    def _bevestig_weg(self, record: ProfielRecord, gebruik: Gebruik) -> None:
        bevestig(
            self,
            self.tr("‘{}’ uit het profiel halen?").format(record.naam),
            gebruik.zin or self.tr("Dit is nergens in gebruik."),
            self.tr("Uit het profiel halen"),
            partial(self._haal_weg, record.sleutel),
        )

    def _haal_weg(self, sleutel: str) -> None:
        taak = partial(profielbeheer.remove_record, self.omgeving.werkplek, self.sectie, sleutel)
        self.omgeving.werker.doe(taak, self._weg, self.scherm.toon_fout, self)

    def _weg(self, _niets: object) -> None:
        self.scherm.sluit_detail()
        self.omgeving.meld(self.tr("Het is uit het profiel gehaald."))
