"""Use cases: one function is one transaction with its Logregels; what comes back is frozen."""
