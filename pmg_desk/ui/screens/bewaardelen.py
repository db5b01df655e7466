"""The parts of Bewaren beside the list of casussen: proposals that wait, certificates, and the terms per table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.reports.certificaat import BESTANDSNAAM
from pmg_desk.services import bewaren, certificaten, vernietigen, wispakketten
from pmg_desk.services.bewaren import Begin, TermijnInzicht
from pmg_desk.services.certificaten import CertificaatInzicht
from pmg_desk.services.vernietigen import Uitslag, VoorstelInzicht
from pmg_desk.services.wispakketten import Wisbericht
from pmg_desk.services.wiswoorden import rows_in_words
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.toezicht import bewaar_pakket
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier, LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.pdfvenster import toon_pdf
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import GetalVeld

_MOMENT = "%d-%m-%Y %H:%M"


def _opsomming(rijen: Mapping[str, int]) -> str:
    """What goes and how many of it, one to a line."""
    return "\n".join(f"{wat}: {aantal}" for wat, aantal in rows_in_words(rijen))


class _Deel(QWidget):
    """A list in a tab; ``laad`` reads it again."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.kolom = QVBoxLayout(self)
        self.kolom.setContentsMargins(0, 0, 0, 0)

    def _haal(self, taak: Any, klaar: Any) -> None:
        self.omgeving.werker.doe(partial(taak, self.omgeving.werkplek), klaar, self.scherm.toon_fout, self)


