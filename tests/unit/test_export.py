"""`training.export`: models that a TensorFlow without this package loads and calls, with equal outputs.

All models are exported first; then ONE process of plain TensorFlow loads and calls them (plain_tensorflow.py).
"""

import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from legacy_seq2seq import shapes, training
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.exporting import folders, signing

BESIDE = pathlib.Path(__file__).parent
WORDS = ["the", "cat", "sat", "down"]


class Calls:
    """What the process of plain TensorFlow is asked, and what the session answered."""

    def __init__(self, folder):
        self.folder = folder
        self.asked, self.expected = [], {}

    def model(self, name):
        return str(self.folder / name)

    def ask(self, model, signature="serving_default", inputs=None, expected=None):
        call = f"{model}.{signature}.{len(self.asked)}"
        np.savez(self.folder / f"{call}.in.npz", **(inputs or {}))
        self.asked.append({"model": self.model(model), "signature": signature, "call": call})
        self.expected[call] = expected
        return call

    def check(self, model):
        """Compares bit for bit: the same operations in the same TensorFlow, in another process."""
        calls = [one["call"] for one in self.asked if one["call"].split(".")[0] == model]
        assert calls
        for call in calls:
            error = self.folder / f"{call}.error"
            if isinstance(self.expected[call], str):
                assert self.expected[call] in error.read_text()
                continue
            assert not error.exists(), error.read_text()
            found = dict(np.load(self.folder / f"{call}.out.npz", allow_pickle=True))
            assert sorted(found) == sorted(self.expected[call])
            for name, value in self.expected[call].items():
                np.testing.assert_array_equal(found[name], value, err_msg=f"{call}: {name}")


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    made = Calls(tmp_path_factory.mktemp("exports"))
    for export in (export_translator, export_steps, export_words, export_pipeline, export_references, export_resources, export_checked,
                   export_training, export_simple_save):
        with tf.Graph().as_default():
            tf.set_random_seed(3)
            export(made)
    (made.folder / "calls.json").write_text(json.dumps(made.asked))
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run([sys.executable, str(BESIDE / "plain_tensorflow.py"), str(made.folder)], cwd=made.folder, env=environment,
                          capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return made


# A translator: bidirectional encoder, attention, greedy decoding and beam search

VOCAB, UNITS, BEAMS, GO, EOS = 12, 8, 3, 1, 2


def translator():
    contrib = tf.contrib.seq2seq
    ids = tf.placeholder(tf.int32, [None, None])                                  # [batch, time]
    lengths = tf.placeholder(tf.int32, [None])                                    # [batch]
    keep_prob = tf.placeholder_with_default(1.0, [])
    embedding = tf.get_variable("embedding", [VOCAB, UNITS])

    def cell():
        return tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.LSTMCell(UNITS), output_keep_prob=keep_prob)

    outputs, states = tf.nn.bidirectional_dynamic_rnn(cell(), cell(), tf.nn.embedding_lookup(embedding, ids), lengths, dtype=tf.float32)
    memory = tf.concat(outputs, 2)                                                # [batch, time, 2 * units]
    state = tf.nn.rnn_cell.LSTMStateTuple(states[0].c + states[1].c, states[0].h + states[1].h)
    batch, longest = tf.shape(ids)[0], 2 * tf.reduce_max(lengths)
    projection = tf.layers.Dense(VOCAB, name="projection")

    def decoder(reuse, beams, make):
        with tf.variable_scope("decoder", reuse=reuse):
            mechanism = contrib.BahdanauAttention(UNITS, *contrib.tile_batch([memory, lengths], beams))
            attending = contrib.AttentionWrapper(cell(), mechanism, UNITS)
            start = attending.zero_state(batch * beams, tf.float32).clone(cell_state=contrib.tile_batch(state, beams))
            return contrib.dynamic_decode(make(attending, start), maximum_iterations=longest)

    inputs = tf.concat([tf.fill([batch, 1], GO), ids[:, :-1]], 1)
    taught = contrib.TrainingHelper(tf.nn.embedding_lookup(embedding, inputs), lengths)
    trained, _, _ = decoder(None, 1, lambda cell, start: contrib.BasicDecoder(cell, taught, start, projection))
    logits = tf.pad(trained.rnn_output, [[0, 0], [0, tf.shape(ids)[1] - tf.shape(trained.rnn_output)[1]], [0, 0]])
    loss = contrib.sequence_loss(logits, ids, tf.sequence_mask(lengths, tf.shape(ids)[1], tf.float32))
    tf.train.get_or_create_global_step()
    train_op = tf.train.AdamOptimizer(0.05).minimize(loss)
    go = tf.fill([batch], GO)
    greedily = contrib.GreedyEmbeddingHelper(embedding, go, EOS)
    greedy = decoder(True, 1, lambda cell, start: contrib.BasicDecoder(cell, greedily, start, projection))
    beam = decoder(True, BEAMS, lambda cell, start: contrib.BeamSearchDecoder(cell, embedding, go, EOS, start, BEAMS, projection))
    return ids, lengths, memory, state, train_op, greedy, beam


