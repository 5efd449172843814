import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PostProcess, writeSite } from "./post-process.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-unattended-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unattended = (): PostProcess =>
  new PostProcess(["start", "--no-http", "--data-dir", join(folder, "data")], folder, {
    TOCSIN_UNATTENDED: "1",
  });

test("a post that nobody watches says NOT PROTECTING over a bad site file, and starts once it is mended", async () => {
  const path = writeSite(folder);
  const good = readFileSync(path, "utf8");
  writeFileSync(path, "site: {}\n");
  const post = unattended();
  await post.line(/^NOT PROTECTING/);
  writeFileSync(path, good);
  await post.ready();
  expect(await post.kill("SIGINT"), post.said).toEqual({ code: 0, signal: null });
});

test("one that protected before goes on with the file that it protected with, and says so", async () => {
  const path = writeSite(folder);
  const first = unattended();
  await first.ready();
  await first.kill("SIGINT");
  writeFileSync(path, "site: {\n");
  const second = unattended();
  await second.ready();
  expect(second.said).toMatch(/cannot be used/);
  expect(await second.kill("SIGINT"), second.said).toEqual({ code: 0, signal: null });
});
