import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Operations, ProposalList } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import type { CliResult } from "../cli/cli-folder.ts";
import { runHere } from "../cli/run-here.ts";
import { PostProcess } from "./post-process.ts";

const PASSWORD = "three quiet owls at noon";
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
  data_dir: "data",
  areas: [area("quay"), area("crane")],
  channels: [
    { type: "log", id: "wall", modes: ["live"] },
    { type: "log", id: "terminal", modes: ["live"] },
  ],
};
const LOWERED = {
  ...SITE,
  automation: false,
  areas: [area("quay")],
  channels: SITE.channels.slice(1),
  policy: { take_cover_probability: 0.5 },
};

let folder = "";
let post: PostProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-site-file-"));
});
afterEach(async () => {
  await post?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a post with what somebody has written into its site file, in place of one that runs. */
async function start(
  site: object,
  options: readonly string[] = ["--no-http"],
): Promise<PostProcess> {
  await post?.kill("SIGINT");
  writeFileSync(join(folder, "site.yaml"), stringify(site));
  post = new PostProcess(["start", ...options], folder);
  await post.ready();
  return post;
}

/** Makes an account, and answers the way in. */
async function addAccount(role: string): Promise<string> {
  writeFileSync(join(folder, "site.yaml"), stringify(SITE));
  const made = new PostProcess(["account", "add", role, "--role", role, "--json"], folder);
  await made.exited;
  return (JSON.parse(made.lines.join("")) as { readonly link: { readonly path: string } }).link
    .path;
}

class Signed {
  #address: string;
  readonly #cookie: string;

  private constructor(address: string, cookie: string) {
    this.#address = address;
    this.#cookie = cookie;
  }

  static async in(address: string, path: string): Promise<Signed> {
    const link = path.replace("#/enrol/", "");
    const answer = await send(`${address}/api/identity/enrol`, { link, password: PASSWORD });
    return new Signed(address, (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
  }

  /** The post was started again, and is somewhere else. */
  goOnAt(address: string): void {
    this.#address = address;
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(this.#address + path, { headers: { cookie: this.#cookie } });
    return (await answer.json()) as T;
  }

  async post(path: string, body: object = {}): Promise<{ readonly code?: string }> {
    const answer = await send(this.#address + path, body, { cookie: this.#cookie });
    return (await answer.json()) as { readonly code?: string };
  }
}

const numbered = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

function acceptAtTerminal(): Promise<CliResult> {
  const password = join(folder, "password");
  writeFileSync(password, `${PASSWORD}\n`);
  const who = ["--as", "operator", "--password-file", password, "--yes"];
  const why = ["--reason", "The crane was taken down"];
  const config = ["--config", join(folder, "site.yaml")];
  return runHere("command", "accept-site", ...why, ...who, ...config);
}

const send = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/** A person reads at a terminal what is lowered, asks for it, and somebody else agrees at a screen. */
async function agreeTo(address: string, links: readonly string[]): Promise<string> {
  const [operator, supervisor] = await Promise.all(links.map((link) => Signed.in(address, link)));
  const { site } = await operator.get<Operations>("/api/operations");
  expect(site).toMatchObject({ inForce: false, lowersCount: 4, agreedUs: null });
  const { sha256 = "", tag: seen = "" } = site ?? {};
  const other = await operator.post("/api/commands", {
    id: "00000000-0000-4000-8000-000000000001",
    seen,
    command: { kind: "site", sha256: "0".repeat(64) },
    reason: "The crane was taken down",
  });
  expect(other.code).toBe("COMMAND_REFUSED");
  const asked = await acceptAtTerminal();
  expect(asked.stdout).toMatch(
    /^site file \w{8} not accepted: it lowers protection\n(?: {2}- .*\n){4}Not done yet: it waits for a second person\.\n/,
  );
  const { open } = await operator.get<ProposalList>("/api/proposals");
  const second = `/api/proposals/${open[0]?.id ?? ""}/second`;
  expect((await operator.post(second)).code).toBe("NOT_ALLOWED");
  expect((await supervisor.post(second)).code).toBeUndefined();
  expect((await acceptAtTerminal()).stderr).toMatch(
    /two people have agreed .* already|no site file waits/,
  );
  return sha256.slice(0, 8);
}

test("what a hand lowers in the site file waits for two people, through restarts and a changed copy", async () => {
  const links = [await addAccount("operator"), await addAccount("supervisor")];
  await start(SITE);
  const refused = await start(LOWERED, ["--port", "0"]);
  expect(refused.said).toMatch(/^SITE FILE NOT ACCEPTED: .*runs in mode live/m);
  expect(refused.said).toContain("The area `crane` is removed: people there are warned no more.");
  await refused.line(/FAULT +SITE_NOT_ACCEPTED/);
  const [, address = ""] = /(http\S+)/.exec(await refused.line(/^ *Open /)) ?? [];
  const agreed = await agreeTo(address, links);
  await refused.line(/is accepted: it is in force from the next start/);
  await refused.kill("SIGINT");

  const copy = join(folder, "data/site-accepted.json");
  writeFileSync(copy, readFileSync(copy, "utf8").replace("quay", "quai"));
  const found = await start({ ...LOWERED, mode: "drill", channels: [] });
  expect(found.said).toMatch(/runs in mode live, and not drill/);
  expect(found.said).toContain(`In force: ${agreed}, accepted for Dock`);
  await found.line(/SITE_COPY_DAMAGED.*it was changed after it was signed/);
});

test("a file that two people agreed to waits while it would leave people without the end of their warning", async () => {
  const links = [await addAccount("operator"), await addAccount("supervisor")];
  await start(SITE);
  const refused = await start(LOWERED, ["--port", "0"]);
  const addressOf = async (of: PostProcess): Promise<string> =>
    /(http\S+)/.exec(await of.line(/^ *Open /))?.[1] ?? "";
  const people = await Promise.all(
    links.map(async (link) => Signed.in(await addressOf(refused), link)),
  );
  const [operator, supervisor] = people;
  const agreedTo = async (command: object, seen: string, id: string): Promise<void> => {
    await operator.post("/api/commands", { id, seen, command, reason: "for a test" });
    const { open } = await operator.get<ProposalList>("/api/proposals");
    const answer = await supervisor.post(`/api/proposals/${open[0]?.id ?? ""}/second`);
    expect(answer.code).toBeUndefined();
  };
  const { site } = await operator.get<Operations>("/api/operations");
  await agreedTo({ kind: "site", sha256: site?.sha256 }, site?.tag ?? "", numbered(1));
  await refused.line(/is accepted: it is in force from the next start/);
  const { areas, quietTag } = await operator.get<Operations>("/api/operations");
  const raised = await operator.post("/api/commands", {
    id: numbered(2),
    seen: areas.find(({ id }) => id === "crane")?.tag ?? quietTag,
    command: { kind: "raise", areaId: "crane", stage: "take-cover", forS: 600 },
    reason: "seen from the roof",
  });
  expect(raised.code).toBeUndefined();
  await refused.line(/take-cover start crane/);
  await refused.kill("SIGKILL");

  const held = await start(LOWERED, ["--port", "0"]);
  expect(held.said).toMatch(/^SITE FILE WAITS: .* people are warned now in crane/m);
  for (const each of people) each.goOnAt(await addressOf(held));
  const now = await operator.get<Operations>("/api/operations");
  const seen = now.areas.find(({ id }) => id === "crane")?.tag ?? "";
  await agreedTo({ kind: "all-clear", areaId: "crane" }, seen, numbered(3));
  await held.line(/all-clear end crane/);
  // By the channel that the new file takes out, too.
  await held.line(/WARNING +ALL-CLEAR crane/i);
  expect(held.lines.filter((line) => line.includes("all-clear end crane"))).toHaveLength(2);
  await held.kill("SIGKILL");

  const taken = await start(LOWERED);
  expect(taken.said).not.toMatch(/SITE FILE/);
});
