import { join } from "node:path";
import type { DefenceEvent } from "@tocsin/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordSummary } from "../../src/cli/text/record-summary.ts";
import { commandAnswerSchema } from "../../src/http/operators/operator-schemas.ts";
import { AccountView } from "../../src/identity/account-view.ts";
import { openIdentityDatabase } from "../../src/identity/identity-database.ts";
import { localAuthorization } from "../../src/http/identity/local-key.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { decodeProposal } from "../../src/operators/proposal-record.ts";
import { REQUESTS_KEPT_MAX } from "../../src/operators/command-desk.ts";
import { LiveRunner } from "../../src/pipeline/live-runner.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { PASSWORD } from "../identity/identity-server.ts";
import { ELSEWHERE, OperatorWorld } from "./operator-world.ts";

const RAISE = { kind: "raise", areaId: "lock", stage: "take-cover", forS: 600 };
const RETRACT = { kind: "retract", areaId: "lock" };
const INHIBIT = { kind: "inhibit", areaId: "lock", forS: 600 };

let world: OperatorWorld;
const begin = async (operators: object = {}): Promise<void> => {
  world = new OperatorWorld(operators);
  await world.begin();
};
afterEach(() => world.close());

const codeOf = (answer: { readonly json: () => unknown }): unknown =>
  (answer.json() as { readonly code?: string }).code;

