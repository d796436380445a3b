// Finds or starts the real PostgreSQL and the real Kafka, once for a whole run. Reads the built code: `npm test` builds first.
export default async function setUp() {
  const [{ findRealParts }, { tellParts }] = await Promise.all([
    import('../../../dist/libs/testing/src/real-parts.js'),
    import('../../../dist/libs/testing/src/parts-of.js'),
  ]);
  const say = (line) => process.stderr.write(`${line}\n`);
  const parts = await findRealParts(process.env, say);
  globalThis.stopRealParts = parts.stop;
  // Jest ends at once at a Ctrl-C; what was started for it would stay.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void parts.stop().finally(() => process.exit(1));
    });
  }
  tellParts(process.env, parts);
  say(`Tests use the real PostgreSQL and Kafka of ${parts.origin}`);
}
