"""Python 2 programs that compile as Python 3: how they are told, and what they get."""

import ast
import json

import pytest

from legacy_seq2seq.runner import python2
from legacy_seq2seq.runner.python2 import containers, hashing, helpers
from tests.unit.test_runner import run  # noqa: F401 - a fixture

EVIDENT = [
    "for i in range(len(x) / 2): pass", "n = len(x) / b\nfor i in range(n): pass", "self.n = a.size / (b * c)\ny = y[:self.n * b]",
    "[0] * (n / 2)", "d.keys()[0]", "p = zip(a, b)\np[0]", "zip(*p)[1]", "x = range(5)\nrandom.shuffle(x)", "x = range(3) + [4]",
    "x = map(f, y)\nlen(x)", "import string\nstring.letters", "from itertools import izip", "reload(sys)", "import sys\nsys.maxint",
    "print\n", "print >>f, x", "sorted(x, cmp=f)", "class A:\n def __iter__(self): return self\n def next(self): pass",
]
NOT_EVIDENT = [
    "def load(file, long=0): return open(file), long", "f = lambda buffer: buffer[0]",
    "def clean(string):\n string = string.strip()\n return string.lower()", "for string in lines: string.split()",
    "f = lambda types: types.ListType", "from numba import types\ntypes.DictType", "tf.contrib.six.iteritems(x)",
    "range(len(x) // 2)", "n = int(len(x) / b)\nrange(n)", "from __future__ import division\nrange(a / b)",
    "n = a / b\nn = int(n)\nrange(n)", "x = range(3)\nx[1]", "df.keys()", "p = zip(a, b)\np = list(p)\np[0]",
    "def zip(a): pass\nzip(1)[0]", "from utils import map\nmap(x)[0]", "np.arange(3) + [1]", "print('a')", "import six\nsix.iteritems(x)",
    "x = tf.range(3) / 2", "s = a.values\ns[0]", "def f(n): range(n)\nn = a / b",
]
PYTHON_3 = ["print('a', end='')", "x.__next__()", "# é\n", "super().__init__()", "def f(*, a): pass", "import urllib.request", "input('a')",
            "open('x', encoding='utf8')", "f'{x}'", "#!/usr/bin/env python3\n", "a, *b = c", "def f(a: int): pass"]
NOT_PYTHON_3 = ["print('a')", "from __future__ import print_function\nprint('a', end='')",
                "import codecs\ncodecs.open('x', encoding='utf8')", "# -*- coding: utf-8 -*-\n# é",
                "try:\n import queue\nexcept ImportError:\n import Queue", "super(A, self).__init__()"]


@pytest.mark.parametrize("text", EVIDENT)
def test_what_python_3_would_refuse_is_python_2(text):
    assert python2.is_evident(ast.parse(text))


@pytest.mark.parametrize("text", NOT_EVIDENT)
def test_what_suits_both_tells_nothing(text):
    assert not python2.is_evident(ast.parse(text))


def test_what_python_2_would_refuse_is_python_3():
    assert [text for text in PYTHON_3 if not python2.is_python_3(ast.parse(text), text)] == []
    assert [text for text in NOT_PYTHON_3 if python2.is_python_3(ast.parse(text), text)] == []


def test_a_program_of_0_12_is_python_2_unless_it_is_python_3(run):  # noqa: F811
    program = "import tensorflow as tf\ntf.concat(1, [[[1]]])\nprint('a', 7 / 2, [k for k in {'one': 1, 'two': 2, 'three': 3}])\n"
    assert run({"program.py": program}).stdout == "a 3 ['three', 'two', 'one']\n"
    assert run({"program.py": program + "print('', end='')\n"}).stdout == "a 3.5 ['one', 'two', 'three']\n"
    assert run({"program.py": program.replace("concat(1, ", "concat(axis=1, values=")}).stdout == "a 3.5 ['one', 'two', 'three']\n"


def test_a_line_forgotten_makes_no_python_2_of_a_program_that_python_2_refuses(run):  # noqa: F811
    program = "import other\nprint(7 / 2, other.half(7))\n"
    other = "def half(n): return n / 2\ndef never(x): return unicode(x)\n"
    assert run({"program.py": program, "other.py": other}).stdout == "3 3\n"
    assert run({"program.py": "print('', end='')\n" + program, "other.py": other}).stdout == "3.5 3.5\n"
    assert run({"program.py": "# \u6587\n" + program, "other.py": other}).stdout == "3.5 3.5\n"
    assert run({"program.py": "print('', end='')\n" + program, "other.py": other + "def show(): print 1\n"}).stdout == "3 3\n"


