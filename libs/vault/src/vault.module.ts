import { type DynamicModule, Module } from '@nestjs/common';
import { ReadersPool } from './readers-pool.js';
import { VaultReader } from './vault-reader.js';

/** The vault for services that need to read words; intake, who writes, makes a `VaultKeeper` itself. */
@Module({})
export class VaultModule {
  /** Provides {@link VaultReader}. `url` is the select-only address of the vault; it is connected to at the first use. */
  static forReader({ url, masterKey }: { url: string; masterKey: Buffer }): DynamicModule {
    return {
      module: VaultModule,
      providers: [
        { provide: ReadersPool, useFactory: () => new ReadersPool(url) },
        {
          provide: VaultReader,
          useFactory: (pool: ReadersPool) => new VaultReader(pool, masterKey),
          inject: [ReadersPool],
        },
      ],
      exports: [VaultReader],
    };
  }
}
