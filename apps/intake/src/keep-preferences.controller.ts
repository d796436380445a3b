import { Body, Controller, Get, Put } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, type Principal, Roles } from '@redress/bootstrap';
import { PreferencesChanged, type WantedMails } from '@redress/contracts';
import { Journal, say } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { mayGoOn } from './domain/customer-acts.js';
import { Policy } from './policy.js';
import { PreferencesBody, PreferencesView, showPreferences } from './preferences.view.js';
import { FindComplaints } from './storage/find-complaints.js';
import { keepPreferences, preferencesOf } from './storage/preferences.js';

/** A customer says how to be written to. */
@Controller('v1/preferences')
@Roles('customer')
export class KeepPreferencesController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly complaints: FindComplaints,
    private readonly policy: Policy,
  ) {}

  /** What holds for the customer; every mail is wanted until they say otherwise. */
  @Get()
  @Answers(200, PreferencesView, 'The preferences')
  async read(@CurrentPrincipal() { sub }: Principal): Promise<PreferencesView> {
    return showPreferences((await preferencesOf(this.dataSource, [sub])).get(sub));
  }

  /** Holds from now on, also for complaints under way and those that may be opened again, in the place of all before. */
  @Put()
  @Answers(200, PreferencesView, 'What holds now')
  async keep(
    @Body() { language, mails }: PreferencesBody,
    @CurrentPrincipal() customer: Principal,
  ): Promise<PreferencesView> {
    const wanted: PreferencesChanged = { ...(language && { language }), mails: said(mails) };
    await this.journal.decide(async (tx) => {
      await keepPreferences(tx, customer.sub, wanted);
      const at = new Date();
      const known = await this.complaints.notParked(tx, customer);
      const told = known.filter(({ state }) => !state || mayGoOn(state, at, this.policy.reopening.days));
      const causes = told.map(({ id }) => ({ subject: id, correlationid: id }));
      return { answer: undefined, say: causes.map((cause) => say(PreferencesChanged, cause, wanted)) };
    });
    return showPreferences(wanted);
  }
}

/** Without the fields that nobody sent: to say nothing of a mail is to want it. */
function said(mails: WantedMails): WantedMails {
  return Object.fromEntries(Object.entries(mails).filter(([, isWanted]) => typeof isWanted === 'boolean'));
}
