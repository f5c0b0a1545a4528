/**
 * The changes of a correction while they are chosen, estate by estate, as a text that an address carries: so that they survive going
 * from one estate to another, a reload, and the way back.
 *
 * Shapes   `e.<estate>` names the estate of those that follow; `f.<finding>.<status>`, `m.<mark>.<5…1 or na>` and
 *          `x.<indicator>.<true or false>` are its changes; joined by `~`. What cannot be read is left out, so that old addresses open.
 * Refusals scorecards.correction_too_long.
 */
import { refuse } from '../../../refusal.ts'
import { decidedStatuses, type DecidedStatus } from '../../findings/status.ts'

export type CorrectionChange = { estateId: string } & (
  | { kind: 'finding'; findingId: string; status: DecidedStatus }
  | { kind: 'mark'; markId: string; mark: number | null }
  | { kind: 'exclusion'; indicator: string; excluded: boolean }
)

/** Servers and browsers carry addresses of this length. */
export const MAX_CHANGES_LENGTH = 10_000

export function parseChanges(text: string): CorrectionChange[] {
  let estateId = ''
  return text.split('~').flatMap((piece): CorrectionChange[] => {
    const [kind, id = '', value = ''] = piece.split('.')
    if (kind === 'e') estateId = isId(id) ? id : ''
    if (estateId === '') return []
    if (kind === 'f' && isId(id) && isStatus(value))
      return [{ kind: 'finding', estateId, findingId: id, status: value }]
    if (kind === 'm' && isId(id) && /^(?:[1-5]|na)$/u.test(value))
      return [{ kind: 'mark', estateId, markId: id, mark: value === 'na' ? null : Number(value) }]
    if (kind === 'x' && /^[A-Za-z0-9]{1,6}$/u.test(id) && /^(?:true|false)$/u.test(value))
      return [{ kind: 'exclusion', estateId, indicator: id, excluded: value === 'true' }]
    return []
  })
}

export function formatChanges(changes: readonly CorrectionChange[]): string {
  const byEstate = Map.groupBy(changes, ({ estateId }) => estateId)
  const text = [...byEstate].flatMap(([estateId, own]) => [`e.${estateId}`, ...own.map(formatChange)]).join('~')
  if (text.length > MAX_CHANGES_LENGTH) refuse('invalid', 'scorecards.correction_too_long')
  return text
}

function formatChange(change: CorrectionChange): string {
  if (change.kind === 'finding') return `f.${change.findingId}.${change.status}`
  if (change.kind === 'mark') return `m.${change.markId}.${change.mark ?? 'na'}`
  return `x.${change.indicator}.${change.excluded}`
}

/** As the procedure takes them. */
export const toCorrection = (changes: readonly CorrectionChange[]) => ({
  findings: changes.flatMap((one) =>
    one.kind === 'finding' ? [{ findingId: one.findingId, status: one.status }] : [],
  ),
  marks: changes.flatMap((one) => (one.kind === 'mark' ? [{ markId: one.markId, mark: one.mark ?? 'na' }] : [])),
  exclusions: changes.flatMap((one) =>
    one.kind === 'exclusion' ? [{ estateId: one.estateId, indicator: one.indicator, excluded: one.excluded }] : [],
  ),
})

const isId = (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(text)
const isStatus = (text: string): text is DecidedStatus => decidedStatuses.some((status) => status === text)
