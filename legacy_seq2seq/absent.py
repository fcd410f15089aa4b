"""TF 1.15.5's names that are gone for good, each with the reason and the nearest thing to use.

Read when a name is not found, to say more than «no attribute». A test walks every public name of
TF 1.15.5: each resolves or stands here, and none that stands here resolves.
"""

import collections

Absent = collections.namedtuple("Absent", "reason use")
Absent.__doc__ = """Why a name is gone, and what to use."""

_ESTIMATOR = Absent("it left TensorFlow with 2.16", "tf.estimator.Estimator with a model function, or tf.keras")
_BOOSTED_TREES = Absent("boosted-trees estimators left TensorFlow", "the TensorFlow Decision Forests package")
_POLICY = Absent("moved when mixed precision became stable", "tf.compat.v2.keras.mixed_precision")
_SCIKIT = Absent("moved out of Keras", "the scikeras package")
_DATA_STATS = Absent("tf.data's statistics were removed", "the TensorFlow profiler, tf.profiler")
_LITE_RNN = Absent("TensorFlow Lite's own cells were removed", "tf.nn.rnn_cell and tf.nn.dynamic_rnn")
_KERAS_SAVING = Absent("removed from Keras", "tf.saved_model.simple_save, or model.save of a tf.keras model")
_TPU_EMBEDDING = Absent("TPU embeddings moved", "tf.compat.v2.tpu.experimental.embedding")
_LEARN = Absent("contrib.learn's ready-made estimators are outside this project", "tf.contrib.learn.Estimator with a model function")
_LEARN_LOOPS = Absent("contrib.learn's training loops are outside this project", "tf.contrib.training.train and evaluate_once")
_LEARN_INPUT = Absent("contrib.learn's input queues are outside this project", "tf.contrib.data.make_batched_features_dataset")
_TPU = Absent("TPU support is outside this project", "tf.compat.v2.distribute.TPUStrategy")
_TPU_NAMES = (
    "AsyncCheckpointSaverHook DeviceAssignment InfeedQueue TPUDistributionStrategy Topology batch_parallel core device_assignment "
    "export_estimator_savedmodel infeed_dequeue infeed_dequeue_tuple infeed_enqueue infeed_enqueue_tuple initialize_system "
    "keras_to_tpu_model outfeed_dequeue outfeed_dequeue_tuple outfeed_enqueue outfeed_enqueue_tuple outside_compilation profiler repeat "
    "replicate rewrite shard shutdown_system while_loop")
_LEARN_NAMES = {
    _LEARN: (
        "DNNClassifier DNNEstimator DNNLinearCombinedClassifier DNNLinearCombinedEstimator DNNLinearCombinedRegressor "
        "DNNRegressor DynamicRnnEstimator Evaluable ExportStrategy Head InputFnOps KMeansClustering LinearClassifier "
        "LinearEstimator LinearRegressor LogisticRegressor PredictionKey ProblemType SVM TaskType "
        "TensorFlowEstimator TensorFlowRNNClassifier Trainable binary_svm_head build_parsing_serving_input_fn head "
        "infer_real_valued_columns_from_input infer_real_valued_columns_from_input_fn make_export_strategy models "
        "multi_class_head multi_head multi_label_head no_op_train_fn poisson_regression_head regression_head utils"),
    _LEARN_LOOPS: "evaluate graph_actions infer ops run run_feeds run_n train trainable",
    _LEARN_INPUT: (
        "extract_dask_data extract_dask_labels extract_pandas_data extract_pandas_labels extract_pandas_matrix io read_batch_examples "
        "read_batch_features read_batch_record_features read_keyed_batch_examples read_keyed_batch_examples_shared_queue "
        "read_keyed_batch_features read_keyed_batch_features_shared_queue"),
}
_CONTRIB_ESTIMATOR_NAMES = (
    "DNNClassifierWithLayerAnnotations DNNRegressorWithLayerAnnotations RNNClassifier RNNEstimator SavedModelEstimator "
    "boosted_trees_classifier_train_in_memory boosted_trees_regressor_train_in_memory build_raw_supervised_input_receiver_fn "
    "build_supervised_input_receiver_fn_from_input_fn call_logit_fn dnn_logit_fn_builder export_all_saved_models "
    "export_saved_model_for_mode linear_logit_fn_builder multi_head")
