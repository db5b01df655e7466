"""Input for casussen in tests, with what could leak in it: a name, an address, a school, a text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pmg_desk.domain import logboek
from pmg_desk.domain.logboek import Logregel
from pmg_desk.services.casussen import NieuweCasus, open_casus
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import logregels

ADRES = Adres("Melis Stokelaan", "12 A", "2541 GH", "Den Haag", "Morgenstond", "Morgenstond-Oost")


def jongere(**anders: Any) -> JongereInvoer:
    """A jongere with every field that could leak; override what the test is about."""
    velden: dict[str, Any] = {
        "voornamen": "Zoë",
        "geslachtsnaam": "Łukasz",
        "geboortedatum": "2014",
        "adres": ADRES,
        "school": "Praktijkschool De Vlier",
        "telefoon": "06 12345678",
    }
    return JongereInvoer(**{**velden, **anders})


def nieuwe(tafel: str = "pga_lokaal", *, regisseur_id: UUID | None = None, **anders: Any) -> NieuweCasus:
    """A new casus at one table; keyword arguments are fields of the jongere."""
    return NieuweCasus(
        jongere=jongere(**anders),
        tafels=(tafel,),
        aangemeld_door="Politie",
        aanleiding=UitspraakInvoer("Drie keer gezien bij het winkelcentrum."),
        regisseur_id=regisseur_id,
    )


def maak(werkplek: Werkplek, tafel: str = "pga_lokaal", **anders: Any) -> UUID:
    """Open such a casus."""
    return open_casus(werkplek, nieuwe(tafel, **anders))


def regels(werkplek: Werkplek, actie: str = "") -> list[Logregel]:
    """The log lines so far, oldest first; of one ``actie`` when given."""
    with werkplek.doe() as t:
        alle = [logboek.lees_blad(bewaard.blad) for bewaard in logregels.bewaarde_regels(t.db)]
    return [regel for regel in alle if not actie or regel.actie == actie]


def bladen(werkplek: Werkplek) -> str:
    """Everything the log holds that is not erasable, as text: no name of a youth may be in it."""
    with werkplek.doe() as t:
        return "\n".join(bewaard.blad for bewaard in logregels.bewaarde_regels(t.db))
