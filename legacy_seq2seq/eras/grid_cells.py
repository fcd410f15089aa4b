"""tf.contrib.grid_rnn before TF 1.2: of the core cells of then, its states and outputs one tensor each."""

from legacy_seq2seq.contrib import grid_rnn


def family(core, module):
    """{name: class} of an era; `core`: the module of its core cells."""
    return {name: _of_then(getattr(grid_rnn, name), core, module) for name in grid_rnn.__all__}


def _of_then(later, core, module):
    def make(self, *args, **kwargs):
        super(cell, self).__init__(*args, **kwargs, state_is_tuple=False, output_is_tuple=False)

    cell = type(later.__name__, (later,), {"_core": core, "__init__": make, "__module__": module, "__doc__": later.__doc__})
    return cell
