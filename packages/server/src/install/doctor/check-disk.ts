import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clock } from "@tocsin/sdk";
import { WARNING_DISK_WAIT_MS } from "../../pipeline/pipeline.ts";
import { type Finding, findingsOf, wordsOf } from "./finding.ts";

const machine = findingsOf("machine");

const FREE_WANTED_BYTES = 5e9;
const FREE_LEAST_BYTES = 200e6;
const SYNCS = 40;
const SYNC_BYTES = 4_096;

/** The folder itself, or the nearest one above it that is there: where it would be made. */
export function nearestFolder(path: string): string {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Room for the journal, and how long the disk takes to make a record safe. */
export async function checkDisk(dataDir: string, clock: Clock): Promise<readonly Finding[]> {
  const folder = nearestFolder(dataDir);
  return [await freeSpace(dataDir, folder), syncTime(dataDir, folder, clock), ...secrets(dataDir)];
}

async function freeSpace(dataDir: string, folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  const said = `${(freeBytes / 1e9).toFixed(1)} GB free for ${dataDir}`;
  if (freeBytes < FREE_LEAST_BYTES)
    return machine.broken("disk space", said, "Make room: a full disk ends the record.");
  if (freeBytes < FREE_WANTED_BYTES)
    return machine.warning("disk space", said, "Make room before it is needed.");
  return machine.ok("disk space", said);
}

function syncTime(dataDir: string, folder: string, clock: Clock): Finding {
  let trial: string;
  try {
    trial = mkdtempSync(join(folder, ".tocsin-doctor-"));
  } catch (error) {
    return machine.broken(
      "data directory",
      `${dataDir}: ${wordsOf(error)}`,
      "Let the user that runs Tocsin write there.",
    );
  }
  const times: number[] = [];
  try {
    const descriptor = openSync(join(trial, "trial"), "ax", 0o600);
    const block = new Uint8Array(SYNC_BYTES);
    for (let i = 0; i < SYNCS; i++) {
      const fromUs = clock.nowUs();
      writeSync(descriptor, block);
      fdatasyncSync(descriptor);
      times.push((clock.nowUs() - fromUs) / 1000);
    }
    closeSync(descriptor);
  } catch (error) {
    return machine.broken("data directory", `${dataDir}: ${wordsOf(error)}`, "Check the disk.");
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
  times.sort((a, b) => a - b);
  const [median, worst] = [times[SYNCS / 2], times[SYNCS - 1]];
  const said = `a record is on the disk in ${median.toFixed(1)} ms (median), ${worst.toFixed(1)} ms (worst of ${SYNCS})`;
  if (median > WARNING_DISK_WAIT_MS)
    return machine.broken(
      "disk",
      said,
      `A warning waits ${WARNING_DISK_WAIT_MS} ms for it: every one would leave unrecorded. Use a faster disk.`,
    );
  if (worst > WARNING_DISK_WAIT_MS)
    return machine.warning(
      "disk",
      said,
      `A warning waits at most ${WARNING_DISK_WAIT_MS} ms for it, and then leaves unrecorded.`,
    );
  return machine.ok("disk", said);
}

/** What lies in the data directory is its owner's alone. */
function secrets(dataDir: string): readonly Finding[] {
  const paths = [
    { path: dataDir, wanted: "700" },
    { path: join(dataDir, "journal"), wanted: "700" },
    { path: join(dataDir, "journal", "journal-key.pem"), wanted: "600" },
  ].filter(({ path }) => existsSync(path));
  const open = paths.filter(({ path }) => (statSync(path).mode & 0o077) !== 0);
  if (paths.length === 0) return [];
  if (open.length === 0)
    return [machine.ok("permissions", "the data directory and its key are their owner's alone")];
  return open.map(({ path, wanted }) =>
    (path.endsWith(".pem") ? machine.broken : machine.warning)(
      "permissions",
      `${path} is open to others`,
      `Run: chmod ${wanted} ${path}`,
    ),
  );
}
