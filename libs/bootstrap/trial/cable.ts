import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What lies between a service and its database, for specs that pull it. */
export class Cable {
  private server: Server | undefined;
  private readonly pairs = new Set<[Socket, Socket]>();
  private isHung = false;
  private port = 0;

  constructor(private readonly far: string) {}

  /** The database's address through this cable. */
  get url(): string {
    const url = new URL(this.far);
    url.port = String(this.port);
    return url.href;
  }

  /** Plugs it in; after the first time at the same port. */
  async plug(): Promise<this> {
    const { hostname, port } = new URL(this.far);
    this.server = createServer((near) => {
      const pair: [Socket, Socket] = [near, connect(Number(port || 5432), hostname)];
      this.pairs.add(pair);
      for (const [one, other] of [pair, [...pair].reverse() as typeof pair]) {
        one.on('data', (bytes) => other.write(bytes));
        one.on('error', () => {});
        one.on('close', () => other.destroy());
      }
      near.on('close', () => this.pairs.delete(pair));
      if (this.isHung) for (const end of pair) end.pause();
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Pulls it out: connections break, new ones are refused. */
  async pull(): Promise<void> {
    const closed = new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
    for (const end of [...this.pairs].flat()) end.destroy();
    await closed;
  }

  /** Nothing passes any more, and nothing breaks either. */
  hang(): void {
    this.isHung = true;
    for (const end of [...this.pairs].flat()) end.pause();
  }

  /** New connections pass again; those that hang go on hanging. */
  passNewOnly(): void {
    this.isHung = false;
  }

  /** Everything passes again. */
  pass(): void {
    this.isHung = false;
    for (const end of [...this.pairs].flat()) end.resume();
  }
}
