import { describe, expect, test } from "vitest";
import { sensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND } from "../units/time.ts";
import { atS, radar } from "./engine.test-support.ts";
import { SensorWatch } from "./sensor-watch.ts";

const A = sensorId("a");
const B = sensorId("b");
const SPECS = [radar("a"), radar("b", { staleAfterUs: 12 * MICROS_PER_SECOND })];

function watching(specs = SPECS): SensorWatch {
  const watch = new SensorWatch();
  watch.configure(specs, atS(0));
  return watch;
}
const statuses = (watch: SensorWatch): string[] => watch.health().map((h) => h.status);

describe("the watch over the sensors' health", () => {
  test("knows what is configured, and of each nothing until it was heard", () => {
    const watch = watching();
    expect(watch.knows(A)).toBe(true);
    expect(watch.knows(sensorId("z"))).toBe(false);
    expect(watch.heard(sensorId("z"), atS(1))).toBeNull();
    expect(watch.reported(sensorId("z"), "up", "", atS(1))).toBeNull();
    expect(statuses(watch)).toEqual(["unknown", "unknown"]);
    expect(watch.heard(A, atS(1))).toMatchObject({ sensorId: "a", status: "up", sinceUs: atS(1) });
    expect(watch.heard(A, atS(2))).toBeNull();
    expect(statuses(watch)).toEqual(["up", "unknown"]);
  });

  test("a sensor that is silent for longer than it may be is down, each by its own limit", () => {
    const watch = watching();
    watch.heard(A, atS(1));
    watch.heard(B, atS(1));
    expect(watch.nextStaleUs()).toBe(atS(6) + 1);
    expect(watch.staleAt(atS(6))).toEqual([]);
    expect(watch.staleAt(atS(6) + 1)).toEqual([
      { sensorId: "a", status: "down", sinceUs: atS(6) + 1, reason: "silent for more than 5 s" },
    ]);
    expect(watch.staleAt(atS(7))).toEqual([]);
    expect(watch.nextStaleUs()).toBe(atS(13) + 1);
    expect(watch.staleAt(atS(14))).toMatchObject([{ sensorId: "b", status: "down" }]);
    expect(watch.nextStaleUs()).toBeNull();
    expect(watch.heard(A, atS(20))).toMatchObject({ status: "up", sinceUs: atS(20) });
    expect(watch.nextStaleUs()).toBe(atS(25) + 1);
  });

  test("one that never says anything is down as well: silence counts from the configuration on", () => {
    expect(watching().staleAt(atS(5) + 1)).toMatchObject([{ sensorId: "a", status: "down" }]);
  });

  test("one that reports only when there is something is never stale", () => {
    const watch = watching([radar("a", { staleAfterUs: 0 })]);
    watch.heard(A, atS(1));
    expect(watch.nextStaleUs()).toBeNull();
    expect(watch.staleAt(atS(10_000))).toEqual([]);
  });

  test("what a sensor says of itself holds though its looks go on, until it takes it back", () => {
    const watch = watching();
    watch.heard(A, atS(1));
    expect(watch.reported(A, "degraded", "half power", atS(2))).toMatchObject({
      status: "degraded",
      reason: "half power",
      sinceUs: atS(2),
    });
    expect(watch.reported(A, "degraded", "half power", atS(3))).toBeNull();
    expect(watch.heard(A, atS(3))).toBeNull();
    expect(statuses(watch)[0]).toBe("degraded");
    expect(watch.staleAt(atS(9))).toMatchObject([{ status: "down" }]);
    expect(watch.heard(A, atS(10))).toMatchObject({ status: "degraded", reason: "half power" });
    expect(watch.reported(A, "up", "reporting", atS(11))).toMatchObject({ status: "up" });
    expect(watch.heard(A, atS(12))).toBeNull();
  });

  test("a sensor that says that it is up was heard; one that is said to be down stays down in looks", () => {
    const watch = watching();
    watch.reported(A, "up", "self-test passed", atS(4));
    expect(watch.staleAt(atS(8))).toEqual([]);
    watch.reported(A, "down", "switched off", atS(9));
    watch.heard(A, atS(10));
    expect(statuses(watch)[0]).toBe("down");
  });

  test("a new configuration keeps the health of the sensors that stay", () => {
    const watch = watching();
    watch.heard(A, atS(1));
    watch.configure([SPECS[0], radar("c")], atS(2));
    expect(watch.health()).toMatchObject([
      { sensorId: "a", status: "up", sinceUs: atS(1) },
      { sensorId: "c", status: "unknown", sinceUs: atS(2) },
    ]);
    expect(watch.knows(B)).toBe(false);
  });

  test("gives the same list until something changes, and goes on from a snapshot", () => {
    const watch = watching();
    watch.heard(A, atS(1));
    const list = watch.health();
    watch.heard(A, atS(2));
    expect(watch.health()).toBe(list);
    watch.reported(A, "degraded", "rain", atS(2));
    expect(watch.health()).not.toBe(list);
    const restored = new SensorWatch();
    restored.restore(JSON.parse(JSON.stringify(watch.snapshot())), SPECS);
    expect(restored.health()).toEqual(watch.health());
    expect(restored.nextStaleUs()).toBe(watch.nextStaleUs());
    expect(restored.staleAt(atS(8))).toEqual(watch.staleAt(atS(8)));
    expect(restored.heard(A, atS(9))).toEqual(watch.heard(A, atS(9)));
  });
});
