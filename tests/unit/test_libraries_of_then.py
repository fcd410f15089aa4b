"""What NumPy, pandas, SciPy and others dropped or changed is as it was, for the user's modules alone.

The expected values are those of NumPy 1.18, pandas 1.3, scikit-learn 1.0, matplotlib 3.5 and Python 3.7.
"""

import pytest

from tests import processes

NUMPY = """
import numpy as np
a = np.array([1, 2], np.int32)
b = np.fromstring(a.tostring(), dtype=np.int32)
b[0] = 7
print(b, np.fromstring("1 2", sep=" "), a.ptp(), np.product([2, 3]), np.in1d([1, 2], [2]), np.asscalar(np.array([3.0])), np.trapz([1, 2]))
print(np.float_(3), [np.float64(1.5)], str([np.int64(2)]), np.cast["float32"](3).dtype, np.math.factorial(4), np.cross([1, 2], [3, 4]))
print(np.stack(np.ones(2) for _ in range(2)).shape, np.vstack(map(np.ones, [2, 2])).shape, np.histogram([1, 2], 2, normed=True)[0],
      np.percentile([1, 2, 3], 50, interpolation="lower"), np.sum(x for x in [1, 2]))
a.itemset(1, 9)
from numpy import *
print(a, zeros(1), float(2))
""", """\
[7 2] [1. 2.] 1 6 [False  True] 3.0 1.5
3.0 [1.5] [2] float32 24 -2
(2, 2) (2, 2) [1. 1.] 2 3
[1 9] [0.] 2.0
"""

STANDARD = """
import array, cgi, configparser, imghdr, io, json, math, pipes, random, threading
import xml.etree.cElementTree as ET
from xml.etree import cElementTree
print(array.array("b", b"ab").tostring(), cgi.escape("<"), cgi.parse_header("a; b=c"), pipes.quote("a b"),
      json.loads("[1]", encoding="utf-8"))
print(math.factorial(3.0), random.sample({1}, 1), threading.Thread().isAlive(), imghdr.what(None, b"GIF89a"))
print([child.tag for child in ET.fromstring("<a><b/></a>").getchildren()], cElementTree is ET, random.randint(3.0, 3.0))
parser = configparser.SafeConfigParser()
parser.readfp(io.StringIO("[a]\\nb=1"))
print(parser.get("a", "b"))
""", """\
b'ab' &lt; ('a', {'b': 'c'}) 'a b' [1]
6 [1] False gif
['b'] True 3
1
"""

PANDAS = """
import io
import numpy as np
import pandas as pd
frame = pd.read_csv(io.StringIO("a;b;c\\n1;4;x\\n2;;y\\n3;6;x"), ";", error_bad_lines=False)
frame["b"].fillna(0, inplace=True)
frame["a"][0] = 9
frame["c"][frame["c"] == "y"] = "z"
print(frame.values.tolist(), frame.c.dtype == object, type(frame.c.values).__name__)
values = frame[["a", "b"]].values
values[0] = 5
np.asarray(frame["b"].copy())[0] = 7
np.random.shuffle(values)
print(frame.drop("c", 1).shape, pd.concat([frame, frame], 1).shape, frame.append(frame, ignore_index=True).shape)
print(frame.ix[0, "a"], frame.ix[1:, :1].shape, frame.as_matrix().shape, frame.mean().tolist(), frame.fillna(method="ffill").shape)
print(frame.c.str.replace("[xy]", "-").tolist(), frame.c.str.replace(".", "-").tolist(), frame.c.str.split("x", 1).tolist()[0])
print(pd.get_dummies(frame.c).values.tolist(), [key for key, _ in frame.groupby(["c"])], [name for name, _ in frame.iteritems()])
print(pd.read_csv(io.StringIO("y m v\\n2017 1 3"), delim_whitespace=True, parse_dates=[["y", "m"]], index_col=0,
                  date_parser=lambda text: pd.datetime.strptime(text, "%Y %m")).index[0])
""", """\
[[9, 4.0, 'x'], [2, 0.0, 'z'], [3, 6.0, 'x']] True ndarray
(3, 2) (3, 6) (6, 3)
9 (2, 1) (3, 3) [4.666666666666667, 3.3333333333333335] (3, 3)
['-', 'z', '-'] ['x', 'z', 'x'] ['', '']
[[1, 0], [0, 1], [1, 0]] ['x', 'z'] ['a', 'b', 'c']
2017-01-01 00:00:00
"""