describe("commands of people", () => {
  beforeEach(() => begin());

  test("one person warns at once", async () => {
    const answer = await world.command("olga", RAISE);
    expect(answer.json()).toEqual({ outcome: "done", proposal: null });
    expect(world.stage("lock")).toBe("take-cover");
    expect(world.sent).toMatchObject([{ areaId: "lock", stage: "take-cover" }]);
  });

  test("a retraction waits for a second person, and goes out when another agrees", async () => {
    await world.command("olga", RAISE);
    const id = await world.propose("olga", RETRACT);
    expect(world.stage("lock")).toBe("take-cover");
    const { proposals } = world.operators.operations();
    expect(proposals).toMatchObject([
      { id, by: { name: "olga" }, reason: "a test of it", countdown: false },
    ]);
    const [text] = proposals[0]?.message ?? [];
    expect(text?.headline).toContain("FALSE ALARM");
    const answer = await world.answer("sven", id, "second");
    expect(answer.json()).toMatchObject({ outcome: "done", proposal: { end: "seconded" } });
    expect(world.stage("lock")).toBeNull();
    expect(world.sent.at(-1)).toMatchObject({ areaId: "lock", stage: "retraction", action: "end" });
  });

  test("each answer is what the description says, and no more", async () => {
    await world.command("olga", RAISE);
    const proposed = await world.command("olga", RETRACT);
    const { proposal } = proposed.json<{ readonly proposal: { readonly id: string } }>();
    const answers = [
      await world.command("omar", { ...RAISE, areaId: "village" }),
      proposed,
      await world.answer("omar", proposal.id, "refuse"),
      await world.answer("sven", await world.propose("olga", RETRACT), "second"),
    ];
    for (const answer of answers)
      expect(commandAnswerSchema.safeParse(answer.json())).toMatchObject({ success: true });
    expect(answers.map((answer) => answer.json<{ outcome: string }>().outcome)).toEqual([
      "done",
      "proposed",
      "closed",
      "done",
    ]);
  });

  test("the record names both, and why", async () => {
    await world.command("olga", RAISE);
    await world.answer("sven", await world.propose("olga", RETRACT), "second");
    const { server } = world;
    server.journal.awaitDurable(server.journal.lastSequence(), 60_000);
    const records = [...readJournal(journalDirectory(server.folder))];
    const proposals = records.flatMap(({ type, payload }) => decodeProposal(type, payload) ?? []);
    expect(proposals).toMatchObject([
      { change: "proposed", by: server.identity.admin.idOf("olga"), reason: "a test of it" },
      { change: "seconded", by: server.identity.admin.idOf("sven") },
    ]);
    const lines = records.filter(({ type }) => type === RECORD_TYPES.proposal).map(recordSummary);
    expect(lines.map(({ line }) => line).join()).toMatch(
      /proposal \S+ made by \S+: \{"kind":"retract","areaId":"lock"\} \(a test of it\).* seconded by /,
    );
    expect(JSON.stringify(lines)).not.toMatch(/olga|sven/);
    const commands = records.flatMap(({ type, payload }) => {
      const decoded = decodeRecord(type, payload);
      return decoded.kind === "event" && decoded.event.type === "command" ? [decoded.event] : [];
    });
    expect(commands).toMatchObject([
      { command: { kind: "raise" }, seconded: null },
      {
        command: { kind: "retract" },
        by: server.identity.admin.idOf("olga"),
        reason: "a test of it",
        seconded: { by: server.identity.admin.idOf("sven"), how: "person" },
      },
    ]);
  });

  describe("an account and whoever lately gave it its way in or its rights may be one person", () => {
    const by = (name: string) =>
      ({ kind: "account", id: world.server.identity.admin.idOf(name) }) as const;
    const seconded = async (first: string, second: string): Promise<unknown> => {
      await world.command(first, RAISE);
      const id = await world.propose(first, RETRACT);
      const answer = await world.answer(second, id, "second");
      await world.answer(first, id, "withdraw");
      return answer.statusCode === 200 ? "done" : codeOf(answer);
    };

    test("one that was made by the proposer, directly or by another, for a day", async () => {
      const { admin } = world.server.identity;
      await admin.setRoles(by("olga").id, ["operator", "supervisor", "administrator"], {
        kind: "post",
      });
      await admin.add("other", ["administrator"], by("olga"));
      await admin.add("sock", ["supervisor", "operator"], by("other"));
      world.signInAgain("sock");
      expect(await seconded("olga", "sock")).toBe("SECOND_NOT_INDEPENDENT");
      expect(await seconded("sock", "olga")).toBe("SECOND_NOT_INDEPENDENT");
      expect(await seconded("omar", "sock")).toBe("done");
      world.pass(86_401);
      for (const name of ["olga", "sock"]) world.signInAgain(name);
      expect(await seconded("olga", "sock")).toBe("done");
    });

    test("one that was given another way in, or the right to agree", async () => {
      const { admin } = world.server.identity;
      await admin.setRoles(by("omar").id, ["operator", "supervisor"], by("olga"));
      await admin.reset(by("sara").id, by("olga"));
      for (const name of ["omar", "sara"]) {
        world.signInAgain(name);
        expect(await seconded("olga", name)).toBe("SECOND_NOT_INDEPENDENT");
      }
      // Whoever gave it a way in later has taken away the one before.
      await admin.reset(by("sara").id, by("adam"));
      world.signInAgain("sara");
      expect(await seconded("olga", "sara")).toBe("done");
      expect(await seconded("olga", "sven")).toBe("done");
    });

    test("also where the store of accounts was made anew from the record", async () => {
      const { admin } = world.server.identity;
      await admin.add("sock", ["supervisor"], by("olga"));
      const { server } = world;
      server.journal.awaitDurable(server.journal.lastSequence(), 60_000);
      const { database } = openIdentityDatabase(join(server.folder, "anew"));
      const view = new AccountView(database);
      view.catchUp(journalDirectory(server.folder), server.journal.lastSequence());
      expect(view.makersOf(by("sock").id, 0)).toEqual([by("olga").id]);
      database.close();
    });
  });

  test("nobody agrees to their own, and no operator stands for a supervisor", async () => {
    await world.command("sven", RAISE);
    const id = await world.propose("sven", RETRACT);
    const own = await world.answer("sven", id, "second");
    expect([own.statusCode, codeOf(own)]).toEqual([403, "SECOND_PERSON_NEEDED"]);
    expect(codeOf(await world.answer("omar", id, "second"))).toBe("NOT_ALLOWED");
    expect(codeOf(await world.answer("adam", id, "second"))).toBe("NOT_ALLOWED");
    expect(world.stage("lock")).toBe("take-cover");
  });

  test("whoever agrees has shown who they are in the last minutes", async () => {
    await world.givePassword("sven");
    await world.command("olga", RAISE);
    world.pass(200);
    const id = await world.propose("olga", RETRACT);
    world.pass(110);
    expect(codeOf(await world.answer("sven", id, "second"))).toBe("PROOF_NEEDED");
    const wrong = await world.ask("POST", "/api/identity/prove", {
      as: "sven",
      body: { password: "not the right one at all" },
    });
    expect(codeOf(wrong)).toBe("SIGN_IN_FAILED");
    expect(codeOf(await world.answer("sven", id, "second"))).toBe("PROOF_NEEDED");
    await world.ask("POST", "/api/identity/prove", { as: "sven", body: { password: PASSWORD } });
    expect((await world.answer("sven", id, "second")).json()).toMatchObject({ outcome: "done" });
  });

  test("a proposal lapses, is refused, or is taken back, and then nobody can agree to it", async () => {
    await world.command("olga", RAISE);
    const ends = [
      async (id: string) => expect((await world.answer("omar", id, "refuse")).statusCode).toBe(200),
      async (id: string) =>
        expect((await world.answer("olga", id, "withdraw")).statusCode).toBe(200),
      async () => world.pass(121),
    ];
    for (const end of ends) {
      const id = await world.propose("olga", RETRACT);
      await end(id);
      const late = await world.answer("sven", id, "second");
      expect([late.statusCode, codeOf(late)]).toEqual([409, "PROPOSAL_CLOSED"]);
    }
    expect(world.stage("lock")).toBe("take-cover");
    const { closed } = (await world.ask("GET", "/api/proposals", { as: "olga" })).json<{
      readonly closed: readonly { readonly end: string }[];
    }>();
    expect(closed.map(({ end }) => end)).toEqual(["lapsed", "withdrawn", "refused"]);
  });

  test("only who proposed takes it back; anybody who may operate refuses", async () => {
    await world.command("olga", RAISE);
    const id = await world.propose("olga", RETRACT);
    expect(codeOf(await world.answer("omar", id, "withdraw"))).toBe("NOT_ALLOWED");
    expect(codeOf(await world.answer("vera", id, "refuse"))).toBe("NOT_ALLOWED");
    expect(world.operators.operations().proposals).toHaveLength(1);
  });

  test("a command on what has changed since is refused, and says what is so now", async () => {
    const before = world.body({ ...RAISE, stage: "pre-alert" });
    await world.command("olga", RAISE);
    const late = await world.ask("POST", "/api/commands", { as: "omar", body: before });
    expect([late.statusCode, codeOf(late)]).toEqual([409, "STATE_CHANGED"]);
    expect(late.json<{ message: string }>().message).toContain("The lock: take-cover, alarm 1");
  });

  test("a proposal on what has changed since ends, and takes effect no more", async () => {
    await world.command("olga", { ...RAISE, stage: "pre-alert" });
    const id = await world.propose("olga", RETRACT);
    await world.command("omar", RAISE);
    const late = await world.answer("sven", id, "second");
    expect([codeOf(late), world.stage("lock")]).toEqual(["PROPOSAL_CLOSED", "take-cover"]);
  });

  test("the same request again is answered, and acted on once", async () => {
    const raise = world.body(RAISE);
    for (let i = 0; i < 3; i++) {
      const answer = await world.ask("POST", "/api/commands", { as: "olga", body: raise });
      expect(answer.json()).toEqual({ outcome: "done", proposal: null });
    }
    expect(world.sent).toHaveLength(1);
    const retract = world.body(RETRACT);
    const both = await Promise.all(
      [0, 1].map(() => world.ask("POST", "/api/commands", { as: "olga", body: retract })),
    );
    for (const answer of both) expect(answer.json()).toMatchObject({ outcome: "proposed" });
    expect(world.operators.operations().proposals).toHaveLength(1);
    await world.answer("sven", retract.id, "second");
    await world.answer("sven", retract.id, "second");
    expect(world.sent.filter(({ stage }) => stage === "retraction")).toHaveLength(1);
  });

  test("an id that was used for something else, or by somebody else, does nothing", async () => {
    const raise = world.body(RAISE);
    await world.ask("POST", "/api/commands", { as: "olga", body: raise });
    const other = { ...raise, command: { ...RAISE, areaId: "village" } };
    for (const [as, body] of [
      ["olga", other],
      ["omar", raise],
    ] as const)
      expect(codeOf(await world.ask("POST", "/api/commands", { as, body }))).toBe(
        "REQUEST_INVALID",
      );
    expect(world.sent).toHaveLength(1);
  });

  test("nor does the id of a proposal, when its request is forgotten", async () => {
    await world.command("olga", RAISE);
    const proposed = world.body(RETRACT);
    await world.ask("POST", "/api/commands", { as: "olga", body: proposed });
    for (let i = 0; i < REQUESTS_KEPT_MAX; i++)
      await world.operators.answer({
        ask: "command",
        signed: null,
        makers: [],
        person: { id: "u-omar", name: "omar" },
        request: {
          id: `many-${i}`,
          command: { ...RAISE, areaId: "village" } as never,
          seen: world.seen("village"),
          reason: "once more",
        },
      });
    const { id } = proposed;
    for (const command of [RETRACT, INHIBIT]) {
      const again = await world.command("olga", command, { id });
      expect([again.statusCode, codeOf(again)]).toEqual([400, "REQUEST_INVALID"]);
    }
    expect(world.operators.operations().proposals).toMatchObject([{ id, by: { name: "olga" } }]);
    await world.answer("omar", id, "refuse");
    expect(codeOf(await world.command("olga", RETRACT, { id }))).toBe("REQUEST_INVALID");
  });

  test("what the record does not take is not lowered; raising goes on", async () => {
    await world.command("olga", RAISE);
    const id = await world.propose("olga", RETRACT);
    world.journalFails = true;
    expect(codeOf(await world.answer("sven", id, "second"))).toBe("COMMAND_UNRECORDED");
    expect(codeOf(await world.command("omar", INHIBIT))).toBe("COMMAND_UNRECORDED");
    expect(world.stage("lock")).toBe("take-cover");
    const answer = await world.command("omar", { ...RAISE, areaId: "village" });
    expect([answer.statusCode, world.stage("village")]).toEqual([200, "take-cover"]);
  });

  test("an inhibit is shown, lifted by one, and never longer than 15 minutes", async () => {
    const long = await world.command("olga", { ...INHIBIT, forS: 901 });
    expect(codeOf(long)).toBe("REQUEST_INVALID");
    await world.answer("sven", await world.propose("olga", INHIBIT), "second");
    const [area] = world.operators.operations().areas;
    expect(area?.inhibitedUntilUs).toBe(world.server.nowUs + 600_000_000);
    await world.command("omar", { kind: "lift-inhibit", areaId: "lock" });
    expect(world.operators.operations().areas).toEqual([]);
  });

  test("the command line's right to the files is no person", async () => {
    const headers = { authorization: localAuthorization(world.server.localKey.secret) };
    const body = world.body(RAISE);
    expect(codeOf(await world.ask("POST", "/api/commands", { headers, body }))).toBe(
      "SIGN_IN_NEEDED",
    );
    const id = await world.command("olga", RAISE).then(() => world.propose("olga", RETRACT));
    expect(codeOf(await world.ask("POST", `/api/proposals/${id}/second`, { headers }))).toBe(
      "SIGN_IN_NEEDED",
    );
  });

  test("no input commands, whatever its adapter makes up", async () => {
    await world.command("olga", RAISE);
    const runner = new LiveRunner({
      pipeline: world.pipeline,
      clock: {
        nowUs: () => world.server.nowUs,
        waitUntil: () => Promise.resolve(),
        steppedByS: () => 0,
      },
      fault: (fault) => world.pipeline.fault(fault),
      localInputs: new Set(["file"]),
    });
    const seconded = { by: "somebody else", how: "person" } as const;
    for (const input of ["file", "network"])
      runner.sink(input).report?.({
        type: "command",
        receivedUs: world.server.nowUs,
        command: RETRACT,
        by: "somebody",
        reason: "made up",
        seconded,
      } as unknown as DefenceEvent);
    expect(world.stage("lock")).toBe("take-cover");
    const refusals = world.effects.flatMap((effect) =>
      effect.type === "fault" && effect.fault.code === "INPUT_REJECTED"
        ? [effect.fault.subject]
        : [],
    );
    expect(refusals).toEqual(["file not-a-report", "network not-a-report"]);
  });

  test("a second person elsewhere does not do, whatever a header says", async () => {
    await world.command("olga", RAISE);
    const id = await world.propose("olga", RETRACT);
    const from = await world.answer("sven", id, "second", { from: ELSEWHERE });
    expect(codeOf(from)).toBe("SECOND_NOT_ON_SITE");
    const headers = { "x-forwarded-for": "10.0.0.1" };
    expect(codeOf(await world.answer("sven", id, "second", { headers }))).toBe(
      "SECOND_NOT_ON_SITE",
    );
    expect(world.stage("lock")).toBe("take-cover");
  });

  test("at most 4 proposals of one person wait, and one of a kind for an area", async () => {
    await world.command("olga", RAISE);
    await world.command("olga", { ...RAISE, areaId: "village" });
    const village = { areaId: "village" };
    for (const command of [
      RETRACT,
      { ...RETRACT, ...village },
      INHIBIT,
      { ...INHIBIT, ...village },
    ])
      await world.propose("olga", command);
    expect(codeOf(await world.command("olga", { kind: "automation", on: false }))).toBe(
      "SERVER_BUSY",
    );
    const same = await world.command("omar", RETRACT);
    expect([codeOf(same), same.json<{ message: string }>().message]).toEqual([
      "PROPOSAL_OPEN",
      "olga has proposed the same already.",
    ]);
  });
});

