import type { Verb } from "../verb.ts";

/** `tocsin siren ls | test | simulate`: how the sirens are; and a siren without a horn, that verifies, judges and answers as one does. */
export const sirenVerb: Verb = {
  name: "siren",
  summary:
    "see how the sirens are, test them without a sound, or be one that prints instead of sounding",
  examples: [
    { command: "tocsin siren ls", does: "how each siren is, as the post that runs here knows it" },
    { command: "tocsin siren test", does: "test all of them without a sound, now" },
    {
      command: "tocsin siren simulate --id gate-1 --key gate-1.key",
      does: "be the siren gate-1 of the site file in this folder",
    },
    {
      command:
        "tocsin siren simulate --id gate-1 --key gate-1.key --broker mqtt://broker.example --post-key post.json --areas hospital",
      does: "the same on another machine, with the key that `tocsin enrol post-key --json` printed",
    },
    {
      command:
        "tocsin siren simulate --id gate-1 --key a.key b.key --broker mqtt://broker.example --post-key a.json b.json",
      does: "the same at a site that two posts guard",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("ls")
      .description("how each siren is, for whoever may read the running post's data directory")
      .action(run(async () => (await import("../actions/siren-care.ts")).listSirens));
    command
      .command("test")
      .description("test sirens without a sound, now, and say what came of it")
      .argument("[sirens...]", "ids of some; left out: all")
      .action(run(async () => (await import("../actions/siren-care.ts")).testSirens));
    command
      .command("simulate")
      .description("listen for warnings, print what a siren would do, and answer the post")
      .requiredOption("--id <id>", "of the siren, as its key was enrolled")
      .requiredOption("--key <file...>", "as `tocsin device enrol` made it; one for each post")
      .option("--channel <id>", "the channel of the site file; left out: its first to sirens")
      .option("--broker <url>", "the broker, mqtt:// or mqtts://; left out: the channel's")
      .option(
        "--post-key <file...>",
        "the post's key, as `tocsin enrol post-key --json` prints it; of two posts, in the order of --key",
      )
      .option("--base <topic>", "below which the topics are", "tocsin")
      .option(
        "--areas <id...>",
        "the areas that it sounds for, as the post's site file gives them to it; left out: those of the site file here, and with --post-key all",
      )
      .option("--authority <file>", "whose certificate of the broker is trusted (PEM)")
      .option("--user <name>", "to sign in to the broker with")
      .option("--password-file <file>", "whose first line is the broker's password")
      .action(run(async () => (await import("../actions/siren.ts")).simulate));
  },
};
