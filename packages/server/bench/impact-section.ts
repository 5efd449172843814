import { type CoreBench, runCoreBench } from "./core-bench.ts";

/** One radar at one time of track; `radar` is `all` where all are taken together. */
export interface ImpactRow {
  readonly model: "matched" | "unknown";
  readonly radar: string;
  readonly timeS: number;
  readonly ratio: number;
  readonly held90: number;
  readonly calibrationError: number;
  readonly brierSkill: number;
  readonly brierSkillAll: number;
  /** Of each radar. */
  readonly areaKm2?: number;
  readonly runs?: number;
  readonly rmsM?: number;
  readonly boundM?: number;
  /** Of all. */
  readonly scored?: number;
  readonly brierSkillAtBound?: number;
  readonly brierSkillAllAtBound?: number;
}

export type ImpactReport = CoreBench<ImpactRow>;

export interface ImpactOptions {
  readonly runs: number;
  readonly seed: number;
}

/** The benchmark of impacts: said ones against the truth and the bound. */
export const impactSection = ({ runs, seed }: ImpactOptions): ImpactReport =>
  runCoreBench("impact-accuracy", ["--runs", `${runs}`, "--seed", `${seed}`]);
