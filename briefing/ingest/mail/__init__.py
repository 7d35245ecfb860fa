"""Mails and mailboxes: their parts, and what in them is not their writer's."""
