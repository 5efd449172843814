import { expect, test } from "vitest";
import { createEngine } from "./create-engine.ts";
import { atS, lookAt, radar, siteOf, START_US, straight } from "./engine.test-support.ts";

const BIRD = straight([900, 600, 120], [-9, -6, 0]);

test("what an object was held to be over its detections outlives a restart", () => {
  const engine = createEngine();
  const site = siteOf({ sensors: [radar("first")] });
  engine.step({ type: "configuration", receivedUs: START_US, site });
  for (let s = 1; s <= 15; s++) {
    const look = lookAt("first", s, [BIRD], 1);
    const detections = look.detections.map((each) => ({ ...each, rcsDbsm: -27 }));
    engine.step({ type: "look", receivedUs: atS(s), look: { ...look, detections } });
  }
  const saved = JSON.parse(JSON.stringify(engine.snapshot()));
  const held = { light: expect.closeTo(0.92, 1), weighed: expect.any(Number), detectionCount: 15 };
  expect(saved).toMatchObject({ state: { held: [held] } });
  const restored = createEngine();
  restored.restore(saved);
  expect(JSON.parse(JSON.stringify(restored.snapshot()))).toEqual(saved);
});
