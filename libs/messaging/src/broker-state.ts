import { Injectable } from '@nestjs/common';

const silenceMs = 6_000;

/** Whether the broker answers: it is up while something heard from it within the last few seconds. */
@Injectable()
export class BrokerState {
  private answeredAt = Number.NEGATIVE_INFINITY;

  answered(): void {
    this.answeredAt = performance.now();
  }

  refused(): void {
    this.answeredAt = Number.NEGATIVE_INFINITY;
  }

  status(): 'up' | 'down' {
    return performance.now() - this.answeredAt < silenceMs ? 'up' : 'down';
  }
}
