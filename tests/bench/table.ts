import { appendFileSync } from 'node:fs'

export function timed(run: () => unknown): number {
  const before = performance.now()
  run()
  return performance.now() - before
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** On the console, and in the file that run.ts makes docs/bench.md from. */
export function print(head: string[], rows: string[][]): void {
  const wide = head.map((_, k) => Math.max(...[head, ...rows].map((row) => row[k]?.length ?? 0)))
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, k) => (k === 0 ? cell.padEnd(wide[k]!) : cell.padStart(wide[k]!)))
      .join('  ')
      .trimEnd(),
  )
  const table = `${lines.join('\n')}\n\n`
  process.stdout.write(table)
  const file = process.env['BILIN_BENCH_PRINTED']
  if (file) appendFileSync(file, table)
}
