"""An estimator's predictions, example by example or batch by batch."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.input_results import features_and_labels
from legacy_seq2seq.estimator.model_fn import ModeKeys


def predict(estimator, input_fn, predict_keys, hooks, checkpoint_path, yield_single_examples):
    """Yields predictions; see `Estimator.predict`. The session stays open until the generator ends."""
    path = checkpoint_path or estimator.latest_checkpoint()
    if not path:
        tf.logging.info(f"Could not find trained model in model_dir: {estimator.model_dir}, running initialization to predict.")
    config = estimator._config
    with tf.Graph().as_default() as graph, graph.device(config.device_fn):
        tf.set_random_seed(config.tf_random_seed)
        estimator._create_global_step(graph)
        features, _, input_hooks = features_and_labels(input_fn, ModeKeys.PREDICT, estimator.params, config)
        spec = estimator._call_model_fn(features, None, ModeKeys.PREDICT, estimator.config)
        creator = tf.train.ChiefSessionCreator(checkpoint_filename_with_path=path, master=config.master, scaffold=spec.scaffold,
                                               config=estimator._session_config)
        predictions = _wanted(spec.predictions, predict_keys)
        with tf.train.MonitoredSession(creator, hooks=[*input_hooks, *hooks, *spec.prediction_hooks]) as session:
            while not session.should_stop():
                values = session.run(predictions)
                if yield_single_examples:
                    yield from _examples(values)
                else:
                    yield values


def _wanted(predictions, keys):
    if not keys:
        return predictions
    if not isinstance(predictions, dict):
        raise ValueError("Estimator.predict: `predict_keys` was given, but the model's predictions are no dict; leave it out.")
    chosen = {name: tensor for name, tensor in predictions.items() if name in keys}
    if not chosen:
        raise ValueError(f"Estimator.predict: none of `predict_keys` {keys} is among the predictions {sorted(predictions)}.")
    return chosen


def _examples(values):
    if not isinstance(values, dict):
        yield from values
        return
    sizes = {name: len(value) for name, value in values.items()}
    if len(set(sizes.values())) > 1:
        raise ValueError(f"Estimator.predict: the predictions' first dimensions differ: {sizes}. They must be one batch's; or pass "
                         "yield_single_examples=False.")
    for i in range(next(iter(sizes.values()))):
        yield {name: value[i] for name, value in values.items()}
