import { Body, Controller, Get, Headers, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsEmail, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { QueryFailedError } from 'typeorm';
import {
  Answers,
  CurrentPrincipal,
  HEALTH_CHECKS,
  type HealthCheck,
  IsText,
  IsWhole,
  labelLanguage,
  type Principal,
  Problem,
  Public,
  Refuses,
  Roles,
  ServiceConfig,
  TakesLines,
} from '../src/index.js';

class Contact {
  @IsEmail()
  email: string;
}

class Submission {
  @IsText(20)
  text: string;

  @IsOptional()
  @IsIn(['deposits', 'other'])
  category?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Contact)
  contact?: Contact;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Contact)
  copies?: Contact[];
}

class Page {
  @IsOptional()
  @Type(() => Number)
  @IsWhole(1, 200)
  limit?: number;
}

class Accepted {
  @IsText(40)
  id: string;
}

/** What a spec sees and steers. */
export class TrialState {
  /** What a check of health finds. */
  vault: 'up' | 'down' = 'up';
  /** Requests that wait in `POST fail/wait` until `release` is called. */
  waiting = 0;
  release: () => void;
  readonly released = new Promise<void>((resolve) => {
    this.release = resolve;
  });
}

/** One route of each kind. */
@Controller('v1/complaints')
class ComplaintsController {
  constructor(private readonly state: TrialState) {}

  @Roles('customer')
  @Post()
  @HttpCode(202)
  @Answers(202, Accepted, 'Taken in.')
  @Refuses('key-reused')
  submit(@Body() body: Submission, @CurrentPrincipal() { sub }: Principal): object {
    return { id: sub, text: body.text, type: body.constructor.name };
  }

  @Roles('customer', 'lead')
  @Get()
  list(@Query() { limit = 50 }: Page, @Headers('accept-language') languages?: string): object {
    return { limit, language: labelLanguage(languages, 'en') };
  }

  @Roles('customer')
  @Get(':id')
  read(@Param('id') id: string): never {
    throw Problem.notFound(id ? 'There is no such complaint of yours.' : '');
  }

  @Roles('lead')
  @Post(':id/accept')
  @HttpCode(204)
  @Refuses('wrong-state')
  accept(): void {}

  @Roles('channel')
  @Post('batch')
  @HttpCode(200)
  @TakesLines(Submission, { lines: 3, bytes: 400_000 })
  batch(@Body() lines: Buffer[]): string[] {
    return lines.map((line) => line.toString());
  }

  /** Says nothing about who may use it. */
  @Get(':id/forgotten')
  forgotten(): object {
    return { open: 'door' };
  }

  @Roles('customer')
  @Get(':id/me')
  me(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Public()
  @Post('fail/:how')
  async fail(@Param('how') how: string, @Body() body: { text?: string }): Promise<object> {
    if (how === 'wait') {
      this.state.waiting += 1;
      await this.state.released;
      return {};
    }
    if (how === 'hang') return new Promise(() => {});
    if (how === 'sealed')
      throw Object.assign(new Error('tampered: the sealed words of event 1 do not open'), { name: 'VaultError' });
    if (how === 'sql') throw failedQuery('23505', [`${body.text}`]);
    if (how === 'gone') throw failedQuery('57P01', [`${body.text}`]);
    throw new Error(`cannot work on ${body.text}\n    at ${body.text}`);
  }
}

function failedQuery(code: string, parameters: string[]): QueryFailedError {
  const cause = Object.assign(new Error(`Key (text)=(${parameters[0]}) exists`), {
    code,
    detail: `Key (text)=(${parameters[0]})`,
    constraint: 'complaint_text_key',
    table: 'complaint',
  });
  return new QueryFailedError(`INSERT INTO complaint VALUES ('${parameters[0]}')`, parameters, cause);
}

const checks = (state: TrialState): HealthCheck[] => [
  { name: 'kafka', required: false, check: () => Promise.resolve('down') },
  { name: 'vault', required: true, check: () => Promise.resolve(state.vault) },
];

@Module({
  controllers: [ComplaintsController],
  providers: [TrialState, { provide: HEALTH_CHECKS, useFactory: checks, inject: [TrialState] }],
})
export class TrialModule {}

/** A configuration for a service on a free port. */
export function trialConfig(settings: Partial<ServiceConfig> = {}): ServiceConfig {
  const config = Object.assign(
    new ServiceConfig(),
    { logLevel: 'silent', rateLimits: 'off', shutdownSeconds: 5 },
    settings,
  );
  return config as ServiceConfig;
}
