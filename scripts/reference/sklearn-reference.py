"""Writes core/models/fixtures/sklearn-*.json: what scikit-learn makes of data that our models must agree on.

    /usr/bin/python3 scripts/reference/sklearn-reference.py

Debian's python3-sklearn 1.2.1, numpy 1.24. Data are made here: correlated normal columns, log-counts, flags and hours on
a circle, standardised to float32. Sizes are chosen so that every file stays under 300 kB: 2,000 training and 300 probed
rows of 12 columns, forests of 100 and 12 trees.
Arrays are base64 of little-endian values: f4 and f8 floats, i1, i2, i4 integers.
"""
import base64
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import DBSCAN
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import LocalOutlierFactor
from sklearn.svm import OneClassSVM

WIDTH = 12
SEED = 20260301
folder = Path(__file__).resolve().parents[2] / "core" / "models" / "fixtures"
rng = np.random.default_rng(SEED)


def encode(values, kind):
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode()


def make_rows(count):
    mixed = rng.normal(size=(count, 4)) @ np.random.default_rng(1).normal(size=(4, 6))
    counts = np.log1p(rng.poisson(3, size=(count, 3)))
    flags = (rng.random((count, 1)) < 0.1).astype(float)
    hour = 2 * np.pi * rng.integers(0, 24, size=(count, 1)) / 24
    return np.hstack([mixed + 0.3 * rng.normal(size=mixed.shape), counts, flags, np.sin(hour), np.cos(hour)])


def write(name, content):
    path = folder / f"sklearn-{name}.json"
    path.write_text(json.dumps({"version": sklearn.__version__, **content}, indent=2) + "\n")
    print(path.name, path.stat().st_size)


def trees_of(forest, leaf):
    """Nodes of all trees one after another; a left child is always the next node."""
    trees = [estimator.tree_ for estimator in forest.estimators_]
    joined = lambda name: np.concatenate([getattr(tree, name) for tree in trees])
    return {
        "sizes": encode([tree.node_count for tree in trees], "<i4"),
        "feature": encode(joined("feature"), "<i1"),
        "threshold": encode(joined("threshold"), "<f8"),
        "right": encode(joined("children_right"), "<i2"),
        **leaf(trees),
    }


folder.mkdir(exist_ok=True)
raw = make_rows(2000)
mean, scale = raw.mean(axis=0), raw.std(axis=0)
train = ((raw - mean) / scale).astype(np.float32)
# A third of the probed rows lies further out.
probe = ((make_rows(300) - mean) / scale * np.repeat([1, 1, 2.5], 100)[:, None]).astype(np.float32)

svm = OneClassSVM(kernel="rbf", nu=0.05, gamma="scale", tol=1e-6).fit(train.astype(np.float64))
lof = LocalOutlierFactor(n_neighbors=20, novelty=True).fit(train.astype(np.float64))
write(
    "detectors",
    {
        "width": WIDTH,
        "train": encode(train, "<f4"),
        "probe": encode(probe, "<f4"),
        "ocsvm": {
            "nu": 0.05,
            "supportVectors": int(len(svm.support_)),
            "decision": encode(svm.decision_function(probe.astype(np.float64)), "<f8"),
        },
        "lof": {"neighbours": 20, "factor": encode(-lof.score_samples(probe.astype(np.float64)), "<f8")},
    },
)

forest = IsolationForest(n_estimators=100, max_samples=256, random_state=SEED).fit(train)
write(
    "isolation-forest",
    {
        "samples": 256,
        **trees_of(forest, lambda trees: {"rows": encode(np.concatenate([t.n_node_samples for t in trees]), "<i2")}),
        "score": encode(-forest.score_samples(probe), "<f8"),
    },
)

# Three classes that overlap: what decides is a sum, a product and a flag.
classify = lambda rows: np.where(rows[:, 0] + rows[:, 1] > 0.5, np.where(rows[:, 2] * rows[:, 3] > 0, 2, 1), (rows[:, 9] > 1) * 2)
noisy = lambda rows: np.where(rng.random(len(rows)) < 0.05, rng.integers(0, 3, len(rows)), classify(rows))
labels, truth = noisy(train), noisy(probe)
small = RandomForestClassifier(n_estimators=12, max_depth=8, random_state=SEED).fit(train, labels)
full = RandomForestClassifier(n_estimators=100, min_samples_leaf=2, random_state=SEED).fit(train, labels)
chances = lambda trees: {
    "chances": encode(
        np.concatenate([t.value[:, 0, :] / t.value[:, 0, :].sum(axis=1, keepdims=True) for t in trees]), "<f4"
    )
}
write(
    "random-forest",
    {
        "labels": encode(labels, "<i1"),
        "truth": encode(truth, "<i1"),
        **trees_of(small, chances),
        "probability": encode(small.predict_proba(probe), "<f8"),
        "accuracy": float((full.predict(probe) == truth).mean()),
        "auc": float(roc_auc_score(truth, full.predict_proba(probe), multi_class="ovr")),
    },
)

points = np.vstack([rng.normal(c, s, size=(n, 2)) for c, s, n in [((0, 0), 0.3, 120), ((3, 0), 0.2, 80), ((1.2, 2), 0.5, 60)]])
points = np.vstack([points, rng.uniform(-2, 5, size=(60, 2))]).astype(np.float32)
points = points[rng.permutation(len(points))]
runs = [(0.2, 5), (0.35, 4), (0.5, 10), (0.1, 2)]
write(
    "dbscan",
    {
        "points": encode(points, "<f4"),
        "runs": [
            {
                "radius": radius,
                "least": least,
                "labels": encode(DBSCAN(eps=radius, min_samples=least).fit_predict(points.astype(np.float64)), "<i2"),
            }
            for radius, least in runs
        ],
    },
)
