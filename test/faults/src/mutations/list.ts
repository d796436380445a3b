import { copyJournal } from '../faults/copy-journal.js';
import { discardPoison } from '../faults/discard-poison.js';
import { goOn } from '../faults/go-on.js';
import { trapInTable } from '../faults/hold-table.js';
import { killService } from '../faults/kill-service.js';
import type { Plan } from '../faults/plans.js';
import { poisonBurst } from '../faults/poison.js';
import { resetOffsets } from '../faults/reset-offsets.js';
import { killPart } from '../faults/stop-process.js';
import type { Patch } from './patch.js';

/** One known way to break the messaging, and the faults that bring it to light. */
export interface Mutation {
  name: string;
  /** What is broken, as a sentence. */
  breaks: string;
  patches: readonly Patch[];
  plan: Plan;
  instances?: Record<string, number>;
}

const inMessaging = (file: string, from: string, to: string): Patch => ({
  file: `libs/messaging/src/${file}.js`,
  from,
  to,
});

/** Every known way, each with the faults that must bring it to light within seconds. */
export const mutations: readonly Mutation[] = [
  {
    name: 'no-de-duplication',
    breaks: 'every record counts as fresh, whatever was heard before',
    patches: [inMessaging('heard', 'if (known !== undefined && event.sourceseq <= known) {', 'if (false) {')],
    plan: [[goOn(2_000)], [copyJournal]],
  },
  {
    name: 'offsets-first',
    breaks: 'offsets are committed before the transaction',
    patches: [
      inMessaging(
        'gather',
        'if (chunk.length > 0) await this.take(chunk, beat, waiting);\n        for (const [batch, taken] of covered)this.settle(batch, taken);',
        'for (const [batch, taken] of covered)this.settle(batch, taken);\n        if (chunk.length > 0) await this.take(chunk, beat, waiting);',
      ),
      inMessaging(
        'offsets',
        'this.next.set(keyOf(place), place);',
        'this.next.set(keyOf(place), place);\n        void this.commit().catch(()=>undefined);',
      ),
    ],
    plan: [[goOn(1_000)], [trapInTable('intake', 'heard', 4_000, killService('intake'))]],
  },
  {
    name: 'said-before-sent',
    breaks: 'rows are marked as said before they are sent',
    patches: [
      inMessaging(
        'relay',
        'await producer.sendBatch({',
        'await client.query(markSaid, [sent.map((row)=>row.id)]);\n        await producer.sendBatch({',
      ),
    ],
    plan: [[goOn(1_000)], [killPart('kafka')], [goOn(1_000)]],
  },
  {
    name: 'relay-without-lock',
    breaks: 'two relays of one service speak at the same time',
    patches: [inMessaging('relay', 'return rows[0]?.held === true;', 'return true;')],
    plan: [],
    instances: { intake: 2, assigner: 2 },
  },
  {
    name: 'no-retry',
    breaks: 'what may pass by itself is parked at once',
    patches: [inMessaging('retry', 'if (!(error instanceof Error)) return false;', 'return false;')],
    plan: [[goOn(1_000)], [trapInTable('categoriser', 'heard', 20_000)]],
  },
  {
    name: 'parked-key-forgotten',
    breaks: 'later events of a parked complaint are taken all the same',
    patches: [
      inMessaging(
        'journal-effect',
        'fates.push(...await this.parkBehind(tx, read.filter(({ event })=>parked.has(event.subject))));',
        'parked.clear();',
      ),
    ],
    plan: [[goOn(1_000)], [trapInTable('categoriser', 'heard', 2_000, poisonBurst(10, 1))]],
  },
  {
    name: 'settled-comes-back',
    breaks: 'what an operator has discarded is parked again when it is read again',
    patches: [inMessaging('as-settled', 'if (!last) return record;', 'return record;')],
    plan: [[goOn(1_000), discardPoison], [resetOffsets('zero', 'categoriser')]],
  },
  {
    name: 'resolved-anyway',
    breaks: 'a batch whose handler failed is resolved all the same',
    patches: [
      inMessaging('hear-topic', 'eachBatchAutoResolve: false,', 'eachBatchAutoResolve: true,'),
      inMessaging(
        'hear-topic',
        'if (!(error instanceof BrakeEngaged) && !isTransient(error)) throw error;',
        'throw error;',
      ),
      inMessaging(
        'gather',
        'for (const batch of batches)batch.failed(error);',
        'for (const batch of batches)batch.done();',
      ),
    ],
    plan: [[goOn(1_000)], [trapInTable('categoriser', 'heard', 4_500)]],
  },
  {
    name: 'from-the-end',
    breaks: 'a group without an offset begins at the end of the journal',
    patches: [inMessaging('hear-topic', 'fromBeginning: true', 'fromBeginning: false')],
    plan: [[goOn(1_000)], [resetOffsets('nothing', 'categoriser')]],
  },
  {
    name: 'numbers-outside',
    breaks: 'numbers are taken outside the transaction of what is said',
    patches: [inMessaging('outbox', 'await tx.query(takeNumbers, [', 'await tx.connection.query(takeNumbers, [')],
    plan: [[goOn(1_000)], [trapInTable('categoriser', 'outbox', 4_500)]],
  },
  {
    name: 'outbox-outside',
    breaks: 'what is said is stored after the transaction of its cause',
    patches: [
      inMessaging(
        'journal',
        'await this.sayUnlessParked(tx, decision.say ?? []);\n                    return isRead(decision.answer) ? await decision.answer() : decision.answer;\n                });',
        'return { ...decision, answer: isRead(decision.answer) ? await decision.answer() : decision.answer };\n                });\n                await this.dataSource.transaction((tx)=>this.sayUnlessParked(tx, answer.say ?? []));\n                return answer.answer;',
      ),
    ],
    plan: [[goOn(1_000)], [trapInTable('intake', 'outbox', 2_000, killService('intake'))]],
  },
  {
    name: 'heard-outside',
    breaks: 'what was heard is remembered outside the transaction of its effect',
    patches: [inMessaging('heard', 'await tx.query(markHeard, [', 'await tx.connection.query(markHeard, [')],
    plan: [[goOn(1_000)], [trapInTable('categoriser', 'outbox', 4_500)]],
  },
];
