"""From ids to embeddings, with the variable made on the way. Source: TF1 tf.contrib.layers (encoders)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.variables import model_variable
from legacy_seq2seq.contrib.layers.embedding_ops import embedding_lookup_unique, safe_embedding_lookup_sparse
from legacy_seq2seq.contrib.layers.sparse_ops import dense_to_sparse_tensor


def embed_sequence(ids, vocab_size=None, embed_dim=None, unique=False, initializer=None, regularizer=None, trainable=True,
                   scope=None, reuse=None):
    """The embedding of each id: `[batch, time]` ids give `[batch, time, embed_dim]`.

    unique: fetch each id once (`embedding_lookup_unique`). With `reuse` and `scope` the sizes may be left
    out. Variable: `EmbedSequence/embeddings` `[vocab_size, embed_dim]`, also in MODEL_VARIABLES.
    Raises ValueError where the sizes are missing without reuse. Source: TF1 tf.contrib.layers.embed_sequence.

        embedded = embed_sequence(tf.constant([[1, 2], [3, 0]]), vocab_size=5, embed_dim=8)   # [2, 2, 8]
    """
    sizes_given = bool(vocab_size and embed_dim)
    if not (reuse or sizes_given):
        raise ValueError(f"embed_sequence: vocab_size={vocab_size} and embed_dim={embed_dim}; both are needed for a new variable. "
                         "Give them, or use the variable of an earlier call: embed_sequence(ids, scope=..., reuse=True).")
    with tf.variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        embeddings = model_variable("embeddings", shape=[vocab_size, embed_dim] if sizes_given else None, initializer=initializer,
                                    regularizer=regularizer, trainable=trainable)
        return (embedding_lookup_unique if unique else tf.nn.embedding_lookup)(embeddings, ids)


def bow_encoder(ids, vocab_size, embed_dim, sparse_lookup=True, initializer=None, regularizer=None, trainable=True, scope=None,
                reuse=None):
    """The mean of the embeddings of a bag of words: `[batch, time]` ids give `[batch, embed_dim]`.

    sparse_lookup: ids may be sparse, and id 0 of dense ids counts as padding; a row without ids gets the
    embedding of id 0. Without it every id counts, and ids must be dense.
    Variable: `bow_encoder/embeddings` `[vocab_size, embed_dim]`, also in MODEL_VARIABLES.
    Raises TypeError for sparse ids with `sparse_lookup=False`. Source: TF1 tf.contrib.layers.bow_encoder.
    """
    with tf.variable_scope(scope, "bow_encoder", [ids], reuse=reuse):
        embeddings = model_variable("embeddings", shape=[vocab_size, embed_dim], initializer=initializer, regularizer=regularizer,
                                    trainable=trainable)
        sparse = isinstance(ids, tf.SparseTensor)
        if sparse_lookup:
            return safe_embedding_lookup_sparse([embeddings], ids if sparse else dense_to_sparse_tensor(ids), combiner="mean",
                                                default_id=0)
        if sparse:
            raise TypeError("bow_encoder: `ids` is a SparseTensor, but sparse_lookup=False. Leave sparse_lookup=True, or give dense ids: "
                            "tf.sparse_tensor_to_dense(ids).")
        return tf.reduce_mean(tf.nn.embedding_lookup(embeddings, ids), axis=1)
