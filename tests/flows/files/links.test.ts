/** Constraints of the tables of files and links, whoever writes to them. */
import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { expect } from 'vitest'
import { png } from '../../support/pictures.ts'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { refusal, test, type World } from '../../support/world.ts'
import { at, disclosed, responding, slug } from '../scorecards/round.ts'

const [anhe, longxin] = ['万科小区物业经理', '龙馨园物业经理']

/** A photo of Anhe's for its response to a finding. */
async function responded(world: World) {
  await disclosed(world)
  return evidence(world)
}

async function evidence(world: World) {
  const company = await at(world, anhe, responding)
  const [finding] = (await company.findings.list({ slug })).findings
  const fileId = randomUUID()
  const photo = { fileId, name: '现场.png', content: png(40, 30).toString('base64') }
  await company.findings.respond({ of: 'finding', subjectId: finding!.id, text: '见照片。', files: [photo] })
  return { photoId: fileId, findingId: finding!.id }
}

const seatOf = async (world: World, title: string) => {
  const { rows } = await world.beyond.query<{ own: string }>('select tenant_id as own from seat where title = $1', [
    title,
  ])
  return rows[0]!
}

const get = async (world: World, title: string, fileId: string, tenant = 'bilin') =>
  (await world.as(title).at(tenant, { clock: responding })).files.get({ fileId })

test('a company does not read a file of another’s finding, nor does another alliance', async ({ world }) => {
  const { photoId } = await responded(world)
  const nextDoor = () => get(world, '海洪联盟协调员', photoId, 'haihong-lianmeng')
  expect(await refusal(get(world, longxin, photoId))).toBe('files.not_found')
  expect(await refusal(nextDoor())).toBe('files.not_found')

  await dropPromise(world.beyond, 'file', 'visible_to_those_named')
  expect((await get(world, longxin, photoId)).content).toMatch(/^\/9j/)
  expect(await refusal(nextDoor())).toBe('files.not_found')
})

test('a company cannot pass a file of its own off as one of the reviewer’s', async ({ world }) => {
  const { photoId, findingId } = await responded(world)
  const { own: companyId } = await seatOf(world, anhe)
  const session = await sessionOf(world.beyond, anhe)
  const forge = () =>
    byPolicyAlone(world.bilin.pool, { session, tenant: 'bilin' }, (db: TenantDb) =>
      db.insertInto('findingFile').values({ findingId, fileId: photoId, place: 9, companyId }).execute(),
    )
  await expect(forge()).rejects.toThrow('row-level security')
  await dropPromise(world.beyond, 'finding_file', 'attached_by_those_who_may')
  await forge()
})

test('a link points neither at another tenant’s file nor at one that others may see', async ({ world }) => {
  const { photoId, findingId } = await responded(world)
  const { own: companyId } = await seatOf(world, anhe)
  const elsewhere = `(select id from tenant where slug = 'haihong-lianmeng')`
  const copy = (changed: string) =>
    `insert into file (tenant_id, author_tenant_id, kind, sha256, size, width, height, company_id, bytes)
     select ${changed} from file where id = $1 returning id`
  const files = {
    otherTenants: copy(`${elsewhere}, ${elsewhere}, kind, sha256, size, width, height, company_id, bytes`),
    otherCompanys: copy(`tenant_id, tenant_id, kind, sha256, size, width, height, (
      select tenant_id from seat where title = '${longxin}'), bytes`),
  }
  for (const [file, sql] of Object.entries(files)) {
    const { rows } = await world.beyond.query<{ id: string }>(sql, [photoId])
    const link = () =>
      world.beyond.query(
        `insert into finding_file (tenant_id, author_tenant_id, finding_id, file_id, place, company_id)
         select tenant_id, tenant_id, id, $2, 9, $3 from finding where id = $1`,
        [findingId, rows[0]!.id, companyId],
      )
    await expect(link(), file).rejects.toThrow('finding_file_tenant_id_file_id_company_id_fkey')
    // The control: without the reference it is possible, and the constraint cannot be added again.
    await world.beyond.query('begin')
    await world.beyond.query('alter table finding_file drop constraint finding_file_tenant_id_file_id_company_id_fkey')
    await link()
    await world.beyond.query('rollback')
  }
})

test('a file goes with the last link to it, and stays while something else shows it', async ({ world }) => {
  const { photoId, findingId } = await responded(world)
  const { own: companyId } = await seatOf(world, anhe)
  const there = async (id = photoId) => (await world.beyond.query('select from file where id = $1', [id])).rowCount
  const unlink = (table: string, id = photoId) => world.beyond.query(`delete from ${table} where file_id = $1`, [id])
  await world.beyond.query(
    `insert into finding_file (tenant_id, author_tenant_id, finding_id, file_id, place, company_id)
     select tenant_id, tenant_id, id, $2, 9, $3 from finding where id = $1`,
    [findingId, photoId, companyId],
  )
  await unlink('response_file')
  expect(await there()).toBe(1)
  await unlink('finding_file')
  expect(await there()).toBe(0)

  // The control: without the trigger it stays, and nothing shows it.
  const control = await evidence(world)
  await world.beyond.query('drop trigger deletes_unlinked_file on response_file')
  await unlink('response_file', control.photoId)
  expect(await there(control.photoId)).toBe(1)
})

test('a file that was passed on to a company is deleted by nobody, not even the coordinator', async ({ world }) => {
  const { findingId } = await responded(world)
  const { own: companyId } = await seatOf(world, anhe)
  const { rows } = await world.beyond.query<{ id: string }>(
    `with copy as (
       insert into file (tenant_id, author_tenant_id, kind, sha256, size, width, height, company_id, bytes)
       select tenant_id, tenant_id, kind, sha256, size, width, height, company_id, bytes from file
        where kind <> 'pdf' limit 1 returning *)
     insert into finding_file (tenant_id, author_tenant_id, finding_id, file_id, place, company_id)
     select tenant_id, tenant_id, $1, id, 9, $2 from copy returning file_id as id`,
    [findingId, companyId],
  )
  const session = await sessionOf(world.beyond, '联盟协调员')
  const removed = (table: 'file' | 'findingFile') =>
    byPolicyAlone(world.bilin.pool, { session, tenant: 'bilin' }, (db) =>
      db
        .deleteFrom(table)
        .where(table === 'file' ? 'id' : 'fileId', '=', rows[0]!.id)
        .execute(),
    )
  await expect(removed('findingFile')).rejects.toThrow('permission denied')
  await expect(removed('file')).rejects.toThrow('finding_file_tenant_id_file_id_company_id_fkey')
  // The control: without the reference the file is gone, and the link points at nothing.
  await world.beyond.query('alter table finding_file drop constraint finding_file_tenant_id_file_id_company_id_fkey')
  await removed('file')
  expect((await world.beyond.query('select from file where id = $1', [rows[0]!.id])).rowCount).toBe(0)
})
