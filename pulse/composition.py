"""What a whole is made of."""

from dataclasses import dataclass

import narwhals as nw

from pulse.fetch import Frame


@dataclass(frozen=True)
class Composition:
    """Of what parts a whole is made: one row a part."""

    rows: Frame
    column: str

    def by(self, *dims: str) -> Frame:
        counts = self.rows.group_by(*dims, self.column).agg(
            nw.len().cast(nw.Int64).alias("part")
        )
        if dims:
            whole = nw.col("part").sum().over(*dims)
        else:
            counts = counts.with_columns(all_of_them=nw.lit(1))
            whole = nw.col("part").sum().over("all_of_them")
        counts = counts.with_columns(whole=whole.cast(nw.Int64))
        return counts.select(*dims, self.column, "part", "whole")

    def members(self, *dims: str) -> Frame:
        return self.rows.select("patient_id", self.column, *dims).with_columns(
            counted=nw.lit(value=True)
        )
