/** A practice as the community of Sanqiao might write it. */
export const text = {
  title: '楼道灯当日修（示例）',
  problem: '楼道灯坏了不知道找谁。',
  steps: '1. 贴报修单。\n2. 当日更换。',
  cost: '每年约 2000 元',
  result: '当天就亮。',
  place: '万科小区',
  indicators: 'F3、Ｇ1',
}
