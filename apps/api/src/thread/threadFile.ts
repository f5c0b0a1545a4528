import { existsSync } from 'node:fs'

/** The thread's file: the source in development and tests, the file beside the server in a build. */
export function threadFile(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./entry.ts', here)
  const found = ['./thread.js', '../thread.js'].map((at) => new URL(at, here)).find((at) => existsSync(at))
  if (!found) throw new Error('The build lacks thread.js, which computes rotas and ratings and writes workbooks.')
  return found
}
