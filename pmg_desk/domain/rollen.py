"""Who may do what: the table of roles and rights (``domain.md``: "People who use it", "Who sees what").

A right says *what kind of thing* someone may do; *which* casus, request or table is decided per item by the
services. No right gives a privacy officer a way to decide on an own request: that is judged per request, whatever the
role. On one vault file this table is procedural: it prevents mistakes, not a determined owner of the machine
(``security.md``).
"""

from __future__ import annotations

from enum import StrEnum


class Rol(StrEnum):
    """The role a user logs in with; exactly one per user."""

    CASUSREGISSEUR = "casusregisseur"
    PRIVACY_OFFICER = "privacy_officer"
    BEHEERDER = "beheerder"
    MEELEZER = "meelezer"

    @property
    def label(self) -> str:
        """The role as users name it."""
        return self.value.replace("_", " ")


class Kluissoort(StrEnum):
    """What a vault is for. The value is stored; a vault without one is of the first kind."""

    TEAM = "team"  # casussen, worked on by casusregisseurs
    TOEZICHT = "toezicht"  # the own installation of a privacy officer: judges and audits other vaults, holds no casus


class Recht(StrEnum):
    """One kind of thing a user may do."""

    CASUS_LEZEN = "casus_lezen"  # content of own cases, those of own tables, or what is assigned
    CASUS_SCHRIJVEN = "casus_schrijven"  # register, classify, state, plan, close
    CASUS_LEZEN_VOOR_OORDEEL = "casus_lezen_voor_oordeel"  # only what one request or one audit needs
    NOODTOEGANG = "noodtoegang"  # outside one's cases, with a reason, queued for the privacy officer
    NOODTOEGANG_BEOORDELEN = "noodtoegang_beoordelen"
    ZOEKEN = "zoeken"
    IMPORTEREN = "importeren"
    OVERLEG_SCHRIJVEN = "overleg_schrijven"
    ADRESBOEK_LEZEN = "adresboek_lezen"
    ADRESBOEK_SCHRIJVEN = "adresboek_schrijven"
    TOOLBOX_LEZEN = "toolbox_lezen"
    DELING_VRAGEN = "deling_vragen"
    DELING_BESLISSEN = "deling_beslissen"  # never on an own request: the services see to that
    DELING_INTREKKEN = "deling_intrekken"
    SAMENVATTING_MAKEN = "samenvatting_maken"
    VERSTREKKING_VASTLEGGEN = "verstrekking_vastleggen"
    VERSTREKKINGEN_LEZEN = "verstrekkingen_lezen"  # the casusregisseur: of own cases
    LOGBOEK_LEZEN = "logboek_lezen"
    LOGBOEK_CONTROLEREN = "logboek_controleren"  # verify the chain; shows no line
    LOGBOEK_EXPORTEREN = "logboek_exporteren"
    GEBRUIKERS_BEHEREN = "gebruikers_beheren"
    PROFIEL_BEHEREN = "profiel_beheren"
    KLUIS_BEHEREN = "kluis_beheren"  # vault settings, backup, retention terms
    BEWAREN_LEZEN = "bewaren_lezen"  # which casussen are due; names only to who may see the casus
    BEWAREN_VERLENGEN = "bewaren_verlengen"  # keep an own casus longer, with a reason
    VERNIETIGEN_VOORSTELLEN = "vernietigen_voorstellen"  # the casusregisseur: of own cases
    VERNIETIGEN_BEVESTIGEN = "vernietigen_bevestigen"  # never an own proposal: the services see to that
    DATALEK_BEHEREN = "datalek_beheren"  # the register of data breaches (AVG 33, lid 5)
    REGISTERS = "registers"  # processing register, DPIA annex, bottlenecks, yearly figures
    AUDITEREN = "auditeren"  # the sharing log as a whole, the sample of every month, patterns worth a look
    BEELD_LEZEN = "beeld_lezen"  # settled numbers about everybody, never about somebody
    BEELD_VASTSTELLEN = "beeld_vaststellen"  # count, protect and settle a quarter; export it
    PROGRAMMA_BIJHOUDEN = "programma_bijhouden"  # how its efforts go, what partners read in numbers
    TOEZICHT_HOUDEN = "toezicht_houden"  # judge and audit other vaults, from an installation of one's own


