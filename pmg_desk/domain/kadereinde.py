"""What a recipient may use no more once a tafelkader ended or a narrower version took its place."""

from __future__ import annotations

from collections.abc import Collection

from pmg_desk.domain.delen import Eis, Ontvanger
from pmg_desk.domain.tafelkader import Kaderinhoud, Kaderregel


def soorten_onder(onder: Kaderinhoud, ontvanger: Ontvanger, categorieen: Collection[str]) -> tuple[str, ...]:
    """Of what was shared the kinds that came under this kader; all of it when no cell says which."""
    cellen = _cellen(onder, ontvanger)
    return tuple(c for c in categorieen if c in cellen) or tuple(categorieen)


def vervallen_soorten(
    onder: Kaderinhoud, nu: Kaderinhoud | None, ontvanger: Ontvanger, categorieen: Collection[str], *, op_schrift: bool
) -> tuple[str, ...]:
    """Of what was shared under a kader that ended the kinds that ``nu``, the version in force, does not give either.

    What is written down falls away as well where it may only be told now.
    """
    cellen = {} if nu is None else _cellen(nu, ontvanger)
    return tuple(
        c
        for c in soorten_onder(onder, ontvanger, categorieen)
        if c not in cellen or (op_schrift and Eis.ALLEEN_MONDELING in cellen[c].eisen)
    )


def _cellen(inhoud: Kaderinhoud, ontvanger: Ontvanger) -> dict[str, Kaderregel]:
    return {regel.categorie: regel for regel in inhoud.regels if regel.ontvanger.is_dezelfde(ontvanger)}
