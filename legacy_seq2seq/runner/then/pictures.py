"""Pictures and plots as they were: `scipy.misc.imread` and its siblings, Pillow's and matplotlib's dropped names."""

import functools
import importlib

from legacy_seq2seq.runner.then.calls import as_then


def _np():
    return importlib.import_module("numpy")


def _image():
    return importlib.import_module("PIL.Image")


# What scipy.misc had, until SciPy 1.2.

def imread(name, flatten=False, mode=None):
    """The picture in a file, as an array `[height, width]` or `[height, width, channels]`."""
    with _image().open(name) as image:
        return fromimage(image, flatten, mode)


def fromimage(im, flatten=False, mode=None):
    """A Pillow picture as an array; flatten: its brightness, as floats."""
    if mode is not None and mode != im.mode:
        im = im.convert(mode)
    elif im.mode == "P":
        im = im.convert("RGBA" if "transparency" in im.info else "RGB")
    if flatten:
        im = im.convert("F")
    elif im.mode == "1":
        im = im.convert("L")
    return _np().array(im)


def bytescale(data, cmin=None, cmax=None, high=255, low=0):
    """The numbers as bytes, spread from `low` to `high`; bytes stay as they are."""
    if data.dtype == "uint8":
        return data
    cmin = data.min() if cmin is None else cmin
    cmax = data.max() if cmax is None else cmax
    scaled = (data - cmin) * (float(high - low) / ((cmax - cmin) or 1)) + low
    return (scaled.clip(low, high) + 0.5).astype("uint8")


def toimage(arr, high=255, low=0, cmin=None, cmax=None, pal=None, mode=None, channel_axis=None):
    """An array as a Pillow picture, its numbers spread over all brightnesses unless they are bytes."""
    data = _np().asarray(arr)
    if data.ndim == 2 and mode == "F":
        return _image().fromarray(data.astype("float32"))
    if data.ndim == 2 and mode == "I":
        return _image().fromarray(data.astype("int32"))
    data = bytescale(data, cmin, cmax, high, low)
    if data.ndim == 3:
        if channel_axis is None:
            channel_axis = next((data.shape.index(count) for count in (3, 4) if count in data.shape), None)
        if channel_axis is None:
            raise ValueError(f"toimage: no axis of the array {data.shape} holds 3 or 4 channels")
        data = _np().moveaxis(data, channel_axis, -1)
    elif data.ndim != 2:
        raise ValueError(f"toimage: the array has {data.ndim} axes; expected 2, or 3 of which one holds the channels")
    image = _image().fromarray(_np().ascontiguousarray(data))
    return image if mode is None or mode == image.mode else image.convert(mode)


def imresize(arr, size, interp="bilinear", mode=None):
    """The picture in another size: a percentage (int), a fraction (float), or (height, width)."""
    image = toimage(arr, mode=mode)
    if isinstance(size, (int, _np().integer)):
        width_and_height = tuple(int(one * (size / 100.0)) for one in image.size)
    elif isinstance(size, (float, _np().floating)):
        width_and_height = tuple(int(one * size) for one in image.size)
    else:
        width_and_height = int(size[1]), int(size[0])
    resampling = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "cubic": 3}[interp]
    return fromimage(image.resize(width_and_height, resample=resampling))


def imrotate(arr, angle, interp="bilinear"):
    """The picture turned by `angle` degrees, against the clock."""
    resampling = {"nearest": 0, "bilinear": 2, "bicubic": 3, "cubic": 3}[interp]
    return fromimage(toimage(arr).rotate(angle, resample=resampling))


def imsave(name, arr, format=None):
    """Writes an array to a file as a picture."""
    image = toimage(arr, channel_axis=2 if _np().ndim(arr) == 3 else None)
    image.save(name, **({} if format is None else {"format": format}))


# Pillow

def _size_of_text(draw):
    def textsize(text, font=None, **options):
        left, top, right, bottom = draw.textbbox((0, 0), text, font=font, **options)
        return right, bottom
    return textsize


def _size_by_font(font):
    return lambda text, **options: tuple(font.getbbox(text, **options)[2:])


_FILTERS = {"ANTIALIAS": 1, "CUBIC": 3, "LINEAR": 2}


