import { xlsx } from '#lib/server/xlsx.ts'
import { m } from '@bilin/i18n'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals }) =>
  xlsx(`${m['estates.ledger']()}.xlsx`, await locals.api.estates.template())
