import type { Clock } from "@tocsin/sdk";
import type { SiteFile } from "../../config/load-site-file.ts";
import { checkChannels } from "./check-channels.ts";
import { checkDisk } from "./check-disk.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkMachine } from "./check-machine.ts";
import type { Finding } from "./finding.ts";
import { type AreaProof, proveAreas } from "./prove-areas.ts";

export interface DoctorOptions {
  readonly site: SiteFile;
  readonly dataDir: string;
  readonly listenS: number;
  readonly all: boolean;
  readonly clock: Clock;
  readonly progress: (detail: string) => void;
}

export interface DoctorReport {
  /** Whether no link is broken. */
  readonly ok: boolean;
  readonly broken: number;
  readonly warnings: number;
  readonly areas: readonly AreaProof[];
  readonly findings: readonly Finding[];
}

/** Proves every link of the way from a detection to a siren, each as the post itself would use it. */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const { site, dataDir, clock } = options;
  const { config, path } = site;
  const machine = checkMachine({ config, sitePath: path, dataDir, nowUs: clock.nowUs() });
  const { areas, findings: way } = await proveAreas(config, clock, options);
  const findings = [
    ...way,
    ...(await checkInputs(config, { postRuns: machine.postRuns, listenS: options.listenS, clock })),
    ...(await checkChannels(config)),
    ...machine.findings,
    ...(await checkDisk(dataDir, clock)),
  ];
  const broken = findings.filter(({ state }) => state === "broken").length;
  const warnings = findings.filter(({ state }) => state === "warning").length;
  return { ok: broken === 0, broken, warnings, areas, findings };
}
