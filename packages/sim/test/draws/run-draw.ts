import { createEngine, type EngineEvent, type Warning } from "@tocsin/core";
import {
  drive,
  parseScenario,
  type RandomStream,
  type Simulation,
  simulate,
  stream,
} from "../../src/index.ts";
import { drawHarmless, drawThreats } from "./draw-objects.ts";
import { drawHidden } from "./draw-hidden.ts";
import { type DrawnRadars, drawRadars, type Radars, radarsOf } from "./draw-radars.ts";
import { drawSite, type Plain } from "./draw-site.ts";
import { drawTrouble, type Trouble } from "./draw-trouble.ts";

/** `hidden`: attacks by what looks like birds, in swarms, or through flocks. */
export const KINDS = ["threat", "harmless", "hidden"] as const;
export type DrawKind = (typeof KINDS)[number];

const DURATION_S = 110;
/** A drawn body may have too much drag to get where it is aimed at: then all is drawn anew. */
const ATTEMPTS_MAX = 20;

export interface DrawResult {
  readonly trouble: Trouble;
  /** What its radars reported. */
  readonly radars: Radars;
  /** What flew, in a word. */
  readonly what: string;
  /** Areas that something came down in. */
  readonly hit: number;
  /** In words: areas hit that were not under cover by then. */
  readonly missed: readonly string[];
  /** For each of the others, how long before that people were told, s. */
  readonly leadsS: Readonly<Record<string, number>>;
  /** In words: orders to take cover, and pre-alerts, where nothing came down or came near. */
  readonly falseCovers: readonly string[];
  readonly falseAlerts: readonly string[];
}

/** What flew in a draw, and what goes wrong on the way to the engine. */
export interface Drawn {
  readonly simulation: Simulation;
  readonly trouble: Trouble;
  readonly radars: Radars;
  readonly what: string;
  readonly events: () => Iterable<EngineEvent>;
}

/** Draws a scenario from a seed; its radars report what is drawn too, where it is not said. */
export function drawScenario(kind: DrawKind, seed: number, radarsKind?: Radars): Drawn {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const random = stream(seed, "draw", kind, String(attempt));
    const site = drawSite(random);
    const { areas, sensors } = site as { readonly areas: Plain[]; readonly sensors: object[] };
    const objects = objectsOf(kind, random, areas);
    const trouble = drawTrouble(random);
    // Of a stream of its own: what flies in a draw is the same whatever its radars report.
    const radars: DrawnRadars =
      radarsKind === undefined ? drawRadars(stream(seed, "radars", kind)) : radarsOf(radarsKind);
    const parsed = parseScenario({
      name: "drawn",
      title: "Drawn",
      summary: "Drawn from a seed.",
      notional: true,
      seed,
      start: "2026-06-01T00:00:00Z",
      duration_s: DURATION_S,
      site_file: site,
      sensor_models: sensors.map((_, i) => ({
        id: `radar-${i + 1}`,
        ...radars.model,
        transport: trouble.transport,
      })),
      objects,
      events: trouble.events,
    });
    if (!parsed.ok) continue;
    const simulation = simulate(parsed.scenario);
    return {
      simulation,
      trouble: trouble.kind,
      radars: radars.kind,
      what: wordOf(objects),
      events: () => trouble.bend(simulation.events(), simulation.startUs),
    };
  }
  throw new Error(`no ${kind} of seed ${seed} can be flown`);
}

function objectsOf(
  kind: DrawKind,
  random: RandomStream,
  areas: readonly Plain[],
): readonly Plain[] {
  if (kind === "harmless") return drawHarmless(random);
  return kind === "threat" ? drawThreats(random, areas.length) : drawHidden(random, areas.length);
}

/** Draws a scenario from a seed, flies it, and holds what people were told against what happened. */
export function runDraw(kind: DrawKind, seed: number, radarsKind?: Radars): DrawResult {
  const { simulation, trouble, radars, what, events } = drawScenario(kind, seed, radarsKind);
  const warnings: Warning[] = [];
  for (const { effects } of drive(createEngine(), events()))
    for (const effect of effects) if (effect.type === "warning") warnings.push(effect.warning);
  return { trouble, radars, what, ...judge(kind, simulation, warnings) };
}

const wordOf = ([first]: readonly object[]): string => {
  const { kind = "nothing", class: type = "" } = (first ?? {}) as Readonly<Record<string, string>>;
  return `${kind} ${type}`.trim();
};

type Judged = Pick<DrawResult, "hit" | "missed" | "leadsS" | "falseCovers" | "falseAlerts">;

/** Where something came down people were under cover before it did. Where nothing flies that could harm anybody no warning is right. */
function judge(
  kind: DrawKind,
  { truth, startUs }: Simulation,
  warnings: readonly Warning[],
): Judged {
  const atS = (timeUs: number): string => `${((timeUs - startUs) / 1e6).toFixed(1)} s`;
  const told = ({ areaId, issuedUs, probability }: Warning): string =>
    `${areaId} at ${atS(issuedUs)}, probability ${(probability ?? 0).toFixed(2)}`;
  const starts = warnings.filter(({ action }) => action === "start" || action === "raise");
  const first = new Map<string, number>();
  for (const { id, impact } of truth.objects) {
    if (impact === null || !impact.happened || id.startsWith("harmless")) continue;
    for (const area of impact.areaIds)
      first.set(area, Math.min(first.get(area) ?? Number.POSITIVE_INFINITY, impact.timeUs));
  }
  const missed: string[] = [];
  const leadsS: Record<string, number> = {};
  for (const [area, timeUs] of first) {
    const before = warnings.filter(({ areaId, issuedUs }) => areaId === area && issuedUs < timeUs);
    if (before.at(-1)?.stage !== "take-cover") missed.push(`${area}, hit at ${atS(timeUs)}`);
    else leadsS[area] = (timeUs - lastOrder(before).issuedUs) / 1e6;
  }
  const wrong = kind === "harmless" ? starts : [];
  return {
    hit: first.size,
    missed,
    leadsS,
    falseCovers: wrong.filter(({ stage }) => stage === "take-cover").map(told),
    falseAlerts: wrong.filter(({ stage }) => stage === "pre-alert").map(told),
  };
}

/** The first of the warnings to take cover since the last that said less. */
function lastOrder(warnings: readonly Warning[]): Warning {
  const lower = warnings.findLastIndex(({ stage }) => stage !== "take-cover");
  return warnings[lower + 1];
}
