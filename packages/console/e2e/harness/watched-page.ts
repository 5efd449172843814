import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** What went wrong on a page, in words: empty is what every test ends with. */
export interface WatchedPage {
  readonly page: Page;
  readonly problems: readonly string[];
  /** Leaves out what a test brings about itself, such as a server that is gone. */
  readonly problemsBut: (expected: RegExp) => readonly string[];
  readonly close: () => Promise<void>;
}

/** Only there to end what hangs: for a computer that is slow, busy with other things, and draws maps without a graphics card. */
export const PATIENCE_MS = 300_000;

/**
 * A page in a profile of its own that takes note of every console error, uncaught exception, violation of the content
 * security policy, and request that would leave the machine.
 */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    if (!staysHere(request.url())) problems.push(`left the machine: ${request.url()}`);
  });
  page.on("websocket", (socket) => {
    if (!staysHere(socket.url())) problems.push(`left the machine: ${socket.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return {
    page,
    problems,
    problemsBut: (expected) => problems.filter((problem) => !expected.test(problem)),
    close: () => context.close(),
  };
}

const INSIDE = new Set(["data:", "blob:", "about:"]);

function staysHere(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return INSIDE.has(protocol) || hostname === "127.0.0.1" || hostname === "localhost";
}
