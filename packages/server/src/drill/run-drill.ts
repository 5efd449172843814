import type { Writable } from "node:stream";
import { MICROS_PER_SECOND, type Outcome, type TimeUs, type Warning } from "@tocsin/core";
import { createScorer, type Scorer, simulate, type Simulation } from "@tocsin/sim";
import type { EncodedRecord } from "../pipeline/encode-record.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { type PostReady, runPost } from "../run/run-post.ts";
import { encodeOutcome } from "../scoring/outcome-record.ts";
import { createDrillAdapter } from "./drill-adapter.ts";
import { drillChannels, livePagesOf } from "./drill-channels.ts";
import type { DrillPlan, DrillReport } from "./drill-messages.ts";
import { drillScenario } from "./drill-scenario.ts";

/** After the last look people are left with what they were told for so long, at most; then it is ended. */
const AFTERMATH_S = 120;
/** So often it is looked whether it is over. */
const LOOK_MS = 250;

/** A drill that runs. */
export interface RunningDrill {
  /** Ends it now, and tells everybody who was told something in it that it is over. */
  readonly end: (why: string) => void;
  readonly ended: Promise<void>;
}

/**
 * Runs a drill: a whole post in mode `drill`, with its own engine, journal, channels and key, that is fed with what a scenario's sensors
 * see. It ends by itself when the scenario is over and nobody is told anything any more.
 */
export function runDrill(
  plan: DrillPlan,
  report: (report: DrillReport) => void,
  stdout: Writable,
): RunningDrill {
  const drill = new Drill(plan, report);
  const look = setInterval(() => drill.look(), LOOK_MS);
  const ended = drill.run(stdout).finally(() => clearInterval(look));
  return { end: (why) => drill.end(why), ended };
}

class Drill {
  readonly #plan: DrillPlan;
  readonly #report: (report: DrillReport) => void;
  readonly #clock = new SystemClock();
  readonly #simulation: Simulation;
  readonly #scorer: Scorer;
  readonly #stop = new AbortController();
  readonly #shown = new Map<string, Warning>();
  #startUs: TimeUs;
  #post: PostReady | null = null;
  #overUs: TimeUs | null = null;
  #why: string | null = null;

  constructor(plan: DrillPlan, report: (report: DrillReport) => void) {
    this.#plan = plan;
    this.#startUs = plan.startUs;
    this.#report = report;
    this.#simulation = simulate(drillScenario(plan.config, plan), { mode: "drill" });
    this.#scorer = createScorer(this.#simulation);
  }

  get #byUs(): TimeUs {
    return this.#startUs - this.#simulation.startUs;
  }

  /** When it was ready, or when it was to begin, whichever is later. */
  #begin(): TimeUs {
    const { channels, leftOut } = drillChannels(this.#plan.config);
    this.#startUs = Math.max(this.#plan.startUs, this.#clock.nowUs());
    this.#report({
      kind: "begun",
      startUs: this.#startUs,
      endUs: this.#simulation.endUs + this.#byUs,
      channels: channels.map(({ id }) => id),
      leftOut,
    });
    return this.#startUs;
  }

  async run(stdout: Writable): Promise<void> {
    const { config, dataDir, keysDir } = this.#plan;
    const { channels } = drillChannels(config);
    const own = { mode: "drill", automation: true } as const;
    await runPost({
      config: {
        ...config,
        ...own,
        inputs: [],
        masks: [],
        channels: [...channels],
        self_test: { ...config.self_test, on: false },
      },
      dataDir,
      keysDir,
      livePages: livePagesOf(config),
      signal: this.#stop.signal,
      stdout,
      adapters: [
        createDrillAdapter(this.#simulation, {
          begin: () => this.#begin(),
          clock: this.#clock,
          over: () => (this.#overUs = this.#clock.nowUs()),
        }),
      ],
      observe: () => (step) => this.#observe(step),
      ready: (post) => (this.#post = post),
    });
    this.#report({ kind: "ended", why: this.#why ?? "it failed" });
  }

  /** Ends it now, and tells everybody who was told something in it that it is over. */
  end(why: string): void {
    if (this.#why !== null) return;
    this.#why = why;
    const nowUs = this.#post?.nowUs() ?? this.#clock.nowUs();
    for (const areaId of openAreas(this.#shown))
      this.#post?.command({ kind: "all-clear", areaId }, `the drill is over: ${why}`);
    const { scenario } = this.#simulation;
    const times = { startUs: this.#startUs, byUs: this.#byUs, nowUs };
    this.#post?.record(truthOf(scenario.id, this.#scorer.outcomes(), times));
    this.#stop.abort();
  }

  /** To be called several times a second. */
  look(): void {
    if (this.#overUs === null) return;
    const isLate = this.#clock.nowUs() > this.#overUs + AFTERMATH_S * MICROS_PER_SECOND;
    if (isLate || openAreas(this.#shown).length === 0) this.end("its scenario is over");
  }

  #observe({ effects }: PipelineStep): void {
    let changed = false;
    for (const effect of effects) {
      this.#scorer.add(effect);
      if (effect.type !== "warning") continue;
      this.#shown.set(effect.warning.areaId, effect.warning);
      changed = true;
    }
    if (changed) this.#report({ kind: "areas", areas: areasOf(this.#shown) });
  }
}

const openAreas = (shown: ReadonlyMap<string, Warning>): readonly string[] =>
  [...shown.values()].filter(({ action }) => action !== "end").map(({ areaId }) => areaId);

const areasOf = (shown: ReadonlyMap<string, Warning>) =>
  [...shown.values()].map(({ areaId: id, stage, arrivalFromUs, arrivalToUs }) => ({
    id,
    stage,
    arrivalFromUs,
    arrivalToUs,
  }));

/** What the scenario knows of what came, or would have, at the times at which it was flown. */
function truthOf(
  name: string,
  outcomes: readonly Outcome[],
  {
    startUs,
    byUs,
    nowUs,
  }: { readonly startUs: TimeUs; readonly byUs: TimeUs; readonly nowUs: TimeUs },
): EncodedRecord {
  return encodeOutcome(
    {
      recordedUs: nowUs,
      by: { kind: "scenario", name },
      statement: {
        kind: "simulated",
        fromUs: startUs,
        toUs: nowUs + 86_400 * MICROS_PER_SECOND,
        outcomes: outcomes
          .map((outcome) => moved(outcome, byUs))
          .filter(({ sinceUs = 0 }) => sinceUs <= nowUs)
          .map((outcome) => brokenOff(outcome, nowUs)),
      },
    },
    "drill",
  );
}

const moved = (outcome: Outcome, byUs: TimeUs): Outcome => ({
  ...outcome,
  atUs: outcome.atUs + byUs,
  ...(outcome.endedUs === undefined ? {} : { endedUs: outcome.endedUs + byUs }),
  ...(outcome.sinceUs === undefined ? {} : { sinceUs: outcome.sinceUs + byUs }),
});

/** What was still on its way when the drill was ended came no farther. */
const brokenOff = (outcome: Outcome, nowUs: TimeUs): Outcome =>
  outcome.atUs <= nowUs
    ? outcome
    : {
        ...outcome,
        kind: outcome.kind === "struck" ? "averted" : outcome.kind,
        endedUs: Math.min(outcome.endedUs ?? nowUs, nowUs),
      };
