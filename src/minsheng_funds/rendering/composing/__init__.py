"""Statement and findings → a neutral Document, a table or a passage a file."""
