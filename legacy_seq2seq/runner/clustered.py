"""`legacy-seq2seq run --cluster` and `--local-cluster`: the program is one task of a cluster, or all of them."""

import os
import signal
import sys


def main(options, run):
    """Runs the program as the options say; `run(options)` runs it in this process. Returns the exit status."""
    from legacy_seq2seq.training.cluster import definition, local

    local.end_with_parent()
    try:
        if options.local_cluster is not None:
            return _run_all(options)
        if options.cluster is None and (options.job, options.task) != (None, None):
            raise definition.ClusterError("--job and --task say which task of a cluster this is; give its file: --cluster cluster.json")
        if options.cluster is not None:
            os.environ.update(definition.environment_of(definition.find(options.cluster, options.job, options.task)))
        task = definition.find() if definition.VARIABLE in os.environ else None
    except definition.ClusterError as error:
        print(f"legacy-seq2seq: {error}", file=sys.stderr)
        return 2
    return run(options) if task is None else _run_task(task, options, run)


def _run_task(task, options, run):
    if task.job == "ps":  # keeps variables, whatever the program is
        from legacy_seq2seq.training.cluster import definition, serving

        try:
            return serving.serve(task)
        except definition.ClusterError as error:
            print(f"legacy-seq2seq: {error}", file=sys.stderr)
            return 2
    try:
        return run(options)
    finally:
        place = sys.modules.get("legacy_seq2seq.training.cluster.place")
        if place is None or not place.has_joined():
            print(f"legacy-seq2seq: the program did not join the cluster as {task}: `training.session` does. It ran by itself, and the "
                  "parameter servers do not know of it.", file=sys.stderr)


def _run_all(options):
    from legacy_seq2seq.training.cluster import definition, local

    ps, comma, workers = options.local_cluster.partition(",")
    if options.program is None or options.cluster is not None or not (comma and ps.isdigit() and workers.isdigit()):
        raise definition.ClusterError(f"--local-cluster is {options.local_cluster!r}; expected how many parameter servers and workers "
                                      "to run on this machine, and a program's file: --local-cluster 1,2 train.py")
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # through the `with`, which has all tasks save and end
    try:
        with local.local_cluster(options.program, *options.arguments, ps=int(ps), workers=int(workers)) as cluster:
            print(f"legacy-seq2seq: the tasks' output is kept in {cluster.folder}", file=sys.stderr)
            return cluster.wait()
    except (ValueError, FileNotFoundError) as error:
        raise definition.ClusterError(str(error)) from None
    except KeyboardInterrupt:
        return 130
