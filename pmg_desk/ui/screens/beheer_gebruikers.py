"""The users of the vault: who there are, inviting somebody, their tables, a new code, and stopping."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Rol, rollen_in
from pmg_desk.services import gebruikers, sleutelvervanging
from pmg_desk.services.bekrachtigers import Sleutelwachter, list_sleutelwachters
from pmg_desk.services.gebruikers import EenmaligeCode, GebruikerInzicht, GebruikerStatus, NieuweUitnodiging
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui import klembord
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.beheer_sleutels import gaan_nog_open, vraag_vingerafdruk
from pmg_desk.ui.screens.caseload import CaseloadDialoog
from pmg_desk.ui.screens.waarneming import WaarnemingDialoog
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.dialoog import Dialoog, bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, Keuze, KeuzeVeld, MeerKeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

_ROLLEN = (
    Keuze(Rol.CASUSREGISSEUR, "Casusregisseur", "eigen casussen en die van de eigen tafels"),
    Keuze(Rol.PRIVACY_OFFICER, "Privacy officer", "oordeelt over delen, leest alleen wat daarvoor nodig is"),
    Keuze(Rol.MEELEZER, "Meelezer", "leest wat is toegewezen"),
    Keuze(Rol.BEHEERDER, "Beheerder", "gebruikers, kluis en profiel; leest geen casussen"),
)


def _status(gebruiker: GebruikerInzicht) -> Chipwaarde:
    if gebruiker.extern and gebruiker.status is GebruikerStatus.ACTIEF:
        return Chipwaarde("Eigen installatie", "blauw")
    if gebruiker.status is GebruikerStatus.VERLOPEN:
        return Chipwaarde("Code verlopen", "rood")
    if gebruiker.sleutel_wacht:
        return Chipwaarde("Sleutel is nieuw", "geel")
    return chip.status(gebruiker.status.value)


KOLOMMEN: tuple[Kolom[GebruikerInzicht], ...] = (
    Kolom("naam", "Naam", lambda g: g.naam, breedte=190, rekt=True, nadruk=True),
    Kolom("gebruikersnaam", "Gebruikersnaam", lambda g: g.gebruikersnaam, breedte=140),
    Kolom("rol", "Rol", lambda g: g.rol.label, breedte=140),
    Kolom("tafels", "Tafels", lambda g: g.tafel_labels, breedte=190),
    Kolom("status", "Status", _status, "chip", breedte=150),
    Kolom("functie", "Functie", lambda g: g.functie, breedte=140, verborgen=True),
    Kolom("sinds", "Actief sinds", lambda g: g.actief_sinds, "moment", breedte=150, verborgen=True),
)


class Gebruikersbeheer(QWidget):
    """The list, and the chosen user at the right of the screen."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.lijst: Lijst[GebruikerInzicht] = Lijst(
            "gebruikers",
            self.tr("Gebruikers"),
            KOLOMMEN,
            lambda g: g.id,
            woord=(self.tr("gebruiker"), self.tr("gebruikers")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(self.tr("Nog geen gebruikers"), "", "users"),
        )
        self.lijst.gekozen.connect(self._toon)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self.lijst, 1)
        self.dialoog: Formulierdialoog | None = None
        self.code: CodeDialoog | None = None
        self.detail: Gebruikerdetail | None = None
        self._wachters: dict[UUID, Sleutelwachter] = {}
        self.laad()

    def laad(self) -> None:
        """Read the users again."""
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.scherm.toon_fout, self)

    def _zet(self, gelezen: tuple[tuple[GebruikerInzicht, ...], tuple[Sleutelwachter, ...]]) -> None:
        rijen, wachters = gelezen
        self._wachters = {wachter.gebruiker_id: wachter for wachter in wachters}
        self.lijst.zet_rijen(rijen)

    def nodig_uit(self) -> None:
        """Ask who."""
        formulier = Formulier(
            [
                TekstVeld("naam", self.tr("Naam"), verplicht=True, hoogstens=120),
                TekstVeld(
                    "gebruikersnaam",
                    self.tr("Gebruikersnaam"),
                    verplicht=True,
                    hoogstens=60,
                    hulp=self.tr("Hiermee kiest deze persoon zichzelf bij het openen van de kluis."),
                ),
                TekstVeld("functie", self.tr("Functie"), hoogstens=120),
                KeuzeVeld(
                    "rol",
                    self.tr("Rol"),
                    [keuze for keuze in _ROLLEN if keuze.waarde in rollen_in(self.omgeving.kluissoort)],
                    verplicht=True,
                    breedte=0,
                ),
                self._tafelveld(),
            ],
            knop=self.tr("Uitnodigen"),
        )
        rol = formulier.veld("rol")
        formulier.toon_veld("tafels", False)
        rol.gewijzigd.connect(lambda: formulier.toon_veld("tafels", rol.waarde() is Rol.CASUSREGISSEUR))
        formulier.koppel_concept(self.omgeving.concepten, "gebruiker_uitnodigen")
        self._vraag(self.tr("Gebruiker uitnodigen"), formulier, self._uitnodigen)

    def _tafelveld(self, nu: tuple[str, ...] = ()) -> MeerKeuzeVeld:
        tafels = self.omgeving.werkplek.profiel.tafels
        keuzes = [Keuze(tafel.sleutel, tafel.label) for tafel in tafels.values()]
        weg = self.tr("{} (niet meer in het profiel)")
        keuzes += [Keuze(sleutel, weg.format(label_van(tafels, sleutel))) for sleutel in nu if sleutel not in tafels]
        hulp = self.tr(
            "Wie aan een tafel zit, leest en wijzigt de casussen van die tafel. Zonder tafel ziet een casusregisseur"
            " alleen de eigen casussen."
        )
        return MeerKeuzeVeld("tafels", self.tr("Tafels"), keuzes, hulp=hulp)

    def _vraag(self, titel: str, formulier: Formulier, doe: Any) -> None:
        self.dialoog = Formulierdialoog(self, titel, formulier)
        self.dialoog.finished.connect(self._dialoog_dicht)
        formulier.bewaren.connect(doe)
        self.dialoog.toon()

    def _dialoog_dicht(self) -> None:
        self.dialoog = None

    def _uitnodigen(self, waarden: dict[str, Any]) -> None:
        nieuw = NieuweUitnodiging(
            waarden["gebruikersnaam"], waarden["naam"], waarden["rol"], waarden["functie"], waarden["tafels"]
        )
        self._doe(partial(gebruikers.invite_gebruiker, self.omgeving.werkplek, nieuw), self._toon_code)

    def _doe(self, taak: Any, klaar: Any) -> None:
        """Run, from the open dialog: it stays when it fails, with what is wrong beside the fields."""
        dialoog = self.dialoog
        if dialoog is None:
            self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)
            return
        dialoog.formulier.zet_bezig(True)

        def gelukt(uitkomst: Any) -> None:
            dialoog.formulier.opgeslagen()
            dialoog.accept()
            klaar(uitkomst)

        self.omgeving.werker.doe(taak, gelukt, dialoog.formulier.toon_fouten, dialoog)

    def _toon_code(self, code: EenmaligeCode, *, vervangt: bool = False) -> None:
        self.laad()
        self.code = CodeDialoog(self, code, vervangt=vervangt)
        self.code.finished.connect(self._code_dicht)
        self.code.toon()

    def _code_dicht(self) -> None:
        self.code = None

    # the chosen user

    def _toon(self, gebruiker: GebruikerInzicht | None) -> None:
        if gebruiker is None:
            self.detail = None
            self.scherm.sluit_detail()
            return
        self.detail = Gebruikerdetail(self, gebruiker, self._wachters.get(gebruiker.id))
        self.scherm.toon_detail(gebruiker.naam, self.detail, self.detail.knoppen)

    def wijzig_tafels(self, gebruiker: GebruikerInzicht) -> None:
        """Ask which tables."""
        veld = self._tafelveld(gebruiker.tafels)
        formulier = Formulier([veld], knop=self.tr("Tafels opslaan"))
        formulier.zet({"tafels": gebruiker.tafels})
        formulier.koppel_concept(self.omgeving.concepten, "gebruiker_tafels", gebruiker.id)

        def bewaar(waarden: dict[str, Any]) -> None:
            taak = partial(gebruikers.assign_tafels, self.omgeving.werkplek, gebruiker.id, waarden["tafels"])
            self._doe(taak, lambda _: self.scherm.meld(self.tr("De tafels zijn gewijzigd.")))

        self._vraag(self.tr("Tafels wijzigen"), formulier, bewaar)

    def regel_waarneming(self, gebruiker: GebruikerInzicht) -> None:
        """Ask who covers for somebody who fell ill."""
        self.dialoog = WaarnemingDialoog(self, self.omgeving, (gebruiker.id, gebruiker.naam))
        self.dialoog.finished.connect(self._dialoog_dicht)
        self.dialoog.toon()

    def draag_over(self, gebruiker: GebruikerInzicht) -> None:
        """Ask to whom the casussen go of somebody who left: by number, without names."""
        self.dialoog = CaseloadDialoog(self, self.omgeving, van=(gebruiker.id, gebruiker.naam))
        self.dialoog.finished.connect(self._dialoog_dicht)
        self.dialoog.toon()

    def nieuwe_code(self, gebruiker: GebruikerInzicht) -> None:
        """A new one-time code; the old one ends."""
        taak = partial(gebruikers.renew_uitnodiging, self.omgeving.werkplek, gebruiker.id)
        self._doe(taak, partial(self._toon_code, vervangt=gebruiker.actief_sinds is not None))

    def stop(self, gebruiker: GebruikerInzicht) -> None:
        """Ask before ending somebody's access."""
        punten = [
            self.tr("Inloggen kan meteen niet meer, en alle tafels vervallen."),
            self.tr("Wat deze gebruiker schreef, blijft in de dossiers en het logboek staan."),
            self.tr("De kluis krijgt een nieuwe sleutel. Bij een grote kluis duurt dat even."),
            gaan_nog_open(self),
        ]
        if gebruiker.open_casussen:
            punten.append(
                self.tr("Er staan nog {} open casussen op naam van deze gebruiker. Draag die daarna over.").format(
                    gebruiker.open_casussen
                )
            )
        bevestig(
            self,
            self.tr("Toegang stoppen?"),
            self.tr("De toegang van {} stopt nu. Dit kan niet ongedaan worden gemaakt.").format(gebruiker.naam),
            self.tr("Toegang stoppen"),
            partial(self._stop, gebruiker),
            punten=tuple(punten),
        )

    def _stop(self, gebruiker: GebruikerInzicht) -> None:
        werkplek = self.omgeving.werkplek

        def taak(voortgang: Voortgang) -> None:
            gebruikers.stop_gebruiker(werkplek, gebruiker.id, voortgang.meld)

        self.omgeving.werker.doe_lang(
            taak,
            self.tr("De toegang wordt gestopt en de kluis krijgt een nieuwe sleutel"),
            lambda _: self.scherm.meld(self.tr("De toegang is gestopt en de kluis heeft een nieuwe sleutel.")),
            self.scherm.toon_fout,
            self,
            geannuleerd=self._niet_vernieuwd,
        )

    def _niet_vernieuwd(self) -> None:
        self.scherm.meld(
            self.tr("De toegang is gestopt. De sleutel van de kluis is nog dezelfde: vernieuw hem bij Kluis."),
            "waarschuwing",
        )

    def vervang(self, gebruiker: GebruikerInzicht) -> None:
        """Ask before somebody's keys are replaced."""
        bevestig(
            self,
            self.tr("Sleutels vervangen?"),
            self.tr("Doe dit als {} het wachtwoord kwijt is. Het oude wachtwoord werkt meteen niet meer.").format(
                gebruiker.naam
            ),
            self.tr("Sleutels vervangen"),
            partial(self._vervang, gebruiker),
            punten=(
                self.tr("U krijgt een code voor één keer. Daarmee kiest deze gebruiker een nieuw wachtwoord."),
                self.tr("De handtekening van deze gebruiker telt pas weer als u de nieuwe sleutel hebt bekrachtigd."),
                self.tr("Besluiten die met de oude sleutel zijn ondertekend, blijven gelden."),
            ),
        )

    def _vervang(self, gebruiker: GebruikerInzicht) -> None:
        taak = partial(sleutelvervanging.start_vervanging, self.omgeving.werkplek, gebruiker.id)
        self._doe(taak, partial(self._toon_code, vervangt=True))

    def bekrachtig(self, gebruiker: GebruikerInzicht) -> None:
        """Ask for the fingerprint that this user reads out."""
        self.dialoog = vraag_vingerafdruk(self, self.scherm, gebruiker.id, gebruiker.naam, self.laad)
        self.dialoog.finished.connect(self._dialoog_dicht)


