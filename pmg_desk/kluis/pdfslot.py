"""A PDF that only a password opens: AES-256 in revision 6 (ISO 32000-2 §7.6.4.3.4), which readers of today open.

What reportlab itself calls 256 bits is revision 5, which was an Adobe extension and is deprecated.
"""

from __future__ import annotations

import secrets
from io import BytesIO

from pmg_desk.kluis.tekens import TEKENS

_GROEPEN, _LENGTE = 5, 4  # 20 characters of 32: 100 bits


def maak_wachtwoord() -> str:
    """A password to pass on by telephone: five groups of four characters that are not mistaken for one another."""
    return "-".join("".join(secrets.choice(TEKENS) for _ in range(_LENGTE)) for _ in range(_GROEPEN))


def sluit_pdf(pdf: bytes, wachtwoord: str) -> bytes:
    """The PDF under this password, names and all. Two times give two files: the salts differ.

    Who opens it may print it and let it be read aloud; the password that lifts this is nobody's.
    """
    import pikepdf

    mag = pikepdf.Permissions(extract=False, modify_annotation=False, modify_form=False, modify_other=False)
    slot = pikepdf.Encryption(user=wachtwoord, owner=secrets.token_urlsafe(32), R=6, aes=True, metadata=True, allow=mag)
    with pikepdf.open(BytesIO(pdf)) as bron:
        uit = BytesIO()
        bron.save(uit, encryption=slot, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return uit.getvalue()
