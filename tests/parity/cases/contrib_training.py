"""tf.contrib.training. What queues and loops give is gathered in a session first, and shown as constants."""

import json
import os
import tempfile

import numpy as np

from tests.parity.casebook import Model, case, mistake, values


def gathered(tf, fetches, steps):
    """What `fetches` gives in up to `steps` runs, with the queue runners started."""
    seen = []
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(sess, coordinator)
        try:
            for _ in range(steps):
                seen.append(sess.run(fetches))
        except tf.errors.OutOfRangeError:
            pass
        coordinator.request_stop()
        coordinator.join(threads, stop_grace_period_secs=5, ignore_live_threads=True)
    return seen


def constants(tf, **results):
    return Model(outputs={name: tf.constant(np.array(value)) for name, value in results.items()})


def static(*tensors):
    """Static shapes, as numbers: -1 for an unknown size."""
    return np.array([[-1 if size is None else size for size in tensor.shape.as_list()] + [-9] * (4 - tensor.shape.ndims)
                     for tensor in tensors])


def stream(tf, stop):
    """0, 1, ..., once."""
    return tf.train.input_producer(tf.range(stop), num_epochs=1, shuffle=False).dequeue()


# HParams

def _settings(tf):
    return tf.contrib.training.HParams(rate=0.5, layers=[4, 2], name="base", bias=True, steps=3)


@case
def training_hparams_parsed(tf):
    settings = _settings(tf).parse("rate=2,layers=[8,16,1],name=a b,bias=false")
    return constants(tf, rate=settings.rate, layers=settings.layers, bias=settings.bias, name=[ord(c) for c in settings.name],
                     float=isinstance(settings.rate, float), known=["rate" in settings, "rates" in settings])


@case
def training_hparams_from_json_and_back(tf):
    settings = _settings(tf).parse_json('{"rate": 1, "layers": [3]}').override_from_dict({"steps": 9})
    settings.add_hparam("more", None)
    settings.set_hparam("more", "text")
    settings.del_hparam("name")
    text = settings.to_json(sort_keys=True)
    return constants(tf, text=[ord(c) for c in text], same=json.loads(text) == settings.values(), steps=settings.get("steps"),
                     missing=settings.get("none", 4))


@case
def training_parse_values(tf):
    parsed = tf.contrib.training.parse_values(
        "a=1,b=[0.5, 2.5],c[2]=3,c[0]=1,d=true,u=3", {"a": int, "b": float, "c": int, "d": bool}, True)
    return constants(tf, a=parsed["a"], b=parsed["b"], c=[parsed["c"][0], parsed["c"][2]], d=parsed["d"], names=len(parsed))


@mistake
def training_parse_values_of_an_unknown_name(tf):
    tf.contrib.training.parse_values("a=1,z=2", {"a": int})


@mistake
def training_parse_values_twice(tf):
    tf.contrib.training.parse_values("a=1,a=2", {"a": int})


@mistake
def training_parse_values_of_another_type(tf):
    tf.contrib.training.parse_values("a=1.5", {"a": int})


@mistake
def training_parse_values_of_no_assignment(tf):
    tf.contrib.training.parse_values("a", {"a": int})


@mistake
def training_hparams_of_an_unknown_name(tf):
    _settings(tf).set_hparam("nothing", 1)


@mistake
def training_hparams_list_for_a_number(tf):
    _settings(tf).set_hparam("rate", [1.0])


@mistake
def training_hparams_bool_for_a_number(tf):
    _settings(tf).set_hparam("rate", True)


@mistake
def training_hparams_float_for_an_int(tf):
    _settings(tf).set_hparam("steps", 1.5)


@mistake
def training_hparams_added_twice(tf):
    _settings(tf).add_hparam("rate", 1.0)


@mistake
def training_hparams_get_with_a_default_of_another_type(tf):
    _settings(tf).get("rate", "text")


# Buckets

def _sequences(tf, stop=9):
    n = stream(tf, stop)
    return n, [n, tf.fill([n % 4], n), tf.as_string(n)]


def _in_order(batches):
    """Batches of (bucket, [numbers, ...]) by their first number: several threads move them."""
    return sorted(batches, key=lambda batch: (int(np.ravel(batch[1][0])[0])))


