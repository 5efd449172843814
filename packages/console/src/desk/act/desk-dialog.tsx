import { type ReactElement, type ReactNode, useId } from "react";
import { useModal } from "../../fields/use-modal.ts";

/** A dialogue of the desk. Escape leaves everything as it is. */
export function DeskDialog(properties: {
  readonly title: string;
  readonly about?: string;
  readonly onClose: () => void;
  /** Called with each digit that is pressed while nobody types. */
  readonly onDigit?: (digit: number) => void;
  /** Called with each key that gives a character while nobody types; says whether it did something. */
  readonly onKey?: (key: string) => boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { title, about, onClose, onDigit, onKey, children } = properties;
  const dialog = useModal();
  const id = useId();
  return (
    <dialog
      className="act-dialog desk-dialog"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        const typing = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
        if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target instanceof HTMLSelectElement) return;
        if (event.key.length === 1 && onKey?.(event.key) === true) {
          event.preventDefault();
          return;
        }
        if (onDigit === undefined || !/^[1-9]$/.test(event.key)) return;
        event.preventDefault();
        onDigit(Number(event.key));
      }}
    >
      <header className="act-head">
        <h2 id={id}>{title}</h2>
        {about !== undefined && <p className="soft">{about}</p>}
      </header>
      {children}
      <footer className="act-foot">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </footer>
    </dialog>
  );
}
