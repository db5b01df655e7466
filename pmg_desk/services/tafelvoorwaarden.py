"""The conditions of a table (``Tafel.voorwaarden``): which are not met, and accepting although they are not.

The program never decides: a table may accept against its own conditions, and then says why, beside its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.doorgeleiding import lees_criteria
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage.models import Aanmelding, Doorgeleiding

_ANTWOORD = {"ja": "ja", "nee": "nee", "onbekend": "weet ik niet", "nvt": "niet van toepassing"}


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """A condition that is not met: the question, and the answer in words."""

    vraag: str
    antwoord: str


def niet_voldaan(t: Transactie, rij: Aanmelding) -> tuple[Voorwaarde, ...]:
    """The conditions of the table that were not answered with yes, in the triage or else when it was passed on."""
    tafel = t.profiel.tafels.get(rij.tafel)
    if tafel is None:
        return ()
    antwoorden: dict[str, str] = {}
    if rij.doorgeleiding_id is not None:
        criteria = lees_criteria(t.haal(Doorgeleiding, rij.doorgeleiding_id).criteria)
        antwoorden = {deel.vraag: deel.antwoord.value for deel in criteria}
    antwoorden |= {deel.vraag: deel.antwoord.value for deel in opslag.antwoorden(t.db, rij.id)}
    return niet_beantwoord_met_ja(tafel.voorwaarden, antwoorden)


def niet_beantwoord_met_ja(voorwaarden: Sequence[str], antwoorden: Mapping[str, str]) -> tuple[Voorwaarde, ...]:
    """Which of these are not met by answers (``ja``, ``nee``, ``onbekend``, ``nvt``), also of a form being typed."""
    return tuple(
        Voorwaarde(vraag, _ANTWOORD.get(antwoorden.get(vraag, ""), "geen antwoord"))
        for vraag in voorwaarden
        if antwoorden.get(vraag) != "ja"
    )


def met_ondanks(waarom: UitspraakInvoer, niet: Sequence[Voorwaarde], ondanks: str) -> UitspraakInvoer:
    """The reason with, for a table that accepts against a condition, which one and why; that is asked only then.

    Raises OngeldigeInvoer beside the field ``ondanks``.
    """
    if not niet:
        return waarom
    veld = Veldcontrole()
    uitleg = veld.tekst("ondanks", ondanks, maximum=MAX_TEKST, lang=True)
    veld.eis(bool(uitleg), "ondanks", "Aan een voorwaarde van de tafel is niet voldaan. Schrijf waarom het toch kan.")
    welke = "".join(f"\n- {deel.vraag} Antwoord: {deel.antwoord}." for deel in niet)
    tekst = f"{waarom.tekst}\n\nAangenomen terwijl niet aan de voorwaarden is voldaan:{welke}\nWaarom toch: {uitleg}"
    veld.eis(len(tekst) <= MAX_TEKST, "ondanks", "Samen met de reden is dit te lang. Maak een van beide korter.")
    veld.klaar()
    return replace(waarom, tekst=tekst)
