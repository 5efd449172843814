import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type SiteConfig, TocsinError } from "@tocsin/sdk";
import { lockDirectory } from "../../journal/directory-lock.ts";
import { journalDirectory } from "../../run/data-directory.ts";
import { type Finding, findingsOf } from "./finding.ts";

const machine = findingsOf("machine");

const OLDEST_NODE = 24;
/** The release is tested with this one. */
const TESTED_NODE = 26;
const ASK_TIMEOUT_MS = 3_000;

export interface MachineCheck {
  readonly config: SiteConfig;
  readonly sitePath: string;
  readonly dataDir: string;
  readonly nowUs: number;
}

export function checkMachine(check: MachineCheck): {
  readonly findings: readonly Finding[];
  readonly postRuns: boolean;
} {
  const lock = journalLock(check.dataDir);
  return {
    findings: [
      nodeVersion(),
      clockSynchronised(),
      timeZone(check),
      siteFile(check.sitePath),
      lock.finding,
    ],
    postRuns: lock.held,
  };
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE)
    return machine.broken(
      "Node",
      `${process.version} is too old`,
      `Install Node ${OLDEST_NODE} or newer.`,
    );
  if (major !== TESTED_NODE)
    return machine.warning(
      "Node",
      `${process.version}: Tocsin is tested with Node ${TESTED_NODE}`,
      `Node ${TESTED_NODE} gives the same decisions to the last bit as the project's own runs.`,
    );
  return machine.ok("Node", process.version);
}

/** Sensors and warnings carry times: a clock that nobody sets right makes looks come too late. */
function clockSynchronised(): Finding {
  const asked = spawnSync("timedatectl", ["show", "--property=NTPSynchronized", "--value"], {
    encoding: "utf8",
    timeout: ASK_TIMEOUT_MS,
  });
  const answer = asked.status === 0 ? asked.stdout.trim() : "";
  if (answer === "yes" || existsSync("/run/systemd/timesync/synchronized"))
    return machine.ok("clock", "kept right by the network or a receiver");
  const remedy = "Run chrony or systemd-timesyncd, with a GPS receiver where there is no network.";
  if (answer === "no") return machine.warning("clock", "nobody sets it right", remedy);
  return machine.unknown("clock", "this system does not say whether it is set right", remedy);
}

function timeZone({ config, nowUs }: MachineCheck): Finding {
  const zone = config.site.time_zone;
  const local = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    timeStyle: "medium",
    dateStyle: "medium",
  });
  return machine.ok("time zone", `${zone}: it is ${local.format(nowUs / 1000)} there`);
}

const WRITABLE_BY_ALL = 0o002;

function siteFile(path: string): Finding {
  const { mode } = statSync(path);
  if ((mode & WRITABLE_BY_ALL) === 0)
    return machine.ok("site file", "only its owner and group may change it");
  return machine.broken(
    "site file",
    "everybody on this machine may change it",
    `Run: chmod o-w ${path}`,
  );
}

/** The lock is the operating system's and ends with its process: one that is held belongs to a post that runs. */
function journalLock(dataDir: string): { readonly finding: Finding; readonly held: boolean } {
  const directory = journalDirectory(dataDir);
  if (!existsSync(join(directory, "journal.lock")))
    return { finding: machine.ok("journal", "none yet; the first start makes it"), held: false };
  try {
    lockDirectory(directory).release();
    return { finding: machine.ok("journal", "its lock is free"), held: false };
  } catch (error) {
    const held = error instanceof TocsinError;
    const detail = error instanceof Error ? error.message : String(error);
    const finding = held
      ? machine.warning("journal", detail, "A post runs: this is a proof beside it, not of it.")
      : machine.broken("journal", detail, "Check the folder and its owner.");
    return { finding, held };
  }
}
