import type { ByteSink, Clock, GenericInputConfig, TransportConfig } from "@tocsin/sdk";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { RecordReader } from "../../adapters/generic/record-reader.ts";
import { chance } from "../../sources/chance-port.ts";
import { createByteSource } from "../../sources/create-byte-source.ts";
import { type Finding, findingsOf, wordsOf } from "./finding.ts";

const inputs = findingsOf("inputs");
/** A line that is not up after so long is not there. */
const LINK_WAIT_S = 3;

interface TransportCheck {
  readonly postRuns: boolean;
  readonly listenS: number;
  readonly clock: Clock;
}

/** Whether a generic input's mapping makes sense, and its transport comes up. */
export async function checkGeneric(
  input: GenericInputConfig,
  check: TransportCheck,
): Promise<Finding> {
  try {
    // Throws where the mapping makes no sense.
    void new RecordReader(input);
  } catch (error) {
    return inputs.broken(input.id, wordsOf(error), "Mend `mapping`: docs/guides/generic.md.");
  }
  return checkTransport(input, check);
}

/** Whether an input's transport comes up, and whether anything arrives. */
export async function checkTransport(
  { id, transport }: { readonly id: string; readonly transport: TransportConfig },
  check: TransportCheck,
): Promise<Finding> {
  if (check.postRuns)
    return inputs.unknown(
      id,
      "a post runs on this data directory and has its lines",
      "Its own health says what arrives.",
    );
  if (transport.type === "file") return inputs.ok(id, `reads ${transport.path}`);
  const watch = new LinkWatch();
  const stop = new AbortController();
  const { clock } = check;
  const source = createByteSource(transport, { clock, chance });
  const running = source.run(watch.sink, stop.signal).catch((error: unknown) => {
    watch.settle("down", wordsOf(error));
  });
  const waitS = (seconds: number): Promise<void> =>
    clock.waitUntil(clock.nowUs() + seconds * MICROS_PER_SECOND, stop.signal);
  await Promise.race([watch.settled, waitS(LINK_WAIT_S)]);
  if (watch.state === "up" && check.listenS > 0) await waitS(check.listenS);
  stop.abort();
  await running;
  const { state, detail, pieces } = watch;
  if (state !== "up")
    return inputs.broken(id, detail, "Check the address, and that the other end runs.");
  if (check.listenS === 0)
    return inputs.ok(id, `${detail}; tocsin doctor --listen 10 waits for data`);
  return pieces > 0
    ? inputs.ok(id, `${detail}; data came in`)
    : inputs.warning(
        id,
        `${detail}; nothing came in ${check.listenS} s`,
        "Ask whoever runs it whether it sends, and whether firewalls let it through.",
      );
}

class LinkWatch {
  state: "up" | "down" | "unknown" = "unknown";
  detail = "no answer";
  pieces = 0;
  readonly settled: Promise<void>;
  #settle: () => void = () => undefined;
  readonly sink: ByteSink = {
    chunk: () => void this.pieces++,
    message: () => void this.pieces++,
    opened: () => undefined,
    ended: () => undefined,
    link: (state, detail) => this.settle(state, detail),
    rejected: () => undefined,
  };

  constructor() {
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  settle(state: "up" | "down", detail: string): void {
    if (this.state === "up") return;
    this.state = state;
    this.detail = detail;
    this.#settle();
  }
}
