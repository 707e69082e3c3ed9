"""What one would build with scikit-learn: the peer of bench/scoring.ts, which starts it.

First line of the input: {"folder", "width"}; the folder has pool.f4, probe.f4 (raw float32 rows, NaN is missing), and
svm.i4, lof.i4 (rows of the pool that teach). Then a line per measurement: {"task", "batch", "seconds"}. Answers each
line with one of JSON. Tasks: iforest, ocsvm, lof (score_samples alone, of scaled rows), loop (a dictionary an event -> vector
-> scaler -> three detectors -> ranks among the pool -> mean -> alerts counted). Parameters are those of our detectors.
"""
import json
import sys
import time
import warnings
from pathlib import Path

try:
    import numpy as np
    import sklearn
    from sklearn.ensemble import IsolationForest
    from sklearn.neighbors import LocalOutlierFactor
    from sklearn.preprocessing import RobustScaler
    from sklearn.svm import OneClassSVM
except ImportError as error:
    print(json.dumps({"missing": f"{error}: apt-get install python3-sklearn"}), flush=True)
    sys.exit(0)

setup = json.loads(sys.stdin.readline())
folder, width = Path(setup["folder"]), setup["width"]
rows_of = lambda name: np.fromfile(folder / f"{name}.f4", np.float32).reshape(-1, width)
raw_pool, raw_probe = rows_of("pool"), rows_of("probe")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of columns that are always missing
    median = np.nan_to_num(np.nanmedian(raw_pool, axis=0))
known = lambda rows: np.where(np.isnan(rows), median, rows)
scaler = RobustScaler().fit(known(raw_pool))
pool, probe = (np.clip(scaler.transform(known(rows)), -10, 10) for rows in (raw_pool, raw_probe))
svm_rows, lof_rows = (pool[np.fromfile(folder / f"{name}.i4", np.int32)] for name in ("svm", "lof"))
detectors = {
    "iforest": IsolationForest(n_estimators=100, max_samples=256, random_state=1).fit(pool),
    "ocsvm": OneClassSVM(kernel="rbf", nu=0.5, gamma="scale").fit(svm_rows),
    "lof": LocalOutlierFactor(n_neighbors=20, novelty=True).fit(lof_rows),
}
calibration = {name: np.sort(detector.score_samples(pool[:2000])) for name, detector in detectors.items()}
names = [f"feature_{i}" for i in range(width)]
events = [dict(zip(names, map(float, row))) for row in raw_probe]


def loop(first, batch):
    chosen = [events[(first + i) % len(events)] for i in range(batch)]
    rows = np.array([[event[name] for name in names] for event in chosen])
    scaled = np.clip(scaler.transform(known(rows)), -10, 10)
    ranks = [
        np.searchsorted(calibration[name], detector.score_samples(scaled)) / len(calibration[name])
        for name, detector in detectors.items()
    ]
    return int((np.mean(ranks, axis=0) < 0.01).sum())


def score(name):
    def run(first, batch):
        start = first % max(1, len(probe) - batch)
        detectors[name].score_samples(probe[start : start + batch])

    return run


tasks = {"loop": loop, **{name: score(name) for name in detectors}}
print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    run, batch, done = tasks[job["task"]], job["batch"], 0
    begun, cpu = time.perf_counter(), time.process_time()
    while time.perf_counter() - begun < job["seconds"]:
        run(done, batch)
        done += batch
    spent = {"seconds": time.perf_counter() - begun, "cpuSeconds": time.process_time() - cpu}
    print(json.dumps({"rows": done, **spent}), flush=True)
