// SPDX-License-Identifier: GPL-3.0-or-later
//
// See words.h.

#include "server/pages/words.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lede {

namespace {

struct WordRow {
  std::string_view name;
  std::string_view english;
  std::string_view chinese;
};

constexpr WordRow kWords[] = {
    {"tagline", "News of the AI industry, searched", "人工智能产业新闻检索"},
    {"search", "Search", "搜索"},
    {"search_label", "Search articles", "搜索文章"},
    {"placeholder", "Companies, models, chips, people …",
     "公司、模型、芯片、人物……"},
    {"suggestions", "Suggestions", "建议"},
    {"headline", "Article", "文章"},
    {"help", "Help", "帮助"},
    {"api", "API", "API"},
    {"other_language", "中文", "English"},
    {"other_code", "zh", "en"},
    {"skip", "Skip to the results", "跳到结果"},
    {"read_as", "Read as", "理解为"},
    {"drop", "Leave out {}", "去掉{}"},
    {"dropped", "left out: no article holds all words",
     "已略去：没有文章包含全部词"},
    {"from", "from", "自"},
    {"to", "to", "至"},
    {"relevance", "Relevance", "相关度"},
    {"newest", "Newest", "最新"},
    {"oldest", "Oldest", "最早"},
    {"fresher_first", "Fresher first:", "新文优先："},
    {"fresher_off", "off", "关"},
    {"fresher_normal", "normal", "一般"},
    {"fresher_strong", "strong", "强"},
    {"fresher_past", "off here: the dates asked for are past",
     "此处关闭：所查日期已过去"},
    {"fresher_half_life", "halving every {} days", "每 {} 天减半"},
    {"order", "Order", "排序"},
    {"milliseconds", "{} ms", "{} 毫秒"},
    {"timeline", "Articles over time", "时间分布"},
    {"bursts", "What stood out", "突出的时段"},
    {"numbers", "Numbers", "数字"},
    {"date", "Date", "日期"},
    {"articles", "Articles", "文章"},
    {"who_else", "Who else", "还涉及"},
    {"compare", "Compare", "比较"},
    {"compare_with", "Compare with other queries", "与其他查询比较"},
    {"compare_text",
     "Two to five queries, and how many articles each has over time.",
     "输入两到五个查询，比较各自文章数随时间的变化。"},
    {"compare_query", "Query {}", "查询 {}"},
    {"compare_lines", "Articles over time, a line for each query",
     "文章数随时间的变化，每个查询一条线"},
    {"compare_none", "None of these queries finds an article with a date.",
     "这些查询都没有找到带日期的文章。"},
    {"share_unit", "{} %", "{}%"},
    {"all_articles", "All articles", "全部文章"},
    {"total", "Total", "合计"},
    {"without_date", "Without a date", "无日期"},
    {"as_csv", "Numbers as CSV", "下载 CSV"},
    {"rising", "Rising this week", "本周上升"},
    {"rising_until", "Rising in the week to {}", "截至{}一周内上升"},
    {"rising_counts", "{} articles, {} in as many days before",
     "本期 {} 篇，上期 {} 篇"},
    {"rising_series", "Articles, window by window: {}", "各时段文章数：{}"},
    {"trends", "Trends", "趋势"},
    {"trends_text",
     "Names and phrases that stand in more articles than in as many days "
     "before.",
     "与此前同样长的时段相比，出现得更多的名称与短语。"},
    {"trends_none", "Nothing rises in these days more than chance would do.",
     "这段时间内没有显著上升的内容。"},
    {"compared_with", "Compared with {}.", "与 {} 相比。"},
    {"window", "Days", "时段"},
    {"window_week", "Week", "一周"},
    {"window_month", "Month", "一月"},
    {"window_quarter", "Quarter", "一季"},
    {"edit_part", "Change in the box", "在搜索框中修改"},
    {"only_typed", "Only {} as typed, without its other names and forms",
     "只找“{}”本身，不含其他名称和词形"},
    {"follow", "Follow this search", "关注此搜索"},
    {"follow_saved", "All saved searches (OPML)", "全部已保存的搜索（OPML）"},
    {"show_dates", "Show these dates", "显示这段日期"},
    {"undated", "{} undated", "{}无日期"},
    {"filters", "Narrow down", "筛选"},
    {"company", "Company", "公司"},
    {"model", "Model", "模型"},
    {"chip", "Chip", "芯片"},
    {"person", "Person", "人物"},
    {"source", "Source", "来源"},
    {"author", "Author", "作者"},
    {"topic", "Topic", "主题"},
    {"lang", "Language", "语言"},
    {"publication", "Publication", "刊物"},
    {"cites", "Cites", "援引"},
    {"year", "Year", "年"},
    {"month", "Month", "月"},
    {"remove_filter", "Remove this filter", "移除此筛选"},
    {"inferred", "date read from the text", "日期取自正文"},
    {"undated_article", "undated", "无日期"},
    {"untitled", "Untitled", "无标题"},
    {"in_story", "{} articles in this story", "此事件共 {} 篇"},
    {"first", "first:", "最早："},
    {"first_that_day", "first that day:", "当日最早之一："},
    {"story", "Story", "事件"},
    {"story_alone", "1 article in this story", "此事件仅 1 篇"},
    {"told_first", "first", "最早"},
    {"first_uncertain",
     "which of the earliest was first, their dates do not tell",
     "日期不足以判定谁最早"},
    {"copy", "much the same text", "内容大体相同"},
    {"credits", "credits", "援引"},
    {"new_names", "new names", "新提及"},
    {"new_figures", "new figures", "新数据"},
    {"similar", "Similar articles", "相似文章"},
    {"partial", "Articles with some of the words", "包含部分词的文章"},
    {"previous", "Previous", "上一页"},
    {"next", "Next", "下一页"},
    {"pages", "Pages", "分页"},
    {"range", "{}–{}", "第 {}–{} 条"},
    {"of", "of {}", "共 {} 条"},
    {"past_end", "There is no page this far: the answer ends before it.",
     "没有这一页：结果到此之前已结束。"},
    {"back_to_start", "Back to the first page", "回到第一页"},
    {"too_far", "Pages end here. Narrow the search down to see the rest.",
     "翻页到此为止。请缩小范围以查看其余结果。"},
    {"as_a_date", "“{}” as a date?", "将“{}”作为日期筛选？"},
    {"did_you_mean", "Did you mean", "您是不是要找"},
    {"showing_for", "Showing results for", "显示的是以下查询的结果："},
    {"instead_for", "Search for what was typed instead", "仍按输入内容搜索"},
    {"nothing", "Nothing found", "没有找到"},
    {"nothing_for", "No article matches this query as it was read:",
     "没有文章符合所理解的查询："},
    {"nothing_try", "These would find something:", "这样可以找到："},
    {"nothing_wider",
     "Try fewer or other words, or see how queries are written.",
     "请减少或更换词语，或查看查询的写法。"},
    {"without", "without {}", "去掉“{}”"},
    {"shards",
     "{} of {} parts of the index answered: some articles may be "
     "missing.",
     "索引的 {}/{} 部分已应答：可能缺少一些文章。"},
    {"inexact", "The counts are lower bounds.", "计数为下限。"},
    {"articles_in_index", "in the index", "已收录"},
    {"sources_unit", "from {} sources", "来自 {} 个来源"},
    {"one_source", "from one source", "来自一个来源"},
    {"range_of_dates", "{} to {}", "{} 至 {}"},
    {"updated", "updated {}", "更新于 {}"},
    {"newest_stories", "Newest stories", "最新事件"},
    {"more", "All articles, newest first", "全部文章，按时间排列"},
    {"setup_title", "There is no index yet", "还没有索引"},
    {"setup_text",
     "Fill it with one command; this page answers within a second of it.",
     "用一条命令建立索引；完成后一秒内本页即可使用。"},
    {"empty_title", "The index is empty", "索引是空的"},
    {"busy_title", "Too busy just now", "服务器正忙"},
    {"busy_text",
     "The search could not be answered in time. Trying again in a moment "
     "usually helps.",
     "未能及时完成搜索。稍后再试通常即可。"},
    {"unavailable_title", "The index cannot be reached", "无法访问索引"},
    {"unavailable_text",
     "The server is running, but its index does not answer. Its log says why.",
     "服务器在运行，但索引没有应答。原因见其日志。"},
    {"again", "Try again", "重试"},
    {"bad_query_title", "This request cannot be read", "无法读取此请求"},
    {"key_title", "A key is needed", "需要密钥"},
    {"key_text",
     "This server answers only those who hold a key. Reload the page and give "
     "it as the password; the user name may be anything.",
     "此服务器只答复持有密钥者。请重新加载页面，并将密钥作为密码输入；用户名可"
     "随意填写。"},
    {"not_found_title", "There is no such page", "没有此页"},
    {"not_found_text",
     "The address may be mistyped, or the article is no longer in the index.",
     "地址可能有误，或文章已不在索引中。"},
    {"back", "Back to the search", "返回搜索"},
    {"home", "To the front page", "返回首页"},
    {"original", "Read at the source", "阅读原文"},
    {"key_points", "Key details", "要点"},
    {"mentions", "Mentioned", "提及"},
    {"topics", "Topics", "主题"},
    {"by", "by {}", "作者：{}"},
    {"updated_on", "updated {}", "更新于 {}"},
    {"help_query_title", "How to write a query", "查询写法"},
    {"help_api_title", "The API", "API"},
};

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

struct LanguageRow {
  std::string_view code;
  std::string_view name;
};

constexpr LanguageRow kLanguages[] = {
    {"ar", "العربية"},       {"de", "Deutsch"},    {"en", "English"},
    {"es", "Español"},       {"fa", "فارسی"},      {"fr", "Français"},
    {"he", "עברית"},         {"hi", "हिन्दी"},      {"id", "Bahasa Indonesia"},
    {"it", "Italiano"},      {"ja", "日本語"},     {"ko", "한국어"},
    {"nl", "Nederlands"},    {"pl", "Polski"},     {"pt", "Português"},
    {"ru", "Русский"},       {"sv", "Svenska"},    {"th", "ไทย"},
    {"tr", "Türkçe"},        {"uk", "Українська"}, {"ur", "اردو"},
    {"vi", "Tiếng Việt"},    {"zh", "中文"},       {"zh-Hans", "简体中文"},
    {"zh-Hant", "繁體中文"},
};

std::string replaced(std::string_view text, std::string_view value) {
  std::string out(text);
  const std::size_t at = out.find("{}");
  if (at != std::string::npos) out.replace(at, 2, value);
  return out;
}

std::string_view primary(std::string_view lang) {
  return lang.substr(0, lang.find('-'));
}

struct DateParts {
  std::string_view year;
  int month = 0;  // 0: not given
  int day = 0;
};

// Splits "YYYY[-MM[-DD[T...]]]"; an empty year if it is not that.
DateParts date_parts(std::string_view date) {
  const auto number = [](std::string_view digits) {
    return std::atoi(std::string(digits).c_str());
  };
  DateParts parts;
  const std::size_t dash = date.find('-', 1);
  const std::string_view year = date.substr(0, dash);
  if (year.size() < 4 || year.find_first_not_of("0123456789") != year.npos) {
    return parts;
  }
  if (date.size() >= year.size() + 3) parts.month = number(date.substr(5, 2));
  if (date.size() >= year.size() + 6) parts.day = number(date.substr(8, 2));
  if (parts.month < 0 || parts.month > 12) return {};
  parts.year = year;
  return parts;
}

}  // namespace

