"""The cuDNN layers: several layers, one or two directions, all weights in one variable.

They compute in TensorFlow's own operations what cuDNN's kernels do, and so run without a GPU too. Their
checkpoints are those of TF 1.15: of the compatible cells, see `saveable`.
"""

import numbers

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.cudnn_rnn import canonical, saveable
from legacy_seq2seq.contrib.cudnn_rnn.canonical import CUDNN_INPUT_LINEAR_MODE, CUDNN_RNN_UNIDIRECTION, Plan
from legacy_seq2seq.contrib.cudnn_rnn.unrolling import run_rnn


class _CudnnRNN(tf.layers.Layer):
    """What the four layers have in common; `CudnnLSTM` tells of the arguments."""

    _rnn_mode = None
    _saveable_cls = None
    _state_parts = ("h",)

    def __init__(self, num_layers, num_units, input_mode=CUDNN_INPUT_LINEAR_MODE, direction=CUDNN_RNN_UNIDIRECTION, dropout=0.0, seed=None,
                 dtype=tf.float32, kernel_initializer=None, bias_initializer=None, name=None):
        self._require(dtype, dropout)
        super().__init__(dtype=tf.as_dtype(dtype).name, name=name)
        canonical.check_direction(direction)
        canonical.check_input_mode(input_mode)
        self._plain_dtype = tf.as_dtype(dtype)
        self._plan = Plan(self._rnn_mode, num_layers, num_units, None, direction, input_mode, None)
        self._dropout = dropout
        self._seed = seed
        self._kernel_initializer = kernel_initializer or tf.glorot_uniform_initializer(seed, dtype=self._plain_dtype)
        self._bias_initializer = bias_initializer or tf.zeros_initializer(dtype=self._plain_dtype)
        self._saveable = None

    def _require(self, dtype, dropout):
        name = type(self).__name__
        if dtype is None or tf.as_dtype(dtype) not in (tf.float16, tf.float32, tf.float64):
            raise ValueError(f"{name}: `dtype` is {dtype!r}; expected tf.float16, tf.float32 or tf.float64.")
        if not isinstance(dropout, numbers.Real):
            raise TypeError(f"{name}: `dropout` is {dropout!r}; expected a Python number. To switch it off, pass training=False when "
                            "calling the layer.")
        if not 0 <= dropout <= 1:
            raise ValueError(f"{name}: `dropout` is {dropout}; expected the rate of what is dropped, from 0 to 1.")

    # What it is

    @property
    def num_layers(self):
        return self._plan.num_layers

    @property
    def num_units(self):
        return self._plan.num_units

    @property
    def input_mode(self):
        return self._plan.input_mode

    @property
    def input_size(self):
        """The depth of the inputs. Raises ValueError before the first call."""
        if self._plan.input_size is None:
            raise ValueError(f"{type(self).__name__}.input_size is not known before the layer is called (or built) with inputs.")
        return self._plan.input_size

    @property
    def rnn_mode(self):
        return self._rnn_mode

    @property
    def direction(self):
        return self._plan.direction

    @property
    def num_dirs(self):
        return self._plan.num_dirs

    @property
    def saveable(self):
        """What the layer is saved as, a `CudnnOpaqueParamsSaveable`; None before the first call, and where the variable is reused."""
        return self._saveable

    @property
    def canonical_weight_shapes(self):
        """The shapes of the canonical matrices. Raises RuntimeError before the first call."""
        if self._plan.input_size is None:
            raise RuntimeError(f"{type(self).__name__}.canonical_weight_shapes depends on the inputs' depth: call the layer first.")
        return self._plan.all_weight_shapes()

    @property
    def canonical_bias_shapes(self):
        """The shapes of the canonical biases."""
        return self._plan.all_bias_shapes()

    def state_shape(self, batch_size):
        """The shapes of the state's parts, each `[num_layers * num_dirs, batch_size, num_units]`."""
        return tuple([self.num_layers * self.num_dirs, batch_size, self.num_units] for _ in self._state_parts)

    # Its variable

    def build(self, input_shape):
        """Makes the variable `opaque_kernel`.

        Its size is known here (TF 1.15 asks the GPU for it when it runs). Raises ValueError for inputs that are not of
        rank 3, of unknown depth, or of another depth than num_units where their projection is skipped; TypeError for inputs of unknown rank.
        """
        shape = tf.TensorShape(input_shape)
        self._plan = self._plan._replace(input_size=self._depth(shape))
        self._check_sizes()
        before = len(tf.global_variables())
        self.kernel = self.add_weight("opaque_kernel", [self._plan.size()], dtype=self._plain_dtype, initializer=self._initial_kernel)
        if len(tf.global_variables()) > before:
            self._make_saveable()
        self.input_spec = tf.layers.InputSpec(ndim=3, axes={-1: self._plan.input_size})
        self.built = True

    def _depth(self, shape):
        name = type(self).__name__
        layout = "[time, batch, depth]"
        if shape.ndims is None:
            raise TypeError(f"{name}: `inputs` is of unknown rank; expected {layout}. Tell it: inputs.set_shape([None, None, depth]).")
        if shape.ndims != 3:
            raise ValueError(f"{name}: `inputs` has shape {shape}; expected {layout}.")
        depth = tf.dimension_value(shape[2])
        if depth is None:
            raise ValueError(f"{name}: `inputs` has shape {shape}, its depth unknown; expected {layout}, where time and batch may be "
                             "unknown. Tell it: inputs.set_shape([None, None, depth]).")
        return depth

    def _check_sizes(self):
        name = type(self).__name__
        if self.num_layers < 1:
            raise ValueError(f"{name}: `num_layers` is {self.num_layers}; expected 1 or more.")
        if not isinstance(self.num_units, numbers.Integral):
            raise TypeError(f"{name}: `num_units` is {self.num_units!r}; expected an integer.")
        canonical.check_skip(self._plan)

    def _initial_kernel(self, shape, dtype=None, partition_info=None):
        dtype = dtype or self._plain_dtype
        weights = [self._kernel_initializer(list(part), dtype=dtype) for part in self._plan.all_weight_shapes()]
        biases = [self._bias_initializer(part, dtype=dtype) for part in self._plan.all_bias_shapes()]
        return canonical.to_opaque(weights, biases)

    def _make_saveable(self):
        name = self.kernel.op.name
        self._saveable = self._saveable_cls(
            self.kernel, self.num_layers, self.num_units, self.input_size, self.input_mode, self.direction,
            scope=name.rpartition("/")[0], name=name + "_saveable")
        tf.add_to_collection(tf.GraphKeys.SAVEABLE_OBJECTS, self._saveable)

    # Its work

    def __call__(self, inputs, *args, **kwargs):
        if isinstance(inputs, (list, tuple)):
            raise TypeError(f"{type(self).__name__}: `inputs` is a {type(inputs).__name__}; expected one tensor [time, batch, depth]. Stack "
                            "the time steps: tf.stack(inputs).")
        return super().__call__(inputs, *args, **kwargs)

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, initial_state=None, sequence_lengths=None, time_major=True, training=True):
        """Runs over `inputs` `[time, batch, depth]`, or `[batch, time, depth]` where `time_major` is False.

        initial_state: a tuple, of h and c for an LSTM, else of h alone, each `[num_layers * num_dirs, batch, num_units]`, or with
        `time_major=False` `[batch, num_layers * num_dirs, num_units]`; zeros unless given. sequence_lengths: `[batch]` int32;
        outputs after a sequence's end are zero, its state is that at the end, and its backward direction starts there.
        training: a Python bool; drops out between layers.

        Returns `(outputs, state)`: `[time, batch, num_dirs * num_units]` (batch first as the inputs), and a tuple as `initial_state`.
        (With `time_major=False` TF 1.15 takes the batch size of zero states, and the static shape of the new ones, from the
        time axis; here they are as its documentation says.)

        Raises TypeError where `initial_state` is no tuple, `training` is a tensor or the lengths are not int32; ValueError for
        another number of states, for shapes that do not fit, and for inputs of another dtype than the layer's.
        """
        if initial_state is not None and not isinstance(initial_state, tuple):
            expected = "(h, c)" if len(self._state_parts) == 2 else "(h,)"
            raise TypeError(f"{type(self).__name__}: `initial_state` is {initial_state!r}; expected a tuple, {expected}.")
        if tf.is_tensor(training):
            raise TypeError(f"{type(self).__name__}: `training` is a tensor; expected True or False. Build the layer's output twice, with "
                            "training=True and training=False (the variables are shared), and choose with tf.cond.")
        inputs = self._converted("inputs", inputs)
        if not time_major:
            inputs = tf.transpose(inputs, [1, 0, 2])
        batch = tf.dimension_value(inputs.shape[1]) or tf.shape(inputs)[1]
        state = self._states(initial_state, batch, inputs, time_major)
        outputs, *state = run_rnn(
            self._plan, self.kernel, inputs, *state, sequence_lengths=self._lengths(sequence_lengths, inputs), dropout=self._dropout,
            seed=self._seed, training=training is None or bool(training))
        state = tuple(part for part in state if part is not None)
        if not time_major:
            outputs, state = tf.transpose(outputs, [1, 0, 2]), tuple(tf.transpose(part, [1, 0, 2]) for part in state)
        return outputs, state

    def _converted(self, argument, value):
        try:
            return tf.convert_to_tensor(value, dtype=self._plain_dtype)
        except ValueError as error:
            raise ValueError(f"{type(self).__name__}: `{argument}` is not {self._plain_dtype.name}, the layer's dtype: {error} "
                             f"Make the layer with dtype={argument}.dtype, or cast: tf.cast({argument}, tf.{self._plain_dtype.name}).") from error

    def _states(self, initial_state, batch, inputs, time_major):
        """The initial states, `[num_layers * num_dirs, batch, num_units]` each."""
        if initial_state is None:
            return tuple(tf.zeros(shape, self._plain_dtype) for shape in self.state_shape(batch))
        if len(initial_state) != len(self._state_parts):
            raise ValueError(f"{type(self).__name__}: `initial_state` has {len(initial_state)} parts; expected {len(self._state_parts)}: "
                             f"{', '.join(self._state_parts)}.")
        return tuple(self._state(part, value, inputs, time_major) for part, value in zip(self._state_parts, initial_state))

    def _state(self, part, value, inputs, time_major):
        state = self._converted(f"initial_state ({part})", value)
        expected = [self.num_layers * self.num_dirs, tf.dimension_value(inputs.shape[1]), self.num_units]
        axes = "num_layers * num_dirs, batch, num_units"
        if not time_major:
            expected, axes = [expected[1], expected[0], expected[2]], "batch, num_layers * num_dirs, num_units"
        if not state.shape.is_compatible_with(expected):
            raise ValueError(f"{type(self).__name__}: `initial_state` has {part} of shape {state.shape}; expected [{axes}] = "
                             f"{[size if size is not None else '?' for size in expected]}.")
        state.set_shape(expected)
        return state if time_major else tf.transpose(state, [1, 0, 2])

    def _lengths(self, sequence_lengths, inputs):
        if sequence_lengths is None:
            return None
        remedy = "Cast them: tf.cast(sequence_lengths, tf.int32)."
        if tf.is_tensor(sequence_lengths) and sequence_lengths.dtype != tf.int32:
            raise TypeError(f"{type(self).__name__}: `sequence_lengths` are {sequence_lengths.dtype.name}; expected int32. {remedy}")
        lengths = tf.convert_to_tensor(sequence_lengths, dtype=tf.int32)
        if not lengths.shape.is_compatible_with([tf.dimension_value(inputs.shape[1])]):
            raise ValueError(f"{type(self).__name__}: `sequence_lengths` has shape {lengths.shape}; expected [batch], one for each of the "
                             f"sequences in `inputs`, which is {'[time, batch, depth]'} {inputs.shape} (time first).")
        return lengths


