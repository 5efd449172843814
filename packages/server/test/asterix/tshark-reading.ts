import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import type { DescribedElement } from "../../src/adapters/asterix/codec/describe-record.ts";

/** One leaf of tshark's tree: the last part of its name, the octets it covers, what it shows. */
export interface Leaf {
  readonly name: string;
  readonly value: string;
  readonly show: string;
}

/** Says so where it is not. */
export function isTsharkThere(): boolean {
  const isThere = spawnSync("tshark", ["--version"]).status === 0;
  if (!isThere) process.stderr.write("skipped: tshark is not installed\n");
  return isThere;
}

/** Compares the elements of one record with the leaves of tshark's, and gives how many there were. */
export function compareElements(
  ours: readonly DescribedElement[],
  theirs: readonly Leaf[],
): number {
  expect(ours.map(({ path }) => leafName(path))).toEqual(theirs.map(({ name }) => name));
  for (const [index, element] of ours.entries()) compare(element, theirs[index]);
  return ours.length;
}

/** Two's complement of which tshark 4.0 takes the sign bit for a value, and its bits (the recording's text agrees with us). */
const SIGN_NOT_READ: Readonly<Record<string, number>> = { "048/090/FL": 14, "034/120/HGT": 16 };
/** tshark shows these without the scale that depends on another bit. */
const SHOWN_RAW: ReadonlySet<string> = new Set(["062/380/IAS/IAS", "021/150/AS"]);
/** tshark scales these by a sixteenth, which does not reach the spans that the category states (±8,192 m/s, ±31 m/s²). */
const SCALED_OTHERWISE: ReadonlySet<string> = new Set([
  "010/202/VX",
  "010/202/VY",
  "010/210/AX",
  "010/210/AY",
]);

/** tshark masks and shifts what is no whole octets, and writes its octets in hexadecimal in any case. */
function compare(element: DescribedElement, leaf: Leaf): void {
  const about = `${element.path} ${leaf.show} ${leaf.value}`;
  if (typeof element.raw === "string") {
    expect(`${about} ${element.raw}`).toBe(`${about} ${leaf.value}`);
    return;
  }
  const theirs = Number.parseInt(leaf.value, 16);
  const bits = leaf.value.length * 4;
  const width = SIGN_NOT_READ[element.path] ?? bits;
  const unsigned = element.raw < 0 ? element.raw + 2 ** width : element.raw;
  const isWhole = unsigned === theirs;
  const shown = Number(leaf.show);
  const isSignLost = SIGN_NOT_READ[element.path] !== undefined && element.raw < 0;
  const value = Number(element.value) * (isSignLost ? unsigned / element.raw : 1);
  const isScaled = SHOWN_RAW.has(element.path) ? shown === element.raw : closeTo(value, shown);
  expect([about, isWhole || isScaled]).toEqual([about, true]);
  if (element.unit === "" || SCALED_OTHERWISE.has(element.path)) return;
  expect([about, isScaled]).toEqual([about, true]);
}

const closeTo = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 + 1e-12 * Math.abs(b);

/** "048/120/RDS/0/DOP" is tshark's 048_120_RDS_DOP. An item that is one element is its VALUE. */
function leafName(path: string): string {
  const parts = path.split("/").filter((part, index) => index < 2 || !/^\d+$/.test(part));
  return parts.join("_");
}

/** The leaves of each ASTERIX record of each packet. */
export function readPdml(path: string, ports: readonly (number | undefined)[]): Leaf[][][] {
  const decodeAs = ports.flatMap((port) => ["-d", `udp.port==${port},asterix`]);
  const { stdout } = spawnSync("tshark", ["-r", path, ...decodeAs, "-T", "pdml"], {
    encoding: "utf8",
    maxBuffer: 256 * 1_024 * 1_024,
  });
  const packets: Leaf[][][] = [];
  for (const line of stdout.split("\n")) {
    if (line.startsWith("<packet>")) packets.push([]);
    const name = /<field name="asterix\.([^"]+)"/.exec(line)?.[1];
    if (name === undefined) continue;
    const records = packets[packets.length - 1];
    if (name === "message") records.push([]);
    const isLeaf = line.endsWith("/>") && /^\d{3}_/.test(name) && !/_spare|_FX$/i.test(name);
    if (!isLeaf) continue;
    records[records.length - 1].push({
      name: name.replace(/_VALUE$/, ""),
      value: (/ value="([^"]*)"/.exec(line)?.[1] ?? "").toLowerCase(),
      show: / show="([^"]*)"/.exec(line)?.[1] ?? "",
    });
  }
  return packets;
}
