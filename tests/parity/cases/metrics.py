"""tf.contrib.metrics: values, updates and variables over three batches."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values
from tests.parity.several_steps import streamed

BATCH, CLASSES, BATCHES = 4, 5, 3


class Batches(object):
    """Placeholders with a value for each batch."""

    def __init__(self, tf):
        self.tf, self.feeds = tf, [{} for _ in range(BATCHES)]

    def of(self, dtype, shape, numbers):
        placeholder = self.tf.placeholder(dtype, shape)
        for feed, value in zip(self.feeds, numbers):
            feed[placeholder] = value
        return placeholder

    def scores(self, name="scores", shape=(BATCH,), static=None, low=0.0, high=1.0):
        return self.of(self.tf.float32, static or list(shape), [values(name + str(i), shape, low, high) for i in range(BATCHES)])

    def labels(self, name="labels", shape=(BATCH,), vocab=2, static=None, dtype=np.int64):
        numbers = [ids(name + str(i), shape, vocab).astype(dtype) for i in range(BATCHES)]
        return self.of(self.tf.as_dtype(dtype), static or list(shape), numbers)

    def weights(self, shape=(BATCH,), static=None):
        return self.of(self.tf.float32, static or list(shape), [values("weights" + str(i), shape, 0, 2).round(1) for i in range(BATCHES)])


def collected(tf, *names):
    return {"in " + name: np.array(len(tf.get_collection(name))) for name in names}


def pairs(name, make, predictions, labels, weight_shape=(BATCH,), scalar_weight=True):
    """Registers a case of a metric of predictions and labels: plain, then weighted, named and collected."""
    def build(tf):
        batches = Batches(tf)
        p, t, w = predictions(batches), labels(batches), batches.weights(weight_shape)
        metric = lambda **more: make(tf.contrib.metrics, p, t, more)  # noqa: E731
        metrics = {"plain": metric()}
        with tf.variable_scope("eval"):
            metrics["weighted"] = metric(weights=w, name="mine", metrics_collections=["m"], updates_collections=["u"])
            metrics["again"] = metric(**({"weights": 0.5} if scalar_weight else {}))
        return streamed(tf, metrics, batches.feeds, **collected(tf, "m", "u"))

    build.__name__ = "metrics_" + name
    case(build)


def dyadic(name, shape=(BATCH,)):
    return lambda b: b.labels(name, shape)


def floats(name, shape=(BATCH,), **options):
    return lambda b: b.scores(name, shape, **options)


pairs("accuracy_streaming", lambda m, p, t, o: m.streaming_accuracy(p, t, **o),
      lambda b: b.labels("p", vocab=3), lambda b: b.labels(vocab=3))
for _name in ("true_positives", "true_negatives", "false_positives", "false_negatives", "false_positive_rate", "false_negative_rate",
              "precision", "recall"):
    pairs(_name, lambda m, p, t, o, _n=_name: getattr(m, "streaming_" + _n)(p, t, **o), dyadic("predictions"), dyadic("labels"))
for _name in ("precision_at_thresholds", "recall_at_thresholds", "false_positive_rate_at_thresholds", "false_negative_rate_at_thresholds"):
    pairs(_name, lambda m, p, t, o, _n=_name: getattr(m, "streaming_" + _n)(p, t, [0.2, 0.5, 0.8], **o), floats("p"), dyadic("labels"))
pairs("covariance", lambda m, p, t, o: m.streaming_covariance(p, t, **o), floats("p"), floats("t"))
pairs("pearson_correlation", lambda m, p, t, o: m.streaming_pearson_correlation(p, t, **o), floats("p"), floats("t"))
pairs("mean_absolute_error", lambda m, p, t, o: m.streaming_mean_absolute_error(p, t, **o), floats("p"), floats("t"))
pairs("mean_squared_error", lambda m, p, t, o: m.streaming_mean_squared_error(p, t, **o), floats("p"), floats("t"))
pairs("root_mean_squared_error", lambda m, p, t, o: m.streaming_root_mean_squared_error(p, t, **o), floats("p"), floats("t"))
pairs("mean_relative_error", lambda m, p, t, o: m.streaming_mean_relative_error(p, t, [1.0, 2.0, 0.5, 0.0], **o), floats("p"), floats("t"))
pairs("mean_cosine_distance", lambda m, p, t, o: m.streaming_mean_cosine_distance(p, t, 1, **o), floats("p", (BATCH, 3)),
      floats("t", (BATCH, 3)), (BATCH, 1))
pairs("mean_iou", lambda m, p, t, o: m.streaming_mean_iou(p, t, 3, **o),
      lambda b: b.labels("p", vocab=3), lambda b: b.labels(vocab=3), scalar_weight=False)
pairs("auc_streaming", lambda m, p, t, o: m.streaming_auc(p, t, num_thresholds=20, **o), floats("p"), dyadic("labels"))
pairs("auc_streaming_pr", lambda m, p, t, o: m.streaming_auc(p, t, num_thresholds=20, curve="PR", **o), floats("p"), dyadic("labels"))
pairs("sensitivity_at_specificity", lambda m, p, t, o: m.streaming_sensitivity_at_specificity(p, t, 0.6, num_thresholds=20, **o),
      floats("p"), dyadic("labels"))
pairs("specificity_at_sensitivity", lambda m, p, t, o: m.streaming_specificity_at_sensitivity(p, t, 0.6, num_thresholds=20, **o),
      floats("p"), dyadic("labels"))
pairs("curve_points", lambda m, p, t, o: m.streaming_curve_points(t, p, num_thresholds=6, **o), floats("p"), dyadic("labels"))
pairs("curve_points_pr", lambda m, p, t, o: m.streaming_curve_points(t, p, num_thresholds=6, curve="PR", **o),
      floats("p"), dyadic("labels"))
pairs("recall_at_precision", lambda m, p, t, o: m.recall_at_precision(t, p, 0.6, num_thresholds=20, **o), floats("p"), dyadic("labels"))
pairs("recall_at_precision_strict", lambda m, p, t, o: m.recall_at_precision(t, p, 0.99, num_thresholds=20, strict_mode=True, **o),
      floats("p"), dyadic("labels"))
pairs("recall_at_precision_unreachable", lambda m, p, t, o: m.recall_at_precision(t, p, 0.99, num_thresholds=20, **o),
      floats("p"), dyadic("labels"))
pairs("precision_at_recall", lambda m, p, t, o: m.precision_at_recall(t, p, 0.7, num_thresholds=20, **o), floats("p"), dyadic("labels"))
pairs("f1_score", lambda m, p, t, o: m.f1_score(t, p, num_thresholds=20, **o), floats("p"), dyadic("labels"))
pairs("f1_score_of_two", lambda m, p, t, o: m.f1_score(t, p, num_thresholds=2, **o), floats("p"), dyadic("labels"))
pairs("cohen_kappa", lambda m, p, t, o: m.cohen_kappa(t, p, 3, **o),
      lambda b: b.labels("p", vocab=3), lambda b: b.labels(vocab=3), scalar_weight=False)
pairs("cohen_kappa_of_columns", lambda m, p, t, o: m.cohen_kappa(t, p, 3, **o), lambda b: b.labels("p", (BATCH, 1), 3),
      lambda b: b.labels("labels", (BATCH, 1), 3), (BATCH, 1), scalar_weight=False)
pairs("dynamic_auc", lambda m, p, t, o: m.streaming_dynamic_auc(t, p, **o), floats("p"), dyadic("labels"), scalar_weight=False)
pairs("dynamic_auc_pr", lambda m, p, t, o: m.streaming_dynamic_auc(t, p, curve="PR", **o),
      floats("p"), dyadic("labels"), scalar_weight=False)
pairs("auc_with_confidence_intervals", lambda m, p, t, o: m.auc_with_confidence_intervals(t, p, **o),
      floats("p"), dyadic("labels"), scalar_weight=False)
pairs("auc_with_confidence_intervals_linear",
      lambda m, p, t, o: m.auc_with_confidence_intervals(t, p, alpha=0.9, logit_transformation=False, **o),
      floats("p"), dyadic("labels"), scalar_weight=False)
pairs("recall_at_k", lambda m, p, t, o: m.streaming_recall_at_k(p, t, 2, **o), floats("p", (BATCH, CLASSES)),
      lambda b: b.labels(vocab=CLASSES))
pairs("sparse_recall_at_k", lambda m, p, t, o: m.streaming_sparse_recall_at_k(p, t, 2, **o), floats("p", (BATCH, CLASSES)),
      lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_recall_at_k_of_class", lambda m, p, t, o: m.streaming_sparse_recall_at_k(p, t, 2, class_id=1, **o),
      floats("p", (BATCH, CLASSES)), lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_precision_at_k", lambda m, p, t, o: m.streaming_sparse_precision_at_k(p, t, 2, **o), floats("p", (BATCH, CLASSES)),
      lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_precision_at_top_k", lambda m, p, t, o: m.streaming_sparse_precision_at_top_k(p, t, **o),
      lambda b: b.labels("top", (BATCH, 3), CLASSES), lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_precision_at_top_k_of_class", lambda m, p, t, o: m.streaming_sparse_precision_at_top_k(p, t, class_id=2, **o),
      lambda b: b.labels("top", (BATCH, 3), CLASSES), lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_recall_at_top_k", lambda m, p, t, o: m.sparse_recall_at_top_k(t, p, **o),
      lambda b: b.labels("top", (BATCH, 3), CLASSES), lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_recall_at_top_k_of_class", lambda m, p, t, o: m.sparse_recall_at_top_k(t, p, class_id=2, **o),
      lambda b: b.labels("top", (BATCH, 3), CLASSES), lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_average_precision_at_k", lambda m, p, t, o: m.streaming_sparse_average_precision_at_k(p, t, 3, **o),
      floats("p", (BATCH, CLASSES)), lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("sparse_average_precision_at_top_k", lambda m, p, t, o: m.streaming_sparse_average_precision_at_top_k(p, t, **o),
      lambda b: b.of(b.tf.int64, [BATCH, 3], [np.argsort(values("top%d" % i, (BATCH, CLASSES)))[:, :3] for i in range(BATCHES)]),
      lambda b: b.labels("labels", (BATCH, 2), CLASSES))
pairs("mean", lambda m, p, t, o: m.streaming_mean(p, **o), floats("p"), floats("t"))
pairs("mean_tensor", lambda m, p, t, o: m.streaming_mean_tensor(p, **o), floats("p"), floats("t"))
pairs("percentage_less", lambda m, p, t, o: m.streaming_percentage_less(p, 0.4, **o), floats("p"), floats("t"))
pairs("count", lambda m, p, t, o: m.count(p, **o), floats("p"), floats("t"))


@case
def metrics_at_thresholds_counts(tf):
    batches = Batches(tf)
    p, t, w = batches.scores(), batches.labels(), batches.weights()
    metrics = {}
    for name in ("true_positives", "true_negatives", "false_positives", "false_negatives"):
        count = getattr(tf.contrib.metrics, "streaming_%s_at_thresholds" % name)
        metrics[name] = count(p, t, [0.2, 0.5, 0.8])
        metrics[name + " weighted"] = count(p, t, [0.2, 0.5, 0.8], w)
    return streamed(tf, metrics, batches.feeds)


def concatenated(name, **options):
    def build(tf):
        batches = Batches(tf)
        sizes = (3, 2, 5)
        v = batches.of(tf.float32, [None, 2], [values("v%d" % i, [size, 2]) for i, size in enumerate(sizes)])
        metrics = {"plain": tf.contrib.metrics.streaming_concat(v, **options)}
        with tf.variable_scope("eval"):
            metrics["named"] = tf.contrib.metrics.streaming_concat(
                v, name="mine", metrics_collections="m", updates_collections="u", **options)
        return streamed(tf, metrics, batches.feeds, **collected(tf, "m", "u"))

    build.__name__ = "metrics_concat" + name
    case(build)


concatenated("")
concatenated("_of_at_most_4", max_size=4)
concatenated("_of_at_most_8", max_size=8)


@case
def metrics_concat_on_second_axis(tf):
    batches = Batches(tf)
    v = batches.of(tf.int32, [2, None], [ids("v%d" % i, [2, i + 1], 9) for i in range(3)])
    w = batches.of(tf.float32, [2, 2], [values("w%d" % i, [2, 2]) for i in range(3)])
    concat = tf.contrib.metrics.streaming_concat
    return streamed(tf, {"unknown": concat(v, axis=1), "negative": concat(w, axis=-1)},
                    batches.feeds)


@mistake
def metrics_concat_of_scalar(tf):
    tf.contrib.metrics.streaming_concat(tf.constant(1.0))


@mistake
def metrics_concat_of_unknown_depth(tf):
    tf.contrib.metrics.streaming_concat(tf.placeholder(tf.float32, [2, None]))


@mistake
def metrics_concat_of_axis_out_of_range(tf):
    tf.contrib.metrics.streaming_concat(tf.constant([[1.0]]), axis=3)


@mistake
def metrics_concat_of_unknown_rank(tf):
    tf.contrib.metrics.streaming_concat(tf.placeholder(tf.float32))


def with_precision_and_recall(name, **options):
    def build(tf):
        batches = Batches(tf)
        p, w = batches.scores(), batches.weights()
        t = batches.labels(dtype=np.bool_)
        return streamed(tf, {
            "plain": tf.contrib.metrics.precision_recall_at_equal_thresholds(t, p, **options),
            "weighted": tf.contrib.metrics.precision_recall_at_equal_thresholds(t, p, w, name="mine", **options)}, batches.feeds)

    build.__name__ = "metrics_precision_recall_at_equal_thresholds" + name
    case(build)


with_precision_and_recall("", num_thresholds=5)
with_precision_and_recall("_by_default")


@case
def metrics_precision_recall_at_equal_thresholds_in_double(tf):
    batches = Batches(tf)
    t = batches.labels(dtype=np.bool_)
    p = batches.of(tf.float64, [BATCH], [values("p%d" % i, [BATCH], 0, 1).astype(np.float64) for i in range(3)])
    return streamed(tf, {"double": tf.contrib.metrics.precision_recall_at_equal_thresholds(t, p, num_thresholds=4, use_locking=True)},
                    batches.feeds)


@case
def metrics_accuracy(tf):
    metrics = tf.contrib.metrics
    t = tf.constant([1, 2, 3, 1])
    weights = tf.constant([0.5, 1.0, 2.0, 0.0])
    words = tf.constant(["a", "b"])
    return Model(outputs={
        "plain": metrics.accuracy(tf.constant([1, 2, 1, 3]), t),
        "weighted": metrics.accuracy(tf.constant([1, 2, 1, 3]), t, weights),
        "scalar": metrics.accuracy(tf.constant([1, 2, 1, 3]), t, weights=2.0, name="mine"),
        "words": metrics.accuracy(words, tf.constant(["a", "c"])),
        "bools": metrics.accuracy(tf.constant([True, False]), tf.constant([True, True]))})


@mistake
def metrics_accuracy_of_two_dtypes(tf):
    tf.contrib.metrics.accuracy(tf.constant([1, 2]), tf.constant([1, 2], tf.int64))


@mistake
def metrics_accuracy_of_floats(tf):
    tf.contrib.metrics.accuracy(tf.constant([1.0]), tf.constant([1.0]))


@mistake
def metrics_accuracy_of_two_shapes(tf):
    tf.contrib.metrics.accuracy(tf.constant([1, 2]), tf.constant([1, 2, 3]))


@case
def metrics_accuracy_of_unknown_shapes(tf):
    p, t = tf.placeholder(tf.int32), tf.placeholder(tf.int32, [None, None])
    return Model(feed={p: [[1, 2]], t: [[1, 3]]}, outputs={"accuracy": tf.contrib.metrics.accuracy(p, t)})


@case
def metrics_confusion_matrix(tf):
    metrics = tf.contrib.metrics
    return Model(outputs={
        "plain": metrics.confusion_matrix([1, 2, 4], [2, 2, 4]),
        "sized": metrics.confusion_matrix([1, 2, 4], [2, 2, 4], 6, tf.float32, "mine", [0.5, 1.0, 2.0])})


@case
def metrics_sets(tf):
    metrics = tf.contrib.metrics
    a, b = tf.constant([[1, 2, 3], [3, 4, 4]]), tf.constant([[2, 3], [9, 4]])
    sparse = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [1, 2, 4], [2, 2])
    dense = tf.sparse_tensor_to_dense
    return Model(outputs={
        "size": metrics.set_size(sparse),
        "intersection": dense(metrics.set_intersection(a, b)), "difference": dense(metrics.set_difference(a, b)),
        "difference_back": dense(metrics.set_difference(a, b, aminusb=False)), "union": dense(metrics.set_union(a, sparse, False))})


@case
def metrics_aggregated(tf):
    batches = Batches(tf)
    p, t = batches.labels("p"), batches.labels()
    metrics = tf.contrib.metrics
    listed = metrics.aggregate_metrics(metrics.streaming_accuracy(p, t), metrics.streaming_precision(p, t))
    mapped = metrics.aggregate_metric_map({"accuracy": metrics.streaming_accuracy(p, t), "recall": metrics.streaming_recall(p, t)})
    assert [type(part) for part in listed + mapped] == [list, list, dict, dict]
    return streamed(tf, {"listed": listed, "mapped": mapped}, batches.feeds)


@mistake
def metrics_aggregated_of_none(tf):
    tf.contrib.metrics.aggregate_metrics()


def by_histogram(name, options, **more):
    def build(tf):
        batches = Batches(tf)
        t = batches.labels(dtype=np.bool_, shape=(8,), **more)
        p = batches.scores(shape=(8,), **more)
        auc = tf.contrib.metrics.auc_using_histogram(t, p, [0.0, 1.0], **options)
        return streamed(tf, {"auc": auc}, batches.feeds, variables=tf.get_collection("h"), **collected(tf, "h"))

    build.__name__ = "metrics_auc_using_histogram" + name
    case(build)


by_histogram("", {})
by_histogram("_of_few_bins", dict(nbins=4, collections=["h"], name="mine"))
by_histogram("_unchecked", dict(nbins=10, check_shape=False), static=[None])


@case
def metrics_precision_at_recall_that_falls(tf):
    t, p = tf.constant([1, 1, 1, 0, 0, 0]), tf.constant([0.4, 0.45, 0.9, 0.95, 0.97, 0.1])
    return streamed(tf, {str(target): tf.contrib.metrics.precision_at_recall(t, p, target, num_thresholds=50)
                         for target in (0.0, 0.3, 0.5, 0.9, 1.0)}, [{}])


def outside(name, use):
    """Values that the run refuses: the exception's name is the result."""
    def build(tf):
        error = "none"
        try:
            value, update = use(tf, tf.contrib.metrics)
            with tf.Session() as sess:
                sess.run(tf.local_variables_initializer())
                sess.run(update)
        except tf.errors.InvalidArgumentError:
            error = "InvalidArgumentError"
        return Model(outputs={error: tf.constant(0)})

    build.__name__ = "metrics_run_" + name
    case(build)


