import { type ReactElement, type ReactNode, useId } from "react";
import { createPortal } from "react-dom";
import { useModal, useStepHeading } from "../fields/use-modal.ts";

/**
 * A form before everything else. Escape leaves everything as it is. It lies in the page and not where it was opened, so that nothing of
 * the bar or the foot that its button is in colours it.
 */
export function Dialog(properties: {
  readonly title: string;
  /** What it is about, as people call it. */
  readonly about: string;
  readonly onClose: () => void;
  /** One step back; left out at the first. */
  readonly onBack?: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { title, about, onClose, onBack, children } = properties;
  const dialog = useModal();
  const heading = useStepHeading(title);
  const id = useId();
  return createPortal(
    <dialog
      className="act-dialog"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="act-head">
        <h2 id={id} ref={heading}>
          {title}
        </h2>
        <p className="soft">{about}</p>
      </div>
      {children}
      <div className="act-foot">
        {onBack !== undefined && (
          <button type="button" className="button" onClick={onBack}>
            Back
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          Leave it as it is
        </button>
      </div>
    </dialog>,
    document.querySelector(".screen") ?? document.body,
  );
}
