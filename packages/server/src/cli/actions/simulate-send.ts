import { MICROS_PER_SECOND } from "@tocsin/core";
import type { SiteConfig } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import type { Scenario } from "@tocsin/sim";
import { stringify } from "yaml";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { FORMATS, type Format, isFormat } from "../../rehearse/formats.ts";
import type { LineFaults } from "../../rehearse/outgoing-messages.ts";
import { checkedSite, rehearsalSite } from "../../rehearse/rehearsal-site.ts";
import { type SendReport, sendScenario } from "../../rehearse/send-scenario.ts";
import { chance } from "../../sources/chance-port.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption, positiveOption, timeOption } from "../options.ts";
import { whole } from "../text/numbers.ts";

/** Options of `tocsin simulate` that concern octets. */
export interface SendCliOptions {
  readonly send?: string;
  readonly printSite?: string | true;
  readonly format?: readonly string[];
  readonly speed?: string;
  readonly skip?: string;
  readonly start?: string;
  readonly loss?: string;
  readonly duplicate?: string;
  readonly reorder?: string;
  readonly delay?: string;
  readonly delaySpread?: string;
  readonly clockError?: readonly string[];
}

const VERB = "simulate ";
const DEFAULT_PLACE = "127.0.0.1:4800";
const REORDER_HELD_S = 1;

const usage = (detail: string): TocsinError => new TocsinError("USAGE", { detail, command: VERB });

/** `tocsin simulate SCENARIO --print-site`: the site file of a post that can be sent to. */
export function printSite(
  context: CliContext,
  scenario: Scenario,
  options: SendCliOptions,
): number {
  const place = typeof options.printSite === "string" ? options.printSite : DEFAULT_PLACE;
  const site = rehearsalSite(scenario, {
    ...placeOf(place),
    formats: formatsOf(scenario, options.format),
    startUs: startOf(options) ?? new SystemClock().nowUs(),
  });
  checkedSite(site);
  if (context.json) context.printJson(site);
  else context.print(stringify(site).trimEnd());
  return EXIT.ok;
}

/** `tocsin simulate SCENARIO --send TARGET`. */
export async function sendNamed(
  context: CliContext,
  run: {
    readonly scenario: Scenario;
    readonly seed: number | undefined;
    readonly options: SendCliOptions & { readonly send: string };
  },
): Promise<number> {
  const { scenario, seed, options } = run;
  const formats = formatsOf(scenario, options.format);
  const { config, inputId } = await targetOf(scenario, options, formats);
  const signal = context.signal();
  const speed = options.speed === undefined ? 1 : positiveOption("--speed", options.speed, VERB);
  if (speed !== 1)
    context.note(
      `At --speed ${speed} objects fly ${speed} times as fast as they say: a test of load, and not of warnings.`,
    );
  const report = await sendScenario({
    scenario,
    seed,
    config,
    inputId,
    formats,
    faults: faultsOf(options),
    speed,
    skipS: options.skip === undefined ? 0 : notNegative("--skip", options.skip),
    startUs: startOf(options),
    ports: { clock: new SystemClock(), chance },
    signal,
    note: (words) => context.note(words),
  });
  print(context, scenario, report);
  return signal.aborted ? EXIT.interrupted : EXIT.ok;
}

function print(context: CliContext, scenario: Scenario, report: SendReport): void {
  const { seed, startUs, tally, silent } = report;
  if (context.json) {
    const start = new Date(startUs / 1_000).toISOString();
    context.printJson({
      scenario: scenario.id,
      seed,
      start,
      inputs: Object.fromEntries(tally),
      silent,
    });
    return;
  }
  for (const [inputId, counts] of tally)
    context.print(
      `${inputId}: ${whole(counts.messages)} messages, ${whole(counts.octets)} octets; ${whole(counts.lost)} lost, ${whole(counts.twice)} twice, ${whole(counts.refused)} without a line; ${whole(counts.unsaid)} detections that the format can't say`,
    );
  if (silent.length > 0) context.print(`no input takes: ${silent.join(", ")}`);
}

async function targetOf(
  scenario: Scenario,
  options: SendCliOptions & { readonly send: string },
  formats: ReadonlyMap<string, Format>,
): Promise<{ readonly config: SiteConfig; readonly inputId: string | null }> {
  if (PLACE.test(options.send)) {
    const startUs = startOf(options) ?? scenario.startUs;
    const site = rehearsalSite(scenario, { ...placeOf(options.send), formats, startUs });
    return { config: checkedSite(site), inputId: null };
  }
  const [path, inputId = null] = options.send.split("#", 2);
  const { config } = await loadSiteFile(path);
  return { config, inputId };
}

const PLACE = /^(\[[0-9a-fA-F:]+\]|[^/\\:]+):(\d{1,5})$/;

function placeOf(text: string): { readonly host: string; readonly port: number } {
  const [, host, digits] = PLACE.exec(text) ?? [];
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= 65_000))
    throw usage(
      `"${text}" is no place: write an address and the first port, such as ${DEFAULT_PLACE}`,
    );
  return { host: host.replaceAll(/[[\]]/g, ""), port };
}

function formatsOf(scenario: Scenario, texts: readonly string[] = []): ReadonlyMap<string, Format> {
  const formats = new Map<string, Format>();
  for (const text of texts) {
    const [sensor, format = ""] = text.split("=", 2);
    if (!scenario.site.sensors.some(({ id }) => id === sensor))
      throw usage(
        `--format names the sensor ${sensor}; the scenario has ${scenario.site.sensors.map(({ id }) => id).join(", ")}`,
      );
    if (!isFormat(format))
      throw usage(`--format takes SENSOR=FORMAT with one of ${FORMATS.join(", ")}`);
    formats.set(sensor, format);
  }
  return formats;
}

function faultsOf(options: SendCliOptions): LineFaults {
  const share = (option: string, text: string | undefined): number => {
    const value = text === undefined ? 0 : notNegative(option, text);
    if (value <= 1) return value;
    throw usage(`${option} takes a probability from 0 to 1, not "${text}"`);
  };
  const seconds = (option: string, text: string | undefined): number =>
    text === undefined ? 0 : notNegative(option, text);
  return {
    loss: share("--loss", options.loss),
    duplicate: share("--duplicate", options.duplicate),
    reorder: share("--reorder", options.reorder),
    reorder_delay_s: REORDER_HELD_S,
    delay_s: seconds("--delay", options.delay),
    delay_sigma_s: seconds("--delay-spread", options.delaySpread),
    ...clockErrorsOf(options.clockError),
  };
}

function clockErrorsOf(texts: readonly string[] = []) {
  const clockErrorsS = new Map<string, number>();
  let clockErrorS = 0;
  for (const text of texts) {
    const [first, second] = text.split("=", 2);
    if (second === undefined) clockErrorS = numberOption("--clock-error", first, VERB);
    else clockErrorsS.set(first, numberOption("--clock-error", second, VERB));
  }
  return { clockErrorsS, clockErrorS };
}

function notNegative(option: string, text: string): number {
  const value = numberOption(option, text, VERB);
  if (value >= 0) return value;
  throw usage(`${option} takes a number that is not negative, not "${text}"`);
}

function startOf({ start }: SendCliOptions): number | null {
  if (start === undefined) return null;
  return Math.round(timeOption("--start", start, VERB) / MICROS_PER_SECOND) * MICROS_PER_SECOND;
}
