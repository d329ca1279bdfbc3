// optimizer_step: one update of all trained parameters p from their gradients g; t counts updates since the tensor's
// optimiser state last restarted.
//   sgd:   g' = g + decay p;  v <- momentum v + g';  p <- p - lr v          (Nesterov: p <- p - lr (g' + momentum v))
//   adam:  g' = g + decay p;  m <- b1 m + (1 - b1) g';  s <- b2 s + (1 - b2) g'^2;
//          p <- p - lr (m / (1 - b1^t)) / (sqrt(s / (1 - b2^t)) + epsilon)
//   adamw: as adam on g' = g, and p <- p - lr decay p (of the old p)
//
// Element by element over vec4f; scale and shift are left alone while the model has no normaliser, the shift also under
// RMSNorm.
// Oracle: src/training/reference/optimizer.ts

// 1 - exp(x) for x <= 0, by its series near 0, where the difference would cancel.
fn one_minus_exp(x: f32) -> f32 {
  if (x < -0.25) {
    return 1.0 - exp(x);
  }
  return -x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * (1.0 / 720.0))))));
}

fn optimize_range(model: u32, begin: u32, end: u32, updates: u32, thread: u32) {
  let parameters = state_base(model);
  let first_moments = parameters + table.parameter_vectors;
  let second_moments = first_moments + table.parameter_vectors;
  let d_parameters = model * table.parameter_vectors;
  let t = f32(updates);
  let first_correction = one_minus_exp(t * table.log_beta1);
  let second_correction = one_minus_exp(t * table.log_beta2);
  for (var at = begin + thread; at < end; at += workgroup_size) {
    let p = state[parameters + at];
    var g = gradients[d_parameters + at];
    if (table.optimizer != 2u) {
      g += table.weight_decay * p;
    }
    if (table.optimizer == 0u) {
      let velocity = table.momentum * state[first_moments + at] + g;
      state[first_moments + at] = velocity;
      let step = select(velocity, g + table.momentum * velocity, table.nesterov == 1u);
      state[parameters + at] = p - table.learning_rate * step;
    } else {
      let m0 = state[first_moments + at];
      let s0 = state[second_moments + at];
      let m = m0 + table.beta1_complement * (g - m0);
      let s = s0 + table.beta2_complement * (g * g - s0);
      state[first_moments + at] = m;
      state[second_moments + at] = s;
      let decay = select(0.0, table.weight_decay, table.optimizer == 2u);
      let direction = (m / first_correction) / (sqrt(s / second_correction) + table.adam_epsilon);
      state[parameters + at] = p - table.learning_rate * (direction + decay * p);
    }
  }
}

// `step`: updates taken before this one.
fn optimizer_step(model: u32, step: u32, thread: u32) {
  let record = &table.models[model];
  for (var layer_index = 0u; layer_index < table.hidden_layers; layer_index++) {
    let layer = &table.layers[layer_index];
    optimize_range(model, (*layer).weight, (*layer).scale, step - (*record).affine_restart + 1u, thread);
    if ((*record).normalization != no_normalization) {
      let end = select((*layer).shift + (*layer).groups, (*layer).shift, (*record).normalization == rms_normalization);
      optimize_range(model, (*layer).scale, end, step - (*record).scale_shift_restart + 1u, thread);
    }
  }
  let head = &table.layers[table.hidden_layers];
  optimize_range(model, (*head).weight, table.parameter_vectors, step - (*record).output_restart + 1u, thread);
}

@compute @workgroup_size(workgroup_size)
fn optimizer_step_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  optimizer_step(workgroup.x, table.first_step, thread);
}
