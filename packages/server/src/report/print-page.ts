import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { TocsinError } from "@tocsin/sdk";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome.exe",
  "msedge.exe",
];
/** Where systems keep it that put it on no path. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
/** A page of two thousand records is on paper in a few seconds. */
const PRINT_MS = 120_000;

/** Prints a page as a PDF with the Chromium of this machine; throws `PDF_NOT_MADE` in words where there is none. */
export async function printPage(page: string, pdf: string): Promise<void> {
  const browser = findBrowser(process.env);
  if (browser === null)
    throw new TocsinError("PDF_NOT_MADE", {
      path: pdf,
      detail: "no Chromium, Chrome or Edge is found on this machine",
    });
  const profile = mkdtempSync(join(tmpdir(), "tocsin-print-"));
  const target = resolve(pdf);
  rmSync(target, { force: true });
  try {
    const said = await run(browser, [
      "--headless",
      "--disable-gpu",
      // The sandbox does not start as root; the page runs no script and loads nothing.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--no-pdf-header-footer",
      `--print-to-pdf=${target}`,
      pathToFileURL(resolve(page)).href,
    ]);
    if (!existsSync(target) || statSync(target).size === 0)
      throw new TocsinError("PDF_NOT_MADE", { path: pdf, detail: `${browser} said: ${said}` });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The browser that `TOCSIN_CHROMIUM` names, or one of this machine; null where there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv): string | null {
  const named = environment["TOCSIN_CHROMIUM"];
  if (named !== undefined) return existsSync(named) ? named : null;
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path)) ?? null;
}

/** Its last words; whether it did what it should shows in the file. */
const run = (browser: string, args: readonly string[]): Promise<string> =>
  new Promise((done) => {
    execFile(browser, [...args], { timeout: PRINT_MS }, (error, _stdout, stderr) => {
      const last = stderr.trim().split("\n").at(-1) ?? "";
      done(last === "" && error !== null ? error.message : last);
    });
  });
