import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { Answers, Refuses, Roles } from '@redress/bootstrap';
import { TakesKey } from '@redress/messaging';
import { DeskComplaintView } from './desk-complaint.view.js';

/** A route for an act: its address, who may at all, what it answers and refuses. */
export const ActRoute = (name: string): MethodDecorator =>
  applyDecorators(
    Post(name),
    HttpCode(202),
    Roles('specialist', 'senior', 'lead'),
    TakesKey(),
    Answers(202, DeskComplaintView, 'The complaint; what was decided is on top, pending until the journal has it'),
    Refuses('wrong-state', 'key-reused'),
  );