test("where a remote supervisor may stand in, the record says that it was one", async () => {
  await begin({ second_person: { stand_in: "remote-supervisor" } });
  await world.command("olga", RAISE);
  const id = await world.propose("olga", RETRACT);
  const answer = await world.answer("sara", id, "second", { from: ELSEWHERE });
  expect(answer.json()).toMatchObject({ outcome: "done" });
  expect(world.stage("lock")).toBeNull();
});

describe("a countdown in the place of a second person", () => {
  beforeEach(() => begin({ second_person: { stand_in: "countdown", countdown_s: 60 } }));

  test("is said loudly, and takes effect at its end", async () => {
    await world.command("olga", RAISE);
    await world.propose("olga", RETRACT);
    for (let s = 0; s < 59; s++) world.pass(1);
    expect(world.stage("lock")).toBe("take-cover");
    expect(world.said.filter((line) => line.startsWith("COUNTDOWN: in "))).toHaveLength(6);
    world.pass(1);
    expect(world.stage("lock")).toBeNull();
    expect(world.operators.operations().ended).toMatchObject([
      { end: "counted-down", endedBy: null },
    ]);
  });

  test("anybody who may operate stops it", async () => {
    await world.command("olga", RAISE);
    const id = await world.propose("olga", RETRACT);
    world.pass(59);
    await world.answer("omar", id, "refuse");
    world.pass(60);
    expect(world.stage("lock")).toBe("take-cover");
  });

  test("ends without effect when who made it may not operate any more", async () => {
    const { admin } = world.server.identity;
    const endings: readonly (() => Promise<unknown>)[] = [
      () => admin.setDisabled(admin.idOf("olga"), true, { kind: "post" }),
      () => admin.reset(admin.idOf("omar"), { kind: "post" }),
      () => admin.setRoles(admin.idOf("sven"), ["viewer"], { kind: "post" }),
      () => admin.erase(admin.idOf("sara"), false, { kind: "post" }),
    ];
    await world.command("olga", RAISE);
    for (const [i, name] of ["olga", "omar", "sven", "sara"].entries()) {
      const id = await world.propose(name, RETRACT);
      await endings[i]?.();
      expect(world.operators.operations()).toMatchObject({
        proposals: [],
        ended: [{ id, end: "lapsed" }],
      });
      world.pass(61);
    }
    expect(world.stage("lock")).toBe("take-cover");
  });

  test("nor does one that waited for the disk when who made it lost the right", async () => {
    await world.command("olga", RAISE);
    const { admin } = world.server.identity;
    const id = admin.idOf("olga");
    let disabled: readonly [number, Uint8Array] = [0, new Uint8Array()];
    world.server.recorded = (...record) => (disabled = record);
    await admin.setDisabled(id, true, { kind: "post" });
    const asked = world.operators.answer({
      ask: "command",
      signed: null,
      makers: [],
      person: { id, name: "olga" },
      request: {
        id: "on-its-way-to-the-disk",
        command: RETRACT as never,
        seen: world.seen("lock"),
        reason: "once more",
      },
    });
    world.operators.learn(...disabled);
    expect(await asked).toMatchObject({ ok: false, code: "NOT_ALLOWED" });
    expect(world.operators.operations()).toMatchObject({
      proposals: [],
      ended: [{ id: "on-its-way-to-the-disk", end: "lapsed" }],
    });
  });

  test("ends without effect when nobody could have seen it, or when things change", async () => {
    await world.command("olga", RAISE);
    await world.propose("olga", RETRACT);
    world.shown = false;
    world.pass(1);
    world.shown = true;
    world.pass(100);
    expect(world.stage("lock")).toBe("take-cover");
    await world.command("olga", { ...RAISE, areaId: "village", stage: "pre-alert" });
    await world.propose("olga", { ...RETRACT, areaId: "village" });
    await world.command("omar", { ...RAISE, areaId: "village" });
    world.pass(100);
    expect(world.stage("village")).toBe("take-cover");
  });
});
