import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eraseAccounts } from "../../src/identity/erase-account.ts";
import { openNodeDisk } from "../../src/journal/node-disk-port.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { encodeProposal } from "../../src/operators/proposal-record.ts";
import { encodeObservation } from "../../src/observations/observation-record.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { IdentityServer, PASSWORD } from "./identity-server.ts";

let server: IdentityServer;
let session = "";
let eveId = "";
beforeEach(async () => {
  server = new IdentityServer();
  session = await server.person("ada", ["administrator"]);
  await server.person("eve-of-the-gate", ["observer"]);
  eveId = server.identity.admin.idOf("eve-of-the-gate");
  await server.serve();
  await server.ask("POST", "/api/identity/sign-in", {
    body: { name: "eve-of-the-gate", password: PASSWORD },
    from: "192.0.2.99",
  });
  const { type, payload } = encodeObservation(
    { change: "withdrawn", id: "r-1", observer: { kind: "account", id: eveId }, timeUs: 1 },
    "shadow",
  );
  server.journal.append(type, payload);
  const proposed = {
    change: "proposed",
    timeUs: 1,
    command: { kind: "automation", on: false },
    reason: "a storm of birds",
    untilUs: 2,
    countdown: false,
  } as const;
  const now = encodeProposal({ ...proposed, id: "by-id-alone", by: eveId }, "shadow");
  server.journal.append(now.type, now.payload);
  // As they were written before people were in them by id alone.
  for (const record of [
    { ...proposed, id: "old-proposed", by: { id: eveId, name: "eve-of-the-gate" } },
    { change: "lapsed", timeUs: 3, id: "old-lapsed", by: null, detail: null },
  ])
    server.journal.append(now.type, Buffer.from(JSON.stringify({ mode: "shadow", ...record })));
  server.journal.awaitDurable(server.journal.lastSequence(), 60_000);
});
afterEach(() => server.close());

const erase = (reports: boolean) =>
  server.ask("POST", "/api/accounts/eve-of-the-gate/erase", { session, body: { reports } });
const directory = (): string => journalDirectory(server.folder);
const journalText = (): string =>
  readdirSync(directory())
    .map((name) => readFileSync(join(directory(), name), "latin1"))
    .join("");

test("an erased person is in no account and no record, and the chain still verifies", async () => {
  expect(journalText()).toContain("eve-of-the-gate");
  expect(journalText()).toContain("192.0.2.99");
  expect((await erase(false)).statusCode).toBe(200);
  expect(server.identity.admin.list().map(({ name }) => name)).toEqual(["ada"]);
  await server.restart({ newSegment: true });
  await server.identity.admin.add("max", ["viewer"], { kind: "post" });
  const report = eraseAccounts(server.database, openNodeDisk(directory()));
  // Made, its link followed, signed in with it and with the password.
  expect(report).toMatchObject({ skipped: [] });
  expect(report?.erased).toBeGreaterThanOrEqual(3);
  expect(journalText()).not.toContain("eve-of-the-gate");
  expect(journalText()).not.toContain("192.0.2.99");
  for (const kept of ["r-1", "by-id-alone", "old-lapsed"]) expect(journalText()).toContain(kept);
  expect(verifyJournal(directory())).toMatchObject({ ok: true, erased: report?.erased });
  expect(eraseAccounts(server.database, openNodeDisk(directory()))).toBeNull();
});

test("with reports what the person reported goes, too", async () => {
  await erase(true);
  await server.restart({ newSegment: true });
  await server.identity.admin.add("max", ["viewer"], { kind: "post" });
  eraseAccounts(server.database, openNodeDisk(directory()));
  expect(journalText()).not.toContain("r-1");
  expect(verifyJournal(directory()).ok).toBe(true);
});

test("what lies in the open segment stays ordered until it is closed, and over a lost store", async () => {
  await erase(false);
  expect(eraseAccounts(server.database, openNodeDisk(directory()))).toMatchObject({ erased: 0 });
  expect(journalText()).toContain("eve-of-the-gate");
  server.damageStore();
  await server.restart({ newSegment: true });
  await server.identity.admin.add("max", ["viewer"], { kind: "post" });
  expect(server.identity.admin.list().map(({ name }) => name)).toEqual(["ada", "max"]);
  eraseAccounts(server.database, openNodeDisk(directory()));
  expect(journalText()).not.toContain("eve-of-the-gate");
});

test("the name is free again, the old session is nobody's, and the last administrator stays", async () => {
  const eve = server.session("eve-of-the-gate");
  await erase(false);
  expect((await server.ask("GET", "/api/status", { session: eve })).statusCode).toBe(401);
  await server.identity.admin.add("eve-of-the-gate", ["viewer"], { kind: "post" });
  expect(server.identity.admin.idOf("eve-of-the-gate")).not.toBe(eveId);
  const answer = await server.ask("POST", "/api/accounts/ada/erase", {
    session,
    body: { reports: false },
  });
  expect(answer.json()).toMatchObject({ code: "LAST_ADMINISTRATOR" });
});

test("what was taken away while the disk was late is taken away once the disk has it, whatever was changed since", async () => {
  const eve = server.session("eve-of-the-gate");
  const state = async (): Promise<number> =>
    (await server.ask("GET", "/api/status", { session: eve })).statusCode;
  const disable = (): Promise<unknown> =>
    server.identity.admin.setDisabled(eveId, true, { kind: "post" });
  server.journalIsLate = true;
  await expect(disable()).rejects.toMatchObject({ code: "IDENTITY_UNAVAILABLE" });
  server.journalIsLate = false;
  // She is known, and may not read this.
  expect(await state()).toBe(403);
  await server.identity.admin.add("max", ["viewer"], { kind: "post" });
  expect(await state()).toBe(401);
  await server.restart();
  expect(server.identity.admin.list().find(({ id }) => id === eveId)).toMatchObject({
    disabled: true,
  });
});

test("nor is another change needed for that", async () => {
  const eve = server.session("eve-of-the-gate");
  server.journalIsLate = true;
  const disabled = server.identity.admin.setDisabled(eveId, true, { kind: "post" });
  await expect(disabled).rejects.toMatchObject({ code: "IDENTITY_UNAVAILABLE" });
  await server.identity.sweep(server.journal.durableSequence());
  expect((await server.ask("GET", "/api/status", { session: eve })).statusCode).toBe(401);
});

test("a start reads on from where the journal was known to be, and looks into the journal after a change that was given up", async () => {
  for (let i = 0; i < 10_050; i++) server.journal.append(64, new Uint8Array(0));
  const sequence = server.journal.lastSequence();
  server.journal.awaitDurable(sequence, 60_000);
  const applied = (): unknown =>
    server.database.prepare("SELECT sequence FROM applied").get()?.["sequence"];
  await server.identity.sweep(sequence);
  expect(applied()).toBe(sequence);
  server.journalFails = true;
  await server.ask("POST", "/api/accounts", { session, body: { name: "max", roles: ["viewer"] } });
  expect(applied()).toBe(sequence);
  await server.identity.sweep(server.journal.durableSequence());
  expect(applied()).toBe(server.journal.durableSequence());
});
