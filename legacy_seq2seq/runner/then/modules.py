"""Modules of the standard library as they were: renamed ones under their old names, dropped names put back."""

import builtins
import importlib
import sys
import types

from legacy_seq2seq.runner.then.calls import as_then

# Python 2's modules, and where Python 3 keeps what was in them.
RENAMED = {
    "BaseHTTPServer": ("http.server",), "ConfigParser": ("configparser",), "Cookie": ("http.cookies",), "HTMLParser": ("html.parser",),
    "Queue": ("queue",), "SocketServer": ("socketserver",), "StringIO": ("legacy_seq2seq.runner.then.pickles",), "Tkinter": ("tkinter",),
    "__builtin__": ("builtins",), "cPickle": ("legacy_seq2seq.runner.then.pickles", "pickle"),
    "cStringIO": ("legacy_seq2seq.runner.then.pickles",), "commands": ("subprocess",), "copy_reg": ("copyreg",),
    "cookielib": ("http.cookiejar",), "dummy_thread": ("_thread",), "htmlentitydefs": ("html.entities",), "httplib": ("http.client",),
    "md5": ("hashlib",), "repr": ("reprlib",), "sets": ("builtins",), "thread": ("_thread",),
    "tkFileDialog": ("tkinter.filedialog",), "tkMessageBox": ("tkinter.messagebox",),
    "urllib2": ("urllib.request", "urllib.error"), "urlparse": ("urllib.parse",), "xmlrpclib": ("xmlrpc.client",),
}


def _clock():
    import time

    return time.perf_counter()


def _argspec(function):
    import collections
    import inspect

    full = inspect.getfullargspec(function)
    return collections.namedtuple("ArgSpec", "args varargs keywords defaults")(full.args, full.varargs, full.varkw, full.defaults)


def _of(module, name):
    return lambda: getattr(importlib.import_module(module), name)


def _maketrans(source, target):
    return str.maketrans(source, target)


def _system_of_linux(*_, **__):
    import platform

    release = platform.freedesktop_os_release() if hasattr(platform, "freedesktop_os_release") else {}
    return release.get("ID", ""), release.get("VERSION_ID", ""), release.get("VERSION_CODENAME", "")


def _letters():
    import string

    return string.ascii_letters


def _parsed_header(line):
    """`text/html; charset=utf-8` as its value and {name: value of the others}."""
    message = importlib.import_module("email.message").Message()
    message["content-type"] = line
    (value, _), *others = message.get_params(failobj=[("", "")])
    return value, dict(others)


_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif", b"BM": "bmp", b"II*\0": "tiff",
             b"MM\0*": "tiff"}


def _kind_of_picture(file, h=None):
    """The kind of a picture file, by its first bytes, or None."""
    if h is None:
        if hasattr(file, "read"):
            place = file.tell()
            h = file.read(32)
            file.seek(place)
        else:
            with open(file, "rb") as opened:
                h = opened.read(32)
    if h[:4] == b"RIFF" and h[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _PICTURES.items() if h.startswith(start)), None)


