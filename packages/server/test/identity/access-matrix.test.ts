import { ROLE_NAMES, type Role, SERVICE_PERMISSIONS } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES } from "../../src/http/api-description.ts";
import { localAuthorization } from "../../src/http/identity/local-key.ts";
import { IdentityServer } from "./identity-server.ts";

/** Who may, said once more and by hand: a slip in the roles or in a route's entry shows here. */
const EVERYBODY = "everybody";
const ONE_PROOF = "one proof";
const SIGNED_IN = "signed in";
const REPORT = "observer operator supervisor";
const VIEW = "viewer operator supervisor planner administrator auditor";
const WHO: Readonly<Record<string, string>> = {
  "GET /api/status": VIEW,
  "GET /api/sources": VIEW,
  "GET /api/sources/{id}": VIEW,
  "GET /api/sources/{id}/timeline": VIEW,
  "GET /api/sources/{id}/why": VIEW,
  "GET /api/sources/{id}/report": VIEW,
  "GET /api/sources/{id}/official": VIEW,
  "GET /api/sources/{id}/scorecard": VIEW,
  "GET /api/stories": VIEW,
  "GET /api/stories/{id}": VIEW,
  "GET /api/live": VIEW,
  "GET /api/openapi.json": EVERYBODY,
  "GET /healthz": EVERYBODY,
  "GET /readyz": EVERYBODY,
  "GET /metrics": VIEW,
  "GET /api/identity": EVERYBODY,
  "POST /api/identity/sign-in": EVERYBODY,
  "POST /api/identity/sign-out": ONE_PROOF,
  "POST /api/identity/link": EVERYBODY,
  "POST /api/identity/enrol": EVERYBODY,
  "POST /api/identity/password": SIGNED_IN,
  "POST /api/identity/prove": SIGNED_IN,
  "POST /api/identity/prove/passkey/options": SIGNED_IN,
  "POST /api/identity/prove/passkey": SIGNED_IN,
  "POST /api/identity/provider": EVERYBODY,
  "GET /api/identity/provider/return": EVERYBODY,
  "GET /api/identity/passkeys": SIGNED_IN,
  "POST /api/identity/passkeys/options": SIGNED_IN,
  "POST /api/identity/passkeys": SIGNED_IN,
  "POST /api/identity/keys": SIGNED_IN,
  "POST /api/identity/passkeys/{id}/revoke": SIGNED_IN,
  "POST /api/identity/sign-in/passkey/options": EVERYBODY,
  "POST /api/identity/sign-in/passkey": EVERYBODY,
  "GET /api/accounts": "administrator",
  "POST /api/accounts": "administrator",
  "POST /api/accounts/{id}/roles": "administrator",
  "POST /api/accounts/{id}/disable": "administrator",
  "POST /api/accounts/{id}/enable": "administrator",
  "POST /api/accounts/{id}/erase": "administrator",
  "POST /api/accounts/{id}/reset": "administrator",
  "GET /api/devices": "administrator",
  "POST /api/devices": "administrator",
  "POST /api/devices/enrol": EVERYBODY,
  "POST /api/devices/certify": EVERYBODY,
  "POST /api/devices/{id}/revoke": "administrator",
  "GET /api/recipients": VIEW,
  "POST /api/recipients/{channel}/{id}/test": "administrator",
  "GET /api/tokens": "administrator",
  "POST /api/tokens": "administrator",
  "POST /api/tokens/{id}/revoke": "administrator",
  "GET /api/observations/site": REPORT,
  "POST /api/observations": REPORT,
  "POST /api/observations/{id}/withdraw": REPORT,
  "GET /api/observations": "operator supervisor",
  "POST /api/observations/sealed": EVERYBODY,
  "GET /api/operations": VIEW,
  "POST /api/commands": "operator supervisor",
  "GET /api/proposals": "operator supervisor",
  "POST /api/proposals/{id}/second": "supervisor",
  "POST /api/proposals/{id}/refuse": "operator supervisor",
  "POST /api/proposals/{id}/withdraw": "operator supervisor",
  "POST /api/outcomes": "operator supervisor",
  "GET /api/drills": VIEW,
  "GET /api/drills/{id}": VIEW,
  "GET /api/drill": "operator supervisor",
  "POST /api/drill": "operator supervisor",
  "POST /api/drill/stop": "operator supervisor",
  "POST /api/plan": "planner",
  "GET /api/plan/progress": "planner",
};

