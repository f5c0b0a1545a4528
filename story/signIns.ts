/** People of the story to sign in as, one for each kind of seat. */
import { bilin, operatorName, password } from './cast.ts'

export type SignIn = { name: string; password: string; comesTo: { chinese: string; english: string } }

const somebody = (name: string, chinese: string, english: string): SignIn => ({
  name,
  password,
  comesTo: { chinese, english },
})

export const signIns: SignIn[] = [
  somebody(
    bilin.coordinator,
    '开一轮互评、排互访、发布结果、横向比较',
    'opens rounds, plans visits, publishes, compares',
  ),
  somebody(
    '三桥社区书记',
    '管小区台账、发起共推项目、共享经验做法',
    'keeps compounds, proposes projects, shares practices',
  ),
  somebody('三桥社区社工一', '用手机走访打分、办任务', 'goes on visits with a phone, keeps tasks moving'),
  somebody(
    '龙馨园物业经理',
    '看本公司评分卡、提出异议、走访同行',
    "reads the company's scorecard, responds, visits peers",
  ),
  somebody(operatorName, '建社区、公司和联盟，发邀请；看不到各家内容', 'makes tenants, invites; sees nobody’s rows'),
]
