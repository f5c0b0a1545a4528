import { describe, expect, test } from 'vitest'
import { grouped, mayGroup, type ComparedEstate } from './groups.ts'

const estate = (
  estateId: string,
  communityName: string,
  kind: ComparedEstate['kind'],
  total: number | null,
  C?: number,
): ComparedEstate => ({
  estateId,
  name: estateId,
  kind,
  communityId: communityName,
  communityName,
  total,
  values: C === undefined ? {} : { C },
})

const rows = [
  estate('万科小区', '三桥社区', 'commercial', 90, 80),
  estate('和睦家园', '三桥社区', 'resettlement', 70, 60),
  estate('龙馨园', '二桥社区', 'resettlement', 80),
]

describe('comparing published results', () => {
  test('shows a community as the plain mean of its estates', () => {
    expect(grouped(rows, 'community', ['C'])).toEqual([
      { key: '三桥社区', name: '三桥社区', estates: 2, total: 80, values: { C: 70 } },
      { key: '二桥社区', name: '二桥社区', estates: 1, total: 80, values: { C: null } },
    ])
  })

  test('compares estates of a kind', () => {
    expect(grouped(rows, 'kind', []).map(({ key, total }) => [key, total])).toEqual([
      ['commercial', 90],
      ['resettlement', 75],
    ])
  })

  test('counts an estate that was not judged as absent and not as zero', () => {
    expect(grouped([...rows, estate('新村', '二桥社区', 'resettlement', null)], 'community', [])[1]).toMatchObject({
      estates: 2,
      total: 80,
    })
  })

  test('does not show a company means of what it sees only in part', () => {
    expect(() => mayGroup('company', 'community')).toThrow('compare.bands_only')
    expect(() => mayGroup('company', 'estate')).not.toThrow()
  })
})
