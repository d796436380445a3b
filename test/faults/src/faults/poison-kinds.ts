import { randomUUID } from 'node:crypto';
import { poisonHeader, type Service, services, typeOf } from '../map.js';

/** A record that no service should ever have said. */
export interface Poison {
  key: string | null;
  value: string | null;
  headers: Record<string, string>;
}

interface PoisonKind {
  /** Who must set it aside; everybody else passes it by. */
  parkedBy: readonly Service[];
  /** `subject` is the complaint it claims to be about, and its key unless the kind says otherwise. */
  make(subject: string): Omit<Poison, 'headers'> & { type?: string };
}

const submitted = typeOf('complaint-submitted');
const categorised = typeOf('complaint-categorised');

function event(subject: string, type: string, source: string, data: object): string {
  return JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    source,
    type,
    time: new Date().toISOString(),
    subject,
    datacontenttype: 'application/json',
    correlationid: subject,
    sourceseq: 1,
    data,
  });
}

function submission(subject: string): string {
  const now = new Date().toISOString();
  const data = { reference: 'R-0000-HJKM', channel: 'account', language: 'en', receivedAt: now, promisedBy: now };
  return event(subject, submitted, 'intake', { ...data, sealed: 'v1.AAAA' });
}

const category = {
  category: 'deposits',
  tags: [],
  confidence: 0.5,
  complexity: 'simple',
  priority: 'normal',
  decision: 'auto',
  model: 'none',
  spans: [],
};

/** Every kind of poison, with who is expected to park it. */
export const poisonKinds: Readonly<Record<string, PoisonKind>> = {
  malformed: {
    parkedBy: services,
    make: (subject) => ({ key: subject, value: '{"specversion":"1.0","id":', type: submitted }),
  },
  'malformed-without-type': { parkedBy: services, make: (subject) => ({ key: subject, value: 'not JSON at all' }) },
  'broken-data': {
    parkedBy: services,
    make: (subject) => ({
      key: subject,
      value: event(subject, categorised, 'categoriser', { ...category, category: 'no-such-category' }),
      type: categorised,
    }),
  },
  'unknown-type': {
    parkedBy: [],
    make: (subject) => ({
      key: subject,
      value: event(subject, typeOf('complaint-teleported'), 'intake', {}),
      type: typeOf('complaint-teleported'),
    }),
  },
  'unknown-version': {
    parkedBy: services,
    make: (subject) => ({
      key: subject,
      value: event(subject, 'redress.complaint-submitted.v9', 'intake', {}),
      type: 'redress.complaint-submitted.v9',
    }),
  },
  'wrong-source': {
    parkedBy: [],
    make: (subject) => ({ key: subject, value: event(subject, categorised, 'assigner', category), type: categorised }),
  },
  'null-value': { parkedBy: services, make: (subject) => ({ key: subject, value: null, type: submitted }) },
  'empty-key': { parkedBy: services, make: () => ({ key: '', value: submission(randomUUID()), type: submitted }) },
  keyless: { parkedBy: services, make: () => ({ key: null, value: submission(randomUUID()), type: submitted }) },
  'mis-keyed': {
    parkedBy: services,
    make: (subject) => ({ key: subject, value: submission(randomUUID()), type: submitted }),
  },
};

/** A record of a kind. */
export function makePoison(kind: string, subject: string): Poison {
  const made = poisonKinds[kind]?.make(subject);
  if (!made) throw new Error(`there is no poison called ${kind}`);
  const { key, value, type } = made;
  const contentType = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };
  return { key, value, headers: { ...contentType, ...(type && { ce_type: type }), [poisonHeader]: kind } };
}
