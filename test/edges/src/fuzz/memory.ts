import type { Person } from '../ground/ground.js';
import { newcomer, type Settled } from '../ground/settle.js';
import { noteOf } from './secrets.js';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const reference = /R-[0-9A-Z]{4}-[0-9A-Z]{4}/g;
const most = 300;

/** What is known to be there, and what was seen in answers: ids for the calls that follow. */
export class Memory {
  private readonly complaints: string[];
  /** By customer. */
  private readonly own = new Map<Person, string[]>();
  private readonly references: string[];
  private readonly seen: string[] = [];
  private readonly staff: string[];
  private readonly customers: string[];

  constructor({ people, complaints }: Settled) {
    const all = Object.values(complaints).flat();
    this.complaints = all.map(({ id }) => id);
    for (const [name, some] of Object.entries(complaints)) {
      const person = people[name];
      if (person)
        this.own.set(
          person,
          some.map(({ id }) => id),
        );
    }
    this.references = all.map((one) => one.reference);
    // A newcomer stays one: nobody is to give them a skill, or a complaint.
    const known = Object.entries(people).filter(([name]) => name !== newcomer);
    const subs = (of: string[]) => known.flatMap(([, { role, sub }]) => (of.includes(role) ? [sub] : []));
    this.staff = subs(['specialist', 'senior']);
    this.customers = subs(['customer']);
  }

  /** A call's text with what its marks stand for. */
  fill(text: string, person: Person): string {
    const isNote = /"internal":\s*true/.test(text);
    const known: Record<string, string[]> = {
      own: this.own.get(person) ?? this.complaints,
      complaint: this.complaints,
      seen: this.seen,
      reference: this.references,
      staff: this.staff,
      customer: this.customers,
    };
    return text
      .replaceAll('%canary%', isNote ? noteOf(person) : person.canary)
      .replaceAll(/%([a-z]+):(\d+)%/g, (mark, kind: string, nth: string) => {
        const some = known[kind];
        return some ? (some[Number(nth) % Math.max(1, some.length)] ?? this.complaints[0] ?? '') : mark;
      });
  }

  /** Keeps what an answer names. */
  learn(text: string, person: Person): void {
    const made = /^{"id":"([0-9a-f-]{36})","reference":/.exec(text)?.[1];
    if (made) {
      keep(this.complaints, made);
      keep(this.own.get(person) ?? [], made);
    }
    for (const [id] of text.matchAll(uuid)) keep(this.seen, id);
    for (const [one] of text.matchAll(reference)) keep(this.references, one);
  }
}

function keep(known: string[], one: string): void {
  if (known.includes(one)) return;
  known.push(one);
  if (known.length > most) known.splice(Math.floor(most / 2), 1);
}
