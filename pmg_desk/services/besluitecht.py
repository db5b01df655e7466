"""Whether a decision is what an officer signed on this request: without that its words are nobody's, and not shown."""

from __future__ import annotations

from pmg_desk.domain.delen import Gebrek

_ONECHT = frozenset(
    {
        Gebrek.ONLEESBAAR,
        Gebrek.ANDER_NUMMER,
        Gebrek.ANDERE_KLUIS,
        Gebrek.VERZOEK_GEWIJZIGD,
        Gebrek.SLEUTEL_ONBEKEND,
        Gebrek.HANDTEKENING,
        Gebrek.ZEKERHEID,
        Gebrek.EIGEN_VERZOEK,
        Gebrek.BUNDEL,
        Gebrek.GEEN_REGEL,
    }
)


def is_echt(gebrek: Gebrek | None) -> bool:
    """By what its check found: a refusal, and an approval that is over, was signed just as well."""
    return gebrek not in _ONECHT
