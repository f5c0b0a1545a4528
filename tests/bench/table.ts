export function timed(run: () => unknown): number {
  const before = performance.now()
  run()
  return performance.now() - before
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

export function print(head: string[], rows: string[][]): void {
  const wide = head.map((_, k) => Math.max(...[head, ...rows].map((row) => row[k]?.length ?? 0)))
  for (const row of [head, ...rows])
    console.log(row.map((cell, k) => (k === 0 ? cell.padEnd(wide[k]!) : cell.padStart(wide[k]!))).join('  '))
  console.log()
}
