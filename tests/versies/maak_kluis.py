"""Makes the vault of the present version, once, when it is released: ``python -m tests.versies.maak_kluis``.

Run at the commit that is released; the outcome is committed and never made again. All of it is invented.
Beside the vault stands what it must still hold: whoever opens it later compares with that.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from pmg_desk import __version__
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import gebruikers, kluizen, logboek, oordelen
from pmg_desk.services.gebruikers import NieuweUitnodiging
from tests.kluisdoos import REGIE_WACHTWOORD, alle_regels, maak_kluisdoos
from tests.vulling import WOORDEN, keur_goed, maak_dossier, vraag

MAP = Path(__file__).parent
PRIVACY = NieuweUitnodiging("petra", "Petra Privacy", Rol.PRIVACY_OFFICER, "privacy officer")
PRIVACY_WACHTWOORD = "zilveren brug koek merel 6"


def maak(doel: Path) -> dict[str, object]:
    """Fill a vault as its users would, put it in ``doel`` as a zip file, and say what is in it."""
    with TemporaryDirectory() as tijdelijk:
        doos = maak_kluisdoos(Path(tijdelijk))
        bea = doos.bea()
        code = gebruikers.invite_gebruiker(bea, PRIVACY).code
        doos.sluit(bea)
        kluizen.close_kluis(
            kluizen.accept_uitnodiging(doos.pad, "petra", code, PRIVACY_WACHTWOORD, klok=doos.klok, herkomst="test")
        )
        regie = doos.carla()
        dossier = maak_dossier(regie)
        wereld = SimpleNamespace(regie=regie, profiel=regie.profiel, klok=doos.klok)
        verzoeken = [vraag(wereld, dossier), vraag(wereld, dossier, functie="Mentor")]  # type: ignore[arg-type]
        doos.sluit(regie)
        wereld.privacy = doos.volg(doos.open("petra", PRIVACY_WACHTWOORD))
        geldig, weg = (keur_goed(wereld, verzoek) for verzoek in verzoeken)  # type: ignore[arg-type]
        oordelen.withdraw_besluit(wereld.privacy, weg, "Niet meer nodig.")
        doos.sluit(wereld.privacy)
        bea = doos.bea()
        assert logboek.verify_logboek(bea).in_orde
        regels = alle_regels(bea)
        doos.sluit(bea)
        with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as bundel:
            for pad in sorted(doos.pad.iterdir()):
                if pad.name != "slot":
                    bundel.writestr(
                        zipfile.ZipInfo(f"{doos.pad.name}/{pad.name}", (2026, 11, 22, 0, 0, 0)), pad.read_bytes()
                    )
        shutil.rmtree(doos.pad)
        return {
            "versie": __version__,
            "map": doos.pad.name,
            "wachtwoorden": {"carla": REGIE_WACHTWOORD, "petra": PRIVACY_WACHTWOORD},
            "casus": str(dossier.casus_id),
            "besluit_geldig": str(geldig),
            "besluit_ingetrokken": str(weg),
            "logregels": len(regels),
            "laatste_blad": regels[-1].blad(),
            "woorden": sorted(WOORDEN.values()),
        }


if __name__ == "__main__":
    inhoud = maak(MAP / f"{__version__}.zip")
    (MAP / f"{__version__}.json").write_text(json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
