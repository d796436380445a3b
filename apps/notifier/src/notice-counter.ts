import { Injectable } from '@nestjs/common';
import type { NoticeState } from '@redress/contracts';
import { Counter, Registry } from 'prom-client';

/** Counts what the ledger says of mails: every change of state. */
@Injectable()
export class NoticeCounter {
  private readonly total: Counter;

  constructor(registry: Registry) {
    this.total = new Counter({
      name: 'redress_notices_total',
      help: 'Changes of mails by the state they came to',
      labelNames: ['state'],
      registers: [registry],
    });
  }

  count(state: NoticeState, notices: number): void {
    if (notices > 0) this.total.inc({ state }, notices);
  }
}
