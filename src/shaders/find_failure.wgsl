// find_failure: have this step's numbers gone wrong? Codes, the smallest found wins: 1 loss, 2 gradient, 3 parameter.
//
// Wrong is: not finite (bit test), a loss above 1e12, or a parameter above 1e6 in magnitude: long before float32
// overflows such a run is lost, and what it would draw means nothing.
// Limits: src/training/failure-limits.ts. Oracle: trainStep in src/training/reference/training-step.ts

const no_failure = 4u;
const largest_loss = 1e12;
const largest_parameter = 1e6;

fn loss_failed(loss: f32) -> bool {
  return !all_finite(vec4f(loss)) || loss > largest_loss;
}

fn gradients_failed(model: u32, thread: u32) -> bool {
  var failed = false;
  let begin = model * table.parameter_vectors;
  for (var at = begin + thread; at < begin + table.parameter_vectors; at += workgroup_size) {
    failed = failed || !all_finite(gradients[at]);
  }
  return failed;
}

fn parameters_failed(model: u32, thread: u32) -> bool {
  var failed = false;
  let begin = state_base(model);
  for (var at = begin + thread; at < begin + table.parameter_vectors; at += workgroup_size) {
    let p = state[at];
    failed = failed || !all_finite(p) || any(abs(p) > vec4f(largest_parameter));
  }
  return failed;
}
