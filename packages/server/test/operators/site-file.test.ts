import { afterEach, beforeEach, expect, test } from "vitest";
import { readAcceptedCopy } from "../../src/acceptance/accepted-copy.ts";
import { judgeSite } from "../../src/acceptance/judge-site.ts";
import { decodeSiteRecord, type SiteRecord } from "../../src/acceptance/site-record.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { ELSEWHERE, OperatorWorld } from "./operator-world.ts";
import { refused, weirFile } from "./weir-file.ts";

const BEFORE = weirFile("a".repeat(64));
const ASKED = weirFile("b".repeat(64), { automation: false });
const ACCEPT = { kind: "site", sha256: ASKED.sha256 };

/** As a start would judge it. */
const verdict = refused(ASKED, BEFORE);

let world: OperatorWorld;
const begin = async (operators: object = {}): Promise<void> => {
  world = new OperatorWorld(operators, verdict);
  await world.begin();
  world.siteGate?.begin();
};
beforeEach(() => begin());
afterEach(() => world.close());

const codeOf = (answer: { readonly json: () => unknown }): unknown =>
  (answer.json() as { readonly code?: string }).code;
const about = (): object => ({ seen: world.operators.operations().site?.tag ?? "" });
async function proposed(as: string): Promise<string> {
  const answer = await world.command(as, ACCEPT, about());
  expect(answer.json()).toMatchObject({ outcome: "proposed" });
  return answer.json<{ readonly proposal: { readonly id: string } }>().proposal.id;
}
const records = (): readonly SiteRecord[] => {
  const { journal, folder } = world.server;
  journal.awaitDurable(journal.lastSequence(), 60_000);
  return [...readJournal(journalDirectory(folder))].flatMap(
    ({ type, payload }) => decodeSiteRecord(type, payload) ?? [],
  );
};
const agreedUs = (): number | null => world.operators.operations().site?.agreedUs ?? null;

test("a refused site file is a fault, a record, and shown with each thing that it lowers", () => {
  expect(world.said[0]).toMatch(
    /^SITE_NOT_ACCEPTED bbbbbbbb: `automation` goes from true to false/,
  );
  expect(world.operators.operations().site).toMatchObject({
    sha256: ASKED.sha256,
    inForce: false,
    lowers: [expect.stringContaining("nobody is warned without a person's word")],
    agreedUs: null,
  });
  expect(records()).toMatchObject([
    { change: "refused", sha256: ASKED.sha256, inForce: BEFORE.sha256 },
    { change: "in-force", sha256: BEFORE.sha256 },
  ]);
});

test("two people agree to it; it is recorded with both, kept, and accepted at the next start", async () => {
  const answer = await world.answer("sven", await proposed("olga"), "second");
  expect(answer.json()).toMatchObject({ outcome: "done", proposal: { end: "seconded" } });
  await expect.poll(agreedUs).toBe(world.server.nowUs);
  expect(records().at(-1)).toMatchObject({
    change: "agreed",
    sha256: ASKED.sha256,
    reason: "a test of it",
    second: "person",
    people: ["olga", "sven"].map((name) => world.server.identity.admin.idOf(name)),
  });
  expect(judgeSite(world.server.folder, ASKED)).toMatchObject({
    kind: "accepted",
    how: "two-people",
  });
  expect(codeOf(await world.command("olga", ACCEPT, about()))).toBe("COMMAND_REFUSED");
});

test("nobody agrees to their own, and neither an operator nor an administrator stands for a supervisor", async () => {
  const id = await proposed("sven");
  expect(codeOf(await world.answer("sven", id, "second"))).toBe("SECOND_PERSON_NEEDED");
  expect(codeOf(await world.answer("omar", id, "second"))).toBe("NOT_ALLOWED");
  expect(codeOf(await world.answer("adam", id, "second"))).toBe("NOT_ALLOWED");
  expect(codeOf(await world.command("adam", ACCEPT, about()))).toBe("NOT_ALLOWED");
  expect(codeOf(await world.command("sven", ACCEPT, about()))).toBe("PROPOSAL_OPEN");
  expect(readAcceptedCopy(world.server.folder)).toEqual({ kind: "none" });
});

