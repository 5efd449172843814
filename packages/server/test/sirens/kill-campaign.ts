import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Warning, warningKey } from "@tocsin/core";
import { stream } from "@tocsin/sim";
import { readJournal } from "../../src/journal/read-journal.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { replayJournal } from "../../src/pipeline/replay-journal.ts";
import { PostProcess, SITE } from "../run/post-process.ts";
import { Broker } from "./broker.ts";
import { bomb, enrolSirens, startSiren, type World, worldOf } from "./siren-world.ts";

export const TARGETS = ["broker", "siren", "post"] as const;
/** Moments in the life of a warning: before it is decided, as it leaves, while it sounds, and as it ends. */
export const MOMENTS = ["before", "start", "sounding", "end"] as const;

/** One process that is killed with SIGKILL at a moment, and begun again at once. */
export interface Kill {
  readonly target: (typeof TARGETS)[number];
  readonly at: (typeof MOMENTS)[number];
}

export interface KillFigures {
  kills: number;
  /** Alarms, one a round. */
  alarms: number;
  /** Of a siren that was killed while a warning held: from its line to the broker until it sounds, ms. */
  readonly backMs: number[];
  /** How often it came back to an alarm that was over. */
  tooLate: number;
  /** What must not be: a warning that no siren sounded, one that sounded twice as new, a broken record. */
  readonly breaches: string[];
}

const SIREN = "gate-1";
const SOUNDS = /SOUNDING {2}take-cover/;
const OVER = /all-clear end/;
/** A siren that is connected again has what holds within so long. */
export const BACK_MS = 2_000;
/** Kills at every moment of a warning, drawn by a seed: each round is an alarm of one post, at a broker of its own, with a siren. */
export async function killCampaign(options: {
  readonly rounds: readonly (readonly Kill[])[];
  /** The attack begins so long after a post does: what is killed before is back by then. */
  readonly fallsS: number;
  /** How long an alarm lasts after the fall: what was killed is back by then. */
  readonly holdS: number;
  readonly progress: (text: string) => void;
}): Promise<KillFigures> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-kills-"));
  const figures: KillFigures = { kills: 0, alarms: 0, backMs: [], tooLate: 0, breaches: [] };
  const broker = await Broker.start(folder);
  try {
    const world = worldOf(folder, broker, {
      sirens: [SIREN],
      more: [{ type: "log", id: "terminal", modes: ["simulation"] }],
    });
    const policy = { ...SITE.policy, all_clear_delay_s: options.holdS, expiry_margin_s: 60 };
    const config = { ...world.config, policy };
    writeFileSync(join(folder, "site.yaml"), JSON.stringify(config));
    await enrolSirens(world, [SIREN]);
    for (const [i, kills] of options.rounds.entries()) {
      options.progress(
        `round ${i + 1}: ${kills.map(({ target, at }) => `${target} ${at}`).join(", ")}`,
      );
      const round = new Round(world, figures, { name: `round ${i + 1}`, fallsS: options.fallsS });
      await round
        .run(kills)
        .catch((error: unknown) => figures.breaches.push(`round ${i + 1}: ${String(error)}`));
      await round.close();
    }
    checkJournal(join(folder, "data", "journal"), options.rounds.length, figures);
    return figures;
  } finally {
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rounds of one to three kills each, at moments in their order, drawn by `seed`. */
export function drawRounds(seed: number, count: number): readonly (readonly Kill[])[] {
  const random = stream(seed, "kills");
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random.unit() * of.length)];
  return Array.from({ length: count }, (_, i) => {
    // Each target at each moment comes first in turn, so that a whole pass leaves none out.
    const first: Kill = {
      target: TARGETS[i % TARGETS.length],
      at: MOMENTS[Math.floor(i / TARGETS.length) % MOMENTS.length],
    };
    const more = Array.from(
      { length: Math.floor(random.unit() * 3) },
      (): Kill => ({ target: pick(TARGETS), at: pick(MOMENTS) }),
    );
    return [first, ...more].toSorted((a, b) => MOMENTS.indexOf(a.at) - MOMENTS.indexOf(b.at));
  });
}

/** One alarm, from the quiet before it to the quiet after it. */
class Round {
  readonly #world: World;
  readonly #figures: KillFigures;
  readonly #of: { readonly name: string; readonly fallsS: number };
  /** Every process that was the siren, the latest last. */
  readonly #sirens: PostProcess[] = [];
  #post: PostProcess;

  constructor(
    world: World,
    figures: KillFigures,
    of: { readonly name: string; readonly fallsS: number },
  ) {
    this.#world = world;
    this.#figures = figures;
    this.#of = of;
    writeScenario(world, of.fallsS);
    this.#sirens.push(startSiren(world, SIREN));
    this.#post = this.#startPost();
  }

