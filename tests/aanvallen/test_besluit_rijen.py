"""What is done to the rows of decisions: nothing leaves any more, and the check of the log says it plainly."""

from __future__ import annotations

import pytest

from pmg_desk.services import logboek, samenvattingen
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

VERANDERD = "Een besluit is na het ondertekenen veranderd. Over die casus gaat niets weg."
WEG = "In het logboek staat een besluit dat in deze kluis ontbreekt. Over die casus gaat niets weg."
RUIL = (
    "UPDATE privacybesluit SET handtekening = (SELECT handtekening FROM privacybesluit p WHERE p.id = :b) WHERE id = :a"
)


@pytest.mark.parametrize(
    ("opdracht", "bevinding"),
    [
        (RUIL, VERANDERD),
        ("UPDATE privacybesluit SET tekst = replace(tekst, 'plan', 'gezondheid') WHERE id = :a OR id = :b", VERANDERD),
        ("DELETE FROM privacybesluit WHERE id = :a OR id = :b", WEG),
    ],
    ids=["handtekeningen ruilen", "tekst veranderen", "weghalen"],
)
def test_rijen_van_besluiten_veranderen(wereld: Wereld, opdracht: str, bevinding: str) -> None:
    dossier = maak_dossier(wereld.regie)
    een = keur_goed(wereld, vraag(wereld, dossier, ("signalen",), functie="Een"))
    twee = keur_goed(wereld, vraag(wereld, dossier, ("plan",), functie="Twee"))
    assert logboek.verify_logboek(wereld.privacy).bevindingen == ()
    zet(wereld, opdracht, a=een.hex, b=twee.hex)
    for functie in ("Een", "Twee"):
        with pytest.raises(NietsTeDelen):
            samenvattingen.issue_samenvatting(
                wereld.regie, dossier.casus_id, Bestemming(dossier.school, functie), Wijze.PAPIER
            )
    assert logboek.verify_logboek(wereld.privacy).bevindingen == (bevinding,)
