import { parseArgs } from "node:util";
import { MOSQUITTO } from "../sirens/broker.ts";
import { seenWithinS, stoppedSensors } from "./stopped-sensors.ts";
import { stoppedErrands } from "./stopped-errands.ts";
import { STILL_SEEN_S, stoppedThreads } from "./stopped-threads.ts";
import { SIREN_SEEN_S, stoppedSirens } from "./stopped-sirens.ts";

/** `npm run prove -- supervision --sensors N --sirens N --rounds N --threads N --seed S`: sensors, sirens, threads of the post and the process of its drill stopped, and when the post says so. */
const { values } = parseArgs({
  options: {
    sensors: { type: "string", default: "50" },
    sirens: { type: "string", default: "10" },
    rounds: { type: "string", default: "2" },
    threads: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const seed = Number(values.seed);
const note = (text: string): void => void process.stderr.write(`  ${text}\n`);
note("sensors");
const sensors = await stoppedSensors(Number(values.sensors), seed);
const lateSensors = sensors.filter(
  ({ periodS, seenS }) => seenS === null || seenS > seenWithinS(periodS),
);
const shares = sensors.flatMap(({ periodS, seenS }) =>
  seenS === null ? [] : [seenS / seenWithinS(periodS)],
);
const lines = [
  `supervision: seed ${seed}, commit ${values.commit}`,
  `sensors: ${sensors.length} stops, periods of 0.5 to 8 s; the latest seen after ${(100 * Math.max(0, ...shares)).toFixed(0)} % of its time (three periods, at least 5 s), ${lateSensors.length} late`,
];
let late = lateSensors.length;
if (MOSQUITTO === undefined) lines.push("sirens: not tried, since Mosquitto is not installed");
else {
  const seen = await stoppedSirens({
    sirens: Number(values.sirens),
    rounds: Number(values.rounds),
    seed,
    progress: note,
  });
  const lateSirens = seen.filter((each) => each === null || each > SIREN_SEEN_S).length;
  late += lateSirens;
  lines.push(
    `sirens: ${seen.length} stops; the latest seen after ${Math.max(0, ...seen.map((each) => each ?? Infinity)).toFixed(1)} s (promised: ${SIREN_SEEN_S} s), ${lateSirens} late`,
  );
}
const stops = Number(values.threads);
const still = {
  ...(await stoppedThreads({ stops, seed, progress: note })),
  ...(await stoppedErrands({ stops, progress: note })),
};
for (const [name, times] of Object.entries(still)) {
  const lateStops = times.filter((each) => each === null || each > STILL_SEEN_S).length;
  late += lateStops;
  const latestS = Math.max(0, ...times.map((each) => each ?? Infinity));
  lines.push(
    `${name}: ${times.length} stops; the latest seen after ${latestS.toFixed(2)} s (promised: ${STILL_SEEN_S} s), ${lateStops} late`,
  );
}
lines.push(late === 0 ? "none late" : "BROKEN");
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = late === 0 ? 0 : 1;
