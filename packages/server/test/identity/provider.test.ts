import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WhoAmI } from "@tocsin/sdk";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AccessRecord } from "../../src/identity/identity-record.ts";
import { BEGUN_LASTS_MS, BEGUN_PER_ADDRESS } from "../../src/identity/provider/begun-sign-ins.ts";
import { ATTEMPTS_PER_ACCOUNT } from "../../src/identity/attempt-limits.ts";
import { IdentityServer, PASSWORD } from "./identity-server.ts";
import { CLIENT_SECRET, RealProvider, throughProvider } from "./real-provider.ts";

const RETURN = "/api/identity/provider/return";
const REDIRECT = `http://127.0.0.1${RETURN}`;
/** It is asked for five seconds; the rest is for a slow machine. */
const GIVEN_UP_WITHIN_MS = 60_000;
const BY = { kind: "post" } as const;
const provider = new RealProvider();
let server: IdentityServer;

beforeAll(async () => {
  process.env["TOCSIN_TEST_SECRET"] = CLIENT_SECRET;
  await provider.start([REDIRECT]);
});
afterAll(() => provider.stop());
beforeEach(async () => {
  provider.current = { sub: "s-1", preferred_username: "Ada Lovelace", groups: ["watch", "x"] };
  provider.lie = (claims) => claims;
  provider.foreignKey = false;
  server = new IdentityServer(provider.config());
  await server.identity.admin.add("local", ["administrator"], BY);
  await server.serve();
});
afterEach(() => server.close());

