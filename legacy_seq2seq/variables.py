"""`tf.Variable` as `isinstance` knew it: variables of every kind are one, resource variables (Keras' layers', `use_resource=True`) too."""

from legacy_seq2seq import stack

_v1 = stack.compat_v1()
_of_every_kind = stack.tensorflow().Variable


class _KnowsEveryKind(type(_v1.Variable)):
    """Today's TensorFlow holds resource variables to be none of TF1's, though it makes them of the same call."""

    def __call__(cls, *args, **kwargs):
        return _v1.Variable(*args, **kwargs) if cls is Variable else super().__call__(*args, **kwargs)

    def __instancecheck__(cls, value):
        return cls.__subclasscheck__(type(value))

    def __subclasscheck__(cls, other):
        # By the classes above, without asking theirs: that would ask `Variable` in turn, which is below one of them.
        return (_of_every_kind if cls is Variable else cls) in other.__mro__

    def __setattr__(cls, name, value):
        """What a program adds to the class is there on its variables, of every kind."""
        if cls is globals().get("Variable"):  # not while it is being made
            setattr(_of_every_kind, name, value)
        else:
            super().__setattr__(name, value)


class Variable(_v1.Variable, metaclass=_KnowsEveryKind):
    """A tensor that keeps its value between the runs of a session. Source: TF1 tf.Variable."""
