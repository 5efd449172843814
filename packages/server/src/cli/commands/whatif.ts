import { CHANGE_FORMS } from "../../counterfactual/change-forms.ts";
import { declareSubject } from "./subject-options.ts";
import type { Verb } from "../verb.ts";

/** `tocsin whatif …`: the record run again with some things changed, and the least that would have changed the answer. */
export const whatIfVerb: Verb = {
  name: "whatif",
  summary:
    "run the record again with something changed, or find the least that would have changed the answer",
  examples: [
    {
      command: "tocsin whatif decision 12 --data-dir DIR",
      does: "what would have had to be otherwise, each answer run and verified",
    },
    {
      command: "tocsin whatif decision 12 --set areas.compound.pre_alert_probability=0.07",
      does: "the same with another threshold",
    },
    {
      command: "tocsin whatif --at residence --time 2021-11-06T23:11:33Z --from 135 --height 100",
      does: "for an object that others say was there",
    },
    {
      command:
        "tocsin whatif --at residence --time 2021-11-06T23:11:33Z --from 135 --set sensors.radar.range_max_m=3000",
      does: "had the radar reached further",
    },
    {
      command: "tocsin whatif decision 12 --add-defence defence.yaml",
      does: "had a defence with this rule stood there: would it have acted?",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    const several = (text: string, before: readonly string[]) => [...before, text];
    declareSubject(command)
      .option(
        "--set <change>",
        `one thing otherwise; several times for several: ${CHANGE_FORMS.join(", ")}`,
        several,
        [],
      )
      .option(
        "--add-sensor <file>",
        "a YAML file with one more sensor, as under `sensors` in a site file",
        several,
        [],
      )
      .option(
        "--add-defence <file>",
        "a YAML file with one more defence and its rule, as under `defences` in a site file: would it have acted? Notional",
        several,
        [],
      )
      .action(run(async () => (await import("../actions/whatif.ts")).whatIf));
  },
};
