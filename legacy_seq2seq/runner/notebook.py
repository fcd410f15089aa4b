"""`legacy-seq2seq run notebook.ipynb`: executes it in a kernel of this Python, cell by cell, and writes the executed copy."""

import ast
import os
import re
import sys

from legacy_seq2seq import earlier, ownership
from legacy_seq2seq.runner import again, interactive

_EXTRA = "running a notebook needs nbclient, nbformat and ipykernel: pip install 'legacy_seq2seq[notebook]'"


def run(path, output, view):
    """Executes the notebook and writes the copy to `output` (by default beside it, `name.executed.ipynb`), failed or not.

    Returns the exit status: 0, or 1 where a cell failed. Raises OSError where a file cannot be read or written,
    ValueError where it is not a notebook, ImportError where the packages for notebooks are missing, `again.Again`
    where it is of an earlier era than `view`'s.
    """
    try:
        import ipykernel  # noqa: F401 - the kernel's own process needs it
        import nbclient
    except ImportError as error:
        raise ImportError(_EXTRA) from error
    nbformat = _nbformat()
    notebook = _read(nbformat, path)
    output = output or re.sub(r"(\.ipynb)?$", ".executed.ipynb", path, count=1)
    with open(output, "ab"):  # found out before the run, not after it
        pass
    client = nbclient.NotebookClient(notebook, timeout=None, kernel_manager_class=_kernel_manager(),
                                     resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}})
    environment = dict(os.environ, **{interactive.ROOT_VARIABLE: view.root,
                                      interactive.ERAS_VARIABLE: " ".join([earlier.turning.era, *earlier.turning.eras])})
    if not ownership.is_installed():  # the kernel must find us as well
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [environment.get("PYTHONPATH"), os.path.dirname(ownership.PACKAGE)]))
    if view.is_python_2:
        environment[interactive.PYTHON_2_VARIABLE] = "1"
    try:
        failed = _execute(client, environment)
    finally:
        nbformat.write(notebook, output)
        print(f"The executed notebook: {output}")
    return _report(failed, path, notebook.cells) if failed else 0


def _nbformat():
    try:
        import nbformat
    except ImportError as error:
        raise ImportError(_EXTRA) from error
    return nbformat


def _read(nbformat, path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        return nbformat.reads(text, as_version=4)
    except Exception as error:
        raise ValueError(f"{path} is not a notebook: {error}") from None


def _kernel_manager():
    """A manager class whose kernel runs on this very Python, whatever kernel the notebook asks for."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class OfThisPython(AsyncKernelManager):
        @property
        def kernel_spec(self):
            return KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=50"],
                              display_name="TF1", language="python")

    return OfThisPython


def _execute(client, environment):
    """Runs the cells in their order; returns (number, cell, error) of the first that failed, or None."""
    from nbclient.exceptions import CellExecutionError, DeadKernelError
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    cells = client.nb.cells
    columns = TextColumn("cell"), MofNCompleteColumn(), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[line]}")
    with Progress(*columns) as progress:
        task = progress.add_task("", total=len(cells), line="")
        with client.setup_kernel(env=environment):
            loaded = client.wait_for_reply(client.kc.execute("%load_ext legacy_seq2seq", silent=True, store_history=False))
            if loaded["content"]["status"] != "ok":
                raise ImportError(f"the notebook's kernel could not load legacy_seq2seq: {loaded['content'].get('evalue')}")
            for number, cell in enumerate(cells, 1):
                progress.update(task, line=cell.source.strip().partition("\n")[0][:60])
                try:
                    client.execute_cell(cell, number - 1)
                except CellExecutionError as error:
                    _raise_if_of_an_earlier_era(client, number)
                    return number, cell, error
                except DeadKernelError as error:
                    return number, cell, error
                progress.advance(task)
    return None


def _raise_if_of_an_earlier_era(client, cell):
    """Asks the kernel, which has the error itself."""
    asked = f"__import__('legacy_seq2seq.runner.again', fromlist=['again']).answer_of_the_last_error({cell})"
    reply = client.wait_for_reply(client.kc.execute("", silent=True, store_history=False, user_expressions={"answer": asked}))
    data = (reply or {}).get("content", {}).get("user_expressions", {}).get("answer", {}).get("data", {})
    answer = ast.literal_eval(data.get("text/plain", "None"))
    if answer:
        raise again.Again(*answer)


def _report(failed, path, cells):
    number, cell, error = failed
    shown = "\n".join(text for output in cell.outputs if output.output_type == "error" for text in output.traceback) or str(error)
    print(f"{path}: cell {number} failed{_place(_plain(shown), cells)}:", file=sys.stderr)
    for line in cell.source.strip().splitlines():
        print(f"    {line}", file=sys.stderr)
    print(shown if sys.stderr.isatty() else _plain(shown), file=sys.stderr)
    return 1


def _place(traceback, cells):
    """Where in the notebook, by the last of its own lines in the traceback: " in line 3, return tf.matmul(a, b)"."""
    places = re.findall(r"Cell In\s*\[(\d+)\], line (\d+)", traceback)
    for number, cell in enumerate(cells, 1):
        if places and cell.cell_type == "code" and str(cell.execution_count) == places[-1][0]:
            line, lines = int(places[-1][1]), cell.source.split("\n")
            return f" in line {line} of cell {number}, {lines[line - 1].strip()}" if line <= len(lines) else ""
    return ""


def _plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
