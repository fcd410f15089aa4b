"""`keras.utils`, where Keras 2 has dropped a name since."""


def multi_gpu_model(model, gpus=None, cpu_merge=True, cpu_relocation=False):
    """`model` itself: a batch is not divided, the results are the same. Source: Keras 2.3 keras.utils.multi_gpu_model."""
    return model


def print_summary(model, line_length=None, positions=None, print_fn=None):
    """Prints the model's layers. Source: Keras 2.3 keras.utils.print_summary."""
    model.summary(line_length, positions, print_fn)
