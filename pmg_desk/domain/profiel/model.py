"""The values of a municipal profile. Field names are the keys of the TOML text; ``lezen`` builds these from it.

Every record says where it comes from (``bron``, such as ``000 §1.2``) and how certain that is (``zekerheid``). What a
source does not give is exactly :data:`NIET_IN_BRON` in a text, and ``None`` or an empty tuple in numbers and lists.
Every key is stored in vaults, so a released key never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pmg_desk.domain.doorgeleiding import DoorgeleidingSoort
from pmg_desk.domain.profiel.sectie import label_van as label_van  # noqa: PLC0414 - others import it from here

NIET_IN_BRON = "niet in bron"
METINGEN_SECTIE = "metingen"
"""What is referred to as a section is and is none: the measures are the program's, not a municipality's."""

VASTE_DATACATEGORIEEN = (
    "identiteit",
    "doelgroep",
    "politiegegevens",
    "leefgebieden",
    "gezondheid",
    "gezin",
    "plan",
    "acties",
    "signalen",
)
"""The program itself puts content in these; a profile words them, adds to them, and cannot do without one."""


class Bronzekerheid(StrEnum):
    """How certain a fact is: found in the source, common knowledge, or not verified (then it is a setting)."""

    GEVONDEN = "F"
    BEKEND = "C"
    ONGEVERIFIEERD = "U"


class Sector(StrEnum):
    """The part of the chain an organisation belongs to."""

    GEMEENTE = "gemeente"
    POLITIE = "politie"
    JUSTITIE = "justitie"
    ZORG = "zorg"
    WELZIJN = "welzijn"
    ONDERWIJS = "onderwijs"
    SAMENWERKING = "samenwerking"
    OVERIG = "overig"


class Chipkleur(StrEnum):
    """The colour role of a chip; each theme gives it a text, a surface and a border (``chip-<rol>``)."""

    GRIJS = "grijs"
    BLAUW = "blauw"
    PAARS = "paars"
    GEEL = "geel"
    ROOD = "rood"
    GROEN = "groen"


def _verwijst(sectie: str) -> Any:
    """A field whose value or values must be keys of another section."""
    return field(metadata={"verwijst": sectie})


def _kan_verwijzen(sectie: str) -> Any:
    """As :func:`_verwijst`, and may be left out."""
    return field(default=(), metadata={"verwijst": sectie})


def _leeftijd() -> Any:
    """An optional age in whole years."""
    return field(default=None, metadata={"max": 120})


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkomst:
    """Where something comes from and how certain that is."""

    bron: str
    zekerheid: Bronzekerheid


@dataclass(frozen=True, slots=True, kw_only=True)
class Begrip(Herkomst):
    """A term to choose from: a theme, a status, a reason, a purpose."""

    sleutel: str
    label: str
    uitleg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doelgroep(Herkomst):
    """One of the groups a youth may be placed in, with the criteria that can be counted (000 §1.2).

    Ages are whole years and both bounds are inside: 6–23 runs until the day before the 24th birthday. A criterion
    that is ``None`` or False is not asked. ``kenmerken`` are what only a professional can judge; never computed.
    """

    sleutel: str
    label: str
    omschrijving: str
    kleur: Chipkleur
    leeftijd_van: int = field(metadata={"max": 120})
    leeftijd_tot: int = field(metadata={"max": 120})
    leeftijd_bron: str
    leeftijd_zekerheid: Bronzekerheid
    antecedenten_min: int | None = None
    antecedenten_max: int | None = None
    probleem_leefgebieden_min: int | None = None
    verdenkingen_min: int | None = None
    meerdere_verdenkingen: bool = False  # then verdenkingen_min is what the rule of that name says
    negatief_rolmodel: bool = False
    link_netwerk: bool = False
    verhoogd_risico: bool = False  # asked of a professional; left open it does not make the match uncertain
    kenmerken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Getal(Herkomst):
    """A whole number a municipality may set."""

    waarde: int
    uitleg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JaNee(Herkomst):
    """A choice a municipality may set."""

    waarde: bool
    uitleg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuzes(Herkomst):
    """A set of keys a municipality may set."""

    waarde: tuple[str, ...]
    uitleg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regels:
    """What the sources leave open about counting the criteria (``domain.md``, Doelgroepen)."""

    antecedent_statussen: Keuzes = field(metadata={"verwijst": "antecedentstatussen", "niet_leeg": True})
    verdenking_statussen: Keuzes = field(metadata={"verwijst": "antecedentstatussen", "niet_leeg": True})
    probleem_score_max: Getal = field(metadata={"min": 1, "max": 5})
    meerdere_verdenkingen: Getal = field(metadata={"min": 2, "max": 100})
    leeftijd_tot_telt_mee: JaNee


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaartermijn(Herkomst):
    """How long a table keeps its cases: ``maanden`` is ``None`` as long as nobody has set it."""

    maanden: int | None = field(default=None, metadata={"max": 1200})
    startmoment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorgeleidregel(Herkomst):
    """A way out of a table with rules of its own, such as a request for a last onder dwangsom (000, interventie 15).

    The casus must be or have been at the table that has the rule. It goes to the table ``naar`` or, without one, to
    ``naar_wie`` in words. ``vragen`` come before those of the receiving table. ``rond_leeftijd``: only meaningful from
    ``dagen_ervoor`` before to ``dagen_erna`` after that birthday.
    """

    sleutel: str
    label: str
    soort: DoorgeleidingSoort
    naar: str | None = field(default=None, metadata={"verwijst": "tafels"})
    naar_wie: str = ""
    uitleg: str = ""
    vragen: tuple[str, ...] = ()
    perspectief: bool = False  # says too what is offered beside the limit
    verstrekking: bool = False  # says under which entry of the sharing register something was given
    leeftijd_tot: int | None = _leeftijd()
    rond_leeftijd: int | None = _leeftijd()
    dagen_ervoor: int = field(default=0, metadata={"max": 1100})
    dagen_erna: int = field(default=0, metadata={"max": 1100})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tafel(Herkomst):
    """An overlegtafel: where professionals of several organisations discuss cases.

    ``voorwaarden`` are those questions of ``triage`` that must be answered with yes. ``datacategorie`` is what it says
    about a jongere to be at this table. ``procesregie``: who leads the process, another role than casusregie.
    """

    sleutel: str
    label: str
    soort: str = field(metadata={"verwijst": "tafelsoorten"})
    voor_wie: str
    doelgroepen: tuple[str, ...] = _verwijst("doelgroepen")
    teams: tuple[str, ...] = ()
    leeftijd_van: int | None = _leeftijd()
    leeftijd_tot: int | None = _leeftijd()
    aanmelding_via: tuple[str, ...] = _kan_verwijzen("tafels")
    verwijst_naar: tuple[str, ...] = _kan_verwijzen("tafels")
    organisaties: tuple[str, ...] = _kan_verwijzen("organisaties")
    functies: tuple[str, ...] = _kan_verwijzen("functies")
    bijzonderheden: tuple[str, ...] = ()
    triage: tuple[str, ...] = ()
    voorwaarden: tuple[str, ...] = ()
    procesregie: str = ""
    datacategorie: str = field(default="politiegegevens", metadata={"verwijst": "datacategorieen"})
    doorgeleidingen: Mapping[str, Doorgeleidregel] = field(default_factory=dict)
    statussen: tuple[str, ...] = field(metadata={"verwijst": "tafelstatussen", "niet_leeg": True})
    fasen: Mapping[str, str] = field(default_factory=dict)  # key and label, in order
    bewaartermijn: Bewaartermijn


@dataclass(frozen=True, slots=True, kw_only=True)
class Leefgebied(Herkomst):
    """A domain of life that gets a score from 1 (acute) to 5 (self-reliant)."""

    sleutel: str
    label: str
    thema: str = _verwijst("themas")
    datacategorie: str = _verwijst("datacategorieen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Datacategorie(Herkomst):
    """A kind of information that an approval covers or not. ``bijzonder``: AVG 9 or 10, or as sensitive as that.

    ``in_kader``: may stand in a tafelkader; what may not is judged casus by casus.
    """

    sleutel: str
    label: str
    bijzonder: bool
    uitleg: str
    in_kader: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Grondslag(Herkomst):
    """A legal ground to share on. Empty ``organisaties`` and ``tafels``: not limited to any."""

    sleutel: str
    label: str
    wet: str
    artikel: str
    toelichting: str
    toestemming: bool = False  # asks for consent to be recorded
    organisaties: tuple[str, ...] = _kan_verwijzen("organisaties")
    tafels: tuple[str, ...] = _kan_verwijzen("tafels")

    @property
    def plaats(self) -> str:
        """Law and article as one reads them: an article that names its law is enough, an unknown one is left out."""
        if self.artikel == NIET_IN_BRON:
            return self.wet
        return f"{self.wet} {self.artikel}".strip() if self.artikel[:1].isdigit() else self.artikel or self.wet


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisatieSoort(Herkomst):
    """A kind of organisation; the address book starts with one of each where ``standaard``."""

    sleutel: str
    label: str
    sector: Sector
    standaard: bool = True
    uitleg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Functie(Herkomst):
    """What a professional does in the case; empty ``organisaties``: not tied to a kind of organisation."""

    sleutel: str
    label: str
    organisaties: tuple[str, ...] = _verwijst("organisaties")
    uitleg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doel(Herkomst):
    """A goal of the programme. Which numbers say something about it is a choice of the municipality."""

    sleutel: str
    label: str
    opgave: str = _verwijst("opgaven")
    omschrijving: str = ""
    metingen: tuple[str, ...] = _kan_verwijzen(METINGEN_SECTIE)  # whose numbers belong to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspanning(Herkomst):
    """An effort of the programme itself (000: interventie 1–19; 002: 1–22), not something done with one youth."""

    sleutel: str
    label: str
    opgave: str = _verwijst("opgaven")
    doelen: tuple[str, ...] = _verwijst("doelen")
    stappen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interventie(Herkomst):
    """Something from the toolbox that an action of a plan can use (000, interventie 11).

    What the source does not give is empty, ``None`` or ``NIET_IN_BRON``. ``indeling_*`` say where niveau, thema and
    doelen come from, because those are often our own reading. ``stappen``: how to deploy it, in order. ``waar`` and
    ``plaats``: in which wijken and where there; empty when the source does not say. ``datacategorie``: what its use
    says about a jongere, besides what follows from its theme.
    """

    sleutel: str
    naam: str
    omschrijving: str
    handleiding: str
    doelgroepen: tuple[str, ...] = field(metadata={"verwijst": "doelgroepen", "kan_ontbreken": True})
    leeftijd_van: int | None = field(metadata={"max": 120, "kan_ontbreken": True})
    leeftijd_tot: int | None = field(metadata={"max": 120, "kan_ontbreken": True})
    niveau: str | None = field(metadata={"verwijst": "niveaus", "kan_ontbreken": True})
    thema: str | None = field(metadata={"verwijst": "themas", "kan_ontbreken": True})
    programmadoelen: tuple[str, ...] = field(metadata={"verwijst": "doelen", "kan_ontbreken": True})
    indeling_bron: str
    indeling_zekerheid: Bronzekerheid
    contact: str
    bewijs: str
    datacategorie: str | None = field(default=None, metadata={"verwijst": "datacategorieen"})
    stappen: tuple[str, ...] = ()
    waar: tuple[str, ...] = _kan_verwijzen("wijken")
    plaats: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wijk(Herkomst):
    """A wijk; ``buurten`` is empty where the source names none."""

    sleutel: str
    label: str
    buurten: tuple[str, ...] = field(metadata={"kan_ontbreken": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorziening(Herkomst):
    """Something in the neighbourhood that a jongere or family can use (sociale kaart, 002)."""

    sleutel: str
    label: str
    soort: str
    voor_wie: str
    waar: tuple[str, ...] = field(metadata={"verwijst": "wijken", "kan_ontbreken": True})
    plaats: str = ""
    contact: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Streefwaarde(Herkomst):
    """A number to reach, or a baseline (``nulmeting``) to compare with. ``jaar`` is ``None`` for every year.

    ``meting``: what the informatiebeeld counts of it, at ``tafel`` where one is given; without one the program cannot
    count it. ``boven``: it counts from that baseline on. ``geen_mensen``: what is counted is nobody (places, councils),
    so a small number of it is no secret.
    """

    sleutel: str
    label: str
    waarde: int
    eenheid: str
    periode: str
    nulmeting: bool = False
    jaar: int | None = field(default=None, metadata={"min": 2000, "max": 2100})
    tafel: str | None = field(default=None, metadata={"verwijst": "tafels"})
    meting: str | None = field(default=None, metadata={"verwijst": METINGEN_SECTIE})
    boven: str | None = field(default=None, metadata={"verwijst": "streefwaarden"})
    geen_mensen: bool = False


_BUDGET_BESLUIT_DOOR_AANVRAGER = JaNee(
    waarde=False,
    uitleg="Of wie een budget aanvraagt, ook zelf het besluit erover mag vastleggen.",
    bron="ontwerp PMG Desk; 000 noemt handgeld, en niet wie erover beslist",
    zekerheid=Bronzekerheid.ONGEVERIFIEERD,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leeftijdsgrens(Herkomst):
    """An age at which something changes for a jongere; ``uitleg`` says what, in words for who runs the case.

    It is announced ``waarschuw_dagen`` ahead and stays in view for ``blijft_dagen`` after.
    """

    sleutel: str
    label: str
    leeftijd: int = field(metadata={"min": 1, "max": 120})
    waarschuw_dagen: int = field(metadata={"max": 730})
    uitleg: str
    blijft_dagen: int = field(default=14, metadata={"max": 365})


def _eigen_getal(waarde: int, uitleg: str) -> Getal:
    """A setting that profiles kept by vaults of before do not have: then this stands, not verified."""
    return Getal(waarde=waarde, uitleg=uitleg, bron="ontwerp PMG Desk", zekerheid=Bronzekerheid.ONGEVERIFIEERD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instellingen:
    """Numbers and choices that are law, or that the law leaves to the municipality."""

    max_geldigheid_dagen: Getal = field(metadata={"min": 1, "max": 1100})
    spoed_toets_dagen: Getal = field(metadata={"min": 1, "max": 31})
    inzage_termijn_dagen: Getal = field(metadata={"min": 1, "max": 92})
    cel_drempel: Getal = field(metadata={"min": 3, "max": 100})
    bsn_toegestaan: JaNee
    toestemming_jongere_mee_vanaf: Getal = field(metadata={"max": 18})
    toestemming_jongere_zelf_vanaf: Getal = field(metadata={"max": 18})
    toestemming_gegevens_zelf_vanaf: Getal = field(metadata={"max": 18})
    zonder_contact_dagen: Getal = field(
        default=_eigen_getal(42, "Na zoveel dagen zonder contact staat een casus op de werklijst."),
        metadata={"min": 7, "max": 365},
    )
    meldpunt_termijn_dagen: Getal = field(
        default=_eigen_getal(
            90, "Zo lang blijft een signaal dat bij geen casus hoort; daarna wordt voorgesteld het te verwijderen."
        ),
        metadata={"min": 1, "max": 730},
    )
    uitstel_max_dagen: Getal = field(
        default=_eigen_getal(14, "Zo lang kan iets op de werklijst worden uitgesteld."), metadata={"min": 1, "max": 92}
    )
    bijlage_max_mb: Getal = field(
        default=_eigen_getal(10, "Een bijlage mag hoogstens zoveel MB groot zijn."), metadata={"min": 1, "max": 50}
    )
    budget_besluit_door_aanvrager: JaNee = _BUDGET_BESLUIT_DOOR_AANVRAGER
    kader_max_dagen: Getal = field(
        default=_eigen_getal(730, "Zo lang mag een tafelkader hoogstens gelden."), metadata={"min": 30, "max": 1830}
    )
    oordeel_termijn_dagen: Getal = field(
        default=_eigen_getal(5, "Binnen zoveel dagen hoort de privacy officer een verzoek te beoordelen."),
        metadata={"min": 1, "max": 60},
    )
    steekproef_omvang: Getal = field(
        default=_eigen_getal(10, "Zoveel regels van het logboek bekijkt de privacy officer elke maand."),
        metadata={"min": 1, "max": 200},
    )
    patroon_zoek_dag: Getal = field(
        default=_eigen_getal(40, "Zo vaak zoeken op een dag kan een vraag van de privacy officer waard zijn."),
        metadata={"min": 2, "max": 1000},
    )
    patroon_zoek_uur: Getal = field(
        default=_eigen_getal(20, "Zo vaak zoeken in een uur kan een vraag van de privacy officer waard zijn."),
        metadata={"min": 2, "max": 1000},
    )
    patroon_zoek_factor: Getal = field(
        default=_eigen_getal(3, "Veel zoeken is zoveel keer het aantal dat voor die medewerker gewoon is."),
        metadata={"min": 1, "max": 20},
    )
    patroon_nacht_van: Getal = field(
        default=_eigen_getal(22, "Vanaf dit uur is een afdruk 's nachts gemaakt."), metadata={"min": 18, "max": 24}
    )
    patroon_nacht_tot: Getal = field(
        default=_eigen_getal(6, "Tot dit uur is een afdruk 's nachts gemaakt."), metadata={"min": 0, "max": 9}
    )
    patroon_noodtoegang: Getal = field(
        default=_eigen_getal(3, "Zo vaak noodtoegang in 30 dagen door één medewerker is een vraag waard."),
        metadata={"min": 2, "max": 100},
    )
    patroon_mislukt: Getal = field(
        default=_eigen_getal(
            5, "Zo vaak melden dat een uitgifte mislukte, in 30 dagen door één medewerker, is een vraag waard."
        ),
        metadata={"min": 2, "max": 100},
    )
    patroon_mislukt_uren: Getal = field(
        default=_eigen_getal(24, "Zoveel uur na het uitgeven melden dat het mislukte, is een vraag waard."),
        metadata={"min": 1, "max": 720},
    )
    patroon_laat_dagen: Getal = field(
        default=_eigen_getal(3, "Zoveel dagen na het vertellen pas vastleggen wat er is verteld, is een vraag waard."),
        metadata={"min": 1, "max": 90},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiel(Herkomst):
    """A municipal profile. Sections are mappings by key, in the order in which they should be shown."""

    sleutel: str
    naam: str
    gemeente: str
    versie: str
    basis: str | None = None
    toelichting: str = ""
    regels: Regels
    instellingen: Instellingen
    doelgroepen: Mapping[str, Doelgroep] = field(metadata={"niet_leeg": True})
    themas: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    niveaus: Mapping[str, Begrip]
    leefwerelden: Mapping[str, Begrip]
    datacategorieen: Mapping[str, Datacategorie] = field(metadata={"vast": VASTE_DATACATEGORIEEN})
    leefgebieden: Mapping[str, Leefgebied] = field(metadata={"niet_leeg": True})
    antecedentsoorten: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    antecedentstatussen: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    jongerestatussen: Mapping[str, Begrip]
    redenen_afsluiten: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    uitkomsten: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    tafelsoorten: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    tafelstatussen: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    organisaties: Mapping[str, OrganisatieSoort] = field(metadata={"niet_leeg": True})
    functies: Mapping[str, Functie] = field(metadata={"niet_leeg": True})
    doeleinden: Mapping[str, Begrip] = field(metadata={"niet_leeg": True})
    grondslagen: Mapping[str, Grondslag] = field(metadata={"niet_leeg": True})
    tafels: Mapping[str, Tafel] = field(metadata={"niet_leeg": True})
    opgaven: Mapping[str, Begrip]
    doelen: Mapping[str, Doel]
    inspanningen: Mapping[str, Inspanning]
    interventies: Mapping[str, Interventie]
    wijken: Mapping[str, Wijk]
    voorzieningen: Mapping[str, Voorziening]
    streefwaarden: Mapping[str, Streefwaarde]
    leeftijdsgrenzen: Mapping[str, Leeftijdsgrens]
