import { parseArgs } from "node:util";
import { callsOf, CALLS_MAX, mostAtOnce } from "./calls.ts";
import { type CrowdedMinutes, toldIn } from "./crowded-minutes.ts";

/** `npm run prove -- operator-load --salvo N --sensors N --seed S`: how often a terminal calls for its operator while too much happens. */
const { values } = parseArgs({
  options: {
    salvo: { type: "string", default: "50" },
    sensors: { type: "string", default: "30" },
    areas: { type: "string", default: "5" },
    seeds: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const [salvo, sensors, areas, seeds, from] = [
  values.salvo,
  values.sensors,
  values.areas,
  values.seeds,
  values.seed,
].map(Number);
const few = { sensors: 2, areas: 5, objects: 0, outages: [], durationS: 900 };
const all = (count: number, fromS: number, toS: number): CrowdedMinutes["outages"] =>
  Array.from({ length: count }, (_, sensor) => ({ sensor, fromS, toS }));
const plans = Array.from({ length: seeds }, (_seed, i): readonly CrowdedMinutes[] => {
  const seed = from + i;
  return [
    { ...few, name: `salvo of ${salvo}`, objects: salvo, seed },
    {
      ...few,
      name: `loss of ${sensors} sensors`,
      sensors,
      areas,
      durationS: 300,
      outages: all(sensors, 40, 120),
      seed,
    },
    {
      ...few,
      name: "a sensor that comes and goes",
      outages: Array.from({ length: 20 }, (_, each) => ({
        sensor: 0,
        fromS: 40 + 40 * each,
        toS: 60 + 40 * each,
      })),
      seed,
    },
  ];
}).flat();
const lines = [
  `operator load: lines on a terminal that call for somebody, commit ${values.commit}, seeds ${from} to ${from + seeds - 1}`,
];
let broken = 0;
for (const plan of plans) {
  process.stderr.write(`  ${plan.name}, seed ${plan.seed}\n`);
  const beganMs = process.cpuUsage().user / 1_000;
  const told = await toldIn(plan);
  const calls = callsOf(told);
  const most = mostAtOnce(calls);
  if (most > CALLS_MAX) broken++;
  const cpuS = (process.cpuUsage().user / 1_000 - beganMs) / 1_000;
  lines.push(
    `${plan.name}, seed ${plan.seed}: ${told.length} lines, ${calls.length} calls, at most ${most} in ten minutes${most > CALLS_MAX ? " BREACH" : ""}; ${cpuS.toFixed(1)} s of processor`,
  );
}
lines.push(broken === 0 ? `none over ${CALLS_MAX}` : "BROKEN");
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = broken === 0 ? 0 : 1;
