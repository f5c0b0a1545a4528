/** What /api/health answers: whether procedures can be called and sessions read, and not only whether a database is there. */
import { openApp } from '@bilin/api/app'
import { expect } from 'vitest'
import { changedBuiltins, guardBuiltins } from '../../support/builtins.ts'
import { test, type World } from '../../support/world.ts'

async function health({ bilin }: World) {
  const app = openApp(bilin, () => ({ session: null, locale: 'zh-CN', requestId: 'test' }))
  const response = await app.request('http://bilin.test/api/health')
  return { status: response.status, text: await response.text() }
}

const HEALTHY = { status: 200, text: '{"ok":true}' }
const UNHEALTHY = { status: 503, text: '{"ok":false}' }

test('a Bilin with members and records is healthy', async ({ world }) => {
  expect(await health(world)).toEqual(HEALTHY)
})

test('while a role may not do what each of its requests does, Bilin is not healthy', async ({ emptyWorld }) => {
  const rights = [
    ['execute on function app.enter(text, text, uuid, timestamptz)', 'bilin_app'],
    ['execute on function app.enter_public(text)', 'bilin_app'],
    ['execute on function app.check_session(text)', 'bilin_session'],
  ] as const
  for (const [right, role] of rights) {
    await emptyWorld.beyond.query(`revoke ${right} from public, ${role}`)
    expect(await health(emptyWorld), `${role} without ${right}`).toEqual(UNHEALTHY)
    await emptyWorld.beyond.query(`grant ${right} to ${role}`)
    expect(await health(emptyWorld), `${role} with ${right}`).toEqual(HEALTHY)
  }
})

test('when somebody has written onto what every object inherits, Bilin is not healthy', async ({ emptyWorld }) => {
  // What the form fields `toString.call=1`, `hasOwnProperty.call=1` and `__proto__.polluted=1` once did.
  const writes = [
    [Object.prototype.toString, { call: '1' }],
    [Object.prototype.hasOwnProperty, { call: '1' }],
    [Object.prototype, { polluted: '1' }],
  ] as const
  for (const [holder, written] of writes) {
    expect(await health(emptyWorld)).toEqual(HEALTHY)
    const before = guardBuiltins()
    let answer
    try {
      Object.assign(holder, written)
      answer = await health(emptyWorld)
    } finally {
      changedBuiltins(before)
    }
    expect(answer).toEqual(UNHEALTHY)
  }
})
