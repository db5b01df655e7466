"""The words of the letter that informs: short sentences for youth and parents (B1), and what a hard word means.

``tests/services/test_leesbaarheid.py`` measures them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.model import NIET_IN_BRON
from pmg_desk.domain.profiel.sectie import label_van, ooit
from pmg_desk.reports.brief import Briefdeel


@dataclass(slots=True)
class Ontvangerdeel:
    """What one recipient may have and had, as keys of the profile."""

    categorieen: set[str]
    doelen: set[str]
    gronden: set[str]
    tot: date | None
    gehad: set[date]


_WAT = {
    (True, False): "Dit mogen wij delen",
    (True, True): "Dit mogen wij delen, of hebben wij gedeeld",
    (False, True): "Dit hebben wij gedeeld",
}
"""By whether something may be shared now, and whether something was."""

HARDE_WOORDEN = {
    woord: (re.compile(vorm), uitleg)
    for woord, vorm, uitleg in (
        ("Algemeen belang", r"(?i:algemeen belang)", "wat goed is voor iedereen"),
        ("Antecedent", r"(?i:antecedent)", "een keer dat iemand met politie of rechter te maken kreeg"),
        ("AVG", r"\bAVG\b", "de wet over privacy die in heel Europa geldt"),
        ("Beroepsgeheim", r"(?i:beroepsgeheim)", "een hulpverlener mag niet zomaar doorvertellen wat die hoort"),
        ("Bezwaar maken", r"(?i:bezwaar)", "zeggen dat het moet stoppen, en waarom"),
        ("Bijzondere persoonsgegevens", r"(?i:bijzondere persoonsgegevens)", "gegevens die extra geheim zijn"),
        ("Detentie", r"(?i:detentie)", "vastzitten in een gevangenis"),
        ("Diagnose", r"(?i:diagnose)", "wat een dokter zegt dat er aan de hand is"),
        ("Doelgroep", r"(?i:doelgroep)", "een groep jongeren die op elkaar lijken"),
        ("Evalueren", r"(?i:evalu)", "kijken of het goed gaat"),
        ("Geheimhouding", r"(?i:geheimhouding)", "wie het krijgt, mag het niet doorvertellen"),
        ("Gezag", r"(?i:\bouders?\b[^;.]*\bgezag\b)", "wie over een kind mag beslissen, zoals een ouder of voogd"),
        ("Justitie", r"(?i:\bjusti)", "wie over straf gaat, zoals de rechter"),
        ("Leefgebied", r"(?i:leefgebied)", "een deel van het leven, zoals school of geld"),
        ("OM", r"\bOM\b", "Openbaar Ministerie; zij bepalen wie voor de rechter moet komen"),
        ("Openbare orde", r"(?i:openbare orde)", "dat het rustig en veilig is op straat"),
        ("Opschalen", r"(?i:opschalen)", "hulp vragen aan een overleg dat meer kan"),
        ("Perspectief", r"(?i:perspectief)", "een goede kans voor later"),
        ("Reclassering", r"(?i:reclassering)", "helpt mensen die straf kregen, en let op hen"),
        ("Samenwerkingsverband", r"(?i:samenwerkingsverband)", "een groep organisaties die samenwerkt"),
        ("Signaal", r"(?i:signa)", "iets wat iemand zag of hoorde"),
        ("Strafrechtelijk", r"(?i:strafrecht|strafvorder)", "over wat iemand deed wat niet mag van de wet"),
        ("UAVG", r"\bUAVG\b", "een Nederlandse wet over privacy"),
        ("Verdenking", r"(?i:verdenking)", "de politie denkt dat iemand iets deed, maar dat is nog niet zeker"),
        ("Vitaal belang", r"(?i:vitaal belang)", "er is gevaar voor iemand"),
        ("WGS", r"\bWGS\b", "een wet over organisaties die samen gegevens gebruiken"),
        ("Zorg- en Veiligheidshuis", r"Zorg- en Veiligheidshuis", "hier werken zorg en politie samen"),
    )
}
"""What stands in the letter and not everybody knows: where it is found in a text, and what it means."""


def stel_delen(
    profiel: Profiel, ontvangers: Mapping[str, Ontvangerdeel], contact: str, kind: str
) -> tuple[Briefdeel, ...]:
    """The letter. ``kind``: how the youth is called in one to the parents; empty in one to the youth."""
    delen = (*_met_wie(profiel, ontvangers, kind), _rechten(kind))
    woorden = _woorden(tekst for deel in delen for tekst in (*deel.alineas, *deel.punten))
    uitleg = (Briefdeel("Wat betekenen deze woorden?", punten=woorden),) if woorden else ()
    return (*delen, *uitleg, Briefdeel("Vragen?", (f"Neem contact op met {contact}. Wij leggen het graag uit.",)))


def _met_wie(profiel: Profiel, ontvangers: Mapping[str, Ontvangerdeel], kind: str) -> Iterable[Briefdeel]:
    """To whom, what and why."""
    over = kind or "jou"
    yield Briefdeel(
        alineas=(
            (
                f"De gemeente werkt samen met andere organisaties. Zo helpen wij {over} en voorkomen wij problemen."
                f" Daarvoor delen wij soms gegevens over {over}. In deze brief staat met wie, wat en waarom."
            ),
        )
    )
    if not ontvangers:
        yield Briefdeel("Met wie delen wij?", ("Wij delen nu nog geen gegevens met andere organisaties.",))
    else:
        yield Briefdeel(
            "Met wie delen wij, wat en waarom?", ("Alleen mensen met de functie die hier staat, krijgen de gegevens.",)
        )
        for naam, deel in ontvangers.items():
            yield from _over_ontvanger(profiel, naam, deel)


def _rechten(kind: str) -> Briefdeel:
    uw, u, t = ("uw", "u", "t") if kind else ("jouw", "je", "")
    return Briefdeel(
        f"Wat zijn {uw} rechten?",
        punten=(
            f"{u.capitalize()} mag vragen welke gegevens wij hebben. Dan krijg{t} {u} een kopie.",
            f"Klopt er iets niet? Dan mag {u} vragen om het te verbeteren. Wij kunnen erbij zetten wat {u} vindt.",
            f"{u.capitalize()} mag vragen om gegevens te wissen of om ze even niet te gebruiken.",
            f"{u.capitalize()} mag bezwaar maken tegen het delen. Zeg dan waarom.",
            f"Wij geven antwoord binnen een maand. Dat kost {u} niets.",
            (
                f"Vind{t} {u} dat wij het niet goed doen? Dan mag {u} een klacht sturen naar de Autoriteit"
                " Persoonsgegevens. Die let erop dat iedereen netjes met gegevens omgaat. Kijk op"
                " www.autoriteitpersoonsgegevens.nl."
            ),
        ),
    )


def _over_ontvanger(profiel: Profiel, naam: str, deel: Ontvangerdeel) -> Iterable[Briefdeel]:
    vroeger = sorted(deel.categorieen - set(profiel.datacategorieen))
    nu = [sleutel for sleutel in profiel.datacategorieen if sleutel in deel.categorieen]
    soorten = [_soort(profiel, sleutel) for sleutel in nu] + [label_van(profiel.datacategorieen, v) for v in vroeger]
    yield Briefdeel(naam, (f"{_WAT[deel.tot is not None or not deel.gehad, bool(deel.gehad)]}:",), tuple(soorten))
    if deel.doelen:
        doelen = sorted(label_van(profiel.doeleinden, doel) for doel in deel.doelen)
        yield Briefdeel(alineas=("Dit is de reden:",), punten=tuple(doelen))
    if deel.gronden:
        gronden = sorted(_grond(profiel, grond) for grond in deel.gronden)
        yield Briefdeel(alineas=("Dat mag van de wet:",), punten=tuple(gronden))
    slot = []
    if deel.tot is not None:
        slot.append(f"Dit mag tot en met {toon_datum(deel.tot)}.")
    if deel.gehad:
        slot.append(f"Gedeeld op: {', '.join(toon_datum(dag) for dag in sorted(deel.gehad))}.")
    yield Briefdeel(alineas=tuple(slot))


def _soort(profiel: Profiel, sleutel: str) -> str:
    """The kind of data with what it is, in the first sentence of what the profile says of it."""
    soort = profiel.datacategorieen[sleutel]
    uitleg = soort.uitleg.partition(".")[0].strip()
    return f"{soort.label} ({uitleg[0].lower()}{uitleg[1:]})" if uitleg else soort.label


def _grond(profiel: Profiel, sleutel: str) -> str:
    """What the law calls it, with where it stands; of some laws the profile knows no article."""
    grond = ooit(profiel.grondslagen, sleutel)
    if grond is None:
        return sleutel
    if grond.artikel[:1].isdigit():
        return f"{grond.label} ({grond.wet}, artikel {grond.artikel})"
    return f"{grond.label} ({grond.wet if grond.artikel == NIET_IN_BRON else grond.artikel})"


def _woorden(teksten: Iterable[str]) -> tuple[str, ...]:
    """Of the words that are hard, those that stand here, with what they mean."""
    alles = " ".join(teksten)
    return tuple(f"{woord}: {uitleg}." for woord, (vorm, uitleg) in HARDE_WOORDEN.items() if vorm.search(alles))
