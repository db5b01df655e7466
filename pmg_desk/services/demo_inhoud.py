"""What the demo vault is made of: names, places and sentences. Everybody in it is invented.

First names are those of a Dutch city; surnames sound like one of its languages and were made up, so that no real
person carries the pair. Streets, schools and organisations are made up too; wijken, tables and interventies come from
the municipal profile.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from pmg_desk.domain.samenvatting import Aard

VOORNAMEN: dict[str, tuple[str, ...]] = {
    "m": (
        "Daan", "Björn", "Siem", "Thijs", "Noël", "André", "Ümit", "Çağan", "Emirhan", "Yasin", "Soufiane", "Ilyès",
        "Bilal", "Mohamed-Amin", "Ravi", "Jaïr", "Shaquille", "Dwayne", "Łukasz", "Michał", "Jakub", "Dênis", "Tiago",
        "Kofi", "Serhat", "Ömer", "Stijn", "Ruben", "Jean-Luc", "Wassim",
    ),
    "v": (
        "Zoë", "Noor", "Maïté", "Anne-Fleur", "Loïs", "Fenna", "Elif", "Büşra", "Şevval", "Zeynep", "Imane", "Hanaé",
        "Salma", "Priya", "Chanaï", "Shanice", "Rochelle", "Zuzanna", "Małgorzata", "Agnieszka", "Inês",
        "Beatriz", "Ama", "Rojîn", "Gül", "Sanne", "Esmée", "Chloé", "Yasmina",
    ),
}  # fmt: skip

ACHTERNAMEN: tuple[tuple[str, str], ...] = (
    ("van der", "Zandkuil"), ("de", "Halmstra"), ("", "Kooymansveld"), ("van den", "Wulpenbos"), ("'t", "Rietgors"),
    ("", "Duinpanninga"), ("ter", "Elsbroekers"), ("van 't", "Kiekendiefje"), ("", "Taşkovan"), ("", "Çınarova"),
    ("", "Yıldızpınar"), ("", "Güneşoğullar"), ("", "Akçadereli"), ("El", "Wardanouf"), ("Ben", "Tazrifi"),
    ("Aït", "Mellouzine"), ("El", "Khazrouni"), ("", "Bouzaghdadi"), ("", "Koesdjawongso"), ("", "Ramdihalsing"),
    ("", "Jagernathpersadh"), ("", "Amatkarijo"), ("", "Żurawłęcki"), ("", "Łąkowiecki"), ("", "Wiśniobrodzki"),
    ("", "Ścieżkowska"), ("", "Madurastella"), ("", "Winklarsina"), ("da", "Ribeirória"), ("dos", "Pedregães"),
    ("", "Owusu-Kwabenta"), ("", "Zagrosyan"),
)  # fmt: skip

STRATEN: dict[str, tuple[str, ...]] = {
    "morgenstond": ("Ochtendlichtplein", "Dauwdruppelstraat", "Zonnewijzerpad"),
    "moerwijk": ("Moerasvarenlaan", "Turfstekershof", "Veenplukstraat"),
    "bouwlust_vrederust": ("Steigerbouwersweg", "Vredesduifstraat", "Metselaarsgaarde"),
}

SCHOLEN = (
    (12, ("Basisschool De Meerpaal", "Basisschool Het Duinveld")),
    (17, ("Vmbo De Wulpenhorst", "Lyceum Zuiderduin", "Praktijkschool Het Kompas")),
    (99, ("Mbo Haagse Poort", "")),
)
"""Made-up schools for youths under an age."""

GEINFORMEERD = (
    "De jongere en een ouder zijn hierover gesproken op school. Zij kregen de folder en een kopie van de afspraken.",
    "De moeder is gebeld en daarna is een brief gestuurd. De jongere was bij het gesprek.",
)


@dataclass(frozen=True, slots=True)
class Organisatietekst:
    """An organisation of the address book, with who works there: name and key of a function."""

    naam: str
    soort: str
    mensen: tuple[tuple[str, str], ...]


ORGANISATIES = (
    Organisatietekst(
        "Politie Zuidwest", "politie", (("W. van Buntgras", "wijkagent"), ("S. Taşdelenay", "jeugdagent"))
    ),
    Organisatietekst("Openbaar Ministerie Haagkant", "om", (("mr. D. Eekhoutsma", "officier_om"),)),
    Organisatietekst("Vmbo De Wulpenhorst", "voortgezet_onderwijs", (("F. Lamoenstra", "leerkracht"),)),
    Organisatietekst("Bureau Leerlingzaken", "leerplicht", (("H. Zonderwijk", "leerlingzaken"),)),
    Organisatietekst("Jongerenwerk De Schakel", "welzijn", (("R. Amattengah", "jongerenwerker"),)),
    Organisatietekst("Jeugdbescherming Kustrand", "jeugdbescherming", (("L. Kwakernaatje", "jeugdbescherming"),)),
    Organisatietekst("Reclassering Duinstreek", "reclassering", (("B. Żmudzińczyk", "reclassering_3ro"),)),
    Organisatietekst("Halt Zuidrand", "halt", (("M. Oosterschor", "halt_medewerker"),)),
    Organisatietekst("Team RIO Zuidwest", "nazorg_rio", (("J. Ben Harrouzi", "rio_jeugd"),)),
    Organisatietekst("Wijkteam Escampzijde", "stadsdeel_escamp", (("P. Slikgras", "gezinscoach"),)),
)
"""The address book. The last organisation of a casus's recipients is chosen from these."""

