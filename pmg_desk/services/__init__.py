"""Use cases: one transaction each, with its Logregels; frozen read models out; the Rol is checked here."""
