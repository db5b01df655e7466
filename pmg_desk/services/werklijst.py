"""The work list: everything that asks the attention of who works here, and putting one thing off until a day.

Putting off is for oneself only, for at most as many days as the profile says. What is late stays in sight all the
same, with the words that it was put off: a reminder may rest, a deadline may not disappear.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import (
    werk_achteraf,
    werk_audit,
    werk_besluiten,
    werk_bewaren,
    werk_bundels,
    werk_casus,
    werk_delen,
    werk_groepen,
    werk_informeren,
    werk_kaders,
    werk_rechten,
    werk_tafels,
)
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.werk import WOORDEN, Bereik, Werkbron, Werkitem, Werksoort
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import casussen as casusrijen
from pmg_desk.storage import werk as opslag
from pmg_desk.storage.models import Uitstel

__all__ = ["BRONNEN", "Werkitem", "Werklijst", "Werksoort"]

VOORUIT = 92
"""Days ahead that the list and the calendar show."""
HOEVEEL = 500
"""Items of a source at most; the list says when there are more."""

BRONNEN: tuple[Werkbron, ...] = (
    Werkbron(Werksoort.ACTIE, Recht.CASUS_LEZEN, werk_casus.acties_te_laat),
    Werkbron(Werksoort.ACTIE, Recht.CASUS_LEZEN, werk_casus.acties),
    Werkbron(Werksoort.VERZOEK, Recht.DELING_VRAGEN, werk_delen.wacht_op_mij),
    Werkbron(Werksoort.VERZOEK, Recht.DELING_BESLISSEN, werk_delen.wacht_op_mij),
    Werkbron(Werksoort.DATALEK, Recht.DATALEK_BEHEREN, werk_achteraf.datalekken),
    Werkbron(Werksoort.SPOED, Recht.NOODTOEGANG_BEOORDELEN, werk_achteraf.spoed),
    Werkbron(Werksoort.NOODTOEGANG, Recht.NOODTOEGANG_BEOORDELEN, werk_achteraf.noodtoegang),
    Werkbron(Werksoort.AKKOORD, Recht.DELING_VRAGEN, werk_delen.akkoorden),
    Werkbron(Werksoort.AKKOORD, Recht.DELING_BESLISSEN, werk_delen.akkoorden),
    Werkbron(Werksoort.KADER, Recht.DELING_BESLISSEN, werk_kaders.kaders),
    Werkbron(Werksoort.KADER, Recht.DELING_VRAGEN, werk_kaders.kaders),
    Werkbron(Werksoort.INFORMEREN, Recht.CASUS_SCHRIJVEN, werk_informeren.informeren),
    Werkbron(Werksoort.RECHTEN, Recht.CASUS_SCHRIJVEN, werk_rechten.verzoeken),
    Werkbron(Werksoort.RECHTEN, Recht.CASUS_LEZEN_VOOR_OORDEEL, werk_rechten.verzoeken),
    Werkbron(Werksoort.AFSCHERMING, Recht.CASUS_LEZEN_VOOR_OORDEEL, werk_rechten.afschermingen),
    Werkbron(Werksoort.EVALUATIE, Recht.CASUS_SCHRIJVEN, werk_casus.evaluaties),
    Werkbron(Werksoort.ZONDER_PLAN, Recht.CASUS_SCHRIJVEN, werk_casus.zonder_plan),
    Werkbron(Werksoort.OVERLEG, Recht.OVERLEG_SCHRIJVEN, werk_casus.overleggen),
    Werkbron(Werksoort.SIGNAAL, Recht.CASUS_SCHRIJVEN, werk_tafels.signalen),
    Werkbron(Werksoort.AANMELDING, Recht.CASUS_SCHRIJVEN, werk_tafels.aanmeldingen),
    Werkbron(Werksoort.DOORGELEIDING, Recht.CASUS_SCHRIJVEN, werk_tafels.doorgeleidingen),
    Werkbron(Werksoort.GROEP, Recht.CASUS_SCHRIJVEN, werk_groepen.groepswerk),
    Werkbron(Werksoort.BUDGET, Recht.CASUS_SCHRIJVEN, werk_besluiten.budgetaanvragen),
    Werkbron(Werksoort.ANTWOORD, Recht.CASUS_SCHRIJVEN, werk_besluiten.antwoorden),
    Werkbron(Werksoort.BUDGETBESLUIT, Recht.CASUS_SCHRIJVEN, werk_besluiten.budgetbesluiten),
    Werkbron(Werksoort.GEEN_CONTACT, Recht.CASUS_SCHRIJVEN, werk_casus.geen_contact),
    Werkbron(Werksoort.LEEFTIJD, Recht.CASUS_SCHRIJVEN, werk_casus.leeftijdsgrenzen),
    Werkbron(Werksoort.OVERGENOMEN, Recht.CASUS_SCHRIJVEN, werk_casus.overgenomen),
    Werkbron(Werksoort.VERZOEK_OPEN, Recht.DELING_VRAGEN, werk_delen.wacht_op_ander),
    Werkbron(Werksoort.VERZOEK_OPEN, Recht.DELING_BESLISSEN, werk_delen.wacht_op_ander),
    Werkbron(Werksoort.BEWAREN, Recht.BEWAREN_LEZEN, werk_bewaren.te_beoordelen),
    Werkbron(Werksoort.VERNIETIGING, Recht.VERNIETIGEN_BEVESTIGEN, werk_bewaren.tweede_persoon),
    Werkbron(Werksoort.PAPIER, Recht.DATALEK_BEHEREN, werk_bundels.kwijt),
    Werkbron(Werksoort.PAPIER, Recht.OVERLEG_SCHRIJVEN, werk_bundels.niet_terug),
    Werkbron(Werksoort.STEEKPROEF, Recht.AUDITEREN, werk_audit.steekproeven),
)
"""What the list is made of, in this order. A new kind of work is one line here."""


@dataclass(frozen=True, slots=True)
class Werklijst:
    """All items, the most pressing first: those put off as well, with ``uitgesteld_tot``.

    ``soorten``: the kinds this user can have; ``tafels``: key and label of tables in the items. ``vol``: kinds of which
    there is more than is given. ``langst``: the last day until which something can be put off.
    """

    items: tuple[Werkitem, ...]
    soorten: tuple[Werksoort, ...]
    tafels: tuple[tuple[str, str], ...]
    vol: frozenset[Werksoort]
    vandaag: date
    langst: date
    contact_dagen: int

    def te_doen(self) -> tuple[Werkitem, ...]:
        """What is in sight: not put off, or late."""
        return tuple(item for item in self.items if in_zicht(item, self.vandaag))

    def uitgesteld(self) -> tuple[Werkitem, ...]:
        """What was put off, also what is late."""
        return tuple(item for item in self.items if item.uitgesteld_tot is not None)


def tel(soort: Werksoort, aantal: int) -> str:
    """``1 actie``, ``12 acties``."""
    _, een, meer = WOORDEN[soort]
    return f"{aantal} {een if aantal == 1 else meer}"


def in_zicht(item: Werkitem, vandaag: date) -> bool:
    """Whether an item asks attention now: putting off never hides what is late."""
    return item.uitgesteld_tot is None or item.te_laat(vandaag)


def show_werklijst(werkplek: Werkplek) -> Werklijst:
    """The work of who works here. Opens no dossier, so writes no Logregel."""
    with werkplek.doe() as t:
        return lees(t)


def lees(t: Transactie) -> Werklijst:
    """The same inside a transaction."""
    bereik = Bereik(t.vandaag + timedelta(days=VOORUIT), HOEVEEL + 1)
    uitgesteld = _uitgesteld(t)
    items: list[Werkitem] = []
    vol: set[Werksoort] = set()
    bronnen = [bron for bron in BRONNEN if t.gebruiker.mag(bron.recht)]
    for bron in bronnen:
        gevonden = list(bron.lees(t, bereik))
        if len(gevonden) > HOEVEEL:
            vol.add(bron.soort)
        items += gevonden[:HOEVEEL]
    metuitstel = [replace(item, uitgesteld_tot=uitgesteld.get(item.sleutel)) for item in items]
    tafels = _tafels(t, metuitstel)
    return Werklijst(
        tuple(sorted((_aan_tafel(item, tafels) for item in metuitstel), key=lambda item: _druk(item, t.vandaag))),
        tuple(dict.fromkeys(bron.soort for bron in bronnen)),
        tuple(sorted({(tafel, tafel_label(t.profiel, tafel)) for deel in tafels.values() for tafel in deel})),
        frozenset(vol),
        t.vandaag,
        t.vandaag + timedelta(days=t.profiel.instellingen.uitstel_max_dagen.waarde),
        t.profiel.instellingen.zonder_contact_dagen.waarde,
    )


def _druk(item: Werkitem, vandaag: date) -> tuple[bool, bool, date, str, str]:
    """Late first, then by day; what was put off after the rest of it."""
    return not item.te_laat(vandaag), item.uitgesteld_tot is not None, item.dag, item.kop, item.sleutel


def _tafels(t: Transactie, items: Iterable[Werkitem]) -> dict[str, tuple[str, ...]]:
    """At which tables each item is: of itself, or those of its casus when who looks may read it."""
    ids = (
        {item.casus_id for item in items if item.casus_id is not None} if t.gebruiker.mag(Recht.CASUS_LEZEN) else set()
    )
    van_casus = casusrijen.tafels_van(t.db, ids, t.vandaag)
    return {
        item.sleutel: item.tafels or (van_casus.get(item.casus_id, ()) if item.casus_id is not None else ())
        for item in items
    }


def _aan_tafel(item: Werkitem, tafels: dict[str, tuple[str, ...]]) -> Werkitem:
    return replace(item, tafels=tafels[item.sleutel])


def _uitgesteld(t: Transactie) -> dict[str, date]:
    """What is put off beyond today, by the key of the item."""
    langst = timedelta(days=t.profiel.instellingen.uitstel_max_dagen.waarde + 1)
    rijen = opslag.uitstel(t.db, t.gebruiker.id, t.nu - langst)
    return {werk: tot for werk, tot in rijen.items() if tot > t.vandaag}


def snooze(werkplek: Werkplek, sleutel: str, tot: str | date | None) -> date:
    """Put an item off until a day: then it comes back. For the user only; returns the day.

    Raises OngeldigeInvoer (``tot``: after today, at most as far as the profile says), and NietGevonden when the item is
    not on the user's list any more.
    """
    with werkplek.doe() as t:
        item = _vind(t, sleutel)
        veld = Veldcontrole()
        langst = t.profiel.instellingen.uitstel_max_dagen.waarde
        dag = veld.datum(
            "tot",
            tot,
            t.vandaag,
            verplicht=True,
            niet_voor=(t.vandaag + timedelta(days=1), "morgen"),
            niet_na=(t.vandaag + timedelta(days=langst), f"{langst} dagen na vandaag"),
        )
        veld.klaar()
        assert dag is not None
        _bewaar(t, item, dag)
        t.log("werk.uitstellen", "werk", item.id, casus_id=item.casus_id, verwerking=item.soort.value)
        return dag


def unsnooze(werkplek: Werkplek, sleutel: str) -> None:
    """Have an item back now. Raises NietGevonden when it was not put off."""
    with werkplek.doe() as t:
        item = _vind(t, sleutel)
        if item.uitgesteld_tot is None:
            raise NietGevonden
        _bewaar(t, item, t.vandaag)
        t.log("werk.terughalen", "werk", item.id, casus_id=item.casus_id, verwerking=item.soort.value)


def _vind(t: Transactie, sleutel: str) -> Werkitem:
    item = next((item for item in lees(t).items if item.sleutel == sleutel), None)
    if item is None:
        raise NietGevonden
    return item


def _bewaar(t: Transactie, item: Werkitem, tot: date) -> None:
    t.db.add(
        Uitstel(id=t.nieuw_id(), casus_id=item.casus_id, werk=item.sleutel, tot=tot, door_id=t.gebruiker.id, op=t.nu)
    )
    t.gewijzigd("werk", item.id)
