"""Batches from pandas. Source: TF1 tf.estimator.inputs.pandas_input_fn."""

from legacy_seq2seq.estimator.inputs import feeding


def pandas_input_fn(x, y=None, batch_size=128, num_epochs=1, shuffle=None, queue_capacity=1000, num_threads=1, target_column="target"):
    """An input function that reads rows of the DataFrame `x` and of `y`, a Series or DataFrame of the same index.

    It returns {column: tensor}, and labels where there are some: a tensor, or of a DataFrame a dict.
    Raises ValueError where `shuffle` is not True or False, or the indexes differ. Source: TF1 tf.estimator.inputs.pandas_input_fn.
    """
    if not isinstance(shuffle, bool):
        raise ValueError(f"pandas_input_fn: `shuffle` is {shuffle!r}; say True or False: True for training, False else.")
    if y is not None and not x.index.equals(y.index):
        raise ValueError("pandas_input_fn: the indexes of `x` and `y` differ; they must name the same rows.")
    if y is not None and target_column in x:
        raise ValueError(f"pandas_input_fn: `x` has a column {target_column!r} already; give another `target_column`.")

    def input_fn():
        features = {name: x[name].to_numpy() for name in x.columns}
        labels = {} if y is None else {name: y[name].to_numpy() for name in y.columns} if y.ndim == 2 else {target_column: y.to_numpy()}
        batch = feeding.rows([*features.values(), *labels.values()], batch_size, num_epochs, shuffle, queue_capacity, num_threads)
        of_features, of_labels = dict(zip(features, batch)), batch[len(features):]
        if y is None:
            return of_features
        return of_features, dict(zip(labels, of_labels)) if y.ndim == 2 else of_labels[0]

    return input_fn
