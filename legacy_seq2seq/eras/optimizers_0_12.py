"""0.12's optimisers, of `eras/optimizers.py`, and `optimize_loss`, which makes them by their short names."""

from legacy_seq2seq.contrib.layers import optimizers as _layers
from legacy_seq2seq.eras.optimizers import of_each_mention

AdadeltaOptimizer = of_each_mention("AdadeltaOptimizer")
AdagradDAOptimizer = of_each_mention("AdagradDAOptimizer")
AdagradOptimizer = of_each_mention("AdagradOptimizer")
AdamOptimizer = of_each_mention("AdamOptimizer")
FtrlOptimizer = of_each_mention("FtrlOptimizer")
MomentumOptimizer = of_each_mention("MomentumOptimizer")
ProximalAdagradOptimizer = of_each_mention("ProximalAdagradOptimizer")
RMSPropOptimizer = of_each_mention("RMSPropOptimizer")

OPTIMIZER_CLS_NAMES = {short: globals().get(cls.__name__, cls) for short, cls in _layers.OPTIMIZER_CLS_NAMES.items()}


def optimize_loss(loss, global_step, learning_rate, optimizer, *arguments, **options):
    """`tf.contrib.layers.optimize_loss` with the optimisers of then."""
    if isinstance(optimizer, str):
        optimizer = OPTIMIZER_CLS_NAMES.get(optimizer, optimizer)
    return _layers.optimize_loss(loss, global_step, learning_rate, optimizer, *arguments, **options)
