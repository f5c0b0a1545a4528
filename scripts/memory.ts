/**
 * How much memory the server may use for its objects: half of what the machine or the container has. Node's own limit is a quarter, which
 * on a small machine a large import reaches long before its memory is used. The other half is for PostgreSQL and for files.
 *
 * Node reads the limit only as it starts, so this process starts anew in its own place, with the same id. A limit that was given stays.
 */
import os from 'node:os'

const MEGABYTE = 1024 * 1024
const [LEAST, MOST] = [256, 8192]

/** In megabytes. */
export const chooseLimit = (bytes: number): number => Math.min(MOST, Math.max(LEAST, Math.floor(bytes / 2 / MEGABYTE)))

export const isLimited = (given: readonly string[]): boolean =>
  given.some((option) => /^--max[-_](?:old[-_]space|heap)[-_]size/.test(option))

/** A container may have less than its machine. */
const memory = () => Math.min(os.totalmem(), process.constrainedMemory() || Infinity)

function startWithin(limit: number): void {
  const { execPath, execArgv, argv, env } = process
  process.execve?.(execPath, [execPath, `--max-old-space-size=${limit}`, ...execArgv, ...argv.slice(1)], env)
}

const given = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')]
const isPreloaded = process.execArgv.some((option) => option.endsWith('memory.ts'))
if (isPreloaded && !isLimited(given)) startWithin(chooseLimit(memory()))
