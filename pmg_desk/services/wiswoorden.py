"""A destruction in words: what stands in each table that can go, and the term that was over."""

from __future__ import annotations

from collections.abc import Mapping

from pmg_desk.domain.certificaat import Regelvermelding

TABEL_LABELS = {
    "aanmelding": "Aanmeldingen bij een tafel",
    "actie": "Acties",
    "actieregel": "Herhaling en volgorde van acties",
    "afscherming": "Afgeschermde regels voor inzage",
    "agendaafwezigheid": "Wie bij een agendapunt de kamer uit was",
    "antecedent": "Antecedenten",
    "behandeling": "Behandeling van verzoeken",
    "belang": "Belangen bij verzoeken",
    "besluitbundel": "Lijsten van samen ondertekende besluiten",
    "bespreking": "Besprekingen aan tafel",
    "besprekingsactie": "Acties die aan tafel zijn afgesproken",
    "besprekingspunt": "Wat aan tafel is gezegd",
    "betrokkenheid": "Betrokkenen bij de casus",
    "bewaarbesluit": "Besluiten om langer te bewaren",
    "bijlage": "Bijlagen",
    "bijlage_inhoud": "Inhoud van bijlagen",
    "blokkeersleutel": "Zoekwoorden om dubbele personen te vinden",
    "brief": "Brieven",
    "budgetaanvraag": "Aanvragen van budget",
    "bundelblad": "Bladen in bundels voor een overleg",
    "casus": "Casus",
    "casus_periode": "Perioden waarin de casus open was",
    "casus_tafel": "Tafels van de casus",
    "concept": "Concepten van formulieren",
    "delingsverzoek": "Verzoeken om te delen",
    "doel": "Doelen",
    "doelbereik": "Hoe ver doelen zijn bereikt",
    "doeltoets": "Waaraan te zien is dat een doel is bereikt",
    "doorbraak": "Doorbraken",
    "doorgeleiding": "Vragen aan andere tafels",
    "eerdere_mening": "Wat eerder is vastgelegd over wat de jongere vindt",
    "evaluatie": "Evaluaties van het plan",
    "factor": "Risico's en bescherming",
    "groep": "Groepen en huishoudens waarvan dit de laatste casus is",
    "groepsactie": "Acties voor een groep",
    "groepslid": "Plaatsen in een groep",
    "groepsstap": "Stappen van de groepsaanpak",
    "groepsversie": "Eerdere woorden van een groep",
    "indeling": "Indelingen in een doelgroep",
    "informering": "Wie is geïnformeerd",
    "intrekking": "Intrekkingen van een akkoord",
    "inzageantwoord": "Antwoorden op inzageverzoeken",
    "inzagekeuze": "Keuzes bij inzage",
    "inzet": "Inzet van interventies",
    "jongere": "Persoonsgegevens van de jongere",
    "kaderbrief": "Brieven over tafelkaders",
    "kaderbrief_deel": "Verwijzingen van brieven over tafelkaders naar verstrekkingen",
    "kenmerk": "Beoordeelde kenmerken",
    "leefwereldplek": "Leefwerelden bij uitspraken",
    "logdetail": "Details bij logregels (de regels zelf blijven)",
    "noodtoegang": "Noodtoegangen",
    "ontvangen_verzoek": "Ontvangen verzoeken",
    "overdracht": "Overdrachten",
    "overleg_casus": "Agendapunten",
    "overlegbesluit": "Besluiten van een tafel",
    "plan_versie": "Versies van het plan",
    "planafspraak": "Afspraken in het plan",
    "privacybesluit": "Besluiten van de privacy officer",
    "reactie": "Reacties van de jongere of ouders",
    "rechtenverzoek": "Verzoeken van jongere of ouders",
    "relatie": "Gezinsleden en andere relaties",
    "relatieduiding": "Toelichting bij relaties",
    "relatieplek": "Plekken van relaties in een casus",
    "score": "Scores op leefgebieden",
    "signaal": "Signalen van het meldpunt",
    "signaalversie": "Eerdere woorden van signalen",
    "spoedbevinding": "Bevindingen over spoed",
    "spoedverstrekking": "Spoedverstrekkingen",
    "tafelstap": "Statussen en fasen aan een tafel",
    "terugmelding": "Wat melders hoorden",
    "toewijzing": "Toewijzingen",
    "toezichtbesluit": "Besluiten op ontvangen verzoeken",
    "toezichtintrekking": "Intrekkingen van besluiten op ontvangen verzoeken",
    "triageantwoord": "Antwoorden bij de triage",
    "uitgave": "Uitgaven",
    "uitspraak": "Signalen, feiten en toelichtingen",
    "uitstel": "Uitgestelde herinneringen",
    "vergaderplek": "Bij welk agendapunt iemand was",
    "verstrekking": "Verstrekkingen, met de uitgegeven documenten",
    "verstrekking_besluit": "Verwijzingen van verstrekking naar besluit",
    "verstrekking_kader": "Verwijzingen van verstrekking naar tafelkader",
    "verstrekt_stuk": "Onderdelen van verstrekkingen",
    "zoekrij": "Regels in de zoekindex",
}
"""What stands in a table, for people; a test holds it to the tables that can go."""


def rows_in_words(rijen: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What goes and how many of it, by name."""
    return tuple(sorted((TABEL_LABELS.get(tabel, tabel), aantal) for tabel, aantal in rijen.items()))


def regelzin(regel: Regelvermelding | None) -> str:
    """The term that was over, in a sentence."""
    if regel is None:
        return ""
    return (
        f"{regel.maanden} maanden na {regel.begin.label}, van {regel.begon_op:%d-%m-%Y} "
        f"tot {regel.vervalt_op:%d-%m-%Y}. Bron: {regel.bron}."
    )
