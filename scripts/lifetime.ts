/**
 * The life of a command that keeps something running. What it has started is stopped, newest first, when the command is asked to
 * leave or fails, also halfway through its start.
 */
type Stoppable = { stop(): Promise<void> }

const started: Stoppable[] = []
let leaving: Promise<void> | undefined

export const say = (line: string) => void process.stdout.write(`${line}\n`)
export const isLeaving = () => leaving !== undefined

/** To be stopped before everything that was started earlier. */
export function stopAtEnd<T extends Stoppable>(running: T): T {
  started.unshift(running)
  return running
}

export async function live(start: () => Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
  process.on('uncaughtException', (error) => void fail(error))
  // A terminal that was closed, or `| head`, is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    await start()
  } catch (error) {
    await fail(error as Error)
  }
}

/** What fails because we are leaving anyway is no news. A sentence is for the operator; of a bug we need the place. */
function fail(error: Error): Promise<void> {
  const isSentence = error.name === 'Error' && !('code' in error)
  if (!leaving) process.stderr.write(`${isSentence ? error.message : error.stack}\n`)
  return leave(1)
}

function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    for (const { stop } of started)
      await stop().catch((error: Error) => void process.stderr.write(`${error.message}\n`))
    process.exit(code)
  })()
  return leaving
}