class Gebruikerdetail(QWidget):
    """Facts about one user, and what can be done."""

    def __init__(self, beheer: Gebruikersbeheer, gebruiker: GebruikerInzicht, wachter: Sleutelwachter | None) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        if gebruiker.sleutel_wacht and wachter is not None:
            melding = Melding(sluitbaar=False)
            nieuw = self.tr(
                "De sleutel is nieuw en nog niet bekrachtigd. De handtekening van deze gebruiker telt nog niet."
            )
            melding.zet("waarschuwing", f"{nieuw} {_wie_kan(self, wachter)}")
            kolom.addWidget(melding)
        feiten: list[tuple[str, Any]] = [
            (self.tr("Status"), _status(gebruiker)),
            (self.tr("Rol"), gebruiker.rol.label),
            (self.tr("Functie"), gebruiker.functie),
            (self.tr("Gebruikersnaam"), gebruiker.gebruikersnaam),
            (self.tr("Tafels"), ", ".join(gebruiker.tafel_labels)),
            (self.tr("Uitgenodigd"), _moment(gebruiker.uitgenodigd_op)),
        ]
        if gebruiker.actief_sinds is not None:
            feiten.append((self.tr("Actief sinds"), _moment(gebruiker.actief_sinds)))
        elif gebruiker.uitnodiging_tot is not None:
            feiten.append((self.tr("Code geldig tot"), _moment(gebruiker.uitnodiging_tot)))
        if gebruiker.gestopt_op is not None:
            feiten.append((self.tr("Gestopt"), _moment(gebruiker.gestopt_op)))
        feiten.append((self.tr("Open casussen"), str(gebruiker.open_casussen)))
        gegevens = Gegevens()
        gegevens.zet(feiten)
        kolom.addWidget(gegevens)
        # While a code for new keys is out, those that are known are the old ones: nothing to compare with.
        if gebruiker.vingerafdruk and gebruiker.status not in (GebruikerStatus.UITGENODIGD, GebruikerStatus.VERLOPEN):
            kolom.addWidget(Tekst(self.tr("Vingerafdruk van de sleutels"), "label"))
            kolom.addWidget(Tekst(gebruiker.vingerafdruk, kiesbaar=True))
            uitleg = self.tr(
                "Vergelijk deze cijfers met wat de gebruiker zelf ziet, als u wilt weten of de sleutels echt zijn."
            )
            kolom.addWidget(Tekst(uitleg, "klein"))
        self.tafelknop = Knop(self.tr("Tafels wijzigen"), actie=partial(beheer.wijzig_tafels, gebruiker))
        self.codeknop = Knop(self.tr("Nieuwe code maken"), actie=partial(beheer.nieuwe_code, gebruiker))
        self.vervangknop = Knop(self.tr("Sleutels vervangen"), actie=partial(beheer.vervang, gebruiker))
        self.bekrachtigknop = Knop(
            self.tr("Sleutel bekrachtigen"), "primair", actie=partial(beheer.bekrachtig, gebruiker)
        )
        self.stopknop = Knop(self.tr("Toegang stoppen"), "gevaar", actie=partial(beheer.stop, gebruiker))
        self.waarneemknop = Knop(self.tr("Waarneming regelen"), actie=partial(beheer.regel_waarneming, gebruiker))
        self.overdraagknop = Knop(self.tr("Casussen overdragen"), actie=partial(beheer.draag_over, gebruiker))
        werkt = gebruiker.status is not GebruikerStatus.GESTOPT and not gebruiker.extern
        if gebruiker.extern:
            uitleg = self.tr(
                "Deze privacy officer werkt op een eigen installatie en kan deze kluis niet openen."
                " Stoppen doet u bij Verbindingen."
            )
            kolom.addWidget(Tekst(uitleg))
        knoppen: list[Knop] = []
        if werkt and gebruiker.mag_bekrachtigen:
            knoppen.append(self.bekrachtigknop)
        if werkt and gebruiker.rol is Rol.CASUSREGISSEUR:
            knoppen += [self.tafelknop, self.waarneemknop]
        if gebruiker.status is GebruikerStatus.GESTOPT and gebruiker.rol is Rol.CASUSREGISSEUR:
            knoppen.append(self.overdraagknop)
        if gebruiker.status in (GebruikerStatus.UITGENODIGD, GebruikerStatus.VERLOPEN):
            knoppen.append(self.codeknop)
        if werkt and not gebruiker.zelf and gebruiker.status is GebruikerStatus.ACTIEF:
            knoppen.append(self.vervangknop)
        if werkt and not gebruiker.zelf:
            knoppen.append(self.stopknop)
        for knop in (
            self.bekrachtigknop,
            self.tafelknop,
            self.waarneemknop,
            self.overdraagknop,
            self.codeknop,
            self.vervangknop,
            self.stopknop,
        ):
            if knop not in knoppen:
                knop.setParent(self)
                knop.setVisible(False)
        self.knoppen = tuple(knoppen)