# matplotlib

def _plt():
    return importlib.import_module("matplotlib.pyplot")


def _style():
    style = importlib.import_module("matplotlib.style")

    @functools.wraps(style.use)
    def use(style_name):
        one = isinstance(style_name, (str, dict)) or not hasattr(style_name, "__iter__")
        names = [style_name] if one else list(style_name)
        style.use([name.replace("seaborn", "seaborn-v0_8", 1) if isinstance(name, str) and name.startswith("seaborn")
                   and name not in style.available else name for name in names])
    return use


def _gca(figure):
    def gca(projection=None, **options):
        return figure.gca(**options) if projection is None else figure.add_subplot(projection=projection, **options)
    return gca


def _axes_of(function):
    return as_then(function, renamed={"axisbg": "facecolor"})


_ARGUMENTS = {"basex": "base", "basey": "base", "b": "visible", "nonposx": "nonpositive", "nonposy": "nonpositive", "normed": "density"}
_DRAWING = {"boxplot": {"labels": "tick_labels"}, "grid": _ARGUMENTS, "hist": _ARGUMENTS, "loglog": _ARGUMENTS, "semilogx": _ARGUMENTS,
            "semilogy": _ARGUMENTS, "stem": {}}
_NO_MEANING = {"stem": ("use_line_collection",)}


def _drawing(owner):
    return {name: lambda value=None, name=name, renamed=renamed: as_then(
        getattr(owner() if value is None else value, name), renamed, _NO_MEANING.get(name, ())) for name, renamed in _DRAWING.items()}


def _hold():
    return lambda *_, **__: None  # what is drawn stays, as it did unless asked otherwise


def _get_cmap():
    return _plt().get_cmap


CHANGED = {
    "matplotlib": {"use": lambda: as_then(importlib.import_module("matplotlib").use, dropped=("warn",))},
    "matplotlib.pyplot": {
        **_drawing(_plt), "axes": lambda: _axes_of(_plt().axes), "gca": lambda: _gca_of_pyplot,
        "subplot": lambda: _axes_of(_plt().subplot)},
    "matplotlib.style": {"use": _style},
}
DROPPED = {
    "PIL.Image": {name: lambda value=value: value for name, value in _FILTERS.items()},
    "matplotlib.cm": {"get_cmap": _get_cmap, "register_cmap": lambda: lambda name=None, cmap=None: importlib.import_module(
        "matplotlib").colormaps.register(cmap, name=name), "spectral": lambda: _plt().get_cmap("nipy_spectral")},
    "matplotlib.pyplot": {"hold": _hold, "ishold": lambda: lambda: True, "plot_date": lambda: lambda x, y, fmt="o", **options: _plt().plot(
        x, y, fmt, **{name: value for name, value in options.items() if name not in ("tz", "xdate", "ydate")})},
}
# {attribute that is a module: that module}
ALIASES = {"matplotlib.pyplot.cm": "matplotlib.cm", "matplotlib.pyplot.style": "matplotlib.style"}
ATTRIBUTES_CHANGED = {
    ("matplotlib", "Axes"): _drawing(None),
    ("matplotlib", "Figure"): {"add_subplot": lambda figure: _axes_of(figure.add_subplot), "gca": _gca},
}
ATTRIBUTES_DROPPED = {
    ("PIL", "FreeTypeFont"): {"getsize": _size_by_font}, ("PIL", "ImageDraw"): {"textsize": _size_of_text},
    ("PIL", "ImageFont"): {"getsize": _size_by_font},
    ("matplotlib", "ArtistList"): {"remove": lambda _: lambda artist: artist.remove()},
    ("matplotlib", "FigureCanvasBase"): {
        "set_window_title": lambda canvas: lambda title: canvas.manager and canvas.manager.set_window_title(title)},
    ("matplotlib", "_AxesBase"): {
        "get_axis_bgcolor": lambda axes: axes.get_facecolor, "hold": lambda _: _hold(),
        "set_axis_bgcolor": lambda axes: axes.set_facecolor},
}


def _gca_of_pyplot(projection=None, **options):
    return _plt().gca(**options) if projection is None else _plt().subplot(projection=projection, **options)
