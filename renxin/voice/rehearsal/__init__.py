"""Carriers that are none: they speak each one's language, and misbehave as told."""