@case
def training_bucket(tf):
    n = stream(tf, 10)
    which, (numbers, squares) = tf.contrib.training.bucket([n, n * n], n % 2, 2, 2)
    seen = _in_order(gathered(tf, (which, (numbers, squares)), 4))
    return constants(tf, which=[s[0] for s in seen], numbers=[s[1][0] for s in seen], squares=[s[1][1] for s in seen],
                     static=static(which, numbers, squares))


@case
def training_bucket_of_a_dict_with_padding_and_smaller_final_batches(tf):
    n, (_, row, _) = _sequences(tf, 7)
    which, batch = tf.contrib.training.bucket({"n": n, "row": row}, tf.cast(n > 3, tf.int32), 3, 2, dynamic_pad=True,
                                              allow_smaller_final_batch=True)
    seen = _in_order(gathered(tf, (which, (batch["n"], batch["row"])), 9))
    results = {"which": [s[0] for s in seen], "static": static(batch["n"], batch["row"])}
    for i, (_, (numbers, rows)) in enumerate(seen):
        results.update({"numbers_%d" % i: numbers, "rows_%d" % i: rows})
    return constants(tf, **results)


@case
def training_bucket_of_sizes_of_its_own(tf):
    n = stream(tf, 12)
    which, numbers = tf.contrib.training.bucket([n], n % 2, [1, 3], 2, bucket_capacities=[8, 8], keep_input=n < 10)  # no list of one
    seen = _in_order(gathered(tf, (which, (numbers,)), 6))
    return constants(tf, numbers=np.concatenate([s[1][0] for s in seen]), which=[s[0] for s in seen], static=static(which, numbers))


@case
def training_bucket_by_sequence_length(tf):
    n, (_, row, _) = _sequences(tf, 12)
    lengths, (numbers, rows) = tf.contrib.training.bucket_by_sequence_length(tf.size(row), [n, row], 3, [1, 3], dynamic_pad=True)
    seen = sorted(gathered(tf, (lengths, numbers, rows), 4), key=lambda batch: batch[1][0])
    results = {"static": static(lengths, numbers, rows)}
    for i, (length, number, row) in enumerate(seen):
        results.update({"lengths_%d" % i: length, "numbers_%d" % i: number, "rows_%d" % i: row})
    return constants(tf, **results)


@case
def training_bucket_by_sequence_length_of_one_tensor(tf):
    n, (_, row, _) = _sequences(tf, 4)
    lengths, (rows,) = tf.contrib.training.bucket_by_sequence_length(
        tf.size(row), [row], 4, [9], dynamic_pad=True, shapes=[[None]], num_threads=1, shared_name="shared")
    seen, = gathered(tf, (lengths, rows), 1)
    return constants(tf, lengths=seen[0], rows=seen[1], static=static(lengths, rows))


@mistake
def training_bucket_of_nothing(tf):
    tf.contrib.training.bucket([], 0, 2, 2)


@mistake
def training_bucket_with_too_few_sizes(tf):
    tf.contrib.training.bucket([tf.constant(1)], 0, [1, 2, 3], 2)


@mistake
def training_bucket_with_too_few_capacities(tf):
    tf.contrib.training.bucket([tf.constant(1)], 0, 2, 2, bucket_capacities=[1])


@mistake
def training_bucket_of_unknown_shape(tf):
    tf.contrib.training.bucket([tf.placeholder(tf.float32, [None])], 0, 2, 2)


@mistake
def training_bucket_boundaries_that_fall(tf):
    tf.contrib.training.bucket_by_sequence_length(1, [tf.constant(1)], 2, [3, 2])


@mistake
def training_bucket_boundaries_of_floats(tf):
    tf.contrib.training.bucket_by_sequence_length(1, [tf.constant(1)], 2, [3.0, 4.0])


@mistake
def training_bucket_boundaries_missing(tf):
    tf.contrib.training.bucket_by_sequence_length(1, [tf.constant(1)], 2, [])


@mistake
def training_bucket_boundaries_that_are_no_list(tf):
    tf.contrib.training.bucket_by_sequence_length(1, [tf.constant(1)], 2, 3)


# Sampling

