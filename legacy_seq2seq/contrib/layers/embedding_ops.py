"""Embedding look-ups that forgive repeated, missing and invalid ids. Source: TF1 tf.contrib.layers (embedding_ops)."""

from legacy_seq2seq import tf1 as tf


def embedding_lookup_unique(params, ids, partition_strategy="mod", name=None):
    """`tf.nn.embedding_lookup` that fetches each id once, however often it occurs.

    params: `[vocab, ...]`, or the list of its partitions. ids: integers of any shape. Returns
    `[*ids.shape, ...]`. Cheaper where ids repeat much and the params live on another machine.
    Source: TF1 tf.contrib.layers.embedding_lookup_unique.
    """
    with tf.name_scope(name, "EmbeddingLookupUnique", [params, ids]):
        ids = tf.convert_to_tensor(ids)
        distinct, position = tf.unique(tf.reshape(ids, [-1]))
        rows = tf.nn.embedding_lookup(params, distinct, partition_strategy)  # [number of distinct ids, ...]
        return tf.gather(rows, tf.reshape(position, tf.shape(ids)))


def safe_embedding_lookup_sparse(embedding_weights, sparse_ids, sparse_weights=None, combiner=None, default_id=None, name=None,
                                 partition_strategy="div", max_norm=None):
    """The embeddings of each row of ids, combined into one; rows without a valid id are served too.

    embedding_weights: `[vocab, depth]`, or the list of its partitions. sparse_ids: SparseTensor
    `[d_0, ..., d_n]` of integers; negative ids are passed over, and so are ids whose weight is 0 or less
    (unless combiner is "sum"). sparse_weights: SparseTensor of the same indices.
    combiner: "mean" (the default), "sqrtn" or "sum". default_id: what a row without ids is taken for; a
    vector of zeros by default. max_norm: clips each embedding to that norm.

    Returns `[d_0, ..., d_(n-1), depth]`. Raises ValueError without embedding_weights, for weights of
    another dtype than theirs, and for an unknown combiner.
    Source: TF1 tf.contrib.layers.safe_embedding_lookup_sparse.
    """
    if combiner is None:
        tf.logging.warning('safe_embedding_lookup_sparse: `combiner` is not given; it is "mean".')
        combiner = "mean"
    if embedding_weights is None or (isinstance(embedding_weights, (list, tuple)) and not embedding_weights):
        raise ValueError(f"safe_embedding_lookup_sparse: `embedding_weights` is {embedding_weights!r}; expected a tensor "
                         "[vocab, depth] or a list of its partitions.")
    return tf.nn.safe_embedding_lookup_sparse(
        embedding_weights, sparse_ids, sparse_weights, combiner=combiner, default_id=default_id, name=name,
        partition_strategy=partition_strategy, max_norm=max_norm)
