import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type Engine, MICROS_PER_SECOND, type SiteModel, type TimeUs } from "@tocsin/core";
import {
  type Clock,
  DRILL_LIMITS,
  type DrillReadiness,
  type DrillRequest,
  type ShownDrill,
  type SiteConfig,
  TocsinError,
} from "@tocsin/sdk";
import type { Journal } from "../journal/journal.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import type { RecoveredEngine } from "../pipeline/recover-engine.ts";
import { relaysOf } from "../run/assemble-post.ts";
import { Stillness } from "../run/stillness.ts";
import { GIVEN_UP_MS, WATCH_MS } from "../run/watch-thread.ts";
import type { DrillOrder, DrillReport } from "./drill-messages.ts";
import { drillChannels } from "./drill-channels.ts";
import { drillRefusal, keyProblem } from "./drill-refusal.ts";
import { type DrilledBy, encodeDrill } from "./drill-record.ts";
import { OfficialThreats } from "./official-threats.ts";
import { planDrill } from "./plan-drill.ts";

const PROCESS = fileURLToPath(new URL("./drill-process.ts", import.meta.url));
/** A drill gives way to the post, and is still in time on a machine that has something else to do. */
const NICE = 5;
/** A process that was told to end and has not is ended after so long. */
const END_WAIT_MS = 10_000;
/** A process takes so long to start, at most, on a machine that is busy; from then on, and once it has said anything, it moves. */
const START_MS = 40_000;
/** What has ended is shown for so long. */
const SHOWN_AFTER_US = 60 * MICROS_PER_SECOND;

interface Running {
  readonly process: ChildProcess;
  readonly scenario: string;
  ending: string | null;
  /** When it last said anything, by the steady clock. */
  movedMs: number;
}

/** What a drill needs of the post that it is beside. */
export interface DrillPorts {
  readonly config: SiteConfig;
  readonly site: SiteModel;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly journal: Pick<Journal, "append">;
  readonly engine: Pick<Engine, "openWarnings">;
  /** What authorities had said before the post was started again. */
  readonly recovered: Pick<RecoveredEngine, "official">;
  /** What the drill's own terminal channel says. */
  readonly stdout: Writable;
  readonly changed: () => void;
  /** Takes what is wrong with a drill's process, or with what plans drills; and in the end `over: …`. */
  readonly fault: (subject: string, detail: string) => void;
}

/**
 * One drill at a time beside a post that protects, in a process of its own that gives way to the post. The post hands it nothing but its
 * plan and the word to end; what it decides comes back as words for a screen, and goes nowhere else.
 */
export class DrillDesk {
  readonly #ports: DrillPorts;
  readonly #official: OfficialThreats;
  #running: Running | null = null;
  #shown: ShownDrill | null = null;
  #endedUs: TimeUs | null = null;
  #closed = false;

  constructor(ports: DrillPorts) {
    this.#ports = ports;
    this.#official = new OfficialThreats(relaysOf(ports.config), ports.recovered.official);
  }