@case
def training_rejection_sample_that_takes_the_odd(tf):
    n = stream(tf, 10)
    batch, doubled = tf.contrib.training.rejection_sample([n, 2 * n], lambda tensors: tf.cast(tensors[0] % 2, tf.float32), 2)
    seen = gathered(tf, (batch, doubled), 5)
    return constants(tf, numbers=[s[0] for s in seen], doubled=[s[1] for s in seen], static=static(batch, doubled))


@case
def training_rejection_sample_of_batches(tf):
    n = stream(tf, 6)
    batch, doubled = tf.contrib.training.rejection_sample(
        [tf.stack([n, n + 10]), tf.stack([n, n])], lambda tensors: tf.cast(tensors[0] < 10, tf.float32), 3, enqueue_many=True,
        runtime_checks=True)
    seen = gathered(tf, (batch, doubled), 2)
    return constants(tf, numbers=[s[0] for s in seen], doubled=[s[1] for s in seen], static=static(batch, doubled))


@case
def training_rejection_sample_of_one_tensor(tf):
    n = stream(tf, 6)
    batch = tf.contrib.training.rejection_sample([n], lambda tensors: tf.constant(1.0), 3)
    return constants(tf, numbers=np.ravel(gathered(tf, batch, 2)), is_list=isinstance(batch, list))


@case
def training_stratified_sample_of_one_class(tf):
    n = stream(tf, 12)
    (numbers,), labels = tf.contrib.training.stratified_sample([n], n % 3, [0.0, 1.0, 0.0], 2, init_probs=[0.4, 0.3, 0.3])
    seen = gathered(tf, (numbers, labels), 2)
    return constants(tf, numbers=[s[0] for s in seen], labels=[s[1] for s in seen], static=static(numbers, labels))


@case
def training_stratified_sample_that_counts(tf):
    # Counting takes elements from the stream as batching does: which of them reach a batch is a race, which classes is none.
    n = stream(tf, 5000)
    batch, labels = tf.contrib.training.stratified_sample([tf.stack([n, n])], tf.stack([n % 2, n % 2]), [1.0, 0.0], 2, enqueue_many=True)
    seen = gathered(tf, (batch[0], labels), 3)
    return constants(tf, classes=[s[0] % 2 for s in seen], labels=[s[1] for s in seen], static=static(batch[0], labels))


@mistake
def training_stratified_sample_of_other_classes(tf):
    tf.contrib.training.stratified_sample([tf.constant(1)], tf.constant(0), [0.5, 0.5], 2, init_probs=[1.0])


@mistake
def training_stratified_sample_to_no_vector(tf):
    tf.contrib.training.stratified_sample([tf.constant(1)], tf.constant(0), 0.5, 2)


@case
def training_resample_at_rate(tf):
    batch = [tf.constant(values("resampled", [6, 2])), tf.range(6)]
    rates = tf.constant([0.0, 3.0, 1.0, 0.5, 0.0, 2.0])
    rows, numbers = tf.contrib.training.resample_at_rate(batch, rates, seed=3)
    nothing = tf.contrib.training.resample_at_rate(batch, tf.zeros([6]))
    return Model(outputs={"rows": rows, "numbers": numbers, "nothing": nothing[1]})


@case
def training_resample_at_rate_gradient(tf):
    batch = tf.get_variable("batch", [4, 2])
    rows, = tf.contrib.training.resample_at_rate([batch], tf.constant([0.0, 3.0, 1.0, 4.0]), seed=3, back_prop=True)
    return Model(outputs={"rows": rows}, loss=tf.reduce_sum(rows * rows))


@case
def training_weighted_resample(tf):
    weights = tf.constant([0.0, 4.0, 2.0, 0.0])
    (numbers,), rates = tf.contrib.training.weighted_resample([tf.range(4)], weights, 2.0, seed=4)
    return Model(outputs={"numbers": numbers, "rates": rates})


@case
def training_weighted_resample_over_time(tf):
    weights = tf.ones([2]) * (1.0 + tf.assign_add(tf.get_variable("step", [], initializer=tf.zeros_initializer()), 1.0))
    (numbers,), rates = tf.contrib.training.weighted_resample([tf.range(2)], weights, 50.0, scope="mine", mean_decay=0.5, seed=4)
    seen = gathered(tf, (numbers, rates), 3)
    return Model(outputs={"rates": tf.constant(np.array([s[1][0] for s in seen]))})


