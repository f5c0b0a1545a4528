/** The permission table, printed for people: a change to it is a change that anybody can review. */
import { actions, may } from '@bilin/domain/permissions'
import { roles } from '@bilin/domain/tenants/kinds'
import { expect, test } from 'vitest'
import { printed } from './printed.ts'

test('who may do what is as printed', async () => {
  await expect(printed(actions, roles, may)).toMatchFileSnapshot('matrix.txt')
})

test('every action is somebody’s, and no role may do everything', () => {
  expect(actions.filter((action) => !roles.some((role) => may(role, action)))).toEqual([])
  expect(roles.filter((role) => actions.every((action) => may(role, action)))).toEqual([])
})

test('the print shows a permission that was given away', () => {
  const generous = printed(actions, roles, () => true)
  expect(generous).not.toBe(printed(actions, roles, may))
})
