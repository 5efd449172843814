import type { TimeUs } from "@tocsin/core";
import type { Adapter, Clock } from "@tocsin/sdk";
import type { Simulation } from "@tocsin/sim";

/**
 * Plays what a scenario's sensors see as if it were sensed from a time on that `begin` names when it is ready: a machine that takes long to
 * start a drill must not make its looks too late. `over` is called when all was played.
 */
export function createDrillAdapter(
  simulation: Simulation,
  options: {
    readonly begin: () => TimeUs;
    readonly clock: Clock;
    readonly over: () => void;
  },
): Adapter {
  const { begin, clock, over } = options;
  return {
    id: "drill",
    async run(sink, signal) {
      const byUs = begin() - simulation.startUs;
      for (const event of simulation.events()) {
        const dueUs = event.receivedUs + byUs;
        if (dueUs > clock.nowUs()) await clock.waitUntil(dueUs, signal);
        if (signal.aborted) return;
        if (event.type === "health") sink.health(event.sensorId, event.status, event.reason, dueUs);
        if (event.type !== "look") continue;
        const { look } = event;
        const detections = look.detections.map((each) => ({
          ...each,
          sensedUs: each.sensedUs + byUs,
        }));
        sink.look(
          { ...look, fromUs: look.fromUs + byUs, toUs: look.toUs + byUs, detections },
          dueUs,
        );
      }
      over();
    },
  };
}
