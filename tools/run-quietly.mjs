/** Below this a step says nothing while it runs. */
const PATIENCE_MS = 2_000;
/** Where output is not a terminal, a progress line comes this often. */
const PLAIN_PERIOD_MS = 15_000;
/** Back to the start of a terminal's line, and wipe it. */
const CLEAR_LINE = "\r\u001b[K";
/** Output kept for the case that it fails; what comes after is dropped. */
const OUTPUT_MAX_CHARS = 1024 * 1024;

/**
 * Runs a child process whose output matters only if it fails. While it runs, a line counts its seconds; on a terminal
 * the line rewrites itself. Resolves to the exit code (127 where it could not be started) and what it wrote. Callers
 * that say themselves how it went turn `sayEnd` off.
 */
export function runQuietly(title, start, { sayEnd = true } = {}) {
  const startMs = Date.now();
  const seconds = () => ((Date.now() - startMs) / 1000).toFixed(0);
  const terminal = process.stdout.isTTY;
  const child = start();
  let output = "";
  let shown = false;
  const keep = (chunk) => {
    output = (output + chunk).slice(0, OUTPUT_MAX_CHARS);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const show = () => {
    shown = true;
    process.stdout.write(terminal ? `\r${title} … ${seconds()} s ` : `${title} … ${seconds()} s\n`);
  };
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, terminal ? 1_000 : PLAIN_PERIOD_MS);
  }, PATIENCE_MS);
  return new Promise((resolve) => {
    const finish = (code) => {
      clearTimeout(timer);
      clearInterval(timer);
      if (shown && terminal) process.stdout.write(CLEAR_LINE);
      if (shown && sayEnd)
        console.log(`${title}: ${code === 0 ? "done" : "failed"} in ${seconds()} s`);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      keep(`${error.message}\n`);
      finish(127);
    });
    child.once("close", (code) => finish(code ?? 1));
  });
}
