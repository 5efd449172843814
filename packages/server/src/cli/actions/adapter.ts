import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MICROS_PER_SECOND } from "@tocsin/core";
import type { InputConfig, SiteConfig } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { ADAPTERS } from "../../run/adapter-catalogue.ts";
import { adapterTemplate } from "../../run/adapter-template.ts";
import { testAdapter } from "../../run/test-adapter.ts";
import { pluginTrial } from "../../run/trial-site.ts";
import { type Trial, type TrialEntry, tryInput } from "../../run/try-input.ts";
import { chance } from "../../sources/chance-port.ts";
import { createByteSource } from "../../sources/create-byte-source.ts";
import { createFileSource } from "../../sources/file-source.ts";
import type { CliContext } from "../cli-context.ts";
import { positiveOption } from "../options.ts";
import { trialLines } from "../text/trial-lines.ts";
import { liveTransport } from "./live-transport.ts";
import { LISTEN_S } from "../commands/adapter.ts";

interface TestOptions {
  readonly file?: string;
  readonly live?: string;
  readonly for?: string;
  readonly options?: string;
}

const TEST = "adapter test ";

const usage = (detail: string, command: string): TocsinError =>
  new TocsinError("USAGE", { detail, command });

export function list(context: CliContext): Promise<number> {
  if (context.json) context.printJson(ADAPTERS);
  else
    for (const { type, takes, gives, writes } of ADAPTERS) {
      context.print(`${type.padEnd(18)} takes  ${takes}`);
      context.print(`${"".padEnd(18)} gives  ${gives}`);
      context.print(`${"".padEnd(18)} writes ${writes}`);
    }
  return Promise.resolve(EXIT.ok);
}

export async function test(
  context: CliContext,
  adapter: string,
  options: TestOptions,
): Promise<number> {
  if ((options.file === undefined) === (options.live === undefined))
    throw usage("say --file FILE or --live URL", TEST);
  const reasons = new Map<string, number>();
  const seen = (entry: TrialEntry): void => {
    for (const output of entry.outputs)
      if (output.type === "rejected")
        reasons.set(output.problem.reason, (reasons.get(output.problem.reason) ?? 0) + 1);
    if (!context.json) for (const line of trialLines(entry)) context.print(line);
  };
  const trial = await trialOf(context, adapter, options, seen);
  if (context.json) context.printJson({ ...trial, reasons: Object.fromEntries(reasons) });
  else {
    context.print(`${trial.understood} understood, ${trial.refused} refused`);
    for (const [reason, count] of reasons) context.print(`  refused as ${reason}: ${count}`);
  }
  return trial.refused === 0 && trial.understood > 0 ? EXIT.ok : EXIT.input;
}

async function trialOf(
  context: CliContext,
  adapter: string,
  options: TestOptions,
  seen: (entry: TrialEntry) => void,
): Promise<Trial> {
  const { file, live } = options;
  const found = adapter === "generic" ? null : await findAdapter(context, adapter, options);
  const signal = context.signal();
  const generic = found === null ? null : found.input.type === "generic" ? found.input : undefined;
  // Of a file each line is told with its number, and its times may be of any day.
  if (file !== undefined && generic !== undefined) return tryInput(file, generic, { signal, seen });
  if (found === null) throw usage("name an input of the site file to listen with --live", TEST);
  const ports = { clock: new SystemClock(), chance };
  const source =
    file !== undefined
      ? createFileSource({ path: file, speed: 0 }, ports)
      : createByteSource(liveTransport(live ?? ""), ports);
  const over = new AbortController();
  const end = (): void => over.abort();
  signal.addEventListener("abort", end, { once: true });
  if (live !== undefined) {
    const seconds =
      options.for === undefined ? LISTEN_S : positiveOption("--for", options.for, TEST);
    void ports.clock
      .waitUntil(ports.clock.nowUs() + seconds * MICROS_PER_SECOND, over.signal)
      .then(end);
  }
  try {
    return await testAdapter({ ...found, source, ports, signal: over.signal, seen });
  } finally {
    end();
  }
}

async function findAdapter(
  context: CliContext,
  adapter: string,
  { options = "{}" }: TestOptions,
): Promise<{ readonly input: InputConfig; readonly config: SiteConfig }> {
  if (/[./\\@]/.test(adapter)) return pluginTrial(adapter, readOptions(options));
  const { config } = await loadSiteFile(context.configPath);
  const input = config.inputs.find(({ id }) => id === adapter);
  if (input !== undefined) return { input, config };
  const known = config.inputs.map(({ id }) => id).join(", ");
  throw usage(
    `the site file has no input ${adapter}; it has ${known === "" ? "none" : known}. A plugin is named by its path, such as ./${adapter}`,
    TEST,
  );
}

function readOptions(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value));
  } catch {
    // Told below.
  }
  throw usage(`--options takes a JSON object, not "${text}"`, TEST);
}

export function scaffold(context: CliContext, name: string): Promise<number> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name))
    throw usage(`"${name}" is no name: write small letters, digits and dashes`, "adapter new ");
  try {
    mkdirSync(name);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw usage(`the folder ${name} can't be made: ${detail}`, "adapter new ");
  }
  for (const [path, text] of Object.entries(adapterTemplate(name))) {
    mkdirSync(join(name, dirname(path)), { recursive: true });
    writeFileSync(join(name, path), text);
    context.print(join(name, path));
  }
  context.print("");
  context.print(`Next: write ${name}/decode.mjs, then cd ${name} && npm test`);
  return Promise.resolve(EXIT.ok);
}
