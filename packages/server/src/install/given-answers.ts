import {
  accept,
  AREA_DEFAULTS,
  type AreaAnswer,
  idOf,
  type NumberRange,
  RADAR_DEFAULTS,
  type RadarAnswer,
  RANGES,
  type Read,
  readName,
  readNumber,
  readPlace,
} from "./site-answers.ts";

/** `Clinic;33.31,44.41;150;400;30`: an area on the command line; what is left out at the end gets its default. */
export function areaOf(text: string, before: readonly AreaAnswer[]): Read<AreaAnswer> {
  const [nameText, placeText, radiusText, peopleText, shelterText] = split(text);
  const name = readName(nameText ?? "");
  if (!name.ok) return name;
  const place = readPlace(placeText ?? "");
  if (!place.ok) return place;
  const radiusM = numberOr(radiusText, AREA_DEFAULTS.radiusM, RANGES.radiusM);
  if (!radiusM.ok) return radiusM;
  const people = numberOr(peopleText, AREA_DEFAULTS.people, RANGES.people);
  if (!people.ok) return people;
  const shelterS = numberOr(shelterText, AREA_DEFAULTS.shelterS, RANGES.shelterS);
  if (!shelterS.ok) return shelterS;
  return accept({
    id: idOf(
      name.value,
      before.map((area) => area.id),
    ),
    name: name.value,
    ...place.value,
    radiusM: radiusM.value,
    people: people.value,
    shelterS: shelterS.value,
  });
}

/** `33.34,44.41;65;40;239.255.10.1:8600;25/201`: a radar on the command line. */
export function radarOf(text: string): Read<RadarAnswer> {
  const [placeText, heightText, rangeText, groupText, codesText] = split(text);
  const place = readPlace(placeText ?? "");
  if (!place.ok) return place;
  const heightM = readNumber(heightText ?? "", RANGES.groundHeightM);
  if (!heightM.ok) return heightM;
  const rangeKm = numberOr(rangeText, RADAR_DEFAULTS.rangeKm, RANGES.rangeKm);
  if (!rangeKm.ok) return rangeKm;
  const group = /^([0-9a-fA-F.:]+):(\d{1,5})$/.exec(
    groupText ?? `${RADAR_DEFAULTS.address}:${RADAR_DEFAULTS.port}`,
  );
  const codes = /^(\d{1,3})\/(\d{1,3})$/.exec(
    codesText ?? `${RADAR_DEFAULTS.sac}/${RADAR_DEFAULTS.sic}`,
  );
  if (group === null || codes === null)
    return {
      ok: false,
      problem: `an address:port and SAC/SIC such as 239.255.10.1:8600;25/201, not "${text}"`,
    };
  const [port, sac, sic] = [
    readNumber(group[2], RANGES.port),
    readNumber(codes[1], RANGES.code),
    readNumber(codes[2], RANGES.code),
  ];
  for (const read of [port, sac, sic]) if (!read.ok) return read;
  return accept({
    ...place.value,
    heightM: heightM.value,
    rangeKm: rangeKm.value,
    periodS: RADAR_DEFAULTS.periodS,
    address: group[1],
    port: Number(group[2]),
    sac: Number(codes[1]),
    sic: Number(codes[2]),
  });
}

const split = (text: string): readonly (string | undefined)[] =>
  text.split(";").map((part) => (part.trim() === "" ? undefined : part.trim()));

const numberOr = (text: string | undefined, preset: number, range: NumberRange): Read<number> =>
  text === undefined ? accept(preset) : readNumber(text, range);
