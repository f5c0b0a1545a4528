import { expect, test } from 'vitest'
import {
  compareVisits,
  hasNews,
  messageStatus,
  lastSeenMessage,
  markChanges,
  listActiveVisits,
  type MessageVisit,
} from './message.ts'

const visit = (estateId: string, day: string | null, rest: Partial<MessageVisit> = {}): MessageVisit => ({
  visitId: `${estateId}-1`,
  estateId,
  estate: estateId,
  community: '二桥社区',
  day,
  done: false,
  ...rest,
})
const dragon = visit('龙馨园', '2026-11-03')
const river = visit('江海湾', '2026-11-05')
const changes = (before: MessageVisit[] | null, now: MessageVisit[]) =>
  Object.fromEntries(compareVisits(before, now).map(({ estate, change }) => [estate, change]))
const sent = (visits: MessageVisit[], opened = true) => ({ visits, opened })

test('sent for the first time, nothing is marked as changed', () => {
  expect(changes(null, [dragon, river])).toEqual({ 龙馨园: 'unchanged', 江海湾: 'unchanged' })
})

test('what came, went and moved is sent, with the day it was on, in the order of days and what went last', () => {
  const now = [visit('江海湾', '2026-11-02'), visit('万科小区', null)]
  expect(compareVisits([dragon, river], now)).toMatchObject([
    { estate: '江海湾', change: 'moved', was: '2026-11-05' },
    { estate: '万科小区', change: 'added', was: null },
    { estate: '龙馨园', change: 'removed' },
  ])
  expect(compareVisits([river], [visit('江海湾', null)])).toMatchObject([{ change: 'moved', was: '2026-11-05' }])
  expect(compareVisits([visit('江海湾', null)], [river])).toMatchObject([{ change: 'moved', was: null }])
})

test('a plan made anew that sends them to the same places on the same days is no news', () => {
  const again = [dragon, river].map((one) => ({ ...one, visitId: `${one.estateId}-2` }))
  expect(hasNews(compareVisits([dragon, river], again))).toBe(false)
  expect(hasNews(compareVisits([river, dragon], [dragon, river]))).toBe(false)
})

test('a visit that is done is nobody’s news, whether it was sent or not', () => {
  const done = { ...dragon, done: true }
  expect(changes([dragon], [done])).toEqual({ 龙馨园: 'unchanged' })
  expect(changes([], [done])).toEqual({ 龙馨园: 'unchanged' })
  expect(changes([done], [])).toEqual({})
})

test('a round called off leaves nothing to visit but what was done', () => {
  const done = { ...river, done: true }
  expect(listActiveVisits([dragon, done], 'visiting')).toHaveLength(2)
  expect(listActiveVisits([dragon, done], 'cancelled')).toEqual([done])
  expect(changes([dragon, river], listActiveVisits([dragon, done], 'cancelled'))).toEqual({
    龙馨园: 'removed',
    江海湾: 'unchanged',
  })
})

test('who knows: unsent, sent and not opened, opened, overtaken by a change, and gone', () => {
  const now = (messages: ReturnType<typeof sent>[], planned: MessageVisit[], here = true) =>
    messageStatus(here, messages, planned, 'visiting')
  expect(now([], [dragon])).toBe('unsent')
  expect(now([], [{ ...dragon, done: true }])).toBe('opened')
  expect(now([sent([dragon], false)], [dragon])).toBe('unopened')
  expect(now([sent([dragon])], [dragon])).toBe('opened')
  expect(now([sent([dragon])], [])).toBe('changed')
  expect(now([sent([dragon]), sent([])], [])).toBe('opened')
  expect(now([sent([dragon])], [], false)).toBe('left')
})

test('that a round was called off is news to whoever was to visit, sent before or not', () => {
  const off = (messages: ReturnType<typeof sent>[], planned: MessageVisit[]) => [
    messageStatus(true, messages, planned, 'cancelled'),
    markChanges(messages, planned, 'cancelled').map(({ estate, change }) => [estate, change].join(' ')),
  ]
  expect(off([], [dragon])).toEqual(['unsent', ['龙馨园 removed']])
  expect(off([sent([dragon])], [dragon])).toEqual(['changed', ['龙馨园 removed']])
  expect(off([sent([dragon]), sent([], false)], [dragon])).toEqual(['unopened', ['龙馨园 removed']])
  // Removed from the plan, without a message, before the round was cancelled.
  expect(off([sent([dragon, river])], [river])).toEqual(['changed', ['龙馨园 removed', '江海湾 removed']])
  expect(off([sent([dragon])], [{ ...dragon, done: true }])).toEqual(['opened', ['龙馨园 unchanged']])
})

test('what is theirs is marked since the last recipient while it is overtaken, and in it once it is not', () => {
  const marks = (messages: ReturnType<typeof sent>[], planned: MessageVisit[]) =>
    markChanges(messages, planned, 'visiting').map(({ estate, change }) => [estate, change].join(' '))
  expect(marks([], [dragon])).toEqual(['龙馨园 unchanged'])
  expect(marks([sent([dragon])], [river])).toEqual(['江海湾 added', '龙馨园 removed'])
  expect(marks([sent([dragon]), sent([river], false)], [river])).toEqual(['江海湾 added', '龙馨园 removed'])
  expect(marks([sent([dragon]), sent([river], false)], [river, dragon])).toEqual(['龙馨园 added', '江海湾 unchanged'])
})

test('what changed is measured by what was looked at last, and else by what was sent last', () => {
  const [first, second] = [sent([dragon], true), sent([river], false)]
  expect(lastSeenMessage([first, second])).toBe(first)
  expect(lastSeenMessage([{ ...first, opened: false }, second])).toBe(second)
  expect(lastSeenMessage([])).toBeNull()
})