  /** Refuses what cannot be flown before anything begins. */
  async start(
    request: DrillRequest,
    by: { readonly who: DrilledBy; readonly name: string },
  ): Promise<ShownDrill> {
    const { clock, config, dataDir, fault } = this.#ports;
    this.#refuse(request, clock.nowUs());
    const { title, lastsUs } = await planDrill({ config, request }, (detail) =>
      fault("plan", detail),
    );
    const nowUs = clock.nowUs();
    this.#refuse(request, nowUs);
    const startUs = Math.max(request.atUs ?? nowUs, nowUs);
    const id = new Date(nowUs / 1_000).toISOString().replaceAll(/[-:]|\.\d+/g, "");
    const folder = join(dataDir, "drills", id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#shown = {
      id,
      title,
      by: by.name,
      reason: request.reason,
      startUs,
      endUs: startUs + lastsUs,
      state: "starting",
      why: null,
      areas: [],
      channels: [],
      leftOut: [],
    };
    this.#endedUs = null;
    const channels = drillChannels(config).channels.map((channel) => channel.id);
    this.#record("started", by.who, request.scenario, request.reason, channels);
    this.#launch(request.scenario, {
      kind: "begin",
      plan: {
        id,
        config,
        scenario: request.scenario,
        areaId: request.areaId,
        startUs,
        dataDir: folder,
        keysDir: dataDir,
      },
    });
    this.#ports.changed();
    return this.#shown;
  }

  stop(by: { readonly who: DrilledBy; readonly name: string }, reason: string): ShownDrill {
    if (this.#running === null || this.#shown === null)
      throw new TocsinError("DRILL_REFUSED", { detail: "no drill runs" });
    this.#end(by.who, `${by.name}: ${reason}`);
    return this.#shown;
  }

  /** Sees what the post does: a real warning ends a drill at once, wherever it is. */
  observe({ event, effects }: PipelineStep): void {
    const authority = event?.type === "official-warning" ? this.#official.take(event) : null;
    if (this.#running === null) return;
    for (const effect of effects)
      if (effect.type === "warning" && effect.warning.action !== "end")
        return this.#end({ kind: "post" }, `a real warning for ${effect.warning.areaId}`);
    if (authority !== null) this.#end({ kind: "post" }, `a warning of ${authority}`);
  }

  /** What screens show; null where there is none, or was none lately. */
  shown(): ShownDrill | null {
    const { clock } = this.#ports;
    if (this.#endedUs !== null && clock.nowUs() > this.#endedUs + SHOWN_AFTER_US)
      this.#shown = null;
    return this.#shown;
  }

  /** Ends what runs, and waits for it; nothing begins any more. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = this.#running;
    if (running === null) return;
    const gone = new Promise<void>((resolve) => running.process.once("exit", () => resolve()));
    this.#end({ kind: "post" }, "the post is being stopped");
    await gone;
  }

  /** Whether one could begin now: to be known before anybody says what is to be flown. */
  readiness(): DrillReadiness {
    return { refusal: this.#refusal(this.#ports.clock.nowUs()) };
  }

  #refusal(nowUs: TimeUs): string | null {
    const { site, engine, config, dataDir } = this.#ports;
    return drillRefusal({
      site,
      isStopping: this.#closed,
      runs: this.#running !== null,
      warned: engine.openWarnings().map(({ areaId }) => areaId),
      authority: this.#official.holding(nowUs),
      keys: keyProblem(config, dataDir),
    });
  }

  #refuse({ atUs }: DrillRequest, nowUs: TimeUs): void {
    const isFar = atUs !== null && atUs > nowUs + DRILL_LIMITS.aheadUs;
    const refusal = this.#refusal(nowUs) ?? (isFar ? "it may begin a day ahead at most" : null);
    if (refusal !== null) throw new TocsinError("DRILL_REFUSED", { detail: refusal });
  }

  #launch(scenario: string, order: DrillOrder): void {
    const child = fork(PROCESS, [], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      serialization: "advanced",
    });
    const movedMs = monotonicMs() + START_MS;
    const running: Running = { process: child, scenario, ending: null, movedMs };
    this.#running = running;
    this.#watch(running);
    if (child.pid !== undefined) giveWay(child.pid);
    for (const stream of [child.stdout, child.stderr]) passOn(stream, this.#ports.stdout);
    child.on("message", (report: DrillReport) => this.#take(running, report));
    child.on("error", (error) => this.#over(running, `its process failed: ${error.message}`));
    child.on("exit", (code) =>
      this.#over(running, running.ending ?? `its process ended with ${String(code)}`),
    );
    child.send(order);
  }

  /** Tells of a process that stands still, and ends one that hangs: people must not be left with what it told them. */
  #watch(running: Running): void {
    const stillness = new Stillness((detail) =>
      this.#ports.fault("drill", detail.replace("thread", "process")),
    );
    const timer = setInterval(() => {
      if (this.#running !== running) return clearInterval(timer);
      stillness.look(running.movedMs);
      if (monotonicMs() - running.movedMs < GIVEN_UP_MS) return;
      clearInterval(timer);
      this.#end({ kind: "post" }, "its process stood still, and was ended");
      running.process.kill("SIGKILL");
    }, WATCH_MS);
    timer.unref();
  }

  /** What a drill says after its end is nothing to the next one. */
  #take(running: Running, report: DrillReport): void {
    if (this.#running !== running || this.#shown === null) return;
    running.movedMs = monotonicMs();
    if (report.kind === "moves") return;
    switch (report.kind) {
      case "begun": {
        const { startUs, endUs, channels, leftOut } = report;
        this.#shown = { ...this.#shown, state: "running", startUs, endUs, channels, leftOut };
        break;
      }
      case "areas":
        this.#shown = { ...this.#shown, areas: report.areas };
        break;
      case "refused":
        running.ending ??= report.detail;
        break;
      case "ended":
        running.ending ??= report.why;
        break;
    }
    this.#ports.changed();
  }

  #end(by: DrilledBy, why: string): void {
    const running = this.#running;
    if (running === null || running.ending !== null) return;
    running.ending = why;
    const order: DrillOrder = { kind: "end", why };
    if (running.process.connected) running.process.send(order);
    setTimeout(() => running.process.kill("SIGKILL"), END_WAIT_MS).unref();
    this.#record("ended", by, running.scenario, why);
    if (this.#shown !== null) this.#shown = { ...this.#shown, why };
    this.#ports.changed();
  }

  #over(running: Running, why: string): void {
    if (this.#running !== running) return;
    if (this.#shown?.why === null) this.#record("ended", { kind: "post" }, running.scenario, why);
    this.#running = null;
    this.#endedUs = this.#ports.clock.nowUs();
    if (this.#shown !== null)
      this.#shown = { ...this.#shown, state: "ended", why: this.#shown.why ?? why, areas: [] };
    this.#ports.changed();
  }

  #record(
    change: "started" | "ended",
    by: DrilledBy,
    scenario: string,
    reason: string,
    channels?: readonly string[],
  ): void {
    const { clock, journal, site } = this.#ports;
    if (this.#shown === null) return;
    const record = { change, id: this.#shown.id, timeUs: clock.nowUs(), by, scenario, reason };
    const told = channels === undefined ? {} : { channels };
    const { type, payload } = encodeDrill({ ...record, ...told }, site.mode);
    journal.append(type, payload);
  }
}

/** Where the system does not let it, it runs beside the post like any other program. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, NICE);
  } catch {
    return;
  }
}

/** What is not read would hold the process up. */
function passOn(stream: Readable | null, to: Writable): void {
  stream?.on("data", (chunk: Buffer) => void to.write(chunk));
}
