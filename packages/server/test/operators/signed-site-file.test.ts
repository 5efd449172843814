import type { Approval, PersonSignature } from "@tocsin/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { siteHistory } from "../../src/acceptance/site-history.ts";
import { verifyHistory } from "../../src/acceptance/verify-history.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { approvalChallenge } from "../../src/operators/approval-challenge.ts";
import { decodeProposal, encodeProposal } from "../../src/operators/proposal-record.ts";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { SoftAuthenticator } from "../identity/soft-authenticator.ts";
import { OperatorWorld } from "./operator-world.ts";
import { refused, weirFile } from "./weir-file.ts";

const PAGE = { rpId: "localhost", origin: "http://localhost:8080" };
const HEADERS = { host: "localhost:8080", origin: PAGE.origin };
const BEFORE = weirFile("a".repeat(64), { policy: { take_cover_probability: 0.5 } });
const ASKED = weirFile("b".repeat(64), { policy: { take_cover_probability: 0.6 } });
const ACCEPT = { kind: "site", sha256: ASKED.sha256 } as const;

let world: OperatorWorld;
const keys = new Map<string, SoftAuthenticator>();
async function begin(operators: object): Promise<void> {
  world = new OperatorWorld(operators, refused(ASKED, BEFORE));
  await world.begin();
  world.siteGate?.begin();
  for (const as of ["olga", "sven"]) {
    const asked = { as, headers: HEADERS };
    const options = await world.ask("POST", "/api/identity/passkeys/options", asked);
    const key = new SoftAuthenticator(PAGE);
    const answer = key.create(options.json<{ readonly challenge: string }>().challenge);
    const body = { name: "key", answer };
    await world.ask("POST", "/api/identity/passkeys", { ...asked, body });
    keys.set(as, key);
  }
}
beforeEach(() => begin({ signed_site_files: true }));
afterEach(() => world.close());

const idOf = (name: string): string => world.server.identity.admin.idOf(name);
const codeOf = (answer: { readonly json: () => unknown }): unknown =>
  (answer.json() as { readonly code?: string }).code;
/** What somebody's passkey signs, of this approval or of one that is a little other. */
function signature(name: string, approval: Partial<Approval>, by = name): object {
  const whole = {
    action: "propose",
    site: "weir",
    mode: "shadow",
    command: ACCEPT,
    proposal: "",
    reason: "the crane was taken down",
    person: idOf(name),
    ...approval,
  } as Approval;
  const key = keys.get(by);
  if (key === undefined) throw new Error(`${by} has no passkey`);
  return key.get(approvalChallenge(whole), idOf(by));
}
async function propose(signed: boolean): Promise<{ readonly id: string; readonly code: unknown }> {
  const { id } = world.body(ACCEPT);
  const seen = world.operators.operations().site?.tag ?? "";
  const body = {
    id,
    seen,
    command: ACCEPT,
    reason: "the crane was taken down",
    ...(signed ? { signature: signature("olga", { proposal: id }) } : {}),
  };
  const answer = await world.ask("POST", "/api/commands", { as: "olga", body, headers: HEADERS });
  return { id, code: codeOf(answer) };
}
const second = (id: string, signed?: object) =>
  world.answer("sven", id, "second", {
    headers: HEADERS,
    body: signed === undefined ? {} : { signature: signed },
  });
const journal = (): string => {
  const { journal: written, folder } = world.server;
  written.awaitDurable(written.lastSequence(), 60_000);
  return journalDirectory(folder);
};
const agreed = (): Promise<void> =>
  expect.poll(() => world.operators.operations().site?.agreedUs).not.toBe(null);

