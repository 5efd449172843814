import { parseArgs } from "node:util";
import { choosePlaces } from "./choose-places.ts";
import { poissonInterval } from "./poisson-interval.ts";
import { readRecordings, type Recording } from "./read-recordings.ts";
import { RADARS, type RadarKind, type Watch, watchRecording } from "./watch-recording.ts";

/** `npm run prove -- recordings --places N --seed S`: sites under what others recorded, and every alarm of theirs: none is right. */
const { values } = parseArgs({
  options: {
    places: { type: "string", default: "12" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const [count, seed] = [Number(values.places), Number(values.seed)];
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const { recordings, absent } = readRecordings();
for (const path of absent) say(`skipped: ${path} is absent (set TOCSIN_DATA)`);
const watches: { recording: string; radar: RadarKind; watch: Watch }[] = [];
for (const recording of recordings)
  for (const radar of Object.keys(RADARS) as RadarKind[]) watchAll(recording, radar);

function watchAll(recording: Recording, radar: RadarKind): void {
  for (const [i, place] of choosePlaces(recording, count).entries()) {
    const watch = watchRecording(recording, place, { radar, seed: seed + i });
    watches.push({ recording: recording.name, radar, watch });
    for (const { stage, areaId, atS, explained } of watch.alarms) {
      say(
        `FALSE ${stage}: ${recording.name}, radar ${radar}, place ${i + 1}: ${areaId} at ${atS.toFixed(1)} s`,
      );
      say(`    ${explained}`);
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const rate = (of: readonly Watch[], stage: string): string => {
  const hours = sum(of.map((each) => each.hours));
  const found = sum(of.map(({ alarms }) => alarms.filter((each) => each.stage === stage).length));
  const { from, to } = poissonInterval(found);
  const per = (number: number): string => ((1000 * number) / hours).toFixed(0);
  return `${found} ${stage} (${per(found)} in 1,000 site-hours, at 95 % ${per(from)} to ${per(to)})`;
};
const lineOf = (name: string, of: readonly Watch[]): string => {
  const hours = sum(of.map((each) => each.hours));
  const seen = sum(of.map((each) => each.detections));
  return `${name}: ${of.length} sites, ${hours.toFixed(1)} h, ${seen} detections of ${sum(of.map((each) => each.objects))} objects; ${rate(of, "take-cover")}, ${rate(of, "pre-alert")}`;
};
say(
  `recordings: ${count} places for each of ${recordings.length} recordings and ${Object.keys(RADARS).length} radars, seed ${seed}, commit ${values.commit}, ${(process.cpuUsage().user / 1e6).toFixed(0)} s of processor time`,
);
for (const [name, of] of Map.groupBy(watches, (each) => each.recording))
  say(
    lineOf(
      name,
      of.map(({ watch }) => watch),
    ),
  );
for (const [radar, of] of Map.groupBy(watches, (each) => each.radar))
  say(
    lineOf(
      `radar: ${radar}`,
      of.map(({ watch }) => watch),
    ),
  );
if (watches.length > 0)
  say(
    lineOf(
      "all",
      watches.map(({ watch }) => watch),
    ),
  );
else say("nothing was watched: no recording is there");
