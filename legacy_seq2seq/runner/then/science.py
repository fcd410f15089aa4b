"""SciPy, scikit-learn and h5py as they were: the names, arguments and results of then."""

import functools
import importlib

from legacy_seq2seq.runner.then.calls import as_then


def _of(module, name=None):
    return lambda: getattr(importlib.import_module(module), name) if name else importlib.import_module(module)


# SciPy

def _mode():
    function = importlib.import_module("scipy.stats").mode
    return lambda a, axis=0, nan_policy="propagate": function(a, axis, nan_policy=nan_policy, keepdims=True)


def _derivative():
    def derivative(func, x0, dx=1.0, n=1, args=(), order=3):
        """The nth derivative by central differences over `order` points."""
        import math

        import numpy as np

        offsets = np.arange(order) - order // 2
        weights = np.linalg.solve(np.vander(offsets, increasing=True).T.astype(float), np.eye(order)[n] * math.factorial(n))
        return sum(weight * func(x0 + offset * dx, *args) for weight, offset in zip(weights, offsets)) / dx ** n
    return derivative


def _windows():
    return {name: _of("scipy.signal.windows", name) for name in (
        "barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "chebwin", "cosine", "exponential", "flattop", "gaussian",
        "general_gaussian", "hamming", "hann", "kaiser", "nuttall", "parzen", "triang", "tukey")} | {
            "hanning": _of("scipy.signal.windows", "hann")}


def _of_numpy():
    """The root of SciPy had NumPy's names, and of numpy.random two."""
    import numpy as np

    names = {name: lambda name=name: getattr(np, name) for name in dir(np) if not name.startswith("_") and callable(getattr(np, name))}
    return {**names, "pi": _of("numpy", "pi"), "rand": _of("numpy.random", "rand"), "randn": _of("numpy.random", "randn")}


_PICTURES = "legacy_seq2seq.runner.then.pictures"
_READING = {name: _of(_PICTURES, name) for name in ("bytescale", "fromimage", "imread", "imresize", "imrotate", "imsave", "toimage")}


# scikit-learn

def _folds(stratified):
    def folds(n, n_folds=3, shuffle=False, random_state=None):
        """[(places to train on, places to test on)], of n samples or of the labels n."""
        import numpy as np

        selection = importlib.import_module("sklearn.model_selection")
        kind = selection.StratifiedKFold if stratified else selection.KFold
        made = kind(n_folds, shuffle=shuffle, random_state=random_state if shuffle else None)
        return list(made.split(np.zeros(len(n) if stratified else n), n if stratified else None))
    return lambda: folds


def _mean_squared_error():
    metrics = importlib.import_module("sklearn.metrics")

    @functools.wraps(metrics.mean_squared_error)
    def mean_squared_error(y_true, y_pred, squared=True, **options):
        function = metrics.mean_squared_error if squared else metrics.root_mean_squared_error
        return function(y_true, y_pred, **options)
    return mean_squared_error


def _made(module, name, **how):
    """The class's objects, made with the arguments of then."""
    def of_then():
        cls = getattr(importlib.import_module(module), name)
        return as_then(cls, **how)
    return of_then


def _imputer():
    def imputer(missing_values="NaN", strategy="mean", axis=0, verbose=0, copy=True):
        impute = importlib.import_module("sklearn.impute")
        missing = float("nan") if missing_values == "NaN" else missing_values
        return impute.SimpleImputer(missing_values=missing, strategy=strategy, copy=copy)
    return imputer


_SELECTION = {name: _of("sklearn.model_selection", name) for name in (
    "GridSearchCV", "LeaveOneOut", "ParameterGrid", "RandomizedSearchCV", "cross_val_predict", "cross_val_score", "learning_curve",
    "train_test_split", "validation_curve")}


# h5py

def _file():
    h5py = importlib.import_module("h5py")

    class File(h5py.File):
        """A file; without a mode it is written to where it can be, read where it cannot, and made where there is none."""

        def __init__(self, name, mode=None, *arguments, **options):
            if mode is None:
                try:
                    super().__init__(name, "r+", *arguments, **options)
                    return
                except OSError:
                    mode = "r" if importlib.import_module("os").path.exists(name) else "w"
            super().__init__(name, mode, *arguments, **options)

    return File


