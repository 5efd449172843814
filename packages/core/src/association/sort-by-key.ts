/** A few numbers are sorted by insertion sooner than by merging. */
const FEW = 8;
let merged = new Int32Array(1024);

/**
 * Sorts places, in place, by their keys, ascending; those of one key stay in the order in which they stood. By merging runs twice as long each
 * time: flat numbers throughout, for what is built in asks a function ten times for each place, which costs more than all else. No key is NaN.
 */
export function sortByKey(places: Int32Array, keys: Float64Array): void {
  const count = places.length;
  if (isSorted(places, keys)) return;
  for (let from = 0; from < count; from += FEW)
    insertRun(places, keys, from, Math.min(from + FEW, count));
  if (merged.length < count) merged = new Int32Array(2 * count);
  for (let width = FEW; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) {
      const middle = Math.min(from + width, count);
      mergeRuns(places, keys, from, middle, Math.min(middle + width, count));
    }
  }
}

function isSorted(places: Int32Array, keys: Float64Array): boolean {
  for (let i = 1; i < places.length; i++) {
    if (keys[places[i]] < keys[places[i - 1]]) return false;
  }
  return true;
}

/** Sorts the places of a short run. */
function insertRun(places: Int32Array, keys: Float64Array, from: number, end: number): void {
  for (let i = from + 1; i < end; i++) {
    const place = places[i];
    const key = keys[place];
    let to = i;
    for (; to > from && keys[places[to - 1]] > key; to--) places[to] = places[to - 1];
    places[to] = place;
  }
}

/** Makes one run of two sorted ones that stand one behind the other. */
function mergeRuns(
  places: Int32Array,
  keys: Float64Array,
  from: number,
  middle: number,
  end: number,
): void {
  if (middle >= end || !(keys[places[middle]] < keys[places[middle - 1]])) return;
  let left = from;
  let right = middle;
  for (let to = from; to < end; to++) {
    const isRight = left === middle || (right < end && keys[places[right]] < keys[places[left]]);
    merged[to] = isRight ? places[right++] : places[left++];
  }
  for (let to = from; to < end; to++) places[to] = merged[to];
}
