"""Decisions: what happens when the person does something."""
