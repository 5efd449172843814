import type { PasskeyAnswer, PasskeySummary, WhoAmI } from "@tocsin/sdk";
import type { LightMyRequestResponse } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ATTEMPTS_PER_ACCOUNT } from "../../src/identity/attempt-limits.ts";
import { CHALLENGE_LASTS_MS } from "../../src/identity/passkey-challenges.ts";
import { PASSKEYS_PER_ACCOUNT } from "../../src/identity/passkeys.ts";
import { hasNoCertificates } from "../../src/identity/verify-passkey.ts";
import { IdentityServer } from "./identity-server.ts";
import { SoftAuthenticator } from "./soft-authenticator.ts";

const BY = { kind: "post" } as const;
const PAGE = { rpId: "localhost", origin: "http://localhost:8080" };
const HEADERS = { host: "localhost:8080", origin: PAGE.origin };
let server: IdentityServer;
let bob = "";
let bobId = "";
beforeEach(async () => {
  server = new IdentityServer();
  await server.serve();
  bob = await server.person("bob", ["viewer"]);
  bobId = server.identity.admin.idOf("bob");
});
afterEach(() => server.close());

const post = (path: string, body: object, session?: string): Promise<LightMyRequestResponse> =>
  server.ask("POST", `/api/identity/${path}`, {
    body,
    headers: HEADERS,
    ...(session === undefined ? {} : { session }),
  });
const challenge = async (path: string, session?: string): Promise<string> =>
  (await post(path, {}, session)).json<{ readonly challenge: string }>().challenge;
const register = async (
  authenticator: SoftAuthenticator,
  name: string = "key",
): Promise<LightMyRequestResponse> => {
  const answer = authenticator.create(await challenge("passkeys/options", bob));
  return post("passkeys", { name, answer }, bob);
};
const signInWith = (answer: PasskeyAnswer): Promise<LightMyRequestResponse> =>
  post("sign-in/passkey", { answer });
const signIn = async (
  authenticator: SoftAuthenticator,
  deviation: Parameters<SoftAuthenticator["get"]>[2] = {},
): Promise<LightMyRequestResponse> =>
  signInWith(authenticator.get(await challenge("sign-in/passkey/options"), bobId, deviation));
const list = async (session: string): Promise<readonly PasskeySummary[]> =>
  (await server.ask("GET", "/api/identity/passkeys", { session })).json();
const sessionOf = (answer: LightMyRequestResponse): string =>
  /^tocsin=([\w-]{43}); /.exec(String(answer.headers["set-cookie"]))?.[1] ?? "";
const outcome = (answer: LightMyRequestResponse): readonly [number, string | undefined] => [
  answer.statusCode,
  answer.json<{ readonly code?: string }>().code,
];
const REFUSED = [401, "PASSKEY_REFUSED"];
const UNPROVEN = [400, "PASSKEY_UNPROVEN"];

describe("a passkey", () => {
  test("is registered under its name, signs in alone, is listed and revoked, and each step is a record", async () => {
    const authenticator = new SoftAuthenticator(PAGE);
    expect((await register(authenticator, " blue key ")).statusCode).toBe(200);
    const answer = await signIn(authenticator);
    expect(answer.json<WhoAmI>()).toMatchObject({ state: "account", account: { name: "bob" } });
    const session = sessionOf(answer);
    const [passkey] = await list(session);
    expect(passkey).toMatchObject({ name: "blue key", rpId: "localhost", usedUs: server.nowUs });
    expect(server.identity.admin.list()[0].signsInWith).toEqual(["password", "passkey"]);
    const revoked = await post(`passkeys/${passkey.id}/revoke`, {}, session);
    expect(await list(sessionOf(revoked))).toEqual([]);
    // Whoever signed in with it is out: every session of the account has ended but the one that the revocation began.
    for (const old of [session, bob])
      expect(server.identity.caller(old)).toEqual({ kind: "nobody" });
    expect(outcome(await signIn(authenticator))).toEqual(REFUSED);
    const named = { id: passkey.id, name: "blue key" };
    expect(server.records.slice(-4)).toMatchObject([
      { kind: "account", change: "credential", method: "passkey", passkey: named },
      { kind: "access", outcome: "signed-in", method: "passkey", accountId: bobId },
      { kind: "account", change: "credential-removed", method: "passkey", passkey: named },
      { kind: "access", outcome: "failed", method: "passkey", accountId: null },
    ]);
  });

  test("is one of several, and those of a restart are those of before", async () => {
    const [first, second] = [new SoftAuthenticator(PAGE), new SoftAuthenticator(PAGE)];
    await register(first, "first");
    await register(second, "second");
    await server.restart();
    expect((await list(bob)).map(({ name }) => name).sort()).toEqual(["first", "second"]);
    for (const one of [first, second]) expect((await signIn(one)).statusCode).toBe(200);
  });

  test("is not registered where the journal does not take it", async () => {
    server.journalFails = true;
    expect(outcome(await register(new SoftAuthenticator(PAGE)))).toEqual([
      503,
      "IDENTITY_UNAVAILABLE",
    ]);
    server.journalFails = false;
    expect(await list(bob)).toEqual([]);
  });

  test("is nobody else's to revoke", async () => {
    await register(new SoftAuthenticator(PAGE));
    const [{ id }] = await list(bob);
    const eve = await server.person("eve", ["administrator"]);
    expect(outcome(await post(`passkeys/${id}/revoke`, {}, eve))).toEqual([
      404,
      "PASSKEY_NOT_FOUND",
    ]);
    expect(await list(bob)).toHaveLength(1);
  });
});