class Voorstellen(_Deel):
    """What was proposed and waits for the second person, with exactly what will go."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self.lijst: Lijst[VoorstelInzicht] = Lijst(
            "vernietigingsvoorstellen",
            self.tr("Voorstellen om te vernietigen"),
            (
                Kolom("casus", self.tr("Casus"), lambda r: r.nummer, breedte=160, nadruk=True),
                Kolom("reden", self.tr("Reden"), lambda r: r.reden.label, rekt=True),
                Kolom("door", self.tr("Voorgesteld door"), lambda r: r.door, breedte=180),
                Kolom("op", self.tr("Op"), lambda r: r.op, "moment", breedte=160),
                Kolom("rijen", self.tr("Gegevens"), lambda r: sum(r.rijen.values()), "getal", breedte=110),
            ),
            lambda r: r.id,
            woord=(self.tr("voorstel"), self.tr("voorstellen")),
            instellingen=scherm.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen voorstellen"),
                self.tr("Stelt iemand voor een casus te vernietigen? Dan staat dat hier, tot een ander het bevestigt."),
                "inbox",
            ),
        )
        self.lijst.gekozen.connect(self._toon)
        self.kolom.addWidget(self.lijst)

    def laad(self) -> None:
        """Read the proposals."""
        self._haal(vernietigen.list_voorstellen, self.lijst.zet_rijen)

    def _toon(self, voorstel: VoorstelInzicht | None) -> None:
        if voorstel is None:
            self.scherm.sluit_detail()
            return
        paren: list[tuple[str, Any]] = [
            (self.tr("Reden"), voorstel.reden.label),
            (self.tr("Termijn"), voorstel.regel),
            (self.tr("Door"), voorstel.door),
            (self.tr("Op"), voorstel.op.astimezone(AMSTERDAM).strftime(_MOMENT)),
        ]
        if voorstel.bezwaar:
            paren.append((self.tr("Kan nu niet"), voorstel.bezwaar))
        gegevens = Gegevens()
        gegevens.zet([*paren, (self.tr("Verdwijnt"), _opsomming(voorstel.rijen))])
        knoppen: list[Knop] = []
        if voorstel.mag_bevestigen:
            knoppen.append(
                Knop(self.tr("Vernietigen bevestigen"), "gevaar", "trash-2", actie=partial(self._vraag, voorstel))
            )
        if voorstel.mag_afwijzen:
            knoppen.append(Knop(self.tr("Voorstel afwijzen"), icoon="x", actie=partial(self._wijs_af, voorstel)))
        self.scherm.toon_detail(self.tr("Casus {}").format(voorstel.nummer), gegevens, tuple(knoppen))

    def _vraag(self, voorstel: VoorstelInzicht) -> None:
        bevestig(
            self,
            self.tr("Casus {} vernietigen?").format(voorstel.nummer),
            self.tr(
                "Alles van deze casus verdwijnt uit de kluis: {} gegevens in totaal. Dit kan niet worden teruggedraaid."
                " U tekent hiervoor met uw eigen sleutel."
            ).format(sum(voorstel.rijen.values())),
            self.tr("Casus vernietigen"),
            partial(self._voer_uit, voorstel.id),
            punten=(
                self.tr("Het dossier, de documenten, de concepten en de zoekindex worden gewist."),
                self.tr("Logregels blijven, zonder hun details. Er blijft een certificaat zonder persoonsgegevens."),
                self.tr("In reservekopieën staat de casus nog tot die zijn opgeruimd. Terugzetten wist haar opnieuw."),
            ),
        )

    def _voer_uit(self, voorstel_id: UUID) -> None:
        werkplek = self.omgeving.werkplek
        self.scherm.sluit_detail()

        def taak(voortgang: Voortgang) -> Uitslag:
            voortgang.meld(0)
            return vernietigen.confirm_vernietiging(werkplek, voorstel_id)

        # The file is written anew too: 4 seconds for 100 MB.
        self.omgeving.werker.doe_lang(
            taak, self.tr("De casus wordt vernietigd"), self._klaar, self.scherm.toon_fout, self
        )

    def _klaar(self, uitslag: Uitslag) -> None:
        if uitslag.waarschuwing:
            self.scherm.melding.zet("waarschuwing", uitslag.waarschuwing)
        self.omgeving.meld(self.tr("De casus is vernietigd. Het certificaat staat bij Certificaten."))

    def _wijs_af(self, voorstel: VoorstelInzicht) -> None:
        formulier = Formulier(
            [LangeTekstVeld("reden", self.tr("Waarom niet?"), verplicht=True, hoogstens=MAX_TEKST)],
            knop=self.tr("Voorstel afwijzen"),
            annuleren=self.tr("Terug"),
        )
        werkplek = self.omgeving.werkplek
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Voorstel afwijzen"),
            formulier,
            lambda waarden: vernietigen.reject_vernietiging(werkplek, voorstel.id, waarden["reden"]),
            gelukt=self.tr("Het voorstel is afgewezen. De casus blijft bewaard."),
            concept="vernietiging_afwijzen",
            object_id=voorstel.id,
        ).toon()


class Certificaten(_Deel):
    """What was destroyed; each certificate checked just now."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self.lijst: Lijst[CertificaatInzicht] = Lijst(
            "certificaten",
            self.tr("Certificaten van vernietiging"),
            (
                Kolom("op", self.tr("Vernietigd op"), lambda r: r.op, "moment", breedte=160),
                Kolom("reden", self.tr("Reden"), lambda r: r.reden.label, rekt=True, nadruk=True),
                Kolom("eerste", self.tr("Voorgesteld door"), lambda r: r.eerste, breedte=170),
                Kolom("tweede", self.tr("Bevestigd door"), lambda r: r.tweede, breedte=170),
                Kolom("klopt", self.tr("Handtekeningen"), _klopt, "chip", breedte=150),
                Kolom("kenmerk", self.tr("Kenmerk"), lambda r: str(r.casus_id), breedte=280, verborgen=True),
            ),
            lambda r: r.id,
            woord=(self.tr("certificaat"), self.tr("certificaten")),
            instellingen=scherm.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog niets vernietigd"),
                self.tr("Van elke vernietigde casus blijft hier een certificaat, zonder persoonsgegevens."),
                "shield-check",
            ),
        )
        self.lijst.gekozen.connect(self._toon)
        self.berichten: tuple[Wisbericht, ...] = ()
        self.melding = Melding()
        self.kolom.addWidget(self.melding)
        self.kolom.addWidget(self.lijst)

    def laad(self) -> None:
        """Read the certificates, and which installations are still to be told."""
        self._haal(certificaten.list_certificaten, self.lijst.zet_rijen)
        self._haal(wispakketten.list_wisberichten, self._zet_berichten)

    def _zet_berichten(self, berichten: tuple[Wisbericht, ...]) -> None:
        self.berichten = berichten
        if any(bericht.gemaakt_op is None for bericht in berichten):
            self.melding.zet(
                "waarschuwing",
                self.tr(
                    "Van een vernietigde casus ging eerder iets naar een privacy officer met een eigen installatie. Het"
                    " bericht om het daar ook te wissen is nog te versturen: kies het certificaat."
                ),
            )
        else:
            self.melding.verberg()
        if self.lijst.huidige() is not None:
            self._toon(self.lijst.huidige())

    def _toon(self, een: CertificaatInzicht | None) -> None:
        if een is None:
            self.scherm.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Getekend"), een.gebrek or self.tr("Beide handtekeningen kloppen.")),
                (self.tr("Reden"), een.reden.label),
                (self.tr("Termijn"), een.regel),
                (self.tr("Eerste"), een.eerste),
                (self.tr("Tweede"), een.tweede),
                (self.tr("Casus"), str(een.casus_id)),
                (self.tr("Logregel"), str(een.log_nr)),
                (self.tr("Verdwenen"), _opsomming(een.rijen)),
                *((self.tr("Elders"), self._stand(b)) for b in self.berichten if b.vernietiging_id == een.id),
            ]
        )
        knoppen = [Knop(self.tr("Certificaat bekijken"), icoon="eye", actie=partial(self._open, een.id))]
        if self.omgeving.rol != Rol.PRIVACY_OFFICER:
            knoppen += [
                Knop(self.tr("Bericht voor {}").format(b.naam), icoon="download", actie=partial(self.verstuur, b))
                for b in self.berichten
                if b.vernietiging_id == een.id
            ]
        self.scherm.toon_detail(self.tr("Certificaat"), gegevens, tuple(knoppen))

    def _stand(self, bericht: Wisbericht) -> str:
        if bericht.gemaakt_op is None:
            return self.tr("{}: nog te versturen").format(bericht.naam)
        return self.tr("{}: pakket gemaakt").format(bericht.naam)

    def verstuur(self, bericht: Wisbericht) -> None:
        """Save the package that has an installation elsewhere erase this casus too."""
        bewaar_pakket(
            self.scherm,
            self.tr("Bericht van vernietiging opslaan"),
            f"vernietiging-{bericht.vernietiging_id.hex[:8]}",
            partial(
                wispakketten.make_wispakket, self.omgeving.werkplek, bericht.vernietiging_id, bericht.verbinding_id
            ),
            lambda: self.omgeving.meld(self.tr("Het pakket is opgeslagen. Stuur het naar de privacy officer.")),
        )

    def _open(self, certificaat_id: UUID) -> None:
        taak = partial(certificaten.print_certificaat, self.omgeving.werkplek, certificaat_id)
        self.omgeving.werker.doe(taak, self._toon_blad, self.scherm.toon_fout, self)

    def _toon_blad(self, pdf: bytes) -> None:
        knoppen = (
            (self.tr("Afdrukken"), partial(self._druk_af, pdf)),
            (self.tr("Opslaan als PDF"), partial(self._bewaar, pdf)),
        )
        toon_pdf(self, self.tr("Certificaat van vernietiging"), pdf, knoppen=knoppen)

    def _druk_af(self, pdf: bytes) -> None:
        meld = partial(self.omgeving.meld, self.tr("Het certificaat is naar de printer gestuurd."))
        druk_af(self, pdf, klaar=meld, fout=self.scherm.toon_fout)

    def _bewaar(self, pdf: bytes) -> None:
        def naar(pad: Path) -> None:
            meld = partial(self.omgeving.meld, self.tr("Het certificaat is opgeslagen."))
            self.omgeving.werker.doe(partial(schrijf_heel, pad, pdf), lambda _: meld(), self.scherm.toon_fout, self)

        kies_opslaan(self, self.tr("Certificaat opslaan"), BESTANDSNAAM, ["PDF (*.pdf)"], naar, uitgang="pdf")


