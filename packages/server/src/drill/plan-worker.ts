import { parentPort, workerData } from "node:worker_threads";
import { TocsinError } from "@tocsin/sdk";
import { drillScenario } from "./drill-scenario.ts";
import type { PlanQuestion, PlanReply } from "./plan-drill.ts";

function plan({ config, request }: PlanQuestion): PlanReply {
  try {
    const { title, startUs, endUs } = drillScenario(config, request);
    return { ok: true, planned: { title, lastsUs: endUs - startUs } };
  } catch (error) {
    if (!(error instanceof TocsinError)) throw error;
    return { ok: false, code: error.code, fields: error.fields };
  }
}

parentPort?.postMessage(plan(workerData as PlanQuestion), []);
