"""Statistical disclosure control: whether what is shown of a table gives away what is hidden, and what to hide more.

``bescherm`` decides what of a quarter's tables is shown, together with all that was shown before; ``toets`` is the
attacker: it looks for every small number how closely it can be computed. Nothing here reads a casus or a vault.
"""

from pmg_desk.domain.fouten import Afgebroken
from pmg_desk.onthulling.beschermen import bescherm
from pmg_desk.onthulling.toetsen import Lek, toets

__all__ = ["Afgebroken", "Lek", "bescherm", "toets"]
