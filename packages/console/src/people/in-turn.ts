/** Does one thing after another, in the order in which they came; one that fails fails for whoever asked for it, and holds up no other. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  do(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
