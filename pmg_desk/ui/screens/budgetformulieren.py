"""The forms of money and breakthroughs: what is asked, decided, bought and taken back, each with its words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pmg_desk.domain.bedragen import als_invoer, parse_bedrag, toon_bedrag
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.services.bijlagen import BijlageInzicht
from pmg_desk.services.budget import SOORT_LABELS, AanvraagInzicht
from pmg_desk.services.doorbraak import DoorbraakInzicht
from pmg_desk.services.toewijzingen import TafelInzicht
from pmg_desk.services.uitspraken import STANDAARD_CATEGORIE
from pmg_desk.storage.models import BudgetSoort, UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bedragveld import BedragVeld
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld

_GEWOON = STANDAARD_CATEGORIE[UitspraakSoort.BUDGET]


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Budgetformulieren", tekst)


class Budgetformulier(Formulier):
    """A form about money; the tab that shows it names its draft. Why one goes over is asked only when one does."""

    vroeg_waarom = False
    """The service asked why: from then on the field for it stays, whatever is typed in it."""

    def toon_fouten(self, fout: Fout) -> None:
        """Show a failure; when it asks why one goes over, the field for it comes into sight."""
        if isinstance(fout, OngeldigeInvoer) and "overschrijding" in fout.velden:
            self.vroeg_waarom = True
            self.toon_veld("overschrijding", True)
        super().toon_fouten(fout)


def _woorden(
    omgeving: Omgeving, sleutel: str, label: str, *, categorie: str = _GEWOON, verplicht: bool = True, hulp: str = ""
) -> UitspraakVeld:
    return UitspraakVeld(omgeving, sleutel, label, categorie=categorie, verplicht=verplicht, hulp=hulp)


def _dag(omgeving: Omgeving, sleutel: str, label: str) -> DatumVeld:
    return DatumVeld(sleutel, label, omgeving.vandaag, richting=Richting.VERLEDEN, hulp=_zeg("Leeg betekent: vandaag."))


def _tafel(tafels: tuple[TafelInzicht, ...]) -> KeuzeVeld:
    keuzes = [Keuze(tafel.tafel, tafel.label) for tafel in tafels]
    return KeuzeVeld("tafel", _zeg("Tafel"), keuzes, verplicht=True)


def aanvraag(
    omgeving: Omgeving, tafels: tuple[TafelInzicht, ...], doorbraken: tuple[DoorbraakInzicht, ...]
) -> Formulier:
    """What is asked for and why."""
    open_ = [Keuze(d.id, d.blokkade.tekst[:80]) for d in doorbraken if d.afgerond_op is None]
    formulier = Budgetformulier(
        [
            KeuzeVeld("soort", _zeg("Welk geld"), [Keuze(s, SOORT_LABELS[s]) for s in BudgetSoort], verplicht=True),
            _tafel(tafels),
            KeuzeVeld("doorbraak_id", _zeg("Voor welke doorbraak"), open_, hulp=_zeg("Dit mag leeg blijven.")),
            BedragVeld("bedrag", _zeg("Bedrag"), verplicht=True),
            _woorden(
                omgeving,
                "reden",
                _zeg("Waarvoor is het en waarom is het nodig"),
                hulp=_zeg(
                    "Gaat het om zorg? Kies dan bij soort gegevens ‘gezondheid’. Dan gaat het bedrag daarin mee."
                ),
            ),
            _dag(omgeving, "gevraagd_op", _zeg("Gevraagd op")),
        ],
        knop=_zeg("Budget aanvragen"),
    )

    def schik() -> None:
        formulier.toon_veld(
            "doorbraak_id", formulier.veld("soort").waarde() is BudgetSoort.DOORBRAAKLAB and bool(open_)
        )

    formulier.veld("soort").gewijzigd.connect(schik)
    formulier.zet({"soort": BudgetSoort.MAATWERKBUDGET, "tafel": tafels[0].tafel if len(tafels) == 1 else None})
    schik()
    return formulier


def besluit(omgeving: Omgeving, een: AanvraagInzicht) -> Formulier:
    """What was decided, by whom and why."""
    waarom = _woorden(
        omgeving,
        "overschrijding",
        _zeg("Reden bij wat de tafel nog heeft"),
        categorie=een.reden.categorie,
        verplicht=False,
        hulp=_zeg("Nodig als het bedrag niet past in wat de tafel nog heeft, of als u dat niet mag zien."),
    )
    formulier = Budgetformulier(
        [
            KeuzeVeld(
                "toekennen",
                _zeg("Besluit"),
                [Keuze(True, _zeg("Toekennen")), Keuze(False, _zeg("Afwijzen"))],
                verplicht=True,
            ),
            BedragVeld(
                "bedrag",
                _zeg("Toegekend bedrag"),
                hulp=_zeg("Gevraagd: {}. Minder mag ook.").format(toon_bedrag(een.gevraagd)),
            ),
            TekstVeld("wie", _zeg("Wie heeft besloten"), verplicht=True, hulp=_zeg("Naam of functie.")),
            _woorden(omgeving, "reden", _zeg("Waarom"), categorie=een.reden.categorie),
            waarom,
            _dag(omgeving, "besloten_op", _zeg("Besloten op")),
        ],
        knop=_zeg("Besluit vastleggen"),
    )

    def schik() -> None:
        formulier.toon_veld("bedrag", formulier.veld("toekennen").waarde() is not False)
        # Whether it fits only the service may tell: it asks, and the field comes with its sentence.
        gevraagd = formulier.vroeg_waarom or bool(waarom.tekst.ruw())
        formulier.toon_veld("overschrijding", formulier.veld("toekennen").waarde() is not False and gevraagd)

    formulier.veld("toekennen").gewijzigd.connect(schik)
    waarom.gewijzigd.connect(schik)
    formulier.zet({"bedrag": als_invoer(een.gevraagd)})
    schik()
    return formulier


def uitgave(omgeving: Omgeving, een: AanvraagInzicht, bijlagen: tuple[BijlageInzicht, ...]) -> Formulier:
    """What was bought, with its receipt."""
    bonnen = [Keuze(b.id, b.naam if b.omschrijving is None else b.omschrijving.tekst[:80], b.naam) for b in bijlagen]
    formulier = Budgetformulier(
        [
            BedragVeld(
                "bedrag", _zeg("Bedrag"), verplicht=True, hulp=_zeg("Er is nog {} over.").format(toon_bedrag(een.over))
            ),
            _woorden(omgeving, "waarvoor", _zeg("Wat is er gekocht"), categorie=een.reden.categorie),
            KeuzeVeld(
                "bijlage_id",
                _zeg("Bon"),
                bonnen,
                hulp=_zeg("Kies een bijlage van deze casus. Staat de bon er niet bij? Voeg hem toe bij Bijlagen."),
            ),
            _woorden(
                omgeving,
                "overschrijding",
                _zeg("Waarom meer dan is toegekend"),
                categorie=een.reden.categorie,
                verplicht=False,
            ),
            _dag(omgeving, "datum", _zeg("Uitgegeven op")),
        ],
        knop=_zeg("Uitgave vastleggen"),
    )

    def schik() -> None:
        try:
            te_veel = parse_bedrag(formulier.veld("bedrag").waarde() or "") > een.over
        except ValueError:
            te_veel = False
        formulier.toon_veld("overschrijding", te_veel)

    formulier.veld("bedrag").gewijzigd.connect(schik)
    formulier.zet({})
    schik()
    return formulier


def reden(omgeving: Omgeving, label: str, knop: str, categorie: str) -> Formulier:
    """Only why."""
    return Budgetformulier([_woorden(omgeving, "reden", label, categorie=categorie)], knop=knop)


def inbrengen(omgeving: Omgeving, tafels: tuple[TafelInzicht, ...]) -> Formulier:
    """The first step of a breakthrough."""
    formulier = Budgetformulier(
        [
            _tafel(tafels),
            _woorden(omgeving, "blokkade", _zeg("Wat zit er vast, of wat is de vraag")),
            _woorden(omgeving, "nodig", _zeg("Wie is er nodig om eruit te komen"), verplicht=False),
            _dag(omgeving, "ingebracht_op", _zeg("Ingebracht op")),
        ],
        knop=_zeg("Doorbraak inbrengen"),
    )
    formulier.zet({"tafel": tafels[0].tafel if len(tafels) == 1 else None})
    return formulier


def doorbraakbesluit(omgeving: Omgeving, een: DoorbraakInzicht) -> Formulier:
    """The second step."""
    return Budgetformulier(
        [
            TekstVeld("wie", _zeg("Wie heeft besloten"), verplicht=True, hulp=_zeg("Naam of functie.")),
            _woorden(omgeving, "besluit", _zeg("Wat is er besloten"), categorie=een.blokkade.categorie),
            _dag(omgeving, "besloten_op", _zeg("Besloten op")),
        ],
        knop=_zeg("Besluit vastleggen"),
    )


def uitkomst(omgeving: Omgeving, een: DoorbraakInzicht) -> Formulier:
    """The last step."""
    return Budgetformulier(
        [
            KeuzeVeld(
                "gelukt",
                _zeg("Is de doorbraak gelukt"),
                [Keuze(True, _zeg("Ja")), Keuze(False, _zeg("Nee"))],
                verplicht=True,
            ),
            _woorden(omgeving, "uitkomst", _zeg("Wat heeft het opgeleverd"), categorie=een.blokkade.categorie),
            _dag(omgeving, "afgerond_op", _zeg("Afgerond op")),
        ],
        knop=_zeg("Uitkomst vastleggen"),
    )