def _klopt(een: CertificaatInzicht) -> chip.Chipwaarde:
    return chip.status("ongeldig", "Klopt niet") if een.gebrek else chip.status("geldig", "Kloppen")


class Termijnen(_Deel):
    """The term of every table; the beheerder sets them."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        uitleg = Tekst(
            self.tr(
                "Een casus die aan meer tafels is besproken, wordt bewaard volgens de langste termijn. Zolang een tafel"
                " geen termijn heeft, valt er van haar casussen niets te vernietigen."
            ),
            "zacht",
        )
        self.lijst: Lijst[TermijnInzicht] = Lijst(
            "bewaartermijnen",
            self.tr("Bewaartermijnen per tafel"),
            (
                Kolom("tafel", self.tr("Tafel"), lambda r: r.label, breedte=220, nadruk=True),
                Kolom("termijn", self.tr("Termijn"), lambda r: r.zin(), breedte=280),
                Kolom("bron", self.tr("Bron"), lambda r: r.bron, rekt=True),
                Kolom("sinds", self.tr("Sinds"), lambda r: r.sinds, "moment", breedte=160),
                Kolom("door", self.tr("Door"), lambda r: r.door, breedte=160, verborgen=True),
            ),
            lambda r: r.tafel,
            woord=(self.tr("tafel"), self.tr("tafels")),
            instellingen=scherm.omgeving.instellingen,
        )
        self.lijst.gekozen.connect(self._toon)
        self.kolom.addWidget(uitleg)
        self.kolom.addWidget(self.lijst)

    def laad(self) -> None:
        """Read the terms."""
        self._haal(bewaren.list_termijnen, self.lijst.zet_rijen)

    def _toon(self, termijn: TermijnInzicht | None) -> None:
        if termijn is None:
            self.scherm.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Termijn"), termijn.zin()),
                (self.tr("Bron"), termijn.bron),
                (self.tr("Ingesteld door"), termijn.door),
            ]
        )
        knoppen: list[Knop] = []
        if self.omgeving.werkplek.gebruiker.mag(Recht.KLUIS_BEHEREN):
            knoppen.append(Knop(self.tr("Termijn instellen"), "primair", actie=partial(self.stel_in, termijn)))
        self.scherm.toon_detail(termijn.label, gegevens, tuple(knoppen))

    def stel_in(self, termijn: TermijnInzicht) -> None:
        """Ask for the term of one table."""
        formulier = Formulier(
            [
                GetalVeld(
                    "maanden",
                    self.tr("Aantal maanden"),
                    meest=bewaren.MEESTE_MAANDEN,
                    hulp=self.tr("Leeg: er is geen termijn. Dan wordt er niets vernietigd."),
                ),
                KeuzeVeld(
                    "begin",
                    self.tr("Maanden na"),
                    [Keuze(begin, begin.label) for begin in Begin],
                    verplicht=True,
                    breedte=0,
                ),
                TekstVeld(
                    "bron",
                    self.tr("Bron"),
                    verplicht=True,
                    hoogstens=500,
                    hulp=self.tr("Waar staat deze termijn? Bijvoorbeeld een selectielijst, convenant of besluit."),
                ),
            ],
            knop=self.tr("Termijn instellen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"maanden": termijn.maanden, "begin": termijn.begin, "bron": termijn.bron})
        werkplek = self.omgeving.werkplek
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Bewaartermijn van {}").format(termijn.label),
            formulier,
            lambda waarden: bewaren.set_termijn(werkplek, termijn.tafel, **waarden),
            gelukt=self.tr("De bewaartermijn is ingesteld."),
            concept=f"bewaartermijn_{termijn.tafel}",
        ).toon()
