import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { channelId, type Change, Runs, type WhatIfReport } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import type { Scenario, Simulation } from "@tocsin/sim";
import { askJournal, type AskedJournal, nearestOf } from "../../src/counterfactual/ask-what-if.ts";
import { parseChange } from "../../src/counterfactual/parse-change.ts";
import type { WhyQuery } from "../../src/run/answer-why.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { type DrawnCase, type DrawnFault, type FaultKind } from "./draw-case.ts";

/** What was found of one case; `wrong` is empty when all that was said of it is right. */
export interface CheckedCase {
  readonly seed: number;
  readonly how: "single" | "several";
  readonly faults: readonly string[];
  readonly acted: boolean;
  readonly links: number;
  readonly sets: number;
  readonly runs: number;
  readonly wrong: readonly string[];
}

/** Subsets of the repairs that are run one by one, all of them where there are no more. */
const SUBSETS_MAX = 512;

/** Lets a drawn case happen, asks why and what if, and holds the answers against what was broken. */
export async function checkCase(drawn: DrawnCase): Promise<CheckedCase> {
  const wrong: string[] = [];
  const check = (holds: boolean, words: string): void => {
    if (!holds) wrong.push(words);
  };
  const { asked, report } = await happened(drawn, drawn.faults);
  const idle = await idleOf(drawn);
  const enough = { ...drawn, faults: drawn.faults.filter((fault) => !idle.has(keyOf(fault))) };
  const expectedSets = minimalSets(enough);
  const shouldAct = expectedSets.length === 0;
  check(report.acted === shouldAct, `acted ${report.acted}, and not ${shouldAct}`);
  check(asked.reproduced, "the record is not reproduced");
  if (shouldAct) checkStandIns(drawn, asked, check);
  else {
    checkLinks(enough, report, { check, idle });
    checkSets(drawn, report, expectedSets, check);
    checkRuns(asked, report, check);
    // Said of the record; and so it is in the world: with only these mended, everything else as it was, people are warned.
    for (const mended of expectedSets.slice(0, 1)) {
      const left = drawn.faults.filter((fault) => !mended.includes(keyOf(fault)));
      const world = await happened(drawn, left);
      check(world.report.acted, `without ${mended.join(" ")} people are still not warned`);
    }
  }
  return {
    seed: drawn.seed,
    how: drawn.how,
    faults: drawn.faults.map(keyOf),
    acted: report.acted,
    links: report.links.length,
    sets: report.sets.length,
    runs: report.runs,
    wrong,
  };
}

/**
 * What is broken and prevents nothing, as the world shows when only it is broken, with the sensors' faults where others stand in for them: an
 * object's height may be so uncertain, by one sensor alone or of its first looks, that nobody is sure in time that it passes over.
 */
async function idleOf(drawn: DrawnCase): Promise<ReadonlySet<string>> {
  const { sensors } = preventing(drawn);
  const stoodIn = sensors.length > 0 ? [] : drawn.faults.filter(isOfSensor);
  const idle = new Set<string>();
  for (const fault of drawn.faults.filter(({ kind }) => kind === "overflight")) {
    const world = await happened(drawn, [...stoodIn, fault]);
    if (world.report.acted) idle.add(keyOf(fault));
  }
  return idle;
}

type Check = (holds: boolean, words: string) => void;

const LINK_OF: Readonly<Record<FaultKind, string>> = {
  "sensor-down": "sensor SENSOR_DOWN",
  "sensor-silent": "sensor SENSOR_DOWN",
  range: "sensor OUT_OF_COVERAGE",
  sector: "sensor OUT_OF_COVERAGE",
  elevation: "sensor OUT_OF_COVERAGE",
  harmless: "class HARMLESS_CLASS",
  mask: "mask MASKED",
  threshold: "assessment TOO_LOW",
  overflight: "policy OVERFLIGHT",
  sustained: "policy NOT_SUSTAINED",
  sources: "policy TOO_FEW_SOURCES",
  "not-protected": "area NOT_A_PROTECTED_AREA",
  "automation-off": "automation AUTOMATION_OFF",
  inhibited: "automation INHIBITED",
  channel: "channel SENT_NOT_DELIVERED",
};
/** Codes of one fault that depend on how near a thing was. */
const SAME: Readonly<Record<string, string>> = {
  PREDICTED_MISS: "TOO_LOW",
  BELOW_THRESHOLD: "TOO_LOW",
  COMMON_CAUSE: "TOO_FEW_SOURCES",
  UNCORROBORATED: "TOO_FEW_SOURCES",
};

