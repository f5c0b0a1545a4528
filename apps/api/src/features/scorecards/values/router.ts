/**
 * Values 数据指标: what the coordinator enters for indicators that no reviewer marks.
 *
 * list.ts      the values of a round and what is missing · entering.ts enter one, declare not applicable, remove, set the period
 * taking.ts    take what the survey offers
 * exchange.ts  the same as an Excel file, and back · sheet.ts its columns
 * files.ts     the evidence · queries.ts the rows
 */
import { router } from '../../../trpc.ts'
import { enteringProcedures } from './entering.ts'
import { exchangeProcedures } from './exchange.ts'
import { valueListProcedures } from './list.ts'
import { takingProcedures } from './taking.ts'

export const values = router({
  ...valueListProcedures,
  ...enteringProcedures,
  ...takingProcedures,
  ...exchangeProcedures,
})
