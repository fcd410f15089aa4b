# Distributed training as tutorials of 2017 wrote it: a server in each process, variables on the parameter servers.
import argparse
import sys

import numpy as np
import tensorflow as tf

FLAGS = None


def main(_):
  ps_hosts = FLAGS.ps_hosts.split(",")
  worker_hosts = FLAGS.worker_hosts.split(",")
  cluster = tf.train.ClusterSpec({"ps": ps_hosts, "worker": worker_hosts})
  server = tf.train.Server(cluster, job_name=FLAGS.job_name, task_index=FLAGS.task_index)
  if FLAGS.job_name == "ps":
    server.join()
  is_chief = FLAGS.task_index == 0
  with tf.device(tf.train.replica_device_setter(worker_device="/job:worker/task:%d" % FLAGS.task_index, cluster=cluster)):
    x = tf.placeholder(tf.float32, [None, 4])
    y = tf.placeholder(tf.float32, [None, 1])
    w = tf.Variable(tf.zeros([4, 1]))
    b = tf.Variable(tf.zeros([1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
    global_step = tf.Variable(0, name="global_step", trainable=False)
    optimizer = tf.train.AdagradOptimizer(0.5)
    if FLAGS.sync:
      optimizer = tf.train.SyncReplicasOptimizer(optimizer, replicas_to_aggregate=2, total_num_replicas=2)
    train_op = optimizer.minimize(loss, global_step=global_step)
    saver = tf.train.Saver()
    init_op = tf.global_variables_initializer()

  def train(sess, should_stop):
    step, value = 0, 0.0
    while not should_stop() and step < 200:
      a = np.random.rand(8, 4)
      _, step, value = sess.run([train_op, global_step, loss], feed_dict={x: a, y: a.sum(1, keepdims=True)})
    return value

  if FLAGS.supervisor:
    sv = tf.train.Supervisor(is_chief=is_chief, logdir=FLAGS.logdir, init_op=init_op, saver=saver, global_step=global_step,
                             save_model_secs=600, recovery_wait_secs=1)
    with sv.managed_session(server.target) as sess:
      value = train(sess, sv.should_stop)
    sv.stop()
  else:
    hooks = [tf.train.StopAtStepHook(last_step=200)]
    if FLAGS.sync:
      hooks.append(optimizer.make_session_run_hook(is_chief))
    with tf.train.MonitoredTrainingSession(master=server.target, is_chief=is_chief, checkpoint_dir=FLAGS.logdir, hooks=hooks) as sess:
      value = train(sess, sess.should_stop)
  print("worker %d done, loss %.5f" % (FLAGS.task_index, value))


if __name__ == "__main__":
  parser = argparse.ArgumentParser()
  parser.add_argument("--ps_hosts", type=str, default="")
  parser.add_argument("--worker_hosts", type=str, default="")
  parser.add_argument("--job_name", type=str, default="")
  parser.add_argument("--logdir", type=str, default="")
  parser.add_argument("--task_index", type=int, default=0)
  parser.add_argument("--supervisor", action="store_true")
  parser.add_argument("--sync", action="store_true")
  FLAGS, unparsed = parser.parse_known_args()
  tf.app.run(main=main, argv=[sys.argv[0]] + unparsed)