# Sequences with saved states

def _state_saver(tf, **options):
    inputs = {"length": tf.placeholder(tf.int32, []), "key": tf.placeholder(tf.string, []), "rows": tf.placeholder(tf.float32, [None, 2]),
              "ids": tf.placeholder(tf.int32, [None]), "number": tf.placeholder(tf.int32, [])}
    options = dict(dict(
        batch_size=2, num_unroll=2, input_length=inputs["length"], input_key=inputs["key"],
        input_sequences={"rows": inputs["rows"], "ids": inputs["ids"]}, input_context={"number": inputs["number"]},
        initial_states={"c": tf.zeros([3]), "h": tf.constant(5, tf.int32)}), **options)
    return tf.contrib.training.SequenceQueueingStateSaver(**options), inputs


def _put(sess, saver, inputs, key, length):
    time = -(-length // saver.num_unroll) * saver.num_unroll
    sess.run(saver.prefetch_op, {
        inputs["length"]: length, inputs["key"]: key, inputs["rows"]: np.arange(2.0 * time).reshape(time, 2),
        inputs["ids"]: np.arange(time) + 10,
        inputs["number"]: len(key)})


def _parts(batch):
    return {"insertion": batch.insertion_index, "length": batch.length, "total": batch.total_length, "sequence": batch.sequence,
            "count": batch.sequence_count, "rows": batch.sequences["rows"], "ids": batch.sequences["ids"],
            "number": batch.context["number"],
            "c": batch.state("c"), "h": batch.state("h"), "size": batch.batch_size}


def _letters(text, width=24):
    return [ord(c) for c in text.decode("utf-8").ljust(width)]


@case
def training_state_saver(tf):
    saver, inputs = _state_saver(tf, capacity=3)
    batch = saver.next_batch
    parts = _parts(batch)
    save = [batch.save_state("c", batch.state("c") + 1.5), batch.save_state("h", batch.state("h") * 2)]
    results = {"static_" + name: static(tensor) for name, tensor in parts.items()}
    with tf.Session() as sess:
        for key, length in (("x", 3), ("yy", 5), ("zzz", 1)):
            _put(sess, saver, inputs, key, length)
        for step in range(2):
            seen, keys, following, _ = sess.run([parts, batch.key, batch.next_key, save])
            results.update({"%s_%d" % (name, step): value for name, value in seen.items()})
            results["keys_%d" % step] = [_letters(key) for key in keys] + [_letters(key) for key in following]
        sess.run(saver.close())
        seen, keys = sess.run([parts, batch.key, save])[:2]
        results.update({name + "_end": value for name, value in seen.items()})
        results["keys_end"] = [_letters(key) for key in keys]
    return constants(tf, **results)


@case
def training_state_saver_with_small_batches(tf):
    saver, inputs = _state_saver(tf, batch_size=4, allow_small_batch=True, input_context={"number": tf.constant(1)})
    batch = saver.next_batch
    parts = _parts(batch)
    save = [batch.save_state("c", batch.state("c") + 1.5), batch.save_state("h", batch.state("h") * 2)]
    results = {"static_" + name: static(tensor) for name, tensor in parts.items()}
    inputs["number"] = tf.placeholder(tf.int32, [])
    with tf.Session() as sess:
        _put(sess, saver, inputs, "x", 2)
        sess.run(saver.close())
        results.update(sess.run([parts, save])[0])
    return constants(tf, **results)


def _save_of(tf, name, value):
    _state_saver(tf)[0].next_batch.save_state(name, value)


@mistake
def training_state_saver_state_never_declared(tf):
    _state_saver(tf)[0].next_batch.state("nothing")


@mistake
def training_state_saver_saves_a_state_never_declared(tf):
    _save_of(tf, "nothing", tf.zeros([2, 3]))


@mistake
def training_state_saver_saves_another_shape(tf):
    _save_of(tf, "c", tf.zeros([2, 4]))


@mistake
def training_state_saver_without_sequences(tf):
    _state_saver(tf, input_sequences={})


@mistake
def training_state_saver_without_states(tf):
    _state_saver(tf, initial_states={})


@mistake
def training_state_saver_of_too_small_capacity(tf):
    _state_saver(tf, capacity=1)


@mistake
def training_state_saver_with_a_key_of_integers(tf):
    _state_saver(tf, input_key=tf.constant(1))


@mistake
def training_state_saver_with_a_length_of_floats(tf):
    _state_saver(tf, input_length=tf.constant(1.0))


@mistake
def training_state_saver_with_many_lengths(tf):
    _state_saver(tf, input_length=tf.constant([1, 2]))


@mistake
def training_state_saver_with_a_state_of_unknown_shape(tf):
    _state_saver(tf, initial_states={"c": tf.placeholder(tf.float32)})


@mistake
def training_state_saver_with_sequences_of_unknown_shape(tf):
    _state_saver(tf, input_sequences={"rows": tf.placeholder(tf.float32)})


@mistake
def training_state_saver_with_a_number_for_a_name(tf):
    _state_saver(tf, input_sequences={1: tf.zeros([2])})


@mistake
def training_state_saver_of_a_time_that_does_not_fit(tf):
    saver, inputs = _state_saver(tf)
    with tf.Session() as sess:
        sess.run(saver.prefetch_op, {inputs["length"]: 3, inputs["key"]: "x", inputs["rows"]: np.zeros([3, 2]), inputs["ids"]: [1, 2, 3],
                                     inputs["number"]: 1})


@mistake
def training_state_saver_of_a_length_beyond_the_time(tf):
    saver, inputs = _state_saver(tf)
    with tf.Session() as sess:
        sess.run(saver.prefetch_op, {inputs["length"]: 3, inputs["key"]: "x", inputs["rows"]: np.zeros([2, 2]), inputs["ids"]: [1, 2],
                                     inputs["number"]: 1})


@mistake
def training_state_saver_of_sequences_of_two_times(tf):
    saver, inputs = _state_saver(tf)
    with tf.Session() as sess:
        sess.run(saver.prefetch_op, {inputs["length"]: 1, inputs["key"]: "x", inputs["rows"]: np.zeros([2, 2]), inputs["ids"]: [1, 2, 3, 4],
                                     inputs["number"]: 1})


def _entered(tf, fetches, sequences, steps):
    """What `fetches` gives in `steps` runs after `sequences` entered: by hand, as TF 1.15's runner may never end with its session."""
    enqueue = tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS)[-1].enqueue_ops
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        for _ in range(sequences):
            sess.run(enqueue[0])
        return [sess.run(fetches) for _ in range(steps)]