test("who raised the threshold, when and why is proven from the journal with public keys alone", async () => {
  const { id, code } = await propose(true);
  expect(code).toBe(undefined);
  // Hours later the signature itself is the proof of who is there.
  world.pass(800);
  const answer = await second(id, signature("sven", { action: "second", proposal: id }));
  expect(answer.json()).toMatchObject({ outcome: "done" });
  await agreed();
  const steps = await siteHistory(journal());
  expect(steps.at(-1)).toMatchObject({
    how: "two-people",
    reason: "the crane was taken down",
    changes: [{ direction: "lowered", where: "policy.take_cover_probability" }],
    sponsors: [
      { action: "propose", name: "olga", signature: { kind: "good" } },
      { action: "second", name: "sven", signature: { kind: "good" } },
    ],
  });
  const personKeys = steps.flatMap(({ sponsors }) =>
    sponsors.flatMap(({ signature: each }) => (each.kind === "good" ? [each.publicKey] : [])),
  );
  const check = (keysNamed: readonly string[]) =>
    verifyHistory(journal(), { publicKey: null, personKeys: keysNamed });
  const verdict = await check(personKeys);
  expect(verdict.findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(verdict.findings.map(({ words }) => words).join("\n")).toMatch(
    /two people lowered protection \(the crane was taken down\).*\n.*olga.* signed with the key .*theirs since record \d+.*\n.*sven.* signed/,
  );
  expect((await check([personKeys[0] ?? ""])).ok).toBe(false);
});

test("a site that wants signatures takes none without, of another, of something else, or of before", async () => {
  expect((await propose(false)).code).toBe("SIGNATURE_NEEDED");
  const { id } = await propose(true);
  const of = { action: "second", proposal: id } as const;
  expect(codeOf(await second(id))).toBe("SIGNATURE_NEEDED");
  expect(codeOf(await second(id, signature("sven", of, "olga")))).toBe("PASSKEY_REFUSED");
  for (const other of [
    { reason: "another reason" },
    { action: "propose" },
    { command: { kind: "site", sha256: "c".repeat(64) } },
    { site: "elsewhere" },
    { mode: "live" },
    { person: idOf("sara") },
  ] as const)
    expect(codeOf(await second(id, signature("sven", { ...of, ...other })))).toBe(
      "SIGNATURE_NEEDED",
    );
  const right = signature("sven", of);
  expect((await second(id, right)).json()).toMatchObject({ outcome: "done" });
  expect(codeOf(await second(id, right))).toBe("PASSKEY_REFUSED");
});

test("what a post wrote into its journal in somebody's name is told from what they signed", async () => {
  const { id } = await propose(true);
  await second(id, signature("sven", { action: "second", proposal: id }));
  await agreed();
  const real = signedRecords()[0];
  const { journal: written, nowUs: timeUs } = world.server;
  const { mode } = world.site;
  const [by, other] = [idOf("olga"), idOf("sven")];
  const forged = "11111111-0000-4000-8000-000000000000";
  const command = { kind: "site", sha256: "d".repeat(64) } as const;
  const proposed = { change: "proposed", timeUs, id: forged, command, reason: "none", by } as const;
  const ended = { change: "seconded", timeUs, id: forged, by: other, detail: null } as const;
  // A signature of olga's, but of another proposal; and no signature of sven's.
  for (const record of [
    {
      ...proposed,
      untilUs: timeUs,
      countdown: false,
      ...(real === undefined ? {} : { signed: real }),
    },
    ended,
  ]) {
    const { type, payload } = encodeProposal(record, mode);
    written.append(type, payload);
  }
  const agreement = {
    mode,
    change: "agreed",
    timeUs,
    proposal: forged,
    reason: "none",
    second: "person",
    path: "/site.yaml",
    written: BEFORE.written,
    sha256: command.sha256,
    acceptedUs: timeUs,
    how: "two-people",
    people: [by, other],
  };
  written.append(RECORD_TYPES.site, Buffer.from(JSON.stringify(agreement)));
  const steps = await siteHistory(journal());
  expect(steps.at(-1)?.sponsors).toMatchObject([
    { name: "olga", signature: { kind: "bad", why: "it is over something else than this" } },
    { name: "sven", signature: { kind: "none" } },
  ]);
  expect((await verifyHistory(journal(), { publicKey: null, personKeys: [] })).ok).toBe(false);
});

/** What people have signed, as the journal has it. */
const signedRecords = (): readonly PersonSignature[] =>
  [...readJournal(journal())].flatMap(
    ({ type, payload }) => decodeProposal(type, payload)?.signed ?? [],
  );
