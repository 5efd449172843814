import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, CDPSession } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./harness/launch.ts";
import { makeLiveSite } from "./harness/live-site.ts";
import { tocsin } from "./harness/tocsin.ts";
import { freePort, TocsinProcess } from "./harness/tocsin-process.ts";
import { openPage, type WatchedPage } from "./harness/watched-page.ts";

const SERVICE = fileURLToPath(new URL("../../server/test/people/serve-pushes.ts", import.meta.url));
/** The attack begins so long after the posts do: the phone has asked to be woken by then, and one of them is dead. */
const FALLS_S = 35;

interface Subscription {
  readonly endpoint: string;
  readonly keys: object;
}

/** A browser's own push service is out of reach in a test: each worker is given a subscription of the test's service. */
function pushServiceOf(given: readonly Subscription[]): void {
  const managers = new Map<string, object>();
  const managerOf = (subscription: Subscription): object => {
    let held: object | null = null;
    const unsubscribe = (): Promise<boolean> => {
      held = null;
      return Promise.resolve(true);
    };
    return {
      subscribe: (options: object) => {
        held = { ...subscription, options, toJSON: () => subscription, unsubscribe };
        return Promise.resolve(held);
      },
      getSubscription: () => Promise.resolve(held),
    };
  };
  Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", {
    get(this: ServiceWorkerRegistration) {
      const isOwn = this.scope.endsWith("/people");
      const manager = managers.get(this.scope) ?? managerOf(given[isOwn ? 0 : 1]);
      managers.set(this.scope, manager);
      return manager;
    },
  });
}

