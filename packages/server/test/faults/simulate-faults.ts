import { createHash } from "node:crypto";
import {
  createEngine,
  type Engine,
  type EngineEvent,
  type Fault,
  type ReceiptEvent,
  type TimeUs,
  type Warning,
} from "@tocsin/core";
import type { Adapter, Disk } from "@tocsin/sdk";
import {
  diskError,
  lossyTransport,
  MemoryDisk,
  type RandomStream,
  type Scenario,
  simulate,
  type Simulation,
  stream,
} from "@tocsin/sim";
import { openJournalInline } from "../../src/journal/inline-journal.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { signerFromSeed } from "../../src/journal/signing-key.ts";
import {
  NOTHING_RECOVERED,
  recoverEngine,
  type RecoveredEngine,
} from "../../src/pipeline/recover-engine.ts";
import { assemblePost, type Post } from "../../src/run/assemble-post.ts";
import { type CrashPlan, drawFaults, type FaultPlan, NO_FAULTS } from "./draw-faults.ts";
import { drawScenario } from "./draw-scenario.ts";
import { ChannelLog, lossyChannel } from "./lossy-channel.ts";
import { VirtualThreadJournal } from "./virtual-journal.ts";
import { ProcessClock, VirtualWorld } from "./virtual-world.ts";

/** After the scenario, until every all-clear and expiry has come. */
const AFTERMATH_S = 45;
/** What restarts the process tries again so soon when the start itself fails. */
const RESTART_PAUSE_S = 1;
const STARTS_MAX = 100;
const GOOD_COMMIT_US = 400;
const UNREACHED_CRASH_US = 25_000_000;

/** One life of the process: what it found and what it left. */
export interface Life {
  readonly startedUs: TimeUs;
  readonly recovered: RecoveredEngine;
  /** Found when the journal was opened. */
  readonly lastSequence: number;
  readonly tornTail: boolean;
  readonly quarantined: boolean;
  /** Known to be on the disk when it ended. */
  durableSequence: number;
  endedUs: TimeUs;
  /** `failed`: it was stopped, and said that its last records could not be made durable. */
  end: "crash" | "stop" | "failed";
}

export interface FaultRun {
  readonly seed: number;
  readonly plan: FaultPlan;
  readonly simulation: Simulation;
  readonly startUs: TimeUs;
  readonly log: ChannelLog;
  readonly lives: readonly Life[];
  /** Starts that failed because the disk did. */
  readonly failedStarts: number;
  /** What the post said of itself, as it said it. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
  readonly receipts: readonly ReceiptEvent[];
  /** Events that reached the engine. */
  readonly steps: number;
  /** The disk as it is found at the end. */
  readonly disk: MemoryDisk;
  /** Of all that left, arrived and was recorded. */
  readonly sha256: string;
}

/** Runs the whole post, adapter to people, through the faults of one seed. Byte-identical when repeated. */
export async function simulateFaults(
  seed: number,
  plan: FaultPlan = drawFaults(seed),
  scenario: Scenario = drawScenario(seed),
): Promise<FaultRun> {
  return new FaultSimulation(seed, plan, simulate(scenario)).run();
}

/** The same scenario with nothing wrong. */
export const simulateOracle = (seed: number): Promise<FaultRun> => simulateFaults(seed, NO_FAULTS);

class FaultSimulation {
  readonly #seed: number;
  readonly #plan: FaultPlan;
  readonly #simulation: Simulation;
  readonly #world: VirtualWorld;
  readonly #events: readonly EngineEvent[];
  readonly #log = new ChannelLog();
  readonly #lives: Life[] = [];
  readonly #faults: Fault[] = [];
  readonly #warnings: Warning[] = [];
  readonly #receipts: ReceiptEvent[] = [];
  readonly #random: RandomStream;
  #failedStarts = 0;
  #steps = 0;
  #disk = new MemoryDisk();

  constructor(seed: number, plan: FaultPlan, simulation: Simulation) {
    this.#seed = seed;
    this.#plan = plan;
    this.#simulation = simulation;
    this.#world = new VirtualWorld(simulation.startUs);
    this.#random = stream(seed, "crash fates");
    const sent = [...simulation.events()].filter(
      ({ type }) => type !== "configuration" && type !== "tick",
    );
    const way = stream(seed, "lossy transport");
    this.#events = [...lossyTransport(sent, plan.transport, way)];
  }

