const first = 1_000;
const ceiling = 5_000;
const ceilingLater = 60_000;
const later = 60 * 60 * 1_000;

/** So many different letters refused in a row are no longer the letters' own fault. */
const suspicious = 3;

/**
 * Watches whether the mail server takes letters at all. While it does not, one letter at a time tries it, after pauses
 * that grow to five seconds (a minute after the first hour), so that everything flows soon after it is back.
 */
export class Gate {
  private failures = 0;
  private refused = new Set<string>();
  private since = 0;
  private opensAt = 0;

  /** `most`: letters under way at once. */
  constructor(private readonly most: number) {}

  get isTroubled(): boolean {
    return this.failures > 0;
  }

  /** How many more letters may leave now. */
  room(underway: number, now: number): number {
    if (!this.isTroubled) return this.most - underway;
    return underway === 0 && now >= this.opensAt ? 1 : 0;
  }

  /** A letter did not go, for no reason of its own. True when trouble begins with it. */
  failed(now: number): boolean {
    // Letters that were under way together fail together: one failure, not many.
    if (this.failures > 0 && now < this.opensAt) return false;
    if (this.failures === 0) this.since = now;
    this.failures += 1;
    const longest = now - this.since < later ? ceiling : ceilingLater;
    this.opensAt = now + Math.min(first * 2 ** Math.min(this.failures - 1, 10), longest);
    return this.failures === 1;
  }

  /** The server did not want this letter. True when trouble begins with it. */
  refusedLetter(noticeId: string, now: number): boolean {
    this.refused.add(noticeId);
    return this.isTroubled || this.refused.size >= suspicious ? this.failed(now) : false;
  }

  /** A letter went. True when trouble ends with it. */
  succeeded(): boolean {
    const ends = this.isTroubled;
    this.failures = 0;
    this.refused.clear();
    return ends;
  }
}
