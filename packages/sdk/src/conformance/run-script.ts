import type { Look, TimeUs } from "@tocsin/core";
import type { AdapterSink } from "../adapter.ts";
import { checkLook } from "../records/check-look.ts";
import type { ByteSink, ByteSource, SourcePeer } from "../source/byte-source.ts";
import type { AdapterSubject } from "./adapter-subject.ts";
import { StopSignal } from "./stop-signal.ts";

/** What a source does, one after the other. */
export type Step =
  | { readonly type: "chunk" | "message"; readonly bytes: Uint8Array }
  | { readonly type: "opened" }
  | { readonly type: "ended"; readonly clean: boolean };

/** What an adapter gave, in order. */
export interface Given {
  readonly looks: readonly Look[];
  /** Looks and words on health as JSON. */
  readonly texts: readonly string[];
  readonly rejected: number;
}

/** Why an adapter does not keep its contract. */
export class ConformanceFailure extends Error {}

const peer = (): SourcePeer => ({ id: "sample", send: () => false, close: () => undefined });

function playTo(sink: ByteSink, steps: readonly Step[], atUs: TimeUs): void {
  let current = peer();
  for (const step of steps) {
    switch (step.type) {
      case "opened":
        current = peer();
        sink.opened(current, atUs);
        break;
      case "ended":
        sink.ended(current, step.clean, atUs);
        break;
      case "chunk":
        sink.chunk(step.bytes, atUs, current);
        break;
      case "message":
        sink.message(step.bytes, atUs, current);
        break;
    }
  }
}

/** Runs a new adapter over the steps. Fails where it throws, or gives a look that is not sound. */
export async function runScript(
  subject: AdapterSubject,
  steps: readonly Step[],
  atUs: TimeUs,
): Promise<Given> {
  const source: ByteSource = {
    run: (sink) => {
      playTo(sink, steps, atUs);
      return Promise.resolve();
    },
  };
  const looks: Look[] = [];
  const texts: string[] = [];
  let rejected = 0;
  const sink: AdapterSink = {
    look(look) {
      const check = checkLook(look);
      if (!check.ok) throw new ConformanceFailure(`a look that is not sound: ${check.problem}`);
      looks.push(look);
      texts.push(JSON.stringify(look));
    },
    health: (...words) => void texts.push(JSON.stringify(words.slice(0, 3))),
    rejected(reason, count) {
      if (reason === "" || !(count > 0)) throw new ConformanceFailure("a reject without a reason");
      rejected += count;
    },
    report: (report) => void texts.push(JSON.stringify(report)),
    link: () => undefined,
  };
  try {
    await subject.create(source).run(sink, new StopSignal());
  } catch (error) {
    if (error instanceof ConformanceFailure) throw error;
    throw new ConformanceFailure(`it threw: ${String(error)}`);
  }
  return { looks, texts, rejected };
}
