import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import type { DescribedElement } from "../../src/adapters/asterix/codec/describe-record.ts";
import { describeRecord } from "../../src/adapters/asterix/codec/describe-record.ts";
import { absent, datagramsOf, RADARS, realPath, TRACKER } from "./real-data.ts";

/** One leaf of tshark's tree: the last part of its name, the octets it covers, what it shows. */
interface Leaf {
  readonly name: string;
  readonly value: string;
  readonly show: string;
}

const hasTshark = spawnSync("tshark", ["--version"]).status === 0;
if (!hasTshark) process.stderr.write("skipped: tshark is not installed\n");

test.skipIf(!hasTshark || absent(RADARS))(
  "every field of the radar recording is what tshark reads",
  async () => {
    const compared = await compareRecording(RADARS);
    expect(compared.records).toBe(162);
    expect(compared.elements).toBeGreaterThan(5_000);
  },
);

// The tracker of 2008 sent an edition before 1.0. Read by the current tables its records make no sense, but most have
// some that both decoders read whole, and must then read alike.
test.skipIf(!hasTshark || absent(TRACKER))(
  "every field of the tracker recording that current tables can read is what tshark reads",
  async () => {
    const compared = await compareRecording(TRACKER);
    expect(compared.elements).toBeGreaterThan(300);
  },
);

async function compareRecording(name: string): Promise<{ records: number; elements: number }> {
  const datagrams = await datagramsOf(realPath(name));
  const ports = new Set(datagrams.map(({ destination }) => destination?.port));
  const packets = readPdml(realPath(name), [...ports]);
  expect(packets).toHaveLength(datagrams.length);
  let records = 0;
  let elements = 0;
  for (const [index, { payload }] of datagrams.entries()) {
    const decoded = decodeDatagram(payload).records;
    const theirs = packets[index];
    if (decoded.length > theirs.length) continue;
    for (const [place, record] of decoded.entries()) {
      elements += compareElements(describeRecord(record), theirs[place]);
      records++;
    }
  }
  return { records, elements };
}

function compareElements(ours: readonly DescribedElement[], theirs: readonly Leaf[]): number {
  expect(ours.map(({ path }) => leafName(path))).toEqual(theirs.map(({ name }) => name));
  for (const [index, element] of ours.entries()) compare(element, theirs[index]);
  return ours.length;
}

/** Two's complement of fewer bits than its octets: tshark 4.0 takes the sign bit for a value (the recording's text agrees with us). */
const SIGN_NOT_READ: Readonly<Record<string, number>> = { "048/090/FL": 14 };
/** tshark shows these without the scale that depends on another bit. */
const SHOWN_RAW: ReadonlySet<string> = new Set(["062/380/IAS/IAS"]);

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
  if (element.unit !== "") expect([about, isScaled]).toEqual([about, true]);
}

const closeTo = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 + 1e-12 * Math.abs(b);

/** "048/120/RDS/0/DOP" is tshark's 048_120_RDS_DOP. An item that is one element is its VALUE. */
function leafName(path: string): string {
  const parts = path.split("/").filter((part, index) => index < 2 || !/^\d+$/.test(part));
  return parts.join("_");
}

/** The leaves of each ASTERIX record of each packet. */
function readPdml(path: string, ports: readonly (number | undefined)[]): Leaf[][][] {
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
