import { redress, run } from './program.js';

// A reader such as head may leave before everything is said.
process.stdout.on('error', () => process.exit());

const exit = await run(redress(), process.argv.slice(2), (sentence) => void process.stderr.write(`${sentence}\n`));
process.exitCode = exit;
