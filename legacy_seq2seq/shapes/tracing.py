"""One run of a graph whose every tensor's shape is recorded, by TensorFlow's own trace."""

from legacy_seq2seq import stack


def run(session, fetches, feed_dict=None, timeout_seconds=None, options=None):
    """Runs `fetches`; returns (their values, {tensor name: its shapes, one for each time it was computed}).

    The trace keeps the graph's own names only where TensorFlow's optimisers are off: see `without_rewriting`.
    """
    tf = stack.compat_v1()
    traced = tf.RunOptions()
    if options is not None:
        traced.CopyFrom(options)
    traced.trace_level = tf.RunOptions.SOFTWARE_TRACE  # as FULL_TRACE without the device tracer, which speaks of absent GPUs
    if timeout_seconds is not None:
        traced.timeout_in_ms = int(1000 * timeout_seconds)
    metadata = tf.RunMetadata()
    values = session.run(fetches, feed_dict, options=traced, run_metadata=metadata)
    return values, recorded(metadata.step_stats)


def recorded(step_stats):
    """{tensor name: [shape, ...]} of a trace: in a loop one shape for each iteration, in their order."""
    found = {}
    for device in step_stats.dev_stats:
        for node in device.node_stats:
            for output in node.output:
                shape = tuple(dimension.size for dimension in output.tensor_description.shape.dim)
                found.setdefault(f"{node.node_name}:{output.slot}", []).append(shape)
    return found


def without_rewriting(config=None):
    """A session's configuration in which nothing renames, folds or removes the graph's operations."""
    own = stack.compat_v1().ConfigProto()
    if config is not None:
        own.CopyFrom(config)
    own.allow_soft_placement = True
    own.graph_options.rewrite_options.disable_meta_optimizer = True
    own.graph_options.optimizer_options.opt_level = -1
    return own