class CodeDialoog(Dialoog):
    """The one-time code, shown this once. ``vervangt``: for new keys rather than for a first log-in."""

    def __init__(self, ouder: QWidget, code: EenmaligeCode, *, vervangt: bool = False) -> None:
        titel = ouder.tr("Code voor nieuwe sleutels") if vervangt else ouder.tr("Code voor de eerste keer inloggen")
        super().__init__(ouder, titel)
        geef = self.tr(
            "Geef deze code zelf aan {}, bij voorkeur op papier of telefonisch. De code werkt één keer, tot {}."
        ).format(code.naam, _moment(code.geldig_tot))
        daarna = (
            self.tr("Met de code kiest deze persoon een nieuw wachtwoord en krijgt nieuwe sleutels.")
            if vervangt
            else self.tr("Bij de eerste keer openen kiest deze persoon een eigen wachtwoord.")
        )
        uitleg = f"{geef} {daarna}"
        self.inhoud.addWidget(Tekst(uitleg))
        self.tekst = Tekst(code.code, "kop-2", kiesbaar=True, omslaan=False)
        self.tekst.setAccessibleName(self.tr("De code: {}").format(" ".join(code.code.replace("-", ", "))))
        self.inhoud.addWidget(self.tekst)
        melding = Melding(sluitbaar=False)
        melding.zet("waarschuwing", self.tr("De code wordt nergens bewaard: na sluiten is hij niet meer te zien."))
        self.inhoud.addWidget(melding)
        self.kopieerknop = self.voeg_knop(
            self.tr("Code kopiëren"), icoon="copy", actie=partial(klembord.kopieer, code.code)
        )
        self.klaarknop = self.voeg_knop(self.tr("Ik heb de code genoteerd"), "primair", actie=self.accept)
        self.klaarknop.setDefault(True)
        self.klaarknop.setFocus()


def _lees(werkplek: Werkplek) -> tuple[tuple[GebruikerInzicht, ...], tuple[Sleutelwachter, ...]]:
    return gebruikers.list_gebruikers(werkplek), list_sleutelwachters(werkplek)


def _wie_kan(ouder: QWidget, wachter: Sleutelwachter) -> str:
    """Who may endorse this key, and where."""
    if wachter.door_mij:
        return ouder.tr("Bekrachtig hem als u de vingerafdruk hebt gehoord.")
    if not wachter.door:
        return ouder.tr("Er is nu niemand in deze kluis die dat mag.")
    return ouder.tr("Dat kan {}, bij Beheer, Mijn wachtwoord of Gebruikers.").format(wachter.door)


def _moment(moment: Any) -> str:
    return str(moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M"))
