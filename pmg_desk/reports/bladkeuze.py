"""Pages out of a PDF that was issued: to show those of one casus, or to let those of a destroyed one go.

A new file gets only the pages that stay and what these themselves use. Outline, structure tree and names of the old
file name every page of it, so they stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from pmg_desk.domain.fouten import Fout


class NietTeSplitsen(Fout):
    """The file in the vault is no PDF that can be read. Says nothing of its content."""

    wat = "De bladen van dit document kunnen niet worden gelezen."
    veilig = "Het document zelf is niet gewijzigd."
    doe = "Laat de privacy officer het logboek controleren."


def neem_bladen(pdf: bytes, bladen: Iterable[int]) -> bytes:
    """A PDF of these pages (counted from 1) in the order given. The same pages give the same bytes.

    Raises NietTeSplitsen for what is no PDF, IndexError for a page that is not there.
    """
    import pikepdf

    try:
        bron = pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError:
        raise NietTeSplitsen from None
    with bron, pikepdf.new() as nieuw:
        for blad in bladen:
            if not 1 <= blad <= len(bron.pages):
                raise IndexError(blad)
            nieuw.pages.append(bron.pages[blad - 1])
        for pagina in nieuw.pages:
            if "/StructParents" in pagina:
                del pagina["/StructParents"]
        nieuw.remove_unreferenced_resources()
        taal = bron.Root.get("/Lang")
        if taal is not None:
            nieuw.Root["/Lang"] = pikepdf.String(str(taal))
        uit = BytesIO()
        nieuw.save(uit, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return uit.getvalue()


def tel_bladen(pdf: bytes) -> int:
    """How many pages this PDF has. Raises NietTeSplitsen for what is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as bron:
            return len(bron.pages)
    except pikepdf.PdfError:
        raise NietTeSplitsen from None


def zonder_bladen(pdf: bytes, weg: Iterable[int]) -> bytes | None:
    """The PDF less these pages (counted from 1); None when nothing would be left. Raises NietTeSplitsen."""
    uit = set(weg)
    over = [blad for blad in range(1, tel_bladen(pdf) + 1) if blad not in uit]
    return neem_bladen(pdf, over) if over else None
