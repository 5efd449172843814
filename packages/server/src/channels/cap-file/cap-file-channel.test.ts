import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaId, channelId, siteId, type Warning } from "@tocsin/core";
import type { Channel, OutgoingWarning } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCapFileChannel, WAITING_MAX } from "./cap-file-channel.ts";

const ISSUED_US = Date.UTC(2026, 4, 1, 15, 30, 45) * 1000;

function messageOf(version: number, warning: Partial<Warning> = {}): OutgoingWarning {
  const issuedUs = ISSUED_US + version * 1_000_000;
  return {
    warning: {
      siteId: siteId("harbour"),
      areaId: areaId("hospital"),
      mode: "drill",
      episode: 1,
      version,
      stage: "take-cover",
      action: version === 1 ? "start" : "update",
      issuedUs,
      expiresUs: issuedUs + 120_000_000,
      arrivalFromUs: null,
      arrivalToUs: null,
      threats: [],
      decisions: [],
      probability: null,
      replaces: version === 1 ? null : version - 1,
      ...warning,
    },
    siteName: "Harbour",
    areaName: "Hospital",
    areaOwner: "Trust",
    areaRingsDeg: [[33.3, 44.4, 33.31, 44.4, 33.31, 44.41]],
    recorded: true,
    headline: "…",
    instruction: "…",
    texts: [{ language: "en", direction: "ltr", headline: "…", instruction: "…" }],
  };
}

let parent = "";
let directory = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "tocsin-cap-"));
  directory = join(parent, "out");
});
afterEach(() => rm(parent, { recursive: true }));

const open = (): Channel =>
  createCapFileChannel({
    id: channelId("cap"),
    modes: ["drill"],
    directory,
    sender: "warning@harbour.example",
    senderName: null,
    scope: "Public",
    audience: null,
    signature: null,
    feed: null,
    failed: () => undefined,
  });

const references = async (name: string): Promise<number> => {
  const xml = await readFile(join(directory, name), "utf8");
  return /<references>(.*)<\/references>/.exec(xml)?.[1]?.split(" ").length ?? 0;
};

describe("the cap-file channel", () => {
  test("writes one whole file for each message, named by its identifier", async () => {
    const receipt = await open().send(messageOf(1));
    const name = "harbour.hospital.drill.1.1.20260501T153046Z.xml";
    expect(receipt).toEqual({ outcome: "sent", detail: name });
    expect(await readdir(directory)).toEqual([name]);
    const xml = await readFile(join(directory, name), "utf8");
    expect(xml).toContain("<identifier>harbour.hospital.drill.1.1.20260501T153046Z</identifier>");
    expect(xml.endsWith("</alert>\n")).toBe(true);
  });

  test("refers to every earlier message of the episode, also when they are sent all at once", async () => {
    const channel = open();
    await Promise.all([1, 2, 3].map((version) => channel.send(messageOf(version))));
    const names = (await readdir(directory)).toSorted();
    expect(await Promise.all(names.map(references))).toEqual([0, 1, 2]);
  });

  test("refers to what went out before a restart, and not to another episode or an older journal", async () => {
    await open().send(messageOf(1));
    await open().send(messageOf(1, { episode: 12 }));
    await writeFile(join(directory, "harbour.hospital.drill.1.1.20250101T000000Z.xml"), "");
    await writeFile(join(directory, "harbour.hospital.drill.1.rubbish.xml"), "");
    const { detail } = await open().send(messageOf(2));
    expect(await references(detail)).toBe(1);
    const xml = await readFile(join(directory, detail), "utf8");
    expect(xml).toContain("<msgType>Update</msgType>");
    expect(xml).toContain(
      "warning@harbour.example,harbour.hospital.drill.1.1.20260501T153046Z,2026-05-01T15:30:46-00:00",
    );
  });

  test("a first message of an episode refers to nothing, though a file has its name", async () => {
    const channel = open();
    await channel.send(messageOf(1));
    const { detail } = await channel.send(messageOf(1, { issuedUs: ISSUED_US + 9_000_000 }));
    expect(await references(detail)).toBe(0);
  });

  test("refuses a warning without an area, and writes nothing", async () => {
    const receipt = await open().send({ ...messageOf(1), areaRingsDeg: [[]] });
    expect(receipt).toEqual({ outcome: "failed", detail: "the area has no polygon: refused" });
    await expect(readdir(directory)).rejects.toThrow("ENOENT");
  });

  test("a disk that fails is a rejection, and the next message is tried anew", async () => {
    const channel = open();
    await writeFile(directory, "a file where the folder should be");
    await expect(channel.send(messageOf(1))).rejects.toThrow(/EEXIST|ENOTDIR/);
    await rm(directory);
    expect(await channel.send(messageOf(2))).toMatchObject({ outcome: "sent" });
  });

  test("says when too many wait for the disk, and close waits for all", async () => {
    const channel = open();
    const refused = { ...messageOf(1), areaRingsDeg: [] };
    const all = Array.from({ length: WAITING_MAX }, () => channel.send(refused));
    expect(await channel.send(messageOf(1))).toEqual({
      outcome: "failed",
      detail: `${WAITING_MAX} messages wait for the disk`,
    });
    await channel.close();
    await Promise.all(all);
    expect(await channel.send(messageOf(1))).toMatchObject({ outcome: "sent" });
  });
});