describe("registering is refused", () => {
  test.each([
    ["without a verified user", { userVerified: false }],
    ["for another site", { rpId: "evil.example" }],
    ["from another page", { origin: "http://localhost:9999" }],
    ["with a signature in place of a new passkey", { type: "webauthn.get" }],
  ])("%s", async (_why, deviation) => {
    const answer = new SoftAuthenticator(PAGE).create(
      await challenge("passkeys/options", bob),
      deviation,
    );
    expect(outcome(await post("passkeys", { name: "key", answer }, bob))).toEqual(UNPROVEN);
    expect(await list(bob)).toEqual([]);
  });

  test("twice for one challenge, after two minutes, for a challenge of another session, and for one of signing in", async () => {
    const once = await challenge("passkeys/options", bob);
    const take = (given: string, session: string): Promise<LightMyRequestResponse> =>
      post("passkeys", { name: "key", answer: new SoftAuthenticator(PAGE).create(given) }, session);
    expect((await take(once, bob)).statusCode).toBe(200);
    expect(outcome(await take(once, bob))).toEqual(UNPROVEN);
    const late = await challenge("passkeys/options", bob);
    server.nowUs += CHALLENGE_LASTS_MS * 1_000;
    expect(outcome(await take(late, bob))).toEqual(UNPROVEN);
    const bobs = await challenge("passkeys/options", bob);
    expect(outcome(await take(bobs, server.session("bob")))).toEqual(UNPROVEN);
    expect(outcome(await take(await challenge("sign-in/passkey/options"), bob))).toEqual(UNPROVEN);
    expect(await list(bob)).toHaveLength(1);
  });

  test("of one that is registered already, of one too many, and without a name", async () => {
    const authenticator = new SoftAuthenticator(PAGE);
    await register(authenticator);
    expect(outcome(await register(authenticator))).toEqual(UNPROVEN);
    expect(outcome(await register(new SoftAuthenticator(PAGE), "  "))).toEqual([
      400,
      "ACCOUNT_INVALID",
    ]);
    const before = await challenge("passkeys/options", bob);
    for (let i = 1; i < PASSKEYS_PER_ACCOUNT; i++) await register(new SoftAuthenticator(PAGE));
    expect(await list(bob)).toHaveLength(PASSKEYS_PER_ACCOUNT);
    const answer = new SoftAuthenticator(PAGE).create(before);
    const full = await post("passkeys/options", {}, bob);
    expect(outcome(full)).toEqual([400, "ACCOUNT_INVALID"]);
    expect((await post("passkeys", { name: "key", answer }, bob)).statusCode).toBe(400);
  });

  test("with an attestation that may have certificates: their addresses would be asked for what is revoked", async () => {
    const made = new SoftAuthenticator(PAGE).create(await challenge("passkeys/options", bob));
    const none = Buffer.from(made.response.attestationObject, "base64url").toString("latin1");
    const withStart = (start: string): string =>
      Buffer.from(none.replace("cfmtdnonegattStmt\xa0", start), "latin1").toString("base64url");
    expect(hasNoCertificates(made.response.attestationObject)).toBe(true);
    expect(hasNoCertificates(withStart("cfmtfpackedgattStmt\xa0"))).toBe(true);
    const certified = withStart("cfmtfpackedgattStmt\xa1cx5c\x80");
    for (const attestationObject of [certified, withStart("cfmtctpmgattStmt\xa0")]) {
      expect(hasNoCertificates(attestationObject)).toBe(false);
      const answer = { ...made, response: { ...made.response, attestationObject } };
      expect(outcome(await post("passkeys", { name: "key", answer }, bob))).toEqual(UNPROVEN);
    }
  });
});