def sentences(batch, time, seed):
    random = np.random.RandomState(seed)
    lengths = random.randint(1, time + 1, batch).astype(np.int32)
    lengths[0] = time
    ids = random.randint(3, VOCAB, [batch, time]).astype(np.int32)
    return {"ids": ids * (np.arange(time) < lengths[:, None]), "lengths": lengths}


def export_translator(calls):
    ids, lengths, memory, state, train_op, greedy, beam = translator()
    inputs = {"ids": ids, "lengths": lengths}
    outputs = {"greedy": greedy, "beam": beam}
    encoded = {"memory": memory, "state": state}
    with tf.train.MonitoredSession() as sess:  # its graph is finalized
        for step in range(5):
            fed = sentences(6, 5, step)
            sess.run(train_op, {ids: fed["ids"], lengths: fed["lengths"]})
        training.export(sess, calls.model("translator"), signatures={
            "serving_default": training.Signature(inputs, outputs), "encode": (inputs, encoded)})
        for batch, time in ((4, 7), (1, 2)):
            fed = sentences(batch, time, 9)
            for signature, asked in (("serving_default", outputs), ("encode", encoded)):
                flat = dict(signing._flat("outputs", signature, asked))
                calls.ask("translator", signature, fed, sess.run(flat, {ids: fed["ids"], lengths: fed["lengths"]}))


def test_a_trained_translator_gives_the_same_sentences(calls):
    calls.check("translator")


def test_parts_of_nests_have_clear_names(calls):
    expected = calls.expected["translator.serving_default.0"]
    assert {"greedy_0_sample_id", "greedy_1_cell_state_h", "greedy_2", "beam_0_beam_search_decoder_output_scores"} <= set(expected)
    assert expected["beam_0_predicted_ids"].shape[::2] == (4, BEAMS)


def test_only_what_the_outputs_need_is_exported(calls):
    nodes = graph_of(calls.model("translator")).node
    assert not [node.name for node in nodes if "Adam" in node.name or "gradients" in node.name or "global_step" in node.name]
    assert not {node.op for node in nodes} & {"VariableV2", "Addons>GatherTree"}


def graph_of(folder):
    from legacy_seq2seq import stack

    proto = stack.protocol_buffers().protobuf.saved_model_pb2.SavedModel()
    proto.ParseFromString((pathlib.Path(folder) / "saved_model.pb").read_bytes())
    return proto.meta_graphs[0].graph_def


# A cell, step by step: a nest as input

def export_steps(calls):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(4), tf.nn.rnn_cell.GRUCell(3)])
    x = tf.placeholder(tf.float32, [None, 2])
    state = tf.nest.map_structure(lambda size: tf.placeholder(tf.float32, [None, size]), cell.state_size)
    output, after = cell(x, state)
    rate = tf.placeholder(tf.float32)
    output = tf.nn.dropout(output, rate=rate)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        training.export(sess, calls.model("steps"), {"x": x, "state": state}, {"output": output, "state": after}, feed_dict={rate: 0.0})
        flat = dict(signing._flat("inputs", "", {"x": x, "state": state}))
        fed = {name: np.random.RandomState(1).randn(5, tensor.shape[1]).astype("f") for name, tensor in flat.items()}
        expected = sess.run(dict(signing._flat("outputs", "", {"output": output, "state": after})),
                            {rate: 0.0, **{flat[name]: value for name, value in fed.items()}})
    assert sorted(fed) == ["state_0_c", "state_0_h", "state_1", "x"]
    calls.ask("steps", inputs=fed, expected=expected)


