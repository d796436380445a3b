import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Principal, Problem } from '@redress/bootstrap';
import { referencePattern } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import { isUUID } from 'class-validator';
import type { DataSource } from 'typeorm';
import { findNamed, findSeen } from './storage/sight.js';

/** Finds the complaints that a member of staff may see. */
@Injectable()
export class FindComplaint {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The id of the complaint with this id or reference. Throws 404 when there is none that the reader may see. */
  async one(reader: Principal, name: string, tx?: Transaction): Promise<string> {
    const named = nameOf(name);
    const found = named && (await findSeen(tx ?? this.dataSource, reader, named));
    if (!found) throw unseen();
    return found;
  }

  /** As `one`, whoever asks: whether they may see it is still to be asked. */
  async named(name: string): Promise<string> {
    const named = nameOf(name);
    const found = named && (await findNamed(this.dataSource, named));
    if (!found) throw unseen();
    return found;
  }
}

function nameOf(name: string): { id?: string; reference?: string } | undefined {
  return isUUID(name) ? { id: name } : referencePattern.test(name) ? { reference: name } : undefined;
}

const unseen = (): Problem => Problem.notFound('There is no complaint with this id or reference that you may see.');
