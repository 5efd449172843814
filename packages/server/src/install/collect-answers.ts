import type { Asker } from "./asker.ts";
import {
  accept,
  AREA_DEFAULTS,
  type AreaAnswer,
  idOf,
  MAST_M,
  type NumberRange,
  RADAR_DEFAULTS,
  type RadarAnswer,
  RANGES,
  type Read,
  readName,
  readNumber,
  readPlace,
  readTimeZone,
  refuse,
  type SiteAnswers,
} from "./site-answers.ts";

/** What was said on the command line already, and is not asked. */
export interface GivenAnswers {
  readonly name?: string | undefined;
  readonly at?: string | undefined;
  readonly height?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly areas: readonly AreaAnswer[];
  readonly radar?: RadarAnswer | undefined;
  /** The time zone of this machine: a first guess for that of the site. */
  readonly machineTimeZone: string;
}

/** As many areas as somebody may type in; a larger site edits its file. */
const AREAS_MAX = 50;

/** Everything that a first site file needs, asked where it was not given. */
export async function collectAnswers(asker: Asker, given: GivenAnswers): Promise<SiteAnswers> {
  const name = await ask(asker, given.name, "What is the site called?", "My Site", readName);
  const place = await ask(
    asker,
    given.at,
    "Where is its middle (latitude, longitude in degrees)?",
    "35.0, 33.0",
    readPlace,
  );
  const groundHeightM = await ask(
    asker,
    given.height,
    "How high is its ground above the ellipsoid, as GPS gives it (m)?",
    "0",
    number(RANGES.groundHeightM),
  );
  const timeZone = await ask(
    asker,
    given.timeZone,
    "In which time zone is it?",
    given.machineTimeZone,
    readTimeZone,
  );
  const areas = given.areas.length > 0 ? given.areas : await askAreas(asker, name, place);
  const radar = given.radar ?? (await askRadar(asker, place, groundHeightM));
  return { id: idOf(name), name, ...place, groundHeightM, timeZone, areas, radar };
}

type Place = { readonly latitudeDeg: number; readonly longitudeDeg: number };

async function askAreas(asker: Asker, site: string, middle: Place): Promise<readonly AreaAnswer[]> {
  const areas: AreaAnswer[] = [];
  do {
    const first = areas.length === 0;
    const name = await asker.ask({
      text: first ? "Who is to be warned first: what is that area called?" : "What is it called?",
      preset: first ? site : `Area ${areas.length + 1}`,
      read: readName,
    });
    const place = await asker.ask({
      text: "Where is its middle (latitude, longitude)?",
      preset: `${middle.latitudeDeg}, ${middle.longitudeDeg}`,
      read: readPlace,
    });
    const radiusM = await askNumber(
      asker,
      "How far from there does it reach (m)?",
      AREA_DEFAULTS.radiusM,
      RANGES.radiusM,
    );
    const people = await askNumber(
      asker,
      "How many people are usually there?",
      AREA_DEFAULTS.people,
      RANGES.people,
    );
    const shelterS = await askNumber(
      asker,
      "How long do they need to shelter (s)?",
      AREA_DEFAULTS.shelterS,
      RANGES.shelterS,
    );
    const id = idOf(
      name,
      areas.map((area) => area.id),
    );
    areas.push({ id, name, ...place, radiusM, people, shelterS });
  } while (areas.length < AREAS_MAX && (await askYesNo(asker, "Is there another area?")));
  return areas;
}

async function askRadar(
  asker: Asker,
  middle: Place,
  groundHeightM: number,
): Promise<RadarAnswer | null> {
  const real = await askYesNo(
    asker,
    "Is there a radar that sends ASTERIX? Otherwise a simulated one is set up",
  );
  if (!real) return null;
  const place = await asker.ask({
    text: "Where does it stand (latitude, longitude)?",
    preset: `${middle.latitudeDeg}, ${middle.longitudeDeg}`,
    read: readPlace,
  });
  return {
    ...place,
    heightM: await askNumber(
      asker,
      "How high is its antenna above the ellipsoid (m)?",
      groundHeightM + MAST_M,
      RANGES.groundHeightM,
    ),
    rangeKm: await askNumber(
      asker,
      "How far does it see (km)?",
      RADAR_DEFAULTS.rangeKm,
      RANGES.rangeKm,
    ),
    periodS: await askNumber(
      asker,
      "How long does one turn take (s)?",
      RADAR_DEFAULTS.periodS,
      RANGES.periodS,
    ),
    address: await asker.ask({
      text: "To which multicast group, or address of this machine, does it send?",
      preset: RADAR_DEFAULTS.address,
      read: (text) =>
        /^[0-9a-fA-F.:]+$/.test(text.trim()) ? accept(text.trim()) : refuse("an IP address"),
    }),
    port: await askNumber(asker, "To which UDP port?", RADAR_DEFAULTS.port, RANGES.port),
    sac: await askNumber(
      asker,
      "Under which system area code (SAC)?",
      RADAR_DEFAULTS.sac,
      RANGES.code,
    ),
    sic: await askNumber(
      asker,
      "Under which system identification code (SIC)?",
      RADAR_DEFAULTS.sic,
      RANGES.code,
    ),
  };
}

const number = (range: NumberRange) => (text: string) => readNumber(text, range);

const askNumber = (
  asker: Asker,
  text: string,
  preset: number,
  range: NumberRange,
): Promise<number> => asker.ask({ text, preset: String(preset), read: number(range) });

const askYesNo = (asker: Asker, text: string): Promise<boolean> =>
  asker.ask({
    text,
    preset: "no",
    read: (answer) => {
      if (/^(y|yes)$/i.test(answer.trim())) return accept(true);
      return /^(n|no)$/i.test(answer.trim()) ? accept(false) : refuse("yes or no");
    },
  });

/** What was given is read by the same rules, and asked for again where it cannot be used. */
function ask<T>(
  asker: Asker,
  given: string | undefined,
  text: string,
  preset: string,
  read: (answer: string) => Read<T>,
): Promise<T> {
  if (given !== undefined) {
    const result = read(given);
    if (result.ok) return Promise.resolve(result.value);
  }
  return asker.ask({ text, preset: given ?? preset, read });
}
