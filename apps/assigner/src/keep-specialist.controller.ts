import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Answers, CurrentPrincipal, MayBeAbsent, type Principal, Problem, RateLimit, Roles } from '@redress/bootstrap';
import { Calendar } from '@redress/calendar';
import { Journal, post } from '@redress/messaging';
import { IsIn, Matches } from 'class-validator';
import { type DataSource, MoreThan } from 'typeorm';
import { AssignerConfig } from './assigner.config.js';
import { Assignments } from './assignments.js';
import { PageSize, pageOf } from './page.js';
import { KeptSpecialistView, SpecialistsView, SpecialistView, showSpecialist } from './specialist.view.js';
import { SpecialistBody, specialistId } from './specialist-body.js';
import { Complaint } from './storage/complaint.entity.js';
import { afterwards, keepSpecialist, unheardOf } from './storage/keep-specialist.js';
import { lockHeldBy } from './storage/pool.js';
import { Specialist } from './storage/specialist.entity.js';
import { Standings } from './storage/standings.js';

class SpecialistPage extends PageSize {
  /** `next` of the page before. */
  @MayBeAbsent()
  @Matches(specialistId)
  after?: string;
}

class Trying {
  /** true: nothing is kept; the answer tells what would be. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  'dry-run'?: 'true' | 'false';
}

@Roles('lead')
@Controller('v1/specialists')
export class KeepSpecialistController {
  private readonly calendar: Calendar;

  constructor(
    config: AssignerConfig,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly standings: Standings,
    private readonly assignments: Assignments,
  ) {
    this.calendar = new Calendar(config.timeZone);
  }

  /** Everybody on the list, the retired too. */
  @Get()
  @Answers(200, SpecialistsView, 'The list, by id.')
  async list(@Query() { limit, after }: SpecialistPage): Promise<SpecialistsView> {
    const found = await this.dataSource.manager.find(Specialist, {
      where: after ? { id: MoreThan(after) } : {},
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return pageOf(found, limit, (specialist) => this.show(specialist));
  }

  @Get(':id')
  @Answers(200, SpecialistView, 'The specialist.')
  async read(@Param('id') id: string): Promise<SpecialistView> {
    const specialist = await this.dataSource.manager.findOneBy(Specialist, { id });
    if (!specialist) throw Problem.notFound('No such specialist: PUT makes one.');
    return this.show(specialist);
  }

  /**
   * Says who a specialist is. A new id makes one, who is present until told otherwise. What a retired specialist holds
   * goes back to the pool at once; whoever loses a skill or capacity keeps what is held and gets nothing more of it.
   */
  @Put(':id')
  @RateLimit({ perMinute: 3_000 })
  @Answers(200, KeptSpecialistView, 'The specialist as it is now, and how many complaints went back to the pool.')
  async keep(
    @Param('id') id: string,
    @Query() { 'dry-run': dryRun }: Trying,
    @Body() body: SpecialistBody,
    @CurrentPrincipal() me: Principal,
  ): Promise<KeptSpecialistView> {
    if (!specialistId.test(id)) {
      const message = 'must be small letters, digits and hyphens, 63 at most, not a hyphen first';
      throw Problem.invalid('Choose another id.', [{ path: 'id', message }]);
    }
    if (dryRun === 'true') return await this.tryOut(id, body);
    return await this.journal.decide(async (tx) => {
      const held = body.retired ? await this.standings.lock(tx, await lockHeldBy(tx, id)) : [];
      const { document } = await keepSpecialist(tx, id, body, new Date());
      const released = await this.assignments.release(tx, held, 'retired', { actor: me.sub });
      const specialist = await tx.findOneByOrFail(Specialist, { id });
      return {
        answer: Object.assign(this.show(specialist), { released: released.length }),
        say: [...released, ...(document ? [post('specialists', id, document)] : [])],
      };
    });
  }

  private async tryOut(id: string, body: SpecialistBody): Promise<KeptSpecialistView> {
    const { manager } = this.dataSource;
    const known = await manager.findOneBy(Specialist, { id });
    const held = body.retired ? await manager.countBy(Complaint, { specialistId: id }) : 0;
    return Object.assign(this.show(afterwards(known ?? unheardOf(id), body)), { released: held });
  }

  private show(specialist: Specialist): SpecialistView {
    return showSpecialist(specialist, new Date(), this.calendar);
  }
}
