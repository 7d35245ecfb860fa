"""`--linear`: rows one after another, and commands typed as words."""