UiLanguage ui_language(std::string_view choice,
                       std::string_view accept_language) {
  if (choice == "zh") return UiLanguage::kChinese;
  if (choice == "en") return UiLanguage::kEnglish;
  UiLanguage best = UiLanguage::kEnglish;
  double best_weight = 0;
  while (!accept_language.empty()) {
    const std::size_t comma =
        std::min(accept_language.find(','), accept_language.size());
    std::string_view item = accept_language.substr(0, comma);
    accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    const std::size_t q = item.find("q=");
    const double weight =
        q == item.npos ? 1.0
                       : std::atof(std::string(item.substr(q + 2)).c_str());
    const std::string_view tag = primary(item.substr(0, item.find(';')));
    if (weight <= best_weight || (tag != "zh" && tag != "en")) continue;
    best_weight = weight;
    best = tag == "zh" ? UiLanguage::kChinese : UiLanguage::kEnglish;
  }
  return best;
}

std::string_view language_code(UiLanguage language) {
  return language == UiLanguage::kChinese ? "zh" : "en";
}

std::string_view word(UiLanguage language, std::string_view name) {
  const auto* row = std::ranges::find(kWords, name, &WordRow::name);
  if (row == std::end(kWords)) return name;
  return language == UiLanguage::kChinese ? row->chinese : row->english;
}

