/** An import, and what a colleague does at the same moment. */
import { expect } from 'vitest'
import { actsOf, crossed } from '../../support/together.ts'
import { test } from '../../support/world.ts'
import { at, clock, exported, sheetOf } from './workbooks.ts'

const from = { source: '台账.xlsx' }

test('a contract that a colleague ends while the import is being confirmed stays ended', async ({ world }) => {
  const estates = await at(world)
  const colleague = (await world.as('三桥社区社工一').at('sanqiao', { clock })).estates
  const [first, ...others] = await exported(world)
  const { importId } = await estates.readFile({
    file: await sheetOf([{ ...first, company: '别的物业' }, ...others]),
    ...from,
  })
  const { seen } = await estates.previewImport({ importId })
  const estateId = (await estates.records({ search: first!.name! })).rows[0]!.id
  const { contracts } = await estates.record({ estateId })
  const [contract] = contracts
  const came = await crossed(
    world,
    actsOf('三桥社区社工一'),
    () => colleague.endContract({ contractId: contract!.id, until: '2026-03-31' }),
    () => estates.confirmImport({ importId, seen }),
  )
  expect(came).toEqual(['done', 'estates.import_outdated'])
  expect((await estates.record({ estateId })).contracts).toEqual([{ ...contract, until: '2026-03-31' }])
})

test('an import confirmed twice at once is carried out once', async ({ world }) => {
  const estates = await at(world)
  const { importId } = await estates.readFile({
    file: await sheetOf([{ name: '新小区', kind: '商品房', households: '10', buildings: '1' }]),
    ...from,
  })
  const { seen } = await estates.previewImport({ importId })
  const confirm = () => estates.confirmImport({ importId, seen })
  const came = await crossed(world, actsOf('三桥社区书记'), confirm, confirm)
  expect(came.toSorted()).toEqual(['done', 'estates.import_gone'])
})
