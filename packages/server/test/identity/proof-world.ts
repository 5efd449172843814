import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import type { AccountDesk } from "../../src/identity/account-desk.ts";
import { openAccountDesk } from "../../src/run/open-account-desk.ts";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

/** A post that takes the sensors `radar` and `other` over a transport, with a proof only. */
export interface ProofWorld {
  readonly post: RunningPost;
  readonly address: string;
  readonly desk: AccountDesk;
  readonly port: number;
  readonly dataDir: string;
}

export const makeDataDir = (): string => mkdtempSync(join(tmpdir(), "tocsin-proof-"));
export const removeDataDir = (dataDir: string): void =>
  rmSync(dataDir, { recursive: true, force: true });

export async function beginPost(options: {
  readonly dataDir: string;
  readonly proof: "envelope" | "certificate";
  readonly transport: { readonly type: string; readonly port?: number };
}): Promise<ProofWorld> {
  const { dataDir, proof } = options;
  const port = options.transport.port ?? (await freePort());
  const [first] = SITE.sensors;
  const sensors = [first, { ...first, id: "other" }].map((sensor) => ({
    ...sensor,
    authenticated: false,
  }));
  const sigmas = { range_sigma_m: 20, azimuth_sigma_deg: 0.3, elevation_sigma_deg: 0.3 };
  const inputs = [
    {
      type: "generic",
      id: "json",
      proof,
      transport: { ...options.transport, port },
      sensors: sensors.map(({ id }) => ({ sensor: id, ...sigmas })),
    },
  ];
  const config = { ...SITE, mode: "shadow", channels: [], sensors, inputs };
  let listening: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => (listening = resolve));
  const post = new RunningPost({
    config,
    dataDir,
    web: { host: "127.0.0.1", port: 0, announce: (at) => listening(at) },
  });
  await post.ready;
  const at = await address;
  const desk = await openAccountDesk(dataDir, parsed(config));
  return { post, address: at, port, dataDir, desk };
}

function parsed(config: unknown): SiteConfig {
  const result = parseSiteConfig(config);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

/** Something that comes straight in from the north-east at 80 m/s, as a radar would report it. */
export const plot = (seconds: number, sensor: string): Uint8Array =>
  Buffer.from(
    `${JSON.stringify({
      type: "polar",
      sensor,
      time_unix_s: Date.now() / 1_000,
      range_m: 2_500 - 80 * seconds,
      azimuth_deg: 45,
      elevation_deg: 2.7,
    })}\n`,
  );

export const rejection = (world: ProofWorld, reason: string): Promise<string> =>
  world.post.until(
    () =>
      world.post.faults("INPUT_REJECTED").find(({ subject }) => subject.includes(reason))?.detail,
  );
