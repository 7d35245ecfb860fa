"""Bytes -> `Article`: kind, decoding, one module a format, the head, furniture, the language."""
