"""Rules for a new password, and the one spelling of a password that is fed to the key derivation.

Fifteen characters or more, at least 64 accepted, weak ones refused by an estimator, no rules about capitals or digits
(NIST SP 800-63B; BIO2 leaves the method free). Passwords are normalised to NFC: the same key presses give decomposed
letters on one system and composed ones on another, and both must open the vault. NFC, not NFKC, because it changes
nothing that a reader could tell apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pmg_desk.kluis.fouten import ZwakWachtwoord

KORTSTE = 15
LANGSTE = 1024
LAAGSTE_SCORE = 4
"""zxcvbn's highest: 10^10 guesses or more, each made slow by the key derivation. A 3 still lets "WelkomZomer2026" and
"gemeentedenhaag1" through, because three words in a row always count for 10^8."""

_NEDERLANDS = tuple(
    """wachtwoord welkom geheim toegang inloggen gemeente stad kluis sleutel casus casusregisseur regisseur jongere
    jongeren jeugd veiligheid politie school zorg preventie gezag pmg desk privacy officer beheerder denhaag haag
    zuidwest maastricht nederland holland amsterdam rotterdam utrecht zomer winter herfst lente voorjaar najaar januari
    februari maart april juni juli augustus september oktober november december maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag hallo dag liefde schatje voetbal ajax feyenoord koning koningin oranje""".split()
)
"""Words that every Dutch guesser tries first; the estimator's own lists are English."""


def als_bytes(wachtwoord: str) -> bytes:
    """UTF-8 of the NFC form. Raises ValueError for a lone surrogate, which no keyboard makes."""
    return unicodedata.normalize("NFC", wachtwoord).encode("utf-8")


def controleer_nieuw(wachtwoord: str, eigen_woorden: Iterable[str] = ()) -> None:
    """Raise ZwakWachtwoord, with the rule that it breaks, unless ``wachtwoord`` may be used.

    ``eigen_woorden`` are the vault's and the user's names: what someone who knows them tries first.
    """
    genormaliseerd = unicodedata.normalize("NFC", wachtwoord)
    if any(unicodedata.category(teken) in {"Cc", "Cs"} for teken in genormaliseerd):
        raise ZwakWachtwoord("Het wachtwoord bevat een teken dat u niet kunt typen.", doe="Typ het wachtwoord zelf.")
    if len(genormaliseerd) < KORTSTE:
        raise ZwakWachtwoord(f"Het wachtwoord is te kort: neem {KORTSTE} tekens of meer.")
    if len(genormaliseerd) > LANGSTE:
        raise ZwakWachtwoord(
            f"Het wachtwoord is te lang: neem hoogstens {LANGSTE} tekens.", doe="Neem een korter wachtwoord."
        )
    woorden = {deel.casefold() for woord in eigen_woorden for deel in (woord, *woord.split())}
    if _score(genormaliseerd, [*_NEDERLANDS, *sorted(woorden)]) < LAAGSTE_SCORE:
        raise ZwakWachtwoord


def _score(wachtwoord: str, woorden: list[str]) -> int:
    # Its word lists take a tenth of a second to load, and only a new password needs them.
    from zxcvbn import zxcvbn

    return int(zxcvbn(wachtwoord[:72], user_inputs=list(woorden))["score"])