_COLUMNS = "contrib's feature columns are outside this project"
_TARGETS = "contrib's target columns served contrib.learn's estimators, which are outside this project"
_INTERNAL = Absent("an implementation detail that TF 1.15 showed by accident", "the public API")
_FUTURE = Absent("a `from __future__` import that TF 1.15 showed by accident", "nothing: Python 3 behaves so")

# TensorFlow 2.16 dropped tf.estimator. What core TensorFlow keeps under another name is still reached by it.
ESTIMATOR_NAMES_IN_TRAIN = (
    "CheckpointSaverHook", "CheckpointSaverListener", "FeedFnHook", "FinalOpsHook", "GlobalStepWaiterHook",
    "LoggingTensorHook", "NanLossDuringTrainingError", "NanTensorHook", "ProfilerHook", "SecondOrStepTimer",
    "SessionRunArgs", "SessionRunContext", "SessionRunHook", "SessionRunValues", "StepCounterHook",
    "StopAtStepHook", "SummarySaverHook", "VocabInfo",
)
# What `legacy_seq2seq.estimator` brings.
OWN_ESTIMATOR_NAMES = (
    "BestExporter", "DNNClassifier", "DNNEstimator", "DNNLinearCombinedClassifier", "DNNLinearCombinedEstimator",
    "DNNLinearCombinedRegressor", "DNNRegressor", "Estimator", "EstimatorSpec", "EvalSpec", "Exporter", "FinalExporter", "LatestExporter",
    "LinearClassifier", "LinearEstimator", "LinearRegressor", "ModeKeys", "RunConfig", "TrainSpec", "WarmStartSettings", "add_metrics",
    "experimental.make_early_stopping_hook", "experimental.stop_if_higher_hook", "experimental.stop_if_lower_hook",
    "experimental.stop_if_no_decrease_hook", "experimental.stop_if_no_increase_hook", "export.ClassificationOutput", "export.ExportOutput",
    "export.PredictOutput", "export.RegressionOutput", "export.ServingInputReceiver", "export.TensorServingInputReceiver",
    "export.build_parsing_serving_input_receiver_fn", "export.build_raw_serving_input_receiver_fn", "inputs.numpy_input_fn",
    "inputs.pandas_input_fn", "tpu.InputPipelineConfig", "tpu.RunConfig", "tpu.TPUConfig", "tpu.TPUEstimator", "tpu.TPUEstimatorSpec",
    "train_and_evaluate",
)
# What is there although a wildcard below covers it.
STILL_THERE = {"tf.pywrap_tensorflow.NewCheckpointReader",
               *(f"tf.estimator.{name}" for name in (*ESTIMATOR_NAMES_IN_TRAIN, *OWN_ESTIMATOR_NAMES))}

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
    **{f"tf.contrib.estimator.{name}": _ESTIMATOR for name in _CONTRIB_ESTIMATOR_NAMES.split()},
    **{f"tf.contrib.tpu.{name}": _TPU for name in _TPU_NAMES.split()},
    "tf.contrib.tensorrt.*": Absent("TF-TRT is outside this project", "NVIDIA's TensorRT converter on a SavedModel"),
    "tf.contrib.feature_column.*": Absent("contrib's feature columns are outside this project", "tf.feature_column"),
    **{f"tf.contrib.learn.{name}": entry for entry, names in _LEARN_NAMES.items() for name in names.split()},
    "tf.contrib.data.CheckpointInputPipelineHook": Absent(
        "it served estimators", "tf.contrib.data.make_saveable_from_iterator with tf.train.Saver"),
    "tf.contrib.layers.bucketized_column": Absent(_COLUMNS, "tf.feature_column.bucketized_column"),
    "tf.contrib.layers.check_feature_columns": Absent(_COLUMNS, "nothing: tf.feature_column checks columns when it uses them"),
    "tf.contrib.layers.create_feature_spec_for_parsing": Absent(_COLUMNS, "tf.feature_column.make_parse_example_spec"),
    "tf.contrib.layers.crossed_column": Absent(_COLUMNS, "tf.feature_column.crossed_column"),
    "tf.contrib.layers.embedding_column": Absent(_COLUMNS, "tf.feature_column.embedding_column"),
    "tf.contrib.layers.infer_real_valued_columns": Absent(_COLUMNS, "tf.feature_column.numeric_column, one for each feature"),
    "tf.contrib.layers.input_from_feature_columns": Absent(_COLUMNS, "tf.feature_column.input_layer"),
    "tf.contrib.layers.joint_weighted_sum_from_feature_columns": Absent(_COLUMNS, "tf.feature_column.linear_model"),
    "tf.contrib.layers.make_place_holder_tensors_for_base_features": Absent(
        _COLUMNS, "tf.placeholder, one for each entry of tf.feature_column.make_parse_example_spec"),
    "tf.contrib.layers.multi_class_target": Absent(
        _TARGETS, "tf.losses.sparse_softmax_cross_entropy (two classes: tf.losses.sigmoid_cross_entropy)"),
    "tf.contrib.layers.one_hot_column": Absent(_COLUMNS, "tf.feature_column.indicator_column"),
    "tf.contrib.layers.parse_feature_columns_from_examples": Absent(
        _COLUMNS, "tf.parse_example with tf.feature_column.make_parse_example_spec"),
    "tf.contrib.layers.parse_feature_columns_from_sequence_examples": Absent(
        _COLUMNS, "tf.parse_single_sequence_example with tf.feature_column.make_parse_example_spec"),
    "tf.contrib.layers.real_valued_column": Absent(_COLUMNS, "tf.feature_column.numeric_column"),
    "tf.contrib.layers.regression_target": Absent(_TARGETS, "tf.losses.mean_squared_error"),
    "tf.contrib.layers.scattered_embedding_column": Absent(
        _COLUMNS, "tf.feature_column.embedding_column of a tf.feature_column.categorical_column_with_hash_bucket"),
    "tf.contrib.layers.sequence_input_from_feature_columns": Absent(
        _COLUMNS, "tf.keras.experimental.SequenceFeatures with tf.feature_column.sequence_numeric_column and its siblings"),
    "tf.contrib.layers.shared_embedding_columns": Absent(_COLUMNS, "tf.feature_column.shared_embedding_columns"),
    "tf.contrib.layers.sparse_column_with_hash_bucket": Absent(_COLUMNS, "tf.feature_column.categorical_column_with_hash_bucket"),
    "tf.contrib.layers.sparse_column_with_integerized_feature": Absent(_COLUMNS, "tf.feature_column.categorical_column_with_identity"),
    "tf.contrib.layers.sparse_column_with_keys": Absent(_COLUMNS, "tf.feature_column.categorical_column_with_vocabulary_list"),
    "tf.contrib.layers.sparse_column_with_vocabulary_file": Absent(_COLUMNS, "tf.feature_column.categorical_column_with_vocabulary_file"),
    "tf.contrib.layers.transform_features": Absent(_COLUMNS, "tf.feature_column.input_layer, which transforms as it reads"),
    "tf.contrib.layers.weighted_sparse_column": Absent(_COLUMNS, "tf.feature_column.weighted_categorical_column"),
    "tf.contrib.layers.weighted_sum_from_feature_columns": Absent(_COLUMNS, "tf.feature_column.linear_model"),
    "tf.contrib.summary.create_db_writer": Absent("TensorFlow's summary database was removed", "tf.contrib.summary.create_file_writer"),
}


