export * from './event-builders.js';
export { eventually } from './eventually.js';
export { makeTestBroker, type SeenRecord, type TestBroker } from './test-broker.js';
export { makeTestDatabase, type TestDatabase } from './test-database.js';
export { type Claims, makeTestIssuer, type TestIssuer } from './test-issuer.js';
