import { describe, expect, it } from '@jest/globals';
import { faultsOfMails } from './ledger.js';

const accepted = [{ id: 'c1', reference: 'R-0000-0001', status: 'received', promisedBy: '' }];
const mail = { at: '', text: 'R-0000-0001', headers: { 'x-redress-notice': 'n1' } };

const ledger = (...states: string[]) =>
  states.map((state, offset) => {
    const line = { noticeId: 'n1', complaintId: 'c1', template: 'received', channel: 'email', state };
    return { partition: 0, offset, key: 'c1', headers: {}, value: JSON.stringify(line) };
  });

describe('a received mail', () => {
  it('is there once, or twice when the ledger names it uncertain', () => {
    expect(faultsOfMails(accepted, ledger('queued', 'sent'), [mail])).toEqual([]);
    expect(faultsOfMails(accepted, ledger('queued', 'uncertain', 'sent'), [mail, mail])).toEqual([]);
  });

  it('is missed, found doubled, and found at the wrong complaint', () => {
    expect(faultsOfMails(accepted, ledger('queued', 'sent'), [])).toEqual(['c1: no mail']);
    expect(faultsOfMails(accepted, ledger('queued', 'sent'), [mail, mail])).toEqual([
      'c1: 2 mails, and none is named uncertain',
    ]);
    expect(faultsOfMails(accepted, ledger('sent'), [{ ...mail, text: 'R-0000-0002' }])).toEqual(["c1: another's mail"]);
  });
});
