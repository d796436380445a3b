import type { SeenLife } from '../../history/history.js';
import type { Answer } from './request.js';
import { isOutOfSight, type ToldAct } from './told-act.js';

/** Writes down what one more try at an act was answered: what was once accepted stays accepted, what was once refused refused. */
export function noteAnswer(told: ToldAct, answer: Answer): void {
  if (answer.outcome === 'unknown') told.leftOpen = true;
  if (answer.outcome === 'accepted') {
    if (told.outcome === 'unknown') told.eventId = eventIn(answer.body, told.event);
    told.outcome = 'accepted';
  }
  if (answer.outcome === 'refused') {
    // The try that was left open may have taken effect, and with it the actor's sight of the complaint.
    const saysNothing = told.leftOpen === true && isOutOfSight(told, answer);
    if (told.outcome === 'unknown' && !saysNothing) told.outcome = 'refused';
    told.status = answer.status;
  }
}

/** The event that an answer shows as decided and on its way. */
function eventIn(body: string, event: string): string | undefined {
  const { timeline = [] } = JSON.parse(body) as Partial<SeenLife>;
  return timeline.findLast(({ type, effect }) => type === event && effect === 'pending')?.id;
}
