/** All estates of a community as one workbook, read from the database page by page. */
import { readSheet as readByOther } from 'read-excel-file/node'
import { expect } from 'vitest'
import { refusal, test } from '../../support/world.ts'
import { clock, exportedFile } from './workbooks.ts'

test('2,300 estates are all in the file, once, in the order of the list, each with its company', async ({ world }) => {
  await world.beyond.query(
    `with them as (
       insert into estate (tenant_id, author_tenant_id, name, kind, households, buildings)
       select id, id, '小区' || n, 'commercial', n, 1 from tenant, generate_series(1, 2300) n where slug = 'sanqiao'
       returning id, tenant_id, households)
     insert into service_contract (tenant_id, author_tenant_id, estate_id, company_id, company_name, since)
     select them.tenant_id, them.tenant_id, them.id, company.id, company.name || households, '2025-01-01'
       from them, (select id, name from tenant where kind = 'company' order by name limit 1) company`,
  )
  const [header, ...rows] = await readByOther(Buffer.from(await exportedFile(world)))
  expect(header).toContain('小区名称')
  const names = rows.map(([name]) => String(name))
  expect(names).toHaveLength(2303)
  expect(new Set(names).size).toBe(2303)
  const { rows: expected } = await world.beyond.query<{ name: string }>(
    `select name from estate where removed_at is null and tenant_id = (select id from tenant where slug = 'sanqiao')
      order by name collate app.name_order, id`,
  )
  expect(names).toEqual(expected.map(({ name }) => name))
  const company = header!.indexOf('物业公司')
  for (const row of rows.filter(([name]) => /^小区\d/u.test(String(name))))
    expect(String(row[company])).toMatch(new RegExp(`\\D${String(row[0]).slice(2)}$`, 'u'))
})

test('an alliance has no estates of its own to export', async ({ world }) => {
  const coordinator = await world.as('联盟协调员').at('bilin', { clock })
  expect(await refusal(world.bilin.streamEstates(coordinator))).toBe('estates.kept_at_home')
})
