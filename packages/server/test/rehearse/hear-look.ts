import { type Look, type TimeUs } from "@tocsin/core";
import type { ByteSink, SiteConfig } from "@tocsin/sdk";
import { compileSite } from "@tocsin/sdk";
import { sendPlan } from "../../src/rehearse/encoder-of-input.ts";
import type { Format } from "../../src/rehearse/formats.ts";
import { openInput } from "../../src/run/open-inputs.ts";

/** What a site's one input makes of the octets that its one sensor sends for a look. */
export async function hearLook(
  config: SiteConfig,
  look: Look,
  nowUs: TimeUs,
  format?: Format,
): Promise<readonly Look[]> {
  const [input] = config.inputs;
  const sensors = new Map(compileSite(config).sensors.map((spec) => [String(spec.id), spec]));
  const plan = sendPlan(input, {
    mode: config.mode,
    sensors,
    formats: new Map(format === undefined ? [] : [[look.sensorId, format]]),
  });
  if (typeof plan === "string") throw new Error(plan);
  const encoder = plan.encoders.get(look.sensorId);
  const messages = [...(encoder?.greeting(nowUs) ?? []), ...(encoder?.encode(look).messages ?? [])];
  const looks: Look[] = [];
  const stop = new AbortController();
  const peer = { id: "sensor", send: () => true, close: () => undefined };
  const play = (sink: ByteSink): Promise<void> => {
    sink.opened(peer, nowUs);
    for (const bytes of messages) {
      if (input.type === "asterix-udp") sink.message(bytes, nowUs, peer);
      else sink.chunk(bytes, nowUs, peer);
    }
    stop.abort();
    return Promise.resolve();
  };
  const clock = {
    nowUs: () => nowUs,
    waitUntil: (
      _timeUs: TimeUs,
      signal?: { addEventListener(type: "abort", act: () => void): void },
    ) => new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve())),
  };
  await openInput(input, { config, ports: { clock, chance: () => 0.5 }, given: { run: play } }).run(
    {
      look: (each) => void looks.push(each),
      health: () => undefined,
      report: () => undefined,
      rejected: (reason, _count, words) => {
        throw new Error(`${reason}: ${words}`);
      },
      link: () => undefined,
    },
    stop.signal,
  );
  return looks;
}
