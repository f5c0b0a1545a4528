/** What the reviewers of the demo rounds found, by round and estate; `seenBy` is how many of them wrote it down. */
import type { Finding } from '@bilin/domain/scorecards/visits/finding'

export type StoryFinding = Finding & { seenBy?: number }

const found = (
  indicator: string,
  severity: Finding['severity'],
  place: string,
  text: string,
  seenBy = 1,
): StoryFinding => ({
  indicator,
  severity,
  place,
  text,
  veto: null,
  seenBy,
})

export const spring: Record<string, StoryFinding[]> = {
  万科小区: [found('C5', 'S4', '9 号楼北侧', '绿篱旁堆了几块旧木板，保洁称当天会清。')],
  '桥东新苑（示例）': [
    found('C2', 'S3', '2 号桶站', '厨余桶满溢，桶盖破损，下午三点仍未清运。', 2),
    found('E2', 'S2', '地下车库东入口', '两路监控无画面，值班室没有报修记录。'),
  ],
  '和睦家园（示例）': [
    found('C5', 'S3', '6 至 8 号楼之间', '绿地上自种蔬菜三处，用旧门板围着。', 2),
    found('F3', 'S2', '3 号楼前主路', '路面塌陷约半米见方，只放了一个锥筒，没有照明。'),
  ],
  龙馨园: [found('D2', 'S3', '中心广场南侧', '补种的麦冬成片枯死，裸土约 20 平方米。')],
  '二桥花苑（示例）': [found('B1', 'S3', '公示栏', '一季度公共收益没有公示，栏内仍是去年三季度的表。')],
  '永宁家园（示例）': [
    found('E3', 'S1', '南门至 5 号楼消防车道', '消防车道被四辆私家车和建材堵死，宽度不足两米，门岗无人劝离。', 3),
    found('E5', 'S1', '11 号楼 2 单元一楼', '楼道内两辆电动自行车飞线充电，插座裸露。'),
    found('C1', 'S3', '11 号楼', '楼道堆放纸箱、旧沙发，三层以上扶手积灰。', 2),
    found('F4', 'S3', '7 号楼西山墙', '外墙空鼓有脱落痕迹，没有巡检记录，也没有围挡。'),
  ],
  '国胜新村（示例）': [
    found('E5', 'S2', '中心车棚', '充电桩十个插口坏了六个，居民从窗口拉线。', 2),
    found('C4', 'S4', '东桶站', '督导时段督导员晚到约十分钟。'),
  ],
  '江海湾（示例）': [found('F1', 'S4', '4 号楼 2 单元', '电梯轿厢内维保公示牌是上个月的。')],
}

export const summer: Record<string, StoryFinding[]> = {
  '桥东新苑（示例）': [found('C2', 'S4', '2 号桶站', '桶盖已更换，投放高峰后仍有少量散落。')],
  '和睦家园（示例）': [
    found('C5', 'S3', '7 号楼南侧', '自种蔬菜由三处减为一处，住户不愿清除。', 2),
    found('E4', 'S2', '2 号楼消火栓', '现场拉动用时 17 分钟，一具水带接口渗漏。'),
  ],
  '双桥名邸（示例）': [found('B2', 'S4', '服务中心', '抽查五人，一人未佩戴工牌。')],
  '二桥花苑（示例）': [found('F1', 'S2', '1 号楼 1 单元', '电梯停运超过 24 小时，单元门没有张贴通知。', 2)],
  '永宁家园（示例）': [
    {
      ...found(
        'E3',
        'S1',
        '南门至 5 号楼消防车道',
        '春季互评后联盟两次要求清空，消防车道仍有一辆面包车长期停放，不能通过。',
        2,
      ),
      veto: '拒绝联盟提出的整改',
    },
    found('F5', 'S3', '9 号楼地下室口', '雨水口淤堵，防汛沙袋不足。'),
  ],
  '国胜雅居（示例）': [found('D1', 'S4', '北门绿化带', '乔木修剪后枝条没有及时清走。')],
  '国胜新村（示例）': [found('E5', 'S3', '中心车棚', '新装充电桩已通电，车位划线还没完成。')],
}

export const autumn: Record<string, StoryFinding[]> = {
  '和睦家园（示例）': [found('C5', 'S4', '7 号楼南侧', '最后一处自种蔬菜已清除，待补种。')],
  '永宁家园（示例）': [found('C1', 'S3', '11 号楼', '楼道纸箱又堆起来了，三层最多。')],
  '国胜新村（示例）': [found('C3', 'S3', '西桶站', '有害垃圾桶缺失，公示牌电话已停用。')],
  龙馨园: [found('D2', 'S4', '中心广场南侧', '已补种，局部还有裸土。')],
}
