"""The forms of a group: the group itself, a member, a step, an action, and closing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import groepsteksten
from pmg_desk.services.actiehouders import Houder
from pmg_desk.services.groepen import GROEP_LABELS, GroepInvoer, GroepsactieInvoer, LidInvoer, StapInvoer
from pmg_desk.services.groepslezen import GroepInzicht, GroepsactieInzicht, LidInzicht
from pmg_desk.services.stukken import ACTIE_LABELS
from pmg_desk.services.toewijzingen import Collega
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.netwerkformulier import zoek_casussen
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.widgets.formulier import (
    DatumVeld,
    Formulier,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    TekstVeld,
    Veld,
    VinkVeld,
    ZoekKeuzeVeld,
)


class Groepformulier(Formulier):
    """A new group with its first casus, or one that there is."""

    def __init__(
        self, zegger: QWidget, omgeving: Omgeving, collegas: Sequence[Collega], groep: GroepInzicht | None = None
    ) -> None:
        tafels = [Keuze(tafel.sleutel, tafel.label) for tafel in omgeving.werkplek.profiel.tafels.values()]
        if groep is not None and groep.tafel not in omgeving.werkplek.profiel.tafels:
            tafels.append(Keuze(groep.tafel, groep.tafel_label))
        regisseurs = [Keuze(collega.id, collega.naam) for collega in collegas]
        velden: list[Veld | str] = [
            KeuzeVeld(
                "soort",
                zegger.tr("Wat is het"),
                [Keuze(soort.value, label) for soort, label in GROEP_LABELS.items()],
                verplicht=True,
            ),
            TekstVeld(
                "naam",
                zegger.tr("Naam"),
                verplicht=True,
                hoogstens=160,
                hulp=zegger.tr("Wie de groep ziet, ziet deze naam. Noem liever een plek dan een persoon."),
            ),
        ]
        if groep is None:
            velden.append(
                ZoekKeuzeVeld(
                    "casus_id",
                    zegger.tr("Eerste casus"),
                    zoek=partial(zoek_casussen, omgeving),
                    werker=omgeving.werker,
                    verplicht=True,
                    hulp=zegger.tr("Een groep begint met een jongere in beeld. De anderen voegt u daarna toe."),
                )
            )
        velden += [
            KeuzeVeld("tafel", zegger.tr("Overlegtafel"), tafels, verplicht=True),
            KeuzeVeld("regisseur_id", zegger.tr("Regisseur van de groep"), regisseurs, verplicht=True),
            TekstVeld("gebied", zegger.tr("Waar is de groep"), hoogstens=160),
        ]
        leest_doel = groep is None or not groep.doel_verborgen
        if leest_doel:
            velden += [
                LangeTekstVeld("doel", zegger.tr("Doel van het plan voor de groep"), hoogstens=20_000),
                *_over_de_tekst(zegger, omgeving, "doel_", "" if groep is None else groep.doel_categorie),
            ]
        velden += [
            DatumVeld(
                "begonnen_op",
                zegger.tr("In beeld sinds"),
                omgeving.vandaag,
                richting=Richting.VERLEDEN,
                laatst=omgeving.vandaag,
                hulp=zegger.tr("Leeg betekent: vandaag."),
            ),
            DatumVeld("evaluatie_op", zegger.tr("Evaluatie op"), omgeving.vandaag),
        ]
        super().__init__(velden, knop=zegger.tr("Groep opslaan"))
        if groep is None:
            self.zet(
                {
                    "soort": "groep",
                    "regisseur_id": omgeving.werkplek.gebruiker.id,
                    "doel_categorie": groepsteksten.STANDAARD,
                }
            )
        else:
            self.zet(
                {
                    "soort": groep.soort.value,
                    "naam": groep.naam,
                    "tafel": groep.tafel,
                    "regisseur_id": groep.regisseur_id,
                    "gebied": groep.gebied,
                    "begonnen_op": groep.begonnen_op,
                    "evaluatie_op": groep.evaluatie_op,
                }
                | (
                    {"doel": groep.doel, "doel_categorie": groep.doel_categorie, "doel_derden": groep.doel_derden}
                    if leest_doel
                    else {}
                )
            )


def _over_de_tekst(zegger: QWidget, omgeving: Omgeving, begin: str = "", nu: str = "") -> list[Veld | str]:
    """The fields that say what a text is about: who may read it hangs on them. ``nu``: what is chosen may stay."""
    profiel = omgeving.werkplek.profiel.datacategorieen
    keuzes = [Keuze(een.sleutel, een.label) for een in profiel.values()]
    if nu and nu not in profiel:
        keuzes.append(Keuze(nu, label_van(profiel, nu)))
    return [
        KeuzeVeld(
            f"{begin}categorie",
            zegger.tr("Soort gegevens"),
            keuzes,
            verplicht=True,
            hulp=zegger.tr(
                "Gezin, gezondheid en politie leest alleen wie de casussen van alle leden mag zien, en de regisseur van"
                " de groep."
            ),
        ),
        VinkVeld(f"{begin}derden", zegger.tr("Gaat ook over anderen, die geen lid zijn")),
    ]


def groep_uit(waarden: dict[str, Any]) -> GroepInvoer:
    """What was filled in, for the service."""
    velden = ("soort", "naam", "tafel", "gebied")
    return GroepInvoer(
        **{veld: waarden[veld] or "" for veld in velden},
        doel=waarden.get("doel") or "",
        doel_categorie=waarden.get("doel_categorie") or "",
        doel_derden=bool(waarden.get("doel_derden")),
        regisseur_id=waarden["regisseur_id"],
        begonnen_op=waarden["begonnen_op"],
        evaluatie_op=waarden["evaluatie_op"],
    )


class Lidformulier(Formulier):
    """A member: somebody with a casus, or a name. Of one that there is, who it is stays."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, lid: LidInzicht | None = None) -> None:
        velden: list[Veld | str] = []
        if lid is None:
            velden.append(
                ZoekKeuzeVeld(
                    "casus_id",
                    zegger.tr("Casus"),
                    zoek=partial(zoek_casussen, omgeving),
                    werker=omgeving.werker,
                    hulp=zegger.tr("Leeg als deze persoon geen eigen casus heeft."),
                )
            )
        if lid is None or lid.casus_id is None:
            velden.append(
                TekstVeld(
                    "naam", zegger.tr("Naam, zonder eigen casus"), hulp=zegger.tr("Leg niet meer vast dan nodig.")
                )
            )
        velden += [
            TekstVeld("rol", zegger.tr("Rol in de groep"), hoogstens=120),
            DatumVeld("van", zegger.tr("Vanaf"), omgeving.vandaag, richting=Richting.VERLEDEN, laatst=omgeving.vandaag),
            DatumVeld("tot", zegger.tr("Tot en met"), omgeving.vandaag, hulp=zegger.tr("Leeg betekent: nog steeds.")),
        ]
        super().__init__(velden, knop=zegger.tr("Lid opslaan"))
        self.zet(
            {"van": omgeving.vandaag()}
            if lid is None
            else {"rol": lid.rol, "van": lid.van, "tot": lid.tot, **({} if lid.casus_id else {"naam": lid.naam})}
        )


