"""Packaging. The Python version selects the stack: see the README, «Two stacks»."""

import pathlib
import re
import shutil

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).parent
VERSION = re.search(r'__version__ = "(.+)"', (HERE / "legacy_seq2seq/__init__.py").read_text("utf-8")).group(1)

CLASSIC = '; python_version < "3.12"'
NOTEBOOK = ["nbclient", "nbformat", "ipykernel"]
MODERN = '; python_version >= "3.12"'


class BuildWithLabs(build_py):
    """The labs and their data stand beside the package in a checkout, and come inside of it where it is installed."""

    def run(self):
        super().run()
        if not getattr(self, "editable_mode", False):
            for folder in ("lab", "data"):
                shutil.copytree(HERE / folder, pathlib.Path(self.build_lib, "legacy_seq2seq", "labs", folder), dirs_exist_ok=True,
                                ignore=shutil.ignore_patterns("__pycache__"))


setup(
    name="legacy_seq2seq",
    version=VERSION,
    description="TensorFlow 1's sequence code (contrib.seq2seq, cells, sessions) on today's TensorFlow",
    long_description=(HERE / "README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    packages=find_packages(include=["legacy_seq2seq", "legacy_seq2seq.*"]),
    cmdclass={"build_py": BuildWithLabs},
    package_data={"legacy_seq2seq": ["*.pyi", "runner/names.txt", "contrib/learn/datasets/data/*.csv"]},
    python_requires=">=3.9",
    install_requires=[
        "tensorflow>=2.13,<2.16" + CLASSIC,
        "tensorflow-addons" + CLASSIC,
        "numpy<2" + CLASSIC,
        "tensorflow>=2.16" + MODERN,
        "tf-keras>=2.16" + MODERN,
        "numpy" + MODERN,
        "filelock",  # one training at a time in a log folder
        "rich",
        "fissix",  # translates Python 2 programs; lib2to3 left Python with 3.13
    ],
    extras_require={
        "plot": ["matplotlib"],
        "notebook": NOTEBOOK,
        "lab": ["sacrebleu"],
        "slim": ["tf-slim"],
        "test": ["pytest", "pytest-xdist", "hypothesis", "ruff", "tf-slim", "pandas", "scipy", "scikit-learn", "matplotlib", "sacrebleu",
                 *NOTEBOOK],
    },
    entry_points={"console_scripts": ["legacy-seq2seq = legacy_seq2seq.cli:main"]},
)