  async run(): Promise<FaultRun> {
    const crashes = [...this.#plan.crashes].sort((a, b) => secondOf(a) - secondOf(b));
    for (const crash of [...crashes, null]) await this.#live(crash);
    const { startUs } = this.#simulation;
    const disk = this.#disk.copy();
    return {
      seed: this.#seed,
      plan: this.#plan,
      simulation: this.#simulation,
      startUs,
      log: this.#log,
      lives: this.#lives,
      failedStarts: this.#failedStarts,
      faults: this.#faults,
      warnings: this.#warnings,
      receipts: this.#receipts,
      steps: this.#steps,
      disk,
      sha256: digestOf(disk, this.#log),
    };
  }

  get #endUs(): TimeUs {
    return this.#simulation.endUs + AFTERMATH_S * 1_000_000;
  }

  /** One process, from its start to its crash, or to the orderly end of the run. */
  async #live(crash: CrashPlan | null): Promise<void> {
    if (this.#world.nowUs >= this.#endUs && crash !== null) return;
    const clock = new ProcessClock(this.#world);
    let journal: VirtualThreadJournal | null = null;
    let image: MemoryDisk | null = null;
    let durableAtDeath = 0;
    const die = (): void => {
      if (crash === null || !clock.alive) return;
      image = this.#crashed(crash);
      durableAtDeath = journal?.durableSequence() ?? 0;
      clock.die();
      journal?.die();
    };
    this.#disk = this.#withFaults(crash, die, this.#lives.length);
    journal = await this.#open(clock);
    const engine = createEngine();
    const recovered =
      journal.lastSequence() === 0 ? NOTHING_RECOVERED : recoverEngine(this.#disk, engine);
    const life: Life = {
      startedUs: this.#world.nowUs,
      recovered,
      lastSequence: journal.recovery.lastSequence,
      tornTail: journal.recovery.tornTail !== null,
      quarantined: journal.recovery.quarantined !== null,
      durableSequence: 0,
      endedUs: 0,
      end: "crash",
    };
    this.#lives.push(life);
    const stop = new AbortController();
    let post: Post | null = null;
    if (clock.alive) {
      let messages = 0;
      const leaving = (): void => {
        messages++;
        if (crash !== null && "message" in crash.at && crash.at.message === messages) die();
      };
      post = this.#assemble({ clock, journal, engine, recovered, leaving });
      post.begin();
      void post.runner.run([this.#adapter(post, clock)], stop.signal);
    }
    if (crash !== null) this.#world.at(this.#deathUs(crash), die);
    await this.#world.run(this.#endUs, () => !clock.alive);
    if (clock.alive && post !== null) life.end = await this.#stop(post, stop);
    life.durableSequence = clock.alive ? journal.durableSequence() : durableAtDeath;
    life.endedUs = this.#world.nowUs;
    if (life.end !== "crash") {
      clock.die();
      return;
    }
    this.#disk = image ?? this.#disk;
    await this.#world.run(this.#world.nowUs + Math.round((crash?.downS ?? 0) * 1e6));
  }

  /** A crash at a point that is not reached comes after a while all the same. */
  #deathUs({ at }: CrashPlan): TimeUs {
    if ("second" in at) return this.#simulation.startUs + Math.round(at.second * 1e6);
    return this.#world.nowUs + UNREACHED_CRASH_US;
  }

  async #stop(post: Post, stop: AbortController): Promise<"stop" | "failed"> {
    stop.abort();
    let end: "stop" | "failed" | null = null;
    void post.end().then(
      () => (end = "stop"),
      () => (end = "failed"),
    );
    await this.#world.run(this.#world.nowUs + 60_000_000, () => end !== null);
    if (end === null) throw new Error("the post does not stop");
    return end;
  }

  #assemble(life: {
    readonly clock: ProcessClock;
    readonly journal: VirtualThreadJournal;
    readonly engine: Engine;
    readonly recovered: RecoveredEngine;
    readonly leaving: () => void;
  }): Post {
    const { clock, journal, engine, recovered, leaving } = life;
    return assemblePost({
      site: this.#simulation.site,
      clock,
      journal,
      engine,
      recovered,
      channels: Object.entries(this.#plan.channels).map(([id, faults]) =>
        lossyChannel({
          id,
          seed: this.#seed,
          world: this.#world,
          faults,
          log: this.#log,
          leaving,
          alive: () => clock.alive,
          stepStartUs: () => journal.stepStartUs,
        }),
      ),
      observe: ({ event, effects }) => {
        if (!clock.alive) return;
        if (event !== null) this.#steps++;
        if (event?.type === "receipt") this.#receipts.push(event);
        for (const effect of effects) {
          if (effect.type === "fault") this.#faults.push(effect.fault);
          if (effect.type === "warning") this.#warnings.push(effect.warning);
        }
      },
    });
  }

  #adapter({ runner }: Post, clock: ProcessClock): Adapter {
    const events = this.#events.filter(({ receivedUs }) => receivedUs >= this.#world.nowUs);
    return {
      id: "network",
      run: async (sink, signal) => {
        for (const event of events) {
          if (event.receivedUs > clock.nowUs()) await clock.waitUntil(event.receivedUs, signal);
          if (signal.aborted || !clock.alive) return;
          const receivedUs = Math.max(event.receivedUs, clock.nowUs());
          if (event.type === "look") sink.look(event.look, receivedUs);
          else runner.ingest({ ...event, receivedUs });
        }
      },
    };
  }

