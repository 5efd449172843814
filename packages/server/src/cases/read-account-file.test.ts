import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAccountFile } from "./read-account-file.ts";

describe("what people add as an account", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-account-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  test.each([
    ["utf-8", Buffer.from("“Ça va” – عربي", "utf8"), "“Ça va” – عربي"],
    ["a mark of order", Buffer.from("\ufeffHello", "utf8"), "Hello"],
    ["utf-16", Buffer.from("\ufeffHéllo", "utf16le"), "Héllo"],
    ["windows-1252", Buffer.from([0x93, 0x48, 0x69, 0x94, 0xe9]), "“Hi”é"],
  ])("%s", async (name, bytes, expected) => {
    expect((await readAccountFile(file(`${name}.txt`, bytes))).text).toBe(expected);
  });

  test("a saved page gives its article, title, site and date, and none of its scripts", async () => {
    const body = Array.from(
      { length: 6 },
      (_, i) =>
        `<p>Paragraph ${i}: three drones attacked the depot, the ministry said, and nobody was hurt.</p>`,
    ).join("");
    const page = `<!doctype html><html><head><title>Drones over Ardal</title><meta property="og:site_name" content="Evening Post"><meta property="article:published_time" content="2026-05-04T20:00:00Z"></head><body><nav><p>Home</p></nav><article><h1>Drones over Ardal</h1>${body}<script>alert("no")</script></article><form><p>Comment</p></form></body></html>`;
    const read = await readAccountFile(file("page.html", page));
    expect(read).toMatchObject({
      title: "Drones over Ardal",
      published: "2026-05-04",
      source: "Evening Post (page.html)",
    });
    expect(read.text).toContain("Paragraph 5");
    expect(read.text).not.toMatch(/alert|Comment|<p>/);
  });

  test("a broken page keeps its text", async () => {
    expect(
      (
        await readAccountFile(
          file("broken.html", "<html><body><p>Two drones <b>fell<p>in the sea</div>"),
        )
      ).text,
    ).toMatch(/Two drones fell\s+in the sea/);
  });

  test("a page that nests without end is read all the same", async () => {
    const page = `<html><body>${"<div>".repeat(20_000)}<p>Two drones fell.</p></body></html>`;
    expect((await readAccountFile(file("deep.html", page))).text).toBe("Two drones fell.");
  });

  test.each([
    ["book.txt", "Two drones fell. ".repeat(60_000), /more than a million characters/],
    ["nothing.txt", "  \n", /holds no text/],
    ["image.bin", Buffer.from([0x89, 0x50, 0, 1, 2]), /is not a text/],
    ["paper.pdf", "%PDF-1.7 …", /save its text/],
  ])("%s is refused, with what to do", async (name, bytes, expected) => {
    await expect(readAccountFile(file(name, bytes))).rejects.toThrow(expected);
  });

  test("what is not UTF-8 is read as it says, or as it is said to be, and never as wrong letters without a word", async () => {
    const russian = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]);
    await expect(readAccountFile(file("a.txt", russian))).rejects.toThrow(
      /name its encoding with --encoding/,
    );
    expect(await readAccountFile(file("a.txt", russian), "windows-1251")).toMatchObject({
      text: "Привет мир",
      doubt: null,
    });
    const page = Buffer.concat([
      Buffer.from("<html><head><meta charset=windows-1251></head><body><p>"),
      russian,
      Buffer.from("</p></body></html>"),
    ]);
    expect((await readAccountFile(file("a.html", page))).text).toContain("Привет мир");
    await expect(readAccountFile(file("a.txt", russian), "klingon")).rejects.toThrow(
      /is no encoding/,
    );
    const french = Buffer.from("Les drones ont \xe9t\xe9 abattus, dit le minist\xe8re.", "latin1");
    expect(await readAccountFile(file("b.txt", french))).toMatchObject({
      text: "Les drones ont été abattus, dit le ministère.",
      doubt: expect.stringContaining("add it again with --encoding") as string,
    });
    const cut = Buffer.from("Three drones – ", "utf8").subarray(0, -2);
    expect(await readAccountFile(file("c.txt", cut))).toMatchObject({
      text: "Three drones ",
      doubt: "ends within a character: it was cut",
    });
  });

  test("a folder is told as such, with what to name instead", async () => {
    await expect(readAccountFile(tmpdir())).rejects.toThrow(/is a folder: name the files in it/);
  });

  test("a file that is not there is told as such", async () => {
    await expect(readAccountFile(join(folder, "missing.txt"))).rejects.toThrow(/does not exist/);
  });

  test("a page of elements that nobody closed is refused at once, with what to do", async () => {
    const page = `<html><body>${"<div>".repeat(200_000)}<p>Three drones.</p>`;
    await expect(readAccountFile(file("deep.html", page))).rejects.toThrow(/save its text/);
  });

  test("a page with tens of megabytes of pictures in it is read", async () => {
    const page = `<html><body><p>Three drones struck the depot, officials said.</p><img src="data:image/png;base64,${"A".repeat(30_000_000)}"></body></html>`;
    expect((await readAccountFile(file("whole.html", page))).text).toBe(
      "Three drones struck the depot, officials said.",
    );
  });
});
