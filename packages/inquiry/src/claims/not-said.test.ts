import { describe, expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

const told = (text: string): readonly string[] =>
  claimsOf("A", text, []).map(
    ({ predicate, value, count, polarity, speaker }) =>
      `${speaker.name} (${speaker.kind}): ${predicate} ${count === null ? value : `${count.min}..${count.max ?? ""}`}${polarity === "affirm" ? "" : ` ${polarity}`}`,
  );

describe("what nobody says is no claim", () => {
  test.each([
    ["what is asked", "The ministry did not say how many people were injured."],
    ["what goes on", "They are killing and wounding villagers in every valley."],
    [
      "what somebody was asked",
      "Asked whether drones had been used, the minister declined to comment.",
    ],
    [
      "neither said nor denied",
      "Officials would neither confirm nor deny that three rockets had landed.",
    ],
    [
      "whom nobody names",
      "The embassy does not wish to speculate about who may be behind the attack.",
    ],
    [
      "who lets something else be known",
      "The minister let it be known through her office that she was at home.",
    ],
    [
      "of what people have no evidence",
      "The radar is old. The police say they have no evidence of it.",
    ],
  ])("%s", (_, text) => {
    expect(told(text)).toEqual([]);
  });

  test("a deed that is answered is why, and no one's death here", () => {
    expect(told("The raid was in retaliation for the killing of their commander.")).toEqual([
      "(the account) (narrator): attack.motive the killing of their commander",
    ]);
  });

  test("what is called untrue, with its speaker in between", () => {
    expect(
      told("It was not true, the mayor said, that six people had died; two had been hurt."),
    ).toEqual([
      "the mayor (office): casualties.killed 6..6 deny",
      "the mayor (office): casualties.injured 2..2",
    ]);
  });

  test("a toll that was put right", () => {
    expect(told("The toll, first put at four, was revised to two.")).toEqual([
      "(the account) (narrator): casualties.killed 2..2",
    ]);
  });
});

test.each([
  ["The ministry denied that 12 soldiers had died.", "The ministry (office)", "killed 12..12 deny"],
  ["The union denied that a cleaner had been killed.", "The union (office)", "killed 1..1 deny"],
  ["The army rejected reports of 40 dead.", "The army (office)", "killed 40..40 deny"],
  ["The army dismissed claims of five wounded.", "The army (office)", "injured 5..5 deny"],
  [
    "It is not true that three guards were wounded, the governor said.",
    "the governor (office)",
    "injured 3..3 deny",
  ],
])("dead and injured who are denied are told as denied: %s", (text, who, what) => {
  expect(told(text)).toEqual([`${who}: casualties.${what}`]);
});

test("whoever heard no explosion does not say that there was one", () => {
  expect(told("Residents said they had heard no explosions.")).toEqual([
    "Residents (collective): witness.sound explosions deny",
  ]);
});

test("where officials are is not where it was", () => {
  expect(
    told("The rockets, officials in Ardal said on Tuesday, never arrived."),
  ).not.toContainEqual(expect.stringContaining("attack.place"));
});

describe("who says it", () => {
  test.each([
    [
      "Three drones hit the port, the UN envoy, Ada Storm, told reporters; she left at once.",
      /^the UN envoy, Ada Storm \(named\)/,
    ],
    [
      "AT LEAST 3 DEAD, 20 HURT AS ROCKETS HIT ARDAL MARKET - HEALTH MINISTRY",
      /^HEALTH MINISTRY \(office\)/,
    ],
    ["Two soldiers were killed, the air force said.", /^the air force \(office\)/],
    ["Two soldiers were killed, a nurse who asked not to be named said.", /\(anonymous\)/],
  ])("%s", (text, speaker) => {
    expect(told(text)[0]).toMatch(speaker);
    expect(told(text).join()).not.toContain("reporters");
  });
});

describe("of what, and of whom", () => {
  const LEAD = "Drones struck the port on Saturday. Two cranes burned. The port is closed.";

  test("another month is another event, whatever its name means besides", () => {
    const claims = claimsOf(
      "A",
      "Drones struck the refinery on Saturday. Two people were hurt.\n\nIn May, drones hit two pumping stations and killed a guard.",
      [],
    );
    expect(claims.filter(({ hedges }) => hedges.includes("may"))).toEqual([]);
    expect(claims.find(({ predicate }) => predicate === "casualties.killed")).toMatchObject({
      event: "other: may",
    });
  });

  test.each([
    "Five people died on the spot; one of the dead is a nurse who had worked there since 2019. Twenty people were wounded.",
    "The battery, set up in 2020, did nothing, and five people died. Twenty people were wounded.",
    "Five people died because the unit's licence had lapsed in March. Twenty people were wounded.",
    "The raid was condemned by a leader whose bloc won the election. Five people died. Twenty people were wounded.",
  ])("when something else came about is not when people were hurt: %s", (text) => {
    const claims = claimsOf("A", `${LEAD}\n\n${text}`, []);
    const harmed = claims.map(({ count, event }) => `${count?.min} ${event}`);
    expect(harmed).toEqual(expect.arrayContaining(["5 attack", "20 attack"]));
  });

  test.each([
    "Since the union was formed in 1962, 310 organisers have been murdered.",
    "People here remember that in 1962, 310 organisers were killed.",
  ])("and the time of other dead is another event's: %s", (text) => {
    const claims = claimsOf("A", `${LEAD}\n\n${text}`, []);
    expect(claims.filter(({ predicate }) => predicate.startsWith("casualties."))).toEqual([]);
  });

  test("who asks why takes it to be so", () => {
    const all = told("Why did the air defences stay silent when drones struck the port?").join();
    expect(all).toContain("defence.activated no");
    expect(all).toContain("weapon.hit");
    expect(told("Did the air defences stay silent? Why would anyone fire rockets at us?")).toEqual(
      [],
    );
  });

  test("why the defence was off came about at another time, and is of this event", () => {
    expect(
      told(
        "The base's defence system was not activated, two security sources told the agency, because it had been moved to another camp in December.",
      ),
    ).toEqual([
      "two security sources (anonymous): defence.activated no deny",
      "two security sources (anonymous): defence.inactive-reason because it had been moved to another camp in December",
    ]);
  });

  test.each([
    [
      "The rebel movement that controls the neighbouring capital claimed responsibility for the attack.",
      "rebel movement",
    ],
    [
      "A little-known group calling itself Guardians of Blood said it was behind the attack.",
      "Guardians of Blood",
    ],
  ])("%s", (text, name) => {
    const claims = claimsOf("A", text, []);
    expect(claims.map(({ predicate, value }) => `${predicate} ${value}`)).toEqual([
      `responsibility.claimed ${name}`,
    ]);
  });

  test("the first explosion counts none, and nobody in her block is not nobody", () => {
    expect(told("Sirens sounded eleven minutes before the first explosion.").join()).not.toContain(
      "explosion.count",
    );
    const [claim] = claimsOf("A", "Nobody in her block was hurt.", []);
    expect(claim).toMatchObject({ count: { min: 0, max: 0 }, population: "people in her block" });
  });

  test("another day's shell is another event", () => {
    const claims = claimsOf(
      "A",
      "At least 11 people were killed when shells hit the market on Thursday. It was full.\n\nOn Wednesday a shell had killed a woman in the next village.",
      [],
    );
    expect(claims.map(({ predicate, event }) => `${predicate} ${event}`)).toContain(
      "casualties.killed other: wednesday",
    );
    expect(claims.filter(({ value }) => value === "Wednesday")).toEqual([]);
  });

  test("an age is no number of people", () => {
    expect(
      told(
        "The rocket struck a house, wounding a woman, 72, and her grandson, medics said.",
      ).join(),
    ).not.toContain("72");
  });

  test("they are who opened the sentence before, and not who spoke in the paragraph above", () => {
    const claims = claimsOf(
      "A",
      "The army rejected the accusation. It said that nobody had fired.\n\nObservers of the mission, who visited the site, counted five craters. They said that four of the shells had come from the north-west.",
      [],
    );
    expect(claims.find(({ predicate }) => predicate === "launch.place")).toMatchObject({
      value: "the north-west",
      speaker: { name: "Observers of the mission", kind: "collective" },
    });
  });

  test("what is said of a thing with a clause of its own is the speaker's", () => {
    expect(
      told(
        "The spokesman, Dov Hagen, said a rocket that had been fired by the group fell into the park.",
      ),
    ).toContain("The spokesman, Dov Hagen (named): weapon.count 1..");
  });

  test("a calibre multiplies nothing", () => {
    expect(told("Three 122-mm rockets struck their camp, the UN mission said.")).toEqual([
      "the UN mission (office): weapon.count 3..3",
      "the UN mission (office): weapon.type 122-mm rocket",
      "the UN mission (office): weapon.hit 3..3",
      "the UN mission (office): attack.target their camp",
    ]);
  });

  test("how sirens work is not what they did", () => {
    expect(
      told("The sirens are triggered only if a threat is confirmed by two sensors, he said."),
    ).toEqual([]);
  });

  test("who was told is whole, and no part of the next sentence", () => {
    const [claim] = claimsOf(
      "A",
      "The guns destroyed one of the rockets, a security official told Reuters. A resident heard it.",
      [],
    );
    expect(claim?.speaker).toMatchObject({ kind: "anonymous", via: ["Reuters"] });
  });
});

describe("weapons that came, whatever became of them", () => {
  test.each([
    ["Two hostile unmanned aircraft entered our airspace.", "2..2"],
    ["Three unmanned aerial vehicles approached the port.", "3..3"],
    ["Two UAVs were seen over the port.", "2..2"],
    ["Officials put the number of drones at 12.", "12..12"],
  ])("%s", (text, count) => {
    expect(told(text)).toEqual([expect.stringContaining(`weapon.count ${count}`)]);
  });

  test.each([
    "No drones were seen over the port.",
    "Two drones could be seen by such a radar.",
    "If two drones approach the port, sirens sound.",
  ])("%s", (text) => {
    expect(told(text).filter((line) => line.includes("weapon.count 2"))).toEqual([]);
  });
});

test("the dead of ten years of war are history, and no claim of an account of an attack", () => {
  const text =
    "A drone hit the depot. One man was killed. The mayor spoke. More than 7,000 people have died during ten years of war.";
  expect(told(text).filter((each) => each.includes("casualties."))).toEqual([
    "(the account) (narrator): casualties.killed 1..1",
  ]);
});
