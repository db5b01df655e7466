"""Failures a user can meet, each with a Dutch sentence that says what happened, what is safe and what to do.

Anything that is not a :class:`Fout` is a bug and is shown as one, with a reference and without case data.
The texts never hold personal data: they may end up on a screen that someone else looks at.
"""

from __future__ import annotations


class Fout(Exception):
    """A failure a user can meet. Subclass per failure; give the three sentences as class attributes or arguments."""

    wat: str = "Er ging iets mis."
    veilig: str = "Er is niets gewijzigd."
    doe: str = "Probeer het opnieuw."

    def __init__(self, wat: str | None = None, *, veilig: str | None = None, doe: str | None = None) -> None:
        if wat is not None:
            self.wat = wat
        if veilig is not None:
            self.veilig = veilig
        if doe is not None:
            self.doe = doe
        super().__init__(self.wat)

    def tekst(self) -> str:
        """The whole message in plain Dutch, as one paragraph."""
        return " ".join(deel for deel in (self.wat, self.veilig, self.doe) if deel)


class Afgebroken(Fout):
    """The user stopped a long count before it was done."""

    wat = "U hebt dit gestopt voordat het klaar was."
    doe = "Begin opnieuw als u het toch nodig hebt."


class OngeldigeInvoer(Fout):
    """One or more form fields hold something that cannot be saved.

    ``velden`` maps the field's key to a Dutch sentence, shown beside that field. Nothing typed is lost.
    """

    wat = "Niet alles is goed ingevuld."
    veilig = "Wat u typte staat er nog."
    doe = "Kijk bij de velden met een melding."

    def __init__(self, velden: dict[str, str]) -> None:
        self.velden = dict(velden)
        super().__init__()


class GeenToegang(Fout):
    """The role or the casus does not allow this; tells nothing about what there is to see."""

    wat = "Dit mag u met uw rol niet zien of doen."
    doe = "Vraag het aan de casusregisseur of de beheerder."


class NietGevonden(Fout):
    """The thing asked for does not exist (any more), or may not be known to this user."""

    wat = "Dit staat niet (meer) in de kluis."
    doe = "Ververs de lijst en kies opnieuw."


class IntussenGewijzigd(Fout):
    """Somebody saved the same row since it was opened (optimistic locking)."""

    wat = "Dit is intussen ergens anders gewijzigd."
    veilig = "Uw tekst is als concept bewaard."
    doe = "Open het opnieuw en vul uw wijziging aan."