  async run(kills: readonly Kill[]): Promise<void> {
    await Promise.all([this.#siren.line(/connected/), this.#post.ready()]);
    await this.#killAll(kills, "before");
    await this.#post.line(/take-cover start/);
    writeScenario(this.#world, null);
    await this.#killAll(kills, "start");
    await this.#sounds();
    await this.#killAll(kills, "sounding");
    await this.#post.line(OVER);
    await this.#killAll(kills, "end");
    await this.#silent();
    this.#figures.alarms++;
    for (const { lines } of this.#sirens) {
      const sounded = lines.filter((line) => SOUNDS.test(line)).length;
      if (sounded > 1) this.#breach(`a siren sounded ${sounded} times: ${lines.join(" | ")}`);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#post.kill("SIGTERM"), this.#siren.kill("SIGTERM")]);
  }

  get #siren(): PostProcess {
    return this.#sirens.at(-1) as PostProcess;
  }

  #startPost(): PostProcess {
    return new PostProcess(["start", "--no-http"], this.#world.folder);
  }

  #breach(text: string): void {
    this.#figures.breaches.push(`${this.#of.name}: ${text}`);
  }

  async #killAll(kills: readonly Kill[], at: Kill["at"]): Promise<void> {
    for (const { target } of kills.filter((kill) => kill.at === at)) {
      this.#figures.kills++;
      if (target === "broker") await this.#killBroker();
      else if (target === "post") await this.#killPost();
      else await this.#killSiren(at);
    }
  }

  async #killPost(): Promise<void> {
    await this.#post.kill("SIGKILL");
    this.#post = this.#startPost();
    await this.#post.ready();
  }

  async #killBroker(): Promise<void> {
    const before = this.#siren.lines.length;
    await this.#world.broker.kill();
    await this.#world.broker.begin();
    await this.#siren.line(/connected/, before);
  }

  async #killSiren(at: Kill["at"]): Promise<void> {
    await this.#siren.kill("SIGKILL");
    const siren = startSiren(this.#world, SIREN);
    this.#sirens.push(siren);
    await siren.line(/connected/);
    const connectedMs = performance.now();
    if (at !== "start" && at !== "sounding") return;
    const isBack = await Promise.race([says(siren, SOUNDS), over(this.#post)]);
    const backMs = performance.now() - connectedMs;
    if (isBack) this.#figures.backMs.push(backMs);
    else if (backMs <= BACK_MS) this.#figures.tooLate++;
    else this.#breach(`a siren was back for ${backMs} ms and did not sound`);
  }

  /** Some siren has heard of it, or hears of it now. */
  async #sounds(): Promise<void> {
    if (this.#sirens.some(({ lines }) => lines.some((line) => SOUNDS.test(line)))) return;
    const heard = await Promise.race([says(this.#siren, SOUNDS), over(this.#post)]);
    if (!heard) this.#breach("no siren sounded");
  }

  /** The siren ends with the alarm; one that is back when it is over does not begin. */
  async #silent(): Promise<void> {
    const siren = this.#siren;
    const sounded = siren.lines.findIndex((line) => SOUNDS.test(line));
    await siren.line(sounded < 0 ? /hears the post/ : / silent$/, Math.max(0, sounded));
  }
}

const says = (process: PostProcess, pattern: RegExp): Promise<boolean> =>
  process.line(pattern).then(
    () => true,
    () => false,
  );
const over = async (post: PostProcess): Promise<boolean> => !(await says(post, OVER));

/** `fallsS` null: nothing falls any more. */
function writeScenario({ folder }: World, fallsS: number | null): void {
  const path = join(folder, "play.yaml");
  const scenario = JSON.parse(readFileSync(path, "utf8")) as object;
  const objects = fallsS === null ? [] : [bomb("one", fallsS, 0)];
  writeFileSync(path, JSON.stringify({ ...scenario, objects }));
}

/** Each alarm began once in the record, which is whole and gives the same again. */
function checkJournal(journal: string, rounds: number, { breaches }: KillFigures): void {
  const verified = verifyJournal(journal);
  if (!verified.ok) breaches.push(`the record does not verify: ${JSON.stringify(verified)}`);
  if (!replayJournal(journal).identical) breaches.push("the record replays otherwise");
  const starts = warningsIn(journal)
    .filter(({ action }) => action === "start")
    .map(warningKey);
  if (new Set(starts).size !== rounds || starts.length !== rounds)
    breaches.push(`${rounds} alarms began ${starts.length} times: ${starts.join(", ")}`);
}

const warningsIn = (journal: string): readonly Warning[] =>
  [...readJournal(journal)].flatMap(({ type, payload }) => {
    const decoded = decodeRecord(type, payload);
    return decoded.kind === "effect" && decoded.effect.type === "warning"
      ? [decoded.effect.warning]
      : [];
  });
