import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runQuietly } from "./run-quietly.mjs";

/** Programs that some tests compare with. Without them those tests skip and say so; all others run. */
const HELPERS = [
  { program: "tshark", debian: "tshark", use: "the second opinion on decoded ASTERIX" },
  {
    program: "dump1090-mutability",
    debian: "dump1090-mutability",
    use: "the second opinion on aircraft",
  },
  { program: "g++", debian: "g++", use: "the native baseline of the benchmarks" },
  { program: "mosquitto", debian: "mosquitto", use: "a broker to subscribe to" },
  { program: "xmlsec1", debian: "xmlsec1", use: "the second opinion on the signatures of CAP" },
  {
    program: "chromium",
    otherwise: ["chromium-browser", "google-chrome"],
    debian: "chromium",
    use: "the console in a browser",
  },
];
/** `TOCSIN_TEST_HELPERS=skip` keeps the tests from installing anything. */
const OPT_OUT = "TOCSIN_TEST_HELPERS";
/** A package server that does not answer must not hold the tests up. */
const APT_OPTIONS = ["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"];

/** Installs what is missing where that is ours to do (Debian or Ubuntu, as root); elsewhere names it. */
export async function installTestHelpers() {
  const missing = HELPERS.filter((helper) => !isInstalled(helper));
  if (missing.length === 0) return;
  const mayInstall =
    existsSync("/etc/debian_version") &&
    process.getuid?.() === 0 &&
    process.env[OPT_OUT] !== "skip";
  if (mayInstall) await installByApt(missing.map((helper) => helper.debian));
  for (const helper of missing) {
    if (isInstalled(helper)) continue;
    console.log(
      `${helper.program} is not installed: tests that need it (${helper.use}) will skip.`,
    );
  }
}

/** One by one: what this release of the system does not have must not keep the others out. */
async function installByApt(packages) {
  let listsAreRead = false;
  for (const name of packages) {
    const title = `Installing a test helper (${name})`;
    const install = () => apt("install", "-y", "--no-install-recommends", name);
    let result = await runQuietly(title, install);
    if (result.code !== 0 && !listsAreRead) {
      await runQuietly("Reading the package lists", () => apt("update"));
      listsAreRead = true;
      result = await runQuietly(title, install);
    }
    if (result.code !== 0) console.log(result.output.trimEnd().split("\n").slice(-3).join("\n"));
  }
}

function apt(...args) {
  return spawn("apt-get", [...APT_OPTIONS, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const isInstalled = ({ program, otherwise = [] }) => [program, ...otherwise].some(isOnPath);

function isOnPath(program) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}
