"""What the writer of a municipal profile reads when it does not load."""

from __future__ import annotations

from pmg_desk.domain.fouten import Fout


class ProfielFout(Fout):
    """A municipal profile cannot be used: names the file, the line (1-based) and the key, and says why in Dutch.

    ``regel`` is None when the fault is the file as a whole; ``sleutel`` is a dotted path such as
    ``doelgroepen.jonge_aanwas.leeftijd_tot``, or empty.
    """

    veilig = "Er is niets gewijzigd."
    doe = "Verbeter het profiel op die plaats en laad het opnieuw."

    def __init__(self, bestand: str, regel: int | None, sleutel: str, uitleg: str) -> None:
        self.bestand = bestand
        self.regel = regel
        self.sleutel = sleutel
        self.uitleg = uitleg
        plaats = [f"Het profiel {bestand} klopt niet"]
        if regel is not None:
            plaats.append(f"op regel {regel}")
        if sleutel:
            plaats.append(f"bij '{sleutel}'")
        super().__init__(f"{' '.join(plaats)}: {uitleg}")
