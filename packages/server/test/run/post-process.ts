import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));
/** What `tocsin start` prints last before it protects. */
const READY = /Ctrl-C stops$/;

/** Nothing that a post says takes this long on any machine; a test then tells what it said instead of nothing. */
const LINE_WAIT_MS = 240_000;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A `tocsin` in a process of its own, whose lines can be waited for. */
export class PostProcess {
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();
  #over = false;

  constructor(args: readonly string[], folder: string, env: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    const take = (to: string[]) => (line: string) => {
      to.push(line);
      for (const look of this.#waiting) look();
    };
    createInterface({ input: child.stdout }).on("line", take(this.lines));
    createInterface({ input: child.stderr }).on("line", take(this.errors));
    this.exited = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        this.#over = true;
        for (const look of this.#waiting) look();
        resolve({ code, signal });
      });
    });
  }

  /** The first line, of those to come or those there are, that matches; rejects when the process ends before, or hangs. */
  line(pattern: RegExp, from: number = 0): Promise<string> {
    return new Promise((resolve, reject) => {
      let late = false;
      const waited = setTimeout(() => {
        late = true;
        look();
      }, LINE_WAIT_MS);
      const look = (): void => {
        const found = this.lines.slice(from).find((line) => pattern.test(line));
        if (found === undefined && !this.#over && !late) return;
        clearTimeout(waited);
        this.#waiting.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`no line ${pattern}; it said:\n${this.said}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  ready(): Promise<string> {
    return this.line(READY);
  }

  get said(): string {
    return [...this.lines, ...this.errors].join("\n");
  }

  /** For what does not end it: SIGSTOP, SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  kill(signal: NodeJS.Signals): Promise<Exit> {
    this.#child.kill(signal);
    return this.exited;
  }
}

type Plain = Readonly<Record<string, unknown>>;

const RADAR = {
  id: "radar",
  name: "Radar",
  kind: "radar",
  latitude_deg: 40,
  longitude_deg: 20,
  height_m: 15,
  coverage: { range_max_m: 20_000, elevation_min_deg: -5, elevation_max_deg: 89 },
  detection_probability: 0.95,
  false_detections_per_sweep: 0,
  period_s: 0.1,
  stale_after_s: 1,
};

/** A site with one fast radar and one area, whose alarms are over soon. */
export const SITE = {
  site: { id: "site", name: "Site", latitude_deg: 40, longitude_deg: 20, ground_height_m: 0 },
  mode: "simulation",
  sensors: [RADAR],
  areas: [
    {
      id: "area",
      name: "Area",
      owner: "Owner",
      protection: "protected",
      circle: { latitude_deg: 40, longitude_deg: 20, radius_m: 300 },
      people: 10,
    },
  ],
  policy: { all_clear_delay_s: 0.3, expiry_margin_s: 30, late_look_lag_s: 0.5 },
  tracker: { end_after_s: 1 },
  channels: [
    { type: "log", id: "terminal", modes: ["simulation"] },
    {
      type: "cap-file",
      id: "sirens",
      modes: ["simulation"],
      directory: "cap",
      sender: "warning@site.example",
    },
  ],
};

/** A bomb on a flat way that falls on the area's middle some four seconds later. */
export const bomb = (id: string, fromS: number, bearingDeg: number): Plain => ({
  id,
  kind: "ballistic",
  class: "mortar",
  from_s: fromS,
  launch: { of: "site", bearing_deg: bearingDeg, distance_m: 450 },
  aim: { of: "site", bearing_deg: 0, distance_m: 10 },
  elevation_deg: 10,
});

/** Writes a scenario and the site file that plays it into `folder`; JSON is YAML. */
export function writeSite(
  folder: string,
  changes: { readonly site?: Plain; readonly scenario?: Plain } = {},
): string {
  const { channels: _channels, ...siteFile } = SITE;
  const scenario = {
    name: "play",
    title: "Play",
    summary: "For tests.",
    notional: true,
    seed: 5,
    start: "2026-01-01T00:00:00Z",
    duration_s: 3_600,
    site_file: siteFile,
    objects: [],
    ...changes.scenario,
  };
  const path = join(folder, "site.yaml");
  const inputs = [{ type: "simulation", id: "play", scenario: "play.yaml" }];
  writeFileSync(join(folder, "play.yaml"), JSON.stringify(scenario));
  writeFileSync(path, JSON.stringify({ ...SITE, inputs, data_dir: "data", ...changes.site }));
  return path;
}
