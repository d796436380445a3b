import { Injectable } from '@nestjs/common';
import { Problem } from '@redress/bootstrap';
import {
  type Decision,
  type EventSaying,
  firstAnswer,
  Journal,
  plainBox,
  requestKeyOf,
  type Transaction,
  takeKey,
} from '@redress/messaging';
import { Assignments, type Wish } from './assignments.js';
import type { Terms } from './domain/refusal.js';
import { whereaboutsOf } from './domain/standing.js';
import { type RoutedComplaintView, show } from './routed-complaint.view.js';
import { Complaint } from './storage/complaint.entity.js';
import { findComplaint, maySee } from './storage/find-complaints.js';
import { type Known, Standings } from './storage/standings.js';

/** What somebody asks to be done to a complaint. */
export interface Asked {
  /** As the call is named. */
  act: string;
  /** The complaint's id or reference. */
  complaint: string;
  by: string;
  body?: object;
  /** `Idempotency-Key` */
  key: string | undefined;
}

const notFound = (): Problem => Problem.notFound('No such complaint: check its id or reference.');

/** Why what is not in the pool cannot be given to somebody. */
const refusals = {
  received: 'Its category is not known yet: try again in a moment.',
  triage: 'A person must say its category first: correct it at the desk.',
  pooled: undefined,
  assigned: 'Somebody holds it already: choose another one.',
  'in-progress': 'Somebody holds it already: choose another one.',
  'waiting-for-customer': 'Somebody holds it already: choose another one.',
  resolved: 'It is resolved: it can be given to somebody again when its customer comes back.',
  closed: 'It is closed: it can be given to somebody again when its customer comes back.',
} as const;

/** What people decide about one complaint: it is locked, and shown as it is then. */
@Injectable()
export class Acts {
  constructor(
    private readonly journal: Journal,
    private readonly standings: Standings,
    private readonly assignments: Assignments,
  ) {}

  /** Decides about a complaint, once per key; asked again it is shown as it was then. Throws not-found. */
  async decide(
    { act: name, complaint: idOrReference, by, body = {}, key }: Asked,
    act: (tx: Transaction, complaint: Known) => Promise<EventSaying[]>,
  ): Promise<RoutedComplaintView> {
    return await this.journal.decide(async (tx): Promise<Decision<RoutedComplaintView>> => {
      const found = await findComplaint(tx, idOrReference);
      if (!found) throw notFound();
      const { id } = found;
      const requestKey = requestKeyOf(by, key, { act: name, complaint: id, body });
      const before = await takeKey(tx, requestKey, id);
      const said = before ? [] : await act(tx, await this.locked(tx, id));
      const shown = async () => show(await tx.findOneByOrFail(Complaint, { id }));
      return { answer: await firstAnswer(tx, requestKey, plainBox, shown), say: said };
    });
  }

  private async locked(tx: Transaction, id: string): Promise<Known> {
    const [complaint] = await this.standings.lock(tx, [id]);
    if (!complaint) throw notFound();
    return complaint;
  }

  /** Gives a complaint of the pool to the specialist a person named. Throws wrong-state with the reason why not. */
  async give(tx: Transaction, wish: Wish, terms: Terms = {}): Promise<EventSaying[]> {
    const refusal = refusals[whereaboutsOf(wish.complaint.now.state)];
    if (refusal) throw Problem.wrongState(refusal);
    const { said, refusals: why } = await this.assignments.assign(tx, [wish], terms);
    if (why[0] !== undefined) throw Problem.wrongState(why[0]);
    return said;
  }

  /** The assignment by which somebody holds a complaint. Throws not-found for those who may not see it, else wrong-state. */
  async holdingOf(tx: Transaction, { id, now: { state } }: Known, specialistId: string): Promise<string> {
    if (state.assignmentId && state.specialistId === specialistId) return state.assignmentId;
    if (await maySee(tx, id, specialistId)) throw Problem.wrongState('You do not hold this complaint.');
    throw notFound();
  }
}
