"""Settings of the vault that count for everyone: kept, and asked about where they cannot be taken back."""

from __future__ import annotations

import pytest

from pmg_desk.domain.beeld import Wijze
from pmg_desk.services import beeldinstellingen, noodtoegang, overlegslot
from pmg_desk.services.beeldinstellingen import Beeldinstellingen, Ruimte
from pmg_desk.ui.screens.beheer_kluis import Kluisfeiten
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.tekst import Tekst
from tests.ui.test_beheer import Bureau, bureau

__all__ = ["bureau"]


def test_what_counts_for_everyone_is_kept(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    bureau.scherm.tabs.kies("kluis")
    bureau.wacht()
    deel = bureau.scherm.tabs.inhoud("kluis")
    assert isinstance(deel, Kluisfeiten)
    veld = deel.overlegslot.veld
    assert veld.waarde() == overlegslot.STANDAARD_MINUTEN
    veld.lijst.setCurrentIndex(veld.lijst.count() - 1)
    bureau.wacht()
    assert overlegslot.toon_minuten(bureau.werkplek) == overlegslot.MEESTE_MINUTEN
    nood = deel.noodtoegang.veld
    assert nood.waarde() == noodtoegang.STANDAARD_UREN
    nood.lijst.setCurrentIndex(2)
    bureau.wacht()
    assert noodtoegang.toon_duur(bureau.werkplek) == 4
    assert (deel.beeld.drempel.waarde(), deel.beeld.wijze.waarde()) == (5, Wijze.AFSCHERMEN)
    deel.beeld.drempel.lijst.setCurrentIndex(1)
    deel.beeld.wijze.lijst.setCurrentIndex(2)
    assert (deel.beeld.knop.isEnabled(), deel.beeld.nog_niet.isHidden()) == (True, False)
    dialoog.volgend_antwoord(False)
    bureau.klik(deel.beeld.knop)
    assert beeldinstellingen.show_instellingen(bureau.werkplek) == Beeldinstellingen()  # nothing before the answer
    bureau.klik(deel.beeld.knop)
    vraag = bureau.scherm.findChild(dialoog.Vraag)
    assert vraag is not None
    assert vraag.accessibleDescription() == (
        "Ze gelden voor kwartalen die hierna worden vastgesteld. Zodra er een kwartaal mee is vastgesteld, kan het"
        " getal niet meer hoger dan 3. Afschermen kan dan ook niet meer. Het kleinste getal dat te zien is, gaat van 5"
        " naar 3. Getallen worden afgerond, niet meer afgeschermd."
    )
    assert vraag.terugknop.isDefault()
    bureau.klik(vraag.ja_knop)
    assert bureau.gemeld[-1] == ("goed", "De instellingen van het informatiebeeld zijn opgeslagen.")
    assert (deel.beeld.knop.isEnabled(), deel.beeld.nog_niet.isHidden()) == (False, True)
    assert beeldinstellingen.show_instellingen(bureau.werkplek) == Beeldinstellingen(3, Wijze.AFRONDEN)
    # somebody settles a quarter meanwhile: what cannot be kept is refused, and what still can be chosen stands there
    monkeypatch.setattr(beeldinstellingen, "ruimte", lambda _: Ruimte(4, (Wijze.AFRONDEN,)))
    deel.beeld.drempel.lijst.setCurrentIndex(18)
    dialoog.volgend_antwoord(True)
    bureau.klik(deel.beeld.knop)
    bureau.wacht()
    assert deel.beeld.drempel.fout.startswith("Kies 4 of lager.")
    assert (deel.beeld.drempel.waarde(), deel.beeld.wijze.waarde()) == (3, Wijze.AFRONDEN)
    lijsten = [veld.lijst for veld in (deel.beeld.drempel, deel.beeld.wijze)]
    assert [[lijst.itemText(nr) for nr in range(1, lijst.count())] for lijst in lijsten] == [
        ["3", "4"],
        ["afronden: alleen veelvouden van dat getal"],
    ]
    uitleg = [tekst.text() for tekst in deel.beeld.findChildren(Tekst)]
    assert any("Hoger dan 4 kan niet meer" in een for een in uitleg)
    assert any("Afschermen kan niet meer" in een for een in uitleg)