interface Begun {
  readonly address: string;
  readonly cookie: string;
}
const cookieOf = (answer: LightMyRequestResponse, name: string): string =>
  [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((line) => new RegExp(`^${name}=([^;]*)`).exec(line)?.[1])
    .find((value) => value !== undefined) ?? "";
async function begin(session?: string): Promise<Begun> {
  const answer = await server.ask("POST", "/api/identity/provider", {
    body: {},
    ...(session === undefined ? {} : { session }),
  });
  expect(answer.statusCode, answer.body).toBe(200);
  const { address } = answer.json<{ readonly address: string }>();
  return { address, cookie: cookieOf(answer, "tocsin-provider") };
}
const comeBack = (back: string, cookie: string): Promise<LightMyRequestResponse> => {
  const { pathname, search } = new URL(back);
  return server.ask("GET", `${pathname}${search}`, {
    headers: { cookie: `tocsin-provider=${cookie}`, "sec-fetch-site": "cross-site" },
  });
};
async function signIn(session?: string): Promise<LightMyRequestResponse> {
  const { address, cookie } = await begin(session);
  return comeBack(await throughProvider(address), cookie);
}
const whoAmI = async (session: string): Promise<WhoAmI> =>
  (await server.ask("GET", "/api/identity", { session })).json();
const sessionOf = (answer: LightMyRequestResponse): string => cookieOf(answer, "tocsin");
const accesses = (): readonly AccessRecord[] =>
  server.records.filter((record) => record.kind === "access");
const account = (name: string) => server.identity.admin.list().find((each) => each.name === name);

/** Nobody gets in, a page says why, and so does the record. */
function expectRefused(answer: LightMyRequestResponse, status: number, code: string): void {
  expect([answer.statusCode, sessionOf(answer)]).toEqual([status, ""]);
  expect(answer.headers["content-type"]).toContain("text/html");
  expect(answer.body).toContain(code);
  expect(answer.body).toContain("You are not signed in");
}
function expectRecorded(reason: string, accountId: string | null = null): void {
  expect(accesses().at(-1)).toMatchObject({
    outcome: "failed",
    method: "provider",
    accountId,
    reason,
    from: "127.0.0.1",
  });
}

describe("whom the provider proves, and who has a role", () => {
  test("gets in, with the roles that the claim gives, under a name of our rules and an account on the record", async () => {
    const answer = await signIn();
    expect([answer.statusCode, answer.headers["location"]]).toEqual([303, "/"]);
    const lines = [answer.headers["set-cookie"]].flat();
    expect(lines).toContainEqual(expect.stringMatching(/^tocsin-provider=; .*Max-Age=0$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^tocsin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    );
    expect(await whoAmI(sessionOf(answer))).toMatchObject({
      state: "account",
      account: { name: "ada.lovelace", fromProvider: true },
      roles: ["viewer", "operator"],
      methods: ["password", "passkey", "provider"],
      provider: { label: "Sign in with your organisation", reachable: true },
    });
    const origin = { issuer: provider.issuer, subject: "s-1" };
    const by = { kind: "provider", issuer: provider.issuer };
    expect(
      server.records.find(
        (record) => record.kind === "account" && "method" in record && record.method === "provider",
      ),
    ).toMatchObject({
      change: "created",
      account: { origin, disabled: false },
      by,
    });
    expect(accesses().at(-1)).toMatchObject({ outcome: "signed-in", method: "provider" });
    expect(account("ada.lovelace")?.signsInWith).toEqual(["provider"]);
  });

  test("is the same account at the next sign-in and after a restart, whatever the name says then", async () => {
    await signIn();
    const id = account("ada.lovelace")?.id;
    await server.restart();
    provider.current = { ...provider.current, preferred_username: "local" };
    const who = await whoAmI(sessionOf(await signIn()));
    expect(who.account).toEqual({ id, name: "ada.lovelace", fromProvider: true });
    expect(server.identity.admin.list()).toHaveLength(2);
  });

  test("never becomes a local account of the same name, nor another person of the provider's", async () => {
    provider.current = { sub: "s-2", preferred_username: "LOCAL", groups: ["watch"] };
    const who = await whoAmI(sessionOf(await signIn()));
    expect(who.account?.name).toMatch(/^local-[\da-f]{6}$/);
    provider.current = { sub: "s-3", preferred_username: "LOCAL", groups: ["watch"] };
    const other = await whoAmI(sessionOf(await signIn()));
    expect(other.account?.name).toMatch(/^local-[\da-f]{6}$/);
    expect(other.account?.id).not.toBe(who.account?.id);
    provider.current = { sub: "s-4", preferred_username: "<>", groups: ["watch"] };
    expect((await whoAmI(sessionOf(await signIn()))).account?.name).toMatch(/^person-[\da-f]{12}$/);
  });

  test("has other roles as soon as the claim says so at a sign-in, on the record", async () => {
    const first = sessionOf(await signIn());
    provider.current = { ...provider.current, groups: ["chiefs"] };
    const second = sessionOf(await signIn());
    expect((await whoAmI(second)).roles).toEqual(["administrator"]);
    // Rights are asked for at each request.
    expect((await whoAmI(first)).roles).toEqual(["administrator"]);
    const changes = server.records.filter(
      (each) => each.kind === "account" && each.change === "roles",
    );
    expect(changes).toMatchObject([{ account: { roles: ["administrator"] } }]);
    await signIn();
    expect(
      server.records.filter((each) => each.kind === "account" && each.change === "roles"),
    ).toHaveLength(1);
  });

  test("loses the session that the browser had before, and no other", async () => {
    const [before, other] = [sessionOf(await signIn()), sessionOf(await signIn())];
    await signIn(before);
    expect((await whoAmI(before)).state).toBe("nobody");
    expect((await whoAmI(other)).state).toBe("account");
  });
});

describe("is not let in, and gets a page that says so", () => {
  test("who has no role; an account that had one loses it and every session", async () => {
    provider.current = { ...provider.current, groups: ["x", "Watch"] };
    expectRefused(await signIn(), 403, "PROVIDER_NO_ROLE");
    expectRecorded("PROVIDER_NO_ROLE");
    expect(server.identity.admin.list()).toHaveLength(1);
    provider.current = { ...provider.current, groups: ["watch"] };
    const session = sessionOf(await signIn());
    const id = account("ada.lovelace")?.id ?? "";
    provider.current = { ...provider.current, groups: [] };
    expectRefused(await signIn(), 403, "PROVIDER_NO_ROLE");
    expectRecorded("PROVIDER_NO_ROLE", id);
    expect((await whoAmI(session)).state).toBe("nobody");
    expect(account("ada.lovelace")?.roles).toEqual([]);
  });

  test("whose account is closed, and the account stays as it was", async () => {
    const session = sessionOf(await signIn());
    const id = account("ada.lovelace")?.id ?? "";
    await server.identity.admin.setDisabled(id, true, BY);
    provider.current = { ...provider.current, groups: ["chiefs"] };
    expectRefused(await signIn(), 403, "ACCOUNT_CLOSED");
    expectRecorded("ACCOUNT_CLOSED", id);
    expect((await whoAmI(session)).state).toBe("nobody");
    expect(account("ada.lovelace")).toMatchObject({
      disabled: true,
      roles: ["viewer", "operator"],
    });
    await server.identity.admin.setDisabled(id, false, BY);
    expect((await signIn()).statusCode).toBe(303);
  });

  test("with a wrong state", async () => {
    const { address, cookie } = await begin();
    const back = new URL(await throughProvider(address));
    back.searchParams.set("state", "A".repeat(43));
    expectRefused(await comeBack(back.href, cookie), 401, "&quot;state&quot;");
    expectRecorded("PROVIDER_REFUSED");
    expect(server.identity.admin.list()).toHaveLength(1);
  });

  const lies: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ["a wrong nonce", { nonce: "another" }, "nonce"],
    ["no nonce", { nonce: undefined }, "nonce"],
    ["another issuer", { iss: "https://evil.example" }, "iss"],
    ["another audience", { aud: "somebody-else" }, "aud"],
    ["two audiences and another party", { aud: ["tocsin-harbour", "b"], azp: "b" }, "azp"],
    ["a token that is over", { exp: 1_700_000_000 }, "exp"],
    ["no end", { exp: undefined }, "exp"],
    ["nobody in it", { sub: undefined }, "sub"],
  ];
  test.each(lies)("with a token that has %s", async (_name, claims, named) => {
    provider.lie = (true_) => ({ ...true_, ...claims });
    const answer = await signIn();
    expectRefused(answer, 401, "PROVIDER_REFUSED");
    expect(answer.body).toContain(named);
    expectRecorded("PROVIDER_REFUSED");
    expect(server.identity.admin.list()).toHaveLength(1);
  });

  test("with a token that another key has signed", async () => {
    provider.foreignKey = true;
    expectRefused(await signIn(), 401, "signature");
    expectRecorded("PROVIDER_REFUSED");
    expect(server.identity.admin.list()).toHaveLength(1);
  });

  test("with an answer that another says it is from, as its address has it", async () => {
    const { address, cookie } = await begin();
    const back = new URL(await throughProvider(address));
    back.searchParams.set("iss", "https://evil.example");
    expectRefused(await comeBack(back.href, cookie), 401, "PROVIDER_REFUSED");
    expect(server.identity.admin.list()).toHaveLength(1);
  });

  test("with an answer that was used, by the same browser and with a new beginning", async () => {
    const { address, cookie } = await begin();
    const back = await throughProvider(address);
    expect((await comeBack(back, cookie)).statusCode).toBe(303);
    expectRefused(await comeBack(back, cookie), 400, "PROVIDER_NOT_BEGUN");
    const again = await begin();
    const replayed = new URL(await throughProvider(again.address));
    replayed.searchParams.set("code", new URL(back).searchParams.get("code") ?? "");
    expectRefused(await comeBack(replayed.href, again.cookie), 401, "invalid_grant");
    expectRecorded("PROVIDER_REFUSED");
  });

  test("in a browser that did not begin it, or began another", async () => {
    const { address, cookie } = await begin();
    const back = await throughProvider(address);
    expectRefused(await comeBack(back, ""), 400, "PROVIDER_NOT_BEGUN");
    expectRefused(await comeBack(back, "A".repeat(43)), 400, "PROVIDER_NOT_BEGUN");
    const other = await begin();
    expectRefused(await comeBack(back, other.cookie), 401, "PROVIDER_REFUSED");
    expect((await comeBack(back, cookie)).statusCode).toBe(303);
    await server.identity.sweep();
    expect(accesses().at(-1)).toMatchObject({ outcome: "refused", count: 2 });
  });

  test("after ten minutes", async () => {
    const { address, cookie } = await begin();
    const back = await throughProvider(address);
    server.nowUs += BEGUN_LASTS_MS * 1_000;
    expectRefused(await comeBack(back, cookie), 400, "PROVIDER_NOT_BEGUN");
    expect(server.identity.admin.list()).toHaveLength(1);
  });

  test("when the provider says no, in a standard word or in none", async () => {
    for (const [error, said] of [
      ["access_denied", "access_denied"],
      ["<script>", "it says no"],
    ]) {
      const { address, cookie } = await begin();
      const back = new URL(REDIRECT);
      back.searchParams.set("error", error ?? "");
      back.searchParams.set("state", new URL(address).searchParams.get("state") ?? "");
      back.searchParams.set("iss", provider.issuer);
      const answer = await comeBack(back.href, cookie);
      expectRefused(answer, 401, said ?? "");
      expect(answer.body).not.toContain("<script>");
    }
  });
});

describe("without the provider", () => {
  test("local accounts sign in, it is shown and told once, and all is well when it is back", async () => {
    await server.person("watch", ["operator"]);
    const { address, cookie } = await begin();
    const back = await throughProvider(address);
    await provider.stop();
    expectRefused(await comeBack(back, cookie), 503, "PROVIDER_UNREACHABLE");
    expectRecorded("PROVIDER_UNREACHABLE");
    for (let time = 0; time < 2; time++) {
      const answer = await server.ask("POST", "/api/identity/provider", { body: {} });
      expect([answer.statusCode, answer.json()]).toMatchObject([
        503,
        { code: "PROVIDER_UNREACHABLE" },
      ]);
    }
    expect(server.failures).toEqual([
      expect.stringContaining("cannot be used: it broke the connection off"),
    ]);
    expect((await whoAmI("")).provider?.reachable).toBe(false);
    const body = { name: "watch", password: PASSWORD };
    const local = await server.ask("POST", "/api/identity/sign-in", { body });
    expect(local.json()).toMatchObject({ state: "account", roles: ["operator"] });
    await provider.start([REDIRECT]);
    expect((await signIn()).statusCode).toBe(303);
    expect((await whoAmI("")).provider?.reachable).toBe(true);
  });

  test("one that listens and never answers is given up on", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const lone = new IdentityServer(provider.config({ issuer: `http://127.0.0.1:${port}` }));
    await lone.identity.admin.add("local", ["administrator"], BY);
    await lone.serve();
    const fromMs = performance.now();
    const answer = await lone.ask("POST", "/api/identity/provider", { body: {} });
    expect(answer.json()).toMatchObject({ code: "PROVIDER_UNREACHABLE" });
    expect(performance.now() - fromMs).toBeLessThan(GIVEN_UP_WITHIN_MS);
    silent.closeAllConnections();
    silent.close();
    await lone.close();
  });

  test("a secret that is not there is said, and not tried without", async () => {
    for (const missing of [
      { secret_env: "TOCSIN_TEST_NO_SUCH" },
      { secret_env: undefined, secret_file: "/nowhere/secret" },
    ]) {
      const lone = new IdentityServer(provider.config(missing));
      await lone.identity.admin.add("local", ["administrator"], BY);
      await lone.serve();
      const answer = await lone.ask("POST", "/api/identity/provider", { body: {} });
      expect(answer.json()).toMatchObject({ code: "PROVIDER_UNREACHABLE" });
      expect(lone.failures).toHaveLength(1);
      await lone.close();
    }
  });

  test("nobody gets in where none is named, nor before anybody has an account", async () => {
    for (const lone of [new IdentityServer(), new IdentityServer(provider.config())]) {
      await lone.serve();
      expect((await lone.ask("GET", "/api/identity")).json()).toMatchObject({
        methods: ["password", "passkey"],
        provider: null,
      });
      const answer = await lone.ask("POST", "/api/identity/provider", { body: {} });
      expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: "PROVIDER_OFF" }]);
      expect((await lone.ask("GET", `${RETURN}?code=x&state=y`)).statusCode).toBe(404);
      await lone.close();
    }
  });
});

