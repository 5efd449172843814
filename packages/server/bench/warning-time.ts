/**
 * Predicted warning time against flown approaches: `node packages/server/bench/warning-time.ts [--sites 40] [--seed 1] [--flights 41] [--most 401]
 * [--orders 7] [--aim middle]`. Each site is drawn: one or two radars, with or without a radar's model, somewhere about one area. Of each, one
 * approach is drawn, what a planner would be told of it is worked out, and it is flown through the whole engine to the first confirmed
 * track, `flights` times and on until the median is known to half a look, `most` times at most; `orders` of them to the end.
 */
import { parseArgs } from "node:util";
import { type WarningTime, warningTimes } from "@tocsin/core";
import {
  approachScenario,
  BEARINGS,
  type DrawnApproach,
  drawApproach,
  type Flown,
  flyApproach,
} from "./drawn-approach.ts";
import { mean, quantile } from "./statistics.ts";

const { values } = parseArgs({
  options: {
    sites: { type: "string", default: "40" },
    flights: { type: "string", default: "41" },
    most: { type: "string", default: "401" },
    orders: { type: "string", default: "7" },
    seed: { type: "string", default: "1" },
    // Where what falls comes down: in the middle, or at the near edge.
    aim: { type: "string", default: "middle" },
    // Only the drawn site of this seed.
    only: { type: "string" },
  },
});

interface Compared {
  readonly seed: number;
  readonly drawn: DrawnApproach;
  readonly told: WarningTime;
  readonly trackedS: readonly number[];
  readonly flown: readonly Flown[];
}

const aim = values.aim === "edge" ? "edge" : "middle";

const [least, most, orders] = [values.flights, values.most, values.orders].map(Number);

/** Whether the median is known to half a look, with 95 %: between the order statistics n/2 ± 0.98·√n (H. A. David and H. N. Nagaraja, 2003, Order Statistics, section 7.1). */
function isKnown(flights: readonly Flown[], periodS: number): boolean {
  const sorted = flights.map(({ trackedS }) => trackedS ?? 0).sort((a, b) => a - b);
  const [half, reach] = [sorted.length / 2, 0.98 * Math.sqrt(sorted.length)];
  return sorted[Math.ceil(half + reach) - 1] - sorted[Math.floor(half - reach)] <= periodS;
}

function compare(seed: number): Compared {
  const drawn = drawApproach(seed);
  const { site, threat, bearing } = drawn;
  const told = warningTimes({ site, threats: [threat], bearings: BEARINGS })[bearing];
  const scenario = approachScenario(drawn, told, aim);
  const flights: Flown[] = [];
  while (flights.length < least || (flights.length < most && !isKnown(flights, drawn.periodS))) {
    const k = flights.length;
    flights.push(flyApproach(scenario, 1000 * seed + k, k < orders ? "end" : "tracked"));
  }
  return {
    seed,
    drawn,
    told,
    trackedS: flights.map((each) => each.trackedS ?? 0),
    flown: flights.slice(0, orders),
  };
}

const offBy = ({ trackedS, told, drawn }: Compared): number =>
  (quantile([...trackedS], 0.5) - told.likelyS) / drawn.periodS;

function line(of: Compared): string {
  const { seed, drawn, told, trackedS, flown } = of;
  const [low, middle, high] = [0.1, 0.5, 0.9].map((q) => quantile([...trackedS], q).toFixed(1));
  const ordered = quantile(
    flown.map(({ orderedS }) => orderedS ?? 0),
    0.5,
  );
  const off = offBy(of);
  return `${seed}\t${drawn.threat.kind.padEnd(26)} T ${drawn.periodS} likely ${told.likelyS.toFixed(1)} flown ${middle} (${low} to ${high}) in ${trackedS.length} flights${Math.abs(off) > 1 ? " OFF" : ""} ${off.toFixed(2)} looks; dependable ${told.trackedS.toFixed(1)} (${told.limitedBy}); order likely ${told.likelyOrderedS.toFixed(1)} flown ${ordered.toFixed(1)} dependable ${told.orderedS.toFixed(1)}\n`;
}

const from = Number(values.seed);
const seeds =
  values.only === undefined
    ? Array.from({ length: Number(values.sites) }, (_, i) => from + i)
    : values.only.split(",").map(Number);
const all = seeds.map((seed) => {
  const one = compare(seed);
  process.stdout.write(line(one));
  return one;
});
for (const path of ["level", "arc"]) {
  const own = all.filter(({ drawn }) => drawn.threat.path === path);
  if (own.length === 0) continue;
  const off = own.map(offBy);
  const orderedOff = own.flatMap(({ flown, told }) =>
    flown.map(({ orderedS }) => (orderedS ?? 0) - told.likelyOrderedS),
  );
  const kept = own.flatMap(({ flown, told }) =>
    flown.map(({ orderedS }) => (orderedS ?? 0) >= told.orderedS),
  );
  process.stdout.write(
    `${path}: median − likely in looks: mean ${mean(off).toFixed(2)}, 5 % ${quantile(off, 0.05).toFixed(2)}, 95 % ${quantile(off, 0.95).toFixed(2)}; order flown − likely, flight by flight: median ${quantile(orderedOff, 0.5).toFixed(1)} s, 5 % ${quantile(orderedOff, 0.05).toFixed(1)} s, 95 % ${quantile(orderedOff, 0.95).toFixed(1)} s; ordered no later than the dependable one in ${kept.filter(Boolean).length} of ${kept.length}\n`,
  );
}
const flights = all.flatMap(({ trackedS, told }) => trackedS.map((s) => s - told.trackedS));
process.stdout.write(
  `${all.length} approaches: median within one look of the likely track in ${all.filter((one) => Math.abs(offBy(one)) <= 1).length}; ${flights.filter((s) => s >= -1e-6).length} of ${flights.length} flights tracked no later than the dependable one (90 % are told)\n`,
);
