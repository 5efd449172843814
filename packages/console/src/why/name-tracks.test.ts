import type { WhyReport } from "@tocsin/core";
import type { Picture } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { nameTracks, trackNames } from "./name-tracks.ts";

test("an object is called what the screen calls it, whether it still flies or only decisions speak of it", () => {
  const names = trackNames({
    tracks: [{ id: "radar/1/1", label: "T1" }],
    decisions: [
      { trackId: "radar/1/1", trackLabel: "T1" },
      { trackId: "radar/2/4", trackLabel: "T2" },
    ],
  } as unknown as Picture);
  const report = {
    question: "Why were people warned of track radar/2/4?",
    answer: "track radar/1/1 and track radar/9/9",
    links: [{ subject: "radar/2/4", statement: "It was seen." }],
    defences: [],
  } as unknown as WhyReport;
  expect(nameTracks(report, names)).toMatchObject({
    question: "Why were people warned of T2?",
    answer: "T1 and track radar/9/9",
    links: [{ subject: "T2", statement: "It was seen." }],
  });
});
