import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { labelLanguage, Public } from '@redress/bootstrap';
import type { FastifyReply } from 'fastify';
import { WayInPage } from './way-in-page.js';

/** The page for those who cannot sign in. It is for people: the document of this service describes what programs use. */
@Controller('way-in')
@Public()
@ApiExcludeController()
export class ShowWayInPageController {
  constructor(private readonly page: WayInPage) {}

  /** Takes a letter's token from what follows the `#`, which reaches no server before somebody clicks. */
  @Get()
  show(@Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') acceptLanguage?: string): string {
    const language = labelLanguage(acceptLanguage, 'en');
    reply.headers({ ...this.page.headers, 'content-language': language });
    return this.page.in(language);
  }
}
