"""What leaves on paper or as a file: a Samenvatting becomes a PDF, a list becomes xlsx or csv."""
