import { writeFileSync } from "node:fs";
import { parseSiteConfig, personKeyText, type ProposalList } from "@tocsin/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyHistory } from "../../src/acceptance/verify-history.ts";
import { readMemberKey } from "../../src/cases/publication/member-key.ts";
import { signWithFile } from "../../src/cli/actions/with-person.ts";
import { openAccountDesk } from "../../src/run/open-account-desk.ts";
import { signInAt } from "../../src/run/person-line.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { CliFolder, type CliResult } from "./cli-folder.ts";
import { runHere } from "./run-here.ts";

const PASSWORD = "three quiet owls at noon";
const folder = new CliFolder();
let post: RunningPost;
let address = "";

beforeAll(async () => {
  const config = { ...SITE, channels: SITE.channels.slice(0, 1), data_dir: folder.file("data") };
  writeFileSync(folder.file("site.yaml"), JSON.stringify(config));
  writeFileSync(folder.file("password"), `${PASSWORD}\n`);
  writeFileSync(folder.file("other"), "four quiet owls at noon\n");
  let listening: (address: string) => void = () => undefined;
  const listens = new Promise<string>((resolve) => (listening = resolve));
  post = new RunningPost({
    config,
    dataDir: folder.file("data"),
    web: { host: "127.0.0.1", port: 0, announce: (at) => listening(at) },
  });
  await post.ready;
  address = await listens;
  const parsed = parseSiteConfig(config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const desk = await openAccountDesk(folder.file("data"), parsed.config);
  for (const [name, role] of [
    ["ada", "administrator"],
    ["olga", "operator"],
    ["sven", "supervisor"],
    ["sara", "supervisor"],
    ["nils", "supervisor"],
  ] as const) {
    const { link } = await desk.add(name, [role]);
    const body = { link: link.path.replace("#/enrol/", ""), password: PASSWORD };
    const enrolled = await fetch(`${address}/api/identity/enrol`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!enrolled.ok) throw new Error(await enrolled.text());
  }
  await desk.close();
});
afterAll(async () => {
  await post.stop();
  folder.remove();
});

const here = (...args: readonly string[]): Promise<CliResult> =>
  runHere(...args, "--config", folder.file("site.yaml"));
const list = async (): Promise<unknown> =>
  JSON.parse((await here("command", "list", "--json")).stdout);
const as = (name: string, ...args: readonly string[]): Promise<CliResult> =>
  args.includes("--password-file")
    ? here(...args, "--as", name)
    : here(...args, "--as", name, "--password-file", folder.file("password"));
const command = (name: string, ...args: readonly string[]): Promise<CliResult> =>
  as(name, "command", ...args, "--reason", "a test of it");
const stage = (): unknown =>
  post.effects
    .flatMap((effect) => (effect.type === "warning" ? [effect.warning.stage] : []))
    .at(-1);

test("one person warns at once; withdrawing waits for another, who is told what people would be told", async () => {
  expect(await command("olga", "raise", "area")).toEqual({
    code: 0,
    stdout: "Done.\n",
    stderr: "",
  });
  expect(stage()).toBe("take-cover");
  const proposed = await command("sven", "retract", "area", "--yes");
  expect(proposed.stdout).toMatch(
    /^Not done yet: it waits for a second person\.\n\S+ {2}Withdraw the warning for Area: a false alarm\n {2}by sven: a test of it\n/,
  );
  const id = /tocsin approve (\S+)/.exec(proposed.stdout)?.[1] ?? "";
  expect(await list()).toMatchObject({
    areas: [{ id: "area" }],
    proposals: [{ id, by: { name: "sven" } }],
  });
  const own = await as("sven", "approve", id, "--yes");
  expect([own.code, own.stderr]).toEqual([1, expect.stringContaining("takes another person")]);
  expect(stage()).toBe("take-cover");
  const agreed = await as("sara", "approve", id.slice(0, 8), "--yes");
  expect(agreed.stdout).toMatch(/people are told \[en\]: .*FALSE ALARM/);
  expect(agreed.stdout).toMatch(/agreed to, and in effect\.\n$/);
  expect([agreed.code, stage()]).toEqual([0, "retraction"]);
  const late = await as("olga", "reject", id, "--yes");
  expect([late.code, late.stderr]).toEqual([6, expect.stringContaining(`no proposal ${id}`)]);
});

test("whoever may operate ends what waits, their own too; nothing has changed then", async () => {
  await command("sara", "inhibit", "area", "--for", "60", "--yes", "--json");
  const rejected = await as("olga", "reject", await onlyProposal(), "--yes", "--json");
  expect(JSON.parse(rejected.stdout)).toMatchObject({
    outcome: "closed",
    proposal: { end: "refused", endedBy: { name: "olga" } },
  });
  expect(await list()).toMatchObject({ areas: [], proposals: [] });
});

const OFF = ["command", "automation", "off", "--reason", "a test of it"];

test("what lowers protection asks once more; who is not let in, and what is no command, changes nothing", async () => {
  const results = [
    await command("olga", "automation", "off"),
    await as("olga", ...OFF, "--yes", "--password-file", folder.file("other")),
    await command("olga", "inhibit", "area", "--for", "3600", "--yes"),
    await command("olga", "raise", "nowhere"),
    await as("olga", "command", "retract", "area"),
  ];
  expect(results.map(({ code }) => code)).toEqual([2, 1, 2, 1, 2]);
  expect(results.map(({ stderr }) => stderr)).toEqual([
    expect.stringContaining("--yes"),
    expect.stringContaining("do not belong together"),
    expect.stringContaining("forS"),
    expect.stringContaining("there is no area nowhere"),
    expect.stringContaining("--reason"),
  ]);
  expect(await list()).toMatchObject({ automation: true, proposals: [] });
});

test("a proposal of whose account is disabled is nobody's to agree to", async () => {
  await command("sara", "automation", "off", "--yes");
  const id = await onlyProposal();
  await here("account", "disable", "sara");
  const late = await as("sven", "approve", id, "--yes");
  expect([late.code, late.stderr]).toEqual([6, expect.stringContaining(id)]);
});

async function onlyProposal(): Promise<string> {
  const line = await signInAt(
    { url: address, authority: null },
    { name: "sven", password: PASSWORD },
  );
  const { open } = (await line.ask("GET", "/api/proposals")) as ProposalList;
  await line.close();
  expect(open).toHaveLength(1);
  return open[0]?.id ?? "";
}

const account = (name: string, file: string): Promise<CliResult> =>
  as(name, "account", "key", folder.file(file));
const signedLines = async (): Promise<readonly string[]> => {
  const { findings } = await verifyHistory(folder.file("data", "journal"), {
    publicKey: null,
    personKeys: [],
  });
  return findings.map(({ words }) => words).filter((words) => words.startsWith("Command"));
};

test("what is ordered at a terminal is signed with the key file of each, and the journal proves it", async () => {
  for (const name of ["olga", "sven"]) expect((await account(name, `${name}.key`)).code).toBe(0);
  const key = (name: string) => ["--key", folder.file(`${name}.key`), "--yes"];
  expect((await command("olga", "raise", "area", ...key("olga"))).stdout).toBe("Done.\n");
  await command("olga", "retract", "area", ...key("olga"));
  const id = await onlyProposal();
  // Somebody else's key is none of theirs, whoever holds the file.
  const stolen = await as("nils", "approve", id, ...key("sven"));
  expect([stolen.code, stolen.stderr]).toEqual([
    1,
    expect.stringContaining("does not sign in here"),
  ]);
  expect((await as("sven", "approve", id, ...key("sven"))).code).toBe(0);
  await expect.poll(signedLines).toHaveLength(3);
  const theirs = /: signed with the key ([0-9a-f]{4} ){7}[0-9a-f]{4}, theirs since record \d+\.$/;
  expect(await signedLines()).toEqual([
    expect.stringMatching(
      /olga \(.*\) ordered or proposed raise area take-cover 600 \(a test of it\)/,
    ),
    expect.stringMatching(/olga \(.*\) ordered or proposed retract area \(a test of it\)/),
    expect.stringMatching(/sven \(.*\) agreed to retract area \(a test of it\)/),
  ]);
  for (const words of await signedLines()) expect(words).toMatch(theirs);
});

test("a key file is one person's, and lets nobody in", async () => {
  const taken = await account("nils", "olga.key");
  expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining("registered already")]);
  const accounts = JSON.parse((await here("account", "list", "--json")).stdout) as readonly {
    readonly name: string;
  }[];
  expect(accounts.find(({ name }) => name === "olga")).toMatchObject({ signsInWith: ["password"] });
  const line = await signInAt(
    { url: address, authority: null },
    { name: "nils", password: PASSWORD },
  );
  const key = readMemberKey(folder.file("sven.key"));
  const publicKey = Buffer.from(key.publicKey, "base64").toString("base64url");
  const body = { name: "key", ...signWithFile(key, personKeyText("somebody", publicKey)) };
  await expect(line.ask("POST", "/api/identity/keys", body)).rejects.toThrow("did not sign");
  // Another spelling of the same octets would make one key two people's.
  const spelled = {
    ...body,
    publicKey: `${publicKey.slice(0, -1)}${publicKey.endsWith("A") ? "B" : "D"}`,
  };
  await expect(line.ask("POST", "/api/identity/keys", spelled)).rejects.toThrow("did not sign");
  await line.close();
});

test("a signature over something else is refused, and nothing is done", async () => {
  const before = post.effects.length;
  const line = await signInAt(
    { url: address, authority: null },
    { name: "olga", password: PASSWORD },
  );
  const key = readMemberKey(folder.file("olga.key"));
  const { quietTag: seen } = (await line.ask("GET", "/api/operations")) as { quietTag: string };
  const request = {
    id: "00000000-0000-4000-8000-000000000001",
    seen,
    command: { kind: "raise", areaId: "area", stage: "take-cover", forS: 60 },
    reason: "a test of it",
    signature: signWithFile(key, "tocsin approval 1"),
  };
  await expect(line.ask("POST", "/api/commands", request)).rejects.toThrow("takes your signature");
  expect(post.effects.length).toBe(before);
  await line.close();
});
