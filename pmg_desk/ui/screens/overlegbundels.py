"""Handing out for a meeting: what each will get before anything is printed, the bundles, and where each copy is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.fouten import Fout
from pmg_desk.services import bundelbeeld, bundels
from pmg_desk.services.bundelbeeld import Bundelbeeld, Bundelcasus, Bundelcel, Bundelontvanger, Hoeveel, Plek
from pmg_desk.services.bundels import Bundelkeuze, Bundelmisser, Bundeluitslag, Bundelvoorbeeld
from pmg_desk.services.digitaaluitdelen import Beveiliging, Digitaaluitslag, hand_out_digitaal
from pmg_desk.services.overleggen import OverlegInzicht
from pmg_desk.services.pseudoniemen import WAARSCHUWING
from pmg_desk.storage.models import Wijze
from pmg_desk.ui import thema
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.bundelregister import BundelregisterDeel, toon_bundel
from pmg_desk.ui.screens.bundelvraag import Bundelvraag, Nieuw
from pmg_desk.ui.screens.digitaaluitdelen import UitgedeeldDialoog
from pmg_desk.ui.screens.verzoekdelen import kolomkoppen, maak_leeg
from pmg_desk.ui.werker import Geannuleerd, Voortgang
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.afdrukken import druk_reeks_af
from pmg_desk.ui.widgets.bestandskeuze import kies_map
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde, chipmaat
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.kolomblad import Kolomblad
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

_KOPTEKENS, _KOPTEKENS_HOOGSTENS, _KOPREGELS = 14, 18, 3  # of a line, of a word that is longer, and how many lines
_CHIPRUIMTE = 22
_ONTVANGER_BREED = 142  # pixels at 100 % text: seven recipients in a window of 1500


class UitdelenDeel(QWidget):
    """Nothing is read before one asks for it: looking is logged for each dossier. Lives in the screen of a meeting."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.overleg: OverlegInzicht | None = None
        self.beeld: Bundelbeeld | None = None
        self.bekeken: set[Plek] = set()
        """Whose pages with pseudonyms were opened, of what is on show now."""
        self.lijst: Lijst[Bundelcasus] | None = None
        balk = Vloeibalk()
        self.vooraf = Knop(self.tr("Bekijk wat iedereen krijgt"), "primair", "eye", actie=self.bekijk_vooraf)
        self.achteraf = Knop(self.tr("Bekijk met de besluiten erbij"), icoon="eye", actie=self.bekijk_achteraf)
        self.vraagknop = Knop(self.tr("Vraag wat ontbreekt"), icoon="share-2", actie=self.vraag)
        self.maakknop = Knop(self.tr("Bundels maken"), icoon="printer", actie=self.maak)
        for knop in (self.vooraf, self.achteraf, self.vraagknop, self.maakknop):
            balk.voeg_toe(knop)
        self.zin = Tekst("", "label")
        self.schuil = QCheckBox(self.tr("Oefening of terugblik: schuilnamen in plaats van namen"))
        self.schuil.toggled.connect(self._schik)
        self.let_op = Tekst(WAARSCHUWING, "zacht")
        self.kaart = Kaart(self.tr("Wie krijgt wat"))
        self.register = BundelregisterDeel(scherm)
        self.register.lijst.gekozen.connect(self._ander_gekozen)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        for deel in (balk, self.zin, self.schuil, self.let_op, self.kaart, self.register):
            kolom.addWidget(deel)
        kolom.addStretch(1)
        self._schik()

    def zet(self, overleg: OverlegInzicht) -> None:
        """Show this meeting; what was looked at before stays, and is looked at again only when one asks."""
        if self.overleg is None or self.overleg.regel.id != overleg.regel.id:
            self._leeg()
        self.overleg = overleg
        self.register.zet(overleg.regel.id, mag=overleg.mag_wijzigen)
        self._schik()

    def _leeg(self) -> None:
        self.beeld = self.lijst = None
        self.bekeken.clear()
        maak_leeg(self.kaart)

    def _schik(self) -> None:
        mag, beeld = self.overleg is not None and self.overleg.mag_wijzigen, self.beeld
        for knop in (self.vooraf, self.achteraf, self.vraagknop):
            knop.setVisible(mag)
        ontvangers = self._met_iets()
        for deel in (self.maakknop, self.schuil):
            deel.setVisible(mag and bool(ontvangers))
        self.let_op.setVisible(mag and bool(ontvangers) and self.schuil.isChecked())
        self.kaart.setVisible(beeld is not None and bool(beeld.cellen))
        self.zin.setText(self._begin(mag) if beeld is None else self._zin(beeld, ontvangers))

    def _begin(self, mag: bool) -> str:
        if not mag:
            return self.tr("Alleen wie dit overleg leidt, deelt ervoor uit.")
        return self.tr("Ga eerst na wat iedereen krijgt. Er wordt dan nog niets gedeeld of afgedrukt.")

    def _zin(self, beeld: Bundelbeeld, ontvangers: list[Bundelontvanger]) -> str:
        if not beeld.cellen:
            return self.tr("Zet eerst casussen op de agenda en deelnemers bij het overleg.")
        zin = self.tr("{0} van de {1} ontvangers kunnen een bundel krijgen.").format(
            len(ontvangers), len(beeld.ontvangers)
        )
        if beeld.versie is Bundelversie.ACHTERAF:
            zin += " " + self.tr("De besluiten van dit overleg staan erin, als ze mee mogen.")
        if any(cel.nieuw for cel in beeld.cellen.values()):
            zin += " " + self.tr("Er is tekst bijgekomen na een akkoord: die bevestigt u bij het maken.")
        if beeld.buiten:
            zin += " " + self.tr("{} agendapunten kunt u niet uitdelen; die staan hier niet.").format(beeld.buiten)
        return zin

    def _met_iets(self) -> list[Bundelontvanger]:
        beeld = self.beeld
        return [] if beeld is None else [o for o in beeld.ontvangers if beeld.casussen_voor(o.plek)]

    def _ander_gekozen(self, rij: object) -> None:
        if self.lijst is not None and rij is not None:
            self.lijst.tabel.clearSelection()

    def ververs(self, soorten: Collection[str]) -> None:
        """What was looked at says what is being asked: look again when that changed."""
        if self.beeld is not None and "delingsverzoek" in soorten:
            self._bekijk(self.beeld.versie)

    # looking

    def bekijk_vooraf(self) -> None:
        """What everyone gets to prepare with."""
        self._bekijk(Bundelversie.VOORAF)

    def bekijk_achteraf(self) -> None:
        """What everyone gets afterwards, with what was decided."""
        self._bekijk(Bundelversie.ACHTERAF)

    def _bekijk(self, versie: Bundelversie) -> None:
        assert self.overleg is not None
        taak = partial(bundelbeeld.prepare_bundels, self.omgeving.werkplek, self.overleg.regel.id, versie)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, beeld: Bundelbeeld) -> None:
        if self.overleg is None or beeld.overleg_id != self.overleg.regel.id:
            return
        self.beeld = beeld
        self.bekeken.clear()
        maak_leeg(self.kaart)
        kolommen: list[Kolom[Bundelcasus]] = [
            Kolom("punt", self.tr("Nr"), lambda c: c.punt, "getal", breedte=44),
            Kolom("naam", self.tr("Jongere"), lambda c: c.naam, breedte=168, rekt=True, nadruk=True),
        ]
        koppen = kolomkoppen([een.ontvanger for een in beeld.ontvangers])
        for nr, (een, kop) in enumerate(zip(beeld.ontvangers, _smalle(koppen), strict=True)):
            stand, wie = self._stand(een.plek), een.ontvanger.voluit
            chips = [chipmaat(stand(casus)).width() for casus in beeld.casussen]
            breed = max(_ONTVANGER_BREED, round(max(chips) * 100 / thema.huidig().schaal) + _CHIPRUIMTE)
            kolommen.append(Kolom(f"o{nr}", kop, stand, "chip", breedte=breed, uitleg=wie))
        self.lijst = Lijst(
            "overlegbundels",
            self.tr("Casussen en ontvangers"),
            tuple(kolommen),
            lambda c: c.id,
            woord=(self.tr("casus"), self.tr("casussen")),
            filterveld=False,
        )
        self.lijst.rol_uit()
        self.lijst.zet_rijen(beeld.casussen)
        self.lijst.geopend.connect(self._waarom)
        self.lijst.gekozen.connect(lambda _rij: self.register.lijst.tabel.clearSelection())  # one row is the one
        self.kaart.inhoud.addWidget(
            Tekst(self.tr("Open een regel om te zien wat wel en niet meegaat, en waarom."), "zacht")
        )
        wissel = [kolom.sleutel for kolom in kolommen[2:]]
        self.blad = Kolomblad(self.lijst, wissel, (self.tr("ontvanger"), self.tr("ontvangers")))
        self.kaart.inhoud.addWidget(self.blad)
        self.kaart.inhoud.addWidget(self.lijst)
        self._schik()

    def _stand(self, plek: Plek) -> Callable[[Bundelcasus], Chipwaarde]:
        def stand(casus: Bundelcasus) -> Chipwaarde:
            assert self.beeld is not None
            return bundelchip(self.beeld.cellen[casus.id, *plek])

        return stand

    def _waarom(self, casus: Bundelcasus) -> None:
        """Per recipient what goes and what not, at the right."""
        assert self.beeld is not None
        vel = QWidget()
        kolom = QVBoxLayout(vel)
        kolom.setContentsMargins(0, 0, 0, 0)
        for een in self.beeld.ontvangers:
            cel = self.beeld.cellen[casus.id, *een.plek]
            kolom.addWidget(Tekst(een.ontvanger.voluit, "kop-3"))
            kolom.addWidget(Chip(bundelchip(cel)))
            for regel in self._regels(cel):
                kolom.addWidget(Tekst(regel))
            if cel.mee:
                kijk = Knop(self.tr("Bundel bekijken"), icoon="eye", actie=partial(self.voorbeeld, een.plek))
                kijk.setAccessibleName(self.tr("Bundel bekijken: {}").format(een.ontvanger.voluit))
                kolom.addWidget(kijk)
        kolom.addStretch(1)
        self.scherm.toon_detail(self.tr("Agendapunt {0}: {1}").format(casus.punt, casus.nummer), vel)

    def _regels(self, cel: Bundelcel) -> list[str]:
        regels = []
        if cel.onder:
            regels.append(self.tr("Gaat mee onder {}.").format(", ".join(cel.onder)))
        nieuw = self.tr("Nieuw sinds het akkoord, {0}: {1}")
        regels += [nieuw.format(stuk.titel.lower(), stuk.tekst) for stuk in cel.nieuw]
        if cel.gevraagd:
            regels.append(self.tr("Gevraagd met {}. Het antwoord is er nog niet.").format(_en(cel.gevraagd)))
        een = self.tr("1 tekst gaat niet mee: {1}. {2}")
        meer = self.tr("{0} teksten gaan niet mee: {1}. {2}")
        regels += [
            (een if r.aantal == 1 else meer).format(r.aantal, _en([soort.lower() for soort in r.soorten]), r.zin)
            for r in cel.redenen
        ]
        document = self.tr("Akkoord {} is voor een document. Dat staat niet in de bundel: druk het af bij Delen.")
        regels += [document.format(akkoord) for akkoord in cel.documenten]
        return regels

    def vraag(self) -> None:
        """To the one form that asks for everything that is missing."""
        assert self.overleg is not None
        self.omgeving.navigeer("overlegverzoek", overleg_id=self.overleg.regel.id)

    # making

    def voorbeeld(self, plek: Plek) -> None:
        """The bundle of this recipient as it would be made now; nothing is issued."""
        assert self.beeld is not None
        wat = self.omgeving.werkplek, self.beeld.overleg_id, Bundelkeuze(*plek), self.beeld.versie
        if self.schuil.isChecked():
            schuil = partial(bundels.preview_schuilbundel, *wat)
            self.omgeving.werker.doe(schuil, partial(self._toon_schuil, plek), self.scherm.toon_fout, self)
        else:
            taak = partial(bundels.preview_bundel, *wat)
            self.omgeving.werker.doe(taak, partial(toon_bundel, self), self.scherm.toon_fout, self)

    def _toon_schuil(self, plek: Plek, voorbeeld: Bundelvoorbeeld) -> None:
        """With what may still be a name above the pages."""
        self.bekeken.add(plek)
        regels = [self.tr("Kijk of dit nog namen zijn:")] if voorbeeld.twijfels else []
        zin = self.tr("Agendapunt {0}, {1}: {2}.")
        regels += [zin.format(t.punt, t.schuilnaam, ", ".join(t.woorden)) for t in voorbeeld.twijfels]
        toon_bundel(self, voorbeeld.pdf, [*regels, WAARSCHUWING])

    @property
    def _overleg_id(self) -> UUID:
        assert self.overleg is not None
        return self.overleg.regel.id

    def nieuw(self) -> list[Nieuw]:
        """What has to be confirmed, per recipient."""
        assert self.beeld is not None
        return [
            Nieuw(o.plek, o.ontvanger.voluit, casus, stuk)
            for o in self._met_iets()
            for casus, stuk in self.beeld.nieuw(o.plek)
        ]

    def maak(self) -> None:
        """Ask for whom, in which form, and what of the new text goes along."""
        nieuw = self.nieuw()
        bekeken = self.bekeken if self.schuil.isChecked() else None
        maak = partial(self._maak, nieuw)
        Bundelvraag(self, self.omgeving, self._met_iets(), nieuw, bekeken, self._overleg_id, maak).toon()

    def keuzes(self, waarden: dict[str, Any], nieuw: list[Nieuw]) -> list[Bundelkeuze]:
        """For whom, with what was confirmed; a casus of which something was not stays out for that recipient."""
        assert self.beeld is not None
        ja = [nieuw[nr] for nr in waarden.get("bevestigd", ())]
        gekozen = []
        for een in self.beeld.ontvangers:
            if een.plek not in waarden["ontvangers"]:
                continue
            zonder = frozenset(n.casus.id for n in nieuw if n.plek == een.plek and n not in ja)
            bevestigd = frozenset(n.stuk.id for n in ja if n.plek == een.plek)
            wie = [id_ for id_, _ in een.mensen] if waarden["per_persoon"] else [None]
            gekozen += [Bundelkeuze(*een.plek, persoon, zonder, bevestigd) for persoon in wie]
        return gekozen

    def _maak(self, nieuw: list[Nieuw], waarden: dict[str, Any]) -> None:
        keuzes, groot = self.keuzes(waarden, nieuw), bool(waarden["groot"])
        if waarden["wijze"] is Wijze.PAPIER:
            self._op_papier(keuzes, groot, bool(waarden.get("gelezen")))
        else:
            digitaal = partial(self._digitaal, keuzes, waarden["wijze"], groot, bool(waarden.get("gelezen")))
            kies_map(self, self.tr("In welke map?"), digitaal)

    def _digitaal(
        self, keuzes: list[Bundelkeuze], beveiliging: Beveiliging, groot: bool, schuilnamen: bool, map_: Path
    ) -> None:
        assert self.beeld is not None
        wat = self.omgeving.werkplek, self.beeld.overleg_id, keuzes, self.beeld.versie, beveiliging, map_

        def taak(voortgang: Voortgang) -> Digitaaluitslag:
            return hand_out_digitaal(*wat, groot=groot, schuilnamen=schuilnamen, stap=voortgang.meld)

        def uitgedeeld(uitslag: Digitaaluitslag) -> None:
            self._meld_missers(uitslag.mislukt)
            if uitslag.gestopt_door is not None:
                self._meld_gestopt(uitslag.gestopt_door)
            if uitslag.uitgedeeld:
                UitgedeeldDialoog(self, uitslag.uitgedeeld).toon()

        self.omgeving.werker.doe_lang(
            taak, self.tr("Bundels maken"), uitgedeeld, self.scherm.toon_fout, self, geannuleerd=self._gestopt
        )

    def _op_papier(self, keuzes: list[Bundelkeuze], groot: bool, schuilnamen: bool) -> None:
        assert self.beeld is not None
        wat = self.omgeving.werkplek, self.beeld.overleg_id, keuzes, self.beeld.versie, Wijze.PAPIER

        def taak(voortgang: Voortgang) -> Bundeluitslag:
            return bundels.issue_bundels(*wat, groot=groot, schuilnamen=schuilnamen, stap=voortgang.meld)

        def uitgegeven(uitslag: Bundeluitslag) -> None:
            self._meld_missers(uitslag.mislukt)
            if uitslag.uitgegeven:
                self._druk_af(uitslag)

        self.omgeving.werker.doe_lang(
            taak, self.tr("Bundels maken"), uitgegeven, self.scherm.toon_fout, self, geannuleerd=self._gestopt
        )

    def _meld_gestopt(self, waarom: Exception) -> None:
        """As the worker does of what it gets: only who stopped is told so, and a bug is reported."""
        if isinstance(waarom, Geannuleerd):
            self._gestopt()
        elif isinstance(waarom, Fout):
            self.scherm.toon_fout(waarom)
        else:
            self.omgeving.toon_storing(waarom)

    def _gestopt(self) -> None:
        self.scherm.melding.zet(
            "waarschuwing",
            self.tr(
                "U bent gestopt. Wat al was uitgegeven staat in de lijst hieronder: bekijk het en druk het af, of "
                "meld dat het is mislukt."
            ),
        )

    def _meld_missers(self, missers: tuple[Bundelmisser, ...]) -> None:
        if missers:
            wie = "\n".join(f"{misser.ontvanger}: {misser.fout.tekst()}" for misser in missers)
            self.scherm.melding.zet("waarschuwing", self.tr("Niet iedereen kreeg een bundel.") + "\n" + wie)

    def _druk_af(self, uitslag: Bundeluitslag) -> None:
        uit = uitslag.uitgegeven
        druk_reeks_af(
            self,
            [een.pdf for een in uit],
            klaar=self._gedrukt,
            fout=lambda nr, fout: self._mislukt(uit[nr].id, self.tr("Afdrukken is niet gelukt."), fout),
            geannuleerd=partial(self._geannuleerd, uitslag),
            als_bestand=self.tr(
                "Een bundel als bestand is altijd op slot. Kies bij ‘Bundels maken’ hoe u uitdeelt: ‘Digitaal, als PDF "
                "met een wachtwoord’. Geen van deze exemplaren telt als uitgedeeld."
            ),
        )

    def _geannuleerd(self, uitslag: Bundeluitslag) -> None:
        for een in uitslag.uitgegeven:
            self._mislukt(een.id, self.tr("Afdrukken is geannuleerd."))

    def _gedrukt(self, aantal: int) -> None:
        zin = self.tr("Naar de printer gestuurd: {} exemplaren. Kijk na of ze goed zijn afgedrukt.")
        een = self.tr("Eén exemplaar is naar de printer gestuurd. Kijk na of het goed is afgedrukt.")
        self.scherm.meld(een if aantal == 1 else zin.format(aantal))

    def _mislukt(self, bundel_id: UUID, reden: str, fout: Fout | None = None) -> None:
        """It was issued and did not arrive: then it does not count as shared."""
        if fout is not None:
            self.scherm.toon_fout(fout)
        taak = partial(bundels.mark_bundel_mislukt, self.omgeving.werkplek, bundel_id, reden)
        self.omgeving.werker.doe(taak, None, self.scherm.toon_fout, self)


