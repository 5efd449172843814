import type { EngineEvent, SiteModel, TimeUs } from "@tocsin/core";
import { checkLook } from "@tocsin/sdk";
import { AsterixAssembler, type AsterixConfig } from "../adapters/asterix/assembler.ts";
import type { Recording } from "../sources/recording.ts";

/** Counts what a recording held that was not used. */
export class RejectionCounts {
  readonly #counts = new Map<string, number>();

  add(reason: string, count: number): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + count);
  }
  list(): readonly { readonly reason: string; readonly count: number }[] {
    return [...this.#counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count);
  }
}

/** What a recording of ASTERIX says, as engine events at the times at which its datagrams were received. */
export async function* asterixEvents(
  recording: Recording,
  site: SiteModel,
  config: AsterixConfig,
  rejections: RejectionCounts,
): AsyncGenerator<EngineEvent> {
  const assembler = new AsterixAssembler(config);
  let configured = false;
  let nowUs: TimeUs = 0;
  for await (const { payload, receivedUs } of recording.datagrams) {
    nowUs = Math.max(nowUs, receivedUs);
    if (!configured) yield { type: "configuration", receivedUs: nowUs, site };
    configured = true;
    for (const output of assembler.push(payload, receivedUs)) {
      if (output.type === "look") {
        const check = checkLook(output.look);
        if (check.ok) yield { type: "look", receivedUs: nowUs, look: check.look };
        else rejections.add(`invalid look: ${check.problem}`, 1);
      } else if (output.type === "health") yield { ...output, receivedUs: nowUs };
      else rejections.add(output.reason, output.count);
    }
  }
}
