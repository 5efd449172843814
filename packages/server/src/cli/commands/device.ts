import { stdin } from "node:process";
import { EXIT, TocsinError } from "@tocsin/sdk";
import { beginEpoch } from "../../device/device-key-file.ts";
import { certifyHere } from "../../device/certify-here.ts";
import { enrolDevice } from "../../device/enrol-device.ts";
import { EnvelopeSealer } from "../../device/envelope-sealer.ts";
import { sealLines } from "../../device/seal-lines.ts";
import { monotonicMs } from "../../journal/monotonic-port.ts";
import { REPORT_PURPOSE } from "../../proof/envelope-gate.ts";
import type { CliContext } from "../cli-context.ts";
import type { Verb } from "../verb.ts";

const LIFETIME_MAX_S = 600;

/** `tocsin device enrol | seal`: what runs at a sensor, so that a post knows it. */
export const deviceVerb: Verb = {
  name: "device",
  summary: "at a sensor: make and enrol its key, and put its reports into signed envelopes",
  examples: [
    {
      command: "tocsin device enrol CODE --post https://post.example:4600 --key ear.key",
      does: "make a key here and enrol it, with a code of `tocsin enrol token`",
    },
    {
      command: "ears | tocsin device seal --key ear.key | nc post.example 4710",
      does: "send a sensor's lines in envelopes",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("enrol")
      .description("make a key in a new file, and enrol it at a post")
      .argument("<code>", "as `tocsin enrol token` printed it")
      .requiredOption("--post <address>", "of the post's console")
      .requiredOption("--key <file>", "where to keep the key; nothing may lie there")
      .option(
        "--authority <file>",
        "the authority of the post's certificate (its tls/authority.pem)",
      )
      .action(run(enrol));
    command
      .command("certify")
      .description("make a key in a new folder, and have the post's authority certify it")
      .argument("<code>", "as `tocsin enrol token` printed it")
      .requiredOption("--post <address>", "of the post's console")
      .requiredOption(
        "--folder <folder>",
        "where to keep key.pem, certificate.pem and authority.pem",
      )
      .option(
        "--authority <file>",
        "the authority of the post's certificate (its tls/authority.pem)",
      )
      .action(run(certify));
    command
      .command("seal")
      .description("read lines from standard input and write envelopes to standard output")
      .requiredOption("--key <file>", "as `tocsin device enrol` made it")
      .option("--lifetime <seconds>", "how old an envelope may be when it is taken", "10")
      .action(run(seal));
  },
};

async function enrol(
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

async function certify(
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

async function seal(
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
