import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWholeFile } from "./whole-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("takes the place of what lay there, and leaves nothing beside it", () => {
  const path = join(folder, "report.html");
  for (const page of ["first", "second"]) {
    writeWholeFile(path, page);
    expect(readFileSync(path, "utf8")).toBe(page);
  }
  expect(readdirSync(folder)).toEqual(["report.html"]);
});

test("where the disk takes no more, what lay there stays, and no part is left", () => {
  const path = join(folder, "report.html");
  writeFileSync(path, "as it was");
  const script = [
    `import { writeWholeFile } from ${JSON.stringify(new URL("whole-file.ts", import.meta.url).href)};`,
    "process.on('SIGXFSZ', () => undefined);",
    `try { writeWholeFile(${JSON.stringify(path)}, "x".repeat(1_000_000)); } catch (error) { console.log(error.code, error.path); }`,
  ].join("\n");
  const limited = 'ulimit -f 64; exec "$0" --input-type=module --eval "$1"';
  const said = execFileSync("bash", ["-c", limited, process.execPath, script], {
    encoding: "utf8",
  });
  // The file that was asked for is named, and not the part that was written.
  expect(said).toBe(`EFBIG ${path}\n`);
  expect(readFileSync(path, "utf8")).toBe("as it was");
  expect(readdirSync(folder)).toEqual(["report.html"]);
});

test("a folder that is not there is named by the file that was asked for", () => {
  const path = join(folder, "none", "report.html");
  expect(() => writeWholeFile(path, "page")).toThrow(
    expect.objectContaining({ code: "ENOENT", path }),
  );
});