_ALGEMEEN = frozenset({Recht.ADRESBOEK_LEZEN, Recht.TOOLBOX_LEZEN, Recht.LOGBOEK_CONTROLEREN, Recht.BEELD_LEZEN})

RECHTEN: dict[Rol, frozenset[Recht]] = {
    Rol.CASUSREGISSEUR: _ALGEMEEN
    | {
        Recht.CASUS_LEZEN,
        Recht.CASUS_SCHRIJVEN,
        Recht.NOODTOEGANG,
        Recht.ZOEKEN,
        Recht.IMPORTEREN,
        Recht.OVERLEG_SCHRIJVEN,
        Recht.ADRESBOEK_SCHRIJVEN,
        Recht.DELING_VRAGEN,
        Recht.SAMENVATTING_MAKEN,
        Recht.VERSTREKKING_VASTLEGGEN,
        Recht.VERSTREKKINGEN_LEZEN,
        Recht.BEWAREN_LEZEN,
        Recht.BEWAREN_VERLENGEN,
        Recht.VERNIETIGEN_VOORSTELLEN,
        Recht.BEELD_VASTSTELLEN,
        Recht.PROGRAMMA_BIJHOUDEN,
    },
    Rol.PRIVACY_OFFICER: _ALGEMEEN
    | {
        Recht.CASUS_LEZEN_VOOR_OORDEEL,
        Recht.NOODTOEGANG_BEOORDELEN,
        Recht.ZOEKEN,
        Recht.DELING_BESLISSEN,
        Recht.DELING_INTREKKEN,
        Recht.VERSTREKKINGEN_LEZEN,
        Recht.LOGBOEK_LEZEN,
        Recht.LOGBOEK_EXPORTEREN,
        Recht.BEWAREN_LEZEN,
        Recht.VERNIETIGEN_BEVESTIGEN,
        Recht.DATALEK_BEHEREN,
        Recht.REGISTERS,
        Recht.AUDITEREN,
        Recht.BEELD_VASTSTELLEN,
    },
    # The beheerder reads no case content by virtue of the role: no reading, searching, importing or emergency access.
    # Log lines hold no content (``domain.md``), so those may be read.
    Rol.BEHEERDER: _ALGEMEEN
    | {
        Recht.ADRESBOEK_SCHRIJVEN,
        Recht.LOGBOEK_LEZEN,
        Recht.GEBRUIKERS_BEHEREN,
        Recht.PROFIEL_BEHEREN,
        Recht.KLUIS_BEHEREN,
        Recht.BEWAREN_LEZEN,
        Recht.VERNIETIGEN_VOORSTELLEN,
        Recht.VERNIETIGEN_BEVESTIGEN,
        Recht.PROGRAMMA_BIJHOUDEN,
    },
    Rol.MEELEZER: _ALGEMEEN | {Recht.CASUS_LEZEN, Recht.NOODTOEGANG, Recht.ZOEKEN},
}


RECHTEN_TOEZICHT: dict[Rol, frozenset[Recht]] = {
    # The officer works alone there, so also looks after the vault itself. There is no casus to read, ask or share.
    Rol.PRIVACY_OFFICER: frozenset(
        {
            Recht.TOEZICHT_HOUDEN,
            Recht.AUDITEREN,
            Recht.DATALEK_BEHEREN,
            Recht.REGISTERS,
            Recht.LOGBOEK_LEZEN,
            Recht.LOGBOEK_CONTROLEREN,
            Recht.LOGBOEK_EXPORTEREN,
            Recht.GEBRUIKERS_BEHEREN,
            Recht.PROFIEL_BEHEREN,
            Recht.KLUIS_BEHEREN,
        }
    ),
    Rol.CASUSREGISSEUR: frozenset(),
    Rol.BEHEERDER: frozenset(),
    Rol.MEELEZER: frozenset(),
}


def mag(rol: Rol, recht: Recht, soort: Kluissoort = Kluissoort.TEAM) -> bool:
    """Whether this role has this right at all in such a vault; which items it reaches is decided per item."""
    return recht in (RECHTEN_TOEZICHT if soort is Kluissoort.TOEZICHT else RECHTEN)[rol]


def rollen_in(soort: Kluissoort) -> tuple[Rol, ...]:
    """The roles that somebody can be invited to in such a vault."""
    return (Rol.PRIVACY_OFFICER,) if soort is Kluissoort.TOEZICHT else tuple(Rol)
