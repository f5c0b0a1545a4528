/**
 * Turns a thrown error into what the user reads. A refusal, a violated constraint, an invalid input and an unavailable database
 * each get their own sentence. Anything else is a bug: the user gets the request's id and no detail.
 */
import { Refusal, type RefusalCode, type RefusalKind } from '@bilin/domain/refusal'
import type { Locale } from '@bilin/i18n'
import { hasSentence, say } from '@bilin/i18n/say'
import { TRPCError } from '@trpc/server'
import pg from 'pg'
import { z } from 'zod'
import { NO_SESSION } from '@bilin/db/tenant'
import { isDatabaseUnavailable } from './databaseUnavailable.ts'

/** The response body of a refusal: a sentence, and sentences for single fields, in the reader's language. */
export type Refused = {
  status: number
  code: string
  sentence: string
  fields: Record<string, string>
  requestId: string
  /** Seconds until the same request may be tried again, where known. */
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
  if (isEndOfSession(cause)) return new TRPCError({ code: 'UNAUTHORIZED' })
  const refusal = toRefusal(cause)
  if (refusal) return new TRPCError({ code: codes[refusal.kind], message: refusal.code, cause: refusal })
  if (cause instanceof z.ZodError) return new TRPCError({ code: 'BAD_REQUEST', cause })
  // A request that broke off is tRPC's own bad request, with the error of its socket.
  const brokeOff = error instanceof TRPCError && error.code === 'BAD_REQUEST'
  if (isDatabaseUnavailable(cause) && !brokeOff) return new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause })
  return error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause })
}

/** The database found nobody who holds the session. */
export const isEndOfSession = (error: unknown) => error instanceof pg.DatabaseError && error.code === NO_SESSION

/** A constraint is named after the refusal it raises: `estates__contract_overlaps` is `estates.contract_overlaps`. */
export function toRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (!(error instanceof pg.DatabaseError)) return null
  const { code, constraint } = error
  // A NUL character, or half of a surrogate pair: JSON and forms carry them, PostgreSQL's texts cannot.
  if (code === '22021' || code === '22P05') return new Refusal('invalid', 'fields.malformed')
  if (!constraint?.includes('__')) return null
  return new Refusal(toKind(code), constraint.replace('__', '.') as RefusalCode)
}

function toKind(sqlState: string | undefined): RefusalKind {
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
    const fields = Object.fromEntries(cause.issues.map((issue) => [issue.path.join('.'), toSentence(issue, locale)]))
    const [only, ...others] = Object.values(fields)
    const sentence =
      others.length === 0 && only ? only : say('app.fields_to_mend', { count: others.length + 1 }, locale)
    return { status, code: 'app.fields_to_mend', sentence, fields, requestId }
  }
  const code = status === 500 ? 'app.bug' : `app.status_${status}`
  return { status, code, sentence: say(code, { requestId }, locale), fields: {}, requestId }
}

function toSentence(issue: z.core.$ZodIssue, locale?: Locale): string {
  const params = issue.code === 'custom' ? (issue.params ?? {}) : {}
  if (hasSentence(issue.message)) return say(issue.message, params, locale)
  if (issue.code === 'unrecognized_keys') return say('fields.unknown_keys', {}, locale)
  if (issue.code === 'too_big') return say('fields.too_long', { max: Number(issue.maximum) }, locale)
  return say('fields.malformed', {}, locale)
}
