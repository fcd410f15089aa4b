"""Clusters: what is said about them, and where a finished graph's operations go. Oracle: tf.train.replica_device_setter."""

import json

import numpy as np
import pytest

from legacy_seq2seq.training.cluster import definition

CLUSTER = {"ps": ["a:2222", "b:2222"], "worker": ["c:2222", "d:2222", "e:2222"]}


def find(*arguments, **environment):
    return definition.find(*arguments, environment={name: json.dumps(value) for name, value in environment.items()})


# What is said

def test_a_cluster_comes_from_a_dict_a_file_a_spec_the_command_or_tf_config(tmp_path, tf):
    path = tmp_path / "cluster.json"
    path.write_text(json.dumps(CLUSTER))
    told = {"cluster": CLUSTER, "job": "worker", "task": 1}
    tf_config = {"cluster": CLUSTER, "task": {"type": "worker", "index": 1}}
    expected = definition.Task(CLUSTER, "worker", 1)
    for task in (find(CLUSTER, "worker", 1), find(path, "worker", 1), find(str(path), "worker", "1"),
                 find(tf.train.ClusterSpec(CLUSTER), "worker", 1), find(LEGACY_SEQ2SEQ_CLUSTER=told), find(TF_CONFIG=tf_config),
                 find(LEGACY_SEQ2SEQ_CLUSTER=told, TF_CONFIG={"cluster": {"ps": ["x:1"], "worker": ["y:1"]}}),
                 definition.find(environment=definition.environment_of(expected))):
        assert task == expected and task.address == "d:2222"
    assert find() is None and find(TF_CONFIG={}) is None and find(TF_CONFIG={"cluster": {}}) is None


def test_the_chief_is_the_job_of_that_name_or_the_first_worker():
    first, second = find(CLUSTER, "worker", 0), find(CLUSTER, "worker", 1)
    assert (first.is_chief, second.is_chief, second.chief) == (True, False, first)
    assert (second.worker, second.workers) == (1, 3)
    with_chief = {**CLUSTER, "chief": ["f:2222"]}
    first, chief = find(with_chief, "worker", 0), find(with_chief, "chief")
    assert (first.is_chief, chief.is_chief, first.chief) == (False, True, chief)
    assert (first.worker, chief.worker, chief.workers) == (1, 0, 4)
    assert [str(server) for server in chief.servers] == ["ps 0", "ps 1"]
    assert (definition.ALONE.is_chief, definition.ALONE.worker, definition.ALONE.workers) == (True, 0, 1)


@pytest.mark.parametrize("arguments, message", [
    ((None, "worker", 0), "`job` is 'worker' and `task` is 0, but there is no `cluster`"),
    (([], "worker", 0), "`cluster` is a list; expected"),
    (({"worker": ["a:1"]}, "worker", 0), "has the jobs worker; expected at least one address each of \"ps\""),
    (({"ps": [], "worker": ["a:1"]}, "worker", 0), "expected at least one address each of \"ps\""),
    (({**CLUSTER, "evaluator": ["z:1"]}, "worker", 0), "has the job 'evaluator'; expected ps, chief, worker"),
    (({**CLUSTER, "chief": ["y:1", "z:1"]}, "worker", 0), "has 2 chiefs; expected one"),
    (({**CLUSTER, "ps": "a:2222"}, "worker", 0), "'ps' is 'a:2222'; expected a list of addresses"),
    (({**CLUSTER, "ps": ["a"]}, "worker", 0), "'ps' has the address 'a'; expected \"host:port\""),
    (({**CLUSTER, "ps": ["http://a:80"]}, "worker", 0), "has the address 'http://a:80'"),
    (({**CLUSTER, "ps": ["a:70000"]}, "worker", 0), "has the address 'a:70000'"),
    (({**CLUSTER, "ps": ["c:2222"]}, "worker", 0), "have the same address, c:2222"),
    ((CLUSTER, None, 0), "not which of its jobs this process is; expected `job` (--job): one of ps, worker"),
    ((CLUSTER, "master", 0), "`job` is 'master'; the cluster has ps, worker"),
    ((CLUSTER, "worker", 3), "`task` is 3; the cluster has 3 of the job 'worker': expected `task` (--task) from 0 to 2"),
    ((CLUSTER, "worker", None), "`task` is None"),
    ((CLUSTER, "worker", True), "`task` is True"),
    ((CLUSTER, "ps", -1), "`task` is -1; the cluster has 2 of the job 'ps'"),
    (("no/such.json", "ps", 0), "file no/such.json cannot be read: No such file"),
])
def test_what_does_not_fit_together_is_told(arguments, message):
    with pytest.raises(definition.ClusterError) as caught:
        find(*arguments)
    assert message in str(caught.value)


def test_a_file_that_is_no_json_is_told_with_the_place(tmp_path):
    path = tmp_path / "cluster.json"
    path.write_text('{"ps": ["a:1"],\n "worker": [b:2]}')
    with pytest.raises(definition.ClusterError, match=r"cluster\.json is not JSON: .*line 2 column 13"):
        find(path, "ps", 0)


