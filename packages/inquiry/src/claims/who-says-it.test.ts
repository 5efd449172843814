import { expect, test } from "vitest";
import { furnitureOf } from "../account/furniture.ts";
import { claimsOf } from "./claims-of.ts";

const speakers = (text: string): readonly string[] => [
  ...new Set(
    claimsOf("A", text, [])
      .filter(({ count, polarity }) => count !== null && !count.weak && polarity !== "deny")
      .map(({ speaker: { name, kind, via } }) => [`${name} (${kind})`, ...via].join(" via ")),
  ),
];

test("a name that a line's end parts is one name, and what a group is called, too", () => {
  const claims = claimsOf(
    "A",
    "Three drones struck a depot in Ardal, Olav Brand-\nvold said.\n\nThe Har-\nbour Front claimed respon-\nsibility for the attack.",
    [],
  );
  const names = claims.flatMap(({ speaker, predicate, value }) => [
    ...(speaker.kind === "named" ? [speaker.name] : []),
    ...(predicate === "responsibility.claimed" ? [value] : []),
  ]);
  expect(new Set(names)).toEqual(new Set(["Olav Brandvold", "Harbour Front"]));
});

test("where a line's end hides who claims it, nobody is not said to", () => {
  expect(claimsOf("A", "The Front\nclaimed responsibility for the attack.", [])).toEqual([]);
});

test.each([
  [
    "of two whom he may be, neither",
    "The mayor, Arno Pell, met the general, Ivo Kranz, on Monday. He said three people had been killed.",
    ["He (unresolved)"],
  ],
  [
    "who told it, and not who was told",
    "Colonel Brand told Mira Holt, a reporter, that four rockets had been fired.",
    ["Colonel Brand (named) via Mira Holt"],
  ],
  [
    "whose brother it was",
    "Anna Reis, whose brother was an officer, said that she had counted six blasts.",
    ["Anna Reis (named)"],
  ],
  [
    "who is quoted, by way of who quotes",
    "Reuters quoted a militia commander as saying that ten rockets had been launched at the base.",
    ["a militia commander (anonymous) via Reuters"],
  ],
  [
    "who is cited, by way of who cites",
    "State television, citing the governor, reported that four rockets had hit the bridge.",
    ["the governor (office) via State television"],
  ],
  [
    "whose claim somebody is asked about",
    "The ministry's spokesman, asked about the claim by the rebels that 20 soldiers had died, said nothing.",
    ["the rebels (collective)"],
  ],
  [
    "by whom it was reported first",
    "It was initially reported by the newspaper Voce that five people had been injured.",
    ["the newspaper Voce (office)"],
  ],
  [
    "who is quoted by state media in the middle of what is said",
    "Three drivers were killed, state media quoted a military source as saying, resulting in panic.",
    ["a military source (anonymous) via state media"],
  ],
  [
    "nobody who may count them",
    "Rockets hit the yard. The railway may count the two that fell in the river.",
    ["(the account) (narrator)"],
  ],
  [
    "whose statement is rejected",
    "Kranz rejected Pell's statement that five people had been injured.",
    ["Pell (named)"],
  ],
  [
    "who tells a number that is rejected, and not who rejects it",
    "The ministry rejected reports by residents that six soldiers had been killed.",
    ["residents (collective)"],
  ],
  [
    'who said "at least"',
    "A government health official said at least 64 patients and bystanders were killed.",
    ["A government health official (anonymous)"],
  ],
  [
    "who speaks, and not where it was written",
    "RIYADH: Twelve people were injured by falling debris, officials said on Thursday.",
    ["officials (collective)"],
  ],
  [
    "who closes a quotation of several sentences, and not who spoke before it",
    "“Nine people were wounded,” said Ada Storm, the mayor.\n“The attack hit a school. Two teachers were killed and four pupils were hurt,” rescuers said.",
    ["Ada Storm, the mayor (named)", "rescuers (collective)"],
  ],
])("%s", (_, text, expected) => {
  expect(speakers(text)).toEqual(expected);
});

test.each([
  [
    "Officials denied claims by the rebels that the bridge had been destroyed.",
    ["deny bridge: Officials", "affirm bridge: the rebels"],
  ],
  [
    "Colonel Ruel dismissed allegations by Ona Brisk that the radar was switched off.",
    ["affirm yes: Colonel Ruel", "deny no: Ona Brisk"],
  ],
  ["The army rejected claims that a hangar was destroyed.", ["deny hangar: The army"]],
  ["The army rejected claims that 40 people were killed.", ["deny people: The army"]],
])("%s: each side says its own", (text, expected) => {
  const sides = claimsOf("A", text, []).map(
    ({ polarity, value, speaker }) => `${polarity} ${value}: ${speaker.name}`,
  );
  expect(sides).toEqual(expected);
});

