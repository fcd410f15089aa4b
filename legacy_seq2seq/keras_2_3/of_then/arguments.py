"""Arguments' names of Keras 1, which Keras 2.3 still took."""

_INITIALIZERS = {"init": "kernel_initializer", "inner_init": "recurrent_initializer", "W_regularizer": "kernel_regularizer",
                 "U_regularizer": "recurrent_regularizer", "b_regularizer": "bias_regularizer", "W_constraint": "kernel_constraint",
                 "U_constraint": "recurrent_constraint", "b_constraint": "bias_constraint", "bias": "use_bias"}
_RECURRENT = {**_INITIALIZERS, "output_dim": "units", "inner_activation": "recurrent_activation", "dropout_W": "dropout",
              "dropout_U": "recurrent_dropout"}
_CONVOLUTION = {**_INITIALIZERS, "nb_filter": "filters", "border_mode": "padding", "subsample": "strides", "filter_length": "kernel_size",
                "subsample_length": "strides", "atrous_rate": "dilation_rate"}
_POOLING = {"border_mode": "padding", "pool_length": "pool_size", "stride": "strides"}
_RENAMED = {
    "Dense": {**_INITIALIZERS, "output_dim": "units"},
    "Embedding": {"init": "embeddings_initializer", "W_regularizer": "embeddings_regularizer", "W_constraint": "embeddings_constraint"},
    "Dropout": {"p": "rate"}, "SpatialDropout1D": {"p": "rate"}, "SpatialDropout2D": {"p": "rate"}, "GaussianDropout": {"p": "rate"},
    "GaussianNoise": {"sigma": "stddev"}, "PReLU": {"init": "alpha_initializer"}, "UpSampling1D": {"length": "size"},
    "BatchNormalization": {"beta_init": "beta_initializer", "gamma_init": "gamma_initializer"},
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), _RECURRENT),
    **dict.fromkeys(("Conv1D", "Conv2D", "Conv3D"), _CONVOLUTION),
    **dict.fromkeys(("MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D"), _POOLING),
    "fit": {"nb_epoch": "epochs"}, "Model": {"input": "inputs", "output": "outputs"},
    "fit_generator": {"nb_epoch": "epochs", "samples_per_epoch": "steps_per_epoch", "nb_val_samples": "validation_steps",
                      "nb_worker": "workers", "max_q_size": "max_queue_size", "pickle_safe": "use_multiprocessing"},
    "evaluate_generator": {"val_samples": "steps", "nb_worker": "workers", "max_q_size": "max_queue_size"},
    "predict_generator": {"val_samples": "steps", "nb_worker": "workers", "max_q_size": "max_queue_size"},
}
_DEFAULTS = dict.fromkeys(("LSTM", "LSTMCell", "GRU", "GRUCell"), {"recurrent_activation": "sigmoid", "implementation": 2})



def of_keras_2(function, args, kwargs):
    """The arguments of a layer's class, or of a model's method, of that name, under the names that Keras 2 gave them."""
    renamed = _RENAMED.get(function, {})
    kwargs = {renamed.get(name, name): value for name, value in kwargs.items()}
    if function.startswith("Conv") and "nb_row" in kwargs:
        kwargs["kernel_size"] = (kwargs.pop("nb_row"), kwargs.pop("nb_col"))
    if function == "Conv2D" and len(args) > 2 and isinstance(args[1], int) and isinstance(args[2], int):
        args = (args[0], args[1:3], *args[3:])  # Convolution2D(filters, rows, columns)
    if "dim_ordering" in kwargs:
        kwargs["data_format"] = {"tf": "channels_last", "th": "channels_first"}.get(kwargs.pop("dim_ordering"))
    if function in ("LSTM", "GRU", "SimpleRNN", "Embedding"):
        kwargs.pop("consume_less", None)
        kwargs.pop("forget_bias_init", None)
        if function == "Embedding":
            kwargs.pop("dropout", None)
    return args, kwargs


def defaults(function, args):
    """The defaults of Keras 2.3 that were not TF 1.15's, but for those that `args`, by position, give."""
    return {} if len(args) > 2 else _DEFAULTS.get(function, {})
