// Starts vitest from wherever npm has put it: at the top, or under tests.
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { useScratch } from './scratch.ts'

useScratch()
const home = path.dirname(path.dirname(fileURLToPath(import.meta.resolve('vitest'))))
await import(pathToFileURL(path.join(home, 'vitest.mjs')).href)