def _counter(tf):
    """0, 1, 2, ..."""
    return tf.assign_add(tf.get_local_variable("counter", [], tf.int32, tf.zeros_initializer()), 1) - 1


@case
def training_batch_sequences_with_states(tf):
    n = _counter(tf)
    rows = tf.to_float(tf.reshape(tf.range(2 * (n + 4)), [n + 4, 2]))
    batch = tf.contrib.training.batch_sequences_with_states(
        tf.as_string(n), {"rows": rows}, {"n": n}, None, {"c": tf.zeros([3])}, 3, 2, num_threads=1, capacity=4)
    fetches = {"rows": batch.sequences["rows"], "n": batch.context["n"], "length": batch.length, "total": batch.total_length,
               "c": batch.state("c"), "saved": batch.save_state("c", batch.state("c") + 1.0)}
    results = {"static": static(batch.length), "static_rows": static(batch.sequences["rows"]), "static_c": static(batch.state("c"))}
    for step, seen in enumerate(_entered(tf, fetches, 2, 2)):
        results.update({"%s_%d" % (name, step): value for name, value in seen.items() if name != "saved"})
    return constants(tf, **results)


@case
def training_batch_sequences_into_a_state_saving_rnn(tf):
    rows = tf.constant(values("rows", [4, 3]))
    batch = tf.contrib.training.batch_sequences_with_states(
        tf.constant("key"), {"rows": rows}, {}, tf.constant(4), {"c": tf.zeros([2]), "h": tf.zeros([2])}, 2, 1, allow_small_batch=False)
    cell = tf.nn.rnn_cell.LSTMCell(2, initializer=tf.constant_initializer(0.3))
    outputs, _ = tf.nn.static_state_saving_rnn(cell, tf.unstack(batch.sequences["rows"], axis=1), batch, ("c", "h"), batch.length)
    return Model(outputs={"outputs": tf.constant(np.array(_entered(tf, tf.stack(outputs), 1, 2)))})


