"""Inputs become briefings here: what is asked, and what is told."""

from briefing.desk.desk import Desk
from briefing.desk.events import Event, Failed, Gone, Kept, Opened, Progressed, Ready

__all__ = ["Desk", "Event", "Failed", "Gone", "Kept", "Opened", "Progressed", "Ready"]
