/** The thread's entry point: runs one function of works.ts on its input, or writes a workbook of rows it asks for. A composition root. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Sheet } from '@bilin/sheets/sheet'
import type { Word } from './inThread.ts'
import { works, type Works } from './works.ts'
import { writeStream } from './writeStream.ts'

const given = workerData as { name: keyof Works; input: never } | { streaming: Sheet }
const say = (word: Word) => parentPort!.postMessage(word)

if ('streaming' in given) await writeStream(parentPort!, given.streaming)
else
  try {
    say({ output: await works[given.name](given.input, (progress) => say({ progress })) })
  } catch (error) {
    say({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
