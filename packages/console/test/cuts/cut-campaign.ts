import type { WarningStage } from "@tocsin/core";
import type { PeopleSiteInfo } from "@tocsin/sdk";
import { SayingPost } from "../../e2e/harness/saying-post.ts";
import { PostStream } from "../../src/people/post-stream.ts";
import { chance } from "./chance.ts";
import { type Cut, CutRelay, CUTS } from "./cut-relay.ts";

/** After its way healed, and after the first heartbeat that is heard again, all that holds is there within so long. */
export const BACK_MS = 2_000;
/** A page that is not back so long after its way healed is given up. */
const GIVEN_UP_MS = 60_000;
const LOOK_MS = 20;
const AREAS = ["lock", "mill"] as const;
const STAGES = ["pre-alert", "take-cover", "take-cover", "all-clear"] as const;
/** Longer than any cut and the way back from it. */
const HOLDS_S = 600;

export interface CutFigures {
  /** By how the way was cut. */
  readonly cuts: Record<Cut, number>;
  /** Something new was said while the way was cut. */
  missedSomething: number;
  /** From the first heartbeat that was heard again until all was there that held when the way healed, ms. */
  readonly fromHeartbeatMs: number[];
  /** By how the way was cut: from when it healed until something came through and all was there that held then, ms. */
  readonly fromHealingMs: Record<Cut, number[]>;
  readonly breaches: string[];
}

interface Said {
  readonly episode: number;
  readonly version: number;
}

/** What the post says, changed every second or so: an alarm of each area that begins, rises and ends. */
class Alarms {
  readonly #post: SayingPost;
  readonly #unit: () => number;
  readonly #timer: NodeJS.Timeout;
  readonly #latest = new Map<string, Said & { readonly stage: WarningStage }>();
  #count = 0;

  constructor(post: SayingPost, seed: number) {
    this.#post = post;
    this.#unit = chance(seed);
    this.#say();
    this.#timer = setInterval(() => this.#say(), 2_500);
  }

  get count(): number {
    return this.#count;
  }

