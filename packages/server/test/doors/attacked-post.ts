import {
  type CommandEvent,
  createEngine,
  type Engine,
  type EngineEffect,
  type SiteModel,
  type Warning,
} from "@tocsin/core";
import { compileSite, parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { MemoryDisk } from "@tocsin/sim";
import { SiteGate } from "../../src/acceptance/site-gate.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { openJournalInline } from "../../src/journal/inline-journal.ts";
import { LiveRunner } from "../../src/pipeline/live-runner.ts";
import { Pipeline } from "../../src/pipeline/pipeline.ts";
import { recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { type PostOperators, postOperators } from "../../src/run/post-operators.ts";
import { signer } from "../journal/fixtures.ts";
import { refused, weirFile } from "../operators/weir-file.ts";
import { type Protection, protectionOf } from "./protection.ts";

export const AREAS = ["lock", "village", "swept"] as const;
const sensor = (id: string, kind: string): object => ({
  id,
  name: id,
  kind,
  latitude_deg: 48,
  longitude_deg: 31,
  height_m: 160,
  period_s: 1,
  stale_after_s: 3_600,
  coverage: { range_max_m: 20_000, horizon: false, elevation_max_deg: 90 },
});
const transport = (port: number): object => ({ type: "tcp-listen", port });
const SITE = {
  site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  mode: "shadow",
  sensors: [
    sensor("ear", "radar"),
    sensor("friends", "cooperative"),
    sensor("watchers", "observer"),
  ],
  areas: AREAS.map((id, i) => ({
    id,
    name: id,
    owner: "Canal company",
    protection: "protected",
    circle: { latitude_deg: 48 + 0.02 * i, longitude_deg: 31, radius_m: 500 },
    people: 40,
    sweep: id === "swept",
  })),
  defences: [],
  inputs: [
    { type: "generic", id: "generic", transport: transport(4_710), sensors: [{ sensor: "ear" }] },
    {
      type: "cursor-on-target",
      id: "tak",
      transport: transport(4_711),
      sensors: [
        { sensor: "friends", reports: "friendly" },
        { sensor: "watchers", reports: "observed" },
      ],
    },
    {
      type: "cap",
      id: "cap",
      source: "Civil Defence",
      transport: { type: "file", path: "alert.xml" },
      places: [{ area: "lock", names: ["lock"] }],
      threats: ["Air raid"],
    },
  ],
};

/** The site's configuration under one rule of who stands in. */
export function siteUnder(standIn: string): {
  readonly config: SiteConfig;
  readonly site: SiteModel;
} {
  const countdown = standIn === "countdown" ? { countdown_s: 60 } : {};
  const parsed = parseSiteConfig({
    ...SITE,
    operators: { second_person: { stand_in: standIn, ...countdown } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { config: parsed.config, site: compileSite(parsed.config) };
}

/** A post's desk, pipeline, engine and journal on a disk in memory, which can be started again. */
export class AttackedPost {
  readonly config: SiteConfig;
  readonly site: SiteModel;
  readonly #nowUs: () => number;
  readonly #dataDir: string;
  readonly sent: Warning[] = [];
  readonly effects: EngineEffect[] = [];
  /** Commands that the engine did not refuse. */
  readonly carriedOut: CommandEvent[] = [];
  shown = true;
  /** While true the journal takes no proposal. */
  journalFails = false;
  disk = new MemoryDisk();
  journal: Journal;
  engine: Engine = createEngine();
  pipeline: Pipeline;
  operators: PostOperators;
  runner: LiveRunner;
  /** SHA-256 of the site file that it was started with, and refused. */
  siteFile = "1".repeat(64);
  siteGate: SiteGate;

  /** `dataDir`: where it keeps what it accepts. */
  constructor(under: ReturnType<typeof siteUnder>, nowUs: () => number, dataDir: string) {
    ({ config: this.config, site: this.site } = under);
    this.#nowUs = nowUs;
    this.#dataDir = dataDir;
    this.journal = this.#openJournal();
    this.siteGate = this.#gateOf(this.siteFile);
    ({ pipeline: this.pipeline, operators: this.operators, runner: this.runner } = this.#start());
    this.pipeline.ingest({ type: "configuration", receivedUs: nowUs(), site: this.site });
  }

  protection(): Protection {
    const { waitingSha256 } = this.siteGate;
    return { ...protectionOf(this.site, this.engine), siteWaits: waitingSha256 };
  }

  /**
   * Stops and starts again from what is on the disk, after files were put there, and with another site file; false where it would not
   * start with them.
   */
  async restart(files: ReadonlyMap<string, Uint8Array>, siteFile: string): Promise<boolean> {
    await this.close();
    const clean = this.disk.copy();
    for (const [name, content] of files) this.disk.put(name, content);
    const isStarted = this.#recover();
    if (!isStarted) {
      this.disk = clean;
      if (!this.#recover()) throw new Error("it does not start from what it wrote itself");
    }
    this.siteFile = siteFile;
    this.siteGate = this.#gateOf(siteFile);
    ({ pipeline: this.pipeline, operators: this.operators, runner: this.runner } = this.#start());
    this.pipeline.ingest({ type: "configuration", receivedUs: this.#nowUs(), site: this.site });
    return isStarted;
  }

  async close(): Promise<void> {
    await this.siteGate.settled();
    await this.journal.close();
  }

  #recover(): boolean {
    try {
      this.journal = this.#openJournal();
      const engine = createEngine();
      recoverEngine(this.disk, engine);
      this.engine = engine;
      return true;
    } catch {
      return false;
    }
  }

  #openJournal(): Journal {
    return openJournalInline(this.disk, { signer, nowUs: this.#nowUs });
  }

  get #kept(): Pick<Journal, "append" | "durableSequence"> {
    const { journal } = this;
    return {
      append: (type, payload) => (this.journalFails ? null : journal.append(type, payload)),
      durableSequence: () => {
        journal.awaitDurable(journal.lastSequence(), 60_000);
        return journal.durableSequence();
      },
    };
  }

  #gateOf(sha256: string): SiteGate {
    const kept = this.#kept;
    return new SiteGate({
      verdict: refused(weirFile(sha256, { automation: false }), weirFile("0".repeat(64))),
      dataDir: this.#dataDir,
      mode: this.site.mode,
      journal: kept,
      durable: (sequence) => Promise.resolve(kept.durableSequence() >= sequence),
      nowUs: this.#nowUs,
      fault: () => undefined,
      say: () => undefined,
      changed: () => undefined,
    });
  }

  #start(): Pick<AttackedPost, "pipeline" | "operators" | "runner"> {
    const { engine, journal, config, site } = this;
    const nowUs = this.#nowUs;
    const waitUntil = (): Promise<void> => new Promise(() => undefined);
    const pipeline = new Pipeline({
      engine,
      journal,
      mode: site.mode,
      send: (warning) => this.sent.push(warning),
      observe: (step) => {
        this.effects.push(...step.effects);
        if (step.event?.type === "command" && !step.effects.some(isRefusal))
          this.carriedOut.push(step.event);
      },
    });
    const runner = new LiveRunner({
      pipeline,
      clock: { nowUs, waitUntil, steppedByS: () => 0 },
      fault: (fault) => pipeline.fault(fault),
      localInputs: new Set(["file"]),
    });
    const operators = postOperators({
      config,
      site,
      clock: { nowUs, waitUntil },
      journal: this.#kept,
      siteGate: this.siteGate,
      engine,
      ingest: (event) => pipeline.ingest(event),
      preview: () => null,
      recipients: () => [],
      test: () => Promise.resolve(null),
      shown: () => this.shown,
      say: () => undefined,
      changed: () => undefined,
    });
    return { pipeline, operators, runner };
  }
}

const isRefusal = (effect: EngineEffect): boolean =>
  effect.type === "fault" &&
  ["COMMAND_REFUSED", "UNKNOWN_SUBJECT", "ENGINE_DEFECT"].includes(effect.fault.code);
