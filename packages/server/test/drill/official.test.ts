import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ShownDrill } from "@tocsin/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRunningServer } from "../../src/http/identity/local-key.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { askServer } from "../../src/run/remote-account-desk.ts";
import { alertXml, type AlertParts } from "../cap/cap-world.ts";
import { RunningPost } from "../run/post-harness.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-drill-official-"));
const dataDir = join(folder, "data");
const alerts = join(folder, "alerts");
const HERE =
  "<areaDesc>Canal</areaDesc><polygon>47.9,30.9 48.1,30.9 48.1,31.1 47.9,31.1 47.9,30.9</polygon>";
const FAR =
  "<areaDesc>Coast</areaDesc><polygon>44.9,30.9 45.1,30.9 45.1,31.1 44.9,31.1 44.9,30.9</polygon>";
const REQUEST = { scenario: "rocket", areaId: null, atUs: null, reason: "the yearly exercise" };

const SITE = {
  site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  mode: "live",
  sensors: [
    {
      id: "radar",
      name: "Radar",
      kind: "radar",
      latitude_deg: 48,
      longitude_deg: 31,
      height_m: 170,
      period_s: 1,
      coverage: { range_max_m: 15_000 },
    },
  ],
  areas: [
    {
      id: "lock",
      name: "Lock",
      owner: "Canal company",
      protection: "protected",
      circle: { latitude_deg: 48.005, longitude_deg: 31, radius_m: 400 },
      people: 40,
    },
  ],
  inputs: [
    {
      type: "cap",
      id: "authority",
      source: "Civil Defence",
      transport: { type: "folder", path: alerts, every_s: 0.2 },
      threats: ["Air raid"],
    },
    {
      type: "cap",
      id: "others",
      source: "Others",
      transport: { type: "folder", path: `${alerts}-others`, every_s: 0.2 },
      threats: ["Air raid"],
    },
  ],
  channels: [
    { type: "log", id: "people", modes: ["live"] },
    { type: "log", id: "people-drill", modes: ["drill"] },
  ],
};

let post: RunningPost;
let text = "";
const looks = new Set<() => void>();
beforeAll(async () => {
  mkdirSync(alerts);
  mkdirSync(`${alerts}-others`);
  let listening: () => void = () => undefined;
  const listens = new Promise<void>((resolve) => (listening = resolve));
  post = new RunningPost({
    config: SITE,
    dataDir,
    web: { host: "127.0.0.1", port: 0, announce: () => listening() },
  });
  post.output.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
    for (const look of looks) look();
  });
  await Promise.all([post.ready, listens]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Resolves once the channels have said it, after `from` characters. */
const said = (fits: RegExp, from = 0): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!fits.test(text.slice(from))) return;
      looks.delete(look);
      resolve();
    };
    looks.add(look);
    look();
  });
async function ask(path: string, body: object): Promise<ShownDrill> {
  const running = readRunningServer(dataDir);
  if (running === null) throw new Error("it runs");
  const asked = { method: "POST", path, body, waitMs: 65_000 };
  return (await askServer(running, dataDir, asked)) as ShownDrill;
}
/** An authority publishes a message; resolves once the post has taken it. */
async function publish(
  parts: AlertParts & { readonly identifier: string },
  to = alerts,
): Promise<void> {
  const { identifier } = parts;
  const expires = `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}+00:00`;
  const name = join(folder, `${identifier}.xml`);
  writeFileSync(name, alertXml({ area: HERE, expires, ...parts }));
  renameSync(name, join(to, `${identifier}.xml`));
  await post.until(() =>
    post.steps.find(
      ({ event }) => event?.type === "official-warning" && event.warning.identifier === identifier,
    ),
  );
}
const endings = (): readonly unknown[] =>
  [...readJournal(journalDirectory(dataDir))]
    .filter(({ type }) => type === RECORD_TYPES.drill)
    .map(({ payload }) => JSON.parse(Buffer.from(payload).toString("utf8")) as object)
    .filter((record) => "change" in record && record.change === "ended");

test("a drill goes on through what is no real warning of the air for this site, and ends at once with one", async () => {
  await ask("/api/drill", REQUEST);
  await said(/\[drill\] take-cover start lock #1\.1 EXERCISE, NO REAL DANGER/);
  // Of another source: if any of them ended it, the record would name that one.
  const others = `${alerts}-others`;
  await publish({ identifier: "EXERCISE", status: "Exercise" }, others);
  await publish({ identifier: "TEST", status: "Test" }, others);
  await publish({ identifier: "FLOOD", event: "Flood" }, others);
  await publish({ identifier: "ELSEWHERE", area: FAR }, others);
  await publish({ identifier: "OVER", expires: "2026-05-01T09:00:00+00:00" }, others);

  await publish({ identifier: "REAL" });
  await said(/\[drill\] all-clear end lock/);
  await said(/\[live\] official .*OFFICIAL WARNING from Civil Defence/);
  expect(endings()).toMatchObject([{ by: { kind: "post" }, reason: "a warning of Civil Defence" }]);
});

test("while the authority's warning holds none is begun; when it is cancelled, one is", async () => {
  const refusal = async (): Promise<string> =>
    ask("/api/drill", REQUEST).then(
      () => "it was begun",
      (error: unknown) => String(error),
    );
  // The one before still takes a moment to end.
  await expect
    .poll(refusal, { timeout: 120_000, interval: 250 })
    .toMatch(/a warning of Civil Defence holds/);
  await publish({
    identifier: "CANCELLED",
    msgType: "Cancel",
    references: "alarm@civil-defence.example,REAL,2026-05-01T08:00:00+00:00",
  });
  const { id } = await ask("/api/drill", REQUEST);
  await ask("/api/drill/stop", { reason: "it is enough" });
  expect(id).toMatch(/^\d{8}T\d{6}Z$/);
  await post.stop();
});
