"""What was named -> bytes: paths, folders, globs, standard input, URLs."""
