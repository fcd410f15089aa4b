"""Python 2.7's `random`: the generator is today's, but whole numbers were drawn from its fractions in another way.

`choice`, `shuffle`, `sample`, `randrange` and `randint` of the same seed give what they gave under Python 2.7. There, an
index below n was the whole part of n times the next fraction.
"""

import functools
import math
import random

_METHODS = ("choice", "randint", "random", "randrange", "sample", "seed", "shuffle", "uniform", "gauss", "normalvariate", "getrandbits",
            "betavariate", "expovariate", "gammavariate", "getstate", "lognormvariate", "paretovariate", "setstate", "triangular",
            "vonmisesvariate", "weibullvariate")


class Random(random.Random):
    """A generator of random numbers as of Python 2.7."""

    def seed(self, a=None, version=1):
        """By version 1, which takes text as Python 2 did; other values count by their hash."""
        super().seed(a if a is None or isinstance(a, (int, float, str, bytes, bytearray)) else hash(a), version)

    def _below(self, n):
        return int(self.random() * n)

    def choice(self, seq):
        """One of a sequence's elements."""
        return seq[self._below(len(seq))]

    def shuffle(self, x, random=None):
        """Mixes a list in place, from its end."""
        draw = self.random if random is None else random
        for last in range(len(x) - 1, 0, -1):
            chosen = int(draw() * (last + 1))
            x[last], x[chosen] = x[chosen], x[last]

    def randrange(self, start, stop=None, step=1):
        """An element of `range(start, stop, step)`."""
        numbers = range(int(start)) if stop is None else range(int(start), int(stop), int(step))
        if not numbers:
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {step})")
        return numbers[self._below(len(numbers))]

    def randint(self, a, b):
        """A whole number from a to b, both included."""
        return self.randrange(a, b + 1)

    def sample(self, population, k):
        """k different elements; of a small population by striking out, of a large one by drawing again."""
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("sample larger than population")
        elements = list(population)
        if n <= 21 + (4 ** math.ceil(math.log(k * 3, 4)) if k > 5 else 0) or hasattr(population, "keys"):
            chosen = []
            for left in range(n, n - k, -1):
                j = self._below(left)
                chosen.append(elements[j])
                elements[j] = elements[left - 1]
            return chosen
        taken = {}
        while len(taken) < k:
            taken.setdefault(self._below(n))
        return [elements[j] for j in taken]


class _OfTheModule(Random):
    """Draws from the generator of the module `random` itself, so that whoever seeds the one seeds the other."""

    def __init__(self):
        shared = random.random.__self__
        self.random, self.getrandbits, self.getstate, self.setstate = shared.random, shared.getrandbits, shared.getstate, shared.setstate
        self._seed_shared = shared.seed
        self.gauss_next = None

    def seed(self, a=None, version=1):
        """As of `Random`."""
        self._seed_shared(a if a is None or isinstance(a, (int, float, str, bytes, bytearray)) else hash(a), version)
        self.gauss_next = None


@functools.cache
def of_the_module():
    """The one generator whose methods are the functions of Python 2's `random`."""
    return _OfTheModule()


def changed():
    """{name: function that gives it} of the module `random`."""
    one = of_the_module()
    return {"Random": lambda: Random, **{name: functools.partial(getattr, one, name) for name in _METHODS}}