def _en(delen: Sequence[str]) -> str:
    return " en ".join((", ".join(delen[:-1]), delen[-1])) if len(delen) > 1 else "".join(delen)


def _smalle(koppen: Sequence[str]) -> list[str]:
    """Headings in a few short lines, so that others fit beside them, unless two would become the same."""
    smal = [_breek(kop) for kop in koppen]
    return [een if smal.count(een) == 1 else "\n".join(kop.split()) for een, kop in zip(smal, koppen, strict=True)]


def _breek(kop: str) -> str:
    regels = [""]
    for woord in kop.split():
        langer = f"{regels[-1]} {woord}".strip()
        if len(langer) <= _KOPTEKENS or not regels[-1]:
            regels[-1] = langer
        else:
            regels.append(woord)
    if len(regels) > _KOPREGELS:
        regels = [*regels[: _KOPREGELS - 1], " ".join(regels[_KOPREGELS - 1 :])]
    lang = _KOPTEKENS_HOOGSTENS
    return "\n".join(r if len(r) <= lang else f"{r[: lang - 1].rstrip()}…" for r in regels)


def bundelchip(cel: Bundelcel) -> Chipwaarde:
    """How much of a casus goes to a recipient, or what has to be done or awaited for more: colour and words."""
    wacht = f"{len(cel.gevraagd)} gevraagd" if cel.gevraagd else ""
    if cel.hoeveel is Hoeveel.ALLES:
        return chip.status("geldig", "Alles")
    if cel.hoeveel is Hoeveel.DEEL:
        rest = "nieuw" if cel.nieuw else wacht
        return chip.status("gevraagd", f"Een deel, {rest}" if rest else "Een deel")
    return chip.status("gevraagd", wacht) if wacht else chip.status("vervallen", "Niets")
