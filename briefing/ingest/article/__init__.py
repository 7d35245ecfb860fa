"""What every format needs to make an article: head, body, furniture, dates."""
