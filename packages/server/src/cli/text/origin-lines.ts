import { type CaseState, PREDICATE_WORDS } from "@tocsin/inquiry";

/** Origins of more than one claim, and what people decided about origins. */
export function originLines(state: CaseState): readonly string[] {
  const { origins, originDecisions, claims } = state;
  const shared = origins.filter(({ claimIds }) => claimIds.length > 1);
  return [
    ...shared.flatMap(({ name, claimIds, accountIds, basis }) => {
      const first = claims.find(({ id }) => id === claimIds[0]);
      const question = first === undefined ? "" : PREDICATE_WORDS[first.predicate];
      return [
        `${question}  ${name}: one origin, in ${accountIds.join(", ")} (${basis.join(", ")})`,
        ...claimIds.map((id) => `    ${id}`),
      ];
    }),
    ...(shared.length === 0 ? ["No two claims go back to one statement."] : []),
    ...originDecisions.map(
      ({ id, kind, claimIds, by, reason }) =>
        `${id}  ${by} ${kind === "join" ? "joined" : "parted"} ${claimIds.join(", ")} (${reason})`,
    ),
  ];
}
