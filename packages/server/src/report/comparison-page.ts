import { groupsOf, listText, type Telling, type WhyReport, WITNESSES } from "@tocsin/core";
import { escapeXml } from "@tocsin/sdk";
import { askOf, settlingText, summaryText } from "./comparison-text.ts";
import { daysText } from "./day-text.ts";
import type { ComparisonContent, Told } from "./make-comparison.ts";
import {
  chainTable,
  type Cite,
  citeIn,
  recordsTable,
  section,
  standalonePage,
} from "./page-parts.ts";

/** The page of a comparison; `manifest` is put where it says what it is made of. */
export function comparisonPage(content: ComparisonContent, manifest: string): string {
  const { title, told } = content;
  const notional = told.filter(({ record }) => record.site.value.mode === "simulation");
  return standalonePage(
    title,
    {
      header: [
        `<p class="kind">Comparison of ${told.length} records${notional.length > 0 ? " · notional" : ""} · ${daysOf(told)}, times are UTC</p>`,
        `<h1>${escapeXml(title)}</h1>`,
        `<p class="answer">${escapeXml(summaryText(content))}</p>`,
        ...settlingText(content).map((words) => `<p>${escapeXml(words)}</p>`),
        ...notionalNote(told, notional),
      ],
      main: [
        section("What each record says", eachTable(told)),
        section("What to ask for, and what each answer leaves", tree(content)),
        section("Kind of record by kind of record", witnessTable(content)),
        ...told.map((one, index) =>
          section(`The chain in ${letterOf(index)}: ${escapeXml(one.name)}`, chainOf(one, index)),
        ),
        ...told.map((one, index) =>
          section(
            `Records of ${letterOf(index)}: ${escapeXml(one.name)}`,
            recordsTable(one.cited, idOf(index)),
          ),
        ),
        section("How to check this comparison", CHECK),
      ],
    },
    manifest,
  );
}

/** The days that the records are asked about. */
function daysOf(told: readonly Told[]): string {
  const froms = told.map(({ record }) => record.fromUs);
  const tos = told.map(({ record }) => record.toUs);
  return daysText(Math.min(...froms), Math.max(...tos));
}

const letterOf = (index: number): string => String.fromCodePoint(65 + index);
const idOf = (index: number): string => `${letterOf(index)}-record-`;
const citeOf = (index: number): Cite => citeIn(idOf(index), letterOf(index));

const CHECK = `<p>A number in brackets is a record of the journal with that letter; each is listed above with the SHA-256 that the journal's signed chain holds of it. With the journals and the public keys of the posts, and without a network:</p>
<pre>tocsin verify COMPARISON.html --journal A --journal B … --public-key KEY …</pre>
<p>checks every record of each journal, that one of the keys signed it, and that it is the one this page was made from, and makes the page again from them. Which journal is which it finds by itself.</p>`;

function notionalNote(told: readonly Told[], notional: readonly Told[]): readonly string[] {
  if (notional.length === 0) return [];
  const which =
    notional.length === told.length
      ? "all of these records were"
      : `${listText(notional.map(({ name }) => `“${name}”`))} ${notional.length === 1 ? "was" : "were"}`;
  return [
    `<p class="note">Notional: ${escapeXml(which)} made by simulation, each as if one explanation were the true one. They show what the real records would have to say; they are no evidence of what happened, and none of this is a finding.</p>`,
  ];
}

function eachTable(told: readonly Told[]): string {
  const warningIndex = WITNESSES.findIndex(({ id }) => id === "warning");
  const rows = told.map((one, index) => {
    const cite = citeOf(index);
    const { why, testimonies } = one;
    const said = testimonies[warningIndex];
    return `<tr class="${why.outcome === "warned" ? "held" : "prevented"}"><td>${letterOf(index)}<small>${why.outcome === "warned" ? "warned" : "not warned"}</small></td><td><strong>${escapeXml(one.name)}</strong>: ${failed(why, cite)}<br>${escapeXml(sentence(said.words))} ${cite(said.records)}${defenceWords(why, cite)}</td></tr>`;
  });
  return `<table><thead><tr><th></th><th>which link failed, what people were told, what the defence would have done</th></tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;

function failed({ links }: WhyReport, cite: Cite): string {
  const broken = links.filter(({ prevented }) => prevented);
  if (broken.length === 0) return "no link of the warning failed.";
  return broken
    .map(
      ({ code, statement, records }) =>
        `<code>${code ?? ""}</code> ${escapeXml(statement)} ${cite(records)}`,
    )
    .join(" ");
}

const defenceWords = ({ defences }: WhyReport, cite: Cite): string =>
  defences.map(({ statement, records }) => `<br>${escapeXml(statement)} ${cite(records)}`).join("");

function tree(content: ComparisonContent): string {
  const { telling, told } = content;
  return telling.of === "told"
    ? "<p>No kind of record in these journals tells them apart.</p>"
    : `<ol>${node(telling, told)}</ol>`;
}

function node(telling: Telling, told: readonly Told[]): string {
  if (telling.of === "told") {
    const names = listText(telling.members.map((i) => `“${escapeXml(told[i].name)}”`));
    return telling.members.length === 1
      ? `then it is as in ${names}.`
      : `then it is as in one of ${names}, and nothing here tells which.`;
  }
  const index = WITNESSES.findIndex(({ id }) => id === telling.witness);
  const branches = telling.branches.map(({ members, next }) => {
    const first = members[0];
    const { words, records } = told[first].testimonies[index];
    const then = next.of === "told" ? node(next, told) : `then go on:<ol>${node(next, told)}</ol>`;
    return `<li>If ${escapeXml(words)} ${citeOf(first)(records)}, ${then}</li>`;
  });
  return `<li>Ask for ${escapeXml(askOf(telling.witness))}.<ul>${branches.join("\n")}</ul></li>`;
}

/** Each kind of record: what it says in each journal, those together that say the same. */
function witnessTable({ told, witnesses }: ComparisonContent): string {
  const members = told.map((_, index) => index);
  const rows = WITNESSES.map(({ ask }, index) => {
    const groups = groupsOf(witnesses[index], members);
    const said = groups.map((group) => {
      const first = told[group[0]].testimonies[index];
      const letters = group.map(letterOf).join(", ");
      const cites = group.map((one) => citeOf(one)(told[one].testimonies[index].records)).join(" ");
      return `<li>${letters}: ${escapeXml(first.words)} ${cites}</li>`;
    });
    const tells = groups.length === 1 ? "<p>It tells none of them apart.</p>" : "";
    return `<tr><td class="ask">${escapeXml(sentence(ask))}</td><td><ul>${said.join("\n")}</ul>${tells}</td></tr>`;
  });
  return `<table class="witnesses"><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

const chainOf = ({ why }: Told, index: number): string =>
  `<p>${escapeXml(why.question)}</p>\n<p>${escapeXml(why.answer)}</p>\n${chainTable(why, citeOf(index))}`;