def test_a_state_goes_in_and_out_and_a_dropout_placeholder_is_fixed(calls):
    calls.check("steps")


# Words: tables from files, from tensors and of contents that change; sparse and ragged tensors

def export_words(calls):
    vocabulary = calls.folder / "words.txt"
    vocabulary.write_text("\n".join(WORDS) + "\n")
    words = tf.placeholder(tf.string, [None])
    ids = tf.contrib.lookup.index_table_from_file(str(vocabulary), num_oov_buckets=2).lookup(words)
    back = tf.contrib.lookup.index_to_string_table_from_tensor(WORDS, default_value="?").lookup(ids)
    counts = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, -1)
    sparse = tf.sparse_placeholder(tf.float32)
    sums = tf.sparse_reduce_sum(sparse, 1)
    outputs = {"ids": ids, "back": back, "counted": counts.lookup(words), "sums": sums, "doubled": sparse * 2.0,
               "letters": tf.strings.unicode_split(words, "UTF-8")}
    fed = {"words": np.array(["sat", "dog", "the"]), "sparse_indices": np.array([[0, 1], [1, 0]]),
           "sparse_values": np.array([2, 3], "f"), "sparse_dense_shape": np.array([2, 3])}
    insert = counts.insert(tf.constant(["sat"]), tf.constant([7], tf.int64))
    with tf.Session() as sess:
        sess.run([tf.tables_initializer(), insert])
        tf.get_default_graph().finalize()
        training.export(sess, calls.model("words"), {"words": words, "sparse": sparse}, outputs)
        got = sess.run(outputs, {words: fed["words"], sparse: tf.SparseTensorValue(*[fed[f"sparse_{part}"] for part in
                                                                                  ("indices", "values", "dense_shape")])})
    vocabulary.write_text("overwritten\n")  # the export has a copy
    doubled, letters = got.pop("doubled"), got.pop("letters")
    calls.ask("words", inputs=fed, expected={
        **got, **{f"doubled.{part}": getattr(doubled, part) for part in doubled._fields},
        "letters.values": letters.values, "letters.row_splits": letters.row_splits})


def test_tables_and_their_files_come_along(calls):
    calls.check("words")
    assert calls.expected["words.serving_default.5"]["counted"].tolist() == [7, -1, -1]
    assert os.listdir(os.path.join(calls.model("words"), "assets")) == ["words.txt"]


# Inputs that are no placeholders: what an iterator yields, and a default that does

def export_pipeline(calls):
    data = tf.data.Dataset.from_tensor_slices({"x": np.ones([4, 3], "f"), "y": np.zeros([4], "f")}).batch(2)
    features = tf.data.make_one_shot_iterator(data).get_next()
    scale = tf.placeholder_with_default(features["y"], [None])
    factor = tf.placeholder_with_default(3.0, [])
    result = tf.reduce_sum(features["x"], 1) * factor + scale
    halved = result / 2
    with tf.Session() as sess:
        training.export(sess, calls.model("pipeline"), signatures={
            "serving_default": training.Signature({"x": features["x"], "scale": scale}, {"result": result}),
            "factor": training.Signature({"x": features["x"], "scale": scale, "factor": factor}, {"result": result}),
            "halve": training.Signature({"result": result}, {"halved": halved})})
    x, scale = np.arange(6, dtype="f").reshape(3, 2), np.array([1, 2, 3], "f")
    x = np.arange(9, dtype="f").reshape(3, 3)
    calls.ask("pipeline", inputs={"x": x, "scale": scale}, expected={"result": x.sum(1) * 3 + scale})
    calls.ask("pipeline", "factor", {"x": x, "scale": scale, "factor": np.float32(2)}, {"result": x.sum(1) * 2 + scale})
    calls.ask("pipeline", "halve", {"result": scale}, {"halved": scale / 2})