outside("f1_beyond_one", lambda tf, m: m.f1_score(tf.constant([0, 1]), tf.constant([0.5, 1.5])))
outside("curve_points_beyond_one", lambda tf, m: m.streaming_curve_points(tf.constant([0, 1]), tf.constant([0.5, 1.5])))
outside("recall_at_precision_beyond_one", lambda tf, m: m.recall_at_precision(tf.constant([0, 1]), tf.constant([0.5, 1.5]), 0.5))
outside("dynamic_auc_of_three_labels", lambda tf, m: m.streaming_dynamic_auc(tf.constant([0, 2]), tf.constant([0.5, 1.5])))
outside("interval_of_three_labels", lambda tf, m: m.auc_with_confidence_intervals(tf.constant([0, 2]), tf.constant([0.5, 1.5])))
outside("kappa_of_ids_beyond", lambda tf, m: m.cohen_kappa(tf.constant([0, 3]), tf.constant([0, 1]), 3))
outside("equal_thresholds_of_two_lengths", lambda tf, m: m.precision_recall_at_equal_thresholds(
    tf.placeholder_with_default([True], [None]), tf.placeholder_with_default([0.5, 0.6], [None])))


@case
def metrics_of_unknown_batch(tf):
    batches = Batches(tf)
    p, t = batches.scores(static=[None]), batches.labels(static=[None])
    classes, w = batches.labels("classes", static=[None]), batches.weights(static=[None])
    m = tf.contrib.metrics
    return streamed(tf, {
        "accuracy": m.streaming_accuracy(classes, t, w), "covariance": m.streaming_covariance(p, tf.to_float(t), w),
        "pearson": m.streaming_pearson_correlation(p, tf.to_float(t)), "count": m.count(p, w), "f1": m.f1_score(t, p, num_thresholds=10),
        "fpr": m.streaming_false_positive_rate(classes, t, w), "dynamic": m.streaming_dynamic_auc(t, p, weights=w),
        "interval": m.auc_with_confidence_intervals(t, p, weights=w), "kappa": m.cohen_kappa(t, classes, 2, w),
        "recall": m.recall_at_precision(t, p, 0.5, num_thresholds=10)}, batches.feeds)


