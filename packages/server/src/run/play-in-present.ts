import type { SensorId, TimeUs } from "@tocsin/core";
import type { Adapter, AdapterSink, Clock } from "@tocsin/sdk";

/** What was received within so long is not recorded but arrives, such as of a capture that runs and is read through a pipe. */
const ARRIVES_US = 60_000_000;

/**
 * The adapter of a recording whose looks happen now: its times are read as they were recorded, since many formats date themselves by
 * when they are received, and what comes out is moved by one time, which the first of it tells. Without that all would be too late.
 * Each sensor says that it is a recording, and of when, so that no record can be taken for the present. What authorities
 * and defences say keeps its times: it is over when it is over.
 */
export const playInPresent = (adapter: Adapter, clock: Pick<Clock, "nowUs">): Adapter => ({
  id: adapter.id,
  run: (sink, signal) => adapter.run(movedSink(sink, clock), signal),
});

function movedSink(sink: AdapterSink, clock: Pick<Clock, "nowUs">): AdapterSink {
  const told = new Set<SensorId>();
  let shiftUs: number | null = null;
  const shiftOf = (receivedUs: TimeUs): number => {
    if (shiftUs !== null) return shiftUs;
    const ageUs = clock.nowUs() - receivedUs;
    shiftUs = Math.abs(ageUs) < ARRIVES_US ? 0 : ageUs;
    return shiftUs;
  };
  return {
    ...sink,
    look(look, receivedUs) {
      const byUs = shiftOf(receivedUs);
      if (byUs !== 0 && !told.has(look.sensorId)) {
        told.add(look.sensorId);
        const recorded = new Date(receivedUs / 1_000).toISOString();
        const words = `a recording of ${recorded}, played as if it were sensed now`;
        sink.health(look.sensorId, "up", words, receivedUs + byUs);
      }
      const moved = {
        ...look,
        fromUs: look.fromUs + byUs,
        toUs: look.toUs + byUs,
        detections: look.detections.map((each) => ({ ...each, sensedUs: each.sensedUs + byUs })),
      };
      sink.look(byUs === 0 ? look : moved, receivedUs + byUs);
    },
    health: (sensorId, status, reason, receivedUs) =>
      sink.health(sensorId, status, reason, receivedUs + shiftOf(receivedUs)),
    rejected: (reason, count, detail, receivedUs) =>
      sink.rejected(reason, count, detail, receivedUs + (shiftUs ?? 0)),
  };
}
