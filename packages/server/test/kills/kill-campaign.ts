import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Warning, warningKey } from "@tocsin/core";
import { stream } from "@tocsin/sim";
import { readJournal } from "../../src/journal/read-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";

const LIFE = new URL("./life.ts", import.meta.url).pathname;
/** In what a life dies, and after how many moments at the most: a salvo has some two thousand, and six for each of its messages. */
const DEATHS = [
  { counted: "all", most: 500 },
  // With what the life before has left undone.
  { counted: "all", most: 60 },
  { counted: "messages", most: 12 },
  { counted: "messages", most: 6 },
] as const;

/** A message as it left. */
interface Sent {
  readonly warning: Warning;
  readonly recorded: boolean;
}
export interface KillResult {
  readonly kills: number;
  readonly salvos: number;
  /** Messages that left, again ones included. */
  readonly sent: number;
  /** The same message once more, after a start. */
  readonly again: number;
  /** Messages that are in a journal. */
  readonly recorded: number;
  readonly breaches: readonly string[];
}

/** Kills a post again and again while it works through salvos, until it was killed so often; each salvo goes on over as many lives as it takes. */
export async function killCampaign(options: {
  readonly kills: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-kills-"));
  const random = stream(options.seed, "kills");
  const result = { kills: 0, salvos: 0, sent: 0, again: 0, recorded: 0 };
  const breaches: string[] = [];
  try {
    while (result.kills < options.kills) {
      const seed = options.seed * 1_000 + result.salvos;
      const directory = mkdtempSync(join(folder, "salvo-"));
      const said: Sent[] = [];
      for (let isOver = false; !isOver; ) {
        const { counted, most } = DEATHS[Math.floor(random.uniform(0, DEATHS.length))];
        const isLast = result.kills === options.kills;
        const moment = isLast ? Infinity : 1 + Math.floor(random.uniform(0, most));
        const death = [String(moment), counted];
        const life = await live({ directory, seed, death, cache: join(folder, "compiled") });
        said.push(...life.sent);
        if (life.killed) result.kills++;
        isOver = !life.killed;
      }
      result.salvos++;
      const found = judge(directory, said);
      breaches.push(...found.breaches.map((breach) => `salvo ${seed}: ${breach}`));
      result.sent += said.length;
      result.again += found.again;
      result.recorded += found.recorded;
      options.progress(`salvo ${seed}: ${result.kills} kills so far`);
      rmSync(directory, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...result, breaches };
}

/** Until it dies or the salvo is over. Rejects when it ends otherwise. */
async function live(of: {
  readonly directory: string;
  readonly seed: number;
  /** When, and what counts. */
  readonly death: readonly string[];
  readonly cache: string;
}): Promise<{ readonly killed: boolean; readonly sent: readonly Sent[] }> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", LIFE, of.directory, String(of.seed), ...of.death],
    {
      stdio: ["ignore", "pipe", "pipe"],
      // Kept over all lives, so that one takes a second and not two.
      env: { ...process.env, NODE_COMPILE_CACHE: of.cache },
    },
  );
  let [said, wrong] = ["", ""];
  child.stdout.on("data", (piece: Buffer) => (said += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (wrong += piece.toString()));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`a life ended by itself: ${wrong}`);
  const lines = said.split("\n").filter((line) => line !== "");
  const sent = lines.flatMap((line) => {
    const parsed = JSON.parse(line) as Partial<Sent>;
    return parsed.warning === undefined ? [] : [parsed as Sent];
  });
  return { killed: signal === "SIGKILL", sent };
}

const nameOf = (warning: Warning): string => `${warningKey(warning)}/${warning.version}`;

/** What a journal and what had left by its lives must have in common. */
export function judge(
  journal: string,
  said: readonly Sent[],
): { readonly breaches: readonly string[]; readonly again: number; readonly recorded: number } {
  const breaches: string[] = [];
  const { ok, gaps } = verifyJournal(journal);
  if (!ok || gaps.length > 0) breaches.push("the journal does not verify");
  if (replayJournal(journal).firstDifference !== null) breaches.push("it replays differently");
  const recorded = new Map<string, Warning>();
  for (const warning of warningsIn(journal)) {
    const name = nameOf(warning);
    if (recorded.has(name)) breaches.push(`${name} was decided twice`);
    recorded.set(name, warning);
  }
  const content = new Map<string, string>();
  let again = 0;
  for (const { warning, recorded: wasRecorded } of said.filter((one) => one.recorded)) {
    const name = nameOf(warning);
    const text = JSON.stringify(warning);
    const before = content.get(name);
    if (before !== undefined) again++;
    if (before !== undefined && before !== text) breaches.push(`${name} was said in two ways`);
    content.set(name, text);
    const kept = recorded.get(name);
    if (wasRecorded && JSON.stringify(kept) !== text)
      breaches.push(`${name} left as recorded and is not`);
  }
  // Whoever starts again owes the latest message of each area.
  const latest = new Map<string, string>();
  for (const [name, { areaId }] of recorded) latest.set(areaId, name);
  const left = new Set(said.map(({ warning }) => nameOf(warning)));
  for (const name of latest.values()) if (!left.has(name)) breaches.push(`${name} never left`);
  return { breaches, again, recorded: recorded.size };
}

function* warningsIn(journal: string): Generator<Warning> {
  for (const { type, payload } of readJournal(journal)) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect" && decoded.effect.type === "warning")
      yield decoded.effect.warning;
  }
}
