"""`--shapes` and `--diagram`: a lab's model, shown instead of trained."""


def only_shows(options, feed, tensors=None, axes=None):
    """Shows the model of the default graph where `--shapes` or `--diagram` ask for it. Returns whether they do: then the lab is over.

    feed: the first batch, as for `session.run`. tensors: {name: tensor}, those that the table shows, and the diagram under these names;
    every one that can be computed by default. axes: {name: "batch time vocab"}. Initialises variables and lookup tables itself.
    """
    if options.shapes is None and not options.diagram:
        return False
    from legacy_seq2seq import shapes
    from legacy_seq2seq import tf1 as tf

    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
        if options.shapes is not None:
            table = shapes.table(sess, feed, tensors=tensors, axes=axes)
            table.print()
            if options.shapes:
                table.save_svg(options.shapes)
                print(f"The table as a picture: {options.shapes}")
        if options.diagram:
            by_tensor = {tensors[name].name: text for name, text in (axes or {}).items() if hasattr((tensors or {}).get(name), "dtype")}
            shapes.table(sess, feed, axes=by_tensor).diagram(options.diagram, tensors)
            print(f"The model as a picture: {options.diagram}")
    return True
