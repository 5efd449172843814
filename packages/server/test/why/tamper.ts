import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MemoryDisk, type RandomStream, type Scenario, stream } from "@tocsin/sim";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { listSegments } from "../../src/journal/segment-name.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { makeReport } from "../../src/report/make-report.ts";
import { checkReport } from "../../src/report/verify-report.ts";
import type { WhyQuery } from "../../src/run/answer-why.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { drawCase } from "./draw-case.ts";

/** A journal, a report made from it, and the key that signed it. */
export interface ReportedCase {
  readonly scenario: Scenario;
  readonly journal: string;
  readonly publicKey: string;
  readonly query: WhyQuery;
  readonly page: string;
}

export interface TamperFigures {
  readonly ofPage: number;
  readonly ofJournal: number;
  /** What was done and not found. */
  readonly missed: readonly string[];
}

/** Lets one drawn flight happen, and reports why its people were not warned. */
export async function reportedCase(dataDir: string): Promise<ReportedCase> {
  const drawn = drawCase(7_500_018, "several");
  const scenario = drawn.scenario(drawn.faults);
  const { report } = await runScenario({ scenario, dataDir, channels: () => [] });
  const { flight } = drawn;
  const query: WhyQuery = {
    of: "place",
    place: "house",
    atUs: scenario.startUs + flight.arrivesS * 1_000_000,
    withinS: 60,
    heightM: flight.heightM,
    speedMps: flight.speedMps,
    fromDeg: flight.fromDeg,
    flownS: flight.arrivesS - flight.fromS,
  };
  const [publicKey = ""] = verifyJournal(report.journal).publicKeys;
  return {
    scenario,
    journal: report.journal,
    publicKey,
    query,
    page: makeReport(report.journal, query),
  };
}

/** Changes random bytes of the page or of the journal, as often as wanted, and asks each time whether both are what they were. */
export function tamper(
  { journal, publicKey, query, page }: ReportedCase,
  { edits, seed }: { readonly edits: number; readonly seed: number },
): TamperFigures {
  const random = stream(seed, "tamper");
  const segments = segmentsOf(journal);
  const names = [...segments.keys()];
  const bytes = Buffer.from(page);
  const asked = JSON.stringify(query);
  const make = (other: WhyQuery): string | null =>
    JSON.stringify(other) === asked ? page : madeOr(journal, other);
  const isFound = (edited: string, disk: MemoryDisk): boolean =>
    !checkReport(edited, { journal: disk, publicKey, make }).ok;
  const whole = diskOf(segments);
  const missed: string[] = [];
  let ofPage = 0;
  for (let i = 0; i < edits; i++) {
    if (i % 2 === 0) {
      ofPage++;
      const { edited, words } = edit(random, bytes);
      const text = textOf(edited);
      if (text !== null && !isFound(text, whole)) missed.push(`page: ${words}`);
      continue;
    }
    const name = names[Math.floor(random.unit() * names.length)];
    const { edited, words } = edit(random, segments.get(name) ?? Buffer.alloc(0));
    const disk = diskOf(new Map(segments).set(name, edited));
    if (!isFound(page, disk)) missed.push(`${name}: ${words}`);
  }
  return { ofPage, ofJournal: edits - ofPage, missed };
}

const segmentsOf = (journal: string): Map<string, Buffer> => {
  const disk = openNodeDisk(journal);
  return new Map(
    listSegments(disk.list()).map(({ name }) => [name, readFileSync(join(journal, name))]),
  );
};

function diskOf(segments: ReadonlyMap<string, Buffer>): MemoryDisk {
  const disk = new MemoryDisk();
  for (const [name, content] of segments) disk.put(name, content);
  return disk;
}

/** null: what a question that was changed asks is not in the journal. */
function madeOr(journal: string, query: WhyQuery): string | null {
  try {
    return makeReport(journal, query);
  } catch {
    return null;
  }
}

/** null where it is no text any more, which whoever reads it says. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One change of some bytes, which always leaves other bytes than there were. */
export function edit(
  random: RandomStream,
  bytes: Buffer,
): { readonly edited: Buffer; readonly words: string } {
  const at = Math.floor(random.unit() * bytes.length);
  const byte = Math.floor(random.unit() * 256);
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at + 1);
  const changed = byte === bytes[at] ? byte ^ 1 : byte;
  switch (Math.floor(random.unit() * 5)) {
    case 0:
      return { edited: Buffer.concat([before, after]), words: `byte ${at} left out` };
    case 1:
      return {
        edited: Buffer.concat([before, Buffer.of(byte), bytes.subarray(at)]),
        words: `${byte} put in at ${at}`,
      };
    case 2:
      return { edited: Buffer.from(before), words: `cut at ${at}` };
    case 3: {
      const bit = 1 << Math.floor(random.unit() * 8);
      const flipped = (bytes[at] ?? 0) ^ bit;
      return {
        edited: Buffer.concat([before, Buffer.of(flipped), after]),
        words: `bit ${bit} of byte ${at}`,
      };
    }
    default:
      return {
        edited: Buffer.concat([before, Buffer.of(changed), after]),
        words: `byte ${at} made ${changed}`,
      };
  }
}
