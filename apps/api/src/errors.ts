/**
 * From a thrown thing to what the user reads. Refusals, broken constraints and inputs that do not fit keep their meaning;
 * that the database is away is said as it is; anything else is a bug: its request's id, and no detail to the user.
 */
import { Refusal, type RefusalCode, type RefusalKind } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { hasSentence, say } from '@bilin/i18n/say'
import { TRPCError } from '@trpc/server'
import pg from 'pg'
import { z } from 'zod'
import { isDatabaseUnavailable } from './away.ts'

/** What goes over the wire for a "no": a sentence, and sentences beside fields, already in the reader's language. */
export type Refused = {
  status: number
  code: string
  sentence: string
  fields: Record<string, string>
  requestId: string
  /** Seconds after which the same may be tried again, where that is known. */
  retryAfter?: number
}

const codes = {
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  too_many: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const
const statuses: Record<string, number> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
}

export function asTRPCError(error: unknown): TRPCError {
  if (error instanceof TRPCError && !error.cause) return error
  const cause = error instanceof TRPCError ? error.cause : error
  const refusal = toRefusal(cause)
  if (refusal) return new TRPCError({ code: codes[refusal.kind], message: refusal.code, cause: refusal })
  if (cause instanceof z.ZodError) return new TRPCError({ code: 'BAD_REQUEST', cause })
  if (isDatabaseUnavailable(cause)) return new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause })
  return error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause })
}

/** A constraint is named after the refusal it raises: `estates__contract_overlaps` is `estates.contract_overlaps`. */
export function toRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (!(error instanceof pg.DatabaseError)) return null
  const { code, constraint } = error
  // A NUL character, or half of a surrogate pair: JSON and forms carry them, PostgreSQL's texts cannot.
  if (code === '22021' || code === '22P05') return new Refusal('invalid', 'fields.malformed')
  if (!constraint?.includes('__')) return null
  return new Refusal(kindOf(code), constraint.replace('__', '.') as RefusalCode)
}

function kindOf(sqlState: string | undefined): RefusalKind {
  if (sqlState === 'P0002' || sqlState === '02000') return 'not_found'
  return sqlState === '23514' ? 'invalid' : 'conflict'
}

export function toErrorBody(thrown: unknown, locale?: Locale, requestId = ''): Refused {
  const error = asTRPCError(thrown)
  const status = statuses[error.code] ?? 500
  const cause = error.cause
  if (cause instanceof Refusal) {
    const sentence = say(cause.code, cause.params, locale)
    const fields = cause.field ? { [cause.field]: sentence } : {}
    const { retryAfter } = cause
    return { status, code: cause.code, sentence, fields, requestId, ...(retryAfter && { retryAfter }) }
  }
  if (cause instanceof z.ZodError) {
    const fields = Object.fromEntries(cause.issues.map((issue) => [issue.path.join('.'), sentenceOf(issue, locale)]))
    const [only, ...others] = Object.values(fields)
    const sentence =
      others.length === 0 && only ? only : say('app.fields_to_mend', { count: others.length + 1 }, locale)
    return { status, code: 'app.fields_to_mend', sentence, fields, requestId }
  }
  const code = status === 500 ? 'app.bug' : `app.status_${status}`
  return { status, code, sentence: say(code, { requestId }, locale), fields: {}, requestId }
}

function sentenceOf(issue: z.core.$ZodIssue, locale?: Locale): string {
  const params = issue.code === 'custom' ? (issue.params ?? {}) : {}
  if (hasSentence(issue.message)) return say(issue.message, params, locale)
  if (issue.code === 'unrecognized_keys') return say('fields.unknown_keys', {}, locale)
  if (issue.code === 'too_big') return say('fields.too_long', { max: Number(issue.maximum) }, locale)
  return say('fields.malformed', {}, locale)
}
