import { replayCase } from "../src/cases/case-state.ts";
import { type Figures, ratesOf } from "./figures.ts";
import {
  goldAccounts,
  goldClaims,
  goldContradictions,
  goldFurniture,
  goldWires,
  hasInquiryData,
  taggedSentences,
} from "./inquiry-data.ts";
import { scoreAttribution } from "./score-attribution.ts";
import { keyedReports } from "./muc-data.ts";
import {
  accountsIn,
  OWN_SETS,
  type OwnAccount,
  ownAccounts,
  scoreAccounts,
} from "./score-accounts.ts";
import { scoreCasualties } from "./score-casualties.ts";
import { scoreClaims } from "./score-claims.ts";
import { scoreContradictions } from "./score-contradictions.ts";
import { scoreFurniture } from "./score-furniture.ts";
import { scoreWires } from "./score-wires.ts";

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const figures = (name: string, of: Figures, goal: string): void => {
  const { precision, recall, f1 } = ratesOf(of);
  print(
    `${name.padEnd(36)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}   (${of.right} right, ${of.wrong} wrong, ${of.missed} missed; goal ${goal})`,
  );
};

/** With `--misses` what is missed and what is proposed besides is listed. */
const list = (kind: string, lines: readonly string[]): void => {
  if (process.argv.includes("--misses")) for (const line of lines) print(`  ${kind}  ${line}`);
};

/** Before anything else has run, as a person waits for who adds four accounts, and again when it has run ten times. */
function timeFourAccounts(): void {
  const texts = new Map(
    goldAccounts().map(({ file, text }) => [file.slice(4, 20).padEnd(64, "0"), text]),
  );
  const actions = [...texts.keys()].map((sha256, i) => ({
    kind: "account" as const,
    accountId: `${i}`,
    sha256,
    source: "bench",
    title: null,
    published: null,
    by: "bench",
    at: "2026-01-01T00:00:00Z",
  }));
  const timesMs = Array.from({ length: 11 }, () => {
    const before = process.threadCpuUsage();
    replayCase(actions, (sha256) => texts.get(sha256) ?? "");
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  const cold = timesMs[0] ?? 0;
  const warm = Math.min(...timesMs.slice(1));
  print(
    `${"four accounts, read and compared".padEnd(36)} ${cold.toFixed(0)} ms of this thread's processor time in a process that has read nothing yet, ${warm.toFixed(0)} ms later (goal 200 ms)`,
  );
}

function ownFigures(name: string, accounts: readonly OwnAccount[], listed: boolean): void {
  const own = scoreAccounts(accounts);
  figures(`own accounts, ${name}`, own.facts, "0.88 / 0.75");
  print(
    `${"".padEnd(36)} speaker ${own.speakersRight} of ${own.speakersRight + own.speakersOther}, wrong person ${own.misattributed.length}, polarity, hedge and population ${own.asksRight} of ${own.asksRight + own.asksOther.length}`,
  );
  if (!listed) return;
  list("missed", own.misses);
  list("extra", own.extras);
  list("speaker", own.otherSpeakers);
  list("asked", own.asksOther);
}

const others = process.argv.indexOf("--accounts");
if (others !== -1) {
  const folder = process.argv[others + 1] ?? ".";
  ownFigures(folder, accountsIn(folder), true);
  process.exit(0);
}

if (hasInquiryData()) timeFourAccounts();

for (const which of OWN_SETS) {
  const closed = which.endsWith("closed");
  if (closed && !process.argv.includes("--closed")) continue;
  ownFigures(which, ownAccounts(which), !closed);
}

if (!hasInquiryData()) {
  print(
    "The test accounts and their gold are not here: set TOCSIN_DATA to the folder that has inquiry/.",
  );
  process.exit(0);
}

const accounts = goldAccounts();
const claims = scoreClaims(accounts, goldClaims());
figures("facts of the four reports", claims.facts, "0.93 / 0.95");
print(
  `${"kind of speaker".padEnd(34)} ${claims.speakersRight} of ${claims.speakersRight + claims.speakersOther} as in the gold; ${claims.misattributed.length} attributed to a wrong person (goal 0)`,
);
list("missed", claims.misses);
list("extra", claims.extras);
for (const wrong of claims.misattributed) print(`  wrong person  ${wrong}`);

const furniture = scoreFurniture(accounts, goldFurniture());
figures("furniture", furniture.ranges, "no false fact");
print(`${"facts read out of furniture".padEnd(34)} ${furniture.falseFacts.length} (goal 0)`);

const wires = scoreWires(accounts, goldWires());
figures("shared passages", wires.passages, "0.95 / 0.85");
figures("pairs of articles", wires.articlePairs, "0.95 / 0.90");
list("missed", wires.misses);

const contradictions = scoreContradictions(accounts, goldClaims(), goldContradictions());
print(
  `${"contradictions".padEnd(36)} ${contradictions.right.length} of ${contradictions.right.length + contradictions.missed.length} with the right kind`,
);
for (const miss of contradictions.missed) print(`  missed  ${miss}`);

const attribution = scoreAttribution(taggedSentences());
figures("PolNeAR validation, source", attribution.source, "F1 0.60");
figures("PolNeAR validation, cue", attribution.cue, "F1 0.58");
figures("PolNeAR validation, content", attribution.content, "F1 0.52");

const reports = keyedReports();
const half = (from: number, to: number): typeof reports =>
  reports.filter(({ id }) => Number(id.slice(-4)) >= from && Number(id.slice(-4)) <= to);
for (const [name, part] of [
  ["looked into", half(1, 400)],
  ["counted only", half(401, 600)],
] as const) {
  const casualties = scoreCasualties(part);
  figures(`MUC casualties, ${name}`, casualties.figures, "0.80 / 0.75");
  if (name === "looked into") {
    list("missed", casualties.misses);
    list("extra", casualties.extras);
  }
}
