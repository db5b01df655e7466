"""Numbers of requests, decisions and casussen: never twice, also not after what bore the highest one was destroyed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.services import vernietigen, wissen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Casus, Delingsverzoek, Instelling, OntvangenVerzoek, Privacybesluit, Toezichtbesluit
from pmg_desk.storage.nummers import Genummerd
from tests.toezichtzaak import Zaak
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

TELLERS = ("casusnummer.2026", "verzoeknummer.2026", "besluitnummer.2026", "toezichtnummer.2026")


def nummers(werkplek: Werkplek, model: Genummerd) -> list[str]:
    with werkplek.doe() as t:
        return list(t.db.scalars(sa.select(model.nummer).order_by(model.nummer)))


def vergeet_tellers(werkplek: Werkplek) -> None:
    """As a vault is that was filled by an older version: rows with numbers, and nothing that counts them."""
    with werkplek.doe() as t:
        t.db.execute(sa.delete(Instelling).where(Instelling.sleutel.in_(TELLERS)))
        t.log("demo.maken", "kluis")


def vernietig(wereld: Wereld, casus_id: UUID, map_: Path) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus_id, Vernietigingsreden.AVG_17)
    vernietigen.confirm_vernietiging(wereld.privacy, voorstel, map_)


@pytest.mark.parametrize("geteld", [True, False], ids=["counted here", "filled by an older version"])
def test_no_number_of_a_destroyed_casus_is_given_out_again(wereld: Wereld, tmp_path: Path, geteld: bool) -> None:
    eerste, laatste = maak_dossier(wereld.regie), maak_dossier(wereld.regie, "PMG-2026-00002")
    for dossier in (eerste, laatste, laatste):
        keur_goed(wereld, vraag(wereld, dossier))
    if not geteld:
        vergeet_tellers(wereld.beheer)
    vernietig(wereld, laatste.casus_id, tmp_path)
    nieuw = maak_dossier(wereld.regie, "PMG-2026-00003")
    keur_goed(wereld, vraag(wereld, nieuw))
    assert nummers(wereld.regie, Casus) == ["PMG-2026-00001", "PMG-2026-00003"]
    assert nummers(wereld.regie, Delingsverzoek) == ["V-2026-00001", "V-2026-00004"]
    assert nummers(wereld.regie, Privacybesluit) == ["B-2026-00001", "B-2026-00004"]


def test_every_year_counts_for_itself(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    vraag(wereld, dossier)
    wereld.klok.moment = wereld.klok.moment.replace(year=2027)
    vraag(wereld, dossier)
    assert nummers(wereld.regie, Delingsverzoek) == ["V-2026-00001", "V-2027-00001"]


@pytest.mark.parametrize("geteld", [True, False], ids=["counted here", "filled by an older version"])
def test_nor_of_a_decision_in_the_installation_of_the_officer(zaak: Zaak, geteld: bool) -> None:
    officer = zaak.twee.officer
    for _ in range(2):
        zaak.akkoord(zaak.stuur())
    if not geteld:
        vergeet_tellers(officer)
    with officer.doe() as t:
        wissen.erase_casus(t, zaak.dossier.casus_id)
        t.log("casus.opnieuw_wissen", "casus", zaak.dossier.casus_id)
    with officer.doe() as t:
        assert t.db.scalars(sa.select(OntvangenVerzoek)).all() == []
    zaak.akkoord(zaak.stuur())
    assert nummers(officer, Toezichtbesluit) == ["T-2026-00003"]
