import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { findBrowser, printPage } from "./print-page.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-print-test-"));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test("without a browser it says what to install, and leaves no file", async () => {
  vi.stubEnv("TOCSIN_CHROMIUM", join(folder, "none"));
  const printed = printPage(join(folder, "page.html"), join(folder, "page.pdf"));
  await expect(printed).rejects.toMatchObject({ code: "PDF_NOT_MADE" });
  vi.unstubAllEnvs();
});

test.skipIf(findBrowser(process.env) === null)(
  "a page becomes a PDF, in place of one that was there (needs Chromium)",
  async () => {
    const [page, pdf] = [join(folder, "page.html"), join(folder, "page.pdf")];
    writeFileSync(page, "<!doctype html><title>A page</title><p>words</p>");
    writeFileSync(pdf, "old");
    await printPage(page, pdf);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");
  },
  60_000,
);