def lid_uit(waarden: dict[str, Any]) -> LidInvoer:
    """What was filled in, for the service."""
    return LidInvoer(waarden.get("casus_id"), waarden.get("naam") or "", waarden["rol"], waarden["van"], waarden["tot"])


class Stapformulier(Formulier):
    """What a step brought: words, source, day, and how certain it is."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving) -> None:
        super().__init__(
            [
                LangeTekstVeld("tekst", zegger.tr("Wat leverde deze stap op"), verplicht=True, hoogstens=20_000),
                *_over_de_tekst(zegger, omgeving),
                TekstVeld("bron", zegger.tr("Bron: wie zei dit"), hulp=zegger.tr("Leeg betekent: uzelf.")),
                KeuzeVeld(
                    "aard",
                    zegger.tr("Wat is het"),
                    [
                        Keuze(Aard.FEIT, zegger.tr("Feit"), zegger.tr("is vastgesteld")),
                        Keuze(Aard.AANNAME, zegger.tr("Aanname"), zegger.tr("nog niet zeker")),
                        Keuze(Aard.MENING, zegger.tr("Mening"), zegger.tr("oordeel van de bron")),
                    ],
                    verplicht=True,
                ),
                DatumVeld(
                    "gedaan_op",
                    zegger.tr("Gedaan op"),
                    omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    laatst=omgeving.vandaag,
                ),
            ],
            knop=zegger.tr("Stap opslaan"),
        )
        self.zet({"aard": Aard.FEIT, "gedaan_op": omgeving.vandaag(), "categorie": groepsteksten.STANDAARD})


def stap_uit(stap: int, waarden: dict[str, Any]) -> StapInvoer:
    """What was filled in, for the service."""
    return StapInvoer(
        stap,
        waarden["tekst"],
        waarden["bron"],
        waarden["aard"],
        waarden["gedaan_op"],
        waarden["categorie"],
        waarden["derden"],
    )


class Groepsactieformulier(Formulier):
    """Who does what by when for the group; of one that there is also how it stands."""

    def __init__(
        self,
        zegger: QWidget,
        omgeving: Omgeving,
        houders: Sequence[Houder],
        actie: GroepsactieInzicht | None = None,
    ) -> None:
        vast = None if actie is None else Keuze(actie.eigenaar_id, actie.eigenaar, actie.organisatie)
        velden: list[Veld | str] = [
            LangeTekstVeld("tekst", zegger.tr("Wat moet er gebeuren"), verplicht=True, hoogstens=20_000),
            *_over_de_tekst(zegger, omgeving, nu="" if actie is None else actie.categorie),
            WieVeld(
                omgeving,
                "eigenaar_id",
                zegger.tr("Wie doet het"),
                houders,
                vast=vast,
                hulp=zegger.tr("Uzelf, een collega of iemand uit het adresboek."),
            ),
            DatumVeld("deadline", zegger.tr("Klaar op"), omgeving.vandaag, verplicht=True),
        ]
        if actie is not None:
            velden += [
                KeuzeVeld(
                    "status",
                    zegger.tr("Hoe staat het ervoor"),
                    [Keuze(status, label) for status, label in ACTIE_LABELS.items()],
                    verplicht=True,
                ),
                LangeTekstVeld(
                    "resultaat",
                    zegger.tr("Resultaat"),
                    hoogstens=20_000,
                    hulp=zegger.tr("Nodig als de actie gereed of vervallen is."),
                ),
            ]
        super().__init__(velden, knop=zegger.tr("Actie opslaan"))
        if actie is None:
            self.zet({"categorie": groepsteksten.STANDAARD})
        else:
            self.zet(
                {
                    "tekst": actie.tekst,
                    "categorie": actie.categorie,
                    "derden": actie.derden,
                    "eigenaar_id": vast,
                    "deadline": actie.deadline,
                    "status": actie.status,
                    "resultaat": actie.resultaat,
                }
            )


def actie_uit(waarden: dict[str, Any]) -> GroepsactieInvoer:
    """What was filled in, for the service."""
    return GroepsactieInvoer(**waarden)


class Sluitformulier(Formulier):
    """As of when a group is closed."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving) -> None:
        uitleg = zegger.tr("De leden en het plan blijven te lezen. U kunt de groep later heropenen.")
        super().__init__(
            [
                DatumVeld(
                    "per",
                    zegger.tr("Afgesloten op"),
                    omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    laatst=omgeving.vandaag,
                    verplicht=True,
                    hulp=uitleg,
                )
            ],
            knop=zegger.tr("Groep afsluiten"),
        )
        self.zet({"per": omgeving.vandaag()})