@case
def training_batch_sequences_with_unique_keys(tf):
    batch = tf.contrib.training.batch_sequences_with_states(
        tf.constant("key"), {"rows": tf.zeros([2, 1])}, {}, tf.constant(2), {"c": tf.zeros([])}, 2, 2, make_keys_unique=True,
        make_keys_unique_seed=3)
    (first, second), = _entered(tf, batch.key, 2, 1)
    return constants(tf, first=_letters(first, 32), second=_letters(second, 32))


@mistake
def training_batch_sequences_of_none(tf):
    tf.contrib.training.batch_sequences_with_states(tf.constant("k"), {}, {}, None, {"c": tf.zeros([3])}, 2, 2)


@case
def training_feeding_queue_runner(tf):
    queue = tf.FIFOQueue(4, [tf.int32], [[]])
    x = tf.placeholder(tf.int32, [])
    numbers = iter(range(100, 200))
    runner = tf.contrib.training.FeedingQueueRunner(queue, [queue.enqueue(x)], feed_fns=[lambda: {x: next(numbers)}])
    tf.train.add_queue_runner(runner)
    return constants(tf, numbers=gathered(tf, queue.dequeue(), 6))


@mistake
def training_feeding_queue_runner_with_too_few_functions(tf):
    queue = tf.FIFOQueue(4, [tf.int32], [[]])
    tf.contrib.training.FeedingQueueRunner(queue, [queue.enqueue(1)] * 2, feed_fns=[None])


# Placing variables

@case
def training_strategies(tf):
    load = tf.contrib.training.byte_size_load_fn
    with tf.Graph().as_default():
        with tf.device(tf.train.replica_device_setter(ps_tasks=3, ps_strategy=tf.contrib.training.GreedyLoadBalancingStrategy(3, load))):
            greedy = [tf.get_variable("g%d" % i, [size], use_resource=False) for i, size in enumerate((8, 2, 3, 2, 9, 1))]
        with tf.device(tf.train.replica_device_setter(ps_tasks=4, ps_strategy=tf.contrib.training.RandomStrategy(4, 1))):
            random = [tf.get_variable("r%d" % i, [2], use_resource=False) for i in range(8)]
    tasks = {"greedy": greedy, "random": random}
    return constants(tf, **{name: [int(v.device.split("task:")[1].split("/")[0]) for v in placed] for name, placed in tasks.items()})


@case
def training_byte_size_load_fn(tf):
    ops = [tf.zeros([3, 2]), tf.constant("text"), tf.zeros([5], tf.int8), tf.zeros([2], tf.complex64)]
    return constants(tf, bytes=[tf.contrib.training.byte_size_load_fn(tensor.op) for tensor in ops])


@mistake
def training_byte_size_of_unknown_shape(tf):
    tf.contrib.training.byte_size_load_fn(tf.placeholder(tf.float32, [None]).op)


@mistake
def training_byte_size_of_two_outputs(tf):
    tf.contrib.training.byte_size_load_fn(tf.nn.top_k([1.0, 2.0])[0].op)


# Training

def _regression(tf):
    """A small model: (loss, its two variables)."""
    x = tf.constant(values("x", [5, 3]))
    weights = tf.get_variable("weights", [3, 1], initializer=tf.constant_initializer(0.5))
    bias = tf.get_variable("bias", [1], initializer=tf.zeros_initializer())
    return tf.reduce_mean(tf.square(tf.matmul(x, weights) + bias - values("y", [5, 1]))), weights, bias


@case
def training_create_train_op(tf):
    loss, _, _ = _regression(tf)
    train = tf.contrib.training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.5))
    return Model(outputs={"in_collection": tf.constant(len(tf.get_collection(tf.GraphKeys.TRAIN_OP)))}, loss=loss, train=train, steps=4)


@case
def training_create_train_op_with_clipping(tf):
    loss, weights, _ = _regression(tf)
    train = tf.contrib.training.create_train_op(
        loss, tf.train.MomentumOptimizer(0.5, 0.9), global_step=None, variables_to_train=[weights],
        transform_grads_fn=tf.contrib.training.clip_gradient_norms_fn(0.1), summarize_gradients=True, check_numerics=False)
    return Model(outputs={"summaries": tf.constant(len(tf.get_collection(tf.GraphKeys.SUMMARIES)))}, loss=loss, train=train, steps=4)


