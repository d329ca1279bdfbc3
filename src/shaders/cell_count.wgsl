// cell_count: adds the pixels of a tile to a table of activation codes: how many codes differ, and how many pixels have
// each.
//
// The table is open: a code's search starts at a slot given by one word of its hash and looks for the other word, its
// fingerprint. Two codes are taken for one if their fingerprints are equal and their searches meet: less than one case
// in 2^32 per pair. 0 marks an empty slot. Neighbouring pixels of one code are added at once.
//
// One invocation per run of 16 pixels.
// slots     [slot] of (fingerprint, pixels); a power of two of them, cleared before the first tile of a picture
// counters  different codes, pixels of the commonest code, 1 if the table was too full for a code, pixels in all, width
//           and height of the picture's grid; cleared likewise
// Oracle: countCells in src/training/reference/count-cells.ts; the test counts with a Set

struct CellCountTable {
  words_per_pixel: u32,
  slot_count: u32,
}

const run_length = 16u;
const most_probes = 64u;

const counter_distinct = 0u;
const counter_largest = 1u;
const counter_overflow = 2u;
const counter_pixels = 3u;
const counter_width = 4u;
const counter_height = 5u;

@group(0) @binding(0) var<uniform> tile: PartitionTile;
@group(0) @binding(1) var<uniform> count: CellCountTable;
@group(0) @binding(2) var<storage, read> codes: array<u32>;
@group(0) @binding(3) var<storage, read_write> slots: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read_write> counters: array<atomic<u32>>;

fn pixel_hash(pixel: u32) -> vec2u {
  var state = code_hash_start;
  for (var word = 0u; word < count.words_per_pixel; word++) {
    state = code_hash_add(state, codes[pixel * count.words_per_pixel + word]);
  }
  return code_hash_end(state);
}

fn add_pixels(hash: vec2u, pixels: u32) {
  let fingerprint = max(hash.x, 1u);
  let mask = count.slot_count - 1u;
  var slot = hash.y & mask;
  for (var probe = 0u; probe < most_probes; probe++) {
    let found = atomicCompareExchangeWeak(&slots[2u * slot], 0u, fingerprint);
    if (found.exchanged) {
      atomicAdd(&counters[counter_distinct], 1u);
    }
    if (found.exchanged || found.old_value == fingerprint) {
      let before = atomicAdd(&slots[2u * slot + 1u], pixels);
      atomicMax(&counters[counter_largest], before + pixels);
      return;
    }
    // An exchange may fail on an empty slot for no reason; then the same slot is tried again.
    slot = select((slot + 1u) & mask, slot, found.old_value == 0u);
  }
  atomicStore(&counters[counter_overflow], 1u);
}

@compute @workgroup_size(workgroup_size)
fn cell_count(@builtin(global_invocation_id) id: vec3u) {
  let end = tile.size.x * tile.size.y;
  let first = run_length * id.x;
  if (first >= end) {
    return;
  }
  let last = min(first + run_length, end);
  var hash = pixel_hash(first);
  var start = first;
  for (var pixel = first + 1u; pixel <= last; pixel++) {
    var next = hash;
    if (pixel < last) {
      next = pixel_hash(pixel);
    }
    if (pixel == last || any(next != hash)) {
      add_pixels(hash, pixel - start);
      start = pixel;
      hash = next;
    }
  }
  atomicAdd(&counters[counter_pixels], last - first);
  if (id.x == 0u) {
    atomicStore(&counters[counter_width], tile.picture_size.x);
    atomicStore(&counters[counter_height], tile.picture_size.y);
  }
}
