import { PassThrough } from "node:stream";
import { TocsinError } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { reportError } from "./report-error.ts";

function report(error: unknown, options: { json?: boolean; verbose?: boolean } = {}) {
  const stderr = new PassThrough();
  const code = reportError(error, { stderr, json: false, verbose: false, ...options });
  return { code, text: String(stderr.read() ?? "") };
}

describe("reportError", () => {
  test("tells what people can mend, and how, with its own exit code", () => {
    expect(report(new TocsinError("CONFIG_NOT_FOUND", { path: "x.yaml" }))).toEqual({
      code: 3,
      text: "error: There is no site file at x.yaml.\nName one with --config FILE.\n",
    });
  });

  test("calls anything else a defect of Tocsin; its stack shows only when asked for", () => {
    const defect = new TypeError("no such thing");
    const { code, text } = report(defect);
    expect(code).toBe(1);
    expect(text).toContain("error: this is a defect of Tocsin: no such thing\n");
    expect(text).not.toContain("report-error.test.ts");
    expect(report(defect, { verbose: true }).text).toContain("report-error.test.ts");
  });

  test("calls what the system refuses no defect, where it says of which path, or that it is the disk", () => {
    const refused = Object.assign(new Error("ENOTDIR: not a directory, mkdir 'a/journal'"), {
      code: "ENOTDIR",
      path: "a/journal",
    });
    expect(report(refused)).toEqual({
      code: 1,
      text: "error: not a directory, mkdir 'a/journal'\nCheck that path, its permissions, the room on its disk and any limit on the size of a file.\n",
    });
    expect(JSON.parse(report(refused, { json: true }).text)).toMatchObject({
      error: { code: "ENOTDIR", message: "not a directory, mkdir 'a/journal'" },
    });
    const readOnly = Object.assign(new Error("ENOENT: no such file or directory, mkdir 'a'"), {
      code: "ENOENT",
      syscall: "mkdir",
      path: "a",
    });
    expect(report(readOnly).text).toMatch(/^error: the folder a cannot be made; .* read-only\n/);
    const nowhere = Object.assign(new Error("ENOENT: no such file, open 'a/b.html'"), {
      code: "ENOENT",
      syscall: "open",
      path: "a/b.html",
    });
    expect(report(nowhere).text).toMatch(/^error: there is no a\/b\.html, or no folder for it\n/);
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
    });
    expect(report(full).text).toMatch(/^error: no space left on device, write\nCheck that path/);
    const limited = Object.assign(new Error("EFBIG: file too large, write"), { code: "EFBIG" });
    expect(report(limited).text).toMatch(/^error: file too large, write\nCheck that path/);
    const pathless = Object.assign(new Error("EPERM: operation not permitted"), { code: "EPERM" });
    expect(report(pathless).text).toContain("this is a defect of Tocsin");
  });

  test("says the same in JSON", () => {
    const { text } = report("thrown text", { json: true });
    expect(JSON.parse(text)).toMatchObject({ error: { code: "DEFECT", message: "thrown text" } });
  });

  test("says nothing of what the user stopped", () => {
    expect(report(new DOMException("stopped", "AbortError"))).toEqual({ code: 130, text: "" });
  });
});
