import { writeSync } from 'node:fs';

/** The last line of a run, for people and machines alike: written when everything else has been. */
export default class SummaryReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`;
    process.once('exit', () => writeSync(1, line));
  }
}