def entry_for(path):
    """The `Absent` entry for the dotted name `path` ("tf.nn.foo"), or None.

    A namespace that is gone as a whole is covered by the entries of what was in it.
    """
    return own_entry(path) or next((entry for table in (EVERYWHERE, MODERN, OUTSIDE) for name, entry in table.items()
                                    if name.startswith(path + ".")), None)


def own_entry(path, modern=True):
    """The entry of the name itself or of a wildcard above it, or None; on TensorFlow before 2.16 where not `modern`."""
    parts = path.split(".")
    for table in (EVERYWHERE, MODERN, OUTSIDE) if modern else (EVERYWHERE, OUTSIDE):
        if path in table:
            return table[path]
        for end in range(len(parts), 1, -1):
            wildcard = ".".join(parts[:end]) + ".*"
            if wildcard in table:
                return table[wildcard]
    return None


def error_for(path, provided=()):
    """The AttributeError for the dotted name `path`, which is not there: why, and what to use or what is provided instead."""
    entry = None if path.rpartition(".")[2].startswith("__") else entry_for(path)
    if entry:
        return AttributeError(f"{path} is not available: {entry.reason}. Use instead: {entry.use}.")
    return AttributeError(f"{path} is not provided." + (f" Provided: {', '.join(provided)}." if provided else ""))
