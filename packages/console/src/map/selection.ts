/** What the operator picked, on the map or in a list: everything about it stands out, everywhere. */
export interface Selection {
  readonly kind: "track" | "area" | "sensor" | "report";
  readonly id: string;
}

export const isSelected = (
  selection: Selection | null,
  kind: Selection["kind"],
  id: string,
): boolean => selection?.kind === kind && selection.id === id;
