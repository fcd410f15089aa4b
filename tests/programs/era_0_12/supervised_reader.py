"""A word model fed by queues and run by a Supervisor, its windows cut in the graph."""
import tempfile

import numpy as np
import tensorflow as tf

flags = tf.app.flags
logging = tf.logging
flags.DEFINE_integer("batch_size", 4, "rows")
flags.DEFINE_integer("num_steps", 5, "columns")
flags.DEFINE_integer("hidden", 9, "width")
flags.DEFINE_string("save_path", None, "where checkpoints go")
FLAGS = flags.FLAGS


def producer(raw_data, batch_size, num_steps, name=None):
    with tf.name_scope(name, "Producer", [raw_data, batch_size, num_steps]):
        raw_data = tf.convert_to_tensor(raw_data, name="raw_data", dtype=tf.int32)
        batch_len = tf.size(raw_data) // batch_size
        data = tf.reshape(raw_data[0:batch_size * batch_len], [batch_size, batch_len])
        epoch_size = (batch_len - 1) // num_steps
        assertion = tf.assert_positive(epoch_size, message="epoch_size == 0, decrease batch_size or num_steps")
        with tf.control_dependencies([assertion]):
            epoch_size = tf.identity(epoch_size, name="epoch_size")
        i = tf.train.range_input_producer(epoch_size, shuffle=False).dequeue()
        x = tf.strided_slice(data, [0, i * num_steps], [batch_size, (i + 1) * num_steps], [1, 1])
        x.set_shape([batch_size, num_steps])
        y = tf.slice(data, [0, i * num_steps + 1], [batch_size, num_steps])
        return x, y


def main(_):
    vocab = 13
    text = [int(i) for i in np.random.RandomState(6).zipf(1.7, 300) % vocab]
    with tf.Graph().as_default():
        initializer = tf.random_uniform_initializer(-0.1, 0.1)
        with tf.name_scope("Train"), tf.variable_scope("Model", initializer=initializer):
            x, y = producer(text, FLAGS.batch_size, FLAGS.num_steps, name="TrainInput")
            table = tf.get_variable("embedding", [vocab, FLAGS.hidden])
            cell = tf.nn.rnn_cell.EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(FLAGS.hidden), vocab, 6)
            side = tf.nn.rnn(cell, [tf.reshape(word, [-1, 1]) for word in tf.unpack(x, axis=1)], dtype=tf.float32, scope="side")[0]
            inputs = [tf.squeeze(word, [1]) + more for word, more in zip(
                tf.split(1, FLAGS.num_steps, tf.nn.embedding_lookup(table, x)), side)]
            lstm = tf.nn.rnn_cell.BasicLSTMCell(FLAGS.hidden, forget_bias=0.0, state_is_tuple=True)
            cell = tf.nn.rnn_cell.MultiRNNCell([lstm] * 2, state_is_tuple=True)
            outputs, _ = tf.nn.rnn(cell, inputs, initial_state=cell.zero_state(FLAGS.batch_size, tf.float32))
            output = tf.reshape(tf.concat(1, outputs), [-1, FLAGS.hidden])
            logits = tf.contrib.layers.linear(output, vocab, scope="words")
            loss = tf.nn.seq2seq.sequence_loss_by_example([logits], [tf.reshape(y, [-1])], [tf.ones([output.get_shape()[0].value])])
            cost = tf.reduce_sum(loss) / FLAGS.batch_size
            global_step = tf.Variable(0, name="global_step", trainable=False)
            train_op = tf.train.GradientDescentOptimizer(0.4).minimize(cost, global_step=global_step)
            tf.scalar_summary("Training Loss", cost)
        sv = tf.train.Supervisor(logdir=FLAGS.save_path or tempfile.mkdtemp(), save_summaries_secs=0, save_model_secs=0)
        with sv.managed_session() as session:
            for step in range(24):
                if sv.should_stop():
                    break
                value, _, done = session.run([cost, train_op, global_step])
                if step % 6 == 0:
                    print "step", done, "perplexity: %.3f" % np.exp(value / FLAGS.num_steps)


if __name__ == "__main__":
    tf.app.run()
