import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** The path of a real recording, whether or not it is there. */
export const realPath = (name: string): string =>
  join(process.env["TOCSIN_DATA"] ?? join(root, "../shared/data"), name);

/** Why tests on a recording are skipped, or false where it is there: `describe.skipIf(absent("…"))`. */
export function absent(name: string): boolean {
  if (existsSync(realPath(name))) return false;
  process.stderr.write(`skipped: ${realPath(name)} is absent (set TOCSIN_DATA)\n`);
  return true;
}

export const GOLDEN = "adsb/modes_golden_300.json";
export const BEAST = "adsb/sample_dump1090.beast";
export const TRACE = "adsb/readsb_trace_full_ac671b.json";
export const SPOOFING = "tracks/noisy_spoofing.json.gz";

export const readReal = (name: string): Buffer => readFileSync(realPath(name));

export const octetsOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
