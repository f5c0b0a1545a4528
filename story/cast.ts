/** Who is in the story: tenants, and people by their seats' titles. Names with （示例） are invented. */
import type { Role, TenantKind } from '@bilin/domain/tenants/kinds'

export const operatorName = '平台管理员'
export const password = 'bilin-shili-2026'

type Tenant = { slug: string; name: string; kind: TenantKind; seats: [title: string, role: Role][] }

const company = (slug: string, name: string, estate: string): Tenant => ({
  slug,
  name,
  kind: 'company',
  seats: [[`${estate}物业经理`, 'manager']],
})

const community = (slug: string, name: string, staff: number): Tenant => ({
  slug,
  name: `${name}社区`,
  kind: 'community',
  seats: [
    [`${name}社区书记`, 'secretary'],
    ...Array.from({ length: staff }, (_, i): [string, Role] => [`${name}社区社工${'一二三'[i]}`, 'staff']),
  ],
})

const unit = (slug: string, name: string): Tenant => ({
  slug,
  name,
  kind: 'unit',
  seats: [[`${name}联络员`, 'liaison']],
})

export const bilin = {
  slug: 'bilin',
  name: '比邻区域党建联盟',
  coordinator: '联盟协调员',
  members: [
    community('sanqiao', '三桥', 2),
    community('erqiao', '二桥', 3),
    community('guosheng', '国胜', 2),
    company('anhe', '安和物业（示例）', '万科小区'),
    company('donghui', '东晖物业（示例）', '桥东新苑'),
    company('hemu', '和睦物业（示例）', '和睦家园'),
    company('longxin', '龙馨物业（示例）', '龙馨园'),
    company('mingcheng', '名城物业（示例）', '双桥名邸'),
    company('chunhe', '春禾物业（示例）', '二桥花苑'),
    company('yongning', '永宁物业（示例）', '永宁家园'),
    company('yaju', '雅居物业（示例）', '国胜雅居'),
    company('xincun', '新村物业（示例）', '国胜新村'),
    company('jianghai', '江海物业（示例）', '江海湾'),
  ],
}

/** A second alliance, so that isolation is visible. */
export const haihong = {
  slug: 'haihong-lianmeng',
  name: '海洪邻里联盟（示例）',
  coordinator: '海洪联盟协调员',
  members: [
    community('haihong', '海洪', 1),
    company('runhai', '润海物业', '兴石花园'),
    company('tianxing', '天兴物业', '兴石花园二期'),
    unit('xiaofang', '观音山消防大队'),
    unit('weishengyuan', '观音山卫生院'),
    unit('youeryuan', '观音山幼儿园'),
    unit('wenhua', '文华小学'),
  ],
}
