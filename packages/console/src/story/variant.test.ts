import { describe, expect, test } from "vitest";
import { activationsOf } from "./activation.ts";
import {
  madeUpDetail,
  madeUpReport,
  preventingLink,
  silentDefence,
} from "./made-up-event.test-support.ts";
import { distinctNames, makeVariants } from "./variant.ts";
import { whatWouldChange } from "./what-would-change.ts";

const asked = (report: ReturnType<typeof madeUpReport>, title = "Mill, if it rained") => {
  const detail = madeUpDetail(title, { questions: [{ ask: "Why?", answer: report }] });
  const [variant] = makeVariants([detail]);
  if (variant === undefined) throw new Error("no variant was made");
  return variant;
};

describe("names of variants", () => {
  test("are what sets the titles apart", () => {
    expect(distinctNames(["Mill, 2020, if it rained", "Mill, 2020, if it did not"])).toEqual([
      "If it rained",
      "If it did not",
    ]);
  });
  test("are the titles where these share no clause", () => {
    expect(distinctNames(["Rain, heavy", "Snow"])).toEqual(["Rain, heavy", "Snow"]);
    expect(distinctNames(["Alone, if ever"])).toEqual(["Alone, if ever"]);
  });
  test("have a letter each", () => {
    const variants = makeVariants([madeUpDetail("Mill, a"), madeUpDetail("Mill, b")]);
    expect(variants.map(({ letter, name }) => `${letter} ${name}`)).toEqual(["A A", "B B"]);
  });
});

describe("what would have changed it", () => {
  test("range, by how much was missing", () => {
    const variant = asked(madeUpReport([preventingLink("OUT_OF_COVERAGE", { marginM: -400.7 })]));
    expect(whatWouldChange(variant)).toEqual([
      "400 m more range: the radar reached 1.5 km and 1.9 km was needed.",
    ]);
  });
  test("a defence that guards something else would still have been silent", () => {
    const variant = asked(
      madeUpReport(
        [preventingLink("BELOW_HORIZON", { marginM: -8_868 })],
        [silentDefence(["BELOW_HORIZON", "NOT_A_PROTECTED_AREA"])],
      ),
    );
    expect(whatWouldChange(variant)).toEqual([
      "A radar nearer by or higher up: this one's view ended 8.9 km short.",
      "The defence would still have been silent: it guards only Yard.",
    ]);
  });
  test("nothing for people who were warned; release of a defence that was held back", () => {
    const variant = asked(madeUpReport([], [silentDefence(["DEFENCE_INHIBITED"])]));
    expect(whatWouldChange(variant)).toEqual([
      "For the people nothing had to change: they were warned.",
      "For the defence: its owner releasing it.",
    ]);
  });
  test("somebody asking, where nobody had", () => {
    const link = preventingLink("NOT_A_PROTECTED_AREA", { stage: "area", subject: "house" });
    expect(whatWouldChange(asked(madeUpReport([link])))[0]).toContain("have House protected");
  });
});

describe("what activated", () => {
  test("comes first, with the time that people had", () => {
    const detail = madeUpDetail("Mill, if it rained", {
      questions: [
        { ask: "Why?", answer: madeUpReport([], [silentDefence(["DEFENCE_INHIBITED"])]) },
      ],
      outcome: {
        decisionsSha256: "",
        decisions: 1,
        warned: [{ areaId: "house", stage: "take-cover", atUs: 3_600_000_000, leadS: 42.4 }],
        notWarned: [{ areaId: "yard", reasons: [] }],
      },
    });
    const [variant] = makeVariants([detail]);
    expect(variant && activationsOf(variant)).toMatchObject([
      { activated: true, subject: "House", what: expect.stringContaining("42 s before impact") },
      { activated: false, subject: "Yard", what: "Not warned: not in danger" },
      {
        activated: false,
        subject: "Fence",
        what: "Silent: the defence was held back by its owner",
      },
    ]);
  });
});