describe("an account that a provider has made", () => {
  test("has no password, no passkey, no roles of ours, and does not stand for the last administrator", async () => {
    provider.current = { ...provider.current, groups: ["chiefs"] };
    const session = sessionOf(await signIn());
    const passkey = await server.ask("POST", "/api/identity/passkeys/options", {
      session,
      body: {},
    });
    expect(passkey.json()).toMatchObject({ code: "ACCOUNT_INVALID" });
    const [id, local] = ["ada.lovelace", "local"].map((name) => account(name)?.id ?? "");
    const { admin } = server.identity;
    await expect(admin.reset(id ?? "", BY)).rejects.toMatchObject({ code: "ACCOUNT_INVALID" });
    await expect(admin.setRoles(id ?? "", ["viewer"], BY)).rejects.toMatchObject({
      code: "ACCOUNT_INVALID",
    });
    await expect(admin.setDisabled(local ?? "", true, BY)).rejects.toMatchObject({
      code: "LAST_ADMINISTRATOR",
    });
    const body = { name: "ada.lovelace", password: PASSWORD };
    const answer = await server.ask("POST", "/api/identity/sign-in", { body });
    expect(answer.statusCode).toBe(401);
    expect((await admin.setDisabled(id ?? "", true, BY)).disabled).toBe(true);
  });

  test("is not made while the journal takes nothing; who is known gets in with unchanged roles", async () => {
    server.journalFails = true;
    expectRefused(await signIn(), 503, "IDENTITY_UNAVAILABLE");
    expect(server.identity.admin.list()).toHaveLength(1);
    server.journalFails = false;
    await signIn();
    server.journalFails = true;
    expect((await signIn()).statusCode).toBe(303);
    provider.current = { ...provider.current, groups: ["chiefs"] };
    expectRefused(await signIn(), 503, "IDENTITY_UNAVAILABLE");
    expect(account("ada.lovelace")?.roles).toEqual(["viewer", "operator"]);
  });
});