const isOfSensor = ({ kind }: DrawnFault): boolean => LINK_OF[kind].startsWith("sensor");
const keyOf = ({ kind, subject }: DrawnFault): string =>
  subject === null ? LINK_OF[kind] : `${LINK_OF[kind]} ${subject}`;
const keyOfLink = ({ stage, subject, code }: WhatIfReport["links"][number]): string => {
  const name = `${stage} ${SAME[code] ?? code}`;
  return stage === "sensor" || stage === "channel" ? `${name} ${subject}` : name;
};

/** The sensors' faults where none of them sees, the channels' where none delivers; empty where another stands in. */
function preventing(drawn: DrawnCase): {
  readonly sensors: readonly (readonly string[])[];
  readonly channels: readonly (readonly string[])[];
  readonly others: readonly string[];
} {
  const of = (subjects: readonly string[], faults: readonly DrawnFault[]) => {
    const each = subjects.map((id) => faults.filter(({ subject }) => subject === id).map(keyOf));
    return each.every((some) => some.length > 0) ? each : [];
  };
  const channelFaults = drawn.faults.filter(({ kind }) => kind === "channel");
  return {
    sensors: of(drawn.sensors, drawn.faults.filter(isOfSensor)),
    channels: of(drawn.channels, channelFaults),
    others: drawn.faults.filter(({ subject }) => subject === null).map(keyOf),
  };
}

/** By what was broken: everything but sensors and channels, and one sensor and one channel of those that stand in for one another. */
function minimalSets(drawn: DrawnCase): readonly (readonly string[])[] {
  const { sensors, channels, others } = preventing(drawn);
  const either = (some: readonly (readonly string[])[]) => (some.length === 0 ? [[]] : some);
  const sets = either(sensors).flatMap((ofSensor) =>
    either(channels).map((ofChannel) => [...new Set([...ofSensor, ...others, ...ofChannel])]),
  );
  return sets.filter((set) => set.length > 0);
}

/** Where another stands in for what was broken people are warned, and the chain still says what was broken. */
function checkStandIns(drawn: DrawnCase, { recorded }: AskedJournal, check: Check): void {
  for (const fault of drawn.faults) {
    const link = recorded.links.find(
      ({ stage, subject, code }) =>
        code !== null && `${stage} ${SAME[code] ?? code} ${subject}` === keyOf(fault),
    );
    check(link !== undefined, `why does not tell of ${keyOf(fault)}`);
    check(link?.prevented !== true, `why says that ${keyOf(fault)} prevented a warning`);
  }
}

/** Links reported = links broken, and each that is said to have been enough alone was. */
function checkLinks(
  drawn: DrawnCase,
  report: WhatIfReport,
  { check, idle }: { readonly check: Check; readonly idle: ReadonlySet<string> },
): void {
  const { sensors, channels, others } = preventing(drawn);
  const expected = new Set([...sensors.flat(), ...others, ...channels.flat()]);
  const told = new Set(report.links.map(keyOfLink));
  for (const key of expected) check(told.has(key), `${key} is not reported`);
  for (const key of told)
    check(expected.has(key) || idle.has(key), `${key} is reported, and was not broken`);
  for (const link of report.links) {
    if (idle.has(keyOfLink(link))) {
      check(!link.alone, `${keyOfLink(link)}: alone is true, and the world warns with it`);
      continue;
    }
    const stand = link.stage === "sensor" ? sensors : link.stage === "channel" ? channels : [];
    const alone = stand.length <= 1;
    check(link.alone === alone, `${keyOfLink(link)}: alone is ${link.alone}`);
  }
}

