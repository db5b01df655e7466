"""In plain Dutch what each table and column is, for the youth and the parents who ask what is held (AVG 15).

A test compares this with the metadata: a column that is given without words here does not get in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from pmg_desk.domain.bedragen import toon_bedrag
from pmg_desk.domain.datums import OnvolledigeDatum, toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services.delen import SOORT_LABELS
from pmg_desk.services.inzagezinnen import in_zinnen
from pmg_desk.services.jongeren import GESLACHTEN
from pmg_desk.services.stukken import SCORE_LABELS


@dataclass(frozen=True, slots=True)
class Rubriek:
    """A part of the answer, with the tables in it."""

    sleutel: str
    titel: str
    tabellen: tuple[str, ...]


RUBRIEKEN: tuple[Rubriek, ...] = (
    Rubriek("persoon", "Wie je bent", ("jongere", "casus", "casus_periode")),
    Rubriek("gezegd", "Wat er over je is gezegd", ("uitspraak", "leefwereldplek", "signaal", "signaalversie")),
    Rubriek("politie", "Politie en justitie", ("antecedent", "kenmerk")),
    Rubriek("leefgebieden", "Hoe het met je gaat", ("score", "factor", "indeling")),
    Rubriek(
        "mensen",
        "Je gezin en mensen om je heen",
        ("relatie", "relatieduiding", "groep", "groepslid", "groepsstap", "groepsactie", "groepsversie"),
    ),
    Rubriek(
        "plan",
        "Het plan en de acties",
        ("plan_versie", "planafspraak", "doel", "doeltoets", "doelbereik", "evaluatie", "actie", "actieregel"),
    ),
    Rubriek("hulp", "Hulp en geld", ("inzet", "budgetaanvraag", "uitgave", "doorbraak")),
    Rubriek(
        "tafels",
        "Overleg over jou",
        ("terugmelding", "triageantwoord", "doorgeleiding", "betrokkenheid", "overleg_casus", "overlegbesluit"),
    ),
    Rubriek("bijlagen", "Bestanden", ("bijlage", "bijlage_inhoud")),
    Rubriek(
        "delen",
        "Delen met anderen",
        (
            "verstrekking",
            "spoedverstrekking",
            "spoedbevinding",
            "delingsverzoek",
            "privacybesluit",
            "intrekking",
            "belang",
            "ontvangen_verzoek",
            "toezichtbesluit",
            "toezichtintrekking",
            "overdracht",
            "informering",
            "brief",
        ),
    ),
    Rubriek(
        "rechten",
        "Jouw rechten en het bewaren",
        (
            "rechtenverzoek",
            "eerdere_mening",
            "inzagekeuze",
            "inzageantwoord",
            "afscherming",
            "bewaarbesluit",
            "noodtoegang",
        ),
    ),
    Rubriek("overig", "Overige gegevens", ("concept", "logdetail")),
)

DINGEN: dict[str, str] = {
    "actie": "Actie",
    "actieregel": "Herhaling van een actie",
    "afscherming": "Regels die eerder niet te zien waren",
    "antecedent": "Contact met politie of justitie",
    "belang": "Wie niet mocht oordelen",
    "betrokkenheid": "Iemand die bij je betrokken is",
    "bewaarbesluit": "Besluit om langer te bewaren",
    "bijlage": "Bestand",
    "bijlage_inhoud": "Inhoud van een bestand",
    "brief": "Brief",
    "budgetaanvraag": "Aanvraag van geld",
    "casus": "Waar je woonde toen je werd aangemeld",
    "casus_periode": "Periode waarin aan je dossier is gewerkt",
    "concept": "Tekst die nog niet is opgeslagen",
    "delingsverzoek": "Vraag om gegevens te mogen delen",
    "doel": "Doel",
    "doelbereik": "Hoe ver een doel is",
    "doeltoets": "Waaraan je ziet dat een doel is bereikt",
    "doorbraak": "Doorbraak",
    "doorgeleiding": "Vraag aan een ander overleg",
    "eerdere_mening": "Wat er eerder is opgeschreven over wat je vond",
    "evaluatie": "Evaluatie van het plan",
    "factor": "Risico of bescherming",
    "groep": "Groep of huishouden",
    "groepsactie": "Actie voor een groep",
    "groepslid": "Jouw plek in een groep",
    "groepsstap": "Stap voor een groep",
    "groepsversie": "Eerdere woorden van een groep",
    "indeling": "Indeling in een doelgroep",
    "informering": "Of jij of je ouders zijn geïnformeerd",
    "intrekking": "Toestemming om te delen die is ingetrokken",
    "inzageantwoord": "Eerder antwoord op een vraag om inzage",
    "inzagekeuze": "Keuze bij een eerdere vraag om inzage",
    "inzet": "Hulp of aanpak",
    "jongere": "Persoonsgegevens",
    "kenmerk": "Kenmerk dat iemand heeft beoordeeld",
    "leefwereldplek": "Bij welke leefwereld een tekst hoort",
    "logdetail": "Bijzonderheid in het logboek",
    "noodtoegang": "Iemand keek in je dossier vanwege nood",
    "ontvangen_verzoek": "Vraag uit een andere organisatie",
    "overdracht": "Overdracht van je dossier",
    "overleg_casus": "Vraag aan een overleg",
    "overlegbesluit": "Besluit van een overleg",
    "plan_versie": "Plan van aanpak",
    "planafspraak": "Afspraak in het plan",
    "privacybesluit": "Besluit over delen",
    "rechtenverzoek": "Verzoek van jou of je ouders",
    "relatie": "Iemand om je heen",
    "relatieduiding": "Of iemand om je heen risico loopt",
    "score": "Score",
    "signaal": "Melding",
    "signaalversie": "Eerdere woorden van een melding",
    "spoedbevinding": "Oordeel over delen met spoed",
    "spoedverstrekking": "Gedeeld met spoed",
    "toezichtbesluit": "Besluit over delen voor een andere organisatie",
    "toezichtintrekking": "Ingetrokken besluit voor een andere organisatie",
    "terugmelding": "Wat de melder hoorde",
    "triageantwoord": "Antwoord op een vraag bij een aanmelding",
    "uitgave": "Uitgave",
    "uitspraak": "Wat iemand zei of opschreef",
    "verstrekking": "Wat er met wie is gedeeld",
}

VOOR_OUDERS: dict[str, str] = {
    "Wie je bent": "Wie uw kind is",
    "Wat er over je is gezegd": "Wat er over uw kind is gezegd",
    "Hoe het met je gaat": "Hoe het met uw kind gaat",
    "Je gezin en mensen om je heen": "Het gezin en mensen om uw kind heen",
    "Overleg over jou": "Overleg over uw kind",
    "Jouw rechten en het bewaren": "De rechten van u en uw kind, en het bewaren",
    "Iemand die bij je betrokken is": "Iemand die bij uw kind betrokken is",
    "Wat je ervan vond": "Wat uw kind ervan vond",
    "Wat er eerder is opgeschreven over wat je vond": "Wat er eerder is opgeschreven over wat uw kind vond",
    "Wie het je vroeg": "Wie het uw kind vroeg",
    "Wat je erover zei": "Wat uw kind erover zei",
    "Waar je woonde toen je werd aangemeld": "Waar uw kind woonde bij de aanmelding",
    "Periode waarin aan je dossier is gewerkt": "Periode waarin aan het dossier van uw kind is gewerkt",
    "Waaraan je ziet dat een doel is bereikt": "Waaraan te zien is dat een doel is bereikt",
    "Jouw plek in een groep": "De plek van uw kind in een groep",
    "Of jij of je ouders zijn geïnformeerd": "Of u of uw kind is geïnformeerd",
    "Iemand keek in je dossier vanwege nood": "Iemand keek in het dossier van uw kind vanwege nood",
    "Overdracht van je dossier": "Overdracht van het dossier van uw kind",
    "Verzoek van jou of je ouders": "Verzoek van u of uw kind",
    "Iemand om je heen": "Iemand om uw kind heen",
    "Of iemand om je heen risico loopt": "Of iemand om uw kind heen risico loopt",
    "Wie namens je vroeg": "Wie namens iemand anders vroeg",
}
"""Titles that speak to the youth, as they speak to the parents."""

_KOLOMMEN: dict[str, str] = dict(
    paar.split("=")
    for paar in """