  /** Opens the journal as often as it takes: whoever supervises the process starts it again. */
  async #open(clock: ProcessClock): Promise<VirtualThreadJournal> {
    for (let tries = 0; tries < STARTS_MAX; tries++) {
      const inner = this.#tryOpen(this.#disk, clock);
      if (inner !== null)
        return new VirtualThreadJournal({
          inner,
          world: this.#world,
          commitUs: (timeUs) => this.#commitUs(timeUs),
        });
      this.#failedStarts++;
      await this.#world.run(this.#world.nowUs + RESTART_PAUSE_S * 1_000_000);
    }
    throw new Error("the journal could never be opened");
  }

  #tryOpen(disk: Disk, clock: ProcessClock): Journal | null {
    try {
      return openJournalInline(disk, { signer, nowUs: () => clock.nowUs() });
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      return null;
    }
  }

  #commitUs(timeUs: TimeUs): number {
    const second = (timeUs - this.#simulation.startUs) / 1e6;
    const slow = this.#plan.slow.find(({ fromS, toS }) => second >= fromS && second < toS);
    return slow === undefined ? GOOD_COMMIT_US : Math.round(slow.commitMs * 1000);
  }

  /** The disk as it is found, from now on with the faults that the plan has for this life. */
  #withFaults(crash: CrashPlan | null, die: () => void, life: number): MemoryDisk {
    const faults = this.#plan.disk.filter((fault) => fault.life === life);
    return this.#disk.crash(
      { write: () => "keep" },
      {
        maxWriteBytes: this.#plan.writeBytesMax,
        before: (_operation, number) => {
          if (crash !== null && "operation" in crash.at && number === crash.at.operation) die();
          for (const { code, operation, count } of faults)
            if (number >= operation && number < operation + count) throw diskError(code);
        },
      },
    );
  }

  /** What the next process finds: all that was written, or what a power cut leaves of it. */
  #crashed({ power }: CrashPlan): MemoryDisk {
    if (!power) return this.#disk.copy();
    const sizes = this.#disk.unsyncedWrites;
    const random = this.#random;
    const directoryChanges = Math.floor(random.unit() * (this.#disk.unsyncedDirectoryChanges + 1));
    const inOrder = random.chance(0.6);
    const tornAt = Math.floor(random.unit() * sizes.length);
    return this.#disk.crash({
      directoryChanges,
      write: (index) => {
        const fate = random.unit();
        const torn = { keepBytes: Math.floor(random.unit() * sizes[index]) };
        if (inOrder) return index < tornAt ? "keep" : index === tornAt ? torn : "drop";
        return fate < 0.4 ? "keep" : fate < 0.7 ? "drop" : torn;
      },
    });
  }
}

const signer = signerFromSeed(new Uint8Array(32).fill(9));

const secondOf = ({ at }: CrashPlan): number => ("second" in at ? at.second : 0);

function digestOf(disk: MemoryDisk, log: ChannelLog): string {
  const hash = createHash("sha256");
  for (const name of disk.list().toSorted()) hash.update(name).update(disk.contentOf(name));
  return hash.update(JSON.stringify([log.sent, log.arrived])).digest("hex");
}