  latest(): ReadonlyMap<string, Said> {
    return new Map(this.#latest);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #say(): void {
    const pick = <T>(of: readonly T[]): T => of[Math.floor(this.#unit() * of.length)];
    const [area, stage] = [pick(AREAS), pick(STAGES)];
    const before = this.#latest.get(area);
    const begins = before === undefined || before.stage === "all-clear";
    if (begins && stage === "all-clear") return;
    const episode = (before?.episode ?? 0) + (begins ? 1 : 0);
    const version = begins ? 1 : before.version + 1;
    const action = begins ? "start" : stage === "all-clear" ? "end" : "update";
    this.#latest.set(area, { episode, version, stage });
    this.#post.say({ area, stage, action, episode, version, holdsS: HOLDS_S });
    this.#count++;
  }
}

/** Pages that listen to one post, each over a way of its own that is cut again and again, by a seed. */
export async function cutCampaign(options: {
  readonly cuts: number;
  readonly pages: number;
  readonly seed: number;
  readonly longestS: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}): Promise<CutFigures> {
  const { cuts, pages, seed, longestS, progress } = options;
  const figures: CutFigures = {
    cuts: { closed: 0, swallowed: 0, "post-unheard": 0, "page-unheard": 0 },
    missedSomething: 0,
    fromHeartbeatMs: [],
    fromHealingMs: { closed: [], swallowed: [], "post-unheard": [], "page-unheard": [] },
    breaches: [],
  };
  const post = new SayingPost("live", 0, options.folder, "beat=10000");
  const [, port = ""] = await post.printed(/listening http:\/\/127\.0\.0\.1:(\d+)/);
  const alarms = new Alarms(post, seed);
  let done = 0;
  const tally = (): void => {
    if (++done % 25 === 0) progress(`${done} of ${cuts} cuts`);
  };
  try {
    await Promise.all(
      Array.from({ length: pages }, async (_, i) => {
        const relay = await CutRelay.to(Number(port));
        const page = await CutPage.open(relay, { alarms, figures });
        const unit = chance(seed * 1_000 + i);
        for (let number = i; number < cuts; number += pages) {
          await page.cut(CUTS[Math.floor(number / pages + i) % CUTS.length] ?? "closed", {
            beforeMs: 500 + unit() * 2_500,
            lastsMs: 1_000 + unit() ** 2 * (longestS * 1_000 - 1_000),
          });
          tally();
        }
        page.close();
        relay.close();
      }),
    );
    return figures;
  } finally {
    alarms.stop();
    post.kill();
  }
}

/** What a people's page does, without the page: its own stream, with its own sockets. */
class CutPage {
  readonly #relay: CutRelay;
  readonly #stream: PostStream;
  readonly #alarms: Alarms;
  readonly #figures: CutFigures;

  private constructor(
    relay: CutRelay,
    site: PeopleSiteInfo,
    of: { readonly alarms: Alarms; readonly figures: CutFigures },
  ) {
    this.#relay = relay;
    this.#alarms = of.alarms;
    this.#figures = of.figures;
    // A page reads where it came from once, when it begins to listen.
    Object.assign(globalThis, { location: { origin: relay.origin } });
    this.#stream = new PostStream(site, {
      chance: () => Math.random(),
      nowMs: () => performance.now(),
      areasToldFirst: () => [],
      marks: [],
      kept: [],
      others: [],
      listed: () => undefined,
      pushes: () => undefined,
      changed: () => undefined,
    });
    this.#stream.start();
  }

  static async open(
    relay: CutRelay,
    of: { readonly alarms: Alarms; readonly figures: CutFigures },
  ): Promise<CutPage> {
    const site = (await (await fetch(`${relay.origin}/people/site`)).json()) as PeopleSiteInfo;
    const page = new CutPage(relay, site, of);
    await page.#until(() => page.#stream.view().connection === "connected", GIVEN_UP_MS);
    return page;
  }

  async cut(
    how: Cut,
    times: { readonly beforeMs: number; readonly lastsMs: number },
  ): Promise<void> {
    const figures = this.#figures;
    await pause(times.beforeMs);
    const countBefore = this.#alarms.count;
    this.#relay.cut(how);
    await pause(times.lastsMs);
    if (this.#alarms.count > countBefore) figures.missedSomething++;
    this.#relay.heal();
    figures.cuts[how]++;
    const [healedMs, wanted] = [performance.now(), this.#alarms.latest()];
    let [heardMs, backMs]: (number | null)[] = [null, null];
    const back = await this.#until(() => {
      const { silentMs } = this.#stream.view();
      const nowMs = performance.now();
      if (backMs === null && this.#relay.heardMs > healedMs && this.#holds(wanted)) backMs = nowMs;
      if (heardMs === null && silentMs !== null && nowMs - silentMs > healedMs) heardMs = nowMs;
      return heardMs !== null && this.#holds(wanted);
    }, GIVEN_UP_MS);
    const name = `${how} for ${Math.round(times.lastsMs)} ms`;
    if (back === null)
      return void figures.breaches.push(
        heardMs === null
          ? `${name}: heard no heartbeat in a minute`
          : `${name}: never had what held`,
      );
    const fromHeartbeatMs = back - (heardMs ?? back);
    figures.fromHeartbeatMs.push(fromHeartbeatMs);
    const fromHealingMs = (backMs ?? back) - healedMs;
    figures.fromHealingMs[how].push(fromHealingMs);
    if (fromHealingMs > BACK_MS)
      figures.breaches.push(`${name}: ${Math.round(fromHealingMs)} ms after the way healed`);
    if (fromHeartbeatMs > BACK_MS)
      figures.breaches.push(`${name}: ${Math.round(fromHeartbeatMs)} ms after a heartbeat`);
  }

  close(): void {
    this.#stream.stop();
  }

  /** Whether what is shown of each area is what held, or newer. */
  #holds(wanted: ReadonlyMap<string, Said>): boolean {
    const { areas } = this.#stream.view();
    return [...wanted].every(([area, { episode, version }]) => {
      const state = areas.find((view) => view.area === area)?.state;
      return (
        state !== undefined &&
        (state.episode > episode || (state.episode === episode && state.version >= version))
      );
    });
  }

  /** When it came true; null where it did not within `withinMs`. */
  async #until(isTrue: () => boolean, withinMs: number): Promise<number | null> {
    const endMs = performance.now() + withinMs;
    for (;;) {
      if (isTrue()) return performance.now();
      if (performance.now() > endMs) return null;
      await pause(LOOK_MS);
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
