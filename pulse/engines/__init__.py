"""Engines: each opens a folder of tables as lazy frames."""
