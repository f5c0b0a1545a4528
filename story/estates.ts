/**
 * The second chapter: every community enters its estates and contracts, and its secretary lists them. Names and kinds
 * follow the report that the story is based on; figures, places and contacts are invented.
 */
import type { Story } from './load.ts'

type Kind = 'commercial' | 'resettlement'
type Estate = [
  name: string,
  kind: Kind,
  households: number,
  buildings: number,
  fee: number,
  lat: number,
  lng: number,
  company: string,
  since: string,
  until: string,
]

const estatesByCommunity: Record<string, Estate[]> = {
  sanqiao: [
    ['万科小区', 'commercial', 1860, 22, 2.3, 31.9826, 120.9187, '安和物业（示例）', '2024-01-01', '2026-12-31'],
    [
      '桥东新苑（示例）',
      'commercial',
      1124,
      16,
      1.65,
      31.9788,
      120.9243,
      '东晖物业（示例）',
      '2024-05-01',
      '2027-04-30',
    ],
    [
      '和睦家园（示例）',
      'resettlement',
      1538,
      31,
      0.6,
      31.9751,
      120.9205,
      '和睦物业（示例）',
      '2024-03-01',
      '2027-02-28',
    ],
  ],
  erqiao: [
    ['龙馨园', 'resettlement', 2046, 38, 0.55, 31.9864, 120.9312, '龙馨物业（示例）', '2024-02-01', '2027-01-31'],
    [
      '双桥名邸（示例）',
      'commercial',
      968,
      12,
      1.95,
      31.9891,
      120.9268,
      '名城物业（示例）',
      '2024-07-01',
      '2027-06-30',
    ],
    ['二桥花苑（示例）', 'commercial', 842, 14, 1.4, 31.9843, 120.9375, '春禾物业（示例）', '2024-01-01', '2026-12-31'],
    [
      '永宁家园（示例）',
      'resettlement',
      1287,
      26,
      0.5,
      31.9809,
      120.9341,
      '永宁物业（示例）',
      '2024-06-01',
      '2027-05-31',
    ],
  ],
  guosheng: [
    [
      '国胜雅居（示例）',
      'commercial',
      1356,
      18,
      1.8,
      31.9722,
      120.9318,
      '雅居物业（示例）',
      '2024-04-01',
      '2027-03-31',
    ],
    [
      '国胜新村（示例）',
      'resettlement',
      1690,
      34,
      0.5,
      31.9698,
      120.9264,
      '新村物业（示例）',
      '2024-01-01',
      '2026-12-31',
    ],
    ['江海湾（示例）', 'commercial', 1102, 15, 2.1, 31.9675, 120.9386, '江海物业（示例）', '2024-09-01', '2027-08-31'],
  ],
  haihong: [
    ['兴石花园', 'resettlement', 1420, 28, 0.55, 31.9953, 120.9512, '润海物业', '2024-01-01', '2026-12-31'],
    ['兴石花园二期', 'resettlement', 986, 19, 0.6, 31.9971, 120.9538, '天兴物业', '2024-07-01', '2027-06-30'],
  ],
}

const secretaries: [title: string, community: string, alliance: string][] = [
  ['三桥社区书记', 'sanqiao', 'bilin'],
  ['二桥社区书记', 'erqiao', 'bilin'],
  ['国胜社区书记', 'guosheng', 'bilin'],
  ['海洪社区书记', 'haihong', 'haihong-lianmeng'],
]

export async function createEstates({ as }: Story): Promise<void> {
  await Promise.all(
    secretaries.map(async ([title, community, alliance], place) => {
      const members = await as(title, alliance, '2026-01-06').tenants.members()
      const companyIds = new Map(members.map(({ name, id }) => [name, id]))
      const home = as(title, community, '2026-01-06').estates
      const seen: Record<string, number> = {}
      for (const [i, [name, kind, households, buildings, fee, lat, lng, company, since, until]] of estatesByCommunity[
        community
      ]!.entries()) {
        const [contactName, contactPhone] = [
          '物业服务中心（示例）',
          `1380000${place + 1}${String(i + 1).padStart(3, '0')}`,
        ]
        const address = `${name.replace('（示例）', '')}正门（示例地址）`
        const { id } = await home.add({
          name,
          kind,
          households,
          buildings,
          fee,
          address,
          lat,
          lng,
          contactName,
          contactPhone,
        })
        await home.addContract({
          estateId: id,
          companyId: companyIds.get(company),
          companyName: company,
          since,
          until,
        })
        seen[id] = 1
      }
      await as(title, community, '2026-01-12').estates.list({ alliance, seen, purpose: '红物业互学互访' })
    }),
  )
}
