import type { Deployment } from '../../../faults/src/deployment/deployment.js';
import type { Ground } from './ground.js';

/** The services of a deployment, and tokens of its own issuer. */
export function groundOf({ endpoints: { services, oidc } }: Deployment): Ground {
  return {
    services: Object.fromEntries(Object.entries(services).map(([name, { url }]) => [name, url])),
    tokenFor: async (sub, roles) => {
      const body = JSON.stringify({ sub, roles, email: `${sub}@customers.example` });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${oidc}/token`, { method: 'POST', headers, body });
      return ((await response.json()) as { token: string }).token;
    },
  };
}
