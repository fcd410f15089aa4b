"""A session with names for what goes in and what comes out."""


class Predictor:
    """Called with {input name: array}, gives {output name: array}.

    session: the `tf.Session`; feed_tensors, fetch_tensors: {name: tensor}. It can be used in a `with` statement.
    Source: TF1 tf.contrib.predictor.
    """

    def __init__(self, session, feed_tensors, fetch_tensors):
        self._session = session
        self._feed_tensors = dict(feed_tensors)
        self._fetch_tensors = dict(fetch_tensors)

    @property
    def graph(self):
        return self._session.graph

    @property
    def session(self):
        return self._session

    @property
    def feed_tensors(self):
        return self._feed_tensors

    @property
    def fetch_tensors(self):
        return self._fetch_tensors

    def __call__(self, input_dict):
        """The outputs for these inputs; an input may be left out where the graph has a default. Raises ValueError for unknown names."""
        unknown = sorted(set(input_dict) - set(self._feed_tensors))
        if unknown:
            raise ValueError(f"Predictor: `input_dict` has the keys {unknown}; expected some of {sorted(self._feed_tensors)}.")
        return self._session.run(self._fetch_tensors, {self._feed_tensors[name]: value for name, value in input_dict.items()})

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._session.close()

    def __repr__(self):
        return f"Predictor with feed tensors {self._feed_tensors} and fetch_tensors {self._fetch_tensors}"
