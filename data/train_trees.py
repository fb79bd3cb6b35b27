"""Boosted trees: of a yes or no of each row by scikit-learn, of choices among rows by LightGBM."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from geo.geoparse.trees import Trees

__all__ = ["fit_choices", "fit_trees"]

Floats = NDArray[np.float64]
CHOICES = {
    "learning_rate": 0.14,
    "num_leaves": 14,
    "max_depth": 6,
    "lambda_l2": 20.0,
    "min_data_in_leaf": 30,
    "min_sum_hessian_in_leaf": 1e-3,
    "feature_fraction_bynode": 0.3,
}
BAGS, ROUNDS = 3, 70
_SAME = {
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a tree: what it tests and the nodes below it, or what a leaf adds."""

    value: float = 0.0
    column: int = 0
    limit: float = np.inf
    below: tuple[Any, Any] | None = None


def fit_trees(rows: Any, wanted: Any, weights: Any, settings: dict[str, Any]) -> Trees:
    """Boost trees that say yes or no of each row, the same for the same rows."""
    model = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **settings)
    model.fit(rows, wanted, sample_weight=weights)
    made = [predictor.nodes for (predictor,) in model._predictors]  # noqa: SLF001
    base = float(model._baseline_prediction.ravel()[0])  # noqa: SLF001
    return _laid(((nodes, 0) for nodes in made), _binary, base)


def _binary(held: tuple[Any, int]) -> Node:
    nodes, i = held
    node = nodes[i]
    if node["is_leaf"]:
        return Node(value=float(node["value"]))
    below = (nodes, int(node["left"])), (nodes, int(node["right"]))
    return Node(0.0, int(node["feature_idx"]), float(node["num_threshold"]), below)


def fit_choices(
    rows: Any, wanted: NDArray[np.bool_], weights: Floats, sizes: Sequence[int]
) -> Trees:
    """Boost trees that score the options of choices, the same for the same rows.

    `rows`, `wanted` and `weights` have a row an option, choices one after the other; `sizes` gives
    the options of each. A choice of which no option is wanted teaches nothing and is left out.
    The scores are the mean of several models, which differ in the columns that they may look at.
    """
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    solvable = np.logical_or.reduceat(wanted, starts)
    kept = np.repeat(solvable, sizes)
    objective = _objective(wanted[kept], weights[kept], np.asarray(sizes)[solvable])
    data = lightgbm.Dataset(rows[kept], label=wanted[kept].astype(np.float64))
    roots = []
    for seed in range(BAGS):
        settings = {"objective": objective, **CHOICES, **_SAME, "seed": seed}
        model = lightgbm.train(settings, data, num_boost_round=ROUNDS).dump_model()
        roots += [tree["tree_structure"] for tree in model["tree_info"]]
    made = _laid(roots, _chosen, 0.0)
    return replace(made, value=made.value / np.float32(BAGS))


def _chosen(node: dict[str, Any]) -> Node:
    if "left_child" not in node:
        return Node(value=float(node["leaf_value"]))
    below = node["left_child"], node["right_child"]
    return Node(0.0, int(node["split_feature"]), float(node["threshold"]), below)


def _objective(
    wanted: NDArray[np.bool_], weights: Floats, sizes: NDArray[np.int64]
) -> Callable[[Floats, Any], tuple[Floats, Floats]]:
    """Give slope and curvature of minus the log of the chance that a wanted option is chosen."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def shared(e: Floats) -> Floats:
        total = np.repeat(np.add.reduceat(e, starts), sizes)
        made: Floats = e / np.maximum(total, 1e-12)
        return made

    def objective(scores: Floats, _: Any) -> tuple[Floats, Floats]:
        best = np.repeat(np.maximum.reduceat(scores, starts), sizes)
        e = np.exp(scores - best)
        chance, due = shared(e), shared(np.where(wanted, e, 0.0))
        return weights * (chance - due), weights * np.maximum(chance * (1.0 - chance), _LEAST)

    return objective


def _laid(roots: Iterable[Any], read: Callable[[Any], Node], base: float) -> Trees:
    """Lay trees out in arrays, each node's children side by side."""
    column, below, limit, value, first = [], [], [], [], []
    deepest = 0
    for root in roots:
        first.append(len(column))
        waiting = [(root, 0)]
        free = len(column) + 1
        for held, depth in waiting:
            node = read(held)
            column.append(node.column)
            limit.append(_single(node.limit))
            value.append(node.value)
            below.append(free if node.below else len(below))
            deepest = max(deepest, depth)
            if node.below:
                waiting += [(child, depth + 1) for child in node.below]
                free += 2
    return Trees(
        column=np.array(column, np.int32),
        below=np.array(below, np.int32),
        limit=np.array(limit, np.float32),
        value=np.array(value, np.float32),
        roots=np.array(first, np.int32),
        depth=deepest,
        base=base,
    )


def _single(limit: float) -> np.float32:
    """Round a limit down to single precision: the same rows stay above it."""
    made = np.float32(limit)
    return made if made <= limit else np.nextafter(made, np.float32(-np.inf))
