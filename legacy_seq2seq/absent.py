"""TF 1.15.5's names that are gone for good, each with the reason and the nearest thing to use.

Read when a name is not found, to say more than «no attribute». A test walks every public name of
TF 1.15.5: each resolves or stands here, and none that stands here resolves.
"""

import collections

Absent = collections.namedtuple("Absent", "reason use")
Absent.__doc__ = """Why a name is gone, and what to use."""

_ESTIMATOR = Absent("estimators left TensorFlow with 2.16", "an explicit tf.Session, or tf.train.MonitoredTrainingSession")
_BOOSTED_TREES = Absent("boosted-trees estimators left TensorFlow", "the TensorFlow Decision Forests package")
_POLICY = Absent("moved when mixed precision became stable", "tf.compat.v2.keras.mixed_precision")
_SCIKIT = Absent("moved out of Keras", "the scikeras package")
_DATA_STATS = Absent("tf.data's statistics were removed", "the TensorFlow profiler, tf.profiler")
_LITE_RNN = Absent("TensorFlow Lite's own cells were removed", "tf.nn.rnn_cell and tf.nn.dynamic_rnn")
_KERAS_SAVING = Absent("removed from Keras", "tf.saved_model.simple_save, or model.save of a tf.keras model")
_TPU_EMBEDDING = Absent("TPU embeddings moved", "tf.compat.v2.tpu.experimental.embedding")
_INTERNAL = Absent("an implementation detail that TF 1.15 showed by accident", "the public API")
_FUTURE = Absent("a `from __future__` import that TF 1.15 showed by accident", "nothing: Python 3 behaves so")

# Gone on both stacks. A name that ends in ".*" stands for all below it that is not found.
EVERYWHERE = {
    "tf.config.experimental_list_devices": Absent("renamed", "tf.config.experimental.list_physical_devices"),
    "tf.data.experimental.MapVectorizationOptions": Absent("the map vectorization pass was removed", "tf.data.Dataset.batch before map"),
    "tf.data.experimental.StatsAggregator": _DATA_STATS,
    "tf.data.experimental.StatsOptions": _DATA_STATS,
    "tf.data.experimental.bytes_produced_stats": _DATA_STATS,
    "tf.data.experimental.latency_stats": _DATA_STATS,
    "tf.estimator.BoostedTreesClassifier": _BOOSTED_TREES,
    "tf.estimator.BoostedTreesEstimator": _BOOSTED_TREES,
    "tf.estimator.BoostedTreesRegressor": _BOOSTED_TREES,
    "tf.flags.absolute_import": _FUTURE,
    "tf.flags.division": _FUTURE,
    "tf.flags.print_function": _FUTURE,
    "tf.flags.tf_decorator.*": _INTERNAL,
    "tf.keras.experimental.LinearCosineDecay": Absent("removed from Keras", "tf.train.linear_cosine_decay"),
    "tf.keras.experimental.NoisyLinearCosineDecay": Absent("removed from Keras", "tf.train.noisy_linear_cosine_decay"),
    "tf.keras.experimental.PeepholeLSTMCell": Absent("removed from Keras", "tf.nn.rnn_cell.LSTMCell(use_peepholes=True)"),
    "tf.keras.experimental.export_saved_model": _KERAS_SAVING,
    "tf.keras.experimental.load_from_saved_model": _KERAS_SAVING,
    "tf.keras.experimental.terminate_keras_multiprocessing_pools": Absent("removed from Keras", "nothing: Keras ends its own worker pools"),
    "tf.keras.mixed_precision.experimental.LossScaleOptimizer": _POLICY,
    "tf.keras.mixed_precision.experimental.Policy": _POLICY,
    "tf.keras.mixed_precision.experimental.global_policy": _POLICY,
    "tf.keras.mixed_precision.experimental.set_policy": _POLICY,
    "tf.keras.utils.HDF5Matrix": Absent("removed from Keras", "h5py, whose data sets slice like arrays"),
    "tf.keras.utils.convert_all_kernels_in_model": Absent("it converted Theano's kernels", "nothing: TensorFlow's need no conversion"),
    "tf.keras.utils.multi_gpu_model": Absent("removed from Keras", "tf.distribute.MirroredStrategy"),
    "tf.keras.wrappers.scikit_learn.KerasClassifier": _SCIKIT,
    "tf.keras.wrappers.scikit_learn.KerasRegressor": _SCIKIT,
    "tf.lite.experimental.get_potentially_supported_ops": Absent(
        "removed from TensorFlow Lite", "tf.lite.TFLiteConverter, which names the ops that it cannot convert"),
    "tf.lite.experimental.nn.TFLiteLSTMCell": _LITE_RNN,
    "tf.lite.experimental.nn.TfLiteRNNCell": _LITE_RNN,
    "tf.lite.experimental.nn.dynamic_rnn": _LITE_RNN,
    "tf.pywrap_tensorflow.*": Absent(
        "the C++ binding changed with every release", "the public API: tf.train.NewCheckpointReader, tf.train, tf.python_io"),
}

# Gone where TensorFlow is 2.16 or newer.
MODERN = {
    "tf.data.experimental.CheckpointInputPipelineHook": Absent(
        "it served estimators, which left TensorFlow", "tf.data.experimental.make_saveable_from_iterator with tf.train.Saver"),
    "tf.estimator.*": _ESTIMATOR,
    "tf.tpu.experimental.AdagradParameters": _TPU_EMBEDDING,
    "tf.tpu.experimental.AdamParameters": _TPU_EMBEDDING,
    "tf.tpu.experimental.StochasticGradientDescentParameters": _TPU_EMBEDDING,
}

# Parts of contrib that this project does not bring back.
OUTSIDE = {
    "tf.contrib.boosted_trees.*": _BOOSTED_TREES,
    "tf.contrib.tensor_forest.*": Absent("tensor forests left TensorFlow", "the TensorFlow Decision Forests package"),
    "tf.contrib.estimator.*": _ESTIMATOR,
    "tf.contrib.learn.*": Absent("contrib.learn's estimators are outside this project", "tf.estimator on TensorFlow 2.15, or tf.keras"),
    "tf.contrib.tpu.*": Absent("TPU support is outside this project", "tf.compat.v2.distribute.TPUStrategy"),
    "tf.contrib.tensorrt.*": Absent("TF-TRT is outside this project", "NVIDIA's TensorRT converter on a SavedModel"),
    "tf.contrib.feature_column.*": Absent("contrib's feature columns are outside this project", "tf.feature_column"),
    "tf.contrib.summary.create_db_writer": Absent("TensorFlow's summary database was removed", "tf.contrib.summary.create_file_writer"),
}


def entry_for(path):
    """The `Absent` entry for the dotted name `path` ("tf.nn.foo"), or None.

    A namespace that is gone as a whole is covered by the entries of what was in it.
    """
    parts = path.split(".")
    for table in (EVERYWHERE, MODERN, OUTSIDE):
        if path in table:
            return table[path]
        for end in range(len(parts), 1, -1):
            wildcard = ".".join(parts[:end]) + ".*"
            if wildcard in table:
                return table[wildcard]
        for name, entry in table.items():
            if name.startswith(path + "."):
                return entry
    return None
