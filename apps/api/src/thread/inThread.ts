/**
 * Runs a long computation in a thread, so that the server goes on answering. thread/works.ts lists what can be run. Aborting
 * `signal` terminates the thread at once; a thread that dies rejects.
 *
 *   const rota = await inThread('rota', problem, { signal, progress: ({ done, of }) => … })
 */
import { Worker } from 'node:worker_threads'
import { threadFile } from './threadFile.ts'
import type { Works } from './works.ts'

type Input<Name extends keyof Works> = Parameters<Works[Name]>[0]
type Output<Name extends keyof Works> = Awaited<ReturnType<Works[Name]>>
export type Progress<Name extends keyof Works> = Parameters<Parameters<Works[Name]>[1]>[0]

/** A message from the thread. */
export type Word = { progress: unknown } | { output: unknown } | { failure: string }

type Options<Name extends keyof Works> = {
  signal?: AbortSignal
  progress?: (progress: Progress<Name>) => void
}

/** More than the largest rota and rating need. A thread that exceeds it is terminated; the server keeps running. */
const MAX_MEGABYTES = 1024

/** Input and output must survive a structured clone. */
export function inThread<Name extends keyof Works>(
  name: Name,
  input: Input<Name>,
  { signal, progress }: Options<Name> = {},
): Promise<Output<Name>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(threadFile(), {
      workerData: { name, input },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
    })
    const abandon = () => end(() => reject(signal!.reason as Error))
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', abandon)
      worker.removeAllListeners()
      worker.on('error', () => {})
      void worker.terminate()
      settle()
    }
    const died = (why: string, cause?: unknown) =>
      end(() => reject(new Error(`The thread reckoning ${name} ${why}.`, { cause })))
    signal?.addEventListener('abort', abandon, { once: true })
    worker.on('message', (word: Word) => {
      if ('progress' in word) progress?.(word.progress as Progress<Name>)
      else if ('output' in word) end(() => resolve(word.output as Output<Name>))
      else died(`failed: ${word.failure}`)
    })
    worker.on('error', (cause) => died('died', cause))
    worker.on('exit', (code) => died(`ended with ${code} and no answer`))
  })
}