/** Two real posts guard one site, and both may wake a phone. The one that its page is from is killed. Tests go on from the last. */
describe.skipIf(inject("demoUrl") === null)("a phone that two posts wake (needs Chromium)", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-pair-push-"));
  const sites = [0, 1].map(() => makeLiveSite());
  let service: ChildProcess;
  let printed = "";
  let posts: readonly TocsinProcess[] = [];
  let browser: Browser;
  let phone: WatchedPage;
  let session: CDPSession;
  let origin = "";
  const workers = new Map<string, string>();
  let hearOther = (): void => undefined;
  const otherHeard = new Promise<void>((resolve) => (hearOther = resolve));

  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(printed);
      if (found !== null) return found;
      await new Promise((resolve) => {
        service.stdout?.once("data", resolve);
      });
    }
  };
  /** Brings what a subscription got to its worker, as the browser would, and looks at what it shows. */
  const brought = async (octets: string, isOwn: boolean): Promise<readonly string[]> => {
    const scope = [...workers.keys()].find((each) => each.endsWith("/people") === isOwn) ?? "";
    await session.send("ServiceWorker.deliverPushMessage", {
      origin,
      registrationId: workers.get(scope) ?? "",
      data: octets,
    });
    for (;;) {
      const shown = await phone.page.evaluate(async (of) => {
        const registration = await navigator.serviceWorker.getRegistration(of);
        const notices = (await registration?.getNotifications()) ?? [];
        return notices.map(({ title, body }) => `${title}: ${body}`);
      }, scope);
      if (shown.length > 0) return shown;
      await phone.page.waitForTimeout(50);
    }
  };

  beforeAll(async () => {
    service = spawn(process.execPath, [SERVICE, folder, "first", "second"]);
    service.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const [, host = ""] = await said(/host (\S+)/);
    const ports = [await freePort(), await freePort()];
    const keys = sites.map(({ configPath }) => {
      const made = tocsin("enrol", "post-key", "--config", configPath, "--json");
      return (JSON.parse(made) as { readonly publicKey: string }).publicKey;
    });
    for (const [i, site] of sites.entries()) {
      const other = 1 - i;
      const config = JSON.parse(readFileSync(site.configPath, "utf8")) as object;
      const people = {
        type: "people",
        id: "phones",
        modes: ["simulation"],
        port: ports[i],
        posts: [
          {
            name: `Post ${String(other)}`,
            url: `http://127.0.0.1:${String(ports[other])}`,
            public_key: keys[other],
          },
        ],
        push: {
          contact: "mailto:duty@example.org",
          services: [host],
          private_addresses: true,
          tls: { authority: join(folder, "tls", "authority.pem") },
        },
      };
      writeFileSync(site.configPath, JSON.stringify({ ...config, channels: [people] }));
      const scenario = join(site.folder, "weir.yaml");
      const { objects, ...sky } = JSON.parse(readFileSync(scenario, "utf8")) as {
        readonly objects: readonly object[];
      };
      const later = objects.map((each) => ({ ...each, from_s: FALLS_S }));
      writeFileSync(scenario, JSON.stringify({ ...sky, objects: later, duration_s: 300 }));
    }
    posts = await Promise.all(
      sites.map(async ({ configPath }) =>
        TocsinProcess.start(["start", "--config", configPath, "--port", String(await freePort())]),
      ),
    );
    browser = await launchBrowser();
    phone = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: "en",
      serviceWorkers: "allow",
      permissions: ["notifications"],
    });
    const given = [...printed.matchAll(/subscription (.*)/g)].map(
      ([, each]) => JSON.parse(each) as Subscription,
    );
    await phone.page.addInitScript(pushServiceOf, given);
    session = await phone.page.context().newCDPSession(phone.page);
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      for (const { scopeURL, registrationId } of registrations)
        workers.set(scopeURL, registrationId);
    });
    await session.send("ServiceWorker.enable");
    origin = `http://127.0.0.1:${String(ports[0])}`;
    // The other post is heard of when the test lets it.
    await phone.page.routeWebSocket(new RegExp(`:${String(ports[1])}/`), (line) => {
      const post = line.connectToServer();
      post.onMessage((message) => void otherHeard.then(() => line.send(message)));
    });
    await phone.page.route(`http://127.0.0.1:${String(ports[1])}/people/valid`, (route) =>
      otherHeard.then(() => route.continue()),
    );
    await phone.page.goto(`${origin}/people`);
  });
  afterAll(async () => {
    await browser.close();
    for (const post of posts) await post.kill();
    service.kill("SIGKILL");
    for (const each of [folder, ...sites.map((site) => site.folder)])
      rmSync(each, { recursive: true, force: true });
  });

  test("who asks at one post is woken by both, each by a key of its own, though the other is heard of while it is asked", async () => {
    const { page } = phone;
    await page.getByLabel("Add an area").selectOption({ label: "Lock" });
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      void page.route(
        `${origin}/people/push`,
        async (route) => {
          resolve();
          await new Promise<void>((done) => (answer = done));
          await route.continue();
        },
        { times: 1 },
      );
    });
    await page.getByRole("button", { name: "Wake this phone" }).tap();
    await asked;
    hearOther();
    await page.waitForFunction(
      () => !(localStorage.getItem("tocsin-people") ?? "").includes('"pushKeys":{}'),
    );
    answer();
    await page.locator(".linked", { hasText: "Connected to 2 of 2 posts" }).waitFor();
    await page.getByText("On. This phone is told while the page is closed.").waitFor();
    const [, own, hello] = await said(/pushed first by (\S+) (\S+)\n/);
    const [, other, second] = await said(/pushed second by (\S+) (\S+)\n/);
    expect(other).not.toBe(own);
    expect(await brought(hello, true)).toEqual([expect.stringMatching(/Messages are on/)]);
    expect(await brought(second, false)).toEqual([expect.stringMatching(/Messages are on/)]);
  });

  test("the post that the page is from is killed: the other wakes the phone", async () => {
    await posts[0]?.kill();
    await phone.page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations())
        for (const shown of await registration.getNotifications()) shown.close();
    });
    const [, octets] = await said(/pushed second [^\n]*\n[^]*?pushed second by \S+ (\S+)\n/);
    expect(await brought(octets, false)).toEqual([expect.stringMatching(/Take cover now: Lock: /)]);
  });
});
