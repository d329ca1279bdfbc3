// Layer, group and RMS normalization, as in Flax. Oracle: src/training/network-spec.ts

const sample_norm_epsilon = 1e-6;
