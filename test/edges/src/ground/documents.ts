/** A JSON Schema as the documents hold it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: Schema;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
}

interface Operation {
  'x-roles'?: string[];
  parameters?: { name: string; in: 'path' | 'query' | 'header'; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

/** The OpenAPI document of a service. */
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** One route of one service, as its document describes it. */
export interface Route extends Operation {
  service: string;
  /** Where the service answers. */
  url: string;
  /** `GET`, `POST`, … */
  method: string;
  /** With its parameters in braces. */
  path: string;
  /** Who may use it; `undefined`: everybody. */
  roles: string[] | undefined;
  /** All schemas that its own may refer to. */
  schemas: Record<string, Schema>;
}

/** How a route is named in reports and tables: `intake GET /v1/complaints/{id}`. */
export const nameOf = ({ service, method, path }: Pick<Route, 'service' | 'method' | 'path'>): string =>
  `${service} ${method} ${path}`;

/** Every route of every service, from the documents that they serve. */
export async function readRoutes(services: Record<string, string>): Promise<Route[]> {
  const read = Object.entries(services).map(async ([service, url]) => {
    const response = await fetch(`${url}/openapi.json`);
    const { paths, components } = (await response.json()) as Document;
    return Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]): Route => {
        const roles = operation['x-roles'];
        return { ...operation, service, url, method: method.toUpperCase(), path, roles, schemas: components.schemas };
      }),
    );
  });
  return (await Promise.all(read)).flat();
}

/** The type and schema of the body that a route takes. */
export function bodyOf({ requestBody }: Route): { type: string; schema: Schema } | undefined {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return type === undefined ? undefined : { type, schema: content?.schema ?? {} };
}
