// SPDX-License-Identifier: GPL-3.0-or-later
//
//   article -> texts, field after field -> tokens and mentions
//           -> PostingTable: shared layers, field copies, absence marks,
//           filters, figures
//           -> Xapian::Document: values (document_values.cc), data

#include "indexer/document_builder.h"

#include <algorithm>

#include "common/analysis/text.h"
#include "indexer/document_values.h"
#include "indexer/url_host.h"

namespace lede {
namespace {

constexpr std::uint8_t kInBody = 1;
constexpr std::uint8_t kInShortField = 2;

bool has_position(Layer layer) {
  return layer == Layer::kExact || layer == Layer::kVariant ||
         layer == Layer::kUnigram || layer == Layer::kBigram;
}

}  // namespace

DocumentBuilder::DocumentBuilder(std::shared_ptr<const Lexicon> lexicon)
    : lexicon_(std::move(lexicon)),
      article_mentions_(*lexicon_),
      signature_builder_(Background::built_in()) {}

Result<BuiltDocument> DocumentBuilder::build(const Article& article,
                                             std::string_view content_hash) {
  table_.clear();
  seen_in_.clear();
  short_tokens_.clear();
  entities_.clear();
  texts_.clear();
  article_mentions_.clear();
  signature_builder_.begin(article);
  position_ = kFirstPosition;

  add_text(row_of(TextField::kTitle), article.title.value_or(""), article.lang);
  add_text(row_of(TextField::kSummary), article.summary, article.lang);
  for (const std::string& point : article.key_points) {
    add_text(row_of(TextField::kKeyPoints), point, article.lang);
  }
  body_begin_ = position_;
  add_text(row_of(TextField::kBody), article.text, article.lang);
  add_mentions();
  mark_absent_from_body();
  mark_pairs_absent_from_body();
  add_filters(article);
  find_figures(article, figures_);
  add_figure_terms(figures_, table_);

  BuiltDocument built;
  std::string data = encode_document_data({article, stored_entities()});
  if (data.size() > kMaxDocumentData) {
    return Error{ErrorCode::kInvalidArgument,
                 "it is larger than the index can hold in one piece"};
  }
  built.document.set_data(data);
  add_article_values(article, content_hash, built.document);
  add_entity_values(built.document);
  built.stemmer = stemmer_for(article.lang);
  built.terms = &table_;
  built.signature = sign();
  return built;
}

StorySignature DocumentBuilder::sign() {
  signature_builder_.add_mentions(mentions_);
  signature_builder_.add_amounts(figures_.amounts);
  signature_builder_.add_dates(figures_.dates);
  return signature_builder_.finish();
}

void DocumentBuilder::add_text(const TextFieldRow& field, std::string_view text,
                               std::string_view lang) {
  if (text.empty()) return;
  analyzer_.analyze(text, lang, stream_);
  for (const Token& token : stream_.tokens()) add_token(field, token);
  signature_builder_.add_text(field.field, stream_);
  add_passages(text);
  article_mentions_.add(stream_, text);
  texts_.push_back({&field, position_});
  position_ += stream_.positions() + kFieldGap;
}

void DocumentBuilder::add_token(const TextFieldRow& field, const Token& token) {
  const std::string_view term = stream_.term(token);
  const std::uint32_t position = position_ + token.position;
  if (has_position(token.layer)) {
    add_shared(field, term, position, field.weight);
    return;
  }
  const std::uint32_t wdf = token.layer == Layer::kJoined ? 0 : field.weight;
  const PostingTable::TermId shared = table_.intern("", term);
  table_.add(shared, wdf);
  note_field(field.field, shared);
  if (field.prefix.empty()) return;
  // Of a field's own copies the stems alone weigh: each occurrence that counts
  // makes the document longer, and a bare headline must not pass for an essay.
  const bool weighs = token.layer == Layer::kStem;
  table_.add(table_.intern(field.prefix, term), weighs ? wdf : 0);
}

void DocumentBuilder::add_passages(std::string_view text) {
  const std::vector<Span> sentences = sentence_spans(text);
  const std::vector<Span> paragraphs = paragraph_spans(text, sentences);
  add_passages(prefix::kSentenceStart, "", sentences);
  add_passages(prefix::kParagraphStart, "", paragraphs);
  add_passages(prefix::kQuotationStart, prefix::kQuotationEnd,
               quotation_spans(text, paragraphs));
}

// Marks where each of `passages` of the text at hand begins and, unless `end`
// is empty, ends. One without tokens leaves no mark.
void DocumentBuilder::add_passages(std::string_view start, std::string_view end,
                                   std::span<const Span> passages) {
  const std::vector<Token>& tokens = stream_.tokens();
  auto token = tokens.begin();
  const auto pass = [&](std::size_t byte) {
    while (token != tokens.end() && token->span.begin < byte) ++token;
    return position_ +
           (token == tokens.end() ? stream_.positions() : token->position);
  };
  for (const Span& passage : passages) {
    const std::uint32_t first = pass(passage.begin);
    if (token == tokens.end() || token->span.begin >= passage.end) continue;
    table_.add(table_.intern("", start), first, 0);
    if (end.empty()) continue;
    table_.add(table_.intern("", end), pass(passage.end), 0);
  }
}

// A term with its position, in the shared layer and under the field's prefix.
void DocumentBuilder::add_shared(const TextFieldRow& field,
                                 std::string_view term, std::uint32_t position,
                                 std::uint32_t wdf) {
  const PostingTable::TermId shared = table_.intern("", term);
  table_.add(shared, position, wdf);
  note_field(field.field, shared);
  if (field.prefix.empty()) return;
  table_.add(table_.intern(field.prefix, term), position, 0);
  if (term.starts_with(prefix::kEntity)) return;
  short_tokens_.push_back({shared, position});
}

void DocumentBuilder::note_field(TextField field, PostingTable::TermId term) {
  if (term >= seen_in_.size()) seen_in_.resize(term + std::size_t{1}, 0);
  seen_in_[term] |= field == TextField::kBody ? kInBody : kInShortField;
}

void DocumentBuilder::add_mentions() {
  mentions_.clear();
  article_mentions_.decide(mentions_);
  for (const Mention& mention : mentions_) add_entity(mention);
}

void DocumentBuilder::add_entity(const Mention& mention) {
  const AddedText& text = texts_[mention.text];
  add_shared(*text.field,
             bounded_term(std::string(prefix::kEntity) + mention.entity->id),
             text.position + mention.first_position, 1);
  if (mention.credited) {
    add_filter(prefix::kCited, id_slug(mention.entity->id));
  }
  const auto known =
      std::ranges::find(entities_, mention.entity, &EntityCount::entity);
  if (known == entities_.end()) {
    entities_.push_back({mention.entity, 1});
  } else {
    ++known->mentions;
  }
}

void DocumentBuilder::mark_absent_from_body() {
  std::string term;
  for (PostingTable::TermId id = 0; id < seen_in_.size(); ++id) {
    if (seen_in_[id] != kInShortField) continue;
    term = table_.text(id);  // a copy: interning moves the table's own bytes
    table_.intern(prefix::kNotInBody, term);
  }
}

// Marks "N" + a + " " + b for neighbours a, b of a short field that are none in
// the body. Tokens of one position stand beside each other, those of the next
// one right behind them.
void DocumentBuilder::mark_pairs_absent_from_body() {
  std::string pair;
  for (std::size_t i = 0; i < short_tokens_.size(); ++i) {
    const ShortToken& first = short_tokens_[i];
    for (std::size_t j = i + 1; j < short_tokens_.size(); ++j) {
      const ShortToken& second = short_tokens_[j];
      if (second.position > first.position + 1) break;
      if (second.position == first.position) continue;
      if (table_.adjacent(first.term, second.term, body_begin_)) continue;
      pair.assign(table_.text(first.term)).append(" ");
      pair.append(table_.text(second.term));
      table_.intern(prefix::kNotInBody, pair);
    }
  }
}

void DocumentBuilder::add_filter(std::string_view prefix,
                                 std::string_view value) {
  const std::string folded = fold_value(value);
  if (folded.empty()) return;
  table_.intern("", bounded_term(std::string(prefix) + folded));
}

void DocumentBuilder::add_filters(const Article& article) {
  table_.intern("", std::string(prefix::kKey) + article_key(article.id));
  add_filter(prefix::kSource, article.source);
  for (const std::string& author : article.authors) {
    add_filter(prefix::kAuthor, author);
  }
  for (const std::string& topic : article.topics) {
    add_filter(prefix::kTopic, topic);
  }
  for (const std::string& host : host_and_parents(article.url)) {
    add_filter(prefix::kHost, host);
  }
  add_filter(prefix::kLanguage, article.lang);
  add_filter(prefix::kLanguage, article.lang.substr(0, article.lang.find('-')));
}

std::vector<StoredEntity> DocumentBuilder::stored_entities() {
  std::ranges::stable_sort(entities_, std::ranges::greater{},
                           &EntityCount::mentions);
  std::vector<StoredEntity> stored;
  for (const EntityCount& count : entities_) {
    if (count.entity->kind == EntityKind::kTerm) continue;
    stored.push_back({count.entity->id, count.entity->name, count.mentions});
  }
  return stored;
}

void DocumentBuilder::add_entity_values(Xapian::Document& document) const {
  for (const FilterFieldRow& field : filter_fields()) {
    if (!field.entity || !field.facet) continue;
    std::vector<std::string> ids;
    for (const EntityCount& count : entities_) {
      if (kind_name(count.entity->kind) == field.name) {
        ids.push_back(count.entity->id);
      }
    }
    std::ranges::sort(ids);
    document.add_value(field.value_slot, join_values(ids));
  }
}

}  // namespace lede
