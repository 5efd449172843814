import type { TimeUs } from "@tocsin/core";
import { provenSensors, sensorsFedBy, type SiteConfig } from "@tocsin/sdk";

/** What is allowed and probably not meant: each would leave somebody unwarned or something unseen, or two things be taken for one. */
export function siteNotes(config: SiteConfig, nowUs: TimeUs): readonly string[] {
  const { mode, channels, inputs, sensors, areas } = config;
  const notes: string[] = [];
  const carrying = channels.filter((channel) => channel.modes.includes(mode));
  if (carrying.length === 0)
    notes.push(`no channel carries warnings of mode ${mode}: they would be recorded and not sent`);
  else if (mode === "live" && carrying.every(({ type }) => type === "log"))
    notes.push("only the terminal carries real warnings: nobody away from it would be warned");
  if (inputs.length === 0) notes.push("there is no input: nothing would be seen");
  const simulated = inputs.some((input) => input.type === "simulation");
  const fed = new Set(inputs.flatMap(sensorsFedBy));
  for (const { id } of simulated ? [] : sensors) {
    if (inputs.length > 0 && !fed.has(id)) notes.push(`no input feeds the sensor ${id}`);
  }
  const proven = provenSensors(inputs);
  for (const { id, authenticated } of sensors) {
    if (authenticated && fed.has(id) && !proven.has(id))
      notes.push(
        `the sensor ${id} counts as authenticated on the word of this file: an input of it asks for no proof`,
      );
  }
  if (areas.every((area) => area.protection === "none")) {
    notes.push("no area is protected or subscribed: nobody would be warned");
  }
  if (!config.automation) notes.push("automation is off: no warning is issued by itself");
  notes.push(...sameNames("areas", areas), ...sameNames("sensors", sensors));
  for (const { id, expires } of config.masks)
    if (Date.parse(expires) * 1_000 <= nowUs)
      notes.push(`the mask ${id} ended at ${expires}: that flight is warned of like any other`);
  return notes;
}

/** Screens, messages and people call them by their names, and whoever withdraws one may mean the other. */
function sameNames(
  what: string,
  named: readonly { readonly id: string; readonly name: string }[],
): readonly string[] {
  const ids = new Map<string, string[]>();
  for (const { id, name } of named) {
    const key = name.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return [...ids.values()]
    .filter(({ length }) => length > 1)
    .map((same) => `the ${what} ${same.join(", ")} have the same name: nobody can tell them apart`);
}
