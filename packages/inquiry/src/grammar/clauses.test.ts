import { describe, expect, test } from "vitest";
import { governedBy } from "./clauses.ts";
import { parseText } from "./parse.ts";

/** The words of what a verb is said of, by the verb's own word. */
function subjectIn(text: string, word: string): string {
  for (const sentence of parseText(text).sentences) {
    const verb = sentence.verbs.find(({ main }) => sentence.tokens[main]?.lower === word);
    const subject = verb === undefined ? null : (governedBy(sentence, verb)?.subject ?? null);
    if (subject !== null)
      return text.slice(
        sentence.tokens[subject.from]?.start ?? 0,
        sentence.tokens[subject.to - 1]?.end ?? 0,
      );
  }
  return "";
}

describe("who or what a verb is said of", () => {
  test.each([
    // Relative clauses, one in the other, and what they stand behind.
    ["The strike that killed two guards on Monday was the third.", "was", "The strike"],
    [
      "All five people who were inside the house that was destroyed are dead.",
      "are",
      "All five people",
    ],
    [
      "All five people who were inside the house that was destroyed are dead.",
      "destroyed",
      "the house",
    ],
    [
      "The guard who had raised the alarm, and whose radio was on, was killed.",
      "killed",
      "The guard",
    ],
    ["Six dockers, two of whom were boys, died.", "died", "Six dockers"],
    ["The line the raid had brought down was mended.", "brought", "the raid"],
    ["The line the raid had brought down was mended.", "mended", "The line"],
    [
      "The man who claimed that five drones had been shot down was arrested.",
      "arrested",
      "The man",
    ],
    [
      "The man who claimed that five drones had been shot down was arrested.",
      "shot",
      "five drones",
    ],
    // Appositions.
    ["The victim, a mechanic and father of three, was killed.", "killed", "The victim"],
    ["Two people, a watchman and a driver, died.", "died", "Two people"],
    ["A baker, Betha Sorn, 61, was killed.", "killed", "Betha Sorn"],
    ["The wounded, eight in all, were flown out.", "flown", "eight"],
    ["The mayor was unhurt, but his driver, a man of 60, was killed.", "killed", "his driver"],
    // Participles.
    ["Three people hurt in Sunday's attack have since died.", "died", "Three people"],
    ["A fire in a warehouse caused by debris was put out.", "put", "A fire"],
    ["Flying low along the river, a drone struck the pump.", "flying", "a drone"],
    ["Two guards were killed by a rocket fired from the hills.", "fired", "a rocket"],
    ["Four drones packed with explosives slammed into a depot.", "slammed", "Four drones"],
    // What stands before the subject.
    ["When the drone hit the bus, four passengers were injured.", "injured", "four passengers"],
    ["Shortly after midnight, at a checkpoint, a conscript was killed.", "killed", "a conscript"],
    ["After a drone crashed into the hall, it burned.", "crashed", "a drone"],
    ["After six of them were killed the others fled.", "killed", "six"],
    ["KALLIN (Northern Wire) - Two people died in a raid.", "died", "Two people"],
    // Coordination.
    [
      "The shelling killed three, wounded seven and left the clinic in ruins.",
      "left",
      "The shelling",
    ],
    ["The drone clipped a roof, crashed into a yard and burned.", "crashed", "The drone"],
    ["A pump and a school were hit.", "hit", "a school"],
    // What is told between marks.
    ["Three drones, police said, were downed.", "downed", "Three drones"],
    [
      "Their house, which had been rebuilt after an earlier raid, was destroyed.",
      "destroyed",
      "Their house",
    ],
  ])("%s %s", (text, word, expected) => {
    expect(subjectIn(text, word)).toBe(expected);
  });

  test("what a clause begins with", () => {
    const [sentence] = parseText("It is not known whether the depot was damaged.").sentences;
    const verb = sentence?.verbs.at(-1);
    if (sentence === undefined || verb === undefined) throw new Error("no verb");
    expect(governedBy(sentence, verb)?.under).toBe("whether");
  });
});
