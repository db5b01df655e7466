"""One file per screen. ``SCHERMEN`` is the order of the navigation: a new screen adds its import and its line here."""

from __future__ import annotations

from pmg_desk.ui.screens.aanmelding import AanmeldingScherm
from pmg_desk.ui.screens.adresboek import AdresboekScherm
from pmg_desk.ui.screens.audit import AuditScherm
from pmg_desk.ui.screens.beeld import BeeldScherm
from pmg_desk.ui.screens.beheer import Beheer
from pmg_desk.ui.screens.bewaren import BewarenScherm
from pmg_desk.ui.screens.brief import BriefScherm
from pmg_desk.ui.screens.budgetoverzicht import BudgetoverzichtScherm
from pmg_desk.ui.screens.casussen import CasussenScherm
from pmg_desk.ui.screens.delen import DelenScherm
from pmg_desk.ui.screens.delingsverzoek import DelingsverzoekScherm
from pmg_desk.ui.screens.doorgeleiden import DoorgeleidenScherm
from pmg_desk.ui.screens.dossier import DossierScherm
from pmg_desk.ui.screens.gedeeld import GedeeldScherm
from pmg_desk.ui.screens.groep import GroepScherm
from pmg_desk.ui.screens.groepen import GroepenScherm
from pmg_desk.ui.screens.importeren import ImporterenScherm
from pmg_desk.ui.screens.internafdruk import InternafdrukScherm
from pmg_desk.ui.screens.logboek import LogboekScherm
from pmg_desk.ui.screens.meldpunt import MeldpuntScherm
from pmg_desk.ui.screens.monitoring import MonitoringScherm
from pmg_desk.ui.screens.noodtoegang import NoodtoegangScherm
from pmg_desk.ui.screens.oordeelbundel import OordeelbundelScherm, ToezichtBundelScherm
from pmg_desk.ui.screens.overleg import OverlegScherm
from pmg_desk.ui.screens.overlegdag import OverlegdagScherm
from pmg_desk.ui.screens.overlegverzoek import OverlegverzoekScherm
from pmg_desk.ui.screens.persoonsgegevens import PersoonsgegevensScherm
from pmg_desk.ui.screens.planvergelijking import PlanvergelijkingScherm
from pmg_desk.ui.screens.programma import ProgrammaScherm
from pmg_desk.ui.screens.rechten import RechtenScherm
from pmg_desk.ui.screens.rechtenverzoek import RechtenverzoekScherm
from pmg_desk.ui.screens.registers import RegistersScherm
from pmg_desk.ui.screens.registreren import RegistrerenScherm
from pmg_desk.ui.screens.samenvatting import SamenvattingScherm
from pmg_desk.ui.screens.spoed import SpoedScherm
from pmg_desk.ui.screens.start import StartScherm
from pmg_desk.ui.screens.tafelbord import TafelbordScherm
from pmg_desk.ui.screens.tafelkader import TafelkaderScherm
from pmg_desk.ui.screens.tafelkaderbouw import TafelkaderbouwScherm
from pmg_desk.ui.screens.toezicht import ToezichtScherm
from pmg_desk.ui.screens.toezichtaudit import ToezichtAuditScherm, ToezichtDossierScherm
from pmg_desk.ui.screens.toezichtregister import ToezichtRegisterScherm
from pmg_desk.ui.screens.toezichtverzoek import ToezichtVerzoekScherm
from pmg_desk.ui.screens.toolbox import ToolboxScherm
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.verzoek import VerzoekScherm
from pmg_desk.ui.screens.werklijst import WerklijstScherm
from pmg_desk.ui.screens.wiewist import WieWistWatScherm
from pmg_desk.ui.widgets.scherm import Scherm

SCHERMEN: tuple[type[Scherm], ...] = (
    StartScherm,
    WerklijstScherm,
    MeldpuntScherm,
    AanmeldingScherm,
    CasussenScherm,
    RegistrerenScherm,
    ImporterenScherm,
    DossierScherm,
    PersoonsgegevensScherm,
    PlanvergelijkingScherm,
    GroepenScherm,
    GroepScherm,
    NoodtoegangScherm,
    DoorgeleidenScherm,
    TafelbordScherm,
    OverlegScherm,
    OverlegdagScherm,
    VergaderingScherm,
    OverlegverzoekScherm,
    DelenScherm,
    VerzoekScherm,
    OordeelbundelScherm,
    DelingsverzoekScherm,
    SamenvattingScherm,
    InternafdrukScherm,
    GedeeldScherm,
    BriefScherm,
    WieWistWatScherm,
    AdresboekScherm,
    ToolboxScherm,
    BudgetoverzichtScherm,
    BeeldScherm,
    MonitoringScherm,
    ProgrammaScherm,
    ToezichtScherm,
    ToezichtVerzoekScherm,
    TafelkaderScherm,
    TafelkaderbouwScherm,
    ToezichtBundelScherm,
    ToezichtRegisterScherm,
    ToezichtAuditScherm,
    ToezichtDossierScherm,
    BewarenScherm,
    SpoedScherm,
    RechtenScherm,
    RechtenverzoekScherm,
    RegistersScherm,
    AuditScherm,
    LogboekScherm,
    Beheer,
)
