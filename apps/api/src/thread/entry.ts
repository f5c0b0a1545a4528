/** What runs in the thread: one work, from its input to its output. A composition root. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Word } from './inThread.ts'
import { works, type Works } from './works.ts'

const { name, input } = workerData as { name: keyof Works; input: never }
const say = (word: Word) => parentPort!.postMessage(word)

try {
  say({ output: works[name](input, (progress) => say({ progress })) })
} catch (error) {
  say({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