def _whole(number):
    """4.0 as 4: until Python 3.12 a whole number might be a float."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _sample(population, k, **options):
    """`random.sample`, of a set too."""
    random = importlib.import_module("random")
    if not isinstance(population, importlib.import_module("collections.abc").Sequence):
        population = tuple(population) if hasattr(population, "__contains__") and not hasattr(population, "shape") else population
    return random.sample(population, k, **options)


def _seed(a=None, version=2):
    """`random.seed`, of whatever has a hash."""
    plain = a is None or isinstance(a, (int, float, str, bytes, bytearray))
    importlib.import_module("random").seed(a if plain else hash(a), version)


def _shuffle(x, random=None):
    """`random.shuffle`, with the source of numbers from 0 to 1 that it once took."""
    if random is None:
        return importlib.import_module("random").shuffle(x)
    for i in reversed(range(1, len(x))):
        j = int(random() * (i + 1))
        x[i], x[j] = x[j], x[i]


# {module: {name that it once had: function without arguments that returns it}}
DROPPED = {
    "array": {"ArrayType": _of("array", "array")},
    "base64": {"decodestring": _of("base64", "decodebytes"), "encodestring": _of("base64", "encodebytes")},
    "cgi": {"escape": _of("html", "escape"), "parse_header": lambda: _parsed_header},
    "collections": {name: _of("collections.abc", name) for name in (
        "Awaitable", "ByteString", "Callable", "Collection", "Container", "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable",
        "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence",
        "Set", "Sized", "ValuesView")},
    "configparser": {"SafeConfigParser": _of("configparser", "ConfigParser")},
    "fractions": {"gcd": _of("math", "gcd")},
    "inspect": {"getargspec": lambda: _argspec, "getmoduleinfo": _of("inspect", "getmodulename")},
    "itertools": {"ifilter": lambda: filter, "ifilterfalse": _of("itertools", "filterfalse"), "imap": lambda: map, "izip": lambda: zip,
                  "izip_longest": _of("itertools", "zip_longest")},
    "locale": {"format": _of("locale", "format_string")},
    "operator": {"div": _of("legacy_seq2seq.runner.python2.helpers", "divide"), "isCallable": lambda: callable,
                 "sequenceIncludes": _of("operator", "contains")},
    "os": {"errno": lambda: importlib.import_module("errno"), "getcwdu": _of("os", "getcwd")},
    "platform": {"dist": lambda: _system_of_linux, "linux_distribution": lambda: _system_of_linux},
    "string": {"atof": lambda: float, "atoi": lambda: int, "join": lambda: lambda words, by=" ": by.join(words), "letters": _letters,
               "lower": lambda: str.lower, "lowercase": _of("string", "ascii_lowercase"), "maketrans": lambda: _maketrans,
               "replace": lambda: str.replace, "split": lambda: str.split, "strip": lambda: str.strip, "upper": lambda: str.upper,
               "uppercase": _of("string", "ascii_uppercase")},
    "sys": {"maxint": lambda: sys.maxsize, "setdefaultencoding": lambda: lambda encoding: None},
    "imghdr": {"what": lambda: _kind_of_picture},
    "pipes": {"quote": _of("shlex", "quote")},
    "time": {"clock": lambda: _clock},
    "types": {"BooleanType": lambda: bool, "DictType": lambda: dict, "FloatType": lambda: float, "IntType": lambda: int,
              "ListType": lambda: list, "LongType": lambda: int, "NoneType": lambda: type(None), "StringType": lambda: str,
              "StringTypes": lambda: (str,), "TupleType": lambda: tuple, "UnicodeType": lambda: str},
    "unittest": {"makeSuite": lambda: lambda case, prefix="test": importlib.import_module("unittest").TestSuite(
        [case(name) for name in dir(case) if name.startswith(prefix)])},
    "urllib": {name: _of("urllib.request", name) for name in ("urlopen", "urlretrieve", "URLopener", "FancyURLopener", "pathname2url",
                                                              "url2pathname")}
              | {name: _of("urllib.parse", name) for name in ("quote", "quote_plus", "unquote", "unquote_plus", "urlencode")},
}
# In place of what there is.
CHANGED = {
    "json": {name: lambda name=name: as_then(getattr(importlib.import_module("json"), name), dropped=("encoding",))
             for name in ("load", "loads")},
    "math": {"factorial": lambda: lambda n: importlib.import_module("math").factorial(_whole(n))},
    "random": {
        "randint": lambda: lambda a, b: importlib.import_module("random").randint(_whole(a), _whole(b)),
        "randrange": lambda: lambda *bounds: importlib.import_module("random").randrange(*map(_whole, bounds)),
        "sample": lambda: _sample, "seed": lambda: _seed, "shuffle": lambda: _shuffle},
}
# Modules that are gone: what they had stands in DROPPED.
GONE = {"cgi", "imghdr", "pipes"}


class ModuleOfThen(types.ModuleType):
    """A module of today's, with names put back. What a program sets on it is set on the module itself."""

    def __init__(self, modules, dropped, changed):
        super().__init__(modules[0].__name__, modules[0].__doc__)
        self.__dict__.update(_modules=modules, _dropped=dropped)
        self.__dict__.update({name: value() for name, value in changed.items()})
        for name in ("__file__", "__path__", "__spec__", "__version__"):
            if hasattr(modules[0], name):
                self.__dict__[name] = getattr(modules[0], name)

    def __getattr__(self, name):
        if name in self._dropped and not any(name in vars(module) for module in self._modules):
            return self._dropped[name]()  # first: a module may have a word to say about what it dropped
        for module in self._modules:
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name, value):
        self.__dict__.pop(name, None)
        setattr(self._modules[0], name, value)

    def __delattr__(self, name):
        delattr(self._modules[0], name)

    def __dir__(self):
        return sorted({name for module in self._modules for name in dir(module)} | set(self._dropped))

    @property
    def __all__(self):
        first = self._modules[0]
        public = getattr(first, "__all__", None) or [name for name in dir(first) if not name.startswith("_")]
        return [*public, *(name for name in self._dropped if not hasattr(builtins, name))]


def xml(name, fromlist):
    """What `import xml...` gives; xml.etree.cElementTree is ElementTree, which has long been the fast one itself. None: Python's own."""
    if name == "xml.etree.cElementTree" and fromlist:
        return importlib.import_module("xml.etree.ElementTree")
    if name.startswith("xml.etree") and (not fromlist or name == "xml.etree"):
        for path in {name, "xml.etree.ElementTree"} - {"xml.etree.cElementTree"}:
            importlib.import_module(path)
        etree = ModuleOfThen([sys.modules["xml.etree"]], {"cElementTree": lambda: sys.modules["xml.etree.ElementTree"]}, {})
        return etree if fromlist else ModuleOfThen([sys.modules["xml"]], {}, {"etree": lambda: etree})
    return None