class _CudnnRNNNoInputC(_CudnnRNN):
    """The layers whose state is h alone."""


class CudnnLSTM(_CudnnRNN):
    """LSTM layers with all weights in one variable, `opaque_kernel`.

    num_layers, num_units: how many, and their depth. input_mode: "linear_input" projects the inputs onto the gates;
    "skip_input" adds them as they are, which needs depth == num_units; "auto_select" does so where the depths are equal.
    direction: "unidirectional" or "bidirectional". dropout: the rate of what is dropped between layers (not after the last)
    in training; seed: its seed, and that of the default initializer. dtype: tf.float16, tf.float32 or tf.float64.
    kernel_initializer, bias_initializer: called for each canonical matrix and bias; Glorot's uniform, and zeros, unless given.

    The forget gate has no bias of its own. The state is the tuple (h, c): the other way round than LSTMStateTuple(c, h).
    Raises ValueError for an unknown direction, input mode or dtype.
    Source: TF1 tf.contrib.cudnn_rnn.CudnnLSTM.

        outputs, (h, c) = CudnnLSTM(2, 64)(tf.transpose(inputs, [1, 0, 2]))   # [time, batch, 64], [2, batch, 64] each
    """

    _rnn_mode = canonical.CUDNN_LSTM
    _saveable_cls = saveable.CudnnLSTMSaveable
    _state_parts = ("h", "c")


class CudnnGRU(_CudnnRNNNoInputC):
    """GRU layers; their step is that of `CudnnCompatibleGRUCell`. The arguments: as of `CudnnLSTM`; the state is the tuple (h,).

    Source: TF1 tf.contrib.cudnn_rnn.CudnnGRU.
    """

    _rnn_mode = canonical.CUDNN_GRU
    _saveable_cls = saveable.CudnnGRUSaveable


class CudnnRNNTanh(_CudnnRNNNoInputC):
    """Layers of one gate, tanh. The arguments: as of `CudnnLSTM`; the state is the tuple (h,).

    Source: TF1 tf.contrib.cudnn_rnn.CudnnRNNTanh.
    """

    _rnn_mode = canonical.CUDNN_RNN_TANH
    _saveable_cls = saveable.CudnnRNNTanhSaveable


class CudnnRNNRelu(_CudnnRNNNoInputC):
    """Layers of one gate, ReLU. The arguments: as of `CudnnLSTM`; the state is the tuple (h,).

    Source: TF1 tf.contrib.cudnn_rnn.CudnnRNNRelu.
    """

    _rnn_mode = canonical.CUDNN_RNN_RELU
    _saveable_cls = saveable.CudnnRNNReluSaveable
