"""Scores of scikit-learn's detectors on splits that scripts/evaluate-adbench.ts wrote, at the same parameters.

Reads DIR/jobs.json, a list of {name, width}; of each job DIR/name.train, .test (float32 rows, scaled), .svm, .lof
(int32 indices into train) and .labels (uint8, of test). Prints {name: {detector: {aucRoc, aucPr}}} as JSON.
Made with Debian's python3-sklearn 1.2.1.
"""
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.neighbors import LocalOutlierFactor
from sklearn.svm import OneClassSVM

folder = Path(sys.argv[1])
results = {}
for job in json.loads((folder / "jobs.json").read_text()):
    base = str(folder / job["name"])
    train = np.fromfile(base + ".train", np.float32).reshape(-1, job["width"])
    test = np.fromfile(base + ".test", np.float32).reshape(-1, job["width"])
    svm_rows = train[np.fromfile(base + ".svm", np.int32)]
    lof_rows = train[np.fromfile(base + ".lof", np.int32)]
    labels = np.fromfile(base + ".labels", np.uint8)
    forest = IsolationForest(n_estimators=100, max_samples=min(256, len(train)), random_state=job["seed"])
    svm = OneClassSVM(kernel="rbf", nu=0.5, gamma="scale")
    lof = LocalOutlierFactor(n_neighbors=min(20, len(lof_rows) - 1), novelty=True)
    scores = {
        "iforest": -forest.fit(train).score_samples(test),
        "ocsvm": -svm.fit(svm_rows).decision_function(test),
        "lof": -lof.fit(lof_rows).score_samples(test),
    }
    results[job["name"]] = {
        detector: {"aucRoc": roc_auc_score(labels, values), "aucPr": average_precision_score(labels, values)}
        for detector, values in scores.items()
    }
print(json.dumps({"version": sklearn.__version__, "results": results}))
