"""Tables, queries, transactions and search on the encrypted database: the only room that knows SQLAlchemy."""

from sqlalchemy.orm import Session as Sessie

__all__ = ["Sessie"]
