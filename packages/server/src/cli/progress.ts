import type { Writable } from "node:stream";

/** Says that something is going on. It says nothing about what is soon done. */
export interface Progress {
  /** What to show beside the title: `120 of 400 looks`. */
  update(detail: string): void;
  /** Ends it; on a terminal the line disappears. */
  stop(): void;
}

/** People begin to wonder after about this time. */
const PATIENCE_MS = 2_000;
const TERMINAL_PERIOD_MS = 200;
/** A log should not fill with progress. */
const PLAIN_PERIOD_MS = 5_000;
/** Clears from the cursor to the end of the line. */
const CLEAR = "\u001b[K";

/** Rewrites one line on a terminal; writes a line every few seconds anywhere else. */
export function createProgress(options: {
  readonly title: string;
  readonly stream: Writable;
  readonly terminal: boolean;
}): Progress {
  const { title, stream, terminal } = options;
  let detail = "";
  let shown = false;
  const show = (): void => {
    shown = true;
    const text = detail === "" ? `${title} …` : `${title} … ${detail}`;
    stream.write(terminal ? `\r${text}${CLEAR}` : `${text}\n`);
  };
  let period: NodeJS.Timeout | undefined;
  const patience = setTimeout(() => {
    show();
    period = setInterval(show, terminal ? TERMINAL_PERIOD_MS : PLAIN_PERIOD_MS);
    period.unref();
  }, PATIENCE_MS);
  patience.unref();
  return {
    update(text) {
      detail = text;
    },
    stop() {
      clearTimeout(patience);
      clearInterval(period);
      if (shown && terminal) stream.write(`\r${CLEAR}`);
      shown = false;
    },
  };
}