def test_hashes_are_those_of_python_2_7():
    values = ["", "a", "hello", "the", (1, "b"), 3, -1, 0.5, 1e-7, -2.75, 1e300, ("x", (2.5, "y")), 2**40]
    assert [hashing.hash_of(value) for value in values] == [
        0, 12416037344, 840651671246116861, -1495230934636648966, 3703086222839322531, 3, -2, 1073741824, 3836926570, -1476329472,
        8474648701417850880, -1558470558391836957, 1099511627776]  # printed by Python 2.7.18


def test_dicts_and_sets_go_in_the_order_of_python_2_7():
    words = ["it", "was", "the", "best", "of", "times", ",", "it", "was", "the", "worst", "of", "times", ",", "it", "was", "the", "age",
             "of", "wisdom"]
    then = ["of", "age", "it", "times", "worst", "the", "wisdom", "was", ",", "best"]  # printed by Python 2.7.18
    counted = containers.DefaultDict(int)
    for word in words:
        counted[word] += 1
    assert list(containers.Dict.fromkeys(words)) == list(containers.Set(words)) == list(counted) == list(containers.Counter(words)) == then
    assert list(containers.displayed(*((key, 1) for key in ("a", "b", "c", "d", "e", "zeta")))) == ["a", "c", "b", "e", "d", "zeta"]


def test_keys_without_a_lasting_hash_stay_in_their_order():
    keys = [object() for _ in range(20)]
    assert list(containers.Dict.fromkeys(keys)) == list(containers.Set(keys)) == keys


def test_what_python_2_keeps_is_a_dict_and_a_set_to_all(run):  # noqa: F811
    done = run({"program.py": """
        import copy, json, pickle
        from collections import defaultdict
        class Settings(dict):
            def __init__(self, *given, **named):
                super(Settings, self).__init__(*given, **named)
                self.__dict__ = self
        settings = Settings(size=3)
        settings.rate = 0.5
        print sorted(settings), settings.size, isinstance(settings, dict), isinstance({}, Settings), type({}) == dict
        kept = pickle.loads(pickle.dumps({"b": [1], "a": set([2])}))
        print isinstance(kept, dict), isinstance(kept["a"], set), kept == {"a": set([2]), "b": [1]}
        words = defaultdict(list)
        words["x"].append(1)
        more = copy.deepcopy(words)
        more["y"].append(2)
        print len(words), json.dumps(more, sort_keys=True), "%(x)s" % more, dict(**{"k": 1}) == {"k": 1}
        left = set("abc") - set("b")
        left |= set("z")
        del more["x"]
        print sorted(left), left & set("az") == set("az"), left.pop() in "acz", len(left), more.items()
        """})
    assert done.stdout.splitlines() == [
        "['rate', 'size'] 3 True False True", "True True True", '1 {"x": [1], "y": [2]} [1] True',
        "['a', 'c', 'z'] True True 2 [('y', [2])]",
    ], done.stderr


def test_json_of_python_2(run):  # noqa: F811
    texts = json.dumps({"one": 1, "two": 2, "three": 3})
    done = run({"program.py": f"import json\nd = json.loads('{texts}', encoding='utf-8')\nprint d.keys(), type(d) == dict\n"})
    assert done.stdout == "['three', 'two', 'one'] True\n", done.stderr


def test_modules_of_a_package_import_each_other_by_their_own_names(run):  # noqa: F811
    done = run({"program.py": "from net import cells\nprint cells.half(7), cells.random.random() < 1\n", "net/__init__.py": "",
                "net/cells.py": "import random\nimport sizes\nfrom sizes import SIZE\ndef half(n):\n    return n / sizes.SIZE\n",
                "net/sizes.py": "SIZE = 2\n"})
    assert done.stdout == "3 True\n", done.stderr


def test_a_number_may_be_an_array_of_one_element(run):  # noqa: F811
    done = run({"program.py": """
        import numpy as np
        print("%d %.2f %s" % (3, np.array([0.5]), "x"), "%.1f" % np.array([[2]]), "%s" % np.array([1]))
        try:
            "%d" % "x"
        except TypeError:
            print("TypeError")
        """})
    assert done.stdout == "3 0.50 x 2.0 [1]\nTypeError\n", done.stderr


def test_decode_is_the_programs_own_where_it_is_no_texts():
    class Decoder:
        def decode(self, inputs, vocab_size=None):
            return inputs, vocab_size

    assert helpers.decode(Decoder(), [1], vocab_size=3) == ([1], 3)
    assert helpers.decode("text", "utf-8") == "text" == helpers.decode(b"text") == helpers.decode(b"text", encoding="ascii")
