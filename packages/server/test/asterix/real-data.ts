import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openAsterixRecording } from "../../src/adapters/asterix/open-recording.ts";
import type { ReceivedDatagram } from "../../src/sources/received-datagram.ts";
import { collect } from "./collect.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** The path of a real recording, whether or not it is there. */
export const realPath = (name: string): string =>
  join(process.env["TOCSIN_DATA"] ?? join(root, "../shared/data"), "asterix", name);

/** Why tests on a recording are skipped, or false where it is there: `describe.skipIf(absent("…"))`. */
export function absent(name: string): boolean {
  if (existsSync(realPath(name))) return false;
  process.stderr.write(`skipped: ${realPath(name)} is absent (set TOCSIN_DATA)\n`);
  return true;
}

export const RADARS = "cat_034_048.pcap";
export const TRACKER = "asterix.pcap";

/** All datagrams of a recording. */
export async function datagramsOf(path: string): Promise<readonly ReceivedDatagram[]> {
  const opened = await openAsterixRecording(path);
  if (!opened.ok) throw new Error(opened.reason);
  return collect(opened.recording.datagrams);
}
