"""The catalogue of the informatiebeeld: every measure with its words, its reference date and the tables it has.

The definitions are what a reader gets beside a number, so they say what is decided in each doubtful case: a casus that
is reopened, handed over or destroyed, one that comes and goes in a quarter, what was corrected or entered late.

Which tables there are is decided with one question: what does a reader know anyway that ties two numbers? Each such tie
is either equal totals of tables of one measure (``domain.beeld``), or a ``Balans``, or a ``Verband``, or the numbers
are not made. So an age is that of the day a casus began (who gets older would tie two quarters in a way no table
shows), the level of help is a part of its theme, and what was decided on aanmeldingen is no column beside the
aanmeldingen themselves.
"""

from __future__ import annotations

from pmg_desk.domain.beeld import TOTAAL, Balans, Lijn, Meting, Moment, Term, Tijdvak, Verband

GEBIED, WIJK, DOELGROEP, LEEFTIJD, TAFEL, UITKOMST = "gebied", "wijk", "doelgroep", "leeftijd", "tafel", "uitkomst"
VAN, NAAR, NIVEAU, BIJ_TAFEL = "doelgroep_van", "doelgroep_naar", "niveau", "bij_tafel"
THEMA, INTERVENTIE, LEEFGEBIED, SCOREVERLOOP = "thema", "interventie", "leefgebied", "scoreverloop"
ACTIESTAND, TAFELBESLUIT, WACHTTIJD, DUUR, DUUR_ACTIE = "actiestand", "tafelbesluit", "wachttijd", "duur", "duur_actie"
ORGANISATIESOORT, OORDEEL, SIGNAALSOORT, FEITSOORT = "organisatiesoort", "oordeel", "signaalsoort", "feitsoort"
"""Keys of the axes (``services.beeldassen``). ``wijk`` is ``gebied`` without buurten, ``thema`` is ``interventie``
without what is below a theme: the categories have the same keys, so their totals are the same numbers.
"""

MEER_TAFELS, GEEN_NIVEAU = "_tafel_meer", "_niveau_geen"
"""Categories of ``tafel`` and ``niveau`` that no profile has."""


def anders(as_: str) -> str:
    """The category of an axis for what is not (or no longer) in the profile."""
    return f"_{as_}_anders"


_GEBIED = "De wijk en buurt zijn die van de aanmelding: later verhuizen verandert niets."
_LAAT = "Wat pas na het vaststellen van een kwartaal is vastgelegd of verbeterd, verandert dat kwartaal niet meer"
_LAAT_STROOM = f"{_LAAT}."
_LAAT_STAND = f"{_LAAT}: het telt mee in de volgende stand."
_CASUS = (
    "Een casus die weer opengaat, telt als een nieuwe instroom. Een casus die van een andere gemeente of kluis komt, "
    "telt vanaf de dag van overnemen."
)
_INDELING = (
    "De doelgroep is de laatste keuze op die dag; bij meer keuzes op een dag telt de laatste. Zonder keuze is het "
    "'nog niet ingedeeld'."
)
_LEEFTIJD = (
    "De leeftijd is die op de dag dat de casus begon of weer openging; past een onvolledige geboortedatum in meer dan "
    "één groep, dan is de leeftijd niet bekend."
)
_TAFEL = "De tafel is die op dezelfde dag; staat de casus bij meer tafels, dan telt hij bij 'meer dan één tafel'."
_INZET = (
    "Een deelname is één keer gebruik van een interventie voor één casus: wie twee keer begint, telt twee keer. Wat "
    "alleen gepland was, telt niet."
)

