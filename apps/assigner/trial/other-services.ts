import { randomBytes, randomUUIDv7 } from 'node:crypto';
import {
  type Category,
  ComplaintCategorised,
  ComplaintSubmitted,
  type EventClass,
  eventOfClass,
  type JournalEvent,
} from '@redress/contracts';
import { aComplaintCategorised, aComplaintSubmitted, type TestBroker } from '@redress/testing';

/** A complaint that the spec's customers submitted. */
export interface Complained {
  id: string;
  reference: string;
}

export interface Complaining {
  category?: Category;
  language?: string;
  /** Hours from the beginning of time until it was received and until it is due; by default one after the other. */
  received?: number;
  due?: number;
  decision?: 'auto' | 'suggest' | 'triage';
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = (): string => [...randomBytes(4)].map((byte) => alphabet[byte % alphabet.length]).join('');
const hour = (nth: number): string => new Date(Date.UTC(2026, 10, 1) + Math.round(nth * 3_600_000)).toISOString();

/** The services around the assigner, played by a spec: what they say lies on the journal, numbered as theirs. */
export class OtherServices {
  private readonly numbers = new Map<string, number>();
  private hours = 0;

  constructor(private readonly broker: TestBroker) {}

  /** Says what the event's own service says about a complaint. */
  async tell<Data extends object>(
    complaint: Complained,
    event: EventClass<Data>,
    data: Data,
  ): Promise<JournalEvent<Data>> {
    const said = this.numbered(aComplaintSubmitted({}, { subject: complaint.id }), event, data);
    await this.broker.say(said);
    return said;
  }

  /** Complaints, each received an hour after the one before, as intake and categoriser say them. */
  async complain(count: number, about: Complaining = {}): Promise<Complained[]> {
    const { category = 'withdrawals', language = 'ru', decision = 'auto' } = about;
    const made = Array.from({ length: count }, () => ({
      id: randomUUIDv7(),
      reference: `R-${letters()}-${letters()}`,
    }));
    const events = made.flatMap(({ id: subject, reference }) => {
      this.hours += 1;
      const receivedAt = hour(about.received ?? this.hours);
      const promisedBy = hour(about.due ?? this.hours + 48);
      const submitted = aComplaintSubmitted({ reference, language, receivedAt, promisedBy }, { subject });
      const categorised = aComplaintCategorised({ category, decision }, { subject, causationid: submitted.id });
      return [
        this.numbered(submitted, ComplaintSubmitted, submitted.data),
        this.numbered(categorised, ComplaintCategorised, categorised.data),
      ];
    });
    await this.broker.say(...events);
    return made;
  }

  /** An event as its own service says it: under its name, and under its next number for this complaint. */
  private numbered<Data extends object>(like: JournalEvent, event: EventClass<Data>, data: Data): JournalEvent<Data> {
    const { type, saidBy } = eventOfClass(event);
    const speaker = `${like.subject} ${saidBy}`;
    const sourceseq = (this.numbers.get(speaker) ?? 0) + 1;
    this.numbers.set(speaker, sourceseq);
    return { ...like, id: type === like.type ? like.id : randomUUIDv7(), type, source: saidBy, sourceseq, data };
  }
}