VERTROKKEN = ("T. Vlierboompje", "jongerenwerker")
"""Somebody of the fifth organisation who left: shows how that looks."""

AANLEIDING = (
    "Is drie keer in een maand na middernacht aangetroffen op het plein, steeds met een oudere groep.",
    "Komt bijna niet meer op school en heeft ineens dure kleding. Thuis weet niemand waar het geld vandaan komt.",
    "Is aangehouden bij een vechtpartij op het station. De politie maakt zich zorgen over de vrienden.",
    "Heeft voor anderen pakketjes weggebracht en kreeg daar geld voor. Zegt zelf dat het een bijbaan was.",
    "Is betrokken bij bedreiging van een klasgenoot via de telefoon. De school heeft dit gemeld.",
    "De oudere broer zit vast. De moeder is bang dat dit kind dezelfde kant op gaat.",
)

FEITEN = (
    "Was in de laatste vier weken elf dagen afwezig zonder bericht.",
    "Is gezien in een auto die op naam staat van een bekende van de politie.",
    "Heeft op school een mes ingeleverd nadat daarom was gevraagd.",
    "Heeft een schuld van 1.150 euro bij een telefoonwinkel en een zorgverzekeraar.",
    "Is twee keer niet verschenen op een afspraak met Halt.",
)
AANNAMES = (
    "Wordt waarschijnlijk door oudere jongens gestuurd.",
    "Lijkt zelf spullen te verkopen; dat is niet bevestigd.",
    "Slaapt vermoedelijk enkele nachten per week bij iemand anders.",
)
MENINGEN = (
    "Is volgens de mentor vriendelijk en snel afgeleid.",
    "De jongerenwerker vindt dat er nog veel te winnen is als er snel een dagbesteding komt.",
    "De wijkagent vindt het contact de laatste weken beter.",
)
OVER_DERDEN = (
    ("Een zusje van elf gaat steeds vaker mee de straat op.", "zusje"),
    ("De vader heeft volgens de school zelf schulden en is weinig thuis.", "vader"),
)
NIET_DOORGEVEN = "Een buurtbewoner vertelde in vertrouwen dat er 's nachts spullen worden opgehaald uit de kelderbox."

GEZONDHEID = (
    "Slaapt slecht en heeft paniekklachten. De huisarts heeft doorverwezen.",
    "Rookt elke dag wiet om rustig te worden en wil daarmee stoppen.",
    "Heeft volgens de moeder ADHD en neemt de medicijnen niet meer in.",
)

SCORETEKST: dict[int, str] = {
    1: "Dit is acuut: er is deze week iets nodig.",
    2: "Dit gaat niet goed en er is hulp nodig.",
    3: "Dit gaat met moeite; er is wel een begin.",
    4: "Dit gaat redelijk.",
    5: "Hier zijn geen zorgen over.",
}

INDELINGTEKST: dict[str, str] = {
    "risicojongere": "Er zijn geen antecedenten, wel zorgen thuis en op school. Er is tijd om erger te voorkomen.",
    "jonge_aanwas": "De eerste stappen zijn gezet en op meer dan één leefgebied gaat het niet goed.",
    "doorgroeier": "De feiten volgen elkaar snel op en worden ernstiger.",
    "harde_kern": "Is een voorbeeld voor jongere jongens en werkt met mensen van een groter netwerk.",
}

PLANTEKST = (
    "Eerst rust thuis en op school, daarna een opleiding die past. Grenzen zijn met alle partners afgesproken.",
    "We werken aan één vast gezicht, dagbesteding en het aflossen van de schuld. Nieuwe feiten melden we meteen.",
)
WENSTEKST = (
    "Wil graag automonteur worden en is handig met fietsen.",
    "Wil bij de moeder blijven wonen en weer gaan voetballen.",
    "Zegt vooral rust te willen en een eigen plek.",
    "Kan goed koken en wil daar iets mee doen.",
)