# {module: {name: function that gives the value}}, in place of what is there
CHANGED = {
    "h5py": {"File": _file},
    "scipy.stats": {"mode": _mode},
    "sklearn.cluster": {"KMeans": _made("sklearn.cluster", "KMeans", dropped=("n_jobs", "precompute_distances"))},
    "sklearn.linear_model": {
        "LinearRegression": _made("sklearn.linear_model", "LinearRegression", dropped=("normalize",)),
        "LogisticRegression": _made("sklearn.linear_model", "LogisticRegression", dropped=("multi_class",))},
    "sklearn.manifold": {"TSNE": _made("sklearn.manifold", "TSNE", renamed={"n_iter": "max_iter"}, dropped=("square_distances",))},
    "sklearn.metrics": {"mean_squared_error": _mean_squared_error},
    "sklearn.preprocessing": {"OneHotEncoder": _made(
        "sklearn.preprocessing", "OneHotEncoder", renamed={"sparse": "sparse_output"}, dropped=("n_values",))},
}
# Where it is there no more; a module that is gone as a whole has all its names here.
DROPPED = {
    "scipy": _of_numpy,
    "scipy.integrate": {"cumtrapz": _of("scipy.integrate", "cumulative_trapezoid"), "simps": _of("scipy.integrate", "simpson"),
                        "trapz": _of("scipy.integrate", "trapezoid")},
    "scipy.linalg": {"pinv2": _of("scipy.linalg", "pinv")},
    "scipy.misc": {
        **_READING, "ascent": _of("scipy.datasets", "ascent"), "comb": _of("scipy.special", "comb"), "derivative": _derivative,
        "face": _of("scipy.datasets", "face"), "factorial": _of("scipy.special", "factorial"),
        "logsumexp": _of("scipy.special", "logsumexp")},
    "scipy.ndimage": {"imread": _READING["imread"]},
    "scipy.signal": _windows(),
    "scipy.stats": {"binom_test": lambda: lambda *arguments, **options: importlib.import_module("scipy.stats").binomtest(
        *arguments, **options).pvalue},
    "sklearn.cross_validation": {**_SELECTION, "KFold": _folds(stratified=False), "StratifiedKFold": _folds(stratified=True)},
    "sklearn.externals": {},
    "sklearn.grid_search": _SELECTION,
    "sklearn.learning_curve": _SELECTION,
    "sklearn.preprocessing": {"Imputer": _imputer},
}
# {module that is gone: where its names are}
MOVED = {
    "scipy.misc": None, "scipy.ndimage.filters": "scipy.ndimage", "scipy.ndimage.interpolation": "scipy.ndimage",
    "scipy.ndimage.measurements": "scipy.ndimage", "scipy.ndimage.morphology": "scipy.ndimage", "scipy.sparse.csr": "scipy.sparse",
    "scipy.stats.stats": "scipy.stats", "sklearn.cross_validation": None, "sklearn.datasets.samples_generator": "sklearn.datasets",
    "sklearn.externals": None, "sklearn.externals.joblib": "joblib", "sklearn.externals.six": "six", "sklearn.grid_search": None,
    "sklearn.learning_curve": None, "sklearn.metrics.classification": "sklearn.metrics",
    "sklearn.preprocessing.data": "sklearn.preprocessing",
}
ATTRIBUTES_DROPPED = {
    **{("scipy", kind): {"A": lambda matrix: matrix.toarray(), "H": lambda matrix: matrix.conjugate().T} for kind in (
        "bsr_matrix", "coo_matrix", "csc_matrix", "csr_matrix", "dia_matrix", "dok_matrix", "lil_matrix")},
    **{("sklearn", kind): {"get_feature_names": lambda one: lambda *given: list(one.get_feature_names_out(*given))} for kind in (
        "CountVectorizer", "DictVectorizer", "OneHotEncoder", "PolynomialFeatures")},
    ("h5py", "Dataset"): {"value": lambda dataset: dataset[()]},
}

