import { McapStreamReader } from "@mcap/core";
import { MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { exportJsonLines } from "../../src/journal/export-json-lines.ts";
import { exportMcap } from "../../src/journal/export-mcap.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { json, openOn, START_US } from "./fixtures.ts";

async function recorded(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const journal = openOn(disk);
  journal.append(RECORD_TYPES.look, json({ receivedUs: START_US + 1, look: { detections: [] } }));
  journal.append(RECORD_TYPES.decision, json({ decision: { decidedUs: START_US + 2 } }));
  journal.append(RECORD_TYPES.snapshot, new Uint8Array([0xff, 0x00]));
  await journal.close();
  return disk;
}

describe("exporting a journal", () => {
  it("to JSON Lines gives each record with its name and content", async () => {
    const lines = [...exportJsonLines(await recorded())].map((line): unknown => JSON.parse(line));
    expect(lines).toHaveLength(4);
    expect(lines.slice(0, 3)).toEqual([
      {
        sequence: 1,
        type: "look",
        content: { receivedUs: START_US + 1, look: { detections: [] } },
      },
      { sequence: 2, type: "decision", content: { decision: { decidedUs: START_US + 2 } } },
      { sequence: 3, type: "snapshot", content: { base64: "/wA=" } },
    ]);
    expect(lines[3]).toMatchObject({ sequence: 4, type: "checkpoint", content: { sequence: 3 } });
  });

  it("to MCAP gives a file that an MCAP reader reads, with a channel for each type", async () => {
    const parts: Uint8Array[] = [];
    let position = 0n;
    const writable = {
      position: () => position,
      write: (bytes: Uint8Array) => {
        parts.push(Uint8Array.from(bytes));
        position += BigInt(bytes.length);
        return Promise.resolve();
      },
    };
    expect(await exportMcap(await recorded(), writable)).toBe(4);
    const reader = new McapStreamReader();
    reader.append(Buffer.concat(parts));
    const topics: string[] = [];
    const messages: { logTime: bigint; text: string }[] = [];
    for (let item = reader.nextRecord(); item !== undefined; item = reader.nextRecord()) {
      if (item.type === "Channel") topics.push(item.topic);
      if (item.type !== "Message") continue;
      messages.push({ logTime: item.logTime, text: Buffer.from(item.data).toString() });
    }
    expect(reader.done()).toBe(true);
    const names = ["tocsin/look", "tocsin/decision", "tocsin/snapshot", "tocsin/checkpoint"];
    expect([...new Set(topics)]).toEqual(names);
    expect(messages[1]).toEqual({
      logTime: BigInt(START_US + 2) * 1000n,
      text: `{"sequence":2,"content":{"decision":{"decidedUs":${START_US + 2}}}}`,
    });
    expect(messages[2]?.logTime).toBe(messages[1]?.logTime);
  });
});
