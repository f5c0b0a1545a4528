/** A machine in plain text: a line an act, a column a stage; ✔ where it may be done, → where it leads on. */
import type { Act } from '@bilin/domain/stages/machine'
import { padded, widthOf } from './printed.ts'

type Printable = {
  name: string
  stages: readonly string[]
  acts: Record<string, Act<string>>
  moves: Record<string, Act<string> & { to: string; may: string }>
}

export function printedStages({ name, stages, acts, moves }: Printable, wordOf: (stage: string) => string): string {
  const first = Math.max(...[name, ...Object.keys(acts), ...Object.keys(moves)].map((one) => one.length)) + 2
  const widths = stages.map((stage) => Math.max(stage.length, widthOf(wordOf(stage))) + 2)
  const row = (head: string, cells: string[], rest = '') =>
    (padded(head, first) + cells.map((cell, at) => padded(cell, widths[at]!)).join('') + rest).trimEnd()
  const marks = (act: Act<string>, mark: string) => stages.map((stage) => (act.in.includes(stage) ? mark : '·'))
  return [
    row(name, [...stages]),
    row('', stages.map(wordOf)),
    ...Object.entries(acts).map(([act, allowed]) => row(act, marks(allowed, '✔'))),
    ...Object.entries(moves).map(([act, move]) => row(act, marks(move, '→'), `${move.to}, by ${move.may}`)),
    '',
  ].join('\n')
}
