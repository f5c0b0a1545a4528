/** The ways to a procedure: in process, as pages take it, and over HTTP, as anybody may. */
import { openApp } from '@bilin/api/app'
import type { Bilin } from '@bilin/api/bilin'
import type { Context } from '@bilin/api/trpc'
import type { SignedIn } from '../../support/sessions.ts'
import { asProcedure } from '../../support/statements/recorded.ts'
import { answerOf, textOf, type Answer, type Call } from './procedures.ts'
import { undone } from './undone.ts'

export function inProcess(
  make: (context: Context) => unknown,
  bilin: Bilin,
  person: SignedIn | null,
  tenant: string | null,
): Call {
  const caller = make({
    pool: undone(bilin.pool),
    session: person?.session ?? null,
    tenant,
    seatId: null,
    locale: 'zh-CN',
    requestId: 'test',
    clock: null,
  })
  return (path, input) => {
    const found = path.split('.').reduce<unknown>((place, step) => (place as Record<string, unknown>)[step], caller)
    return asProcedure(path, () => answerOf((found as (input: unknown) => Promise<unknown>)(input)))
  }
}

export type Http = { call: Call; batch: (paths: string[], inputs: unknown[]) => Promise<Answer> }

export function overHttp(
  bilin: Bilin,
  typeOf: (path: string) => string,
  person: SignedIn | null,
  tenant: string | null,
): Http {
  const app = openApp({ ...bilin, pool: undone(bilin.pool) }, () => ({
    session: person?.session ?? null,
    locale: 'zh-CN',
    requestId: 'test',
  }))
  const headers = {
    'bilin-tenant': tenant ?? '',
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await app.fetch(new Request(`http://bilin.test/api/trpc/${path}`, { ...init, headers }))
    return { status: response.status, body: await textOf(JSON.parse(await response.text(), withBytes)) }
  }
  const asQuery = (input: unknown) => `input=${encodeURIComponent(JSON.stringify(input))}`
  return {
    call: (path, input) =>
      typeOf(path) === 'mutation'
        ? ask(path, { method: 'POST', body: JSON.stringify(input) ?? '' })
        : ask(`${path}?${input === undefined ? '' : asQuery(input)}`),
    batch: (paths, inputs) => ask(`${paths.join(',')}?batch=1&${asQuery({ ...inputs })}`),
  }
}

/** A workbook comes over the wire as a list of numbers. */
function withBytes(_name: string, value: unknown): unknown {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown }
  return type === 'Buffer' && Array.isArray(data) ? Uint8Array.from(data as number[]) : value
}