def test_a_tensor_within_the_graph_is_an_input_and_the_data_stay_behind(calls):
    calls.check("pipeline")
    assert not [node.op for node in graph_of(calls.model("pipeline")).node if "Iterator" in node.op or "Dataset" in node.op]


# Variables: read, changed, chosen, in loops and branches, in parts

def export_references(calls):
    with tf.variable_scope("", use_resource=False):
        export_variables(calls, "references")


def export_resources(calls):
    with tf.variable_scope("", use_resource=True):
        export_variables(calls, "resources")


def export_variables(calls, model):
    x = tf.placeholder(tf.int32, [None])
    table = tf.get_variable("Table", [6, 2], partitioner=tf.fixed_size_partitioner(2))
    weight = tf.get_variable("weight", initializer=[1.5, -2.0])
    other = tf.get_variable("Weight", initializer=[10.0, 20.0])  # differs by its capital
    calls_so_far = tf.get_variable("calls", initializer=0, trainable=False)
    history = tf.get_variable("history", initializer=[0, 0, 0], collections=[tf.GraphKeys.LOCAL_VARIABLES], trainable=False)
    looped = tf.while_loop(lambda i, total: i < tf.size(x), lambda i, total: (i + 1, total * weight + other), [0, weight + 0.0])[1]
    chosen = tf.cond(tf.size(x) > 2, lambda: weight * 2.0, lambda: other * weight)
    counted = tf.assign_add(calls_so_far, tf.size(x))
    with tf.control_dependencies([counted]):
        seen = tf.scatter_add(history, [1], [tf.reduce_sum(x)]) if model == "references" else history.scatter_add(
            tf.IndexedSlices(tf.reduce_sum(x)[None], tf.constant([1])))
    outputs = {"embedded": tf.nn.embedding_lookup(table, x), "looped": looped, "chosen": chosen, "counted": counted, "seen": seen,
               "weight": weight}
    if model == "references":
        outputs["started"] = weight.initialized_value() + tf.cast(tf.size(x), tf.float32)
    feeds = [np.array([5, 0, 1], np.int32), np.array([2], np.int32)]
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        sess.run(counted, {x: [1, 1, 1, 1]})
        training.export(sess, calls.model(model), {"x": x}, outputs)
        for fed in feeds:  # a session's counter goes on from where the export's does
            calls.ask(model, inputs={"x": fed}, expected=sess.run(outputs, {x: fed}))


@pytest.mark.parametrize("model", ["references", "resources"])
def test_variables_are_read_changed_and_kept_between_calls(calls, model):
    calls.check(model)
    counted = [expected["counted"].item() for call, expected in calls.expected.items() if call.startswith(model)]
    assert counted == [4 + 3, 4 + 3 + 1]


# Checks of shapes, devices, gradients of one's own, functions, control flow of TensorFlow 2

def export_checked(calls):
    @tf.custom_gradient
    def doubled(value):
        return value * 2.0, lambda gradient: gradient

    x = shapes.expect(tf.placeholder(tf.float32, [None, None]), "batch time")
    lengths = shapes.expect(tf.placeholder(tf.int32, [None]), "batch")
    with tf.device("/job:ps/task:0/device:CPU:0"):
        weight = tf.get_variable("weight", initializer=3.0)
        result = doubled(tf.reduce_sum(x, 1) * weight) + tf.cast(lengths, tf.float32)
        tf.gradients(result, x)
    tf.enable_control_flow_v2()
    try:
        result = tf.while_loop(lambda i, value: i < 3, lambda i, value: (i + 1, value + weight), [0, result])[1]
    finally:
        tf.disable_control_flow_v2()
    server = tf.train.Server({"ps": ["localhost:0"]}, job_name="ps", task_index=0)  # a cluster of one
    with tf.Session(server.target) as sess:
        weight.load(5.0, sess)
        training.export(sess, calls.model("checked"), {"x": x, "lengths": lengths}, {"result": result})
    x, lengths = np.ones([2, 3], "f"), np.array([1, 2], np.int32)
    calls.ask("checked", inputs={"x": x, "lengths": lengths}, expected={"result": x.sum(1) * 5 * 2 + lengths + 15})
    calls.ask("checked", inputs={"x": x, "lengths": lengths[:1]}, expected="test_export.py")


