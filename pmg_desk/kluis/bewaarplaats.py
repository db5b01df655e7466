"""Making, opening and changing a vault: the folder ``<naam>.kluis/`` with everything but the rows in its database.

The header and the database are two files, so no transaction spans both. The safe order, for the services:

* **Make**: ``with maak_kluis(...) as bouw``: create and fill the database at ``bouw.databasepad``, close it, then
  ``bouw.voltooi()``. Until then it is a folder without header that no program takes for a vault.
* **Invite**: first the user's row and Logregel in the database, then :func:`nodig_uit`. Between the two there is a row
  without a way in, which a second invitation repairs; the other order would leave a way in without a row.
* **First log-in, password, recovery**: first the header (:func:`aanvaard_uitnodiging`, :func:`wijzig_wachtwoord`), then
  the Logregel. A crash between the two shows at the next unlock: ``kop.generatie`` and ``kop.vingerafdruk()`` differ
  from what the database last saw, and the services log that (and take over public keys they do not know yet).
* **Withdraw an invitation, remove a user**: first the header, then the row: access ends first.

Every function that writes holds the vault's lock: it belongs to the :class:`OpenKluis` and ends with ``sluit()``.
"""

from __future__ import annotations

from pmg_desk.kluis.aanmaken import NieuweGebruiker, NieuweKluis, maak_kluis
from pmg_desk.kluis.leden import (
    aanvaard_uitnodiging,
    herstel_kop,
    nodig_uit,
    schoon_teruggezette_kop,
    trek_uitnodiging_in,
    verwijder_gebruiker,
    wijzig_wachtwoord,
)
from pmg_desk.kluis.openen import OpenKluis, PubliekeGebruiker, PubliekeKop, lees_kop_publiek, open_kluis

__all__ = [
    "NieuweGebruiker",
    "NieuweKluis",
    "OpenKluis",
    "PubliekeGebruiker",
    "PubliekeKop",
    "aanvaard_uitnodiging",
    "herstel_kop",
    "lees_kop_publiek",
    "maak_kluis",
    "nodig_uit",
    "open_kluis",
    "schoon_teruggezette_kop",
    "trek_uitnodiging_in",
    "verwijder_gebruiker",
    "wijzig_wachtwoord",
]
