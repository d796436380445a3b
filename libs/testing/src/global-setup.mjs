// Finds or starts the real PostgreSQL and the real Kafka, once for a whole run. Reads the built code: `npm test` builds first.
export default async function setUp() {
  const [{ findRealParts }, { tellParts }] = await Promise.all([
    import('../../../dist/libs/testing/src/real-parts.js'),
    import('../../../dist/libs/testing/src/parts-of.js'),
  ]);
  const parts = await findRealParts(process.env);
  globalThis.stopRealParts = parts.stop;
  tellParts(process.env, parts);
  process.stderr.write(`Tests use the real PostgreSQL and Kafka of ${parts.origin}\n`);
}
