import type { EngineEffect, SiteModel } from "@tocsin/core";
import pino, { type DestinationStream, type Logger } from "pino";
import type { PipelineStep } from "../../pipeline/pipeline.ts";
import { createStepPrinter } from "./step-lines.ts";

/** Structured logs for machines: one JSON object a line, with the time of the record in `recordedUs`. */
export const createLog = (stream: DestinationStream): Logger =>
  pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: levelName } },
    stream,
  );

const levelName = (level: string): { level: string } => ({ level });

/** The same lines as on a terminal, and for each warning and fault the record itself. */
export function createStepLogger(site: SiteModel, log: Logger): (step: PipelineStep) => void {
  const linesOf = createStepPrinter(site);
  return (step) => {
    for (const effect of step.effects) logEffect(log, effect);
    const rest = step.effects.filter(({ type }) => type !== "warning" && type !== "fault");
    for (const line of linesOf({ ...step, effects: rest })) log.info({ mode: site.mode }, line);
  };
}

function logEffect(log: Logger, effect: EngineEffect): void {
  if (effect.type === "warning") {
    const { warning } = effect;
    log.warn({ recordedUs: warning.issuedUs, warning }, `${warning.stage} ${warning.areaId}`);
  } else if (effect.type === "fault") {
    const { fault } = effect;
    log.error({ recordedUs: fault.timeUs, fault }, `${fault.code} ${fault.subject}`);
  }
}
