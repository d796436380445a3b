import { Injectable } from '@nestjs/common';

/** Tells whoever listens in this process that a transaction with effects has committed. */
@Injectable()
export class Commits {
  private readonly listeners = new Set<() => void>();

  /** Returns how to stop listening. */
  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  announce(): void {
    for (const listener of this.listeners) listener();
  }
}
