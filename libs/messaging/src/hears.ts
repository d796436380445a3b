import { Catch, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type EventClass, eventOfClass, type JournalEvent } from '@redress/contracts';
import { type Observable, throwError } from 'rxjs';
import type { EntityManager } from 'typeorm';
import type { Saying } from './say.js';

/** The open transaction of a chunk: everything done through it, and everything said, commits together or not at all. */
export type Transaction = EntityManager;

/** An event that is new to this service, with its place on the journal. */
export type Heard<Data extends object = object> = JournalEvent<Data> & { partition: number; offset: string };

/** A handler: what is new, in journal order per complaint, and the open transaction in; what follows from it out. */
export type Handler<Data extends object = object> = (fresh: Heard<Data>[], tx: Transaction) => Promise<Saying[]>;

export interface HandlerExtras {
  /** Tells handlers apart that hear several events. */
  handler: symbol;
}

/** Nest would turn any error into "Internal server error"; the fate of a chunk depends on the real one. */
@Catch()
class PassOn implements RpcExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Makes a method of a controller the handler of one or several events of the journal.
 * The method is a {@link Handler}; it sees each event once, whatever happens to the process.
 */
export function Hears(...events: EventClass[]) {
  return <Method extends Handler<never>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const extras: HandlerExtras = { handler: Symbol(`${target.constructor.name}.${key}`) };
    const patterns = events.map((event) => eventOfClass(event).type);
    handles(patterns, extras)(target, key, descriptor);
  };
}

/** To Nest, a method that is given what was heard and the transaction, and whose errors are passed on as they are. */
export function handles(patterns: string[], extras: object) {
  return (target: object, key: string, descriptor: PropertyDescriptor): void => {
    EventPattern<string[]>(patterns, extras)(target, key, descriptor);
    UseFilters(PassOn)(target, key, descriptor);
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
  };
}
