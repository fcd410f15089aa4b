"""`legacy-seq2seq checkpoint show | compare | convert`: the options, read without TensorFlow."""

import sys

_PATH = "a folder (its newest checkpoint), a prefix, or one of a checkpoint's files"


def add_to(commands):
    """Adds the command to the command line's parsers."""
    checkpoint = commands.add_parser(
        "checkpoint", help="what is in a checkpoint, how it differs, and the names of earlier versions",
        description="Shows, compares and converts checkpoints, of any TensorFlow since 0.8. None of it needs the graph.")
    what = checkpoint.add_subparsers(dest="what", metavar="COMMAND", required=True)
    _add_show(what)
    _add_compare(what)
    _add_convert(what)


def _add_show(commands):
    show = commands.add_parser(
        "show", help="its variables with shape, dtype and size, and what is damaged",
        description="Lists the variables of a checkpoint; each is read and its checksum verified. Exit status: "
                    "0 whole, 1 damaged, 2 none there.")
    show.add_argument("path", metavar="PATH", help=_PATH)
    show.add_argument("--all", action="store_true", help="list the optimizer's variables and moving averages, too")
    show.add_argument("--values", action="append", metavar="NAME", help="print this variable's value (may be repeated)")
    show.add_argument("--json", action="store_true", help="print the list as JSON")
    show.set_defaults(run=_show)


def _add_compare(commands):
    compare = commands.add_parser(
        "compare", help="how two differ, each a checkpoint or a program",
        usage="legacy-seq2seq checkpoint compare [-h] [OPTIONS] A B [-- ARGUMENTS ...]",
        description="Compares names, shapes and dtypes. A program is run up to its first step, which is not taken; nothing is restored or "
                    "saved. Exit status: 0 they agree, 1 they differ, 2 one cannot be read.")
    compare.add_argument("first", metavar="A", help=f"{_PATH}; or a program, train.py")
    compare.add_argument("second", metavar="B", help="as A")
    compare.add_argument("--values", action="store_true", help="also the largest absolute difference of each variable's values")
    compare.add_argument("--all", action="store_true", help="list the variables that are equal, too")
    compare.add_argument("--json", action="store_true", help="print the comparison as JSON")
    compare.add_argument("--era", metavar="ERA", help="the TensorFlow that programs were written for (default: as their names tell)")
    compare.set_defaults(run=_compare)


def _add_convert(commands):
    convert = commands.add_parser(
        "convert", help="write it with the names of TensorFlow 1.15, or for another program's cells",
        usage="legacy-seq2seq checkpoint convert [-h] [OPTIONS] OLD NEW [-- ARGUMENTS ...]",
        description="Writes the variables of OLD into NEW under the names that TensorFlow 1.15 gives them, or under the names and in the "
                    "layout that a program has for its cells: those of Keras, TF1's, Cudnn's. Optimizers' slots and moving averages follow "
                    "their variables. OLD is never touched. Exit status: 0 written, 1 not, 2 OLD cannot be read.")
    convert.add_argument("old", metavar="OLD", help=_PATH)
    convert.add_argument("new", metavar="NEW", nargs="?", help="a prefix, or a folder; not needed with --dry-run")
    convert.add_argument("--like", metavar="WHAT",
                         help="take names and layouts from this checkpoint or program instead; its arguments go after --")
    convert.add_argument("--rename", action="append", default=[], metavar="OLD=NEW",
                         help="this variable's new name; OLD may be a regular expression, NEW its \\1; or a cell's scope and that of "
                              "--like's (may be repeated)")
    convert.add_argument("--cudnn", action="append", default=[], metavar="NAME=SIZES",
                         help="NAME is a Cudnn layer's flat vector: make cells of it, or it of cells. SIZES: "
                              "lstm,layers=2,units=128,input=64[,bidirectional]; or gru, rnn_tanh, rnn_relu (may be repeated)")
    convert.add_argument("--forget-bias", default="1.0", metavar="BIAS",
                         help="what the program gave BasicLSTMCell, LSTMCell or LSTMBlockCell, where it was not 1.0; two, as in 0,1.0, "
                              "where OLD's program and NEW's gave others")
    convert.add_argument("--dry-run", action="store_true", help="show what would be renamed, and write nothing")
    convert.add_argument("--force", action="store_true", help="write over a checkpoint that is there")
    convert.add_argument("--era", metavar="ERA", help="the TensorFlow that --like's program was written for")
    convert.set_defaults(run=_convert)


def _show(options):
    from legacy_seq2seq.training.checkpoints import showing

    return showing.main(options)


def _compare(options):
    from legacy_seq2seq.training.checkpoints import telling

    return _guarded(telling.compared, options)


def _convert(options):
    from legacy_seq2seq.training.checkpoints import telling

    return _guarded(telling.converted, options)


def _guarded(run, options):
    """The exit status of a command; an error of the user's is one message, not a traceback."""
    from legacy_seq2seq import tf1 as tf

    try:
        return run(options)
    except tf.errors.DataLossError as error:
        message, status = error.message, 2
    except FileNotFoundError as error:
        message, status = str(error), 2
    except (OSError, ValueError) as error:
        message, status = str(error), 1 if run.__name__ == "converted" else 2
    print(f"legacy-seq2seq: {message}", file=sys.stderr)
    return status
