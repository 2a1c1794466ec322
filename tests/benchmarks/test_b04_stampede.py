from benchmarks.b04_stampede import told


def side(**more):
    return {
        "attempts": 10,
        "overlaps": 0,
        "errors": 0,
        "p95_ms": 90.0,
        "per_second": 80.0,
        **more,
    }


def test_what_was_taken_twice_by_any_path_counts_and_what_the_peers_did_does_not():
    found = {
        "flat out": {
            "ours": side(p95_ms=900.0),
            "naive": side(overlaps=7, per_second=64.0),
        },
        "a second apart": {"ours": side(), "naive": side(overlaps=3)},
        "all paths": side(overlaps=1, errors=2),
    }

    figures = told(found)

    assert (figures["overlaps"], figures["errors"]) == (1, 2)
    assert figures["attempts"] == 30
    assert (figures["p95_ms"], figures["flat_out_p95_ms"]) == (90.0, 900.0)
    assert figures["ratio"] == 1.25
    assert list(figures["peers"]) == ["naive"]
