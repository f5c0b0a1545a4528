/** Every statement of every transaction in this process, checked as it is sent; with the procedure that sent it, where known. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { STATEMENTS, type Statement } from '@bilin/db/transaction'
import { checkStatement, type Checked } from './check.ts'

const checked = new Map<string, Checked>()
const procedures = new AsyncLocalStorage<string>()
const onPurpose = new AsyncLocalStorage<true>()
/** The statements of each procedure; '' is for those sent outside one. */
const sent = new Map<string, Set<string>>()
let complaints: string[] = []

subscribe(STATEMENTS, (message) => {
  if (onPurpose.getStore()) return
  const { sql, parameters } = message as Statement
  const known = checked.get(sql) ?? checkStatement(sql)
  checked.set(sql, known)
  const tenants = new Set(known.tenantParameters.map((number) => parameters[number - 1]))
  const procedure = procedures.getStore() ?? ''
  sent.set(procedure, (sent.get(procedure) ?? new Set()).add(sql))
  for (const complaint of tenants.size > 1 ? [...known.complaints, 'several tenants'] : known.complaints)
    complaints.push(`${complaint}: ${sql}`)
})

/** The complaints since the last call. */
export function takeComplaints(): string[] {
  const taken = [...new Set(complaints)]
  complaints = []
  return taken
}

/** For tests of the policies: their statements name no tenant on purpose. */
export const unchecked = <T>(work: () => T): T => onPurpose.run(true, work)

export const asProcedure = <T>(path: string, call: () => T): T => procedures.run(path, call)

/** Whether a statement of this procedure was seen. */
export const hasSent = (path: string): boolean => sent.has(path)

/** The statements seen so far, but those of some procedures. */
export const listSent = (besides: readonly string[]): string[] => [
  ...new Set([...sent].flatMap(([path, statements]) => (besides.includes(path) ? [] : [...statements]))),
]
