"""What comes from police, or is about a co-suspect, begins as to be asked for; the rest may go on."""

from __future__ import annotations

import pytest

from pmg_desk.domain.doorgeven import begin_doorverstrekking
from pmg_desk.domain.samenvatting import Doorverstrekking

JA, VRAGEN = Doorverstrekking.JA, Doorverstrekking.VRAGEN


@pytest.mark.parametrize(
    ("categorie", "bron", "over", "begin"),
    [
        ("gezin", "C. Regisseur", "", JA),
        ("gezin", "Moeder", "zusje", JA),
        ("politiegegevens", "C. Regisseur", "", VRAGEN),
        ("gezin", "Wijkagent Jansen", "", VRAGEN),
        ("signalen", "Politie Eenheid Den Haag", "", VRAGEN),
        ("signalen", "A. de Vries, OM", "", VRAGEN),
        ("signalen", "iemand om de hoek", "", JA),
        ("signalen", "de zorgagent en een Agentschap", "", JA),
        ("signalen", "agent van dienst", "", VRAGEN),
        ("gezin", "School", "medeverdachte", VRAGEN),
        ("gezin", "School", "De verdachte zelf", VRAGEN),
    ],
)
def test_waarmee_doorgeven_begint(categorie: str, bron: str, over: str, begin: Doorverstrekking) -> None:
    assert begin_doorverstrekking(categorie, bron, over) is begin
