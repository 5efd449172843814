import { expect, test } from "vitest";
import { atS, radar, START_US, straight } from "../engine/engine.test-support.ts";
import { during, mostThreatened, tell } from "../explain/explain.test-support.ts";
import { areaId } from "../units/ids.ts";
import { explainWhatIf } from "./explain-what-if.ts";
import { type Question, Runs } from "./question.ts";
import { placeOnCourse } from "./course.ts";
import { recordedCourse } from "./recorded-course.ts";
import type { RecordedIncident } from "./rerun.ts";
import { addSensor, detectEarlier } from "./site-changes.ts";

/** It comes in from the south at 40 m/s, is over the camp's edge at second 72.5, and is seen from a second on. */
function seenFrom(seconds: number): {
  incident: RecordedIncident;
  question: Question & { of: "track" };
} {
  const drone = straight([0, -3_200, 150], [0, 40, 0]);
  const { record, events } = tell({ seconds: 105, flights: [during(seconds, 90, drone)] });
  const { trackId } = mostThreatened(record);
  return {
    incident: { record, events, window: { fromUs: START_US, toUs: atS(105) } },
    question: { of: "track", trackId, areaId: areaId("camp") },
  };
}

test("it says by how much sooner it would have had to be detected, and so it is in the world", () => {
  const { incident, question } = seenFrom(72);
  const report = explainWhatIf(incident, question);
  const step = report?.sets
    .map(({ steps }) => steps[0])
    .find(({ name }) => name.includes("earlier"));
  expect(step).toMatchObject({
    name: "sensors.radar-a.earlier_s=2",
    notional: true,
    nearest: { recorded: 0, value: 2, shortOf: 1.9, unit: "s" },
  });
  expect(report?.answer).toContain(
    "Sensor radar-a had first detected it 2 s sooner (1.9 s would have changed nothing; notional)",
  );
  const acted = (seconds: number): boolean => {
    const seen = seenFrom(seconds);
    return new Runs(seen.incident, seen.question).ask([]).acted;
  };
  expect([acted(70), acted(71)]).toEqual([true, false]);
});

test("what is sooner has another founding detection, and is asked about as the same object", () => {
  const { incident, question } = seenFrom(72);
  const [spec] = incident.record.site.value.sensors;
  const { report, record } = new Runs(incident, question).ask([detectEarlier(spec, 2)]);
  expect(report?.outcome).toBe("warned");
  expect(record.tracks.some(({ value }) => value.trackId === question.trackId)).toBe(false);
});

test("before it was seen a recorded object is where it came from, exactly as far back as it had flown", () => {
  const { incident, question } = seenFrom(60);
  const course = recordedCourse(incident, question.trackId);
  if (course === null) throw new Error("the record gives that track again");
  const [e, n, u] = placeOnCourse(course, atS(50)) ?? [];
  // The velocity of the tracker after five looks errs by a few metres a second, over fourteen seconds.
  expect(Math.hypot(e, n + 1_200, u - 150)).toBeLessThan(60);
  expect(placeOnCourse(course, atS(120))).toBeNull();
});

test("one more sensor shows a recorded object in as many looks as its detection probability says", () => {
  const { incident, question } = seenFrom(60);
  const runs = new Runs(incident, question);
  const countOf = (id: string, { record }: ReturnType<Runs["ask"]>): number =>
    record.tracks
      .filter(({ value }) => value.change === "ended")
      .flatMap(({ value }) => value.evidence)
      .filter(({ sensorId }) => sensorId === id).length;
  expect(countOf("radar-b", runs.ask([]))).toBe(0);
  const half = addSensor(radar("radar-b", { detectionProbability: 0.5 }));
  const first = runs.ask([half]);
  // Of 30 looks a second apart half show it; the list of evidence keeps 32 of all.
  expect(countOf("radar-b", first)).toBeGreaterThan(6);
  expect(countOf("radar-b", first)).toBeLessThanOrEqual(16);
  const again = new Runs(incident, question).ask([half]);
  expect(JSON.stringify(again.record.decisions)).toBe(JSON.stringify(first.record.decisions));
});
