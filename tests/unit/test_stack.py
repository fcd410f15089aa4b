"""What the doctor says of every stack that people bring, and what an import says where it is not fit."""

import json

import pytest

from legacy_seq2seq import doctor, stack
from legacy_seq2seq.stack import Installed

CLASSIC = Installed((3, 11), "2.15.1", "2.15.0", None, "0.23.0", "1.26.4", False)
MODERN = Installed((3, 13), "2.21.0", "3.15.1", "2.21.0", None, "2.5.5", False)


def unfit(found):
    return {finding.subject: finding for finding in stack.findings(found) if finding.status == "unfit"}


@pytest.mark.parametrize("found, name", [(CLASSIC, "classic"), (MODERN, "modern"), (CLASSIC._replace(addons=None), "classic"),
                                         (MODERN._replace(python=(3, 11)), "modern"),
                                         (CLASSIC._replace(keras="3.1.0", tf_keras="2.15.1"), "classic")])
def test_fit_stacks(found, name):
    assert unfit(found) == {}
    assert stack.name_of(found) == name


@pytest.mark.parametrize("found, subject, detail, remedy", [
    (CLASSIC._replace(tensorflow=None), "TensorFlow", "not installed", 'pip install "tensorflow>=2.13,<2.16" tensorflow-addons "numpy<2"'),
    (MODERN._replace(tensorflow=None), "TensorFlow", "not installed", "pip install tensorflow tf-keras"),
    (CLASSIC._replace(tensorflow=None, python=(3, 8)), "TensorFlow", "not installed", "use Python 3.9 to 3.13"),
    (CLASSIC._replace(tensorflow="1.15.5"), "TensorFlow", "is TensorFlow 1 itself", "old programs run on it"),
    (CLASSIC._replace(tensorflow="2.4.0"), "TensorFlow", "2.4.0 is too old", "tensorflow>=2.13"),
    (MODERN._replace(tf_keras=None), "Keras 2", "keras 3.15.1 is installed, without tf-keras", 'pip install "tf-keras~=2.21.0"'),
    (MODERN._replace(tf_keras="2.18.0"), "Keras 2", "2.18.0 does not belong to TensorFlow 2.21.0", 'pip install "tf-keras~=2.21.0"'),
    (CLASSIC._replace(keras="3.4.1"), "Keras 2", "keras 3.4.1 is installed, without tf-keras", 'pip install "tf-keras~=2.15.0"'),
    (CLASSIC._replace(numpy="2.1.0"), "NumPy", "2.1.0 does not work with TensorFlow 2.15.1", 'pip install "numpy<2"'),
    (CLASSIC._replace(numpy=None), "NumPy", "not installed", "pip install numpy"),
])
def test_unfit_stacks_name_the_remedy(found, subject, detail, remedy):
    finding = unfit(found)[subject]
    assert detail in finding.detail
    assert remedy in finding.remedy
    assert not doctor.is_fit(doctor.examine(found))


@pytest.mark.parametrize("found, subject, detail", [
    (MODERN._replace(tensorflow="2.30.0", tf_keras="2.30.0"), "TensorFlow", "newer than the newest tested"),
    (CLASSIC._replace(addons=None), "Addons", "not installed; our own implementation"),
    (MODERN._replace(addons="0.23.0"), "Addons", "cannot be imported with TensorFlow 2.21.0"),
    (MODERN._replace(tensorflow_imported=True), "import order", "imported before legacy_seq2seq"),
])
def test_notes_do_not_make_a_stack_unfit(found, subject, detail):
    assert unfit(found) == {}
    notes = {finding.subject: finding for finding in stack.findings(found) if finding.status == "note"}
    assert detail in notes[subject].detail
    assert notes[subject].remedy


@pytest.mark.parametrize("text, numbers", [("2.15.0.post1", (2, 15, 0)), ("2.10.1", (2, 10, 1)), ("2.22.0-dev20260101", (2, 22, 0)),
                                           ("2.16.0rc0", (2, 16, 0))])
