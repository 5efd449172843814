import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { loadSiteFile, type SiteFile } from "../config/load-site-file.ts";
import { openJournalInline } from "../journal/inline-journal.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { openSigningKey } from "../journal/signing-key.ts";
import { journalDirectory } from "../run/data-directory.ts";
import { type AcceptedSite, writeAcceptedCopy } from "./accepted-copy.ts";
import { judgeSite, loweringsOf } from "./judge-site.ts";
import { encodeSiteRecord } from "./site-record.ts";

const area = (id: string): object => ({
  id,
  name: id,
  owner: "Port",
  protection: "protected",
  circle: { latitude_deg: 35, longitude_deg: 33, radius_m: 100 },
});
const SITE = {
  site: { id: "dock", name: "Dock", latitude_deg: 35, longitude_deg: 33, ground_height_m: 0 },
  mode: "live",
  areas: [area("quay"), area("crane")],
  channels: [
    { type: "log", id: "terminal", modes: ["live"] },
    { type: "log", id: "wall", modes: ["live"] },
  ],
};

let folder = "";
let dataDir = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-judge-site-"));
  dataDir = join(folder, "data");
});
afterEach(() => rm(folder, { recursive: true }));

async function fileOf(changes: object = {}): Promise<SiteFile> {
  const path = join(folder, "site.yaml");
  await writeFile(path, stringify({ ...SITE, ...changes }));
  return loadSiteFile(path);
}
const acceptedOf = ({ path, written, sha256 }: SiteFile): AcceptedSite => ({
  path,
  written,
  sha256,
  acceptedUs: 1_000_000,
  how: "first",
  people: [],
});
const accept = async (changes: object = {}): Promise<void> =>
  writeAcceptedCopy(dataDir, acceptedOf(await fileOf(changes)));

/** A journal that says that this site file was accepted. */
async function record(changes: object = {}): Promise<void> {
  const directory = journalDirectory(dataDir);
  const signer = openSigningKey(directory);
  const journal = openJournalInline(openNodeDisk(directory), { signer, nowUs: () => 1 });
  const site = acceptedOf(await fileOf(changes));
  const { type, payload } = encodeSiteRecord({ change: "in-force", timeUs: 1, ...site }, "live");
  journal.append(type, payload);
  await journal.close();
}

test("where nothing protected before, anything is accepted", async () => {
  const asked = await fileOf();
  expect(judgeSite(dataDir, asked)).toMatchObject({ kind: "accepted", how: "first", run: asked });
});

describe("against what was accepted", () => {
  test.each([
    ["an area removed", { areas: [area("quay")] }, "The area `crane` is removed"],
    [
      "a threshold raised",
      { policy: { take_cover_probability: 0.5 } },
      "`policy.take_cover_probability` goes from",
    ],
    ["a channel removed", { channels: [SITE.channels[0]] }, "The channel `wall` is removed"],
    ["automation off", { automation: false }, "`automation` goes from true to false"],
    ["another mode", { mode: "drill" }, "`mode` goes from live to drill"],
  ])("%s is refused, and the one before protects", async (_what, changes, why) => {
    await accept();
    const asked = await fileOf(changes);
    const verdict = judgeSite(dataDir, asked);
    expect(verdict).toMatchObject({ kind: "refused", asked, damage: null });
    expect(verdict.run.written).toEqual(SITE);
    expect(loweringsOf(verdict).join("\n")).toContain(why);
  });

  test("what raises protection is accepted at once", async () => {
    await accept();
    const asked = await fileOf({ areas: [...SITE.areas, area("gate")] });
    expect(judgeSite(dataDir, asked)).toMatchObject({
      kind: "accepted",
      how: "no-less",
      run: asked,
      changes: [{ direction: "raised", where: "areas.gate" }],
    });
  });

  test("a comment, or another order of keys, is nothing", async () => {
    await accept();
    const path = join(folder, "site.yaml");
    await writeFile(path, `# looked through\n${await readFile(path, "utf8")}`);
    expect(judgeSite(dataDir, await loadSiteFile(path))).toMatchObject({
      kind: "accepted",
      how: "no-less",
      changes: [],
    });
  });

  test("one lowering among what raises is enough: a part of a file is in force never", async () => {
    await accept();
    const asked = await fileOf({ areas: [area("quay"), area("gate")] });
    expect(judgeSite(dataDir, asked).kind).toBe("refused");
  });

  test("a site that warned nobody as real loses nothing", async () => {
    await accept({ mode: "shadow" });
    expect(judgeSite(dataDir, await fileOf({ mode: "drill", areas: [area("quay")] })).kind).toBe(
      "accepted",
    );
  });
});

describe("a copy that is not what the post signed", () => {
  const copy = (): string => join(dataDir, "site-accepted.json");
  const changeCopy = async (): Promise<void> => {
    const text = await readFile(copy(), "utf8");
    const changed = text.replace("crane", "crate");
    expect(changed).not.toBe(text);
    await writeFile(copy(), changed);
  };

  test("is found, and the journal counts in its place", async () => {
    await record();
    await accept();
    await changeCopy();
    const verdict = judgeSite(dataDir, await fileOf({ areas: [area("quay")] }));
    expect(verdict).toMatchObject({
      kind: "refused",
      damage: "it was changed after it was signed",
    });
    expect(verdict.run.written).toEqual(SITE);
  });

  test("is missed where it was removed", async () => {
    await record();
    const verdict = judgeSite(dataDir, await fileOf({ automation: false }));
    expect(verdict).toMatchObject({ kind: "refused", damage: "it is gone" });
  });

  test("is no word for anything where the journal holds none either: two people have to agree", async () => {
    await accept();
    await changeCopy();
    const asked = await fileOf({ areas: [area("quay")] });
    const verdict = judgeSite(dataDir, asked);
    expect(verdict).toMatchObject({ kind: "unknown", run: asked });
    expect(loweringsOf(verdict)).toEqual([expect.stringContaining("Nothing could be compared")]);
  });

  test("is one that another journal's key signed", async () => {
    await accept();
    await rm(journalDirectory(dataDir), { recursive: true });
    openSigningKey(journalDirectory(dataDir));
    expect(judgeSite(dataDir, await fileOf()).damage).toContain("another key");
  });

  test("is what this version cannot read", async () => {
    const [site, asked] = [acceptedOf(await fileOf()), await fileOf({ automation: false })];
    await writeAcceptedCopy(dataDir, { ...site, written: { mode: "live", areas: 1 } });
    expect(judgeSite(dataDir, asked)).toMatchObject({ kind: "unknown", damage: null });
    await writeAcceptedCopy(dataDir, { ...site, written: { mode: "drill", areas: 1 } });
    expect(judgeSite(dataDir, asked).kind).toBe("accepted");
  });
});

test("what an earlier version kept, unsigned, counts until there is a signed one", async () => {
  await accept();
  const { path, written } = await fileOf();
  await rm(join(dataDir, "site-accepted.json"));
  await writeFile(join(dataDir, "last-good-site.json"), JSON.stringify({ path, written }));
  expect(judgeSite(dataDir, await fileOf()).kind).toBe("accepted");
  expect(judgeSite(dataDir, await fileOf({ automation: false })).kind).toBe("refused");
  await accept();
  await expect(readFile(join(dataDir, "last-good-site.json"))).rejects.toThrow("ENOENT");
});
