"""Runs migrations on the connection handed over by ``pmg_desk.storage.migrations``; never makes one itself."""

from __future__ import annotations

from alembic import context

verbinding = context.config.attributes["connection"]
context.configure(connection=verbinding, transaction_per_migration=False, render_as_batch=True)
context.run_migrations()
