"""Which tasks a cluster has, where they are, and which of them this process is. Does not import TensorFlow."""

import collections
import json
import os

VARIABLE = "LEGACY_SEQ2SEQ_CLUSTER"  # what `legacy-seq2seq run --cluster` tells the program and its child processes
_FORM = '{"ps": ["host:2222"], "worker": ["host:2223", "host:2224"]}'
_JOBS = ("ps", "chief", "worker")


class ClusterError(ValueError):
    """What is said about the cluster, or what is found at its addresses, does not fit together. The message says what to do."""


class Task(collections.namedtuple("Task", "cluster job index")):
    """One process of a cluster.

    cluster: {job: [address "host:port", ...]}; job: "ps", "chief" or "worker"; index: its place in the job. Workers and the chief build the
    same graph and train; parameter servers keep the variables. The chief is the job "chief" or, without one, worker 0.
    """

    __slots__ = ()

    def __str__(self):
        return f"{self.job} {self.index}"

    @property
    def address(self):
        return self.cluster[self.job][self.index] if self.cluster else ""

    @property
    def is_chief(self):
        return self.job == "chief" or (self.job == "worker" and self.index == 0 and not self.cluster.get("chief"))

    @property
    def chief(self):
        """The task that initialises, restores and saves."""
        return Task(self.cluster, "chief" if self.cluster.get("chief") else "worker", 0)

    @property
    def servers(self):
        """The tasks that keep variables."""
        return [Task(self.cluster, "ps", index) for index in range(len(self.cluster.get("ps", ())))]

    @property
    def workers(self):
        """How many tasks train, the chief included; 1 without a cluster."""
        return len(self.cluster.get("chief", ())) + len(self.cluster.get("worker", ())) or 1

    @property
    def worker(self):
        """Which of the `workers` this is, from 0, the chief: `dataset.shard(task.workers, task.worker)`."""
        return self.index + (len(self.cluster.get("chief", ())) if self.job == "worker" else 0)


ALONE = Task({}, "worker", 0)


def find(cluster=None, job=None, task=None, environment=os.environ):
    """The `Task` that this process is, or None where there is no cluster.

    cluster: {"ps": [...], "worker": [...]} with addresses "host:port", the path of a JSON file of the same, or a tf.train.ClusterSpec;
    None takes what `legacy-seq2seq run --cluster` said, else the environment's TF_CONFIG. job, task: which one of it this is; where they
    are None, as `run` or TF_CONFIG says; the task may be left out where the job has one only.
    Raises ClusterError where it does not fit together.
    """
    told = {} if cluster is not None else _told(environment)
    cluster = cluster if cluster is not None else told.get("cluster")
    if cluster is None:
        if job is not None or task is not None:
            raise ClusterError(f"training.session: `job` is {job!r} and `task` is {task!r}, but there is no `cluster`. Give one: "
                               f"cluster={_FORM}, or the path of a JSON file of that form.")
        return None
    checked = _checked(cluster)
    job = told.get("job") if job is None else job
    return Task(checked, _job(job, checked), _index(told.get("task") if task is None else task, job, checked))


def task(cluster=None, job=None, task=None):
    """The `Task` that this process is in its cluster; alone, worker 0 of 1.

        mine = training.task()
        dataset = dataset.shard(mine.workers, mine.worker)

    cluster: {"ps": [...], "worker": [...]} with addresses "host:port", the path of a JSON file of the same, or a tf.train.ClusterSpec;
    by default what `legacy-seq2seq run --cluster` or the environment's TF_CONFIG says. job: "ps", "chief" or "worker"; task: from 0.
    Raises ClusterError where they do not fit together.
    """
    return find(cluster, job, task) or ALONE


def _told(environment):
    """{"cluster", "job", "task"} of the environment, or {}."""
    for name in (VARIABLE, "TF_CONFIG"):
        try:
            told = json.loads(environment.get(name) or "{}")
        except ValueError as error:
            raise ClusterError(f"The environment's {name} is not JSON: {error}.") from None
        if isinstance(told, dict) and told.get("cluster"):
            task = told.get("task") or {}
            return told if name == VARIABLE else {"cluster": told["cluster"], "job": task.get("type"), "task": task.get("index")}
    return {}


