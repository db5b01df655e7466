"""Who may read what a group writes: a text about members is content of their casussen, whoever typed it.

Texts of a group stand in no casus, so nothing else withholds them. Those about health, police or family, and those
about others, are for the regisseur of the group and for who may see the casus of everybody who is or was in it.
"""

from __future__ import annotations

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datacategorie import BIJZONDER
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import netwerk as opslag
from pmg_desk.storage.models import Groep

STANDAARD = "gezin"
"""Data category of a text when nobody chose one: withheld rather than leaked."""


def mag_alles_lezen(t: Transactie, groep: Groep) -> bool:
    """Whether this user may read every text of this group, whatever it is about; that they may see it was checked."""
    leidt = opslag.leidt_groep(t.gebruiker.id, t.gebruiker.rol, t.vandaag)
    return opslag.geldt_voor(t.db, groep.id, leidt) or opslag.ziet_iedereen(t.db, groep.id, t.zichtbaar())


def is_gevoelig(categorie: str, *, derden: bool) -> bool:
    """Whether a text is only for who may read everything of the group."""
    return derden or categorie in BIJZONDER


def in_plaats_van(t: Transactie, categorie: str) -> str:
    """What somebody reads who may not read the text."""
    over = categorie_label(t, categorie).lower() if categorie in BIJZONDER else "anderen"
    return f"Er staat een tekst over {over}; die ziet u niet."


def categorie_label(t: Transactie, categorie: str) -> str:
    """The data category in words, also when it left the profile."""
    return label_van(t.profiel.datacategorieen, categorie)


def kies_categorie(t: Transactie, veld: Veldcontrole, sleutel: str, gekozen: str, nu: str = "") -> str:
    """A data category of the profile; one that left it (``nu``) may stay."""
    bekend = tuple(t.profiel.datacategorieen)
    return veld.keuze(sleutel, gekozen or STANDAARD, (*bekend, nu) if nu else bekend)
