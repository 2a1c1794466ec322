"""The facts of one clinic, as tables that ``pulse`` can tell figures from."""

from dataclasses import replace

import narwhals as nw

import pulse


def at_clinic(tables: pulse.Tables, clinic: str) -> pulse.Tables:
    """Only what happened at this clinic; without one, everything."""
    if not clinic:
        return tables
    frames = {
        name: frame.filter(nw.col("clinic") == clinic)
        if "clinic" in tables.columns[name]
        else frame
        for name, frame in tables.items()
    }
    return replace(tables, frames=frames, worked_out={}, days=dict(tables.days))
