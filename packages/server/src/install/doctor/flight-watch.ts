import {
  channelId,
  type EngineEffect,
  type EvidenceRef,
  MICROS_PER_SECOND,
  type TimeUs,
} from "@tocsin/core";
import type { Channel, Clock } from "@tocsin/sdk";
import type { Simulation } from "@tocsin/sim";
import type { PipelineStep } from "../../pipeline/pipeline.ts";

/** What became of one made-up threat. Times of flight count from its first detection. */
export interface FlightProof {
  readonly detectedBy: readonly string[];
  readonly confirmedAfterS: number | null;
  readonly decidedAfterS: number | null;
  /** The first warning at the null siren, whatever its stage. */
  readonly warnedAfterS: number | null;
  readonly takeCoverAfterS: number | null;
  /** Of the first warning, before the threat truly comes down. */
  readonly leadS: number | null;
  /** From handing over the look that caused the warning until it was at the null siren. */
  readonly processingMs: number | null;
}

type Moment = "detected" | "confirmed" | "decided" | "warned" | "take-cover";

/** Watches a threat on its way through the pipeline. It is itself the end of the way: a siren that only notes. */
export class FlightWatch {
  readonly #simulation: Simulation;
  readonly #area: string;
  readonly #clock: Clock;
  readonly #detectedBy = new Set<string>();
  readonly #first = new Map<Moment, TimeUs>();
  #handedOverUs = 0;
  #processingMs: number | null = null;

  constructor(simulation: Simulation, area: string, clock: Clock) {
    this.#simulation = simulation;
    this.#area = area;
    this.#clock = clock;
  }

  /** Called just before an event is handed to the pipeline. */
  readonly handOver = (): Promise<void> => {
    this.#handedOverUs = this.#clock.nowUs();
    return Promise.resolve();
  };

  readonly observe = ({ event, effects }: PipelineStep): void => {
    if (event?.type === "look") {
      const { sensorId, sequence, detections } = event.look;
      for (const index of detections.keys()) {
        if (!this.#isThreat({ sensorId, lookSequence: sequence, index })) continue;
        this.#detectedBy.add(sensorId);
        this.#note("detected", event.receivedUs);
      }
    }
    for (const effect of effects) this.#observeEffect(effect);
  };

  #observeEffect(effect: EngineEffect): void {
    if (effect.type === "track") {
      const { change, evidence, timeUs } = effect.track;
      if (change === "confirmed" && evidence.some((one) => this.#isThreat(one)))
        this.#note("confirmed", timeUs);
    } else if (effect.type === "decision") {
      const { areaId, stage, decidedUs } = effect.decision;
      if (areaId === this.#area && stage !== "none") this.#note("decided", decidedUs);
    }
  }

  readonly nullSiren: Channel = {
    id: channelId("null-siren"),
    modes: ["drill"],
    send: ({ warning }) => {
      if (warning.areaId === this.#area && warning.action !== "end") {
        if (!this.#first.has("warned"))
          this.#processingMs = (this.#clock.nowUs() - this.#handedOverUs) / 1000;
        this.#note("warned", warning.issuedUs);
        if (warning.stage === "take-cover") this.#note("take-cover", warning.issuedUs);
      }
      return Promise.resolve({ outcome: "delivered", detail: "null siren" });
    },
    close: () => Promise.resolve(),
  };

  proof(): FlightProof {
    const warnedUs = this.#first.get("warned");
    const impactUs = this.#simulation.truth.objects[0]?.impact?.timeUs;
    return {
      detectedBy: [...this.#detectedBy],
      confirmedAfterS: this.#afterS("confirmed"),
      decidedAfterS: this.#afterS("decided"),
      warnedAfterS: this.#afterS("warned"),
      takeCoverAfterS: this.#afterS("take-cover"),
      leadS:
        impactUs === undefined || warnedUs === undefined
          ? null
          : (impactUs - warnedUs) / MICROS_PER_SECOND,
      processingMs: this.#processingMs,
    };
  }

  #isThreat(evidence: Pick<EvidenceRef, "sensorId" | "lookSequence" | "index">): boolean {
    return this.#simulation.originOf(evidence).kind === "object";
  }

  #note(moment: Moment, timeUs: TimeUs): void {
    if (!this.#first.has(moment)) this.#first.set(moment, timeUs);
  }

  #afterS(moment: Moment): number | null {
    const [from, to] = [this.#first.get("detected"), this.#first.get(moment)];
    return from === undefined || to === undefined ? null : (to - from) / MICROS_PER_SECOND;
  }
}
