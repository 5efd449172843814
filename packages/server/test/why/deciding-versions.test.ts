import { MemoryDisk } from "@tocsin/sim";
import { expect, test } from "vitest";
import { encodeSession } from "../../src/pipeline/encode-record.ts";
import { RECORD_TYPES, type RecordType } from "../../src/journal/record-type.ts";
import { decidingVersions } from "../../src/report/deciding-versions.ts";
import { START_US } from "../journal/fixtures.ts";
import { journalOn } from "../pipeline/fixtures.ts";

test("a stretch of a journal was decided by whoever wrote it, and by each once", () => {
  const disk = new MemoryDisk();
  const journal = journalOn(disk);
  const append = (type: RecordType, payload: Uint8Array) => Number(journal.append(type, payload));
  const begin = (engineVersion: string) => {
    const session = { tocsinVersion: "0.1.0", nodeVersion: "v26", source: "live inputs" };
    const record = encodeSession({ ...session, startedUs: START_US, engineVersion }, "live");
    return append(record.type, record.payload);
  };
  const other = () => append(RECORD_TYPES.tick, Buffer.from('{"mode":"live","type":"tick"}'));
  const [old, a, b] = [begin("50"), other(), other()];
  const [young, c] = [begin("54"), other()];
  begin("54");
  const d = other();
  journal.awaitDurable(journal.lastSequence(), 0);
  const [first, second] = [
    { sequence: old, tocsin: "0.1.0", engine: "50" },
    { sequence: young, tocsin: "0.1.0", engine: "54" },
  ];
  expect(decidingVersions(disk, [a, b])).toEqual([first]);
  expect(decidingVersions(disk, [0, b, c])).toEqual([first, second]);
  expect(decidingVersions(disk, [c, d])).toEqual([second]);
  expect(decidingVersions(disk, [0])).toEqual([]);
});
