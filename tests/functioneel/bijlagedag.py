"""A file on its way through the program, in a process of its own so that it can be watched: kept, shown, removed.

``python -m tests.functioneel.bijlagedag MAP``: writes the planted words as JSON. The bytes are also put in a temporary
file for a moment, as a viewer of another maker would need: the watch has to see that one, and only that one.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pmg_desk.services import bijlagen
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui import thema
from pmg_desk.ui.widgets.bladvoorbeeld import Bladvoorbeeld
from tests import bijlagebouw as bouw
from tests.casusbouw import maak
from tests.wereld import maak_wereld

WOORDEN = {"inhoud": "Bacedofugaha", "naam": "Ruzonapetika", "omschrijving": "Wosafubekona"}


def main() -> None:
    """The day of one file."""
    map_ = Path(sys.argv[1])
    app = QApplication([])
    thema.zet_nederlands(app)
    wereld = maak_wereld(map_ / "kluis")
    casus_id = maak(wereld.regie)
    inhoud = bouw.pdf(WOORDEN["inhoud"], WOORDEN["inhoud"])
    pad = bouw.zet(map_ / "invoer", f"{WOORDEN['naam']}.pdf", inhoud)
    proef = bijlagen.inspect_bestand(wereld.regie, casus_id, pad)
    tekst = UitspraakInvoer(WOORDEN["omschrijving"])
    id_ = bijlagen.add_bijlage(wereld.regie, casus_id, pad, tekst, verwacht=proef.sha256)
    getekend = bijlagen.read_voorbeeld(wereld.regie, id_)
    assert WOORDEN["inhoud"] in getekend.bladen[0].tekst
    with tempfile.NamedTemporaryFile(prefix="lek-") as even:
        even.write(inhoud)
        even.flush()
    voorbeeld = Bladvoorbeeld("Bijlage")
    voorbeeld.resize(600, 700)
    voorbeeld.show()
    voorbeeld.zet(getekend)
    voorbeeld.grab()
    voorbeeld.leeg()
    bijlagen.remove_bijlage(wereld.regie, id_, "Klaar.")
    wereld.sluit()
    sys.stdout.write(json.dumps(WOORDEN))
    sys.stdout.flush()
    os._exit(0)  # Qt has nothing to keep


if __name__ == "__main__":
    main()