def test_checks_devices_and_gradients_of_ones_own_come_along(calls):
    calls.check("checked")
    assert not [node.name for node in graph_of(calls.model("checked")).node if "ps" in node.device]


# Training itself: whoever waits for a step sees what the step changed

def export_training(calls):
    x = tf.placeholder(tf.float32, [None, None, 2])
    output, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(3), x, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(output - 0.5))
    step = tf.get_variable("step", initializer=1.0, trainable=False, use_resource=False)
    train_op = tf.train.AdamOptimizer(0.1).minimize(loss, step)
    with tf.control_dependencies([train_op]):
        outputs = {"step": tf.identity(step), "twice": step * 2.0, "loss": tf.identity(loss)}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        training.export(sess, calls.model("training"), {"x": x}, outputs)
        fed = np.random.RandomState(0).randn(4, 5, 2).astype("f")
        for _ in range(3):
            calls.ask("training", inputs={"x": fed}, expected=sess.run(outputs, {x: fed}))


def test_a_training_step_goes_on_where_the_session_stood(calls):
    calls.check("training")
    told = [expected for call, expected in calls.expected.items() if call.startswith("training")]
    assert [one["twice"] for one in told] == [4.0, 6.0, 8.0] and told[2]["loss"] < told[0]["loss"]


# TensorFlow 1's own way

def export_simple_save(calls):
    steps, parents = tf.placeholder(tf.int32, [None, None, 2]), tf.placeholder(tf.int32, [None, None, 2])
    lengths = tf.placeholder(tf.int32, [None])
    weight = tf.get_variable("weight", initializer=2)
    sequences = weight * tf.contrib.seq2seq.gather_tree(steps, parents, lengths, 9)
    fed = {"steps": np.array([[[1, 2]], [[3, 4]]], np.int32), "parents": np.array([[[0, 0]], [[1, 0]]], np.int32),
           "lengths": np.array([2], np.int32)}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.saved_model.simple_save(sess, calls.model("simple_save"), {"steps": steps, "parents": parents, "lengths": lengths},
                                   {"sequences": sequences})
    calls.ask("simple_save", inputs=fed, expected={"sequences": np.array([[[4, 2]], [[6, 8]]])})


def test_simple_save_loads_in_plain_tensorflow(calls):
    calls.check("simple_save")


# The folder

@pytest.fixture
def model(tf):
    """x, y and a session whose variable is 2."""
    x = tf.placeholder(tf.float32, [None], name="x")
    weight = tf.get_variable("weight", initializer=2.0)
    y = x * weight
    with tf.Session() as sess:
        sess.run(weight.initializer)
        yield x, y, sess


def test_a_folder_that_holds_something_is_not_touched(model, tmp_path):
    x, y, sess = model
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="is not empty. Name another one, or give overwrite=True"):
        training.export(sess, tmp_path, {"x": x}, {"y": y})
    with pytest.raises(FileExistsError, match="holds something else than an export"):
        training.export(sess, tmp_path, {"x": x}, {"y": y}, overwrite=True)
    with pytest.raises(FileExistsError, match="is a file"):
        training.export(sess, tmp_path / "notes.txt", {"x": x}, {"y": y})
    assert os.listdir(tmp_path) == ["notes.txt"]


