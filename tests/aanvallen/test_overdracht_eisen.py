"""Attacks on what a decision asks of a transfer: by a giver whose program does not keep to it, and on its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.delen import (
    BESLUIT_CONTEXT,
    BUNDEL_CONTEXT,
    Eis,
    Weglating,
    lees_besluittekst,
    maak_bundel,
)
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overdracht import Overdrachttekst
from pmg_desk.domain.overdrachtdekking import Tekort
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services import overdragen, overnemen
from pmg_desk.services.overdrachtfouten import AkkoordDraagtNiet, NieuwerPakket
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.storage.models import Besluitbundel, Privacybesluit
from tests.aanvallen.knoeien import zet
from tests.aanvallen.test_overdracht import biedt_niet_aan, daar_niets, stuur, tekst_van, weigert
from tests.domain.overdrachtbouw import rij
from tests.overdrachtvulling import ERBIJ, vul_aan
from tests.overdrachtzaak import ALLES, Overdrachtzaak, maak_zaak
from tests.vulling import WOORDEN, keur_goed, vraag


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Overdrachtzaak]:
    een = maak_zaak(tmp_path)
    yield een
    een.sluit()


@pytest.fixture
def geheel(zaak: Overdrachtzaak) -> Overdrachtzaak:
    """With everything that the second format has a place for."""
    vul_aan(zaak.hier, zaak.dossier)
    zaak.aanbod = replace(zaak.aanbod, besluit_id=keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES)))
    return zaak


def onder(zaak: Overdrachtzaak, echt: Overdrachttekst, **anders: Any) -> Overdrachttekst:
    """The same offer under another decision, truly signed by the privacy officer of the giver."""
    tekst = replace(lees_besluittekst(echt.bewijs.tekst), **anders).tekst()
    hand = onderteken(zaak.hier.privacy.sleutels.ondertekening, BESLUIT_CONTEXT, tekst.encode())
    return replace(echt, bewijs=replace(echt.bewijs, tekst=tekst, handtekening=hand.hex()))


def draagt_niet(zaak: Overdrachtzaak, tekst: Overdrachttekst, tekort: Tekort) -> None:
    assert weigert(zaak, stuur(zaak, tekst.tekst()), AkkoordDraagtNiet).wat == tekort.value


def neemt_aan(zaak: Overdrachtzaak, tekst: Overdrachttekst) -> None:
    """It would be taken over: what was refused before it was refused for that one reason."""
    overnemen.read_overdracht(zaak.daar.regie2, stuur(zaak, tekst.tekst()))


# a giver whose program does not keep to the decision: the receiver's does


def test_een_gever_die_de_eisen_van_het_besluit_negeert(zaak: Overdrachtzaak) -> None:
    echt = tekst_van(zaak, zaak.bied_aan())
    wie = frozenset(Geinformeerde)
    morgen = lokale_dag(echt.aangeboden_op) + timedelta(days=1)
    mondeling = onder(zaak, echt, eisen=(Eis.ALLEEN_MONDELING,))
    draagt_niet(zaak, mondeling, Tekort.ALLEEN_MONDELING)
    draagt_niet(zaak, replace(mondeling, geinformeerd=wie), Tekort.ALLEEN_MONDELING)
    draagt_niet(zaak, onder(zaak, echt, niet_voor=morgen), Tekort.NIET_GELDIG)
    for eis, tekort in ((Eis.JONGERE_GEINFORMEERD, Tekort.JONGERE), (Eis.OUDERS_GEINFORMEERD, Tekort.OUDERS)):
        gevraagd = onder(zaak, echt, eisen=(eis,))
        draagt_niet(zaak, gevraagd, tekort)
        neemt_aan(zaak, replace(gevraagd, geinformeerd=wie))
    neemt_aan(zaak, onder(zaak, echt, niet_voor=morgen - timedelta(days=1)))


def test_een_gever_die_meestuurt_wat_de_privacy_officer_wegliet(geheel: Overdrachtzaak) -> None:
    echt = tekst_van(geheel, geheel.bied_aan())
    (reactie,) = echt.van_soort(Rijsoort.REACTIE)
    over = str(reactie.waarden["over"])
    score, inzet = echt.van_soort(Rijsoort.SCORE)[0], echt.van_soort(Rijsoort.INZET)[0]
    for weg in (
        Weglating(f"score:{score.id}+{score.waarden['uitspraak']}"),
        Weglating(f"inzet:{inzet.id}", "Door"),
        Weglating(f"uitspraak:{over}"),
    ):
        draagt_niet(geheel, onder(geheel, echt, weglaten=(weg,)), Tekort.WEGGELATEN)
    zonder = replace(echt, rijen=tuple(deel for deel in echt.rijen if deel is not reactie))
    weg = Weglating(f"reactie:{over.replace('-', '')}+{reactie.id}")
    draagt_niet(geheel, onder(geheel, zonder, weglaten=(weg,)), Tekort.ZONDER_REACTIE)
    neemt_aan(geheel, onder(geheel, echt, weglaten=(Weglating(f"score:{uuid4()}"),)))


def test_een_gever_die_onder_een_smal_akkoord_alles_meestuurt(zaak: Overdrachtzaak) -> None:
    """Every kind of row, also those of the second format, with a category that was not approved."""
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ("identiteit", "signalen")))
    echt = tekst_van(zaak, zaak.bied_aan(besluit_id=besluit))
    basis = tuple(rij(soort, categorie="signalen") for soort in _DRAGERS)
    gewoon = replace(echt, rijen=(*echt.rijen, *basis))
    neemt_aan(zaak, gewoon)
    for soort in set(Rijsoort) - {Rijsoort.IDENTITEIT, *_DRAGERS}:
        for te_veel in ({"categorie": "gezondheid"}, {"categorie": "signalen", "derden": True}):
            meer = replace(gewoon, rijen=(*gewoon.rijen, rij(soort, **te_veel)))
            with pytest.raises(AkkoordDraagtNiet) as fout:
                overnemen.read_overdracht(zaak.daar.regie2, stuur(zaak, meer.tekst()))
            assert fout.value.wat == Tekort.MEER.value, soort
    daar_niets(zaak)


_DRAGERS = (Rijsoort.UITSPRAAK, Rijsoort.DOEL, Rijsoort.EVALUATIE)
"""What other rows hang on."""


def test_een_reactie_die_niet_mee_mag_smokkelen(geheel: Overdrachtzaak) -> None:
    echt = tekst_van(geheel, geheel.bied_aan())
    (reactie,) = echt.van_soort(Rijsoort.REACTIE)

    def met(anders: Rij) -> Overdrachttekst:
        return replace(echt, rijen=tuple(anders if deel is reactie else deel for deel in echt.rijen))

    for regel in ("nee", "vragen"):
        draagt_niet(geheel, met(replace(reactie, waarden={**reactie.waarden, "doorverstrekking": regel})), Tekort.MEER)
    draagt_niet(geheel, met(replace(reactie, derden=True)), Tekort.MEER)
    los = met(replace(reactie, waarden={**reactie.waarden, "over": str(uuid4())}))
    weigert(geheel, stuur(geheel, los.tekst()), InhoudOnleesbaar)


# the giver's own program


def test_wat_is_weggelaten_zit_niet_in_het_pakket(geheel: Overdrachtzaak) -> None:
    """AVG 16: the officer may leave a reaction out of a print; a casus is not handed over with half of it."""
    voorbeeld = overdragen.prepare_overdracht(geheel.hier.regie, geheel.casus_id, geheel.aanbod)
    ids = [deel.stuk.id for deel in voorbeeld.mee if "+" in deel.stuk.id and deel.stuk.id.startswith(("score", "reac"))]
    assert len(ids) == 3
    besluit = keur_goed(
        geheel.hier, vraag(geheel.hier, geheel.dossier, ALLES), weglaten=tuple(Weglating(id_) for id_ in ids)
    )
    tekst = tekst_van(geheel, geheel.bied_aan(besluit_id=besluit)).tekst()
    rest = {naam for naam, woord in {**WOORDEN, **ERBIJ}.items() if woord in tekst}
    assert rest == {
        *("voornaam", "plan", "plan_gezondheid", "antecedent", "doel", "actie"),
        *("factor", "factor_gezondheid", "toets", "afspraak", "evaluatie", "bereik", "inzet"),
    }


def test_een_aanbod_voor_de_eerste_dag_van_het_akkoord(zaak: Overdrachtzaak) -> None:
    later = zaak.hier.klok.nu().date() + timedelta(days=3)
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES), niet_voor=later)
    biedt_niet_aan(zaak, besluit_id=besluit)
    zaak.later(timedelta(days=3))
    zaak.bied_aan(besluit_id=besluit)


# the proof


def bundel_van(zaak: Overdrachtzaak, *teksten: str, context: str = BUNDEL_CONTEXT) -> tuple[str, bytes]:
    lijst = maak_bundel(teksten)
    return lijst, onderteken(zaak.hier.privacy.sleutels.ondertekening, context, lijst.encode())


def test_een_bewijs_uit_een_lijst(zaak: Overdrachtzaak) -> None:
    echt = tekst_van(zaak, zaak.bied_aan())
    besluit = echt.bewijs.tekst

    def met(lijst: str | None, hand: bytes) -> Overdrachttekst:
        return replace(echt, bewijs=replace(echt.bewijs, bundel=lijst, handtekening=hand.hex()))

    lijst, hand = bundel_van(zaak, "een ander besluit", besluit)
    neemt_aan(zaak, met(lijst, hand))
    draagt_niet(zaak, met(None, hand), Tekort.HANDTEKENING)
    draagt_niet(zaak, met(lijst, bytes.fromhex(echt.bewijs.handtekening)), Tekort.HANDTEKENING)
    draagt_niet(zaak, met(*bundel_van(zaak, besluit, context=BESLUIT_CONTEXT)), Tekort.HANDTEKENING)
    draagt_niet(zaak, met(*bundel_van(zaak, "een ander besluit")), Tekort.BUNDEL)
    draagt_niet(zaak, met("{}", hand), Tekort.BUNDEL)
    erbij = canoniek({**lees_canoniek(lijst), "besluiten": [*lees_canoniek(maak_bundel([besluit]))["besluiten"]]})
    draagt_niet(zaak, met(erbij, hand), Tekort.HANDTEKENING)


def test_een_akkoord_uit_een_lijst_gaat_met_die_lijst_mee(zaak: Overdrachtzaak) -> None:
    with zaak.hier.regie.doe() as t:
        tekst = t.haal(Privacybesluit, zaak.aanbod.besluit_id).tekst
    lijst, hand = bundel_van(zaak, "een ander besluit", tekst)
    zet(
        zaak.hier,
        "UPDATE privacybesluit SET handtekening = :hand WHERE id = :id",
        hand=hand,
        id=zaak.aanbod.besluit_id.hex,
    )
    with zaak.hier.engine.begin() as verbinding:
        verbinding.execute(sa.insert(Besluitbundel).values(id=uuid4(), besluit_id=zaak.aanbod.besluit_id, tekst=lijst))
    pad = zaak.bied_aan()
    assert tekst_van(zaak, pad).bewijs.bundel == lijst
    assert zaak.neem_over(pad).nummer == "PMG-2026-00001"


# versions


@pytest.mark.parametrize("wat", ["versie", "soort", "tekst"])
def test_wat_deze_versie_niet_kent_wordt_heel_geweigerd_en_gaat_niet_verloren(zaak: Overdrachtzaak, wat: str) -> None:
    pad = zaak.bied_aan()
    v = lees_canoniek(tekst_van(zaak, pad).tekst())
    assert v["v"] == 1  # what a program of before the whole case can take over
    if wat == "versie":
        v["v"] = 3
    elif wat == "soort":
        v["rijen"][-1]["soort"] = "kenteken"
    else:
        next(r for r in v["rijen"] if r["soort"] == "uitspraak")["waarden"]["soort"] = "droom"
    weigert(zaak, stuur(zaak, canoniek(v)), NieuwerPakket)
    assert zaak.neem_over(pad).nummer == "PMG-2026-00001"
