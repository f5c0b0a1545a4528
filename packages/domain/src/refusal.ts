/**
 * Refusals: the "no" a user may read. Everything else that is thrown is a bug.
 *
 * Shapes   a kind, which says what sort of no; a code `feature.reason`, which names its sentence in
 *          packages/i18n/messages; params that the sentence mentions; the field it stands beside, if any.
 */
export type RefusalKind = 'forbidden' | 'not_found' | 'conflict' | 'invalid' | 'too_many' | 'unavailable'
export type RefusalCode = `${string}.${string}`
export type RefusalDetails = {
  params?: Record<string, string | number>
  field?: string
  /** Seconds after which the same may be tried again. */
  retryAfter?: number
}

export class Refusal extends Error {
  override name = 'Refusal'
  readonly kind: RefusalKind
  readonly code: RefusalCode
  readonly params: Record<string, string | number>
  readonly field: string | undefined
  readonly retryAfter: number | undefined

  constructor(kind: RefusalKind, code: RefusalCode, { params = {}, field, retryAfter }: RefusalDetails = {}) {
    super(code)
    this.kind = kind
    this.code = code
    this.params = params
    this.field = field
    this.retryAfter = retryAfter
  }
}

export function refuse(kind: RefusalKind, code: RefusalCode, details?: RefusalDetails): never {
  throw new Refusal(kind, code, details)
}
