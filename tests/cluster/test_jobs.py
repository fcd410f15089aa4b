"""Kinds of clusters: with a chief, told by TF_CONFIG, of several parameter servers, and those that a program of 2017 makes itself."""

import json
import os
import re

import pytest

from tests.cluster.tasks import PROGRAMS, Cluster

pytestmark = pytest.mark.slow


def tf_config(task):
    """As programs for estimators were told."""
    return {"TF_CONFIG": json.dumps({"cluster": task.cluster, "task": {"type": task.job, "index": task.index}, "environment": "cloud"})}


def variables_at_begin(text):
    step, values = re.findall(r"^session (\d+) w (.*)$", text, re.MULTILINE)[-1]
    return int(step), json.loads(values)


def test_a_chief_and_partitioned_variables_by_tf_config_and_its_checkpoints_alone_and_back(tmp_path):
    line = [PROGRAMS / "line.py", tmp_path / "log", "--partitions", "3", "--steps"]
    with Cluster(tmp_path, *line, "30", "--pause", "0.02", environment=tf_config, ps=2, chief=1, worker=1).start() as tasks:
        assert tasks.until_ended(seconds=150) == [0] * 4
    assert (tmp_path / "log" / "checkpoint").exists()
    assert "step " in tasks["worker 0"].text and "the chief, chief 0, has finished" in tasks["ps 1"].text
    step = int(re.findall(r"^end (\d+)$", tasks["chief 0"].text, re.MULTILINE)[-1])
    assert step >= 30

    with Cluster(tmp_path, *line, str(step + 5), environment=lambda task: {}, alone=1).start() as alone:
        assert alone.until_ended() == [0]
    begun, values = variables_at_begin(alone["alone 0"].text)
    assert step <= begun < step + 5 and sum(values) > 0.5  # the worker may step once more while the chief closes
    with Cluster(tmp_path, *line, str(step + 5), ps=2, worker=1).start() as again:
        assert again.until_ended() == [0] * 3
    end, values_then = variables_at_begin(again["worker 0"].text)
    assert end == step + 5 and values_then[2] > values[2] > values[0] > 0


# TensorFlow's MonitoredTrainingSession has a worker that is early look for the chief every 30 seconds, and a synchronous chief wait at its
# end for 120.
ALL = [["--supervisor"], [], ["--sync"]] if os.environ.get("LEGACY_SEQ2SEQ_ALL_CLUSTERS") else [["--supervisor"]]


@pytest.mark.parametrize("arguments", ALL)
def test_a_program_of_2017_makes_its_own_cluster(tmp_path, arguments):
    def command(task):
        hosts = [f"--{job}_hosts={','.join(listed)}" for job, listed in task.cluster.items()]
        return ["run", str(PROGRAMS / "tutorial_2017.py"), *hosts, f"--job_name={task.job}", f"--task_index={task.index}",
                f"--logdir={tmp_path / 'log'}", *arguments]

    with Cluster(tmp_path, command=command, environment=lambda task: {}, ps=2, worker=2).start() as tasks:
        assert tasks.until_ended("worker 0", "worker 1", seconds=240) == [0, 0]
        assert tasks["ps 0"].status is None  # as ever: `server.join()` does not return
    for worker in range(2):
        assert float(re.search(rf"worker {worker} done, loss (\S+)", tasks[f"worker {worker}"].text)[1]) < 0.1
    assert list((tmp_path / "log").glob("model.ckpt-*.index"))