DOELEN: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "werk_opleiding", "perspectief", "Gaat vier dagen per week naar school of stage.",
        ("Gesprek op school over een rooster dat lukt", "Stageplek zoeken bij een garage"),
    ),
    (
        "tijdsbesteding", "perspectief", "Heeft twee vaste middagen iets te doen buiten de straat.",
        ("Aanmelden bij het jongerenwerk", "Kennismaken met de voetbalclub"),
    ),
    (
        "financien", "perspectief", "De schuld is in kaart en er is een regeling.",
        ("Brieven ordenen en bellen met de schuldhulp",),
    ),
    (
        "geestelijke_gezondheid", "perspectief", "Krijgt hulp bij slapen en bij spanning.",
        ("Afspraak maken bij de jeugd-ggz",),
    ),
    (
        "justitie", "grenzen", "Komt elke afspraak met Halt of de reclassering na.",
        ("Waarschuwing bespreken en laten tekenen", "Elke vrijdag terugmelden bij de jeugdreclassering"),
    ),
    (
        "sociaal_netwerk", "grenzen", "Komt na tien uur 's avonds niet op het plein.",
        ("Huisbezoek van de wijkagent", "Afspraken over thuiskomen met de ouders opschrijven"),
    ),
)  # fmt: skip

RESULTATEN = (
    "Is gelukt. De jongere was er zelf bij en is tevreden.",
    "Het gesprek is gevoerd. Er is een vervolgafspraak.",
    "Is gedaan; het heeft nog weinig opgeleverd.",
)

NOODZAAK = (
    "Zonder deze gegevens kan de school het rooster niet aanpassen en gaat het plan niet door.",
    "De ontvanger voert een deel van het plan uit en moet weten wat er is afgesproken.",
    "Er is overleg op korte termijn en zonder achtergrond kan de ontvanger niet kiezen wat past.",
)
TEKSTBLOKKEN: tuple[tuple[str, str], ...] = (
    ("Nodig voor de taak", "Zonder deze gegevens kan de ontvanger de eigen taak in het plan niet doen."),
    ("Niet meer dan nodig", "Gevraagd is alleen wat bij de afspraken met deze ontvanger hoort. Meer is niet nodig."),
    ("Niet lichter", "Mondeling zonder naam delen helpt hier niet: de ontvanger kent de jongere en moet iets doen."),
)
PROPORTIONALITEIT = "Alleen wat de ontvanger nodig heeft om zijn deel te doen. Gegevens over anderen gaan niet mee."
SUBSIDIARITEIT = "Een gesprek zonder gegevens is geprobeerd en was niet genoeg."

WOORDEN = (
    "tulband", "kikkervis", "zeepkist", "waslijn", "vuurtoren", "eekhoorn", "drempel", "pannenlap", "fluitketel",
    "strandjutter", "klaproos", "turfschip", "zolderraam", "peperkoek", "knoopsgat", "hooivork", "regenton",
    "bakfiets", "duindoorn", "stoomboot", "wichelroede", "naaldhak", "vogelhuis", "muizenval", "theemuts", "kantelraam",
    "boterbloem", "zandloper", "kruiwagen", "wolkbreuk", "houtduif", "slakkenhuis",
)  # fmt: skip
"""Words for the passwords of the demo's users, who are told them in a file: see ``services.demo``."""


@dataclass(frozen=True, slots=True)
class Persoon:
    """An invented youth: name, sex (m, v) and address."""

    voornaam: str
    voorvoegsel: str
    achternaam: str
    geslacht: str
    straat: str
    huisnummer: str
    postcode: str
    wijk: str
    schoolkeuze: int

    def school(self, geboortejaar: int, jaar: int) -> str:
        """A school that fits the age; some who are older have none."""
        scholen = next(namen for grens, namen in SCHOLEN if jaar - geboortejaar <= grens)
        return scholen[self.schoolkeuze % len(scholen)]


def persoon(kans: random.Random) -> Persoon:
    """Draw a youth of Den Haag Zuidwest."""
    geslacht = "m" if kans.random() < 0.7 else "v"
    voorvoegsel, achternaam = kans.choice(ACHTERNAMEN)
    wijk = kans.choice(tuple(STRATEN))
    nummer = kans.randint(1, 240)
    return Persoon(
        kans.choice(VOORNAMEN[geslacht]),
        voorvoegsel,
        achternaam,
        geslacht,
        kans.choice(STRATEN[wijk]),
        f"{nummer}{kans.choice(('', '', '', 'A', 'B', '-12'))}",
        f"25{kans.randint(31, 47)} {kans.choice('ABCEGHJKL')}{kans.choice('ABCEGHJKL')}",
        wijk,
        kans.randint(0, 5),
    )


def signaal(kans: random.Random) -> tuple[str, Aard]:
    """Draw a signal and what it is: fact, assumption or opinion."""
    aard = kans.choice((Aard.FEIT, Aard.FEIT, Aard.AANNAME, Aard.MENING))
    bron = {Aard.FEIT: FEITEN, Aard.AANNAME: AANNAMES, Aard.MENING: MENINGEN}[aard]
    return kans.choice(bron), aard


CONTACT = "de casusregisseur, telefoon 14 070"
"""Whom a letter of the demo says to call."""
UITSTEL_INFORMEREN = "Eerst praat de gezinscoach met de jongere, om een veilig moment te kiezen."
