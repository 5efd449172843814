import type { TimeUs } from "@tocsin/core";
import type { Adapter, Clock } from "@tocsin/sdk";
import { type Scenario, simulate } from "@tocsin/sim";

/** Plays a scenario's looks and reports as if they were sensed now. Sensors must bear the names of the site file's. */
export function createSimulationAdapter(id: string, scenario: Scenario, clock: Clock): Adapter {
  return {
    id,
    async run(sink, signal) {
      const simulation = simulate(scenario);
      const offsetUs = clock.nowUs() - simulation.startUs;
      for (const event of simulation.events()) {
        const dueUs: TimeUs = event.receivedUs + offsetUs;
        if (dueUs > clock.nowUs()) await clock.waitUntil(dueUs, signal);
        if (signal.aborted) return;
        if (event.type === "health") sink.health(event.sensorId, event.status, event.reason, dueUs);
        if (event.type !== "look") continue;
        const { look } = event;
        sink.look(
          {
            ...look,
            fromUs: look.fromUs + offsetUs,
            toUs: look.toUs + offsetUs,
            detections: look.detections.map((d) => ({ ...d, sensedUs: d.sensedUs + offsetUs })),
          },
          dueUs,
        );
      }
    },
  };
}
