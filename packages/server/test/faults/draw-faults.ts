import { type LossyTransportConfig, type RandomStream, stream } from "@tocsin/sim";
import { type ChannelFaults, NO_CHANNEL_FAULTS } from "./lossy-channel.ts";

/** One death of the process. */
export interface CrashPlan {
  /** Seconds after the scenario's start, or at this changing operation of the process's disk. */
  readonly at: { readonly second: number } | { readonly operation: number };
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
  /** Commits that begin within take `commitMs`. */
  readonly slow: readonly {
    readonly fromS: number;
    readonly toS: number;
    readonly commitMs: number;
  }[];
  readonly crashes: readonly CrashPlan[];
  readonly channels: Readonly<Record<string, ChannelFaults>>;
}

export const NO_FAULTS: FaultPlan = {
  transport: { loss: 0, duplicate: 0, delayS: 0, jitterS: 0, held: 0, heldS: 0, cuts: [] },
  disk: [],
  slow: [],
  crashes: [],
  channels: { siren: NO_CHANNEL_FAULTS, pager: NO_CHANNEL_FAULTS },
};

/** What goes wrong in the run of a seed. Each kind of fault is there in about half of the runs. */
export function drawFaults(seed: number): FaultPlan {
  const random = stream(seed, "fault plan");
  return {
    transport: random.chance(0.6) ? transport(random) : NO_FAULTS.transport,
    disk: random.chance(0.5) ? several(random, 3, diskFault) : [],
    slow: random.chance(0.5) ? several(random, 2, slowness) : [],
    crashes: random.chance(0.6) ? several(random, 3, crash) : [],
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
  cuts: random.chance(0.3)
    ? [{ fromS: random.uniform(5, 40), toS: random.uniform(5, 40) + 4 }]
    : [],
});

/** Past its first life a process may meet the fault while it starts, so that it has to be started again. */
const diskFault = (random: RandomStream): DiskFaultPlan => {
  const life = Math.floor(random.unit() * 3);
  const code = random.chance(0.5) ? "EIO" : "ENOSPC";
  const operation = 1 + Math.floor(random.unit() * (life === 0 ? 300 : 30));
  const lasting = random.chance(0.3);
  const some = 1 + Math.floor(random.unit() * 8);
  return { life, code, operation, count: lasting && life === 0 ? 1_000_000 : some };
};

const slowness = (random: RandomStream): FaultPlan["slow"][number] => {
  const fromS = random.uniform(0, 60);
  const toS = fromS + random.uniform(1, 30);
  return { fromS, toS, commitMs: random.chance(0.5) ? random.uniform(20, 200) : 30_000 };
};

const crash = (random: RandomStream): CrashPlan => ({
  at: random.chance(0.5)
    ? { second: random.uniform(1, 70) }
    : { operation: 1 + Math.floor(random.unit() * 250) },
  power: random.chance(0.6),
  downS: random.uniform(0.5, 3),
});

const channel = (random: RandomStream): ChannelFaults => ({
  fails: random.uniform(0, 0.3),
  throws: random.uniform(0, 0.1),
  hangs: random.uniform(0, 0.3),
  mute: random.uniform(0, 0.1),
  twice: random.uniform(0, 0.3),
  delayS: random.uniform(0, 3),
});
