"""Modules of the standard library as they were: renamed ones under their old names, dropped names put back."""

import importlib
import sys
import types

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


# {module: {name that it once had: function without arguments that returns it}}
DROPPED = {
    "array": {"ArrayType": _of("array", "array")},
    "base64": {"decodestring": _of("base64", "decodebytes"), "encodestring": _of("base64", "encodebytes")},
    "cgi": {"escape": _of("html", "escape")},
    "collections": {name: _of("collections.abc", name) for name in (
        "Awaitable", "ByteString", "Callable", "Collection", "Container", "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable",
        "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence",
        "Set", "Sized", "ValuesView")},
    "fractions": {"gcd": _of("math", "gcd")},
    "inspect": {"getargspec": lambda: _argspec, "getmoduleinfo": _of("inspect", "getmodulename")},
    "itertools": {"ifilter": lambda: filter, "ifilterfalse": _of("itertools", "filterfalse"), "imap": lambda: map, "izip": lambda: zip,
                  "izip_longest": _of("itertools", "zip_longest")},
    "operator": {"div": _of("legacy_seq2seq.runner.python2.helpers", "divide"), "isCallable": lambda: callable,
                 "sequenceIncludes": _of("operator", "contains")},
    "os": {"errno": lambda: importlib.import_module("errno"), "getcwdu": _of("os", "getcwd")},
    "platform": {"dist": lambda: _system_of_linux, "linux_distribution": lambda: _system_of_linux},
    "string": {"atof": lambda: float, "atoi": lambda: int, "join": lambda: lambda words, by=" ": by.join(words), "letters": _letters,
               "lower": lambda: str.lower, "lowercase": _of("string", "ascii_lowercase"), "maketrans": lambda: _maketrans,
               "replace": lambda: str.replace, "split": lambda: str.split, "strip": lambda: str.strip, "upper": lambda: str.upper,
               "uppercase": _of("string", "ascii_uppercase")},
    "sys": {"maxint": lambda: sys.maxsize, "setdefaultencoding": lambda: lambda encoding: None},
    "time": {"clock": lambda: _clock},
    "types": {"BooleanType": lambda: bool, "DictType": lambda: dict, "FloatType": lambda: float, "IntType": lambda: int,
              "ListType": lambda: list, "LongType": lambda: int, "NoneType": lambda: type(None), "StringType": lambda: str,
              "StringTypes": lambda: (str,), "TupleType": lambda: tuple, "UnicodeType": lambda: str},
    "urllib": {name: _of("urllib.request", name) for name in ("urlopen", "urlretrieve", "URLopener", "FancyURLopener", "pathname2url",
                                                              "url2pathname")}
              | {name: _of("urllib.parse", name) for name in ("quote", "quote_plus", "unquote", "unquote_plus", "urlencode")},
}


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
        for module in self._modules:
            if hasattr(module, name):
                return getattr(module, name)
        if name in self._dropped:
            return self._dropped[name]()
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
        return [*public, *self._dropped]