@case
def training_create_train_op_runs_update_ops(tf):
    count = tf.get_variable("count", [], trainable=False, initializer=tf.zeros_initializer())
    loss, _, _ = _regression(tf)
    tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, tf.assign_add(count, 1.0))
    train = tf.contrib.training.create_train_op(loss, tf.train.AdamOptimizer(0.1))
    with tf.control_dependencies([train]):
        return Model(outputs={"count": tf.identity(count.read_value())}, loss=loss, train=train, steps=2)


@case
def training_create_train_op_gives_the_loss(tf):
    loss, _, _ = _regression(tf)
    return Model(outputs={"loss": tf.contrib.training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.0))})


@mistake
def training_create_train_op_of_a_variable_that_is_not_trained(tf):
    loss, _, _ = _regression(tf)
    fixed = tf.get_variable("fixed", [], trainable=False)
    tf.contrib.training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.5), variables_to_train=[fixed])


@mistake
def training_create_train_op_of_a_loss_that_is_no_number(tf):
    _, weights, _ = _regression(tf)
    loss = tf.reduce_sum(tf.log(weights - 10.0))
    train = tf.contrib.training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.5))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train)


def _pairs(tf):
    weights, rows = tf.get_variable("w", [2, 2]), tf.get_variable("rows", [4, 2])
    unused = tf.get_variable("unused", [1])
    loss = tf.reduce_sum(tf.square(weights)) * 3.0 + tf.reduce_sum(tf.gather(rows, [1, 1, 3]) ** 2)
    variables = [weights, rows, unused]
    return list(zip(tf.gradients(loss, variables), variables))


def _shown(tf, pairs):
    """The gradients, by the variables' names, and how many there are not."""
    outputs = {variable.op.name: tf.convert_to_tensor(gradient) for gradient, variable in pairs if gradient is not None}
    outputs["without"] = tf.constant(sum(gradient is None for gradient, _ in pairs))
    outputs["slices"] = tf.constant(sum(isinstance(gradient, tf.IndexedSlices) for gradient, _ in pairs))
    return Model(outputs=outputs)


@case
def training_clip_gradient_norms(tf):
    return _shown(tf, tf.contrib.training.clip_gradient_norms(_pairs(tf), 0.5))


@case
def training_multiply_gradients(tf):
    pairs = _pairs(tf)
    return _shown(tf, tf.contrib.training.multiply_gradients(pairs, {pairs[0][1]: 2.0, "rows": 0.5}))


@mistake
def training_multiply_gradients_by_nothing(tf):
    tf.contrib.training.multiply_gradients(_pairs(tf), {})


@mistake
def training_multiply_gradients_by_a_list(tf):
    tf.contrib.training.multiply_gradients(_pairs(tf), [("w", 2.0)])


@mistake
def training_multiply_gradients_that_are_none(tf):
    tf.contrib.training.multiply_gradients(_pairs(tf), {"unused": 2.0})


@case
def training_add_gradients_summaries(tf):
    summaries = tf.contrib.training.add_gradients_summaries(_pairs(tf))
    names = [ord(c) for c in ",".join(summary.op.name for summary in summaries)]
    parsed = tf.Summary()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        parsed.ParseFromString(sess.run(tf.summary.merge(summaries)))
    tags = [ord(c) for c in ",".join(value.tag for value in parsed.value)]
    return constants(tf, names=names, tags=tags)


def _trained(tf, folder, steps):
    loss, _, _ = _regression(tf)
    train = tf.contrib.training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.5))
    return tf.contrib.training.train(train, folder, hooks=[tf.train.StopAtStepHook(num_steps=steps)], save_checkpoint_secs=None,
                                     chief_only_hooks=[tf.train.CheckpointSaverHook(folder, save_steps=2)], save_summaries_steps=None)


@case
def training_train(tf):
    folder = tempfile.mkdtemp()
    graph = tf.Graph()
    with graph.as_default():
        first = _trained(tf, folder, 3)
    with tf.Graph().as_default():
        further = _trained(tf, folder, 2)  # goes on from the checkpoint
    found = [int(path.split("-")[-1]) for path in tf.train.get_checkpoint_state(folder).all_model_checkpoint_paths]
    return constants(tf, first=first, further=further, checkpoints=found)


