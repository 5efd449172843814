import { expect, test } from "vitest";
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
