import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HostedServices, hostServices } from './hosted-services.js';
import { type Route, readRoutes } from './src/ground/documents.js';
import { type Settled, settle } from './src/ground/settle.js';
import { differences } from './src/roles/table.js';
import { walkRoles } from './src/roles/walk.js';

let hosted: HostedServices;
let routes: Route[];
let settled: Settled;

beforeAll(async () => {
  hosted = await hostServices();
  settled = await settle(hosted, 'walk');
  routes = await readRoutes(hosted.services);
}, 180_000);

afterAll(() => hosted.stop());

describe('every route of every service', () => {
  it('is open to the roles that the table names, and to no other', () => {
    expect(differences(routes)).toEqual([]);
  });

  it('refuses everybody else, under every spelling, and says nothing of what is not theirs', async () => {
    expect(routes.length).toBeGreaterThan(50);
    expect(await walkRoles(routes, settled)).toEqual([]);
  }, 240_000);
});
