import { provenSensors, sensorsFedBy, type SiteConfig } from "@tocsin/sdk";

/** What is allowed and probably not meant: each would leave somebody unwarned or something unseen. */
export function siteNotes(config: SiteConfig): readonly string[] {
  const { mode, channels, inputs, sensors, areas } = config;
  const notes: string[] = [];
  if (!channels.some((channel) => channel.modes.includes(mode))) {
    notes.push(`no channel carries warnings of mode ${mode}: they would be recorded and not sent`);
  }
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
  return notes;
}