/** What the command line may do though it acts for people. */
const BY_COMMAND_LINE: ReadonlySet<string> = new Set([
  "POST /api/outcomes",
  "GET /api/drill",
  "POST /api/drill",
  "POST /api/drill/stop",
]);

interface Route {
  readonly key: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly who: string;
}
const routes = ROUTES.map(({ path, method }): Route => {
  const key = `${method ?? "GET"} ${path}`;
  const url = path.replaceAll("{id}", "nobody-of-that-name");
  return { key, method: method ?? "GET", url, who: WHO[key] ?? "no entry" };
});

test("each route has an entry, and each entry a route", () => {
  expect(routes.map(({ key }) => key).sort()).toEqual(Object.keys(WHO).sort());
});

/** What programs may ask for, said once more as well. */
const ROUTES_OF_TOKENS = {
  measure: /^GET \/metrics$/,
  view: /^GET \/api\/(status|live|operations|recipients|stories.*|sources.*|drills.*)$/,
} as const;
const tokens = new Map<string, string>();

const shared = new IdentityServer();
const unclaimed = new IdentityServer();
let closed = "";
beforeAll(async () => {
  const { admin } = shared.identity;
  const by = { kind: "post" } as const;
  for (const role of ROLE_NAMES) await admin.add(role, [role], by);
  const { account } = await admin.add("closed", ["administrator"], by);
  closed = shared.session("closed");
  await admin.setDisabled(account.id, true, by);
  const { services } = shared.identity;
  for (const permission of SERVICE_PERMISSIONS)
    tokens.set(
      permission,
      (await services.issue({ name: permission, permission, days: 9 }, by)).secret,
    );
  const past = await services.issue({ name: "past", permission: "view", days: 1 }, by);
  shared.nowUs += 86_400_000_000;
  const gone = await services.issue({ name: "gone", permission: "view", days: 9 }, by);
  await services.revoke(gone.token.id, by);
  tokens.set("over", past.secret).set("revoked", gone.secret);
  tokens.set("made up", `tocsin-service-${"A".repeat(43)}`);
  await shared.serve();
  await unclaimed.serve();
});
afterAll(async () => {
  await shared.close();
  await unclaimed.close();
});

/** What the guard refuses with; what comes behind it is the route's own matter. */
const GUARD_CODES = new Set([
  "SIGN_IN_NEEDED",
  "SESSION_EXPIRED",
  "SECOND_FACTOR_NEEDED",
  "NOT_ALLOWED",
]);

