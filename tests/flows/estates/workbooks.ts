/** The estates of Sanqiao as workbooks: exported, and written anew to be imported. */
import { readSheet } from '@bilin/sheets/read'
import type { Sheet } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { collect } from '../../support/collect.ts'
import type { World } from '../../support/world.ts'

export const clock = new Date('2026-03-02T10:00:00+08:00')
const headers = {
  name: '小区名称',
  kind: '类别',
  households: '户数',
  buildings: '楼栋数',
  fee: '物业费（元/平方米·月）',
  address: '地址',
  lat: '纬度',
  lng: '经度',
  contactName: '联系人',
  contactPhone: '联系电话',
  company: '物业公司',
  since: '合同开始',
  until: '合同结束',
}
const asText: Sheet = {
  title: '小区台账',
  columns: Object.entries(headers).map(([key, header]) => ({ key, header, kind: 'text' })),
}
type Row = Partial<Record<keyof typeof headers, string>>

const asSecretary = (world: World) => world.as('三桥社区书记').at('sanqiao', { clock })
export const at = async (world: World) => (await asSecretary(world)).estates
export const sheetOf = async (rows: Row[]) => new Uint8Array(await writeSheet(asText, rows))

export async function exportedFile(world: World): Promise<Uint8Array<ArrayBuffer>> {
  const { pieces } = await world.bilin.streamEstates(await asSecretary(world))
  return new Uint8Array(Buffer.concat(await collect(pieces)))
}

export async function exported(world: World): Promise<Row[]> {
  const answer = await readSheet(await exportedFile(world), asText)
  return answer.ok ? answer.rows.map(({ values }) => values) : []
}
