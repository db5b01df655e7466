"""Work of the tables one belongs to: open signals, aanmeldingen to judge, what was passed on and not answered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from uuid import NAMESPACE_OID, uuid5

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.stukken_route import naar_wie
from pmg_desk.services.tafelrecht import tafels_met_waarneming
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, dagen, jongere_kop, lees_vooruit, naar_dossier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import aanmeldingen as aanmeldrijen
from pmg_desk.storage import meldpunt as meldpuntrijen
from pmg_desk.storage import routes as routerijen
from pmg_desk.storage.meldpunt import Signaalfilter, Sortering
from pmg_desk.storage.models import Urgentie
from pmg_desk.storage.zichtbaar import tafels_van


def signalen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """One item for the meldpunt of each own table that has open signals: how many, and how old the first is."""
    for tafel in tafels_van(t.db, t.gebruiker.id, t.vandaag)[: bereik.hoeveel]:
        smal = Signaalfilter(tafel=tafel)
        aantal = meldpuntrijen.tel(t.db, [tafel], smal)
        if not aantal:
            continue
        (oudste,) = meldpuntrijen.bladzijde(
            t.db, [tafel], smal, sortering=Sortering.ONTVANGEN, aflopend=False, na=None, hoeveel=1
        )
        oud = (t.vandaag - oudste.ontvangen_op).days
        yield Werkitem(
            Werksoort.SIGNAAL,
            uuid5(NAMESPACE_OID, tafel),  # a table has a key and no id
            tafel_label(t.profiel, tafel),
            "1 open signaal" if aantal == 1 else f"{aantal} open signalen",
            f"het oudste is van {toon_datum(oudste.ontvangen_op)}",
            oudste.ontvangen_op,
            "meldpunt",
            (("tab", "signalen"), ("tafel", tafel)),
            oud=oud,
            tafels=(tafel,),
            aantal=aantal,
        )


def aanmeldingen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Aanmeldingen that wait for triage and a decision at the own tables, and those of whom one covers for."""
    tafels = tafels_met_waarneming(t)
    for rij, casus, jongere in aanmeldrijen.lopende(t.db, tafels, t.zichtbaar_per_rij(), bereik.hoeveel):
        oud = (t.vandaag - rij.aangemeld_op).days
        spoed = "met spoed " if rij.urgentie is Urgentie.SPOED else ""
        yield Werkitem(
            Werksoort.AANMELDING,
            rij.id,
            f"{naam_van(jongere).sorteernaam} ({casus.nummer})",
            f"{spoed}aangemeld bij {tafel_label(t.profiel, rij.tafel)}",
            f"wacht {dagen(oud)} op een besluit" if oud else "vandaag aangemeld",
            rij.aangemeld_op,
            "aanmelding",
            (("aanmelding_id", rij.id),),
            oud=oud,
            casus_id=casus.id,
            nummer=casus.nummer,
            tafels=(rij.tafel,),
        )


def doorgeleidingen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Own casussen that were passed on and wait for the answer of the other side."""
    rijen = list(islice(routerijen.zonder_antwoord(t.db, t.eigen()), bereik.hoeveel))
    lees_vooruit(t, (casus.id for _, casus in rijen))
    for rij, casus in rijen:
        oud = (t.vandaag - rij.gevraagd_op).days
        yield Werkitem(
            Werksoort.DOORGELEIDING,
            rij.id,
            jongere_kop(t, casus),
            f"gevraagd aan {naar_wie(t.profiel, rij)}",
            f"{dagen(oud)} zonder antwoord" if oud else "vandaag gevraagd",
            rij.gevraagd_op,
            "dossier",
            naar_dossier(casus.id, "route"),
            wie=naar_wie(t.profiel, rij),
            oud=oud,
            casus_id=casus.id,
            nummer=casus.nummer,
        )