describe.each(routes)("$key", ({ key, method, url, who }) => {
  let server = shared;

  const refused = async (options: Parameters<IdentityServer["ask"]>[2]): Promise<string | null> => {
    const answer = await server.ask(method, url, options);
    const code = answer.headers["content-type"]?.toString().includes("json")
      ? (answer.json<{ readonly code?: string } | null>()?.code ?? null)
      : null;
    if (code === null || !GUARD_CODES.has(code)) return null;
    expect(answer.statusCode).toBe(
      code === "SIGN_IN_NEEDED" || code === "SESSION_EXPIRED" ? 401 : 403,
    );
    return code;
  };
  const mayRole = (role: Role): boolean =>
    who === EVERYBODY || who === ONE_PROOF || who === SIGNED_IN || who.split(" ").includes(role);

  test.each(ROLE_NAMES)("as %s", async (role) => {
    expect(await refused({ session: server.session(role) })).toBe(
      mayRole(role) ? null : "NOT_ALLOWED",
    );
  });

  test("signed out", async () => {
    const expected = who === EVERYBODY ? null : "SIGN_IN_NEEDED";
    expect(await refused({})).toBe(expected);
    expect(await refused({ session: "made-up" })).toBe(expected);
    expect(await refused({ session: "A".repeat(43) })).toBe(expected);
  });

  test("with a session that is over", async () => {
    const session = server.session("administrator");
    server.nowUs += 2 * 3_600_000_000;
    const code = await refused({ session });
    server.nowUs -= 2 * 3_600_000_000;
    expect(code).toBe(who === EVERYBODY ? null : "SESSION_EXPIRED");
  });

  test("with the second proof missing", async () => {
    const session = server.session("administrator", true);
    const free = who === EVERYBODY || who === ONE_PROOF;
    expect(await refused({ session })).toBe(free ? null : "SECOND_FACTOR_NEEDED");
  });

  test("with an account that is closed", async () => {
    expect(await refused({ session: closed })).toBe(who === EVERYBODY ? null : "SIGN_IN_NEEDED");
  });

  test("from the command line beside the data, and from one that only says so", async () => {
    const own = { authorization: localAuthorization(server.localKey.secret) };
    const personal =
      !BY_COMMAND_LINE.has(key) &&
      [ONE_PROOF, SIGNED_IN, "operator supervisor", "supervisor"].includes(who);
    expect(await refused({ headers: own })).toBe(personal ? "SIGN_IN_NEEDED" : null);
    const other = { authorization: localAuthorization("A".repeat(43)) };
    expect(await refused({ headers: other })).toBe(who === EVERYBODY ? null : "SIGN_IN_NEEDED");
  });

  test.each(SERVICE_PERMISSIONS)("with a token that may %s", async (permission) => {
    const headers = { authorization: `Bearer ${tokens.get(permission)}` };
    const mayToken = ROUTES_OF_TOKENS[permission].test(key);
    const expected = who === EVERYBODY || mayToken ? null : "NOT_ALLOWED";
    expect(await refused({ headers })).toBe(expected);
    // Beside a session it is the token that counts.
    const session = server.session("administrator");
    expect(await refused({ headers, session })).toBe(expected);
  });

  test("with a token that is over, revoked or made up", async () => {
    const expected = who === EVERYBODY ? null : "SIGN_IN_NEEDED";
    for (const kind of ["over", "revoked", "made up"]) {
      const headers = { authorization: `Bearer ${tokens.get(kind)}` };
      expect(await refused({ headers })).toBe(expected);
    }
  });

  test("where nobody has an account yet: from this machine, from elsewhere, and through a proxy", async () => {
    server = unclaimed;
    const open = who === EVERYBODY || who === VIEW ? null : "SIGN_IN_NEEDED";
    const shut = who === EVERYBODY ? null : "SIGN_IN_NEEDED";
    expect(await refused({})).toBe(open);
    expect(await refused({ from: "::ffff:127.0.0.1" })).toBe(open);
    expect(await refused({ from: "192.0.2.7" })).toBe(shut);
    expect(await refused({ headers: { "x-forwarded-for": "192.0.2.7" } })).toBe(shut);
    server = shared;
  });
});

test.each(routes.filter(({ method }) => method === "POST"))(
  "$key from a page of another site changes nothing",
  async ({ method, url }) => {
    const session = shared.session("administrator");
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ]) {
      const answer = await shared.ask(method, url, { session, headers });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ code: "REQUEST_INVALID" });
    }
  },
);

test("a route without an entry answers nobody", async () => {
  const server = new IdentityServer();
  await server.identity.admin.add("ada", ["administrator"], { kind: "post" });
  const session = server.session("ada");
  await server.serve((app) => app.get("/api/forgotten", () => "secret"));
  const answer = await server.ask("GET", "/api/forgotten", { session });
  expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: "NOT_ALLOWED" }]);
  await server.close();
});
