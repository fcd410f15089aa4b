"""Runs unmodified TF1 programs: `legacy-seq2seq run program.py [args...]`.

The program, and the user's own modules beside it, are given TF1 where they say `tensorflow`, and the
Python and NumPy of their time; libraries in the same process keep the real TensorFlow.
"""

import sys


def main(options):
    """`legacy-seq2seq run`: runs what the command line names and returns the exit status."""
    from legacy_seq2seq.runner import again

    modules = _survey(options)
    era, others = (options.era, ()) if options.era else _detected(modules)
    while True:
        start = again.Start(era, others)
        try:
            return _run(options, era, _is_python_2(modules, era))
        except again.Again as turn:
            print(f"legacy-seq2seq: Era {turn.era}, from the start: {turn.why}", file=sys.stderr)
            era, others = turn.era, others[others.index(turn.era) + 1:]
        start.restore()


def _run(options, era, is_python_2):
    from legacy_seq2seq import eras
    from legacy_seq2seq.runner import processes, program, view

    try:
        seen = view.View(eras.root_of(era), is_python_2)
        processes.prepare_programs(options.era)
        if _is_notebook(options):
            return _run_notebook(options, seen)
        if options.module is not None:
            return program.run_module(options.module, options.arguments, seen)
        if options.code is not None:
            return program.run_code(options.code, options.arguments, seen)
        return program.run_file(options.program, options.arguments, seen)
    except OSError as error:
        return _give_up(f"{error.filename or options.program} cannot be read: {error.strerror}")
    except (ImportError, ValueError) as error:
        return _give_up(str(error))


def _is_notebook(options):
    return options.program is not None and options.program.endswith(".ipynb")


def _survey(options):
    """What the program says without running; empty where it cannot be read, which the run itself will report."""
    from legacy_seq2seq.runner import program, survey

    try:
        if options.code is not None:
            return [survey.module_of("<string>", options.code)]
        return survey.modules_of(program.file_of(options.module) if options.module is not None else options.program)
    except (OSError, SyntaxError, ImportError, ValueError):
        return []


def _detected(modules):
    """The era that a program's names tell, and the earlier ones that fit as well; a line says why, where it is not the default."""
    from legacy_seq2seq.runner import check, era, survey

    choice = era.detect(survey.live_uses(modules))
    if choice.use is not None:
        print(f"legacy-seq2seq: {check.explanation(choice)}", file=sys.stderr)
    return choice.era, choice.earlier


def _is_python_2(modules, era):
    """Whether the program is of Python 2: where a module shows it, and in TensorFlow 0.12's time unless one shows the contrary.

    False where modules that show it stand beside one that Python 2 refuses: a line was forgotten there. None where nothing tells.
    """
    from legacy_seq2seq.runner import python2, sources

    if any(module.is_python_2 for module in modules):
        trees = [(sources.of_python_3(module.text), module.text) for module in modules]
        return not all(tree for tree, _ in trees) or not any(python2.is_refused_by_2(tree, text) for tree, text in trees)
    if era == "0.12" and modules and not any(python2.is_python_3(module.tree, module.text) for module in modules):
        return True
    return None


def _run_notebook(options, seen):
    from legacy_seq2seq.runner import notebook

    return notebook.run(options.program, options.output, seen)


def _give_up(message):
    print(f"legacy-seq2seq: {message}", file=sys.stderr)
    return 2
