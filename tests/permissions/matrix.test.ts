/**
 * The permission table, printed for people: a change to it is a change that anybody can review in matrix.txt.
 * After a change that is meant, `npm run test:rules -- -u` prints it anew.
 */
import { actions, may } from '@bilin/domain/permissions'
import { roles } from '@bilin/domain/tenants/kinds'
import { expect, test } from 'vitest'
import { chinese } from '../support/sentences.ts'
import { printed } from './printed.ts'

const columns = roles.map((role) => ({ role, word: chinese(`tenants.role.${role}`) }))

test('who may do what is as printed', async () => {
  await expect(printed(actions, columns, may)).toMatchFileSnapshot('matrix.txt')
})

test('every action is somebody’s, and no role may do everything', () => {
  expect(actions.filter((action) => !roles.some((role) => may(role, action)))).toEqual([])
  expect(roles.filter((role) => actions.every((action) => may(role, action)))).toEqual([])
})

test('the print shows a permission that was given away', () => {
  for (const given of actions.filter((action) => !may('staff', action))) {
    const generous = printed(
      actions,
      columns,
      (role, action) => may(role, action) || (role === 'staff' && action === given),
    )
    expect(generous, given).not.toBe(printed(actions, columns, may))
  }
})
