import { type LossyTransportConfig, type RandomStream, stream } from "@tocsin/sim";
import { type ChannelFaults, NO_CHANNEL_FAULTS } from "./lossy-channel.ts";

/** One death of the process. */
export interface CrashPlan {
  /** Seconds after the scenario's start, at this changing operation of its disk, or as this message would leave. */
  readonly at:
    | { readonly second: number }
    | { readonly operation: number }
    | { readonly message: number };
  /** Power is lost, and with it what was not synced; otherwise the process alone is killed. */
  readonly power: boolean;
  readonly downS: number;
}

export interface DiskFaultPlan {
  /** Which life of the process it meets, from 0. */
  readonly life: number;
  readonly code: "EIO" | "ENOSPC";
  /** From this changing operation of the process's disk, for so many. */
  readonly operation: number;
  readonly count: number;
}

export interface FaultPlan {
  readonly transport: LossyTransportConfig;
  readonly disk: readonly DiskFaultPlan[];
  /** The disk takes no more than this of a write, so that crashes and faults fall inside a record. */
  readonly writeBytesMax: number;
  /** Commits that begin within take `commitMs`. */
  readonly slow: readonly {
    readonly fromS: number;
    readonly toS: number;
    readonly commitMs: number;
  }[];
  readonly crashes: readonly CrashPlan[];
  readonly channels: Readonly<Record<string, ChannelFaults>>;
}

const WHOLE_WRITES = 1_000_000_000;

export const NO_FAULTS: FaultPlan = {
  transport: { loss: 0, duplicate: 0, delayS: 0, jitterS: 0, held: 0, heldS: 0, cuts: [] },
  disk: [],
  writeBytesMax: WHOLE_WRITES,
  slow: [],
  crashes: [],
  channels: { siren: NO_CHANNEL_FAULTS, pager: NO_CHANNEL_FAULTS },
};

/** What goes wrong in the run of a seed. Each kind of fault is there in about half of the runs. */
export function drawFaults(seed: number): FaultPlan {
  const random = stream(seed, "fault plan");
  const split = random.chance(0.5);
  const operations = split ? 600 : 150;
  return {
    transport: random.chance(0.6) ? transport(random) : NO_FAULTS.transport,
    disk: random.chance(0.5) ? several(random, 3, (one) => diskFault(one, operations)) : [],
    writeBytesMax: split ? Math.round(random.uniform(80, 800)) : WHOLE_WRITES,
    slow: random.chance(0.5) ? several(random, 2, slowness) : [],
    crashes: random.chance(0.6) ? several(random, 3, (one) => crash(one, operations)) : [],
    channels: {
      siren: random.chance(0.5) ? channel(random) : NO_CHANNEL_FAULTS,
      pager: random.chance(0.5) ? channel(random) : NO_CHANNEL_FAULTS,
    },
  };
}

const several = <T>(random: RandomStream, max: number, draw: (random: RandomStream) => T): T[] =>
  Array.from({ length: 1 + Math.floor(random.unit() * max) }, () => draw(random));

const transport = (random: RandomStream): LossyTransportConfig => ({
  loss: random.uniform(0, 0.05),
  duplicate: random.uniform(0, 0.2),
  delayS: random.uniform(0, 0.5),
  jitterS: random.uniform(0, 2.5),
  held: random.uniform(0, 0.05),
  heldS: random.uniform(1, 9),
  cuts: random.chance(0.3) ? [cut(random.uniform(5, 40), random.uniform(1, 5))] : [],
});

/** Short enough that no flight passes unseen. */
const cut = (fromS: number, lengthS: number): LossyTransportConfig["cuts"][number] => ({
  fromS,
  toS: fromS + lengthS,
});

/** Past its first life a process may meet the fault while it starts, so that it has to be started again. */
const diskFault = (random: RandomStream, operations: number): DiskFaultPlan => {
  const life = Math.floor(random.unit() * 3);
  const code = random.chance(0.5) ? "EIO" : "ENOSPC";
  const operation = 1 + Math.floor(random.unit() * (life === 0 ? operations : 30));
  const lasting = random.chance(0.3);
  const some = 1 + Math.floor(random.unit() * 8);
  return { life, code, operation, count: lasting && life === 0 ? 1_000_000 : some };
};

const slowness = (random: RandomStream): FaultPlan["slow"][number] => {
  const fromS = random.uniform(0, 60);
  const toS = fromS + random.uniform(1, 30);
  return { fromS, toS, commitMs: random.chance(0.5) ? random.uniform(20, 200) : 30_000 };
};

const crash = (random: RandomStream, operations: number): CrashPlan => ({
  at: crashPoint(random, operations),
  power: random.chance(0.6),
  downS: random.uniform(0.5, 3),
});

function crashPoint(random: RandomStream, operations: number): CrashPlan["at"] {
  const kind = random.unit();
  const place = random.unit();
  if (kind < 0.35) return { second: 1 + 69 * place };
  if (kind < 0.65) return { operation: 1 + Math.floor(place * operations) };
  return { message: 1 + Math.floor(place * 8) };
}

const channel = (random: RandomStream): ChannelFaults => ({
  fails: random.uniform(0, 0.3),
  throws: random.uniform(0, 0.1),
  hangs: random.uniform(0, 0.3),
  mute: random.uniform(0, 0.1),
  twice: random.uniform(0, 0.3),
  delayS: random.uniform(0, 3),
});
