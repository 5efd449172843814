import { stdin } from "node:process";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { beginEpoch } from "../../device/device-key-file.ts";
import { certifyHere } from "../../device/certify-here.ts";
import { enrolDevice } from "../../device/enrol-device.ts";
import { EnvelopeSealer } from "../../device/envelope-sealer.ts";
import { sealLines } from "../../device/seal-lines.ts";
import { monotonicMs } from "../../journal/monotonic-port.ts";
import { REPORT_PURPOSE } from "../../proof/envelope-gate.ts";
import type { CliContext } from "../cli-context.ts";

const LIFETIME_MAX_S = 600;

export async function enrol(
  context: CliContext,
  code: string,
  options: { readonly post: string; readonly key: string; readonly authority?: string },
): Promise<number> {
  const { keyId, kind, subject, audience } = await enrolDevice({
    address: options.post,
    code,
    path: options.key,
    authority: options.authority ?? null,
  });
  if (context.json) context.printJson({ keyId, kind, subject, audience });
  else context.print(`${keyId}  ${kind} ${subject} of ${audience}, in ${options.key}`);
  return EXIT.ok;
}

export async function certify(
  context: CliContext,
  code: string,
  options: { readonly post: string; readonly folder: string; readonly authority?: string },
): Promise<number> {
  const { id, kind, subject } = await certifyHere({
    address: options.post,
    code,
    folder: options.folder,
    authority: options.authority ?? null,
  });
  if (context.json) context.printJson({ id, kind, subject });
  else context.print(`${id}  ${kind} ${subject}, in ${options.folder}`);
  return EXIT.ok;
}

export async function seal(
  context: CliContext,
  options: { readonly key: string; readonly lifetime: string },
): Promise<number> {
  const lifetimeS = Number(options.lifetime);
  if (!(lifetimeS > 0 && lifetimeS <= LIFETIME_MAX_S))
    throw new TocsinError("USAGE", {
      detail: `--lifetime takes seconds, up to ${LIFETIME_MAX_S}`,
      command: "device seal ",
    });
  const sealer = new EnvelopeSealer(beginEpoch(options.key), {
    purpose: REPORT_PURPOSE,
    lifetimeMs: Math.ceil(lifetimeS * 1_000),
    nowMs: monotonicMs,
  });
  await sealLines(stdin, context.stdout, sealer, (detail) =>
    context.note(`a line was left out: ${detail}`),
  );
  return EXIT.ok;
}
