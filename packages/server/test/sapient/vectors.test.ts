import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromJson, type JsonValue, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { findFaults } from "../../src/adapters/sapient/find-faults.ts";
import { SapientMessageSchema } from "../../src/adapters/sapient/generated/sapient_message_pb.ts";
import { decodeMessage, encodeMessage } from "../../src/adapters/sapient/message-codec.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const FOLDER = join(process.env["TOCSIN_DATA"] ?? join(root, "../shared/data"), "sapient");
const present = existsSync(FOLDER);
if (!present) process.stderr.write(`skipped: ${FOLDER} is absent (set TOCSIN_DATA)\n`);

const read = (folder: string): { name: string; json: JsonValue }[] =>
  readdirSync(join(FOLDER, folder)).map((name) => ({
    name,
    json: JSON.parse(readFileSync(join(FOLDER, folder, name), "utf8")) as JsonValue,
  }));

/** What a file of the invalid ones has wrong, in the words of the validator, or the reason why it is no message at all. */
function faultsOf(json: JsonValue): string {
  try {
    return findFaults(fromJson(SapientMessageSchema, json))
      .map(({ path, problem }) => `${path} ${problem}`)
      .join("; ");
  } catch (error) {
    return String(error);
  }
}

/** Files named for a message where the fault is in one of its parts. */
const NAMED_FOR_THE_WHOLE = /^00(07|3[56])\./;

/** The last field that a file's name mentions, as a path would write it. */
const fieldOf = (name: string): string => {
  const said = name
    .split(".")
    .slice(1, -1)
    .filter((word) => !/^(Error|Missing|Empty|Wrong|ForSub|Sub)$/.test(word));
  return (said.at(-1) ?? "")
    .toLowerCase()
    .replace("dependant", "dependent")
    .replace(/definition$/, "");
};

describe.skipIf(!present)("messages that the standard's test harness holds to be", () => {
  test("valid: each has no fault, and comes back from its bytes as it was", () => {
    const files = read("valid");
    expect(files).toHaveLength(38);
    for (const { name, json } of files) {
      const message = fromJson(SapientMessageSchema, json);
      expect(findFaults(message), name).toEqual([]);
      const frame = encodeMessage(message);
      const decoded = decodeMessage(frame.subarray(4));
      expect(decoded.ok && encodeMessage(decoded.message), name).toEqual(frame);
    }
  });

  test("invalid: each is refused, and the fault names the field that its file names", () => {
    const files = read("invalid");
    expect(files).toHaveLength(96);
    for (const { name, json } of files) {
      const found = faultsOf(json).toLowerCase().replaceAll("_", "");
      expect(found, name).not.toBe("");
      expect(found, name).toContain(NAMED_FOR_THE_WHOLE.test(name) ? "is missing" : fieldOf(name));
    }
  });
});

test("a message that has nothing is refused for what is missing first", () => {
  const decoded = decodeMessage(new Uint8Array(0));
  expect(decoded).toMatchObject({ ok: false });
  expect(decoded.ok ? [] : decoded.faults.map(({ path }) => path)).toEqual([
    "content",
    "timestamp",
    "node_id",
  ]);
  expect(toBinary(SapientMessageSchema, fromJson(SapientMessageSchema, {}))).toHaveLength(0);
});
