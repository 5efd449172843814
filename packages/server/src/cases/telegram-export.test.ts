import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addAccounts } from "./add-accounts.ts";
import { createCase, openCase } from "./case-folder.ts";
import { readAccountFile } from "./read-account-file.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tocsin-telegram-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
};

const CHAT = {
  name: "Ardal: news",
  type: "public_channel",
  messages: [
    { id: 1, type: "service", date: "2026-05-04T20:00:00", actor: "Ardal", text: "pinned" },
    {
      id: 2,
      type: "message",
      date: "2026-05-04T21:15:00",
      from: "Ardal: news",
      text: ["Two workers were injured, ", { type: "bold", text: "Mira Holt" }, " said."],
    },
    { id: 3, type: "message", date: "2026-05-04T21:16:00", from: "Ida Lund", text: "" },
    {
      id: 4,
      type: "message",
      date: "2026-05-04T21:22:30",
      from: "Ida Lund",
      forwarded_from: "City radio",
      text: "Four drones attacked the depot.",
    },
  ],
};

test("a chat that Telegram exported is read as its messages, each by who sent or first said it", async () => {
  const read = await readAccountFile(file("result.json", JSON.stringify(CHAT)));
  expect(read.title).toBe("Ardal: news");
  expect(read.text).toBe(
    "Ardal news, [04.05.2026 21:15]\nTwo workers were injured, Mira Holt said.\n\nCity radio, [04.05.2026 21:22]\nFour drones attacked the depot.\n",
  );
  const folder = join(root, "case");
  await createCase(folder, "Depot", "ada");
  const { doubt: _doubt, ...account } = read;
  await addAccounts(folder, [{ ...account, by: "ada", at: "2026-05-06T08:00:00Z" }]);
  const said = openCase(folder).claims.map(
    ({ predicate, speaker }) => `${predicate}: ${speaker.name}`,
  );
  expect(said).toContain("casualties.injured: Mira Holt");
  expect(said).toContain("weapon.count: City radio");
});

test("what is no text is refused with what to do instead, and text that begins with a bracket is a text", async () => {
  const refused: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ["data.json", '{"a": 1}', /no chat that Telegram exported/],
    ["pages.zip", Buffer.from("PK\u0003\u0004rest", "latin1"), /unpack it/],
    ["wing.png", Buffer.from("\u0089PNG\r\n", "latin1"), /case exhibit add/],
    ["film.bin", Buffer.from([1, 0, 2, 0]), /save what is written in it/],
  ];
  for (const [name, content, why] of refused)
    await expect(readAccountFile(file(name, content)), name).rejects.toThrow(why);
  const text = "[21:14] Two drones, the ministry said.";
  expect((await readAccountFile(file("note.txt", text))).text).toBe(text);
});
