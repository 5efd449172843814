import type { ServiceToken, ServiceTokenWithSecret } from "@tocsin/sdk";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SERVICE_TOKENS_MAX } from "../../src/identity/service-tokens.ts";
import { IdentityServer } from "./identity-server.ts";

const BY = { kind: "post" } as const;
const DAY_US = 86_400_000_000;
let server: IdentityServer;
let session = "";
beforeEach(async () => {
  server = new IdentityServer();
  session = await server.person("ada", ["administrator"]);
  await server.serve();
});
afterEach(() => server.close());

const make = async (body: object = {}): Promise<ServiceTokenWithSecret> => {
  const wanted = { name: "prometheus", permission: "measure", days: 90, ...body };
  const answer = await server.ask("POST", "/api/tokens", { session, body: wanted });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<ServiceTokenWithSecret>();
};
const list = async (): Promise<readonly ServiceToken[]> =>
  (await server.ask("GET", "/api/tokens", { session })).json<readonly ServiceToken[]>();
const scrape = async (secret: string): Promise<number> =>
  (await server.ask("GET", "/metrics", { headers: { authorization: `Bearer ${secret}` } }))
    .statusCode;

test("a program reads the metrics with its token, and nothing else; when it last did is kept to the minute", async () => {
  const { token, secret } = await make();
  expect(token).toMatchObject({ name: "prometheus", permission: "measure", usedUs: null });
  expect(token.expiresUs).toBe(server.nowUs + 90 * DAY_US);
  expect(await scrape(secret)).toBe(200);
  const first = server.nowUs;
  server.nowUs += 59_000_000;
  expect(await scrape(secret)).toBe(200);
  expect(await list()).toMatchObject([{ id: token.id, usedUs: first }]);
  server.nowUs += 1_000_000;
  await scrape(secret);
  expect(await list()).toMatchObject([{ usedUs: server.nowUs }]);
  const headers = { authorization: `Bearer ${secret}` };
  expect((await server.ask("GET", "/api/sources", { headers })).statusCode).toBe(403);
});

test("it ends by itself, and at once when it is revoked, also over a restart", async () => {
  const { secret } = await make({ name: "short", days: 1 });
  const { token, secret: other } = await make();
  await server.restart();
  await server.serve();
  expect([await scrape(secret), await scrape(other)]).toEqual([200, 200]);
  server.nowUs += DAY_US;
  session = server.session("ada");
  expect([await scrape(secret), await scrape(other)]).toEqual([401, 200]);
  const answer = await server.ask("POST", `/api/tokens/${token.id}/revoke`, { session });
  expect(answer.json()).toMatchObject({ id: token.id, revoked: true });
  expect(await scrape(other)).toBe(401);
  expect((await server.ask("POST", "/api/tokens/s-none/revoke", { session })).json()).toMatchObject(
    {
      code: "TOKEN_NOT_FOUND",
    },
  );
});

test("what is kept is a hash, and the record says who made it for what", async () => {
  const { token, secret } = await make();
  expect(server.records.at(-1)).toMatchObject({
    kind: "service",
    change: "issued",
    token: { id: token.id, name: "prometheus", permission: "measure" },
    by: { kind: "account" },
  });
  const bare = secret.replace("tocsin-service-", "");
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile(),
  );
  expect(files.length).toBeGreaterThan(2);
  const telling = files.filter(({ parentPath, name }) =>
    readFileSync(join(parentPath, name)).includes(bare),
  );
  expect(telling).toEqual([]);
});

test("when the store is lost the tokens are still listed, and none of them lets in", async () => {
  const { token, secret } = await make();
  server.damageStore();
  await server.restart();
  await server.serve();
  session = server.session("ada");
  expect(await scrape(secret)).toBe(401);
  expect(await list()).toMatchObject([{ id: token.id, revoked: false, usedUs: null }]);
});

test("names are held to be told apart, ends to be near, and there is a limit", async () => {
  await make();
  const { services } = server.identity;
  const ask = (body: object) =>
    server.ask("POST", "/api/tokens", {
      session,
      body: { name: "other", permission: "measure", days: 90, ...body },
    });
  expect((await ask({ name: "prometheus" })).json()).toMatchObject({ code: "ACCOUNT_INVALID" });
  for (const bad of [
    { name: " " },
    { name: "a\u0000b" },
    { days: 0 },
    { days: 367 },
    { permission: "operate" },
  ])
    expect((await ask(bad)).statusCode).toBe(400);
  for (let i = 1; i < SERVICE_TOKENS_MAX; i++)
    await services.issue({ name: `program ${i}`, permission: "view", days: 1 }, BY);
  expect((await ask({})).json()).toMatchObject({ code: "ACCOUNT_INVALID" });
  server.nowUs += DAY_US;
  session = server.session("ada");
  expect((await ask({})).statusCode).toBe(200);
});
