import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { WhoAmI } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ATTEMPTS_PER_ACCOUNT } from "../../src/identity/attempt-limits.ts";
import { SESSIONS_PER_ACCOUNT } from "../../src/identity/session-store.ts";
import { IdentityServer, PASSWORD } from "./identity-server.ts";

const HOUR_US = 3_600_000_000;
const BY = { kind: "post" } as const;
let server: IdentityServer;
beforeEach(async () => {
  server = new IdentityServer();
  await server.serve();
});
afterEach(() => server.close());

const whoAmI = async (session: string): Promise<WhoAmI> =>
  (await server.ask("GET", "/api/identity", { session })).json();
const signIn = (name: string, password: string, from: string = "127.0.0.1") =>
  server.ask("POST", "/api/identity/sign-in", { body: { name, password }, from });
/** The secret of the session that an answer begins. */
const sessionOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }): string =>
  /^tocsin=([\w-]{43}); /.exec(String(answer.headers["set-cookie"]))?.[1] ?? "";

describe("from the first start to the second person", () => {
  test("the first administrator's link makes an account once, and closes the door for everybody else", async () => {
    const { path } = await server.identity.admin.claim();
    const link = path.replace("#/enrol/", "");
    expect((await whoAmI("")).state).toBe("open");
    const body = { link, name: "Ada", password: PASSWORD };
    const answer = await server.ask("POST", "/api/identity/enrol", { body });
    expect(answer.json()).toMatchObject({ state: "account", roles: ["administrator"] });
    expect(await whoAmI(sessionOf(answer))).toMatchObject({ account: { name: "ada" } });
    expect((await whoAmI("")).state).toBe("nobody");
    const again = await server.ask("POST", "/api/identity/enrol", {
      body: { ...body, name: "eve" },
    });
    expect([again.statusCode, again.json()]).toMatchObject([410, { code: "LINK_INVALID" }]);
  });

  test("of two such links only the newer works, and none once somebody has an account", async () => {
    const [old, new_] = [await server.identity.admin.claim(), await server.identity.admin.claim()];
    const look = ({ path }: { readonly path: string }) =>
      server.ask("POST", "/api/identity/link", { body: { link: path.replace("#/enrol/", "") } });
    expect((await look(old)).statusCode).toBe(410);
    expect((await look(new_)).json()).toEqual({ name: null, roles: ["administrator"] });
    await server.identity.admin.add("bob", ["viewer"], BY);
    expect((await look(new_)).statusCode).toBe(410);
  });

  test("a link ends after a day", async () => {
    const { link } = await server.identity.admin.add("bob", ["viewer"], BY);
    const body = { link: link.path.replace("#/enrol/", "") };
    server.nowUs += 24 * HOUR_US;
    expect((await server.ask("POST", "/api/identity/link", { body })).statusCode).toBe(410);
  });

  test("everything but the secrets is in the journal, and comes back from it", async () => {
    const session = await server.person("bob", ["viewer", "operator"]);
    const { account } = await server.identity.admin.add("carol", ["viewer"], BY);
    await server.identity.admin.setDisabled(account.id, true, BY);
    await server.restart();
    expect(server.identity.admin.list()).toMatchObject([
      { name: "bob", roles: ["viewer", "operator"], disabled: false, signsInWith: ["password"] },
      { name: "carol", roles: ["viewer"], disabled: true, signsInWith: [] },
    ]);
    expect(server.identity.caller(session)).toMatchObject({ kind: "account" });
    const journal = join(server.folder, "journal");
    const bytes = readdirSync(journal)
      .map((name) => readFileSync(join(journal, name), "latin1"))
      .join("");
    expect(bytes).toContain('"bob"');
    for (const secret of [session, PASSWORD, "argon2id"]) expect(bytes).not.toContain(secret);
    for (const name of readdirSync(join(server.folder, "identity")))
      expect(statSync(join(server.folder, "identity", name)).mode & 0o077).toBe(0);
  });

  test("without its store the accounts are still there, and nobody can sign in without a new link", async () => {
    await server.person("bob", ["viewer"]);
    server.damageStore();
    await server.restart();
    expect(server.identity.admin.list()).toMatchObject([{ name: "bob", signsInWith: [] }]);
    expect((await signIn("bob", PASSWORD)).statusCode).toBe(401);
  });
});