/** The sets, as links, are those that follow from what was broken. */
function checkSets(
  drawn: DrawnCase,
  report: WhatIfReport,
  expected: readonly (readonly string[])[],
  check: Check,
): void {
  const linkOf = new Map(
    report.links.flatMap((link) => link.repairs.map((name) => [wayOf(name), keyOfLink(link)])),
  );
  const text = (set: readonly string[]): string => set.toSorted().join(" + ");
  const told = new Set(
    report.sets.map(({ steps }) => text(steps.map(({ name }) => linkOf.get(wayOf(name)) ?? name))),
  );
  const wanted = new Set(expected.map(text));
  for (const set of wanted) check(told.has(set), `no set ${set}`);
  for (const set of told) check(wanted.has(set), `a set ${set} of ${drawn.faults.length} faults`);
}

/** A way to mend, whatever number stands in it. */
const wayOf = (name: string): string => name.slice(0, name.indexOf("="));

/** Every set, read from its words as a person would give them, changes the answer; no smaller one does, and no number one step short. */
function checkRuns(asked: AskedJournal, report: WhatIfReport, check: Check): void {
  const site = asked.incident.record.site.value;
  const read = (name: string): Change => parseChange(name, site);
  const runs = new Runs(asked.incident, asked.question);
  for (const { steps } of report.sets) {
    const names = steps.map(({ name }) => name);
    const changes = names.map(read);
    check(runs.ask(changes).acted, `${names.join(" ")} does not change the answer`);
    for (const some of subsets(changes))
      if (some.length < changes.length)
        check(!runs.ask(some).acted, `${some.map(({ name }) => name).join(" ")} is enough`);
    steps.forEach(({ name, nearest }, index) => {
      if (nearest === null || nearest.shortOf === nearest.recorded) return;
      const short = read(`${wayOf(name)}=${nearest.shortOf}`);
      check(!runs.ask(changes.with(index, short)).acted, `${short.name} is enough too`);
    });
  }
}

function subsets<T>(of: readonly T[]): readonly (readonly T[])[] {
  const count = Math.min(2 ** of.length, SUBSETS_MAX);
  return Array.from({ length: count }, (_, bits) =>
    of.filter((_one, index) => Math.floor(bits / 2 ** index) % 2 === 1),
  );
}

/** The case with some of its faults, run through the whole way into a journal, and asked about. */
async function happened(
  drawn: DrawnCase,
  faults: readonly DrawnFault[],
): Promise<{ readonly asked: AskedJournal; readonly report: WhatIfReport }> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-why-"));
  try {
    const scenario = drawn.scenario(faults);
    const run = await runScenario({
      scenario,
      dataDir: folder,
      channels: (simulation) => drawn.channels.map((id) => channel(id, simulation)),
    });
    const asked = askJournal(run.report.journal, queryOf(drawn, scenario));
    return { asked, report: nearestOf(asked) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const queryOf = ({ flight }: DrawnCase, { startUs }: Scenario): WhyQuery => ({
  of: "place",
  place: "house",
  atUs: startUs + flight.arrivesS * 1_000_000,
  withinS: 60,
  heightM: flight.heightM,
  speedMps: flight.speedMps,
  fromDeg: flight.fromDeg,
  flownS: flight.arrivesS - flight.fromS,
});

function channel(id: string, simulation: Simulation): Channel {
  const fails = simulation.channelFailures.some((failure) => failure.channelId === id);
  return {
    id: channelId(id),
    modes: ["simulation"],
    send: () =>
      Promise.resolve(
        fails
          ? { outcome: "failed", detail: "no answer" }
          : { outcome: "delivered", detail: "heard" },
      ),
    close: () => Promise.resolve(),
  };
}
