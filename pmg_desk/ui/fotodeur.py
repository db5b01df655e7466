"""Pictures of the door: choosing a vault, those that cannot be opened, and making a new one step by step."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pmg_desk.ui.deur.venster import Deurvenster
from pmg_desk.ui.fototoestel import Beeld, Toestel
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving

WACHTWOORD = "stille boot ziet veel maan"
"""Of vaults that exist for the pictures only."""


def neem_deur(toestel: Toestel, kluis: Path, map_: Path, beelden: Sequence[Beeld]) -> None:
    """All of the door in each theme and size, with copies of this vault in ``map_``."""
    kluizen = _kapotte_kluizen(kluis, map_)
    _ = toestel.app  # before the first widget
    for beeld in beelden:
        omgeving = Omgeving(instellingen=Instellingen(map_ / "deur.json"))
        omgeving.zet_thema(*beeld)
        venster = Deurvenster(omgeving)
        venster.resize(1000, 720)
        venster.show()
        try:
            deur = _Deur(toestel, omgeving, venster, beeld)
            deur.neem_kluizen(kluizen)
            deur.neem_wizard(map_ / f"nieuw-{beeld[0]}-{beeld[1]}")
        finally:
            toestel.ruim_op(omgeving, venster)


class _Deur:
    """The door in one theme and size."""

    def __init__(self, toestel: Toestel, omgeving: Omgeving, venster: Deurvenster, beeld: Beeld) -> None:
        self._toestel, self._omgeving, self._venster, self._beeld = toestel, omgeving, venster, beeld

    def neem_kluizen(self, kluizen: Sequence[tuple[str, Path, bool]]) -> None:
        """Choosing each of these, as ``_kapotte_kluizen`` gives them, and what helps who forgot the password."""
        self._neem("deur-01-leeg")
        for nr, (naam, pad, met_wachtwoord) in enumerate(kluizen, start=2):
            self._kies(pad)
            if met_wachtwoord:
                self._vul_verkeerd_in()
            self._neem(f"deur-{nr:02d}-{naam}")
        self._kies(kluizen[0][1])
        self._venster.toon_vergeten()
        self._neem("deur-07-wachtwoord-vergeten")

    def _neem(self, naam: str) -> None:
        self._toestel.neem(self._omgeving, self._venster, self._beeld, naam)

    def _kies(self, kluis: Path) -> None:
        self._venster.kies(kluis)
        self._toestel.wacht(self._omgeving)

    def _vul_verkeerd_in(self) -> None:
        """Log in with a password that is not the right one."""
        blad = self._venster.ontgrendelen
        blad.wie.lijst.setCurrentIndex(1)
        self._toestel.wacht(self._omgeving)
        blad.wachtwoord.regel.setText("dit is het goede niet")
        blad.formulier.knop.click()

    def neem_wizard(self, map_: Path) -> None:
        """Each step of making a vault in ``map_``, with a mistake in the first and in the last."""
        self._venster.toon_wizard()
        wizard = self._venster.wizard
        self._neem("wizard-1-naam")
        wizard.stappen[0].knop.click()
        self._neem("wizard-1-naam-fout")
        wizard.naam.regel.setText("Zuidwest")
        wizard.map.regel.setText(str(map_))
        wizard.stappen[0].knop.click()
        self._neem("wizard-2-profiel")
        wizard.profiel.zet("den-haag-zuidwest")
        wizard.stappen[1].knop.click()
        self._neem("wizard-3-beheerder")
        wizard.weergavenaam.regel.setText("Berend Zilverschoon")
        wizard.gebruikersnaam.regel.setText("beheerder")
        for veld in (wizard.wachtwoord, wizard.herhaald):
            veld.regel.setText(WACHTWOORD)
        wizard.stappen[2].knop.click()
        self._neem("wizard-4-controle")
        wizard.akkoord.vink.setChecked(True)
        wizard.stappen[3].knop.click()
        self._neem("wizard-5-herstelblad")
        herstel = wizard.herstel
        assert herstel is not None
        herstel.maakknop.click()
        self._neem("wizard-5-herstelblad-gemaakt")
        assert herstel.blad is not None
        groepen = herstel.blad.groepen
        herstel.verderknop.click()
        herstel.sleutel.vel.setPlainText(_met_typefout(groepen))
        herstel.formulier.knop.click()
        self._neem("wizard-5-herstelblad-typefout")


def _met_typefout(groepen: tuple[str, ...]) -> str:
    """The key as somebody types it who misread one character of the fourth group."""
    return " ".join((*groepen[:3], f"{groepen[3][:-1]}U", *groepen[4:]))


def _kapotte_kluizen(kluis: Path, map_: Path) -> list[tuple[str, Path, bool]]:
    """The vault, and copies that cannot be opened for each reason: name, folder, and whether to try a password."""

    def kopie(naam: str) -> Path:
        doel = map_ / f"{naam}.kluis"
        shutil.copytree(kluis, doel)
        return doel

    gewoon = kopie("Zuidwest")
    weg = map_ / "Weg.kluis"
    vreemd = map_ / "Vakantie.kluis"
    vreemd.mkdir()
    kop_kapot = kopie("Kop beschadigd")
    for kop in kop_kapot.glob("kop-*.json"):
        kop.write_bytes(b"{}")
    return [
        ("kiezen", gewoon, False),
        ("verkeerd-wachtwoord", gewoon, True),
        ("ontbreekt", weg, False),
        ("geen-kluis", vreemd, False),
        ("kop-beschadigd", kop_kapot, False),
    ]