# Where operations go

def a_model(tf, use_resource=False, synchronous=False):
    """A graph with about everything: an embedding, a loop, slots, local variables, a table, a user's device."""
    with tf.variable_scope("model", use_resource=use_resource):
        embedding = tf.get_variable("embedding", [10, 3], partitioner=tf.fixed_size_partitioner(2))
        inputs = tf.nn.embedding_lookup(embedding, tf.zeros([2, 5], tf.int32), partition_strategy="div")
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(4), inputs, dtype=tf.float32)
        with tf.device("/cpu:0"):
            w = tf.get_variable("w", [4, 1])
        loss = tf.reduce_mean(tf.square(tf.tensordot(outputs, w, 1) - 1.0))
        with tf.control_dependencies([loss]):  # a variable that is changed inside a loop
            counted = tf.while_loop(lambda i: i < 3, lambda i: i + tf.cast(tf.reduce_sum(w) * 0 + 1, tf.int32), [0])
    step = tf.train.get_or_create_global_step()
    average = tf.metrics.mean(loss)
    known = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1).lookup(tf.constant(["a"]))
    optimizer = tf.train.AdamOptimizer(0.01)
    if synchronous:
        optimizer = tf.train.SyncReplicasOptimizer(optimizer, 2, 2)
    train_op = optimizer.minimize(loss, global_step=step)
    return train_op, loss, step, average, known, counted


STATES = ("VariableV2", "VarHandleOp", "MutableHashTableV2", "ConditionalAccumulator", "SparseConditionalAccumulator", "FIFOQueueV2",
          "Fill", "ApplyAdam", "ResourceApplyAdam", "ScatterAdd", "ResourceScatterAdd", "Assign", "AssignVariableOp", "ResourceGather")


def devices(tf, build, device=None):
    """{name: device} of the operations that hold, read or write states. Those in no collection of the worker's."""
    with tf.Graph().as_default() as graph:
        with tf.device(device):
            build()
        if device is None:
            from legacy_seq2seq.training.cluster import placement
            placement.place(graph, definition.Task(CLUSTER, "worker", 1))
        local = {variable.op.name for variable in tf.local_variables()}
        return {op.name: op.device.partition("/device")[0] for op in graph.get_operations()
                if op.type in STATES and not any(op.name.startswith(one) for one in local) and op.name not in local}


@pytest.mark.parametrize("use_resource", [False, True])
@pytest.mark.parametrize("synchronous", [False, True])
def test_states_go_where_the_device_setter_puts_them(tf, use_resource, synchronous):
    setter = tf.train.replica_device_setter(worker_device="/job:worker/task:1", cluster=CLUSTER)
    expected = devices(tf, lambda: a_model(tf, use_resource, synchronous), setter)
    ours = devices(tf, lambda: a_model(tf, use_resource, synchronous))
    differ = {name: (ours[name], expected[name]) for name in expected if ours[name] != expected[name]}
    assert not differ and len(ours) > 20
    assert len({device for device in ours.values() if "/job:ps" in device}) >= 2


def test_local_variables_and_inputs_stay_at_the_worker(tf):
    from legacy_seq2seq.training.cluster import placement

    _, loss, *_ = a_model(tf)
    queue = tf.FIFOQueue(3, tf.float32)
    iterator = tf.data.make_initializable_iterator(tf.data.Dataset.range(3))
    with tf.device("/gpu:1"):
        x = tf.placeholder(tf.float32, [], name="x") * 2
    placement.place(tf.get_default_graph(), definition.Task(CLUSTER, "worker", 1))
    assert len(tf.local_variables()) == 2
    for op in (*(variable.op for variable in tf.local_variables()), queue.queue_ref.op, iterator.initializer, loss.op):
        assert op.device.partition("/device")[0] == "/job:worker/task:1"
    assert x.op.device == "/job:worker/task:1/device:GPU:1"
    assert all("/task:" in op.device for op in tf.get_default_graph().get_operations())


def test_what_the_user_placed_stays(tf):
    from legacy_seq2seq.training.cluster import placement

    with tf.device("/job:ps/task:1"):
        mine = tf.get_variable("mine", [])
    other, another = tf.get_variable("other", []), tf.get_variable("another", [])
    with tf.device("/job:worker"):
        mine_too = tf.identity(mine)
    train_op = tf.train.MomentumOptimizer(0.1, 0.9).minimize(mine * other * another)
    placement.place(tf.get_default_graph(), definition.Task(CLUSTER, "worker", 2))
    assert [variable.op.device for variable in (mine, other, another)] == ["/job:ps/task:1", "/job:ps/task:0", "/job:ps/task:1"]
    assert mine_too.op.device == "/job:worker/task:2"
    slots = [variable for variable in tf.global_variables() if "Momentum" in variable.op.name]
    assert [slot.op.device for slot in slots] == ["/job:ps/task:1", "/job:ps/task:0", "/job:ps/task:1"]
    assert train_op.device == "/job:worker/task:2"