@mistake
def training_train_without_folder(tf):
    loss, _, _ = _regression(tf)
    tf.contrib.training.train(tf.contrib.training.create_train_op(loss, tf.train.GradientDescentOptimizer(0.5)), None)


# Evaluation

def _checkpoint(tf, folder, value, step=1):
    with tf.Graph().as_default():
        variable = tf.get_variable("v", [], initializer=tf.constant_initializer(value))
        tf.train.get_or_create_global_step()
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            variable.load(value, sess)
            return tf.train.Saver().save(sess, os.path.join(folder, "model"), global_step=step)


def _evaluation(tf):
    """(update op, final ops): a mean over steps of the variable times the step."""
    variable = tf.get_variable("v", [])
    tf.train.get_or_create_global_step()
    step = tf.contrib.training.get_or_create_eval_step()
    total = tf.get_local_variable("total", [], initializer=tf.zeros_initializer())
    return tf.assign_add(total, variable), {"total": total, "steps": step}


@case
def training_evaluate_once(tf):
    path = _checkpoint(tf, tempfile.mkdtemp(), 2.5)
    with tf.Graph().as_default():
        update, final = _evaluation(tf)
        result = tf.contrib.training.evaluate_once(
            path, eval_ops=update, final_ops=final, hooks=[tf.contrib.training.StopAfterNEvalsHook(4)])
    return constants(tf, **result)


@case
def training_evaluate_once_in_several_forms(tf):
    path = _checkpoint(tf, tempfile.mkdtemp(), 2.5)
    results = {}
    for name, form in (("list", lambda op: [op]), ("dict", lambda op: {"update": op}), ("none", lambda op: None)):
        with tf.Graph().as_default():
            update, final = _evaluation(tf)
            hooks = [tf.contrib.training.StopAfterNEvalsHook(2, log_progress=False)]
            results[name] = tf.contrib.training.evaluate_once(path, eval_ops=form(update), final_ops=final["total"], hooks=hooks)
    return constants(tf, **results)


@case
def training_evaluate_repeatedly(tf):
    folder = tempfile.mkdtemp()
    _checkpoint(tf, folder, 3.0, step=7)
    log = tempfile.mkdtemp()
    with tf.Graph().as_default():
        update, final = _evaluation(tf)
        tf.summary.scalar("total", final["total"])
        result = tf.contrib.training.evaluate_repeatedly(
            folder, eval_ops=update, final_ops=final, eval_interval_secs=0, max_number_of_evaluations=1,
            hooks=[tf.contrib.training.StopAfterNEvalsHook(3), tf.contrib.training.SummaryAtEndHook(log)])
    events = [event for name in os.listdir(log) for event in tf.train.summary_iterator(os.path.join(log, name))]
    written = [(event.step, value.simple_value) for event in events for value in event.summary.value]
    return constants(tf, written=written, **result)


@case
def training_checkpoints(tf):
    folder = tempfile.mkdtemp()
    path = _checkpoint(tf, folder, 3.0, step=7)
    found = list(tf.contrib.training.checkpoints_iterator(folder, timeout=0))
    new = tf.contrib.training.wait_for_new_checkpoint(folder, None)
    none = tf.contrib.training.wait_for_new_checkpoint(folder, path, seconds_to_sleep=0.01, timeout=0.02)
    return constants(tf, found=found == [path], new=new == path, none=none is None)


@case
def training_eval_step(tf):
    first = tf.contrib.training.get_or_create_eval_step()
    again = tf.contrib.training.get_or_create_eval_step()
    return Model(outputs={"step": first.read_value() if hasattr(first, "read_value") else first, "same": tf.constant(first is again),
                          "local": tf.constant(len(tf.local_variables()))})


@mistake
def training_eval_step_of_two(tf):
    tf.add_to_collection(tf.GraphKeys.EVAL_STEP, 1)
    tf.add_to_collection(tf.GraphKeys.EVAL_STEP, 2)
    tf.contrib.training.get_or_create_eval_step()


@mistake
def training_summary_at_end_hook_without_place(tf):
    tf.contrib.training.SummaryAtEndHook()
