"""Work shared out among threads: all of it once, and failures told."""

from __future__ import annotations

import numpy as np
import pytest

from geo.geodesy import numpy_path
from geo.geodesy.workers import tile, tiles, together


def test_a_failure_in_a_thread_reaches_the_caller() -> None:
    def work(mine: int) -> int:
        if mine == 2:
            raise IndexError("the third")
        return mine * mine

    assert sorted(together(work, 2)) == [0, 1]
    with pytest.raises(IndexError, match="the third"):
        together(work, 3)


@pytest.mark.parametrize("path", ["numpy_path", "kernels"])
@pytest.mark.parametrize(("pieces", "workers"), [(1, 1), (10, 3), (7, 7), (1000, 2)])
def test_every_piece_is_taken_once(path: str, pieces: int, workers: int) -> None:
    if path == "kernels":
        kernels = pytest.importorskip("geo.geodesy.kernels", exc_type=ImportError)
        queue = kernels.queue(pieces, workers)
        take = kernels.take

        @kernels.numba.njit(nogil=True)
        def share(queue, mine):
            taken = [0]
            piece = take(queue, mine)
            while piece >= 0:
                taken.append(piece)
                piece = take(queue, mine)
            return taken[1:]

        taken = together(lambda mine: share(queue, mine), workers)
    else:
        queue = numpy_path.queue(pieces, workers)
        taken = together(lambda mine: list(numpy_path.take(queue, mine)), workers)
    assert sorted(piece for share in taken for piece in share) == list(range(pieces))


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (3, 5), (40, 7), (2, 100), (16, 16), (1, 16)])
def test_tiles_cover_a_matrix_once(shape: tuple[int, int]) -> None:
    seen = np.zeros(shape, int)
    for piece in range(tiles(*shape, 16)):
        top, bottom, side, end = tile(piece, *shape, 16)
        assert 0 < (bottom - top) * (end - side) <= 16
        seen[top:bottom, side:end] += 1
    assert (seen == 1).all()
