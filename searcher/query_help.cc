// SPDX-License-Identifier: GPL-3.0-or-later
//
// The query language told to those who type it.

#include <lede/query_help.h>

namespace lede {
namespace {

const QueryHelpRow kRows[] = {
    {{{"custom ai chips"},
      "all of the words; if no article holds all, the least telling ones are "
      "let go, and the answer says so"},
     {{"自研 芯片"},
      "包含全部词；若没有文章全部包含，则先略去最常见的词，并加以说明"}},
    {{{"\"training chips\""}, "the words side by side, in exactly this form"},
     {{"\"训练芯片\""}, "相邻且完全一致"}},
    {{{"chips NEAR/5 training"}, "at most five words apart"},
     {{"chips NEAR/5 training"}, "相距不超过五个词"}},
    {{{"chips SENTENCE export", "\"export licence\" PARAGRAPH h20"},
      "both in one sentence, in one paragraph"},
     {{"芯片 SENTENCE 出口", "\"出口许可\" PARAGRAPH h20"},
      "在同一句、同一段"}},
    {{{"quote:\"training chips\"", "quote:shortage"},
      "inside quotation marks, in exactly this form"},
     {{"quote:\"算力不足\"", "quote:短缺"}, "在引号之内，形式完全一致"}},
    {{{"chips AND export", "chips OR gpus", "(chips OR gpus) export"},
      "both, either, grouped; operators count only in capitals"},
     {{"芯片 AND 出口", "芯片 OR 显卡", "(芯片 OR 显卡) 出口"},
      "并且、或者、分组；运算符须大写"}},
    {{{"chips -nvidia", "chips NOT nvidia", "chips +h20"},
      "without the word; with the word whatever else is let go"},
     {{"芯片 -英伟达", "芯片 NOT 英伟达", "芯片 +h20"},
      "不含该词；必须含该词"}},
    {{{"title:earnings", "summary:chips", "points:revenue", "body:foundry"},
      "in that part of the article: headline, standfirst, key points, text"},
     {{"title:财报", "summary:芯片", "points:营收", "body:晶圆"},
      "在文章的该部分：标题、摘要、要点、正文"}},
    {{{"company:alibaba", "model:gpt-4o", "chip:h20", "person:\"jensen huang\"",
       "publication:reuters"},
      "articles about it, by any of its names in any script; a family lists "
      "its versions, too"},
     {{"company:阿里", "model:gpt-4o", "chip:h20", "person:黄仁勋",
       "publication:路透社"},
      "与之有关的文章，任何别名、任何文字皆可；系列名也包含其各版本"}},
    {{{"cites:reuters"}, "the text credits it: “according to Reuters”"},
     {{"cites:路透社"}, "正文注明据其报道：“据路透社报道”"}},
    {{{"source:reuters", "author:\"jane doe\"", "topic:chips", "lang:zh"},
      "from there, by them, on it, in that language"},
     {{"source:路透社", "author:张三", "topic:芯片", "lang:zh"},
      "来源、作者、主题、语言"}},
    {{{"company:(alibaba OR baidu)", "company:alibaba company:baidu"},
      "either of the values; both of them"},
     {{"company:(阿里 OR 百度)", "company:阿里 company:百度"},
      "任一值；两者皆有"}},
    {{{"date:2025-09", "date:2025-09-01..2025-09-11", "since:2025-09-11",
       "after:7d", "before:2025-Q3"},
      "published then; both ends of a range are whole; 7d, 2w, 3m, 1y and "
      "36h count back from now"},
     {{"date:2025-09", "date:2025-09-01..2025-09-11", "since:9月11日",
       "after:7d", "before:2025年第三季度"},
      "发布日期；区间含两端；7d、2w、3m、1y、36h 从现在往回算"}},
    {{{"date:yesterday", "since:\"last week\"", "date:\"last 3 months\"",
       "before:\"2 weeks ago\"", "date:\"last monday\"",
       "date:\"september 2025\"", "date:yesterday.."},
      "the same in words; without a date field they are words, and the "
      "answer offers them as a filter"},
     {{"date:昨天", "since:上周", "date:最近三个月", "before:两周前",
       "date:上周一", "date:去年9月", "date:昨天.."},
      "用词语表示日期；不带日期字段则是普通词，结果中会提示可作为日期筛选"}},
    {{{"mentions:2026", "mentions:2026-03-11", "mentions:2025-Q3",
       "mentions:2027..", "mentions:\"september 2026\""},
      "the text speaks of a date within it, whenever it was published"},
     {{"mentions:2026", "mentions:2026年3月11日", "mentions:2025年第三季度",
       "mentions:2027.."},
      "正文提到该时间内的日期，与发布日期无关"}},
    {{{"amount:>1bn", "amount:$1.5bn..2bn", "amount:\"10B parameters\"",
       "amount:..5%", "amount:\">= 1 gigawatt\""},
      "the text speaks of an amount within it: money in its currency, shares, "
      "sizes; without a unit, of any"},
     {{"amount:>1亿元", "amount:10亿美元..", "amount:700亿参数", "amount:..5%"},
      "正文提到该范围内的数量：金额按币种，也可为百分比、参数量等；不写单位则不"
      "限单位"}},
    {{{"chip*"}, "all words that begin so"},
     {{"chip*", "芯*"}, "以此开头的所有词"}},
    {{{"nvidea~"},
      "all words spelt much like it: one letter apart, two in words of six "
      "letters and more"},
     {{"nvidea~"}, "拼写相近的所有词：相差一个字母，六个字母以上的词可差两个"}},
    {{{"chips^2 export"}, "the word counts double"},
     {{"芯片^2 出口"}, "该词权重加倍"}},
    {{{"query:ai-chips", "query:ai-chips -query:export-bans"},
      "the query saved by that name, in parentheses; "
      "`lede-index saved add NAME QUERY` saves one"},
     {{"query:芯片", "query:芯片 -query:出口管制"},
      "以此名称保存的查询，如同置于括号中；用 lede-index saved add 保存"}},
    {{{"=chips"}, "exactly this form"}, {{"=chips"}, "仅此词形"}},
};

}  // namespace

std::span<const QueryHelpRow> query_help() { return kRows; }

}  // namespace lede
