"""What stands before an opened vault: unlocking, the first log-in, and making a vault.

Imports no screens and no database code: the first window stands before those are loaded.
"""
