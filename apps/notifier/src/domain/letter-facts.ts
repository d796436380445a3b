import type { NoticeTemplate } from './notice.js';

/**
 * What a letter may name: `always` known; `sometimes`, so only inside `{{#name}} … {{/name}}`; `sign`, which has no
 * words of its own and only begins such a part.
 */
export type FactKind = 'always' | 'sometimes' | 'sign';

const ofEveryLetter = { reference: 'always', sender: 'always' } as const;
const promise = { promisedBy: 'always', promisedWithin: 'always' } as const;
const promiseIfOpen = { promisedBy: 'sometimes' } as const;
const words = { words: 'always' } as const;

/** The facts of each letter. A template that names another one is refused at the start. */
export const factsOfLetter = {
  received: { ...ofEveryLetter, ...promise },
  assigned: { ...ofEveryLetter, ...promiseIfOpen, again: 'sign' },
  'specialist-wrote': { ...ofEveryLetter, ...words },
  'information-requested': { ...ofEveryLetter, ...words },
  decision: {
    ...ofEveryLetter,
    ...words,
    upheld: 'sign',
    partlyUpheld: 'sign',
    notUpheld: 'sign',
    redress: 'sometimes',
    mayEscalate: 'sign',
  },
  reopened: { ...ofEveryLetter },
  duplicate: { ...ofEveryLetter, ...promiseIfOpen, other: 'sometimes' },
  closed: {
    ...ofEveryLetter,
    accepted: 'sign',
    withdrawn: 'sign',
    windowOver: 'sign',
    finalResponse: 'sign',
    words: 'sometimes',
  },
  survey: { ...ofEveryLetter },
  escalated: { ...ofEveryLetter },
  referred: { ...ofEveryLetter, body: 'always', words: 'sometimes' },
  'way-in': { sender: 'always', token: 'always', link: 'sometimes', until: 'always' },
} as const satisfies Record<NoticeTemplate, Record<string, FactKind>>;

type FactsOf<Template extends NoticeTemplate> = keyof (typeof factsOfLetter)[Template];

/** The name of any fact of any letter. */
export type FactName = { [Template in NoticeTemplate]: FactsOf<Template> }[NoticeTemplate];
