"""The program in a process of its own that will be killed: saves a casus, says so, and types on in a form.

    python -m tests.functioneel.hardgestopt KLUIS NUMMER     (the vault of ``tests/kluisdoos``)

Each line on the standard output is a thing that may not be lost from then on.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis.kdf import sta_goedkoop_toe
from tests.functioneel.bediening import Bediening
from tests.kluisdoos import NU, REGIE_WACHTWOORD

GETYPT = "Sprak met zijn moeder over school, keer {}."


def main() -> None:
    """Run until killed; stop by itself after a minute so that nothing stays behind when the parent is gone."""
    kluis, keer = Path(sys.argv[1]), sys.argv[2]
    app = QApplication([])
    with sta_goedkoop_toe():
        b = Bediening(app, VasteKlok(NU), kluis)
        b.log_in("Carla Casus", REGIE_WACHTWOORD)
        b.ga_naar("casussen")
        b.klik("Jongere registreren")
        formulier = b.scherm.formulier
        b.vul(
            formulier,
            geslachtsnaam=f"Bewaard{keer}",
            geboortedatum=f"{int(keer) % 28 + 1}-3-2012",
            tafels=("pga_lokaal",),
            aanleiding="Aangemeld door school.",
        )
        b.klik(formulier.knop)
        assert b.scherm.sleutel == "dossier", b.leest()
        sys.stdout.write("bewaard\n")
        sys.stdout.flush()
        b.ga_naar("casussen")
        b.klik("Jongere registreren")
        b.vul(b.scherm.formulier, aanleiding=GETYPT.format(keer))
        sys.stdout.write("getypt\n")
        sys.stdout.flush()
        einde = monotonic() + 60
        while monotonic() < einde:
            QTest.qWait(20)


if __name__ == "__main__":
    main()
