import { randomUUIDv7 } from 'node:crypto';
import {
  CategoryCorrected,
  ComplaintAssigned,
  ComplaintCategorised,
  ComplaintEscalated,
  ComplaintPooled,
  ComplaintReleased,
  ComplaintReopened,
  ComplaintSubmitted,
  ComplaintWithdrawn,
  CustomerWrote,
  DecisionCommunicated,
  DuplicateLinked,
  type EventClass,
  eventOfClass,
  FinalResponseIssued,
  InformationRequested,
  type JournalEvent,
  NoteWritten,
  PreferencesChanged,
  ReferredToAdr,
  ResolutionAccepted,
  SpecialistWrote,
  SurveyAnswered,
  WorkStarted,
} from '@redress/contracts';

/** What of the envelope a test may want to say; the rest is filled in so that the contract holds. */
export type About = Partial<
  Pick<JournalEvent, 'id' | 'subject' | 'sourceseq' | 'time' | 'causationid' | 'correlationid'>
>;

function builder<Data extends object>(event: EventClass<Data>, defaults: () => Data) {
  return (data: Partial<Data> = {}, about: About = {}): JournalEvent<Data> => {
    const { saidBy, type } = eventOfClass(event);
    const subject = about.subject ?? randomUUIDv7();
    return {
      specversion: '1.0',
      id: randomUUIDv7(),
      source: saidBy,
      type,
      time: '2026-11-22T19:05:00.000Z',
      subject,
      datacontenttype: 'application/json',
      correlationid: subject,
      sourceseq: 1,
      ...about,
      data: { ...defaults(), ...data },
    };
  };
}

export const aComplaintSubmitted = builder(ComplaintSubmitted, () => ({
  reference: 'R-7K3M-9QXZ',
  channel: 'account',
  language: 'ru',
  receivedAt: '2026-11-22T19:05:00.000Z',
  promisedBy: '2026-11-24T19:05:00.000Z',
  sealed: 'v1.AAAA',
}));

export const aComplaintCategorised = builder(ComplaintCategorised, () => ({
  category: 'withdrawals' as const,
  tags: [],
  confidence: 0.9,
  complexity: 'simple' as const,
  priority: 'normal' as const,
  decision: 'auto' as const,
  model: 'keywords-1',
  spans: [],
}));

export const aComplaintPooled = builder(ComplaintPooled, () => ({ episode: 1, reason: 'nobody-free' as const }));

export const aComplaintAssigned = builder(ComplaintAssigned, () => ({
  assignmentId: randomUUIDv7(),
  specialistId: 'ivan',
  by: 'rule' as const,
  reasons: ['skilled-category' as const, 'skilled-language' as const, 'fewest-open' as const],
}));

export const aComplaintReleased = builder(ComplaintReleased, () => ({
  assignmentId: randomUUIDv7(),
  reason: 'handed-over' as const,
}));

export const aWorkStarted = builder(WorkStarted, () => ({ assignmentId: randomUUIDv7() }));

export const aCategoryCorrected = builder(CategoryCorrected, () => ({ category: 'withdrawals' as const, by: 'ivan' }));

const words = { sealed: 'v1.AAAA' };

export const aCustomerWrote = builder(CustomerWrote, () => ({ messageId: randomUUIDv7(), ...words }));

export const aSpecialistWrote = builder(SpecialistWrote, () => ({ messageId: randomUUIDv7(), by: 'ivan', ...words }));

export const aNoteWritten = builder(NoteWritten, () => ({ messageId: randomUUIDv7(), by: 'ivan', ...words }));

export const anInformationRequested = builder(InformationRequested, () => ({
  requestId: randomUUIDv7(),
  by: 'ivan',
  ...words,
}));

export const aDecisionCommunicated = builder(DecisionCommunicated, () => ({
  outcome: 'upheld' as const,
  by: 'ivan',
  ...words,
}));

export const aResolutionAccepted = builder(ResolutionAccepted, () => ({ episode: 1 }));

export const aComplaintWithdrawn = builder(ComplaintWithdrawn, () => ({ episode: 1 }));

export const aComplaintReopened = builder(ComplaintReopened, () => ({ episode: 2, ...words }));

export const aComplaintEscalated = builder(ComplaintEscalated, () => ({ episode: 1, ...words }));

export const aFinalResponseIssued = builder(FinalResponseIssued, () => ({ by: 'lena', ...words }));

export const aReferredToAdr = builder(ReferredToAdr, () => ({ body: 'IBAS', by: 'lena' }));

export const aDuplicateLinked = builder(DuplicateLinked, () => ({ of: randomUUIDv7(), by: 'ivan' }));

export const aSurveyAnswered = builder(SurveyAnswered, () => ({ score: 5 }));

export const aPreferencesChanged = builder(PreferencesChanged, () => ({ mails: {} }));
