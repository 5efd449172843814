import type { Verb } from "../verb.ts";

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
      .action(run(async () => (await import("../actions/device.ts")).enrol));
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
      .action(run(async () => (await import("../actions/device.ts")).certify));
    command
      .command("seal")
      .description("read lines from standard input and write envelopes to standard output")
      .requiredOption("--key <file>", "as `tocsin device enrol` made it")
      .option("--lifetime <seconds>", "how old an envelope may be when it is taken", "10")
      .action(run(async () => (await import("../actions/device.ts")).seal));
  },
};
