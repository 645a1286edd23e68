/** What was started, to be ended in reverse order whatever happens. */
export class UndoStack {
  readonly #undos: (() => Promise<void>)[] = [];
  #running: Promise<void> | null = null;

  push(undo: () => Promise<void>): void {
    this.#undos.push(undo);
  }

  /** Runs each once; a second caller waits for the first. Failures are handed to `onError` and the rest goes on. */
  run(onError: (error: unknown) => void): Promise<void> {
    this.#running ??= this.#runAll(onError);
    return this.#running;
  }

  async #runAll(onError: (error: unknown) => void): Promise<void> {
    for (let undo = this.#undos.pop(); undo !== undefined; undo = this.#undos.pop()) {
      await undo().catch(onError);
    }
  }
}