SCIENCE = """
import numpy as np
import scipy.stats
from scipy.misc import comb, logsumexp
from scipy.sparse import csr_matrix
from sklearn.cross_validation import KFold, train_test_split
from sklearn.externals import joblib
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import OneHotEncoder
import sklearn.manifold
print(scipy.stats.mode([1, 1, 2])[0][0], scipy.zeros(2), comb(4, 2), round(logsumexp([1.0, 2.0]), 4), csr_matrix([[1, 0]]).A)
print(OneHotEncoder(sparse=False).fit_transform([[1], [2]]).tolist(), mean_squared_error([1, 2], [1, 3], squared=False))
print([len(test) for _, test in KFold(5, n_folds=2)], CountVectorizer().fit(["a bc"]).get_feature_names(), joblib.dump.__name__)
print(sklearn.manifold.TSNE(n_iter=300).max_iter, train_test_split.__name__)
""", """\
1 [0. 0.] 6.0 2.3133 [[1 0]]
[[1.0, 0.0], [0.0, 1.0]] 0.7071067811865476
[3, 2] ['bc'] dump
300 train_test_split
"""

PICTURES = """
import numpy as np
from PIL import Image, ImageDraw
from scipy.misc import imread, imresize, imsave
imsave("a.png", np.arange(12).reshape(3, 4))
print(imread("a.png").tolist()[0], imread("a.png", mode="RGB").shape, imresize(np.zeros([4, 6, 3], np.uint8), 50).shape)
print(imresize(np.zeros([4, 6]), (2, 3), "nearest").shape, Image.ANTIALIAS == Image.LANCZOS)
print(len(ImageDraw.Draw(Image.new("L", (9, 9))).textsize("a")))
""", """\
[0, 23, 46, 70] (3, 4, 3) (2, 3, 3)
(2, 3) True
2
"""

PLOTS = """
import matplotlib
matplotlib.use("Agg", warn=False)
import matplotlib.pyplot as plt
plt.style.use("seaborn-whitegrid")
axes = plt.figure().gca(projection="3d")
plt.figure()
line, = plt.plot([1, 2])
plt.gca().lines.remove(line)
plt.grid(b=True)
plt.hold(True)
print(axes.name, len(plt.gca().lines), plt.hist([1, 2], 2, normed=True)[0], plt.cm.get_cmap("jet").name)
print(sorted(plt.boxplot([[1, 2]], labels=["a"]))[0], plt.subplot(2, 1, 1, axisbg="red").get_facecolor()[0])
plt.get_current_fig_manager().canvas.set_window_title("loss")
""", """\
3d 0 [1. 1.] jet
boxes 1.0
"""

FILES = """
import h5py
made = h5py.File("a.h5")
made.create_dataset("x", data=[1, 2])
print(made["x"].value, isinstance(made, h5py.File))
""", """\
[1 2] True
"""


@pytest.mark.parametrize(("needed", "program"), [
    ([], NUMPY), ([], STANDARD), (["pandas"], PANDAS), (["scipy", "sklearn"], SCIENCE), (["scipy", "PIL"], PICTURES),
    (["matplotlib"], PLOTS), (["h5py"], FILES)], ids=["numpy", "standard", "pandas", "science", "pictures", "plots", "files"])
def test_as_it_was(tmp_path, needed, program):
    for name in needed:
        pytest.importorskip(name)
    text, expected = program
    (tmp_path / "program.py").write_text(text, "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "run", "program.py", cwd=tmp_path)
    assert done.stdout == expected, done.stderr
    assert done.returncode == 0, done.stderr


LIBRARY = """
import numpy, random
asks = lambda name: hasattr(numpy, name)
sample = random.sample
"""
USER = """
import sys
sys.path.append("site-packages")
import a_library, numpy, random
print(a_library.asks("asscalar"), hasattr(numpy, "asscalar"), a_library.sample is random.sample)
"""


def test_libraries_keep_what_they_know(tmp_path):
    (tmp_path / "site-packages").mkdir()
    (tmp_path / "site-packages" / "a_library.py").write_text(LIBRARY, "utf-8")
    (tmp_path / "program.py").write_text(USER, "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "run", "program.py", cwd=tmp_path, anew=True)
    assert done.stdout == "False True False\n", done.stderr
