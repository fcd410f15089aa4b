"""Whole clusters of processes as `training.local_cluster` starts them."""

import numpy as np
import pytest

from legacy_seq2seq import training
from tests.cluster.tasks import PROGRAMS


@pytest.mark.slow
def test_synchronous_workers_step_by_the_average_of_their_gradients(tmp_path):  # oracle: the same steps in NumPy
    program = [PROGRAMS / "line.py", tmp_path / "log", "--sync", "--steps", "30"]
    with training.local_cluster(*program, folder=tmp_path, echo=False) as cluster:
        assert cluster.wait() == 0
    randoms, expected = [np.random.RandomState(worker) for worker in range(2)], []
    w, b, target = np.zeros([3, 1]), np.zeros([1]), np.array([[1.0], [2.0], [3.0]])
    for _ in range(30):
        inputs = [random.randn(8, 3) for random in randoms]
        errors = [x @ (w - target) + b for x in inputs]
        expected.append([np.mean(error ** 2) for error in errors])
        w = w - 0.01 * np.mean([2 / 8 * x.T @ error for x, error in zip(inputs, errors)], axis=0)
        b = b - 0.01 * np.mean([2 * np.mean(error, axis=0) for error in errors], axis=0)
    for worker in range(2):
        told = [line.split() for line in cluster.output("worker", worker).splitlines() if line.startswith("step ")]
        np.testing.assert_allclose([float(line[-1]) for line in told], [losses[worker] for losses in expected], rtol=1e-5)
