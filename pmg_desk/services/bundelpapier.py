"""Where a paper copy is, what that says of whether it arrived, and how many are still out, in words."""

from __future__ import annotations

from collections.abc import Collection

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.fouten import Fout
from pmg_desk.storage.models import Overlegbundel, Papierstand

PAPIER_LABELS: dict[Papierstand, str] = {
    Papierstand.UITGEDEELD: "Nog niet terug",
    Papierstand.INGELEVERD: "Ingeleverd",
    Papierstand.VERNIETIGD: "Vernietigd",
    Papierstand.KWIJT: "Kwijt",
}


class IsAangekomen(Fout):
    """A copy of which somebody said where it went cannot have failed: whoever had it may have read it."""

    veilig = "Het blijft gelden als gedeeld."
    doe = "Klopt dat niet? Zet het exemplaar bij Uitdelen terug op ‘Nog niet terug’ en meld dan dat het is mislukt."

    def __init__(self, bundel: Overlegbundel) -> None:
        super().__init__(
            f"Exemplaar {bundel.exemplaar} staat in het register als ‘{PAPIER_LABELS[bundel.papier].lower()}’: "
            "het is dus uitgedeeld."
        )


def kan_mislukt_zijn(bundel: Overlegbundel) -> bool:
    """Whether nobody said yet where this copy went; always so of a file."""
    return bundel.papier is Papierstand.UITGEDEELD


def eis_niet_aangekomen(bundel: Overlegbundel) -> None:
    """Raises IsAangekomen where the register says that this copy came back, was destroyed or was lost."""
    if not kan_mislukt_zijn(bundel):
        raise IsAangekomen(bundel)


def woorden_niet_terug(versies: Collection[Bundelversie]) -> str:
    """``1 bundel en 2 actielijsten nog niet terug``: these copies are still out. Empty for none."""
    lijsten = sum(versie is Bundelversie.ACTIELIJST for versie in versies)
    rest = len(versies) - lijsten
    delen = [met_woord(rest, "bundel", "bundels")] if rest else []
    delen += [met_woord(lijsten, "actielijst", "actielijsten")] if lijsten else []
    return f"{' en '.join(delen)} nog niet terug" if delen else ""
