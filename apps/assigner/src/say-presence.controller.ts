import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles, TakesNoBody } from '@redress/bootstrap';
import { Calendar } from '@redress/calendar';
import { Journal } from '@redress/messaging';
import { IsBoolean } from 'class-validator';
import { AssignerConfig } from './assigner.config.js';
import { isOnShift } from './domain/roster.js';
import { Specialist } from './storage/specialist.entity.js';

class Presence {
  @IsBoolean()
  present: boolean;
}

class Availability extends Presence {
  @IsBoolean()
  onShift: boolean;
}

@Roles('specialist')
@Controller('v1')
export class SayPresenceController {
  private readonly calendar: Calendar;

  constructor(
    config: AssignerConfig,
    private readonly journal: Journal,
  ) {
    this.calendar = new Calendar(config.timeZone);
  }

  /** Only who is present and on shift is given anything. */
  @Post('presence')
  @HttpCode(200)
  @Answers(200, Availability, 'Noted.')
  @Refuses('not-found')
  async presence(@Body() { present }: Presence, @CurrentPrincipal() me: Principal): Promise<Availability> {
    return await this.change(me, { present });
  }

  /** Holds until the shift is ended, whatever the calendar says. */
  @Post('shift/start')
  @TakesNoBody()
  @HttpCode(200)
  @Answers(200, Availability, 'Noted.')
  @Refuses('not-found')
  async start(@CurrentPrincipal() me: Principal): Promise<Availability> {
    return await this.change(me, { shiftOverride: 'on' });
  }

  /** Holds until a shift is started, whatever the calendar says. What is held stays held. */
  @Post('shift/end')
  @TakesNoBody()
  @HttpCode(200)
  @Answers(200, Availability, 'Noted.')
  @Refuses('not-found')
  async end(@CurrentPrincipal() me: Principal): Promise<Availability> {
    return await this.change(me, { shiftOverride: 'off' });
  }

  private async change({ sub }: Principal, change: Partial<Specialist>): Promise<Availability> {
    return await this.journal.decide(async (tx) => {
      await tx.update(Specialist, { id: sub }, change);
      const specialist = await tx.findOneBy(Specialist, { id: sub });
      if (!specialist) {
        throw Problem.notFound('You are not on the list of specialists: ask a lead to add you.');
      }
      return {
        answer: { present: specialist.present, onShift: isOnShift(specialist, new Date(), this.calendar) },
      };
    });
  }
}
