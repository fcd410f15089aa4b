"""Tasks of a cluster are killed, stopped, and started with another graph."""

import re
import signal

import pytest

from tests.cluster.tasks import PROGRAMS, Cluster

pytestmark = pytest.mark.slow
TRAINING = [PROGRAMS / "line.py", "--pause", "0.01"]


@pytest.fixture
def cluster(tmp_path):
    """Begins a cluster of the program; the file `enough` ends its training."""
    clusters = []

    def begun(*arguments, **options):
        training = [*TRAINING, tmp_path / "log", "--until", tmp_path / "enough", *arguments]
        clusters.append(Cluster(tmp_path, *training, **{"ps": 1, "worker": 2, **options}))
        return clusters[-1].start()

    yield begun
    for one in clusters:
        one.__exit__()


def steps_of(text):
    return [int(number) for number in re.findall(r"^step (\d+) ", text, re.MULTILINE)]


def last_loss(text):
    return float(re.findall(r"loss (\S+)$", text, re.MULTILINE)[-1])


def test_workers_the_chief_and_parameter_servers_come_back_from_kills(cluster, tmp_path):
    tasks = cluster()
    tasks.until_steps("worker 0", 10)
    tasks.until_steps("worker 1", 10)

    written = tasks["worker 1"].kill()
    tasks.until_steps("worker 0", 10, len(tasks["worker 0"].text))  # it does not wait
    tasks.start("worker 1").until_steps("worker 1", 10, written)

    newest = tmp_path / "log" / "checkpoint"  # the file that names it is written last
    tasks.until(lambda: newest.exists() and re.match(r"model_checkpoint_path: .*model.ckpt-[1-9]", newest.read_text()), "the chief saves")
    written = tasks["worker 0"].kill()
    tasks.until_steps("worker 1", 10, len(tasks["worker 1"].text))
    tasks.start("worker 0").until_steps("worker 0", 10, written)
    assert re.search(r"going on from .*model.ckpt-[1-9]", tasks["worker 0"].text[written:])

    written = [len(tasks[name].text) for name in ("worker 0", "worker 1")]
    tasks["ps 0"].kill()
    tasks.until_says("worker 0", "waits for ps 0 at 127.0.0.1:", written[0])
    tasks.until_says("worker 0", "nothing listens there; start it with --job ps --task 0", written[0])
    tasks.until_says("worker 1", "waits for", written[1])
    tasks.start("ps 0").until_steps("worker 1", 10, tasks["worker 1"].text.index("waits for", written[1]))
    again = r"the variables are again those of .*model.ckpt-[1-9]\d*, step [1-9]"
    tasks.until(lambda: re.search(again, tasks["worker 0"].text[written[0]:]), "worker 0 restores")

    tasks.until(lambda: last_loss(tasks["worker 0"].text) < 1e-3, "it converges")
    (tmp_path / "enough").touch()
    assert tasks.until_ended() == [0, 0, 0]
    assert "the job is over: the chief has finished at step" in tasks["ps 0"].text


def test_synchronous_workers_wait_for_a_killed_one_and_begin_anew_with_a_killed_chief(cluster, tmp_path):
    tasks = cluster("--sync")
    tasks.until_steps("worker 1", 10)
    written = tasks["worker 1"].kill()
    tasks.until_says("worker 0", "worker 1 is not heard of any more; each step waits for it: start it again")
    standing = steps_of(tasks["worker 0"].text)[-1]
    tasks.start("worker 1").until_steps("worker 1", 10, written)
    assert steps_of(tasks["worker 1"].text[written:])[0] in (standing + 1, standing + 2)
    tasks.until_says("worker 0", "worker 1 has come back")

    other, written = len(tasks["worker 1"].text), tasks["worker 0"].kill()
    tasks.start("worker 0").until_steps("worker 0", 10, written)
    assert "the chief began anew, and so does this session" in tasks["worker 1"].text
    (tmp_path / "enough").touch()
    assert tasks.until_ended() == [0, 0, 0]
    begun = tasks["worker 1"].text.index("the chief began anew", other)
    for steps in (steps_of(tasks["worker 0"].text[written:]), steps_of(tasks["worker 1"].text[begun:])):
        assert steps == list(range(steps[0], steps[-1] + 1))  # each takes part once in each step


def test_a_worker_with_another_graph_is_told_the_variables(cluster, tmp_path):
    run = ["run", *map(str, TRAINING), str(tmp_path / "log"), "--until", str(tmp_path / "enough")]
    more = {"worker 1": ["--hidden", "2"], "worker 2": ["--more"], "worker 3": ["--sync"]}
    tasks = cluster(command=lambda task: run + more.get(str(task), []), ps=2, worker=4)
    assert tasks.until_ended(*more) == [1, 1, 1]
    assert ("The graph of worker 1 is not the one of the chief, worker 0:\n  w: float32 [3, 2] here, float32 [3, 1] at the chief\n"
            "  b: float32 [2] here, float32 [1] at the chief\nStart every task") in tasks["worker 1"].text
    assert "  more: float32 [2] here; the chief has no such variable\n  global_step: on ps 1 here, on ps 0" in tasks["worker 2"].text
    assert "the optimizer waits for all workers' gradients (training.synchronous) here, not at the chief" in tasks["worker 3"].text
    tasks.until_steps("worker 0", 5, len(tasks["worker 0"].text))
    (tmp_path / "enough").touch()
    assert tasks.until_ended("worker 0", "ps 0", "ps 1") == [0, 0, 0]


@pytest.mark.parametrize("number, name", [(signal.SIGTERM, "SIGTERM"), (signal.SIGINT, "Ctrl-C")])
def test_a_stopped_worker_leaves_and_a_stopped_chief_saves_and_ends_the_job(cluster, tmp_path, number, name):
    tasks = cluster(worker=3)
    for worker in range(3):
        tasks.until_steps(f"worker {worker}", 5)
    tasks["worker 1"].signal(number)
    assert tasks.until_ended("worker 1") == [128 + number]
    tasks.until_steps("worker 2", 5, len(tasks["worker 2"].text))
    tasks["worker 0"].signal(number)
    assert tasks.until_ended("worker 0", "worker 2", "ps 0") == [128 + number, 0, 0]
    saved = re.search(rf"stopped by {name} at step (\d+); saved .*model.ckpt-(\d+)", tasks["worker 0"].text)
    assert saved[1] == saved[2] and (tmp_path / "log" / f"model.ckpt-{saved[1]}.index").exists()
    assert f"the job is over: the chief was stopped by {name}" in tasks["worker 2"].text


def test_a_stopped_parameter_server_says_so_and_who_waits_for_it_can_be_stopped(cluster):
    tasks = cluster()
    tasks.until_steps("worker 1", 5)
    tasks["ps 0"].signal(signal.SIGTERM)
    assert tasks.until_ended("ps 0") == [143]
    assert "stopped by SIGTERM; the variables here are gone, the chief's last checkpoint has them" in tasks["ps 0"].text
    tasks.until_says("worker 0", "waits for ps 0")
    tasks.until_says("worker 1", "waits for ps 0")
    tasks["worker 0"].signal(signal.SIGINT)
    tasks["worker 1"].signal(signal.SIGTERM)
    assert tasks.until_ended("worker 0", "worker 1") == [130, 143]
    assert "Traceback" not in tasks["worker 0"].text + tasks["worker 1"].text
