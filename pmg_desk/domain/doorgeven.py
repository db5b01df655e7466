"""With which rule for passing on a statement begins, before anybody chose one.

What comes from police or justice, or is about somebody who is suspected too, is not passed on before its source was
asked (Wpg 16 en verder; ``domain.md``, Netwerk). Whoever writes it down can choose otherwise; nothing is refused here.
"""

from __future__ import annotations

import re

from pmg_desk.domain.samenvatting import Doorverstrekking

POLITIEGEGEVENS = "politiegegevens"

_POLITIE = re.compile(
    r"politie|recherche|wijkagent|\bagent\b|\bovj\b|officier van justitie|openbaar ministerie|marechaussee",
    re.IGNORECASE,
)
_OM = re.compile(r"\bOM\b")  # in lower case it is a word of every sentence
_VERDACHT = re.compile(r"verdacht|verdenking", re.IGNORECASE)


def begin_doorverstrekking(categorie: str, bron: str, derden_wie: str) -> Doorverstrekking:
    """The rule to begin with: of a data category, a source in words, and about whom it is besides, in words."""
    van_politie = categorie == POLITIEGEGEVENS or _POLITIE.search(bron) or _OM.search(bron)
    if van_politie or _VERDACHT.search(derden_wie):
        return Doorverstrekking.VRAGEN
    return Doorverstrekking.JA
