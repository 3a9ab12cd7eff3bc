from bench.fuzzing import fuzz


def test_bent_texts_crash_nothing_and_what_is_accepted_comes_back_as_the_same_place() -> None:
    found = fuzz(count=6_000, seed=11)
    assert found.faults == []
    assert found.accepted.total() > 1_000
    assert found.refused.total() > 1_000


def test_every_notation_is_accepted_somewhere_among_them() -> None:
    assert len(fuzz(count=3_000, seed=12).accepted) >= 9
