"""How long an overleg may rest before the vault locks: the beheerder's, within bounds, and in the log."""

from __future__ import annotations

import pytest

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import overleggen, overlegslot, vergaderen
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.storage.models import Logdetail
from tests.casusbouw import regels
from tests.wereld import Wereld


def test_the_beheerder_sets_it_within_bounds_for_everyone_and_it_is_logged(wereld: Wereld) -> None:
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "vandaag"))
    assert overlegslot.toon_minuten(wereld.regie) == overlegslot.STANDAARD_MINUTEN == 30
    for goed in (15, "60", 20):
        overlegslot.set_minuten(wereld.beheer, goed)
        assert vergaderen.toon_vergadering(wereld.regie, overleg_id).slot_minuten == int(goed)
    for fout in ("", 0, 14, 61, "lang"):
        with pytest.raises(OngeldigeInvoer):
            overlegslot.set_minuten(wereld.beheer, fout)
    for ander in (wereld.regie, wereld.privacy):
        with pytest.raises(GeenToegang):
            overlegslot.set_minuten(ander, 60)
    assert overlegslot.toon_minuten(wereld.beheer) == 20
    gezet = [regel.nr for regel in regels(wereld.beheer, "instelling.zetten")]
    with wereld.beheer.doe() as t:
        details = [t.db.get_one(Logdetail, nr).detail for nr in gezet]
    assert [lees_canoniek(een or "") for een in details] == [
        {"sleutel": "overleg_slot_minuten", "van": van, "naar": naar} for van, naar in ((30, 15), (15, 60), (60, 20))
    ]
