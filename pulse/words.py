"""The report's own words in both languages. English is the key."""

LANGUAGES = ("zh", "en")

ZH: dict[str, str] = {
    "Figures": "经营报告",
    "Figures of {start} to {end}": "{start} 至 {end} 的经营数字",
    "{start} – {end}, clinic time {zone}": "{start} 至 {end}·诊所时间 {zone}",
    "The period ends before the day named last.": "时段不含最后一天。",
    "Key figures": "主要数字",
    "a year": "一年",
    "Goal": "目标",
    "Usual": "常见",
    "met": "达标",
    "as usual": "在常见之内",
    "short by {gap}": "差 {gap}",
    "above by {gap}": "偏高 {gap}",
    "below by {gap}": "偏低 {gap}",
    "points": "点",
    "nobody to count": "没有可数的",
    "{part} of {whole}": "{part} / {whole}",
    "persons": "人",
    "visits": "次",
    "bookings": "次",
    "answers": "题",
    "marks": "分",
    "promises": "件",
    "yuan": "元",
    "paying patients": "位付费患者",
    "Definition": "定义",
    "Table and definition": "看表与定义",
    "Table": "看表",
    "How to read it": "怎样读",
    "Where patients left": "人从哪里走的",
    "seen the year before last, neither seen nor booked since":
        "前年来过、近一年没来也没约",
    "Active": "在册",
    "Stayed": "留下",
    "MONEY": "钱",
    "TIME": "时间",
    "TRUST": "信任",
    "OTHER": "其他",
    "MOVED": "搬走",
    "DIED": "去世",
    "UNKNOWN": "不知原因",
    "NOT_ASKED": "没问到",
    "Not asked": "没问到",
    "Moved, died": "搬走去世",
    "Reason": "原因",
    "Patients": "人数",
    "Of those who told": "占说了的",
    "Claim": "流传说法",
    "Lost since": "从何时起",
    "Last seen": "最后一次来",
    "Patient": "患者",
    "Month": "月份",
    "share of the {asked} who told": "占说了原因的 {asked} 人",
    "{lost} of {active} are gone ({share}). Of the {asked} who told us why, most say:"
    " {reason}. {silent} we have not asked.":
        "{active} 人里走了 {lost} 人（{share}）。说了原因的 {asked} 人里，最多的是{reason}；"
        "还有 {silent} 人没问到。",
    "{lost} of {active} are gone ({share}), and nobody has been asked why.":
        "{active} 人里走了 {lost} 人（{share}），还没有问过一个人为什么。",
    "Nobody was here in the year before last; nobody can have been lost.":
        "前年没有人来过，也就谈不上流失。",
    "The claims (31, 17, 46 and 6 %) are handed down without a source. They are shown"
    " beside our own numbers, never mixed in. Those who moved, died or gave no reason"
    " stand apart.":
        "流传说法（31、17、46、6 %）来源不明，只摆在旁边对照，不混进自己的数字。"
        "搬走、去世、不知原因的另列。",
    "The first {shown} of {all}; all ids are in figures.json.":
        "列出 {all} 人中的前 {shown} 人；全部编号在 figures.json。",
    "{hidden} restricted persons are counted and not named.":
        "另有 {hidden} 位受限患者只计数，不列名。",
    "By month": "按月",
    "By patient": "按人",
    "The key fifth": "关键两成",
    "patients_by_visits": "患者，按就诊次数",
    "patients_by_money": "患者，按金额",
    "conditions_by_visits": "病种，按就诊次数",
    "conditions_by_money": "病种，按金额",
    "introducers": "介绍人，按带来的人数",
    "The top 20 % hold {share} (concentration {gini}).":
        "前 20 % 占 {share}，集中指数 {gini}。",
    "Of the year before's top fifth, {share} are on top again ({part} of {whole}).":
        "上一年的前两成里，今年仍在前两成的有 {share}（{part} / {whole}）。",
    "top 20 % hold {share}": "前 20 % 占 {share}",
    "from least to most (%)": "由少到多（%）",
    "Holder": "谁",
    "Number": "个数",
    "Concentration": "集中指数",
    "Top {percent} %": "前 {percent} %",
    "Stay on top": "仍在前列",
    "The curve bows the further from the straight line the more few hold. Within a year"
    " few always hold much; whether they are the same the next year is another number.":
        "曲线离直线越远，越集中在少数人身上。一年之内总是少数占多数；"
        "第二年还是不是这些人，要看另一个数。",
    "New patients who came again": "新患者再来",
    "of those first seen in a month, how many within so many days (%)":
        "某月初诊的人，多少天之内又来过（%）",
    "First seen": "初诊月",
    "{days} d": "{days} 天",
    "Of the {whole} first seen in {month}, {share} came again within {days} days.":
        "{month} 初诊的 {whole} 人，{days} 天内有 {share} 又来过。",
    "No cohort's days have passed yet.": "还没有一批人满了天数。",
    "One row is the patients first seen in one month. The darker, the more came again. A"
    " cell is empty until its days have passed for the whole month.":
        "一行是同一个月第一次来的人。颜色越深，再来的越多。整月的人都满了天数，格子才有数。",
    "Month by month": "逐月",
    "the last two years": "近两年",
    "{change} against the year before.": "与前一年比 {change}。",
    "No year before to compare with.": "没有前一年可比。",
    "Word of mouth": "口碑",
    "who brought whom, generation by generation": "谁带来了谁，一代一代",
    "Generation": "第几代",
    "Brought": "直接带来",
    "Through them": "再由他们带来",
    "{introduced} patients were brought by {introducers} others; the word went on for"
    " {depth} generations.":
        "{introducers} 人带来了 {introduced} 人，口碑传了 {depth} 代。",
    "One person's reach is those they brought and those whom those brought.":
        "一个人的影响＝他带来的人，加上那些人再带来的人。",
    "In groups": "分组",
    "Figure": "数字",
    "Value": "值",
    "Part and whole": "部分与整体",
    "What was read": "读了什么",
    "rows in, rows refused and why": "读入多少行，拒了多少行，为什么",
    "Rows": "行数",
    "Refused": "拒收",
    "Why": "为什么",
    "cells left empty: {why}": "留空的格：{why}",
    "Left out": "没有给出的数字",
    "Nothing is guessed: what the tables do not tell is not shown.":
        "不猜：表里没有的，就不给数。",
    "Every row was good.": "每一行都好。",
    "{refused} of {rows} rows were refused.": "{rows} 行里拒了 {refused} 行。",
    "no table": "没有表",
    "no column": "没有列",
    "in": "在",
    "and": "且",
    "Definitions": "定义",
    "Code": "编号",
    "Made by Pulse. Works offline; nothing leaves this page.":
        "由 Pulse 生成。离线可看，本页不向外连。",
}


def say(lang: str, words: str, **told: object) -> str:
    """The words in the language, with what is told filled in."""
    return (ZH[words] if lang == "zh" else words).format(**told)
