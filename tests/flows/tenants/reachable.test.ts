import { expect } from 'vitest'
import { refusal, test } from '../../support/world.ts'

test('the secretary of Sanqiao enters her community and her alliance, and no other', async ({ world }) => {
  const secretary = world.as('三桥社区书记')
  expect((await (await secretary.at('sanqiao')).tenants.here()).tenant.name).toBe('三桥社区')
  const inAlliance = await (await secretary.at('bilin')).tenants.here()
  expect(inAlliance).toMatchObject({
    tenant: { slug: 'bilin' },
    own: { slug: 'sanqiao' },
    seat: { title: '三桥社区书记' },
  })
  for (const elsewhere of ['erqiao', 'anhe', 'haihong', 'haihong-lianmeng', 'nowhere']) {
    expect(await refusal((await secretary.at(elsewhere)).tenants.here()), elsewhere).toBe('tenants.not_found')
  }
})

test('everybody signs in by name with their password, and a wrong password gets the same answer as an unknown name', async ({
  world: { bilin },
}) => {
  const address = '127.0.0.1'
  await expect(bilin.signIn({ name: '联盟协调员', password: 'bilin-shili-2026', address })).resolves.toMatch(
    /^[0-9a-f-]{36}$/u,
  )
  for (const name of ['联盟协调员', '查无此人']) {
    expect(await refusal(bilin.signIn({ name, password: 'not the password', address }))).toBe('sessions.wrong')
  }
})
