"""Save, restore from the meta graph, freeze, optimise, run the frozen graph."""
import os
import shutil

import numpy as np
import tensorflow as tf
from tensorflow.python.framework import graph_util, graph_io, dtypes
from tensorflow.python.platform import gfile
from tensorflow.python.tools import freeze_graph, optimize_for_inference_lib
from tensorflow.python import pywrap_tensorflow
from tensorflow.python.saved_model import tag_constants

folder = 'frozen'
if os.path.exists(folder):
    shutil.rmtree(folder)
os.makedirs(folder)
rng = np.random.RandomState(12)
X, Y = rng.normal(size=(6, 4, 3)).astype(np.float32), rng.normal(size=(6, 1)).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4, 3], name='x')
y = tf.placeholder(tf.float32, [None, 1], name='y')
cell = tf.contrib.rnn.BasicLSTMCell(5)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32, scope='net')
pred = tf.layers.dense(state.h, 1, name='pred')
result = tf.identity(pred, name='result')
loss = tf.losses.mean_squared_error(y, pred)
global_step = tf.train.get_or_create_global_step()
train_op = tf.train.AdamOptimizer(0.01).minimize(loss, global_step=global_step, name='train_op')
tf.add_to_collection('train_op', train_op)
tf.add_to_collection('loss', loss)
saver = tf.train.Saver(max_to_keep=3, keep_checkpoint_every_n_hours=1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(10):
        _, value = sess.run([train_op, loss], {x: X, y: Y})
        if i % 3 == 0:
            saver.save(sess, os.path.join(folder, 'model'), global_step=global_step, write_meta_graph=(i == 0))
    expected = sess.run(result, {x: X})
    saver.save(sess, os.path.join(folder, 'model'), global_step=global_step)
    tf.train.write_graph(sess.graph_def, folder, 'graph.pbtxt', as_text=True)
    tf.saved_model.simple_save(sess, os.path.join(folder, 'saved'), {'x': x}, {'result': result})

tf.reset_default_graph()
with tf.Session() as sess:
    checkpoint = tf.train.latest_checkpoint(folder)
    saver = tf.train.import_meta_graph(checkpoint + '.meta', clear_devices=True)
    saver.restore(sess, checkpoint)
    graph = tf.get_default_graph()
    train_op, loss = tf.get_collection('train_op')[0], tf.get_collection('loss')[0]
    x, y = graph.get_tensor_by_name('x:0'), graph.get_tensor_by_name('y:0')
    np.testing.assert_allclose(expected, sess.run('result:0', {x: X}), rtol=1e-5)
    frozen = graph_util.convert_variables_to_constants(sess, graph.as_graph_def(), ['result'])
    with gfile.FastGFile(os.path.join(folder, 'frozen.pb'), 'wb') as f:
        f.write(frozen.SerializeToString())
    for i in range(10):
        _, value = sess.run([train_op, loss], {x: X, y: Y})
    reader = pywrap_tensorflow.NewCheckpointReader(checkpoint)
    print(sorted(reader.get_variable_to_shape_map())[:2])

freeze_graph.freeze_graph(os.path.join(folder, 'graph.pbtxt'), "", False, checkpoint, 'result', 'save/restore_all', 'save/Const:0',
                          os.path.join(folder, 'tool.pb'), True, "")
for name in ('frozen.pb', 'tool.pb'):
    with tf.Graph().as_default() as graph:
        graph_def = tf.GraphDef()
        with tf.gfile.GFile(os.path.join(folder, name), 'rb') as f:
            graph_def.ParseFromString(f.read())
        slim = optimize_for_inference_lib.optimize_for_inference(graph_def, ['x'], ['result'], dtypes.float32.as_datatype_enum)
        out, = tf.import_graph_def(slim, return_elements=['result:0'], name='imported')
        with tf.Session(graph=graph) as sess:
            np.testing.assert_allclose(expected, sess.run(out, {'imported/x:0': X}), rtol=1e-5)
with tf.Session(graph=tf.Graph()) as sess:
    tf.saved_model.loader.load(sess, [tag_constants.SERVING], os.path.join(folder, 'saved'))
    print(sess.run('result:0', {'x:0': X}).shape)
