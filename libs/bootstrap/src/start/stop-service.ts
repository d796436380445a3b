import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Requests get this part of the time; the rest is for what the service does on its own. */
const shareOfRequests = 0.5;

/** Lets running requests end, then cuts what is left of them, such as answers that nobody reads. */
async function closeHttp(app: NestFastifyApplication, milliseconds: number): Promise<void> {
  const server = app.getHttpServer();
  const cut = setTimeout(() => server.closeAllConnections(), milliseconds);
  await app.getHttpAdapter().close();
  clearTimeout(cut);
}

/** Stops in order: requests, then what hears and says, then the database. Rejects when that takes longer than allowed. */
export async function stopService(app: NestFastifyApplication, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not stopped within ${seconds} s`)), seconds * 1000);
  });
  const ordered = closeHttp(app, seconds * 1000 * shareOfRequests).then(() => app.close());
  await Promise.race([ordered, late]).finally(() => clearTimeout(timer));
}
