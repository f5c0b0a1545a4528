/**
 * Long reckoning in a thread of its own, so that everybody else is answered meanwhile. What can be asked for is listed in
 * thread/works.ts. An abandoned work is ended at once, wherever it is; a thread that dies is an error that says so.
 *
 *   const rota = await inThread('rota', wish, { signal, progress: ({ done, of }) => … })
 */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Works } from './works.ts'

type Input<Name extends keyof Works> = Parameters<Works[Name]>[0]
type Output<Name extends keyof Works> = ReturnType<Works[Name]>
export type Progress<Name extends keyof Works> = Parameters<Parameters<Works[Name]>[1]>[0]

/** What a thread says. */
export type Word = { progress: unknown } | { output: unknown } | { failure: string }

type Options<Name extends keyof Works> = {
  signal?: AbortSignal
  progress?: (progress: Progress<Name>) => void
}

/** Enough for the largest rota and rating with room to spare; more would be a mistake, and must not take the server along. */
const MOST_MEGABYTES = 1024

/** Input and output are plain values: what a structured clone keeps. */
export function inThread<Name extends keyof Works>(
  name: Name,
  input: Input<Name>,
  { signal, progress }: Options<Name> = {},
): Promise<Output<Name>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(entry(), {
      workerData: { name, input },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
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

/** In development and tests the source; in what the build made, the file beside the server, wherever we were bundled to. */
function entry(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./entry.ts', here)
  const found = ['./thread.js', '../thread.js'].map((at) => new URL(at, here)).find((at) => existsSync(at))
  if (!found) throw new Error('The build lacks thread.js, which reckons rotas and ratings.')
  return found
}