describe("signing in", () => {
  test("takes name and password, in whatever form a keyboard gives them", async () => {
    const { link } = await server.identity.admin.add("Zoë", ["viewer"], BY);
    const secret = link.path.replace("#/enrol/", "");
    await server.identity.signIn.withLink(
      secret,
      { name: "", password: "trois crêpes à midi" },
      "::1",
    );
    const answer = await signIn("  ZOE\u0308 ", "trois cre\u0302pes a\u0300 midi");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["set-cookie"]).toMatch(
      /^tocsin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  test("says the same of a wrong password, an unknown name and a closed account, after the same work", async () => {
    await server.person("bob", ["viewer"]);
    await server.person("carol", ["viewer"]);
    await server.identity.admin.setDisabled(server.identity.admin.idOf("carol"), true, BY);
    const tried = [
      ["bob", "wrong"],
      ["nobody", "wrong"],
      ["carol", PASSWORD],
    ] as const;
    const answers = [];
    for (const [name, password] of tried) {
      const before = process.cpuUsage();
      const answer = await signIn(name, password);
      const { user } = process.cpuUsage(before);
      answers.push({ status: answer.statusCode, body: answer.body, worked: user > 20_000 });
    }
    expect(answers[0]).toMatchObject({ status: 401, worked: true });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    // What was typed as a name may be a password.
    expect(JSON.stringify(server.records)).not.toContain("nobody");
  });

  test("a session changes at each sign-in, and the one before is over", async () => {
    const first = await server.person("bob", ["viewer"]);
    const answer = await server.ask("POST", "/api/identity/sign-in", {
      session: first,
      body: { name: "bob", password: PASSWORD },
    });
    const second = sessionOf(answer);
    expect(second).not.toBe(first);
    expect((await whoAmI(first)).state).toBe("nobody");
    expect((await whoAmI(second)).state).toBe("account");
  });

  test("a session ends when nobody uses it, and in the end whatever happens", async () => {
    const idle = await server.person("bob", ["viewer"]);
    server.nowUs += HOUR_US;
    expect((await whoAmI(idle)).state).toBe("expired");
    const used = server.session("bob");
    for (let i = 0; i < 20; i++) {
      server.nowUs += HOUR_US / 2 - 1;
      expect((await whoAmI(used)).state).toBe("account");
    }
    server.nowUs += 20;
    expect((await whoAmI(used)).state).toBe("expired");
  });

  test("signing out ends the session on the server", async () => {
    const session = await server.person("bob", ["viewer"]);
    const answer = await server.ask("POST", "/api/identity/sign-out", { session });
    expect(answer.headers["set-cookie"]).toContain("Max-Age=0");
    expect((await whoAmI(session)).state).toBe("nobody");
  });

  test("one account has so many sessions, and the oldest goes", async () => {
    const first = await server.person("bob", ["viewer"]);
    for (let i = 1; i < SESSIONS_PER_ACCOUNT; i++) server.session("bob");
    expect((await whoAmI(first)).state).toBe("account");
    server.session("bob");
    expect((await whoAmI(first)).state).toBe("nobody");
  });

  test("a new password ends all other sessions, and the old one is asked for", async () => {
    const session = await server.person("bob", ["viewer"]);
    const other = server.session("bob");
    const change = (old: string, next: string) =>
      server.ask("POST", "/api/identity/password", { session, body: { old, new: next } });
    expect((await change("wrong", "another good one here")).statusCode).toBe(401);
    expect((await change(PASSWORD, "short")).statusCode).toBe(400);
    const answer = await change(PASSWORD, "another good one here");
    expect((await whoAmI(sessionOf(answer))).state).toBe("account");
    for (const over of [session, other]) expect((await whoAmI(over)).state).toBe("nobody");
    expect((await signIn("bob", PASSWORD)).statusCode).toBe(401);
  });

  test("works though the journal takes nothing; a change of accounts does not", async () => {
    await server.person("bob", ["viewer"]);
    server.journalFails = true;
    expect((await signIn("bob", PASSWORD)).statusCode).toBe(200);
    await expect(server.identity.admin.add("carol", ["viewer"], BY)).rejects.toMatchObject({
      code: "IDENTITY_UNAVAILABLE",
    });
    expect(server.identity.admin.list()).toHaveLength(1);
  });
});

describe("wrong attempts", () => {
  test("make one address wait for one account, longer each time, and lock nobody out from elsewhere", async () => {
    await server.person("bob", ["viewer"]);
    for (let i = 0; i < ATTEMPTS_PER_ACCOUNT; i++)
      expect((await signIn("bob", "wrong", "192.0.2.1")).statusCode).toBe(401);
    const refused = await signIn("bob", PASSWORD, "192.0.2.1");
    expect([refused.statusCode, refused.json()]).toMatchObject([
      429,
      { code: "TOO_MANY_ATTEMPTS" },
    ]);
    expect((await signIn("bob", PASSWORD, "192.0.2.2")).statusCode).toBe(200);
    server.nowUs += 5_000_000;
    expect((await signIn("bob", PASSWORD, "192.0.2.1")).statusCode).toBe(200);
  });

  test("that are refused unread are counted into one record", async () => {
    await server.person("bob", ["viewer"]);
    for (let i = 0; i < ATTEMPTS_PER_ACCOUNT; i++) await signIn("bob", "wrong", "192.0.2.1");
    for (let i = 0; i < 3; i++)
      expect((await signIn("bob", PASSWORD, "192.0.2.1")).statusCode).toBe(429);
    await server.identity.sweep();
    expect(server.records.at(-1)).toMatchObject({ kind: "access", outcome: "refused", count: 3 });
  });
});

describe("accounts", () => {
  test("the last administrator can neither be closed nor lose the role", async () => {
    const session = await server.person("ada", ["administrator"]);
    for (const [verb, body] of [
      ["disable", {}],
      ["roles", { roles: ["viewer"] }],
    ] as const) {
      const answer = await server.ask("POST", `/api/accounts/ada/${verb}`, { session, body });
      expect([answer.statusCode, answer.json()]).toMatchObject([
        409,
        { code: "LAST_ADMINISTRATOR" },
      ]);
    }
  });

  test("new roles hold from the next request on, in sessions that there are", async () => {
    const session = await server.person("bob", ["viewer"]);
    await server.identity.admin.setRoles(server.identity.admin.idOf("bob"), ["observer"], BY);
    expect((await server.ask("GET", "/api/sources", { session })).statusCode).toBe(403);
  });

  test("a reset ends sessions, the password and older links, and gives a new one", async () => {
    const session = await server.person("bob", ["viewer"]);
    const id = server.identity.admin.idOf("bob");
    const first = await server.identity.admin.reset(id, BY);
    await server.identity.admin.reset(id, BY);
    expect((await whoAmI(session)).state).toBe("nobody");
    expect((await signIn("bob", PASSWORD)).statusCode).toBe(401);
    const body = { link: first.link.path.replace("#/enrol/", "") };
    expect((await server.ask("POST", "/api/identity/link", { body })).statusCode).toBe(410);
  });

  test("names that nobody could tell apart, or that are none, are refused", async () => {
    await server.identity.admin.add("bob", ["viewer"], BY);
    await expect(server.identity.admin.add(" BOB", ["viewer"], BY)).rejects.toMatchObject({
      code: "ACCOUNT_EXISTS",
    });
    for (const name of ["", "a b", "x".repeat(65), "<b>", "a\u0000"])
      await expect(server.identity.admin.add(name, ["viewer"], BY)).rejects.toMatchObject({
        code: "ACCOUNT_INVALID",
      });
  });
});