METINGEN: tuple[Meting, ...] = (
    Meting(
        "aanmeldingen",
        "Aanmeldingen bij een tafel",
        "aanmeldingen",
        "Hoe vaak een casus in dit kwartaal bij een tafel is aangemeld, naar de dag van aanmelden. Wie bij twee tafels "
        "is aangemeld, telt twee keer; een aanmelding die is ingetrokken telt mee. Een casus die zonder aanmelding bij "
        f"een tafel kwam, zoals bij het openen, telt op de dag dat hij daar kwam. {_GEBIED} {_LAAT_STROOM}",
        Lijn.INPUT,
        Moment.STROOM,
        "aanmeldingen",
        ((WIJK, BIJ_TAFEL),),
        "000 interventie 13 en hoofdstuk 6",
    ),
    Meting(
        "signalen",
        "Signalen bij het meldpunt",
        "signalen",
        "Signalen die in dit kwartaal bij een meldpunt binnenkwamen, naar soort gegevens en naar de wijk die bij het "
        "signaal staat. Ook signalen waar geen casus uit kwam tellen mee, zolang ze zijn bewaard. Een verbeterd "
        f"signaal telt één keer, zoals het nu is. {_LAAT_STROOM}",
        Lijn.INPUT,
        Moment.STROOM,
        "signalen",
        ((SIGNAALSOORT, WIJK),),
        "000 interventie 7 en 18",
    ),
    Meting(
        "feiten",
        "Feiten en meldingen over jongeren met een casus",
        "feiten",
        "Antecedenten met een datum in dit kwartaal, naar soort. Verbeterde antecedenten tellen één keer, ingetrokken "
        "antecedenten niet. Is alleen de maand bekend, dan telt die; is alleen het jaar bekend, dan telt het feit "
        f"nergens mee. {_GEBIED} {_LAAT_STROOM}",
        Lijn.INPUT,
        Moment.STROOM,
        "feiten",
        ((FEITSOORT, WIJK),),
        "000 §4.2 en interventie 18",
    ),
    Meting(
        "instroom",
        "Instroom",
        "casussen",
        "Casussen die in dit kwartaal begonnen of weer opengingen. De doelgroep en de tafel zijn die op de laatste dag "
        "van het kwartaal, of op de dag van sluiten als de casus in hetzelfde kwartaal weer dichtging: zo'n casus telt "
        f"bij instroom én bij uitstroom. {_CASUS} {_INDELING} {_LEEFTIJD} {_TAFEL} {_GEBIED} {_LAAT_STROOM}",
        Lijn.INPUT,
        Moment.STROOM,
        "casussen",
        ((GEBIED, DOELGROEP), (WIJK, LEEFTIJD), (DOELGROEP, TAFEL)),
        "000 hoofdstuk 6",
    ),
    Meting(
        "stand",
        "Lopende casussen",
        "casussen",
        "Casussen die open waren aan het eind van de laatste dag van het kwartaal. Een casus die toen sloot, telt niet "
        "meer. Een casus die aan een andere kluis is aangeboden, telt hier tot die hem aanneemt. Het niveau van hulp "
        f"is het zwaarste niveau van de interventies die op die dag lopen. {_INDELING} {_LEEFTIJD} {_TAFEL} {_GEBIED} "
        f"{_LAAT_STAND}",
        Lijn.THROUGHPUT,
        Moment.STAND,
        "casussen",
        ((GEBIED, DOELGROEP), (WIJK, LEEFTIJD), (DOELGROEP, TAFEL), (DOELGROEP, NIVEAU)),
        "000 hoofdstuk 6; niveaus: 003",
    ),
    Meting(
        "uitstroom",
        "Uitstroom",
        "casussen",
        "Casussen die in dit kwartaal zijn gesloten, naar de dag van sluiten. Een casus die naar een andere kluis "
        "ging, telt hier met uitkomst onbekend; een vernietigde casus telt in geen enkel nieuw getal meer mee. "
        f"Doelgroep en tafel zijn die op de dag van sluiten. {_INDELING} {_LEEFTIJD} {_TAFEL} {_GEBIED} {_LAAT_STROOM}",
        Lijn.OUTPUT,
        Moment.STROOM,
        "casussen",
        ((GEBIED, DOELGROEP), (WIJK, LEEFTIJD), (DOELGROEP, TAFEL), (DOELGROEP, UITKOMST)),
        "000 hoofdstuk 6",
    ),
    Meting(
        "overgang",
        "Van de ene naar de andere doelgroep",
        "casussen",
        "Casussen die al liepen toen dit kwartaal begon en aan het eind ervan (of op de dag van sluiten) in een andere "
        "doelgroep zaten. Wat daartussen is gekozen, telt niet. Wie in dezelfde doelgroep bleef, staat "
        f"hier niet. {_LAAT_STROOM}",
        Lijn.OUTCOME,
        Moment.STROOM,
        "casussen",
        ((VAN, NAAR),),
        "000 §1.2 en hoofdstuk 6",
    ),
    Meting(
        "tafelbesluiten",
        "Besluiten over aanmeldingen",
        "besluiten",
        "Wat tafels in dit kwartaal over aanmeldingen besloten, en hoeveel dagen na het aanmelden. Een aanmelding die "
        "werd ingetrokken, ook doordat de casus sloot, heeft besluit 'ingetrokken'. De aanmelding kan uit een eerder "
        f"kwartaal zijn. {_LAAT_STROOM}",
        Lijn.THROUGHPUT,
        Moment.STROOM,
        "tafelbesluiten",
        ((BIJ_TAFEL, TAFELBESLUIT), (TAFELBESLUIT, WACHTTIJD)),
        "000 interventie 12 en 13",
    ),
    Meting(
        "tijd_tot_plan",
        "Van signaal of aanmelding tot plan",
        "casussen",
        "Casussen waarvan het eerste plan van aanpak in dit kwartaal is afgesproken, naar het aantal dagen sinds het "
        "eerste signaal, of sinds het begin van de casus als dat eerder was. Een casus telt hier één keer, ook als hij "
        f"weer openging. {_GEBIED} {_LAAT_STROOM}",
        Lijn.THROUGHPUT,
        Moment.STROOM,
        "tijd_tot_plan",
        ((WIJK, DUUR),),
        "000 hoofdstuk 6",
    ),
    Meting(
        "tijd_tot_actie",
        "Van plan tot eerste actie",
        "casussen",
        "Casussen waarvan de eerste actie in dit kwartaal klaar was, naar het aantal dagen sinds het eerste plan. Een "
        "actie die klaar was op of voor de dag van het plan, telt als 0 dagen; was er geen plan, dan staat dat erbij. "
        f"Een casus telt hier één keer. {_GEBIED} {_LAAT_STROOM}",
        Lijn.THROUGHPUT,
        Moment.STROOM,
        "tijd_tot_actie",
        ((WIJK, DUUR_ACTIE),),
        "000 hoofdstuk 6",
    ),
    Meting(
        "acties",
        "Acties op tijd",
        "acties",
        "Acties die in dit kwartaal klaar moesten zijn, en hoe dat op de laatste dag van het kwartaal stond. Op tijd: "
        "klaar op of voor de afgesproken dag. De afgesproken dag is die van nu: een actie die is verzet, telt in het "
        "kwartaal van de nieuwe dag. Het leefgebied is dat van het doel in het laatste plan. "
        f"{_GEBIED} {_LAAT_STROOM}",
        Lijn.OUTPUT,
        Moment.STROOM,
        "acties",
        ((LEEFGEBIED, ACTIESTAND), (WIJK, ACTIESTAND)),
        "000 hoofdstuk 6",
    ),
    Meting(
        "verzoeken",
        "Verzoeken om te mogen delen",
        "verzoeken",
        "Verzoeken om te mogen delen die in dit kwartaal aan de privacy officer zijn gedaan, naar soort organisatie. "
        f"Een verzoek dat na een vraag opnieuw is gedaan, telt opnieuw; een ingetrokken verzoek ook. {_LAAT_STROOM}",
        Lijn.THROUGHPUT,
        Moment.STROOM,
        "verzoeken",
        ((ORGANISATIESOORT,),),
        "000 interventie 9",
    ),
    Meting(
        "oordelen",
        "Oordelen van de privacy officer",
        "oordelen",
        "Wat de privacy officer in dit kwartaal op verzoeken besloot, en hoeveel dagen na het verzoek. Het verzoek kan "
        "uit een eerder kwartaal zijn. Wat later is ingetrokken of verlopen, blijft geteld zoals er is besloten. "
        f"Goedkeuring door een tafelkader telt hier niet, een onleesbaar besluit ook niet. {_LAAT_STROOM}",
        Lijn.THROUGHPUT,
        Moment.STROOM,
        "oordelen",
        ((ORGANISATIESOORT, OORDEEL), (OORDEEL, WACHTTIJD)),
        "000 interventie 9",
    ),
    Meting(
        "inzet_begonnen",
        "Begonnen met een interventie",
        "deelnames",
        f"Deelnames aan interventies die in dit kwartaal begonnen. {_INZET} {_GEBIED} {_LAAT_STROOM}",
        Lijn.OUTPUT,
        Moment.STROOM,
        "inzet",
        ((INTERVENTIE,), (WIJK, THEMA)),
        "003 (deelnemers per interventie, vijf thema's, drie niveaus)",
    ),
    Meting(
        "inzet_loopt",
        "Lopende deelnames aan een interventie",
        "deelnames",
        "Deelnames aan interventies die liepen aan het eind van de laatste dag van het kwartaal. "
        f"{_INZET} {_GEBIED} {_LAAT_STAND}",
        Lijn.OUTPUT,
        Moment.STAND,
        "inzet",
        ((INTERVENTIE,), (WIJK, THEMA)),
        "003 (deelnemers per interventie, vijf thema's, drie niveaus)",
    ),
    Meting(
        "inzet_afgerond",
        "Interventie afgerond",
        "deelnames",
        f"Deelnames aan interventies die in dit kwartaal zijn afgerond. {_INZET} {_GEBIED} {_LAAT_STROOM}",
        Lijn.OUTPUT,
        Moment.STROOM,
        "inzet",
        ((INTERVENTIE,), (WIJK, THEMA)),
        "003 (deelnemers per interventie, vijf thema's, drie niveaus)",
    ),
    Meting(
        "inzet_afgebroken",
        "Interventie afgebroken",
        "deelnames",
        "Deelnames aan interventies die in dit kwartaal zijn afgebroken, ook doordat de casus sloot. "
        f"{_INZET} {_GEBIED} {_LAAT_STROOM}",
        Lijn.OUTPUT,
        Moment.STROOM,
        "inzet",
        ((INTERVENTIE,), (WIJK, THEMA)),
        "003 (deelnemers per interventie, vijf thema's, drie niveaus)",
    ),
    Meting(
        "leefgebieden",
        "Scores op leefgebieden, bij het begin en nu",
        "scores",
        "Voor elke casus die open was aan het eind van de laatste dag van het kwartaal, en elk leefgebied met een "
        "score: de eerste score en de laatste score tot en met die dag. Een score is 1 (acuut) tot 5 (zelfredzaam): "
        "laag is 1 of 2, midden is 3, hoog is 4 of 5. Zijn er op een dag meer scores, dan telt de laatste. Is er op "
        "één dag gemeten, dan is er nog geen tweede meting. Ook scores van voor een heropening tellen mee. Een "
        f"casus telt bij elk leefgebied met een score. {_LAAT_STAND}",
        Lijn.OUTCOME,
        Moment.STAND,
        "leefgebieden",
        ((LEEFGEBIED, SCOREVERLOOP),),
        "000 hoofdstuk 6; thema's: 003",
    ),
)
"""Every measure, in the order one reads them within a line of the monitor."""