aan=Aan wie|aard=Feit, aanname of mening|adres_geheim=Adres is geheim|afgedaan_op=Klaar op|afgerond_op=Afgerond op
afgesloten_op=Afgesloten op|afgesproken_met=Afgesproken met|afgesproken_op=Afgesproken op|afhandeling=Afhandeling
afwijking=Wijkt af van de regels|afwijking_reden=Waarom afgeweken|antwoord=Antwoord|antwoord_op=Antwoord op
antwoord_voor=Antwoord uiterlijk op|bedrag=Bedrag|beeindigd_op=Beëindigd op|beeindigd_reden=Waarom beëindigd
begin=Begin|bereik=Hoe ver|besloten_op=Besloten op|beurt=De hoeveelste keer|bevinding=Oordeel achteraf
bij_overleg=Zit bij het overleg|bijlage=Bijlage|bron=Van wie dit komt|bron_professional_id=Van wie dit komt
bsn=Burgerservicenummer|buurt=Buurt|buurt_bij_aanmelding=Buurt|categorie=Soort gegevens|categorieen=Soorten gegevens
criteria=Waaraan is getoetst|datum=Datum|deadline=Uiterlijk op|derden=Gaat ook over anderen
derden_wie=Over wie nog meer|detail=Bijzonderheid|document=Document|document_hash=Controlegetal|doel=Doel
doelgroep=Doelgroep|doorverstrekking=Mag het verder worden gedeeld|eigenaar_id=Wie dit doet|eind=Einde
email=E-mailadres|evaluatie_op=Evaluatie op|exemplaar=Exemplaar|functie=Functie|gebied=Gebied
geboortedatum=Geboortedatum|gehouden_op=Gehouden op|geinformeerd_op=Geïnformeerd op|gelukt=Gelukt
gemachtigde=Wie namens je vroeg|gemeten_op=Gemeten op|gereed_op=Klaar op|geslacht=Geslacht|geslachtsnaam=Achternaam
gevraagd=Gevraagd bedrag|gevraagd_op=Gevraagd op|gevraagd_tot=Gevraagd tot|gezag=Gezag|gezegd_op=Gezegd op
grondslag=Waarom dit mag|grondslagen=Waarom dit mag|hash=Controlegetal|herhalen_tot=Herhalen tot|herhaling=Herhaling
huisnummer=Huisnummer|identiteit=Hoe is nagegaan wie vroeg|in_onderzoek=In onderzoek bij de gemeente|ingang=Gaat in op
ingebracht_op=Ingebracht op|inhoud=Inhoud|intern=Alleen voor eigen gebruik|interventie=Aanpak|json=Digitaal antwoord
leefgebied=Leefgebied|leefwereld=Leefwereld|loopt_risico=Loopt risico|mening=Wat je ervan vond
mening_door=Wie het je vroeg|mening_op=Gevraagd op|mening_tekst=Wat je erover zei|met=Met wie|motivering=Uitleg
naam=Naam|nr=Versie|nummer=Nummer|object_id=Waarover|omschrijving=Omschrijving|ondermijnend=Hoort bij ondermijning
ontvangen_op=Ontvangen op|oordeel=Besluit|op=Vastgelegd op|opgeheven_reden=Waarom weer te zien
opschorting=Opschorting in de basisregistratie|organisatie=Organisatie|organisatie_id=Organisatie|over_wie=Over wie
pdf=Antwoord op papier|postcode=Postcode|professional_id=Wie|rechtmatig=Mocht het|reden=Reden
reden_heropening=Waarom heropend|reeks_begin=Eerste keer|resultaat=Resultaat|roepnaam=Roepnaam|rol=Rol|school=School
sha256=Controlegetal|soort=Soort|spoor=Spoor|stand=Stand|status=Hoe het ervoor staat|status_reden=Reden|straat=Straat
streefdatum=Streefdatum|tafel=Overleg|tekst=Tekst|telefoon=Telefoon|toegekend=Toegekend bedrag
toelichting_sluiting=Toelichting bij sluiten|tonen=Getoond|tot=Tot|uitstel_reden=Waarom nog niet
uitstel_tot=Uiterlijk op|uitvoerder_id=Wie het uitvoert|van=Vanaf|verlengd_reden=Waarom meer tijd nodig was
vervallen=Geldt niet meer|vervolg=Hoe verder|verzoeker=Wie vroeg|verzoeker_naam=Naam van wie vroeg
volgende_op=Volgende op|voornamen=Voornamen|voorvoegsel=Voorvoegsel|vraag=Vraag|vraag_terug=Vraag terug|waarde=Waarde
wie=Wie|wijk=Wijk|wijk_bij_aanmelding=Wijk|wijze=Hoe|wijziging_reden=Waarom gewijzigd|woonplaats=Woonplaats
""".replace("\n", "|").split("|")
    if paar
)

SLEUTELKOLOMMEN = frozenset(
    {
        *(("uitspraak", k) for k in ("categorie",)),
        *(("signaal", k) for k in ("categorie", "wijk", "buurt")),
        *(("signaalversie", k) for k in ("categorie", "wijk", "buurt")),
        *(("verstrekking", k) for k in ("categorieen", "doel", "grondslagen", "functie", "document_hash")),
        *(("delingsverzoek", k) for k in ("nummer", "functie")),
        ("privacybesluit", "nummer"),
        ("toezichtbesluit", "nummer"),
        ("ontvangen_verzoek", "nummer"),
        ("rechtenverzoek", "nummer"),
        ("brief", "document_hash"),
        ("bijlage", "sha256"),
        ("inzageantwoord", "hash"),
        ("relatie", "soort"),
        ("groep", "gebied"),
        ("groepslid", "rol"),
        ("triageantwoord", "vraag"),
        ("concept", "object_id"),
    }
)
"""Columns of text that hold a key of the program or the profile: no words of somebody, so they go with the row."""

_GELD = frozenset({"bedrag", "gevraagd", "toegekend"})
_SECTIES: dict[str, Callable[[Profiel], Mapping[str, Any]]] = {
    "categorie": lambda p: p.datacategorieen,
    "categorieen": lambda p: p.datacategorieen,
    "grondslagen": lambda p: p.grondslagen,
    "grondslag": lambda p: p.grondslagen,
    "leefgebied": lambda p: p.leefgebieden,
    "wijk": lambda p: p.wijken,
    "wijk_bij_aanmelding": lambda p: p.wijken,
    "leefwereld": lambda p: p.leefwerelden,
    "doelgroep": lambda p: p.doelgroepen,
    "interventie": lambda p: p.interventies,
    "tafel": lambda p: p.tafels,
    "verstrekking.doel": lambda p: p.doeleinden,
    "antecedent.soort": lambda p: p.antecedentsoorten,
    "antecedent.status": lambda p: p.antecedentstatussen,
}
_VAST: dict[tuple[str, str], Mapping[Any, str]] = {
    ("jongere", "geslacht"): GESLACHTEN,
    ("score", "waarde"): SCORE_LABELS,
    ("delingsverzoek", "soort"): SOORT_LABELS,
}
_MEER = frozenset({"categorieen", "grondslagen", "doel"})  # keys with commas between


def ding(tabel: str, *, ouders: bool = False) -> str:
    """What a row of this table is; ``ouders``: as it is said to the parents."""
    return titel_voor(DINGEN[tabel], ouders=ouders)


def kolomnaam(kolom: str, *, ouders: bool = False) -> str:
    """What a column holds; ``ouders``: as it is said to the parents."""
    return titel_voor(_KOLOMMEN[kolom], ouders=ouders)


def titel_voor(titel: str, *, ouders: bool) -> str:
    """A title to the youth, or the same to the parents about their child."""
    return VOOR_OUDERS.get(titel, titel) if ouders else titel


def in_woorden(profiel: Profiel, tabel: str, kolom: str, waarde: Any, casus_id: str = "") -> str:
    """A stored value as people read it; ``casus_id``: of a text about several casussen only what is about this one."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    vast = _VAST.get((tabel, kolom))
    if vast is not None and waarde in vast:
        return vast[waarde]
    if isinstance(waarde, Enum):
        return str(waarde.value).replace("_", " ")
    if isinstance(waarde, OnvolledigeDatum):
        return waarde.toon()
    if isinstance(waarde, datetime):
        return toon_datum(lokale_dag(waarde))
    if isinstance(waarde, date):
        return toon_datum(waarde)
    if isinstance(waarde, int):
        return toon_bedrag(waarde) if kolom in _GELD else str(waarde)
    sectie = _SECTIES.get(f"{tabel}.{kolom}") or _SECTIES.get(kolom)
    if sectie is not None:
        sleutels = str(waarde).split(",") if kolom in _MEER else [str(waarde)]
        return ", ".join(label_van(sectie(profiel), sleutel) for sleutel in sleutels)
    return in_zinnen(profiel, str(waarde), casus_id)