test("whoever agrees has shown who they are in the last minutes", async () => {
  world.pass(200);
  const id = await proposed("olga");
  world.pass(110);
  expect(codeOf(await world.answer("sven", id, "second"))).toBe("PROOF_NEEDED");
});

test("another file than the one that waits is refused", async () => {
  const other = { kind: "site", sha256: "c".repeat(64) };
  const answer = await world.command("olga", other, about());
  expect([answer.statusCode, codeOf(answer)]).toEqual([409, "COMMAND_REFUSED"]);
  expect(answer.body).toContain("another one");
});

test("it waits a quarter of an hour for the second person, and then it is proposed anew", async () => {
  const id = await proposed("olga");
  world.pass(899);
  expect(world.operators.operations().proposals).toHaveLength(1);
  world.pass(1);
  world.signInAgain("sven");
  expect(codeOf(await world.answer("sven", id, "second"))).toBe("PROPOSAL_CLOSED");
  expect(agreedUs()).toBeNull();
});

test("no record, no agreement", async () => {
  const id = await proposed("olga");
  world.journalFails = true;
  expect(codeOf(await world.answer("sven", id, "second"))).toBe("COMMAND_UNRECORDED");
  world.journalFails = false;
  await world.siteGate?.settled();
  expect([agreedUs(), records().at(-1)?.change]).toEqual([null, "in-force"]);
});

test("a countdown stands in for nobody here, and a supervisor from elsewhere only where the site has it so", async () => {
  await world.close();
  await begin({ second_person: { stand_in: "countdown", countdown_s: 30 } });
  const id = await proposed("olga");
  expect(world.operators.operations().proposals).toMatchObject([{ id, countdown: false }]);
  world.pass(60);
  expect(agreedUs()).toBeNull();
  const from = { from: ELSEWHERE };
  expect(codeOf(await world.answer("sven", id, "second", from))).toBe("SECOND_NOT_ON_SITE");
  await world.close();
  await begin({ second_person: { stand_in: "remote-supervisor" } });
  await world.answer("sven", await proposed("olga"), "second", from);
  await expect.poll(() => records().at(-1)).toMatchObject({ second: "remote-supervisor" });
});

test("what was found damaged is said, and recorded", async () => {
  await world.close();
  world = new OperatorWorld({}, { ...verdict, damage: "it is gone" });
  await world.begin();
  world.siteGate?.begin();
  await world.siteGate?.settled();
  expect(world.said[0]).toBe("SITE_COPY_DAMAGED site file: it is gone");
  expect(records()[0]).toMatchObject({ change: "copy-damaged", why: "it is gone" });
  expect(readAcceptedCopy(world.server.folder)).toMatchObject({
    kind: "sound",
    site: { sha256: BEFORE.sha256 },
  });
});

test("an area is not taken out while its people are warned: nobody could tell them that it is over", async () => {
  const raised = { kind: "raise", areaId: "village", stage: "take-cover", forS: 600 };
  expect((await world.command("olga", raised)).statusCode).toBe(200);
  const id = await proposed("olga");
  const answer = await world.answer("sven", id, "second");
  expect([codeOf(answer), answer.body]).toEqual([
    "COMMAND_REFUSED",
    expect.stringContaining("it takes out village, where people are warned now"),
  ]);
  expect(readAcceptedCopy(world.server.folder)).toEqual({ kind: "none" });
  world.pass(1_200);
  expect(world.stage("village")).not.toBe("take-cover");
  world.signInAgain("sven");
  await world.answer("sven", await proposed("olga"), "second");
  await expect.poll(agreedUs).not.toBe(null);
});
