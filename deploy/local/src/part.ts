import type { Started } from './processes/processes.js';

/** One piece of the deployment that is a process: how to start it, when it is ready, how it is ended. */
export interface Part {
  name: string;
  log: string;
  /** Ends orphans of an earlier run, prepares what is missing and starts the process. */
  launch(signal: AbortSignal): Promise<Started>;
  /** Resolves when others may use it; rejects when the signal aborts. */
  ready(signal: AbortSignal): Promise<void>;
  /** Ends it in order, at most within ten seconds. */
  stop(started: Started): Promise<void>;
}

/** Starts a part without supervision and waits until it is ready; rejects when it ends instead, or when the signal aborts. */
export async function startPart(
  part: Part,
  seconds = 60,
  signal?: AbortSignal,
): Promise<{ started: Started; stop(): Promise<void> }> {
  const deadline = AbortSignal.any([AbortSignal.timeout(seconds * 1000), ...(signal ? [signal] : [])]);
  const started = await part.launch(deadline);
  const ended = new AbortController();
  void started.exited.then((exit) => ended.abort(new Error(`${part.name} ended with ${exit.how}, see ${part.log}`)));
  const stop = () => part.stop(started);
  try {
    await part.ready(AbortSignal.any([deadline, ended.signal]));
  } catch (error) {
    await stop();
    throw error;
  }
  return { started, stop };
}