BALANSEN: tuple[Balans, ...] = (
    Balans("stand", ("instroom",), ("uitstroom",), (GEBIED, DOELGROEP), "overgang"),
    Balans("stand", ("instroom",), ("uitstroom",), (WIJK, LEEFTIJD)),
    Balans("inzet_loopt", ("inzet_begonnen",), ("inzet_afgerond", "inzet_afgebroken"), (INTERVENTIE,)),
    Balans("inzet_loopt", ("inzet_begonnen",), ("inzet_afgerond", "inzet_afgebroken"), (WIJK, THEMA)),
)
"""What a reader can add up over two quarters. A measure may have more than one, each over axes of its own."""

_AF, _TOT_NU = -1, Tijdvak.TOT_NU

VERBANDEN: tuple[Verband, ...] = (
    # Every casus came by a table, and each time it came was an aanmelding there; at more tables, more than once.
    Verband((Term("aanmeldingen", WIJK), Term("instroom", WIJK, _AF))),
    Verband((Term("aanmeldingen", BIJ_TAFEL), Term("instroom", TAFEL, _AF)), frozenset({TOTAAL})),
    Verband(
        (
            Term("aanmeldingen", BIJ_TAFEL, vast=(TOTAAL,)),
            Term("instroom", TAFEL, _AF, vast=(TOTAAL, MEER_TAFELS)),
        )
    ),
    # Who is at a table now, was there a quarter ago or came since; who ever was there, came once.
    Verband(
        (
            Term("aanmeldingen", BIJ_TAFEL),
            Term("stand", TAFEL, tijd=Tijdvak.ERVOOR),
            Term("stand", TAFEL, tijd=Tijdvak.ERVOOR, vast=(MEER_TAFELS,)),
            Term("stand", TAFEL, _AF),
            Term("uitstroom", TAFEL, _AF),
        ),
        frozenset({TOTAAL}),
    ),
    Verband(
        (
            Term("aanmeldingen", BIJ_TAFEL, tijd=_TOT_NU),
            Term("stand", TAFEL, _AF),
            Term("uitstroom", TAFEL, _AF, tijd=_TOT_NU),
        ),
        frozenset({TOTAAL}),
    ),
    # Nothing is decided on what was not asked, and no casus has a first plan or a first action twice.
    Verband((Term("aanmeldingen", BIJ_TAFEL, tijd=_TOT_NU), Term("tafelbesluiten", BIJ_TAFEL, _AF, _TOT_NU))),
    Verband((Term("verzoeken", ORGANISATIESOORT, tijd=_TOT_NU), Term("oordelen", ORGANISATIESOORT, _AF, _TOT_NU))),
    Verband((Term("instroom", WIJK, tijd=_TOT_NU), Term("tijd_tot_plan", WIJK, _AF, _TOT_NU))),
    Verband((Term("instroom", WIJK, tijd=_TOT_NU), Term("tijd_tot_actie", WIJK, _AF, _TOT_NU))),
    # A casus has one score per leefgebied, and a level of help only by what runs at that level.
    Verband(
        (Term("leefgebieden", LEEFGEBIED, _AF), Term("stand", DOELGROEP, vast=(TOTAAL,))),
        frozenset({anders(LEEFGEBIED)}),
        bladeren=True,
    ),
    Verband(
        (Term("stand", NIVEAU, _AF), Term("inzet_loopt", INTERVENTIE, binnen=True)),
        frozenset({TOTAAL, anders(NIVEAU)}),
    ),
    Verband(
        (
            Term("inzet_loopt", INTERVENTIE, vast=(TOTAAL,)),
            Term("stand", NIVEAU, vast=(GEEN_NIVEAU,)),
            Term("stand", NIVEAU, _AF, vast=(TOTAAL,)),
        )
    ),
)
"""What a reader can compare between measures."""

PER_SLEUTEL: dict[str, Meting] = {meting.sleutel: meting for meting in METINGEN}
"""The measures by key."""
