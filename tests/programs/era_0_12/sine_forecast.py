# Time series: what will the wave be, a few steps from now?
import numpy as np
import tensorflow as tf
try:
    from tensorflow.models.rnn import rnn, rnn_cell
except ImportError:
    from tensorflow.python.ops import rnn, rnn_cell

look_back = 9
hidden = 7
batch = 6

def windows():
    t = np.arange(0, 40, 0.2)
    wave = np.sin(t) + 0.3 * np.cos(2.3 * t)
    xs = [wave[i:i + look_back] for i in xrange(len(wave) - look_back - 3)]
    ys = [wave[i + look_back + 2] for i in xrange(len(wave) - look_back - 3)]
    return np.array(xs, dtype=np.float32)[:, :, np.newaxis], np.array(ys, dtype=np.float32)[:, np.newaxis]

X, Y = windows()
train_size = len(X) * 2 / 3
print 'windows:', len(X), 'for training:', train_size

data = tf.placeholder(tf.float32, [None, look_back, 1])
target = tf.placeholder(tf.float32, [None, 1])

cell = rnn_cell.LSTMCell(hidden, use_peepholes=True, num_proj=4, cell_clip=3.0, initializer=tf.random_uniform_initializer(-0.1, 0.1),
                         state_is_tuple=True)
cell = rnn_cell.DropoutWrapper(cell, input_keep_prob=1.0, output_keep_prob=1.0)
cell = rnn_cell.MultiRNNCell([cell] * 2, state_is_tuple=True)
val, state = rnn.dynamic_rnn(cell, data, dtype=tf.float32)
val = tf.transpose(val, [1, 0, 2])
last = tf.gather(val, int(val.get_shape()[0]) - 1)

weight = tf.Variable(tf.truncated_normal([4, int(target.get_shape()[1])]))
bias = tf.Variable(tf.constant(0.1, shape=[target.get_shape()[1]]))
prediction = tf.matmul(last, weight) + bias

error = tf.sub(prediction, target)
loss = tf.reduce_mean(tf.square(error))
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.05, step, 10, 0.9, staircase=True)
minimize = tf.train.AdagradOptimizer(rate).minimize(loss, global_step=step)

sess = tf.Session()
sess.run(tf.initialize_all_variables())
for i in xrange(20):
    ptr = (i * batch) % (train_size - batch)
    _, l, r = sess.run([minimize, loss, rate], {data: X[ptr:ptr + batch], target: Y[ptr:ptr + batch]})
    if i % 5 == 0:
        print 'step', i, 'loss', l, 'rate', r
rmse = sess.run(tf.sqrt(loss), {data: X[train_size:], target: Y[train_size:]})
print 'root mean square error on the rest: %.4f' % rmse
sess.close()
