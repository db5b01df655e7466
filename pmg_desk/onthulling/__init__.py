"""Statistical disclosure control: whether what is shown of a table gives away what is hidden, and what to hide more."""