@case
def metrics_of_sparse_labels(tf):
    batches = Batches(tf)
    scores, top = batches.scores("p", (BATCH, CLASSES)), batches.labels("top", (BATCH, 3), CLASSES)
    t = tf.SparseTensor(tf.constant([[0, 0], [1, 0], [1, 1], [3, 0]], tf.int64), tf.constant([1, 2, 4, 0], tf.int64), [BATCH, 2])
    m = tf.contrib.metrics
    return streamed(tf, {
        "recall": m.streaming_sparse_recall_at_k(scores, t, 2), "top_recall": m.sparse_recall_at_top_k(t, top, class_id=1),
        "precision": m.streaming_sparse_precision_at_k(scores, t, 2), "average": m.streaming_sparse_average_precision_at_k(scores, t, 2),
        "top_average": m.streaming_sparse_average_precision_at_top_k(top, t)}, batches.feeds)


def misuse(name, use):
    def build(tf):
        use(tf, tf.contrib.metrics)

    build.__name__ = "metrics_misuse_" + name
    mistake(build)


misuse("accuracy_shapes", lambda tf, m: m.streaming_accuracy(tf.ones([2]), tf.ones([3, 4])))
misuse("weights_shape", lambda tf, m: m.streaming_mean(tf.ones([2]), tf.ones([3])))
misuse("collection_text", lambda tf, m: m.streaming_mean(tf.ones([2]), metrics_collections=3))
misuse("auc_curve", lambda tf, m: m.streaming_auc(tf.ones([2]), tf.ones([2]), curve="TPR"))
misuse("curve_points_curve", lambda tf, m: m.streaming_curve_points(tf.ones([2]), tf.ones([2]), curve="TPR"))
misuse("dynamic_auc_curve", lambda tf, m: m.streaming_dynamic_auc(tf.ones([2]), tf.ones([2]), curve="TPR"))
misuse("dynamic_auc_shapes", lambda tf, m: m.streaming_dynamic_auc(tf.ones([2]), tf.ones([3])))
misuse("specificity", lambda tf, m: m.streaming_sensitivity_at_specificity(tf.ones([2]), tf.ones([2]), -1.0))
misuse("precision_range", lambda tf, m: m.recall_at_precision(tf.ones([2]), tf.ones([2]), 1.5))
misuse("recall_range", lambda tf, m: m.precision_at_recall(tf.ones([2]), tf.ones([2]), -0.5))
misuse("kappa_classes", lambda tf, m: m.cohen_kappa(tf.constant([1, 2]), tf.constant([1, 2]), 1))
misuse("kappa_rank", lambda tf, m: m.cohen_kappa(tf.constant([[1, 2]]), tf.constant([1, 2]), 3))
misuse("kappa_shapes", lambda tf, m: m.cohen_kappa(tf.constant([1, 2]), tf.constant([1, 2, 0]), 3))
misuse("equal_thresholds_labels", lambda tf, m: m.precision_recall_at_equal_thresholds(tf.constant([1]), tf.constant([0.5])))
misuse("equal_thresholds_shapes", lambda tf, m: m.precision_recall_at_equal_thresholds(tf.constant([True]), tf.constant([0.5, 0.2])))
misuse("histogram_labels", lambda tf, m: m.auc_using_histogram(tf.constant([1]), tf.constant([0.5]), [0.0, 1.0]))
misuse("interval_alpha", lambda tf, m: m.auc_with_confidence_intervals(tf.constant([1.0]), tf.constant([0.5]), alpha=1.5))
misuse("relative_error_shapes", lambda tf, m: m.streaming_mean_relative_error(tf.ones([2]), tf.ones([2]), tf.ones([3])))
misuse("covariance_shapes", lambda tf, m: m.streaming_covariance(tf.ones([2]), tf.ones([3])))
misuse("f1_shapes", lambda tf, m: m.f1_score(tf.ones([2]), tf.ones([3])))
misuse("count_weights", lambda tf, m: m.count(tf.ones([2]), tf.ones([3])))
misuse("false_positive_rate_shapes", lambda tf, m: m.streaming_false_positive_rate(tf.ones([2]), tf.ones([3])))
misuse("recall_at_k_shapes", lambda tf, m: m.streaming_recall_at_k(tf.ones([2, 3]), tf.constant([1, 2, 0]), 2))
misuse("mean_cosine_shapes", lambda tf, m: m.streaming_mean_cosine_distance(tf.ones([2, 3]), tf.ones([2, 4]), 1))
