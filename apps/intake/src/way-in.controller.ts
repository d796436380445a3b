import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { Answers, labelLanguage, Public, RateLimit, Refuses } from '@redress/bootstrap';
import { EnterBody, SessionView, WayInBody, WayInView } from './way-in.body.js';
import { linkMinutes, WaysIn } from './ways-in.js';

/** For those who cannot sign in: locked out, self-excluded, or without an account. */
@Controller('v1/way-in')
@Public()
export class WayInController {
  constructor(private readonly waysIn: WaysIn) {}

  /** Sends a link to an address. The answer is the same whether anybody knows the address or not. */
  @Post()
  @HttpCode(202)
  @RateLimit({ perMinute: 5, per: 'address' })
  @Answers(202, WayInView, 'A link is on its way')
  async ask(
    @Body() { email, language }: WayInBody,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<WayInView> {
    await this.waysIn.ask(email, language ?? labelLanguage(acceptLanguage, 'en'));
    return { minutes: linkMinutes };
  }

  /** Makes a session of a link's token, once: its bearer submits and follows the complaints of the address. */
  @Post('session')
  @HttpCode(200)
  @RateLimit({ perMinute: 20, per: 'address' })
  @Answers(200, SessionView, 'A token for an hour')
  @Refuses('unauthenticated')
  enter(@Body() { token }: EnterBody): Promise<SessionView> {
    return this.waysIn.enter(token);
  }
}
