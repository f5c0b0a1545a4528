import { expect, test } from 'vitest'
import { mergeFindings, type Finding } from './finding.ts'

const finding = (text: string, more: Partial<Finding> = {}): Finding => ({
  indicator: 'E3',
  severity: 'S3',
  place: '',
  text,
  veto: null,
  ...more,
})

test('the same defect at the same place is one, with the worst severity and the fullest words', () => {
  const merged = mergeFindings([
    finding('门口堵车', { place: '北门', severity: 'S3' }),
    finding('消防车通道被车辆堵住', { place: ' 北门 ', severity: 'S1' }),
  ])
  expect(merged).toEqual([
    { indicator: 'E3', severity: 'S1', place: ' 北门 ', text: '消防车通道被车辆堵住', veto: null },
  ])
})

test('without a place, the same words are the same defect, punctuation and spaces aside', () => {
  expect(mergeFindings([finding('桶站满溢。'), finding('桶站 满溢')])).toHaveLength(1)
})

test('other places, other indicators and other words stay apart', () => {
  const findings = [
    finding('堵塞', { place: '北门' }),
    finding('堵塞', { place: '南门' }),
    finding('堵塞', { place: '北门', indicator: 'E4' }),
    finding('停车'),
  ]
  expect(mergeFindings(findings)).toHaveLength(4)
})

test('a veto is a finding of its own, beside a defect at the same place', () => {
  const forged = finding('巡查记录补签', { place: '北门', severity: 'S1', veto: '伪造检查或整改证据' })
  const merged = mergeFindings([finding('门岗无人', { place: '北门' }), forged, { ...forged, text: '补签' }])
  expect(merged.map(({ veto, text }) => [veto, text])).toEqual([
    ['伪造检查或整改证据', '巡查记录补签'],
    [null, '门岗无人'],
  ])
})

test('who came first does not show', () => {
  const findings = [
    finding('车辆堵住'),
    finding('乱停车'),
    finding('车辆堵住！'),
    finding('无标线', { severity: 'S1' }),
  ]
  expect(mergeFindings(findings.toReversed())).toEqual(mergeFindings(findings))
})
