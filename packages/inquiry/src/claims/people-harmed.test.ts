import { describe, expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

/** Who is said to be killed or injured, as "killed 2", "injured 3 of children", in the order of their kinds. */
const harmed = (text: string): readonly string[] =>
  claimsOf("A", text, [])
    .filter(({ predicate }) => predicate.startsWith("casualties."))
    .map(({ predicate, count, population }) => {
      const bounds = count?.min === count?.max ? `${count?.min}` : `${count?.min}..`;
      return `${predicate.replace("casualties.", "")} ${bounds}${population === null || population === "people" ? "" : ` of ${population}`}`;
    })
    .toSorted();

describe("fatal wounds, and wounds", () => {
  test.each([
    ["One welder was fatally injured.", ["killed 1"]],
    ["The rocket fatally wounded two welders.", ["killed 2"]],
    ["Two guards were mortally wounded.", ["killed 2 of guards"]],
    ["A guard suffered fatal injuries.", ["killed 1 of guards"]],
    ["Four welders received treatment for smoke inhalation.", ["injured 4"]],
    ["Four workers were given first aid for cuts.", ["injured 4 of workers"]],
    ["Five people are receiving treatment in hospital.", ["injured 5"]],
    ["Seven people were admitted with blast injuries.", ["injured 7"]],
    ["Two other men, both sailors, had been admitted with leg injuries.", ["injured 2 of men"]],
    ["Four members of a family sustained splinter injuries.", ["injured 4"]],
    ["Three children were left with burns.", ["injured 3 of children"]],
    ["Of the six wounded, one was fighting for his life.", ["injured 1", "injured 6"]],
    ["Two of the wounded are clinging to life.", ["injured 2"]],
    ["A driver was knocked unconscious by the blast.", ["injured 1"]],
    ["Ambulances took nine people to hospital.", ["injured 9"]],
    ["The hospital's director said ten people had been brought in overnight.", ["injured 10"]],
    ["Two of the wounded are on ventilators.", ["injured 2"]],
    ["Three people were pronounced dead at the scene.", ["killed 3"]],
    ["Two dead so far and 15 wounded, a nurse says.", ["injured 15", "killed 2"]],
    ["The missile strike cost two firefighters their lives.", ["killed 2"]],
    ["We buried two of our neighbours after the strike.", ["killed 2"]],
  ])("%s", (text, expected) => {
    expect(harmed(text)).toEqual(expected);
  });
});

describe("two who are told of as a pair", () => {
  test.each([
    ["A 70-year-old man and his granddaughter died there.", ["killed 2"]],
    ["The rocket killed a teacher and his wife.", ["killed 2"]],
    ["Debris injured a 45-year-old man and his daughter.", ["injured 2"]],
    ["The victims, a mother and her baby, died instantly.", ["killed 2"]],
    ["She lost both her sons in the rocket attack.", ["killed 2"]],
    ["He lost his wife and two daughters in the strike.", ["killed 1", "killed 2"]],
    ["Two sisters aged 9 and 13 were killed in their home.", ["killed 2"]],
  ])("%s", (text, expected) => {
    expect(harmed(text)).toEqual(expected);
  });
});

describe("tolls", () => {
  test.each([
    [
      "The rescue service says 14 people died. It had earlier given a figure of 11.",
      ["killed 11", "killed 14"],
    ],
    ["The ministry says 14 people died. The mayor spoke of 16.", ["killed 14", "killed 16"]],
    [
      "The strike left 12 people dead, including four children, and 30 others wounded.",
      ["injured 30", "killed 12", "killed 4 of children"],
    ],
    [
      "It was a strike on a centre at Wad Amra, in which 16 refugees, among them five children, lost their lives.",
      ["killed 16 of refugees", "killed 5 of children"],
    ],
  ])("%s", (text, expected) => {
    expect(harmed(text)).toEqual(expected);
  });
});

describe("nobody", () => {
  test.each([
    ["No mother or baby was hurt.", ["injured 0"]],
    ["No staff, patients or visitors were injured when the drone hit.", ["injured 0"]],
    ["No soldiers or civilians were killed.", ["killed 0"]],
    ["There were no deaths or injuries.", ["injured 0", "killed 0"]],
    ["The rocket attack caused no deaths, injuries or damage.", ["injured 0", "killed 0"]],
    ["Neither deaths nor injuries were reported.", ["injured 0", "killed 0"]],
  ])("%s", (text, expected) => {
    expect(harmed(text)).toEqual(expected);
  });

  test.each([
    "The shell left one dead cow in the garden.",
    "Eleven sheep were killed in the shelling.",
    "The rocket killed hundreds of chickens.",
    "He lost his father to cancer before the rocket hit.",
    "Three people were buried under the rubble after the rocket strike.",
    "The mayor lost his job and his car after the strike.",
    "The mayor spoke of 16 rockets after the strike.",
  ])("%s", (text) => {
    expect(harmed(text)).toEqual([]);
  });
});

describe("days and marks of lists count nobody", () => {
  test.each([
    ["February 28 two people were wounded.", ["injured 2"]],
    ["On 28 February two people were wounded.", ["injured 2"]],
    ["In March 12 people were wounded.", ["injured 12"]],
    ["3/ two people were wounded", ["injured 2"]],
    ["3) the other two were wounded by the drone", ["injured 2"]],
  ])("%s", (text, expected) => {
    expect(harmed(text)).toEqual(expected);
  });
});

describe("whose words they are", () => {
  const speaker = (text: string): string => {
    const [claim] = claimsOf("A", text, []);
    return `${claim?.speaker.name} (${claim?.speaker.kind})`;
  };
  test.each([
    ["Residents of Lower Kut spoke of hearing two blasts.", /\(collective\)$/],
    ["Staff of the hospital in Upper Brid said two men had been killed.", /\(office\)$/],
    [
      "A spokesman for the Sons of the Hill, Yann Muller, said in a televised address that five drones had hit the port.",
      /Muller \(named\)$/,
    ],
    ["Two witnesses spoke up. One said three drones had hit the port.", /\(anonymous\)$/],
    ["We strongly condemn the attack and call for calm.", /^\(the account\)/],
  ])("%s", (text, name) => {
    expect(speaker(text)).toMatch(name);
  });

  test("a post is its sender's", () => {
    const posts =
      "Mira Holt @mira_h\n1/ two people were killed at the depot\n\nOlav Brand (@olavb) · 3 May\nthree people were hurt here";
    expect(claimsOf("A", posts, []).map((claim) => claim.speaker.name)).toEqual([
      "Mira Holt",
      "Olav Brand",
    ]);
  });
});

describe("a number and who they are", () => {
  test.each([
    ["Two people – a man and a woman – were killed by the drone.", ["killed 2"]],
    ["Two people, a man and his son, were killed by the drone.", ["killed 2"]],
    ["The drone killed two people, a man and his son.", ["killed 2"]],
    ["A nurse and a driver were killed by the shell.", ["killed 2"]],
    [
      "A policeman and a civilian were killed by the shell.",
      ["killed 1 of civilians", "killed 1 of officers"],
    ],
    ["Juan Lopez, 45, a former mayor of Ardal, was killed by a shell.", ["killed 1 of Juan Lopez"]],
    ["The army said none of its troops had been harmed by the drone.", ["injured 0 of soldiers"]],
    ["Crews recovered the remains of six people after the strike.", ["killed 6"]],
    ["Witnesses saw 15 bodies lying in the street after the strike.", ["killed 15"]],
    ["A nurse was among those killed in the missile strike.", ["killed 1"]],
    ["The hospital received two bodies and seven wounded.", ["injured 7", "killed 2"]],
    ["The hospital has admitted 15 casualties after the strike.", ["injured 15"]],
    ["Two of them did not make it, the doctor said.", ["killed 2"]],
    ["Three miners were crushed to death when the shell hit.", ["killed 3"]],
    ["The strike claimed four victims.", ["killed 4"]],
    ["Four martyrs and 12 wounded in the shelling of the camp.", ["injured 12", "killed 4"]],
    ["No one lost their life in the drone strike.", ["killed 0"]],
    ["There was no loss of civilian life in the strike.", ["killed 0"]],
    ["Everyone escaped unhurt from the rocket attack.", ["injured 0"]],
    ["All 118 employees are safe after the drone attack.", ["injured 0 of employees"]],
    ["Couple killed in drone attack on Ardal", ["killed 2"]],
    ["An 18-year-old woman, her mother and a neighbour were killed.", ["killed 3"]],
    ["Also injured were a paramedic and a volunteer.", ["injured 2"]],
    ["Ten people are confirmed dead after the missile strike.", ["killed 10"]],
    ["Six people suffered acute stress reactions.", ["injured 6"]],
    ["The drone attack on the bus has cost one life.", ["killed 1"]],
    ["Two of our own staff were in the centre and are unhurt.", ["injured 0 of staff"]],
  ])("%s", (text, expected) => {
    expect(harmed(text)).toEqual(expected);
  });

  test.each([
    "Asked about a report that a child was among the dead, the doctor did not reply.",
    "No one was seriously hurt in the drone strike.",
    "The strike hit a cemetery where 40 soldiers are buried.",
    "The minister injured his knee before the attack.",
    "Doctors said ten new surgeons had been brought in from the capital after the strike.",
    "Police recovered the remains of two drones.",
    "Nearly 300 people have been treated for flu at the clinic.",
    "Thirty tanks were killed in the drone strikes.",
    "Two tractors were badly burned in the drone strike.",
    "Two buses did not make it to the station after the rocket attack.",
    "She lost her home and both her shops in the missile strike.",
  ])("%s", (text) => {
    expect(harmed(text)).toEqual([]);
  });
});

describe("each verb has its own people", () => {
  test.each([
    [
      "The shelling killed three soldiers and two officers were wounded.",
      ["injured 2 of officers", "killed 3 of soldiers"],
    ],
    ["The raid killed a woman and her two sons were hurt.", ["injured 2", "killed 1 of women"]],
    [
      "The bombs killed three guards, and two cooks and a nurse were hurt.",
      ["injured 1", "injured 2", "killed 3 of guards"],
    ],
    ["The tank might explode and kill people in the houses.", []],
    ["It is not known whether two guards were killed.", []],
  ])("%s", (text, expected) => {
    expect([...harmed(text)].toSorted()).toEqual(expected);
  });
});

test.each([
  ["No member of the armed forces was killed.", "soldiers"],
  ["Two members of the armed forces were wounded.", "soldiers"],
  ["The missile killed 31 servicemen.", "soldiers"],
  ["No patients were harmed.", "patients"],
])("whom a number counts: %s", (text, expected) => {
  const [claim] = claimsOf("A", text, []).filter(({ predicate }) => predicate.startsWith("casual"));
  expect(claim?.population).toBe(expected);
});
