"""The keys of a vault: passwords, seals, headers, the lock on disk and signatures."""