def environment_of(task):
    """What to add to the environment so that `find()` gives `task`, and an estimator reads the same from TF_CONFIG."""
    return {VARIABLE: json.dumps({"cluster": task.cluster, "job": task.job, "task": task.index}),
            "TF_CONFIG": json.dumps({"cluster": task.cluster, "task": {"type": task.job, "index": task.index}})}


def _checked(cluster):
    where = "`cluster`"
    if isinstance(cluster, (str, os.PathLike)):
        where, cluster = os.fspath(cluster), _read(os.fspath(cluster))
    elif hasattr(cluster, "as_dict"):  # a ClusterSpec
        cluster = cluster.as_dict()
    if not isinstance(cluster, dict):
        raise ClusterError(f"{where} is a {type(cluster).__name__}; expected {_FORM}, the path of a JSON file of that form, or a "
                           "tf.train.ClusterSpec.")
    jobs = {job: _addresses(job, listed, where) for job, listed in cluster.items()}
    unknown = sorted(set(jobs) - set(_JOBS))
    if unknown:
        raise ClusterError(f"{where} has the job {unknown[0]!r}; expected {', '.join(_JOBS)}: {_FORM}.")
    if not jobs.get("ps") or not (jobs.get("worker") or jobs.get("chief")):
        raise ClusterError(f"{where} has the jobs {', '.join(sorted(jobs)) or 'none'}; expected at least one address each of \"ps\", which "
                           f"keep the variables, and of \"worker\", which train: {_FORM}.")
    if len(jobs.get("chief", ())) > 1:
        raise ClusterError(f"{where} has {len(jobs['chief'])} chiefs; expected one. The others are workers.")
    _check_distinct(jobs, where)
    return jobs


def _read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as error:
        raise ClusterError(f"The cluster's file {path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise ClusterError(f"The cluster's file {path} is not JSON: {error}. Expected: {_FORM}") from None


def _addresses(job, listed, where):
    if isinstance(listed, dict) and sorted(map(str, listed)) == sorted(map(str, range(len(listed)))):  # {index: address}
        listed = [listed[index] if index in listed else listed[str(index)] for index in range(len(listed))]
    if not isinstance(listed, (list, tuple)):
        raise ClusterError(f"{where}: {job!r} is {listed!r}; expected a list of addresses, as in {_FORM}.")
    for address in listed:
        host, _, port = address.rpartition(":") if isinstance(address, str) else ("", "", "")
        if not host or "/" in address or not port.isdigit() or not 0 < int(port) < 65536:
            raise ClusterError(f"{where}: {job!r} has the address {address!r}; expected \"host:port\", such as \"10.0.0.5:2222\".")
    return list(listed)


def _check_distinct(jobs, where):
    seen = {}
    for job, listed in jobs.items():
        for index, address in enumerate(listed):
            if address in seen:
                raise ClusterError(f"{where}: {seen[address]} and {job} {index} have the same address, {address}. Give each its own port.")
            seen[address] = f"{job} {index}"


def _job(job, cluster):
    if job in cluster and cluster[job]:
        return job
    here = ", ".join(job for job in _JOBS if cluster.get(job))
    if job is None:
        raise ClusterError(f"There is a cluster, but not which of its jobs this process is; expected `job` (--job): one of {here}.")
    raise ClusterError(f"`job` is {job!r}; the cluster has {here}.")


def _index(index, job, cluster):
    count = len(cluster[job])
    if index is None and count == 1:
        return 0
    if isinstance(index, str) and index.isdigit():
        index = int(index)
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < count:
        raise ClusterError(f"`task` is {index!r}; the cluster has {count} of the job {job!r}: expected `task` (--task) "
                           f"from 0 to {count - 1}.")
    return index
