/**
 * What each page asks the database: in how many transactions, and in how many statements, of which each transaction's `app.enter` is
 * one; BEGIN and COMMIT are not counted. A page is opened a second time, when what is computed once is kept. After a change that is
 * meant, `-u` prints pages.txt anew.
 */
import { connect } from '@bilin/db/connect'
import { Sharing } from '@bilin/db/sharing'
import { inTenant } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { listUnvisited } from '../../support/everyPage.ts'
import { count, weighPages, type Weight } from '../../support/pageWeight.ts'
import { sessionOf } from '../../support/sessions.ts'
import { listenBefore } from '../../support/wire.ts'
import { test } from '../../support/world.ts'

const MAX_TRANSACTIONS = 2
const MAX_STATEMENTS = 8

/** Above the limits, with their own and why: transactions and statements. */
const heavier: Record<string, [transactions: number, statements: number]> = {
  // What a member owes is known to five features, each asked in the member's own tenant or in each of its alliances.
  '/[tenant]': [2, 14],
  // Who is signed in and where is read by the role of signing in, the seats by that of members.
  '/account': [3, 5],
  // The results of a round are a procedure of scorecards, and their means one of compare; both find the round by its address.
  '/[tenant]/compare': [2, 9],
  // Each alliance is asked in a transaction of its own for its copy of the estate, and companies are read across in a third.
  '/[tenant]/estates/[estate]': [3, 12],
  // Which visits are submitted is read in two steps (listSubmittedVisits), beside the estates, the visits left and the messages.
  '/[tenant]/scorecards/[round]/behind': [2, 9],
  // A query that stores what it computes enters by itself, and asks first whether what it computed from has changed.
  '/[tenant]/scorecards/[round]/fairness': [2, 10],
  // The plan is made from every estate, visit and reviewer of the round, and stands beside the messages and the declarations.
  '/[tenant]/scorecards/[round]/visits': [2, 10],
}

test('every page asks in two transactions and eight statements at most, and as is printed', async ({ world }) => {
  const weights = await weighPages(world)
  await expect(printed(weights)).toMatchFileSnapshot('pages.txt')
  expect(weights.filter(isHeavy).map(lineOf)).toEqual([])
  expect(Object.keys(heavier).filter((route) => !weights.some((weight) => weight.route === route))).toEqual([])
})

test('each page of the routes is opened', () => {
  expect(listUnvisited()).toEqual([])
})

test('one statement too many is found, and one transaction too many', async ({ world }) => {
  const wire = await listenBefore(world.url('bilin_app'))
  const pool = connect(wire.url)
  const actor = { session: await sessionOf(world.beyond, '联盟协调员'), tenant: 'bilin' }
  /** As a page would be that sends so many, `app.enter` among them. */
  const weigh = async (transactions: number, statements: number) => {
    const sharing = new Sharing()
    for (let opened = 1; opened < transactions; opened += 1) await inTenant(pool, actor, async () => {})
    await sharing.inTenant(pool, actor, async (db) => {
      for (let sent = transactions; sent < statements; sent += 1) await sql`select ${sent}::int`.execute(db)
    })
    const weight = { route: '/[tenant]/events', as: null, ...count(await wire.take()) }
    expect(weight).toMatchObject({ transactions, statements })
    return isHeavy(weight)
  }
  try {
    expect(await weigh(MAX_TRANSACTIONS, MAX_STATEMENTS)).toBe(false)
    expect(await weigh(MAX_TRANSACTIONS, MAX_STATEMENTS + 1)).toBe(true)
    expect(await weigh(MAX_TRANSACTIONS + 1, MAX_STATEMENTS)).toBe(true)
  } finally {
    await pool.end()
    await wire.close()
  }
})

function isHeavy({ route, transactions, statements }: Weight): boolean {
  const [mostTransactions, mostStatements] = heavier[route] ?? [MAX_TRANSACTIONS, MAX_STATEMENTS]
  return transactions > mostTransactions || statements > mostStatements
}

const lineOf = ({ route, transactions, statements }: Weight) =>
  `${route.padEnd(52)} ${String(transactions).padStart(12)} ${String(statements).padStart(10)}`

const printed = (weights: readonly Weight[]) =>
  [`${'page'.padEnd(52)} transactions statements`, ...weights.map(lineOf)].join('\n') + '\n'
