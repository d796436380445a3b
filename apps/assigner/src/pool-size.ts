import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Gauge, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { Complaint } from './storage/complaint.entity.js';

/** `redress_pool_size`: how many complaints wait for somebody, counted whenever it is asked for. */
@Injectable()
export class PoolSize {
  constructor(registry: Registry, @InjectDataSource() dataSource: DataSource) {
    const gauge = new Gauge({
      name: 'redress_pool_size',
      help: 'Complaints that wait for a specialist.',
      registers: [registry],
      collect: async () => {
        // Without the database the other figures still count.
        const size = await dataSource.manager.countBy(Complaint, { status: 'pooled' }).catch(() => Number.NaN);
        gauge.set(size);
      },
    });
  }
}
