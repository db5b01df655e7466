"""The forms of an action: what, who and by when, how often and after what; how it ended; opening it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.services import acties
from pmg_desk.services.actiehouders import Houder
from pmg_desk.services.actieregels import HERHALING_LABELS, Kring, Wachtenden, ketenzin
from pmg_desk.services.acties import ActieInvoer, ActieInzicht, Afronding, Voorganger
from pmg_desk.services.plannen import DoelInzicht, PlanInzicht
from pmg_desk.services.suggesties import Interventiekeuze
from pmg_desk.storage.models import ActieStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.doelformulieren import categorie_van
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld, VinkVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.scherm import over_van
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld

_ACTIES = "acties"
_WOORDEN = 10


def actiedialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    plan: PlanInzicht,
    doel: DoelInzicht | None,
    houders: Sequence[Houder],
    interventies: Sequence[Interventiekeuze],
    andere: Sequence[ActieInzicht],
    actie: ActieInzicht | None = None,
    *,
    bewaard: Callable[[UUID], None],
) -> Invoerdialoog:
    """Add an action to a goal, or change one. Only who still works somewhere can be chosen; who was chosen may stay.

    ``andere``: the actions of the casus, of which one may have to be done first. ``bewaard`` gets which action it is.
    """
    werkplek = omgeving.werkplek
    leefgebieden = werkplek.profiel.leefgebieden
    categorie = _ACTIES if doel is None else categorie_van(leefgebieden, doel.leefgebied, _ACTIES)
    vertrokken = ouder.tr("werkt hier niet meer")
    middelen = [Keuze(i.sleutel, i.naam, i.waarom) for i in interventies]
    if actie is not None and actie.interventie and all(i.sleutel != actie.interventie for i in interventies):
        middelen.append(Keuze(actie.interventie, actie.interventie_naam))
    vroegst = plan.ingang if actie is None else min(plan.ingang, actie.deadline)
    herhaling = KeuzeVeld(
        "herhaling",
        ouder.tr("Hoe vaak"),
        [Keuze(soort, label) for soort, label in HERHALING_LABELS.items()],
        verplicht=True,
        hulp=ouder.tr("Komt de actie terug, dan staat de volgende keer klaar zodra u deze afrondt."),
    )
    formulier = Formulier(
        [
            UitspraakVeld(omgeving, "tekst", ouder.tr("Wat gaat er gebeuren"), categorie=categorie, verplicht=True),
            WieVeld(
                omgeving,
                "eigenaar_id",
                ouder.tr("Wie doet het"),
                houders,
                vast=None
                if actie is None
                else Keuze(actie.eigenaar_id, actie.eigenaar, f"{actie.organisatie}, {vertrokken}"),
                hulp=ouder.tr(
                    "Uzelf, een collega of iemand uit het adresboek, zoals een leraar. Doet iemand uit het netwerk het,"
                    " zoals de moeder of de JIM? Kies dan wie dat volgt, en schrijf hierboven wie het doet."
                ),
            ),
            DatumVeld("deadline", ouder.tr("Klaar op"), omgeving.vandaag, verplicht=True, vroegst=lambda: vroegst),
            herhaling,
            DatumVeld(
                "herhalen_tot",
                ouder.tr("Tot en met"),
                omgeving.vandaag,
                hulp=ouder.tr("Leeg betekent: tot u de reeks stopt."),
            ),
            KeuzeVeld(
                "na_id",
                ouder.tr("Eerst een andere actie"),
                _voorgangers(ouder, andere, actie),
                hulp=ouder.tr("Kies de actie die eerst klaar moet zijn."),
                leegtekst=ouder.tr("Nee, kan meteen beginnen"),
                breedte=560,
            ),
            ZoekKeuzeVeld(
                "interventie",
                ouder.tr("Interventie uit de toolbox"),
                keuzes=middelen,
                hulp=ouder.tr("Alleen als deze actie er een gebruikt. Achter de naam staat waarom iets kan passen."),
            ),
        ],
        knop=ouder.tr("Actie opslaan"),
    )

    def toon_einde() -> None:
        formulier.toon_veld("herhalen_tot", herhaling.waarde() not in (None, Herhaling.GEEN))

    herhaling.gewijzigd.connect(toon_einde)

    def taak(waarden: dict[str, Any]) -> UUID:
        invoer = ActieInvoer(**{**waarden, "interventie": waarden["interventie"] or ""})
        if actie is not None:
            acties.change_actie(werkplek, actie.id, invoer)
            return actie.id
        assert doel is not None
        return acties.add_actie(werkplek, plan.casus_id, doel.stam_id, invoer)

    begin: dict[str, Any] = (
        {"herhaling": Herhaling.GEEN}
        if actie is None
        else {
            "tekst": None if actie.tekst is None else actie.tekst.als_invoer(),
            "eigenaar_id": actie.eigenaar_id,
            "deadline": actie.deadline,
            "interventie": actie.interventie or None,
            "herhaling": actie.herhaling,
            "herhalen_tot": actie.herhalen_tot,
            "na_id": None if actie.eerst is None else actie.eerst.id,
        }
    )
    woorden = {een.id: kort(een) for een in andere}
    dialoog = Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Actie toevoegen") if actie is None else ouder.tr("Actie wijzigen"),
        formulier,
        taak,
        gemeld=ouder.tr("De actie is opgeslagen."),
        concept=("actie", None if doel is None else doel.stam_id) if actie is None else ("actie.wijzigen", actie.id),
        begin=begin,
        vertaal=partial(_in_woorden, woorden),
        bewaard=bewaard,
    )
    toon_einde()
    if doel is not None:
        dialoog.zet_over("\n".join(deel for deel in (over_van(ouder), _bij_doel(ouder, doel)) if deel))
    return dialoog


def _bij_doel(ouder: QWidget, doel: DoelInzicht) -> str:
    woorden = "" if doel.tekst is None else doel.tekst.tekst
    return ouder.tr("Doel: {}").format(f"{doel.leefgebied_label}: {woorden}" if woorden else doel.leefgebied_label)


def kort(actie: ActieInzicht | Voorganger) -> str:
    """The first words of an action, to name it among others."""
    woorden = [] if actie.tekst is None else actie.tekst.tekst.split()
    return " ".join(woorden[:_WOORDEN]) + ("…" if len(woorden) > _WOORDEN else "")


def _voorgangers(ouder: QWidget, andere: Sequence[ActieInzicht], actie: ActieInzicht | None) -> list[Keuze]:
    """What can be waited for: what still has to be done, and what this one waits for already."""
    nu = None if actie is None or actie.eerst is None else actie.eerst.id
    klaar_op = ouder.tr("klaar op {}")
    return [
        Keuze(een.id, kort(een), f"{een.eigenaar}, {klaar_op.format(toon_datum(een.deadline))}")
        for een in andere
        if een.id == nu or (een.loopt and (actie is None or een.id != actie.id))
    ]


def _in_woorden(woorden: dict[UUID, str], fout: Fout) -> Fout:
    """A circle told with the words of its actions: only this screen knows them, a failure may not carry them."""
    return OngeldigeInvoer({"na_id": ketenzin(fout.keten, woorden)}) if isinstance(fout, Kring) else fout


def afrondialoog(
    ouder: QWidget, omgeving: Omgeving, actie: ActieInzicht, status: ActieStatus, wachtenden: Sequence[ActieInzicht]
) -> Invoerdialoog:
    """Finish an action (what came of it may be told) or drop it (why must be told).

    ``wachtenden``: the actions that wait for this one. When it is dropped, the form asks what happens to those.
    """
    vervalt = status is ActieStatus.VERVALLEN
    resultaat = UitspraakVeld(
        omgeving,
        "resultaat",
        ouder.tr("Waarom vervalt de actie") if vervalt else ouder.tr("Wat heeft het opgeleverd"),
        categorie=_ACTIES if actie.tekst is None else actie.tekst.categorie,
        verplicht=vervalt,
    )
    gereed = DatumVeld(
        "gereed_op",
        ouder.tr("Gereed op"),
        omgeving.vandaag,
        richting=Richting.VERLEDEN,
        verplicht=True,
        laatst=omgeving.vandaag,
    )
    velden: list[Veld] = [resultaat] if vervalt else [gereed, resultaat]
    if vervalt and wachtenden:
        velden.append(
            KeuzeVeld(
                "wachtenden",
                ouder.tr("Wat gebeurt er met de acties die hierop wachten"),
                [
                    Keuze(Wachtenden.VRIJ, ouder.tr("Ze wachten niet meer en kunnen beginnen")),
                    Keuze(Wachtenden.VERVALLEN, ouder.tr("Ze vervallen ook")),
                ],
                verplicht=True,
                hulp=ouder.tr("Deze wachten: {}").format("; ".join(kort(een) for een in wachtenden)),
            )
        )
    if actie.volgende_op is not None:
        hulp = ouder.tr("Anders staat de volgende keer klaar, voor {}.").format(toon_datum(actie.volgende_op))
        velden.append(
            VinkVeld(
                "laatste_keer", ouder.tr("Dit was de laatste keer"), label=ouder.tr("Deze actie komt terug"), hulp=hulp
            )
        )
    knop = ouder.tr("Actie laten vervallen") if vervalt else ouder.tr("Actie afronden")
    return Invoerdialoog(
        ouder,
        omgeving,
        knop,
        Formulier(velden, knop=knop),
        partial(_rond_af, omgeving, actie.id, status),
        gemeld=partial(_gemeld, ouder, vervalt),
        concept=(f"actie.{status.value}", actie.id),
        begin={} if vervalt else {"gereed_op": omgeving.vandaag()},
    )


def _rond_af(omgeving: Omgeving, actie_id: UUID, status: ActieStatus, waarden: dict[str, Any]) -> Afronding:
    return acties.set_actiestatus(omgeving.werkplek, actie_id, status, **waarden)


def _gemeld(ouder: QWidget, vervalt: bool, afronding: Afronding) -> str:
    """What came of it: the next turn, and what can begin or was dropped with it."""
    zinnen = [ouder.tr("De actie is vervallen.") if vervalt else ouder.tr("De actie is afgerond.")]
    if afronding.volgende_op is not None:
        zinnen.append(ouder.tr("De volgende keer staat klaar voor {}.").format(toon_datum(afronding.volgende_op)))
    if afronding.vrij:
        een, meer = ouder.tr("1 andere actie kan nu beginnen."), ouder.tr("{} andere acties kunnen nu beginnen.")
        zinnen.append(een if afronding.vrij == 1 else meer.format(afronding.vrij))
    if afronding.mee_vervallen:
        een, meer = ouder.tr("1 andere actie verviel mee."), ouder.tr("{} andere acties vervielen mee.")
        zinnen.append(een if afronding.mee_vervallen == 1 else meer.format(afronding.mee_vervallen))
    return " ".join(zinnen)


def heropendialoog(ouder: QWidget, omgeving: Omgeving, actie: ActieInzicht) -> Invoerdialoog:
    """Open an action again that was finished or dropped by mistake."""
    werkplek = omgeving.werkplek
    formulier = Formulier(
        [
            TekstVeld(
                "reden",
                ouder.tr("Waarom opent u de actie weer"),
                verplicht=True,
                hoogstens=300,
                hulp=ouder.tr("Wat bij het afsluiten is opgeschreven, geldt dan niet meer."),
            )
        ],
        knop=ouder.tr("Actie weer openen"),
    )

    def taak(waarden: dict[str, Any]) -> None:
        acties.reopen_actie(werkplek, actie.id, waarden["reden"])

    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Actie weer openen"),
        formulier,
        taak,
        gemeld=ouder.tr("De actie is weer open."),
        concept=("actie.open", actie.id),
    )
