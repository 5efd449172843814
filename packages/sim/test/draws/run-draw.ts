import { createEngine, type Warning } from "@tocsin/core";
import { drive, parseScenario, simulate, stream } from "../../src/index.ts";
import { drawHarmless, drawThreats } from "./draw-objects.ts";
import { drawRadars, type Radars } from "./draw-radars.ts";
import { drawSite } from "./draw-site.ts";
import { drawTrouble, type Trouble } from "./draw-trouble.ts";

export const KINDS = ["threat", "harmless"] as const;
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
  /** In words: orders to take cover, and pre-alerts, where nothing came down or came near. */
  readonly falseCovers: readonly string[];
  readonly falseAlerts: readonly string[];
}

/** Draws a scenario from a seed, flies it, and holds what people were told against what happened. */
export function runDraw(kind: DrawKind, seed: number): DrawResult {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const random = stream(seed, "draw", kind, String(attempt));
    const site = drawSite(random);
    const { areas, sensors } = site as { readonly areas: object[]; readonly sensors: object[] };
    const objects = kind === "threat" ? drawThreats(random, areas.length) : drawHarmless(random);
    const trouble = drawTrouble(random);
    // Of a stream of its own: what flies in a draw is the same whatever its radars report.
    const radars = drawRadars(stream(seed, "radars", kind));
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
    const warnings: Warning[] = [];
    const events = trouble.bend(simulation.events(), simulation.startUs);
    for (const { effects } of drive(createEngine(), events))
      for (const effect of effects) if (effect.type === "warning") warnings.push(effect.warning);
    const judged = judge(kind, simulation, warnings);
    return { trouble: trouble.kind, radars: radars.kind, what: wordOf(objects), ...judged };
  }
  throw new Error(`no ${kind} of seed ${seed} can be flown`);
}

const wordOf = ([first]: readonly object[]): string => {
  const { kind = "nothing", class: type = "" } = (first ?? {}) as Readonly<Record<string, string>>;
  return `${kind} ${type}`.trim();
};

type Judged = Pick<DrawResult, "hit" | "missed" | "falseCovers" | "falseAlerts">;

/** Where something came down people were under cover before it did. Where nothing flies that could harm anybody no warning is right. */
function judge(
  kind: DrawKind,
  { truth, startUs }: ReturnType<typeof simulate>,
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
  const isCovered = (area: string, byUs: number): boolean => {
    const last = warnings.findLast(({ areaId, issuedUs }) => areaId === area && issuedUs < byUs);
    return last?.stage === "take-cover";
  };
  const missed = [...first].flatMap(([area, timeUs]) =>
    isCovered(area, timeUs) ? [] : [`${area}, hit at ${atS(timeUs)}`],
  );
  const wrong = kind === "harmless" ? starts : [];
  return {
    hit: first.size,
    missed,
    falseCovers: wrong.filter(({ stage }) => stage === "take-cover").map(told),
    falseAlerts: wrong.filter(({ stage }) => stage === "pre-alert").map(told),
  };
}
