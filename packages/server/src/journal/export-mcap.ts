import { type IWritable, McapWriter } from "@mcap/core";
import type { Disk } from "@tocsin/sdk";
import { readJournal, type JournalRecord, type ReadOptions } from "./read-journal.ts";
import { recordContent, recordTimeUs } from "./record-content.ts";
import { recordTypeName } from "./record-type.ts";

/** Small chunks, so that a viewer that seeks reads little, and little is lost of a file that was cut off. */
const CHUNK_BYTES = 64 * 1024;
const NANOSECONDS_PER_MICROSECOND = 1_000n;
/** MCAP's own sequence has 32 bits; the full one is in the message. */
const MCAP_SEQUENCE_LIMIT = 0x1_0000_0000;

/**
 * Writes a journal as an MCAP file: a channel `tocsin/<type>` for each type of record, messages in JSON, times those
 * the records carry. A record without a time has that of the one before. Returns how many records were written.
 */
export async function exportMcap(
  source: Disk | string,
  writable: IWritable,
  options: ReadOptions = {},
): Promise<number> {
  const writer = new McapWriter({ writable, chunkSize: CHUNK_BYTES });
  await writer.start({ profile: "", library: "tocsin" });
  const channels = new Map<string, number>();
  let records = 0;
  let timeUs = 0;
  for (const record of readJournal(source, options)) {
    const name = recordTypeName(record.type) ?? `type-${record.type}`;
    const channelId = channels.get(name) ?? (await register(writer, name));
    channels.set(name, channelId);
    const content = recordContent(record);
    timeUs = recordTimeUs(content) ?? timeUs;
    const time = BigInt(timeUs) * NANOSECONDS_PER_MICROSECOND;
    const sequence = record.sequence % MCAP_SEQUENCE_LIMIT;
    const data = messageOf(record, content);
    await writer.addMessage({ channelId, sequence, logTime: time, publishTime: time, data });
    records += 1;
  }
  await writer.end();
  return records;
}

function messageOf(record: JournalRecord, content: unknown): Uint8Array {
  const { sequence, erased } = record;
  return Buffer.from(JSON.stringify(erased ? { sequence, erased } : { sequence, content }), "utf8");
}

async function register(writer: McapWriter, name: string): Promise<number> {
  const schema = {
    title: `tocsin.${name}`,
    type: "object",
    properties: {
      sequence: { type: "integer" },
      erased: { type: "boolean" },
      content: { type: "object" },
    },
    required: ["sequence"],
  };
  const schemaId = await writer.registerSchema({
    name: schema.title,
    encoding: "jsonschema",
    data: Buffer.from(JSON.stringify(schema), "utf8"),
  });
  return writer.registerChannel({
    schemaId,
    topic: `tocsin/${name}`,
    messageEncoding: "json",
    metadata: new Map(),
  });
}