def test_an_export_replaces_an_earlier_one_when_it_is_whole(model, tmp_path, monkeypatch):
    x, y, sess = model
    folder = training.export(sess, tmp_path / "deep" / "model", {"x": x}, {"y": y})
    before = (tmp_path / "deep" / "model" / "saved_model.pb").read_bytes()
    with pytest.raises(FileExistsError):
        training.export(sess, folder, {"x": x}, {"y": y})
    with monkeypatch.context() as broken:
        broken.setattr(tf.saved_model.Builder, "save", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            training.export(sess, folder, {"x": x}, {"z": y}, overwrite=True)
    assert (tmp_path / "deep" / "model" / "saved_model.pb").read_bytes() == before
    training.export(sess, folder, {"x": x}, {"z": y}, overwrite=True)
    assert b"z" in (tmp_path / "deep" / "model" / "saved_model.pb").read_bytes()
    assert os.listdir(tmp_path / "deep") == ["model"]


def test_an_export_replaces_an_earlier_one_where_folders_cannot_be_swapped(model, tmp_path, monkeypatch):
    x, y, sess = model
    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    for name in "yz":
        training.export(sess, tmp_path / "model", {"x": x}, {name: y}, overwrite=True)
    assert b"z" in (tmp_path / "model" / "saved_model.pb").read_bytes() and os.listdir(tmp_path) == ["model"]


def test_what_a_killed_export_left_is_cleared_up(model, tmp_path):
    x, y, sess = model
    training.export(sess, tmp_path / "model", {"x": x}, {"y": y})
    (tmp_path / ".model.unfinished-999999999" / "variables").mkdir(parents=True)
    os.rename(tmp_path / "model", tmp_path / ".model.replaced-999999999")
    with pytest.raises(FileExistsError, match="overwrite=True"):  # the earlier export is back
        training.export(sess, tmp_path / "model", {"x": x}, {"y": y})
    training.export(sess, tmp_path / "model", {"x": x}, {"y": y}, overwrite=True)
    assert os.listdir(tmp_path) == ["model"]


# What cannot be exported is told

def refused(sess, folder, **arguments):
    with pytest.raises((ValueError, TypeError, FileNotFoundError, tf.errors.FailedPreconditionError)) as caught:
        training.export(sess, folder / "model", **arguments)
    assert not os.listdir(folder)
    return str(caught.value)


def test_a_placeholder_that_is_no_input_is_named(model, tmp_path):
    x, y, sess = model
    keep_prob = tf.placeholder(tf.float32)
    dropped = tf.nn.dropout(y, keep_prob)
    told = refused(sess, tmp_path, inputs={"x": x}, outputs={"dropped": dropped})
    assert "needs placeholders that are not among its inputs:\n  `keep_prob` (Placeholder:0, " in told
    assert "test_export.py:" in told and "feed_dict={keep_prob: 1.0}" in told
    training.export(sess, tmp_path / "model", {"x": x}, {"dropped": dropped}, feed_dict={keep_prob: 1.0})


def test_an_input_that_feeds_no_output_is_named(model, tmp_path):
    x, y, sess = model
    targets = tf.placeholder(tf.int32)
    assert "input 'targets' of signature 'serving_default', `targets` (Placeholder:0, " in refused(
        sess, tmp_path, inputs={"x": x, "targets": targets}, outputs={"y": y})


def test_variables_without_a_value_are_named(model, tmp_path):
    x, y, sess = model
    late = tf.get_variable("late", [3])
    later = tf.get_variable("later", [3], use_resource=True)
    told = refused(sess, tmp_path, inputs={"x": x}, outputs={"y": y, "z": late + later})
    assert "`late` (late, " in told and "`later` (later, " in told and "weight" not in told


def test_python_functions_and_pipelines_are_refused(model, tmp_path):
    x, y, sess = model
    words = tf.py_func(lambda value: value, [y], tf.float32)
    told = refused(sess, tmp_path, inputs={"x": x}, outputs={"words": words * 2})
    assert "Python functions stay in this process" in told and "`words` (" in told and "test_export.py" in told
    data = tf.data.make_one_shot_iterator(tf.data.Dataset.range(3)).get_next()
    told = refused(sess, tmp_path, inputs={}, outputs={"doubled": data * 2})
    assert "hang on a tf.data iterator or a queue" in told and "`data` (IteratorGetNext:0" in told
    queue = tf.train.input_producer([1.0, 2.0]).dequeue()
    assert "QueueDequeueV2" in refused(sess, tmp_path, inputs={}, outputs={"queue": queue})


def test_operations_that_tensorflow_lacks_are_named(model, tmp_path, monkeypatch):
    from legacy_seq2seq.training.exporting import library

    x, y, sess = model
    monkeypatch.setattr(library.Functions, "is_known", lambda self, kind: kind != "Mul")
    assert "Plain TensorFlow has no such operation" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": y})


def test_what_is_no_tensor_is_told(model, tmp_path):
    x, y, sess = model
    assert "`sess` is a Graph" in refused(sess.graph, tmp_path, inputs={"x": x}, outputs={"y": y})
    assert "'y' of `outputs` is an operation" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": y.op})
    assert "'y' of `outputs` is a float" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": 1.0})
    assert "`inputs` of signature 'serving_default' is a list" in refused(sess, tmp_path, inputs=[x], outputs={"y": y})
    assert "named 'x-1'; expected a Python identifier" in refused(sess, tmp_path, inputs={"x-1": x}, outputs={"y": y})
    assert "come to the name 'y_0'" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": [y], "y_0": y})
    assert "`outputs` is empty" in refused(sess, tmp_path, inputs={"x": x})
    assert "are the same tensor" in refused(sess, tmp_path, inputs={"x": x, "again": x}, outputs={"y": y})
    assert "fixed in `feed_dict`" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": y}, feed_dict={x: [1.0]})
    assert "has shape [1, 1]; expected [None]" in refused(sess, tmp_path, outputs={"y": y}, feed_dict={x: [[1.0]]})
    with tf.Graph().as_default():
        assert "is not in the session's graph" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": tf.constant(1.0)})
    weight = tf.global_variables()[0]
    assert "of `inputs` is a variable; give a tensor" in refused(sess, tmp_path, inputs={"weight": weight}, outputs={"y": y})
    array = tf.TensorArray(tf.float32, 1).write(0, y)
    assert "'y' of `outputs` is a TensorArray; give its tensor" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": array})
    assert "signature 'a' is {'y':" in refused(sess, tmp_path, signatures={"a": {"y": y}})
    inside = []
    tf.while_loop(lambda i: i < 3.0, lambda i: inside.append(i + y[0]) or i + 1.0, [0.0])
    assert "is made inside a loop" in refused(sess, tmp_path, inputs={"x": x}, outputs={"y": inside[0]})
    both = {"inputs": {"x": x}, "signatures": {"a": ({"x": x}, {"y": y})}}
    assert "`signatures` and `inputs` or `outputs` are given" in refused(sess, tmp_path, **both)


def test_a_closed_session_is_told(tf, tmp_path):
    tf.train.get_or_create_global_step()
    x = tf.placeholder(tf.float32)
    y = x * tf.get_variable("weight", initializer=2.0)
    with tf.train.MonitoredSession() as sess:
        pass
    ended = tf.Session()
    ended.close()
    for closed in (sess, ended):
        with pytest.raises(RuntimeError, match="inside of its `with` statement"):
            training.export(closed, tmp_path / "model", {"x": x}, {"y": y})


def test_a_training_session_is_exported_without_a_step(tf, tmp_path):
    x = tf.placeholder(tf.float32, [None])
    step = tf.train.get_or_create_global_step()
    weight = tf.get_variable("weight", initializer=2.0)
    y = x * weight
    train_op = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(weight), step)
    with training.session(steps=2) as sess:
        while not sess.should_stop():
            sess.run(train_op)
        training.export(sess, tmp_path / "model", {"x": x}, {"y": y})
        assert sess.run(step) == 2
    with tf.contrib.predictor.from_saved_model(str(tmp_path / "model")) as predict:
        np.testing.assert_allclose(predict({"x": [1.0]})["y"], 2 * 0.8 ** 2, rtol=1e-6)


def test_training_imports_no_tensorflow(run_python):
    done = run_python("-c", "import sys, legacy_seq2seq.training; print('tensorflow' in sys.modules)")
    assert done.stdout.strip() == "False"
