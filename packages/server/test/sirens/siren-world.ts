import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSiteConfig } from "@tocsin/sdk";
import { enrolDevice } from "../../src/device/enrol-device.ts";
import { openAccountDesk } from "../../src/run/open-account-desk.ts";
import { RunningPost } from "../run/post-harness.ts";
import { bomb, PostProcess, SITE } from "../run/post-process.ts";
import type { Broker } from "./broker.ts";

export interface World {
  readonly folder: string;
  readonly broker: Broker;
  /** As written in the site file. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A site with sirens in `folder`; `objects`: what the scenario lets fall. */
export function worldOf(
  folder: string,
  broker: Broker,
  options: {
    readonly sirens: readonly string[];
    readonly objects?: readonly object[];
    readonly channel?: object;
    readonly more?: readonly object[];
  },
): World {
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
    objects: options.objects ?? [],
  };
  writeFileSync(join(folder, "play.yaml"), JSON.stringify(scenario));
  const config = {
    ...SITE,
    data_dir: join(folder, "data"),
    inputs: [{ type: "simulation", id: "play", scenario: join(folder, "play.yaml") }],
    channels: [
      {
        type: "mqtt-sirens",
        id: "sirens",
        modes: ["simulation"],
        url: broker.url,
        sirens: options.sirens.map((id) => ({ id })),
        ...options.channel,
      },
      ...(options.more ?? []),
    ],
  };
  writeFileSync(join(folder, "site.yaml"), JSON.stringify(config));
  return { folder, broker, config };
}

/** Enrols the sirens at a post of the site, as an administrator would: with a post that runs for it alone. `as`: names of the key files. */
export async function enrolSirens(
  world: World,
  ids: readonly string[],
  { data = "data", as = (id: string) => `${id}.key` } = {},
): Promise<void> {
  const { config, folder } = world;
  const dataDir = join(folder, data);
  let listening: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => (listening = resolve));
  const post = new RunningPost({
    config: { ...config, inputs: [], channels: [] },
    dataDir,
    web: { host: "127.0.0.1", port: 0, announce: (at) => listening(at) },
  });
  await post.ready;
  const at = await address;
  const parsed = parseSiteConfig(config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const desk = await openAccountDesk(dataDir, parsed.config);
  for (const id of ids) {
    const { code } = await desk.issueCode("siren", id);
    await enrolDevice({ address: at, code, path: join(folder, as(id)), authority: null });
  }
  await desk.close();
  await post.stop();
}

/** `tocsin siren simulate` in a process of its own. */
export const startSiren = ({ folder }: World, id: string): PostProcess =>
  new PostProcess(
    ["siren", "simulate", "--id", id, "--key", `${id}.key`, "--config", "site.yaml"],
    folder,
  );

export { bomb };
