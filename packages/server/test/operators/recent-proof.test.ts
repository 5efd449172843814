import type { LightMyRequestResponse } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SoftAuthenticator } from "../identity/soft-authenticator.ts";
import { OperatorWorld } from "./operator-world.ts";

const RAISE = { kind: "raise", areaId: "lock", stage: "take-cover", forS: 600 };
const RETRACT = { kind: "retract", areaId: "lock" };
const HEADERS = { host: "localhost:8080", origin: "http://localhost:8080" };
const authenticator = new SoftAuthenticator({ rpId: "localhost", origin: HEADERS.origin });

let world: OperatorWorld;
beforeEach(async () => {
  world = new OperatorWorld();
  await world.begin();
  await world.command("olga", RAISE);
});
afterEach(() => world.close());

const passkeys = (more: string, body: object = {}): Promise<LightMyRequestResponse> =>
  world.ask("POST", `/api/identity/passkeys${more}`, { as: "sven", headers: HEADERS, body });
const made = async (name: string): Promise<object> => {
  const { challenge } = (await passkeys("/options")).json<{ readonly challenge: string }>();
  return { name, answer: authenticator.create(challenge) };
};
const idOf = (answer: LightMyRequestResponse): string => answer.json<{ readonly id: string }>().id;
const codeOf = (answer: LightMyRequestResponse): unknown =>
  answer.json<{ readonly code?: string }>().code;

test("neither a new passkey nor the end of one stands for a proof of the last minutes", async () => {
  const passkey = idOf(await passkeys("", await made("first")));
  world.pass(200);
  const late = await made("late");
  const proposal = await world.propose("olga", RETRACT);
  world.pass(101);
  for (const answer of [
    await passkeys("/options"),
    await passkeys("", late),
    await passkeys(`/${passkey}/revoke`),
    await world.answer("sven", proposal, "second"),
  ]) {
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, "PROOF_NEEDED"]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
});

test("the session that a revocation begins was proven when the one before it was", async () => {
  const passkey = idOf(await passkeys("", await made("first")));
  world.pass(200);
  world.takeSession("sven", await passkeys(`/${passkey}/revoke`));
  const proposal = await world.propose("olga", RETRACT);
  expect((await passkeys("/options")).statusCode).toBe(200);
  world.pass(101);
  expect(codeOf(await world.answer("sven", proposal, "second"))).toBe("PROOF_NEEDED");
});

test("what was proven while the clock was ahead is no proof once it was set back", async () => {
  world.server.nowUs += 3_600e6;
  world.signInAgain("sven");
  world.server.nowUs -= 3_600e6;
  const proposal = await world.propose("olga", RETRACT);
  expect(codeOf(await world.answer("sven", proposal, "second"))).toBe("PROOF_NEEDED");
  world.signInAgain("sven");
  expect((await world.answer("sven", proposal, "second")).statusCode).toBe(200);
});