describe("signing in is refused", () => {
  let authenticator: SoftAuthenticator;
  beforeEach(async () => {
    authenticator = new SoftAuthenticator(PAGE);
    await register(authenticator);
  });

  test.each([
    ["without a verified user", { userVerified: false }],
    ["with what was signed for another site", { rpId: "evil.example" }],
    ["with what was signed for another page", { origin: "http://localhost:9999" }],
    ["with the name of another account", { userHandle: "u-somebody-else" }],
    ["with a registration in place of a signature", { type: "webauthn.create" }],
  ])("%s", async (_why, deviation) => {
    expect(outcome(await signIn(authenticator, deviation))).toEqual(REFUSED);
    expect((await signIn(authenticator)).statusCode).toBe(200);
  });

  test("twice for one challenge, after two minutes, for a made-up one and for one of registering", async () => {
    const once = await challenge("sign-in/passkey/options");
    expect((await signInWith(authenticator.get(once, bobId))).statusCode).toBe(200);
    expect(outcome(await signInWith(authenticator.get(once, bobId)))).toEqual(REFUSED);
    const late = await challenge("sign-in/passkey/options");
    server.nowUs += CHALLENGE_LASTS_MS * 1_000;
    expect(outcome(await signInWith(authenticator.get(late, bobId)))).toEqual(REFUSED);
    expect(outcome(await signInWith(authenticator.get("A".repeat(43), bobId)))).toEqual(REFUSED);
    const other = await challenge("passkeys/options", bob);
    expect(outcome(await signInWith(authenticator.get(other, bobId)))).toEqual(REFUSED);
  });

  test("with a passkey that nobody has, and with another's signature", async () => {
    const stranger = new SoftAuthenticator(PAGE);
    expect(outcome(await signIn(stranger))).toEqual(REFUSED);
    const forged = stranger.get(await challenge("sign-in/passkey/options"), bobId);
    const answer = { ...forged, id: authenticator.id.toString("base64url") };
    expect(outcome(await signInWith(answer))).toEqual(REFUSED);
  });

  test("with a counter that goes back or stays, which the record says; a forged one says nothing of a counter", async () => {
    const last = (): unknown => server.records.at(-1);
    expect((await signIn(authenticator, { counter: 7 })).statusCode).toBe(200);
    for (const counter of [7, 6, 0]) {
      expect(outcome(await signIn(authenticator, { counter }))).toEqual(REFUSED);
      expect(last()).toMatchObject({ outcome: "failed", why: "counter-went-back" });
    }
    const forged = authenticator.get(await challenge("sign-in/passkey/options"), bobId, {
      counter: 1,
    });
    const signature = forged.response.signature.replace(/.{4}$/, "AAAA");
    await signInWith({ ...forged, response: { ...forged.response, signature } });
    expect(last()).not.toHaveProperty("why");
    server.nowUs += 3_600_000_000;
    expect((await signIn(authenticator, { counter: 8 })).statusCode).toBe(200);
  });

  test("but not where the authenticator does not count", async () => {
    for (let i = 0; i < 2; i++)
      expect((await signIn(authenticator, { counter: 0 })).statusCode).toBe(200);
  });

  test("while the account is closed; a reset ends the passkey for good", async () => {
    const { admin } = server.identity;
    await admin.setDisabled(bobId, true, BY);
    expect(outcome(await signIn(authenticator))).toEqual(REFUSED);
    await admin.setDisabled(bobId, false, BY);
    expect((await signIn(authenticator)).statusCode).toBe(200);
    await admin.reset(bobId, BY);
    expect(outcome(await signIn(authenticator))).toEqual(REFUSED);
    expect(admin.list()[0].signsInWith).toEqual([]);
  });

  test("after a crash between the record of a revocation and the store", async () => {
    const [{ id }] = await list(bob);
    const row = server.database.prepare("SELECT * FROM passkey").get();
    const applied = server.database.prepare("SELECT sequence FROM applied").get();
    await post(`passkeys/${id}/revoke`, {}, bob);
    const columns = Object.keys(row ?? {});
    server.database
      .prepare(`INSERT INTO passkey (${columns.join()}) VALUES (${columns.map(() => "?").join()})`)
      .run(...Object.values(row ?? {}));
    server.database.prepare("UPDATE applied SET sequence = ?").run(Number(applied?.["sequence"]));
    await server.restart();
    expect(server.database.prepare("SELECT id FROM passkey").all()).toEqual([]);
  });

  test("for a while after some wrong attempts, unlike a password from there", async () => {
    for (let i = 0; i < ATTEMPTS_PER_ACCOUNT + 1; i++) {
      const given = await challenge("sign-in/passkey/options");
      await signInWith(authenticator.get(given, bobId, { userVerified: false }));
    }
    const refused = await post("sign-in/passkey/options", {});
    expect(outcome(refused)).toEqual([429, "TOO_MANY_ATTEMPTS"]);
  });
});

describe("a page that browsers give no passkey to", () => {
  test.each([
    ["an IPv4 address", { host: "127.0.0.1:80", origin: "https://127.0.0.1:80" }],
    ["an IPv6 address", { host: "[::1]:80", origin: "https://[::1]:80" }],
    ["no page at all", { host: "localhost:8080" }],
  ])("%s is told so", async (_what, headers) => {
    for (const path of ["sign-in/passkey/options", "passkeys/options"]) {
      const answer = await server.ask("POST", `/api/identity/${path}`, { session: bob, headers });
      expect(outcome(answer)).toEqual([400, "PASSKEY_PAGE"]);
    }
  });

  test("a passkey of one name does not work under another port's page", async () => {
    const authenticator = new SoftAuthenticator(PAGE);
    await register(authenticator);
    const given = await challenge("sign-in/passkey/options");
    const answer = authenticator.get(given, bobId);
    const other = await server.ask("POST", "/api/identity/sign-in/passkey", {
      body: { answer },
      headers: { host: "localhost:9090", origin: "http://localhost:9090" },
    });
    expect(outcome(other)).toEqual(REFUSED);
  });
});
