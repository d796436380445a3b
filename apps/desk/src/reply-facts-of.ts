import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Principal, Problem, ServiceConfig } from '@redress/bootstrap';
import { Timelines } from '@redress/timeline';
import type { DataSource } from 'typeorm';
import type { ReplyFacts, ReplyLanguage } from './domain/canned-reply.js';
import { categoryWords } from './domain/category-words.js';
import { FindComplaint } from './find-complaint.js';

const nameOf = 'SELECT name FROM specialist WHERE specialist_id = $1';

/** What is filled into replies about a complaint. */
@Injectable()
export class ReplyFactsOf {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly complaints: FindComplaint,
    private readonly timelines: Timelines,
    private readonly config: ServiceConfig,
  ) {}

  /** In this language, else the complaint's own. Throws 404 when the writer may not see the complaint. */
  async complaint(
    writer: Principal,
    name: string,
    asked: ReplyLanguage | undefined,
  ): Promise<{ language: ReplyLanguage; facts: ReplyFacts }> {
    const [known] = await this.timelines.of([await this.complaints.one(writer, name)]);
    if (!known?.state) throw Problem.unavailable('The complaint is being read back from the journal. Try again.');
    const { reference, category, receivedAt, promisedBy } = known.state;
    const language = asked ?? (known.state.language === 'ru' ? 'ru' : 'en');
    const rows: { name: string }[] = await this.dataSource.query(nameOf, [writer.sub]);
    return {
      language,
      facts: {
        reference,
        name: rows[0]?.name ?? writer.sub,
        category: categoryWords(category, language),
        receivedOn: this.dated(receivedAt, language, { dateStyle: 'long' }),
        promisedBy: this.dated(promisedBy, language, { dateStyle: 'long', timeStyle: 'short' }),
      },
    };
  }

  private dated(at: string, language: ReplyLanguage, style: Intl.DateTimeFormatOptions): string {
    const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: this.config.timeZone }).format(new Date(at));
  }
}
