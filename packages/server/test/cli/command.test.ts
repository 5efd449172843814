import { writeFileSync } from "node:fs";
import { parseSiteConfig, type ProposalList } from "@tocsin/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
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