describe("bounds", () => {
  test("of one address the oldest beginning gives way", async () => {
    const first = await begin();
    const back = await throughProvider(first.address);
    for (let count = 0; count < BEGUN_PER_ADDRESS; count++) await begin();
    expectRefused(await comeBack(back, first.cookie), 400, "PROVIDER_NOT_BEGUN");
    expect(server.identity.admin.list()).toHaveLength(1);
  });

  test("answers that do not hold make an address wait, and keep no local account out", async () => {
    await server.person("watch", ["operator"]);
    provider.lie = (claims) => ({ ...claims, nonce: "another" });
    for (let count = 0; count < ATTEMPTS_PER_ACCOUNT; count++) await signIn();
    const answer = await server.ask("POST", "/api/identity/provider", { body: {} });
    expect([answer.statusCode, answer.json()]).toMatchObject([429, { code: "TOO_MANY_ATTEMPTS" }]);
    const body = { name: "watch", password: PASSWORD };
    expect((await server.ask("POST", "/api/identity/sign-in", { body })).statusCode).toBe(200);
  });
});

test("groups that are told of beside the token count too, and a client without a secret has PKCE", async () => {
  const other = new RealProvider();
  await other.start([REDIRECT], { claimsInToken: false, publicClient: true });
  other.current = { sub: "s-1", preferred_username: "ada", groups: ["chiefs"] };
  await server.close();
  server = new IdentityServer(other.config({ secret_env: undefined }));
  await server.identity.admin.add("local", ["administrator"], BY);
  await server.serve();
  const { address, cookie } = await begin();
  expect(new URL(address).searchParams.get("code_challenge_method")).toBe("S256");
  const answer = await comeBack(await throughProvider(address), cookie);
  expect(await whoAmI(sessionOf(answer))).toMatchObject({
    account: { name: "ada" },
    roles: ["administrator"],
  });
  await other.stop();
});
