import { Controller, Get } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '../edge/problem.js';
import { Unlimited } from '../edge/rate-limit.js';
import { Public } from '../sign-in/roles.js';

/** Serves the description of the service's own HTTP edge. */
@Public()
@Unlimited()
@Controller('openapi.json')
export class OpenApiController {
  private document: OpenAPIObject | undefined;

  /** Called once, when every route is known. */
  publish(document: OpenAPIObject): void {
    this.document = document;
  }

  /** OpenAPI 3 of this service. */
  @Get()
  read(): OpenAPIObject {
    if (!this.document) throw Problem.unavailable('The service is starting. Try again.');
    return this.document;
  }
}
