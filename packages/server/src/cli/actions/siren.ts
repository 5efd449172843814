import { readFileSync } from "node:fs";
import { type Mode, MODES } from "@tocsin/core";
import type { ChannelConfig, ReceiverKey } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { z } from "zod";
import { postKeyFile, type PostKey, postKeyOf } from "../../broadcast/post-key.ts";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { type SirenRun, runSiren } from "../../siren/run-siren.ts";
import { chance } from "../../sources/chance-port.ts";
import type { CliContext } from "../cli-context.ts";

interface SimulateOptions {
  readonly id: string;
  readonly key: readonly string[];
  readonly channel?: string;
  readonly broker?: string;
  readonly postKey?: readonly string[];
  readonly base: string;
  readonly areas?: readonly string[];
  readonly authority?: string;
  readonly user?: string;
  readonly passwordFile?: string;
}

type SirensChannel = Extract<ChannelConfig, { type: "mqtt-sirens" }>;
type Place = Pick<SirenRun, "siteId" | "mode" | "areas" | "broker"> & {
  /** Of each post, in the order of the siren's own. */
  readonly keys: readonly PostKey[];
};

export async function simulate(context: CliContext, options: SimulateOptions): Promise<number> {
  const place =
    options.postKey === undefined
      ? await ofSiteFile(context, options)
      : ofKeyFiles(options, options.postKey);
  const say = (what: string, more: object): void => {
    if (context.json) context.printJson({ siren: options.id, what, ...more });
    else context.print(`${options.id}  ${what}  ${Object.values(more).join(" ")}`.trimEnd());
  };
  const { keys, ...where } = place;
  await runSiren({
    ...where,
    id: options.id,
    posts: postsOf(keys, options.key),
    ports: { clock: new SystemClock(), chance },
    signal: context.signal(),
    sound: (view) =>
      view === null
        ? say("silent", {})
        : say("SOUNDING", {
            stage: view.stage,
            area: view.area,
            mode: view.mode,
            headline: view.state.texts[0].headline,
          }),
    refused: (reason) => say("refused", { reason }),
    trouble: (detail) => say("disk", { detail }),
    recordBroken: (detail) => say("RECORD BROKEN", { detail }),
    link: (state, detail) => say(state === "up" ? "connected" : "no broker", { detail }),
    connection: (state) => say(state === "connected" ? "hears the post" : "POST SILENT", { state }),
  });
  return EXIT.ok;
}

async function ofSiteFile(context: CliContext, options: SimulateOptions): Promise<Place> {
  const { config } = await loadSiteFile(context.configPath);
  const sirens = config.channels.filter((one): one is SirensChannel => one.type === "mqtt-sirens");
  const channel =
    options.channel === undefined ? sirens[0] : sirens.find(({ id }) => id === options.channel);
  if (channel === undefined)
    throw usage("the site file has no such channel of type mqtt-sirens; or give --post-key");
  const own = channel.sirens.find(({ id }) => id === options.id);
  const [mode] = channel.modes;
  const dataDir = context.dataDir ?? config.data_dir;
  return {
    siteId: config.site.id,
    mode,
    areas: options.areas ?? own?.areas ?? null,
    keys: [postKeyOf(postKeyFile(dataDir, config.site.id, mode))],
    broker: {
      url: options.broker ?? channel.url,
      baseTopic: channel.base_topic,
      user: options.user ?? channel.user ?? null,
      passwordFile: options.passwordFile ?? channel.password_file ?? null,
      tls: options.authority === undefined ? channel.tls : { authority: options.authority },
    },
  };
}

const keySchema = z.object({
  keyId: z.string(),
  issuer: z.string(),
  audience: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
});

/** Who believes two posts is known to each by a key of its own. */
function postsOf(keys: readonly PostKey[], own: readonly string[]): SirenRun["posts"] {
  if (keys.length !== own.length)
    throw usage(`${keys.length} keys of posts ask for as many of the siren's own, in their order`);
  const [first, ...others] = keys.map((key, i) => ({ key: receiverKeyOf(key), keyFile: own[i] }));
  return [first, ...others];
}

function ofKeyFiles(options: SimulateOptions, paths: readonly string[]): Place {
  if (options.broker === undefined) throw usage("--post-key asks for --broker too");
  const keys = paths.map(readKey);
  const [key] = keys;
  const mode = MODES.find((one): one is Mode => key.audience.endsWith(`/${one}`));
  if (mode === undefined) throw usage(`${paths[0]} names no mode`);
  if (keys.some(({ audience }) => audience !== key.audience))
    throw usage("the keys are of posts of one site, in one mode");
  return {
    siteId: key.issuer,
    mode,
    areas: options.areas ?? null,
    keys,
    broker: {
      url: options.broker,
      baseTopic: options.base,
      user: options.user ?? null,
      passwordFile: options.passwordFile ?? null,
      tls: options.authority === undefined ? undefined : { authority: options.authority },
    },
  };
}

function readKey(path: string): PostKey {
  try {
    return keySchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw usage(`${path} is no key of a post, as \`tocsin enrol post-key --json\` prints it`);
  }
}

const receiverKeyOf = ({ keyId, issuer, audience, publicKey }: PostKey): ReceiverKey => ({
  keyId,
  issuer,
  audience,
  publicKey: Buffer.from(publicKey, "base64url"),
});

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "siren simulate " });
