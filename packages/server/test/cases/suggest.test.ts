import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openCase } from "../../src/cases/case-folder.ts";
import { runHere } from "../cli/run-here.ts";

/** An endpoint as many programs offer it, that answers what a test gives it. */
interface Endpoint {
  readonly url: string;
  readonly asked: { readonly key: string | undefined; readonly body: unknown }[];
  answer: (index: number) => { readonly status?: number; readonly body: string } | null;
}

const ARABIC =
  "قال المتحدث باسم الوزارة إن ثلاث طائرات مسيرة استهدفت الميناء مساء الأحد، وأسفر الهجوم عن إصابة ستة أشخاص.";
const QUESTION = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

let folder: string;
let server: Server;
let endpoint: Endpoint;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-suggest-"));
  const asked: Endpoint["asked"] = [];
  server = createServer((request, response) => void answerTo(request, response, asked));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  endpoint = {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    answer: () => saying([]),
  };
  writeFileSync(join(folder, "account.txt"), ARABIC);
  await ok("new", "case", "--title", "The port");
  await ok("add", "case", "account.txt");
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Endpoint["asked"],
): Promise<void> {
  asked.push({ key: request.headers.authorization, body: await json(request) });
  const given = endpoint.answer(asked.length - 1);
  if (given === null) return;
  response.writeHead(given.status ?? 200, { "content-type": "application/json" });
  response.end(given.body);
}

const saying = (claims: readonly unknown[]): { readonly body: string } => ({
  body: JSON.stringify({ choices: [{ message: { content: JSON.stringify({ claims }) } }] }),
});
const inFolder = (arg: string): string =>
  /^(?:case|account\.txt|printed)$/.test(arg) ? join(folder, arg) : arg;
const run = (...args: readonly string[]) => runHere("case", ...args.map(inFolder));
async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
const suggest = (...args: readonly string[]) =>
  run("suggest", "case", "A", "--endpoint", endpoint.url, "--model", "small", ...args);
const claims = () => openCase(join(folder, "case")).claims;

const DRONES = {
  quote: "ثلاث طائرات مسيرة",
  predicate: "weapon.count",
  value: "drone",
  least: 3,
  most: 3,
  speaker: "المتحدث باسم الوزارة",
};

test("what a model suggests is checked, marked, counts nowhere, and becomes a claim when somebody accepts it", async () => {
  endpoint.answer = () =>
    saying([DRONES, { ...DRONES, quote: "أربع طائرات" }, { ...DRONES, predicate: "colour" }]);
  const { code, stdout } = await suggest();
  expect(code).toBe(0);
  expect(stdout).toContain("1 claim suggested");
  expect(stdout).toContain("2 left out");

  const [claim] = claims();
  expect(claim).toMatchObject({
    status: "suggested",
    value: "drone",
    count: { min: 3, max: 3 },
    rule: expect.stringContaining("suggested by the model small at 127.0.0.1") as string,
  });
  expect(ARABIC.slice(claim?.span.start, claim?.span.end)).toBe(DRONES.quote);
  expect(openCase(join(folder, "case")).comparisons).toEqual([]);
  expect(await ok("claims", "case")).toContain("suggested");

  await ok("decide", "case", claim?.id ?? "", "accept", "--reason", "read by Mira");
  expect(openCase(join(folder, "case")).comparisons).toHaveLength(1);
  await ok("report", "case", "--out", "printed");
  expect(await ok("verify", "case", "--report", "printed")).toContain("Nothing is missing");
});

test("asked again, it suggests nothing twice, and nothing that somebody set aside", async () => {
  endpoint.answer = () => saying([DRONES]);
  await suggest();
  await ok("decide", "case", claims()[0]?.id ?? "", "reject", "--reason", "a decoy");
  expect((await suggest()).stdout).toContain("0 claims suggested");
  expect(claims().map(({ status }) => status)).toEqual(["rejected"]);
});

test("it is asked with the text alone, at no temperature, with the key from where it was said to be", async () => {
  process.env["TOCSIN_TEST_MODEL_KEY"] = "a-secret";
  try {
    await suggest("--key-from", "TOCSIN_TEST_MODEL_KEY");
  } finally {
    delete process.env["TOCSIN_TEST_MODEL_KEY"];
  }
  const [{ key, body } = { key: undefined, body: null }] = endpoint.asked;
  expect(key).toBe("Bearer a-secret");
  expect(body).toMatchObject({ temperature: 0, stream: false });
  const { model, messages } = QUESTION.parse(body);
  expect([model, messages.map(({ role }) => role)]).toEqual(["small", ["system", "user"]]);
  expect(messages[1]?.content).toBe(ARABIC);
});

test.each([
  ["an error", { status: 500, body: "{}" }, "it answered 500"],
  ["no completion", { body: "{}" }, "is no chat completion"],
  ["no JSON", { body: "<html>" }, "is no chat completion"],
  [
    "words",
    { body: JSON.stringify({ choices: [{ message: { content: "I would rather not." } }] }) },
    "lists no claims",
  ],
  ["too much", { body: " ".repeat(5_000_000) }, "longer than 4194304 octets"],
])("an endpoint that answers %s is said to", async (_, answer, why) => {
  endpoint.answer = () => answer;
  const { code, stderr } = await suggest();
  expect(code).toBe(1);
  expect(stderr).toContain(why);
  expect(claims()).toEqual([]);
});

test("an endpoint that does not answer, or is not there, is said to", async () => {
  endpoint.answer = () => null;
  expect((await suggest("--timeout", "0.2")).stderr).toContain("no answer within 0.2 s");
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect((await suggest()).stderr).toContain("ECONNREFUSED");
});

test("an account does not leave this machine unless somebody says so", async () => {
  const args = ["suggest", "case", "A", "--endpoint", "https://models.example/v1", "--model", "m"];
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain("--send-away");
});