std::string phrase(UiLanguage language, std::string_view name,
                   std::string_view value) {
  return replaced(word(language, name), value);
}

std::string phrase(UiLanguage language, std::string_view name,
                   std::string_view first, std::string_view second) {
  const std::string_view text = word(language, name);
  const std::size_t split = text.find("{}") + 2;
  return replaced(text.substr(0, split), first) +
         replaced(text.substr(split), second);
}

void add_words(UiLanguage language, View& view) {
  for (const WordRow& row : kWords) {
    view.text("t_" + std::string(row.name), word(language, row.name));
  }
}

std::string number_text(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string count_text(UiLanguage language, std::uint64_t count,
                       std::string_view unit) {
  const std::string number = number_text(count);
  const bool story = unit == "story";
  if (language == UiLanguage::kChinese) {
    return number + (story ? " 个事件" : " 篇文章");
  }
  if (count == 1) return number + (story ? " story" : " article");
  return number + (story ? " stories" : " articles");
}

std::string date_text(UiLanguage language, std::string_view date) {
  const DateParts parts = date_parts(date);
  if (parts.year.empty()) return std::string(date);
  std::string text(parts.year);
  if (language == UiLanguage::kChinese) {
    text += "年";
    if (parts.month > 0) text += std::to_string(parts.month) + "月";
    if (parts.day > 0) text += std::to_string(parts.day) + "日";
    return text;
  }
  if (parts.month > 0) {
    const auto month = static_cast<std::size_t>(parts.month - 1);
    text = std::string(kMonths.at(month)) + " " + text;
  }
  if (parts.day > 0) text = std::to_string(parts.day) + " " + text;
  return text;
}

std::string short_date_text(UiLanguage language, std::string_view date) {
  const DateParts parts = date_parts(date);
  if (parts.month == 0) return date_text(language, date);
  if (language == UiLanguage::kChinese) {
    std::string text = std::to_string(parts.month) + "月";
    return parts.day > 0 ? text + std::to_string(parts.day) + "日"
                         : std::string(parts.year) + "年" + text;
  }
  const auto month = static_cast<std::size_t>(parts.month - 1);
  const std::string name(kMonths.at(month).substr(0, 3));
  return parts.day > 0 ? std::to_string(parts.day) + " " + name
                       : name + " " + std::string(parts.year);
}

std::string_view language_name(std::string_view lang) {
  for (const std::string_view code : {lang, primary(lang)}) {
    const auto* row = std::ranges::find(kLanguages, code, &LanguageRow::code);
    if (row != std::end(kLanguages)) return row->name;
  }
  return lang;
}

std::string_view text_direction(std::string_view lang) {
  const std::string_view code = primary(lang);
  const bool rtl = code == "ar" || code == "he" || code == "fa" || code == "ur";
  return rtl ? "rtl" : "ltr";
}

}  // namespace lede
