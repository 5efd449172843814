import { expect, test } from "vitest";
import { clusterAt, HypothesisClusters } from "./hypothesis-clusters.ts";
import { TrackTable } from "./track-table.ts";

/** Takes so many rows, and says whether the table had to grow for them. */
function growsBy(table: TrackTable, rows: number): boolean {
  const { numbers } = table;
  for (let i = 0; i < rows; i++) table.append(table.take());
  return table.numbers !== numbers;
}

test("room that was made holds as many rows again, and what stood there stands there still", () => {
  const table = new TrackTable();
  growsBy(table, 100);
  table.numbers[TrackTable.at(99)] = 7;
  table.makeRoom();
  expect(growsBy(table, 100)).toBe(false);
  expect(table.numbers[TrackTable.at(99)]).toBe(7);
});

test("where there is room, none is made", () => {
  const table = new TrackTable();
  growsBy(table, 30);
  const { numbers } = table;
  table.makeRoom();
  expect(table.numbers).toBe(numbers);
});

test("what is written to a row that had to be copied stands there, though the copy needed room", () => {
  const table = new TrackTable();
  const clusters = new HypothesisClusters();
  clusters.open(1);
  while (!growsBy(table, 1));
  const full = 2 * (table.count - 1);
  growsBy(table, full - table.count);
  clusters.begin(table, 0);
  const before = clusterAt(table, full - 1);
  const held = table.holdAll();
  const { numbers } = table;
  clusters.part(table, [{ place: full - 1 }]);
  expect(table.numbers).not.toBe(numbers);
  expect(held).toHaveLength(full);
  expect(clusterAt(table, full - 1)).not.toBe(before);
});