@pytest.mark.parametrize("use_resource", [False, True])
def test_a_placed_graph_trains_as_one_that_was_not_placed(tf, use_resource):
    """In one process that plays both tasks."""
    from legacy_seq2seq.training.cluster import local, placement

    ports = local.free_ports(2)
    cluster = {"ps": [f"127.0.0.1:{ports[0]}"], "worker": [f"127.0.0.1:{ports[1]}"]}
    values = []
    for target in (None, "cluster"):
        with tf.Graph().as_default() as graph:
            train_op, loss, _, average, *_ = a_model(tf, use_resource)
            if target:
                placement.place(graph, definition.Task(cluster, "worker", 0))
                servers = [tf.train.Server(cluster, job_name=job, task_index=0) for job in cluster]
                target = servers[1].target
            initializers = [tf.assign(variable, np.random.RandomState(len(variable.op.name)).rand(*variable.shape.as_list()) - 0.5)
                            for variable in tf.trainable_variables()]
            if target:
                placement.place(graph, definition.Task(cluster, "worker", 0))
            with tf.Session(target or "") as sess:
                sess.run([tf.global_variables_initializer(), tf.local_variables_initializer(), tf.tables_initializer()])
                sess.run(initializers)
                values.append([sess.run([loss, train_op, average[1]])[0] for _ in range(5)])
    np.testing.assert_allclose(values[1], values[0], rtol=1e-5)
    assert values[0][-1] < values[0][0]


# The notice board of a parameter server

def test_a_parameter_servers_board_tells_of_another_cluster_and_of_the_jobs_end(tf):
    from legacy_seq2seq.training.cluster import board, local, serving

    ports = local.free_ports(2)
    cluster = {"ps": [f"127.0.0.1:{ports[0]}"], "worker": [f"127.0.0.1:{ports[1]}"]}
    server, worker = definition.Task(cluster, "ps", 0), definition.Task(cluster, "worker", 0)
    running = serving.start(server)
    with pytest.raises(definition.ClusterError, match=f"ps 0 cannot listen at 127.0.0.1:{ports[0]}: Address already in use"):
        serving.start(server)
    own, others = board.Board(server), board.Board(server)
    assert not others.check_cluster(worker)  # it is not up yet
    own.put_cluster()
    assert others.check_cluster(worker)
    with pytest.raises(definition.ClusterError, match="ps 0 at 127.* was started with another cluster than worker 0"):
        others.check_cluster(definition.Task({**cluster, "worker": ["127.0.0.1:1"]}, "worker", 0))
    others.beat(worker, 7)
    assert board.here_in(own.entries()) == {"worker 0": 7} and board.over_in(own.entries()) is None
    others.leave(worker)
    others.put_over("the chief has finished", 0)
    assert board.here_in(own.entries()) == {} and board.over_in(own.entries()) == ("the chief has finished", 0)
    assert running.target == f"grpc://127.0.0.1:{ports[0]}"


@pytest.mark.parametrize("arguments, message", [
    (["--job", "worker", "x.py"], "--job and --task say which task of a cluster this is; give its file"),
    (["--cluster", "no.json", "--job", "ps", "x.py"], "The cluster's file no.json cannot be read"),
    (["--local-cluster", "2", "x.py"], "--local-cluster is '2'; expected how many parameter servers and workers"),
    (["--local-cluster", "1,0", __file__], "`workers` is 0; expected a whole number"),
    (["--local-cluster", "1,1", "no.py"], "there is no program no.py"),
])
def test_the_command_says_what_is_wrong(arguments, message, capsys):
    from legacy_seq2seq import cli

    assert cli.main(["run", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_token_that_a_killed_worker_left_is_taken_away_once(tf):
    """With it the worker that takes its place would make two steps where the others make one, and its gradient count twice."""
    from legacy_seq2seq import training
    from legacy_seq2seq.training import averaging

    w = tf.get_variable("w", [])
    optimizer = training.synchronous(
        tf.train.GradientDescentOptimizer(0.1), cluster={"ps": ["a:1"], "worker": ["a:2", "a:3"]}, job="worker", task=1)
    train_op = optimizer.minimize(tf.square(w), global_step=tf.train.get_or_create_global_step())
    graph, queue = train_op.graph, optimizer._sync_token_queue
    (hook,) = [one for one in averaging.hooks(graph, False, []) if isinstance(one, averaging._LeftToken)]
    hook.begin()
    tokens, size = queue.enqueue_many([tf.zeros([2], tf.int64)]), queue.size()
    with tf.Session() as session:
        hook.after_create_session(session, None)  # there is none: it must not wait for one
        session.run(tokens)
        hook.after_create_session(session, None)
        assert session.run(size) == 1
    assert not [one for one in averaging.hooks(graph, True, []) if isinstance(one, averaging._LeftToken)]