def test_versions_are_compared_as_numbers(text, numbers):
    assert stack.version_tuple(text) == numbers


def fake_package(folder, name, version, body=""):
    """A package with metadata that stands before the installed ones on the path."""
    module = name.replace("-", "_")
    (folder / module).mkdir()
    (folder / module / "__init__.py").write_text(f"__version__ = {version!r}\n{body}\n")
    info = folder / f"{module}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


def test_importing_tf1_on_an_unfit_stack_says_what_to_do(run_python, tmp_path):
    fake_package(tmp_path, "tensorflow", "2.4.0")
    done = run_python("-c", "from legacy_seq2seq import tf1", path_first=tmp_path)
    assert done.returncode == 1
    assert "StackError: This Python environment cannot run TF1 code:" in done.stderr
    assert "2.4.0 is too old" in done.stderr and "To do: pip install" in done.stderr


def test_the_doctor_exits_with_1_on_an_unfit_stack(run_python, tmp_path):
    fake_package(tmp_path, "tensorflow", "2.4.0")
    done = run_python("-m", "legacy_seq2seq", "doctor", path_first=tmp_path)
    assert done.returncode == 1
    assert "2.4.0 is too old" in " ".join(done.stdout.split())
    assert "Not fit" in done.stdout


def test_the_doctor_reports_a_tensorflow_that_cannot_be_loaded(run_python, tmp_path):
    installed = stack.installed()
    fake_package(tmp_path, "tensorflow", installed.tensorflow, "raise ImportError('libsomething.so: wrong ELF class')")
    done = run_python("-m", "legacy_seq2seq", "doctor", "--json", path_first=tmp_path)
    assert done.returncode == 1
    assert "wrong ELF class" in done.stdout


def test_the_doctor_reports_a_tensorflow_that_crashes(run_python, tmp_path):
    installed = stack.installed()
    fake_package(tmp_path, "tensorflow", installed.tensorflow, "import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    done = run_python("-m", "legacy_seq2seq", "doctor", "--json", path_first=tmp_path)
    assert done.returncode == 1
    crash = json.loads(done.stdout)[-1]
    assert "SIGILL" in crash["detail"] and "AVX" in crash["remedy"]


def test_a_file_of_the_users_that_hides_tensorflow(run_python, tmp_path):
    (tmp_path / "tensorflow.py").write_text("x = 1\n")
    done = run_python("-c", "from legacy_seq2seq import tf1", path_first=tmp_path)
    assert "which is not TensorFlow" in done.stderr and "rename that file" in done.stderr


def test_addons_that_cannot_be_imported_leave_our_own_operations(run_python, tmp_path):
    fake_package(tmp_path, "tensorflow-addons", "0.23.0", "raise RuntimeError('built for another TensorFlow')")
    done = run_python("-m", "legacy_seq2seq", "doctor", "--json", path_first=tmp_path)
    assert done.returncode == 0, done.stdout
    contrib = {row["subject"]: row["detail"] for row in json.loads(done.stdout)}["contrib"]
    assert "our own implementation" in contrib
    if stack.name() == "classic":
        assert "built for another TensorFlow" in contrib


def test_the_doctor_finds_this_stack_fit(run_python):
    done = run_python("-m", "legacy_seq2seq", "doctor")
    assert done.returncode == 0
    assert f"on the {stack.name()} stack" in done.stdout


def test_help_is_answered_without_tensorflow(run_python, tmp_path):
    fake_package(tmp_path, "tensorflow", "2.15.0", "raise SystemExit('TensorFlow was imported')")
    for arguments in (["--help"], ["doctor", "--help"], ["--version"]):
        done = run_python("-m", "legacy_seq2seq", *arguments, path_first=tmp_path)
        assert done.returncode == 0, done.stderr
