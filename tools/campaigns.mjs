/**
 * What is promised, tried at full length. Each campaign prints what its figures show, and ends with 1 where a promise broke; `options`
 * are all that it takes, with what stands there otherwise, `flags` what Node takes before it, `says` is what it tries.
 */
export const CAMPAIGNS = {
  faults: {
    path: "packages/server/test/faults/prove.ts",
    options: { seeds: "100", from: "1" },
    says: "the post in a world of faults: crashes, disks, lost and late looks, failing channels",
  },
  lifecycle: {
    path: "packages/core/test/lifecycle/prove.ts",
    options: { commands: "1000000", seed: "1" },
    says: "random commands against the model of the life cycle of warnings",
  },
  kill: {
    path: "packages/server/test/sirens/prove.ts",
    options: { rounds: "24", seed: "1", falls: "8", hold: "30" },
    says: "the broker, a siren and the post killed at every moment of a warning",
  },
  kills: {
    path: "packages/server/test/kills/prove.ts",
    options: { kills: "200", seed: "1" },
    says: "a post killed at any record, sync, piece of a step and message of salvos, and started again",
  },
  cuts: {
    path: "packages/console/test/cuts/prove.ts",
    // Of a browser's, which a page falls back on.
    flags: ["--experimental-eventsource", "--no-warnings"],
    options: { cuts: "500", pages: "50", longest: "45", seed: "1" },
    says: "people's pages cut off from their post while it warns, loudly and without a word",
  },
  clock: {
    path: "packages/server/test/clock/prove.ts",
    options: { steps: "10", seed: "1" },
    says: "the wall clock stepped by a second to a day under a post that is attacked and one that is not",
  },
  supervision: {
    path: "packages/server/test/supervision/prove.ts",
    options: { sensors: "50", sirens: "10", rounds: "2", threads: "50", seed: "1" },
    says: "sensors that fall silent, sirens and threads of the post that stand still, and when the post says so",
  },
  malformed: {
    path: "packages/server/test/malformed/prove.ts",
    // What a case takes is seen before it is collected.
    flags: ["--min-semi-space-size=128", "--max-semi-space-size=128"],
    options: { cases: "100000", seed: "1" },
    says: "cut, flipped and random octets for every parser of what comes from outside",
  },
  power: {
    path: "packages/server/test/journal/prove-power.ts",
    options: { records: "60", tear: "2", fail: "9" },
    says: "power lost before every operation of the journal's disk, in every way, with and without failing disks",
  },
  "operator-load": {
    path: "packages/server/test/attention/prove.ts",
    options: { salvo: "50", sensors: "30", areas: "5", seeds: "2", seed: "1" },
    says: "how often a terminal calls for its operator in a salvo, when sensors are lost, and when one comes and goes",
  },
  "two-person": {
    path: "packages/server/test/doors/prove.ts",
    options: { sequences: "10000", seed: "1", from: "0" },
    says: "adversaries at every door against the rule of two",
  },
  scenarios: {
    path: "packages/sim/test/draws/prove.ts",
    options: { draws: "100", seed: "1" },
    says: "drawn attacks, attacks that birds may hide, and harmless skies, under troubled feeds: missed, and false",
  },
  library: {
    path: "packages/sim/test/library/prove.ts",
    options: { only: null, kind: null },
    says: "attacks and harmless skies made by hand, each with its right answer: missed, and false",
  },
  recordings: {
    path: "packages/sim/test/recordings/prove.ts",
    options: { places: "12", seed: "1" },
    says: "sites under aircraft and drones that others recorded: false alarms in 1,000 site-hours",
  },
  load: {
    path: "packages/server/test/load/prove.ts",
    options: { seconds: "60", detections: "2000", tracks: "500", areas: "200" },
    says: "one post under a steady load: delays, memory, processor",
  },
  why: {
    path: "packages/server/test/why/prove.ts",
    options: { single: "200", several: "200", seed: "7", kept: null },
    says: "why, what if and repairs against what was broken; what is kept in a file is gone on from",
  },
  inquiry: {
    path: "packages/inquiry/test/fuzz/prove.ts",
    options: { texts: "10000", seed: "7" },
    says: "random texts of all scripts and encodings, and whether each range read of them is exact",
  },
  report: {
    path: "packages/server/test/why/prove-report.ts",
    options: { edits: "10000", seed: "7" },
    says: "random edits of a report and its journal",
  },
  bundle: {
    path: "packages/server/test/why/prove-bundle.ts",
    options: { edits: "10000", seed: "7" },
    says: "random edits of a bundle of evidence",
  },
};

const optionText = ([name, value]) =>
  value === null ? `[--${name} ${name === "kept" ? "FILE" : "NAME"}]` : `[--${name} ${value}]`;

/** How one campaign is run, with what it takes where nothing is given. */
export function campaignHelp(name) {
  const { options, says } = CAMPAIGNS[name];
  const words = Object.entries(options).map(optionText).join(" ");
  return `npm run prove -- ${name} ${words}\n  ${says}\n`;
}

/** All of them; without a name it is that of faults. */
export const help = () =>
  `npm run prove -- CAMPAIGN [options]: what is promised, tried at full length; without a name, faults\n${Object.keys(
    CAMPAIGNS,
  )
    .map(campaignHelp)
    .join("")}`;
