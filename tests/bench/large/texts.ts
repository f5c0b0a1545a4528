/** The texts of the practices: a few thousand different ones, made of what practices are about, with the vectors they are found by. */
import { toSearchVector } from '@bilin/domain/search'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'

const TEXTS = 3000

const problems = [
  ['电动自行车飞线充电', '楼道里拉线充电，扑灭过两次冒烟'],
  ['垃圾分类投放点脏乱', '早晚高峰垃圾满溢，夏天气味大'],
  ['地下车库漏水', '雨季顶板渗水，车位长期积水'],
  ['高空抛物', '半年内砸坏三辆车，找不到人'],
  ['绿地被占种菜', '一楼住户圈地种菜，邻里投诉不断'],
  ['电梯困人', '老电梯平均每月困人两次'],
  ['消防通道停车', '晚上消防车进不来'],
  ['物业费收缴率低', '收缴率不到六成，服务难以为继'],
  ['外墙瓷砖脱落', '大风天有瓷砖掉落，居民绕行'],
  ['快递柜占道', '快递柜挡住无障碍坡道'],
  ['宠物粪便无人清理', '草坪上常见粪便，孩子不敢去玩'],
  ['独居老人无人照看', '两位老人摔倒后隔天才被发现'],
  ['楼道堆物', '杂物堆到安全出口'],
  ['停车位不足', '一百二十户没有固定车位'],
  ['路灯不亮', '后门一排路灯坏了三个月'],
]
const acts = [
  ['每周三上门劝说并登记', '两名网格员'],
  ['请居民代表票选方案', '打印费二百元'],
  ['与公司签整改清单，逐项销号', '物业承担材料费'],
  ['装感应设备，联到值班室', '设备八千元'],
  ['划线定位，贴提示牌', '油漆和牌子共六百元'],
  ['成立志愿队轮流值守', '马甲和水，每月一百元'],
  ['召开三方会议，月月公开进度', '不花钱'],
  ['改造角落为共享空间', '申请为民资金两万元'],
]
const results = ['投诉减少一半', '三个月没有再发生', '居民满意度升到九成', '收缴率提高二十个百分点', '检查得分升到良好']
const places = ['金桂花园', '明珠家园', '翠竹新村', '阳光公寓', '水岸名邸', '香樟家园', '']
const codes = getIndicators(template).map(({ code }) => code)

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

export const texts = Array.from({ length: TEXTS }, (_, n) => {
  const [what, problem] = pick(problems, n) as [string, string]
  const [first, cost] = pick(acts, Math.floor(n / 3)) as [string, string]
  const [second] = pick(acts, Math.floor(n / 7) + 3)
  const estate = pick(places, Math.floor(n / 11))
  const result = pick(results, Math.floor(n / 13))
  const text = {
    title: `${what}怎么办：${first}`,
    problem: `${problem}。${estate}第${(n % 40) + 1}幢最明显。`,
    steps: `一、${first}。\n二、${second!}。\n三、每月公开一次，听取意见后再改。`,
    cost,
    result: `${result}。`,
    estate,
    indicators: [pick(codes, n), pick(codes, n * 7 + 3)],
  }
  const foundBy = toSearchVector([
    { text: text.title, weight: 'A' },
    { text: text.problem, weight: 'B' },
    { text: text.estate, weight: 'B' },
    { text: text.indicators.join(' '), weight: 'B' },
    { text: text.steps, weight: 'C' },
    { text: text.result, weight: 'C' },
    { text: text.cost, weight: 'D' },
  ])
  return { ...text, foundBy }
})