test("what somebody denies in the sentence after is not what he says", () => {
  expect(speakers("Two mortar bombs hit the prison on Sunday. The Brigades deny it.")).toEqual([
    "(the account) (narrator)",
  ]);
  expect(speakers("Two mortar bombs hit the prison on Sunday. The ministry confirmed it.")).toEqual(
    ["The ministry (office)"],
  );
});

test.each([
  "The Brigades deny the rocket attack. The ministry insists it was them.",
  "Two rockets hit the prison. The party's armed wing put out a statement.",
])("nobody claims it, nor is anything found, by: %s", (text) => {
  const predicates = claimsOf("A", text, []).map(({ predicate }) => predicate);
  expect(predicates).not.toContain("responsibility.claimed");
  expect(predicates).not.toContain("evidence.recovered");
});

const TWO_WAY = (said: string): string =>
  `RADIO FIVE – News\n\nPELL: What do we know, Vera?\n\nHOLM: ${said}\n\nPELL: And the guards?\n\nHOLM: The roof of the school has gone.`;

test.each([
  [
    "a pronoun takes up what the mayor said",
    "The mayor, Ira Vance, said that two rockets hit the school. They killed nine people.",
    "named The mayor, Ira Vance",
  ],
  [
    "whom the reporter spoke to is meant",
    "I've been speaking to the governor, Ira Vance, and he told me that two rockets hit the school. They killed nine people.",
    "named Ira Vance",
  ],
  [
    "it may be either's",
    "The mayor, Ira Vance, said that two rockets hit the school. The rockets killed nine people.",
    "unresolved (it goes on)",
  ],
  [
    "it is something else",
    "The mayor, Ira Vance, said that two rockets hit the school. Nine people were killed in the market.",
    "named Holm",
  ],
  [
    "the reporter's own words",
    "I said last night that two rockets hit the school. They killed nine people.",
    "named Holm",
  ],
])("in a two-way of the radio, where %s", (_, said, expected) => {
  const text = TWO_WAY(said);
  const killed = claimsOf("A", text, furnitureOf(text)).filter(
    ({ predicate }) => predicate === "casualties.killed",
  );
  expect(killed.map(({ speaker }) => `${speaker.kind} ${speaker.name}`)).toEqual([expected]);
});

test.each([
  // A name behind "of" is not who speaks, and a heading is nobody.
  ["The master of the ferry Blue Heron said nine people were killed.", "office"],
  ["The head of Ardal General Hospital said nine people were killed.", "office"],
  [
    "According to the preliminary findings of the National Police, nine people were killed.",
    "office",
  ],
  ["ATTRIBUTION: Nobody claimed it. Nine people were killed. Attribution is open.", "narrator"],
  // The nearer person may be meant.
  [
    "Ove Teck was safe. The spokesman of the ministry, Ira Vance, waited outside. Nine people were killed, he said.",
    "unresolved",
  ],
])("nobody is named for: %s", (text, kind) => {
  const killed = claimsOf("A", text, []).filter(
    ({ predicate }) => predicate === "casualties.killed",
  );
  expect(killed.map(({ speaker }) => speaker.kind)).toEqual([kind]);
});

test("the record of a parliament is read turn by turn", () => {
  const record = [
    "HOUSE OF DEPUTIES – OFFICIAL RECORD",
    "Dame Ola Mera (West) (Ind): To ask the minister about the school.",
    "The Minister (Mr Ira Vance): Two rockets hit the school. Nine people were killed.",
    "Dame Ola Mera: The roof of the school has gone.",
    "Mr Vance: Four people were injured.",
  ].join("\n\n");
  const said = claimsOf("A", record, furnitureOf(record))
    .filter(({ predicate }) => /^(?:casualties|damage)/.test(predicate))
    .map(({ predicate, speaker }) => `${predicate} ${speaker.kind} ${speaker.name}`);
  expect(said).toEqual([
    "casualties.killed named Mr Ira Vance",
    "damage named Dame Ola Mera",
    "casualties.injured named Ira Vance",
  ]);
});
