import { expect, test } from "vitest";
import type { OfficialScore } from "./score-official.ts";
import { totalOfficial } from "./total-official.ts";

const score = (outcome: OfficialScore["outcome"], officialLeadS: number | null): OfficialScore => ({
  areaId: "hospital",
  outcome,
  officialLeadS,
  officialSentLeadS: officialLeadS,
  oursUs: 0,
  officialUs: 0,
  source: "Civil Defence",
  records: [],
});

test("adds up who was first, by how much, and who missed what", () => {
  expect(
    totalOfficial([
      score("official-first", 40),
      score("ours-first", -3),
      score("official-first", 2),
      score("ours-first", -12),
      score("ours-first", -5),
      score("official-only", null),
      score("ours-only", null),
    ]),
  ).toEqual({
    officialFirst: 2,
    oursFirst: 3,
    officialOnly: 1,
    oursOnly: 1,
    officialLeadS: { least: 2, median: 21, greatest: 40 },
    oursLeadS: { least: 3, median: 5, greatest: 12 },
  });
});

test("of nothing there is nothing to say", () => {
  expect(totalOfficial([])).toMatchObject({
    officialFirst: 0,
    officialLeadS: null,
    oursLeadS: null,
  });
});
