// SPDX-License-Identifier: GPL-3.0-or-later
//
// Atoms -> layers. The segmenter gives atoms with their spans; each becomes its
// exact term, its variants and its stem or, for CJK, uni- and bigram; pairs of
// atoms become fused names.

#include "common/analysis/analyzer.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include "common/analysis/atoms.h"
#include "common/analysis/diacritics.h"
#include "common/analysis/pairs.h"
#include "common/analysis/segmenter.h"
#include "common/analysis/stemming.h"
#include "common/analysis/utf8.h"
#include "common/schema.h"

namespace lede {
namespace {

using internal::Atom;
using internal::AtomKind;
using internal::AtomList;

bool has_lower_case(std::string_view text) {
  return std::ranges::any_of(
      text, [](char byte) { return byte >= 'a' && byte <= 'z'; });
}

// "l'intelligence" without its elided article or pronoun; empty if it has none.
std::string_view without_elision(std::string_view word) {
  static constexpr std::string_view kElided[] = {
      "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "dell"};
  const std::size_t apostrophe = word.find('\'');
  constexpr std::size_t kMinRest = 2;
  if (apostrophe == std::string_view::npos ||
      word.size() < apostrophe + 1 + kMinRest ||
      std::ranges::find(kElided, word.substr(0, apostrophe)) ==
          std::end(kElided)) {
    return {};
  }
  return word.substr(apostrophe + 1);
}

std::string dotted(std::string_view acronym) {
  std::string out;
  for (std::size_t pos = 0; pos < acronym.size();) {
    internal::append_utf8(out, internal::next_code_point(acronym, pos));
    out += '.';
  }
  return out;
}

void append_version(const UVersionInfo& numbers, std::string& out) {
  out += std::to_string(numbers[0]);
  out += '.';
  out += std::to_string(numbers[1]);
}

// Turns the atoms of one text into tokens.
class LayerWriter {
 public:
  LayerWriter(std::string_view text, const AtomList& list,
              internal::StemCache& stems, TokenStream& out)
      : text_(text), list_(list), stems_(stems), out_(out) {}

  void write() {
    const std::vector<Atom>& atoms = list_.atoms();
    for (position_ = 0; position_ < atoms.size(); ++position_) {
      const Atom& atom = atoms[position_];
      write_atom(atom, list_.term(atom));
      if (position_ + 1 < atoms.size()) write_pair(atom, atoms[position_ + 1]);
    }
    out_.set_positions(static_cast<std::uint32_t>(atoms.size()));
  }

 private:
  void put(Layer layer, std::string_view layer_prefix, std::string_view term) {
    const Atom& atom = list_.atoms()[position_];
    out_.append(layer_prefix, term, layer, {atom.begin, atom.end},
                static_cast<std::uint32_t>(position_), 1);
  }
  void put_exact(std::string_view term) { put(Layer::kExact, {}, term); }
  void put_variant(std::string_view term) { put(Layer::kVariant, {}, term); }
  // The cached stem has its prefix.
  void put_stem(std::string_view word) {
    put(Layer::kStem, {}, stems_.term(word));
  }

  void write_atom(const Atom& atom, std::string_view term) {
    switch (atom.kind) {
      case AtomKind::kCjk:
        put(Layer::kUnigram, {}, term);
        return;
      case AtomKind::kWord:
      case AtomKind::kCountry:
        write_word(atom, term);
        return;
      case AtomKind::kNumber:
        put_exact(term);
        return;
      case AtomKind::kSymbol:
        put_exact(term);
        write_symbol_base(term);
        return;
      case AtomKind::kAcronym:
        write_acronym(term);
        return;
      case AtomKind::kHost:
        put_exact(term);
        write_host_labels(term);
    }
  }

  void write_word(const Atom& atom, std::string_view term) {
    put_exact(term);
    if (atom.kind == AtomKind::kCountry && is_mixed_case()) put_variant("u.s.");
    if (atom.plain) return put_stem(term);
    if (!std::ranges::all_of(term, internal::is_ascii)) {
      const std::string plain = internal::without_diacritics(term);
      if (plain != term) put_variant(plain);
    }
    const std::string_view rest = without_elision(term);
    if (!rest.empty()) put_variant(internal::without_diacritics(rest));
    put_stem(rest.empty() ? term : rest);
  }

  // "c" beside "c++" and "c#", "net" beside ".net".
  void write_symbol_base(std::string_view term) {
    std::string_view base = term;
    if (base.front() == '.') base.remove_prefix(1);
    base = base.substr(0, base.find_last_not_of("+#") + 1);
    if (base != term) put_variant(base);
  }

  // "us" is a word of its own: where the full stops were written they count.
  void write_acronym(std::string_view term) {
    const std::string with_stops = dotted(term);
    const bool ambiguous = term == "us";
    put_exact(ambiguous ? with_stops : term);
    put_variant(ambiguous ? term : with_stops);
    put_stem(term);
  }

  // "openai" beside "openai.com"; also the last label where it is the name of
  // this very field.
  void write_host_labels(std::string_view term) {
    std::size_t begin = 0;
    for (std::size_t dot = term.find('.'); dot != std::string_view::npos;
         begin = dot + 1, dot = term.find('.', begin)) {
      write_label(term.substr(begin, dot - begin));
    }
    if (term.substr(begin) == "ai") write_label("ai");
  }
  void write_label(std::string_view label) {
    if (label == "www" || label == "com" || label == "co") return;
    put_variant(label);
    const bool has_digit = std::ranges::any_of(
        label, [](char byte) { return byte >= '0' && byte <= '9'; });
    if (!has_digit) put_stem(label);
  }

  void write_pair(const Atom& first, const Atom& second) {
    const bool cjk = first.kind == AtomKind::kCjk;
    if (cjk && second.kind != AtomKind::kCjk) return;
    // Over a space numbers alone are joined: most pairs end here.
    if (second.kind != AtomKind::kNumber && first.end < second.begin &&
        text_[first.end] == ' ') {
      return;
    }
    const internal::Link link =
        internal::link_between(text_, first.end, second.begin);
    if (link == internal::Link::kNone) return;
    const Span span{first.begin, second.end};
    const auto position = static_cast<std::uint32_t>(position_);
    pair_ = list_.term(first);
    pair_ += list_.term(second);
    if (cjk) {
      if (link == internal::Link::kGlued) {
        out_.append({}, pair_, Layer::kBigram, span, position, 2);
      }
      return;
    }
    if (!internal::is_fused(text_, list_, position_, link)) return;
    out_.append(prefix::kFused, pair_, Layer::kFused, span, position, 2);
    if (link != internal::Link::kSpace) {
      out_.append(prefix::kJoined, pair_, Layer::kJoined, span, position, 2);
    }
  }

  bool is_mixed_case() {
    if (!mixed_case_) mixed_case_ = has_lower_case(text_);
    return *mixed_case_;
  }

  std::string_view text_;
  const AtomList& list_;
  internal::StemCache& stems_;
  TokenStream& out_;
  std::size_t position_ = 0;
  std::string pair_;
  std::optional<bool> mixed_case_;
};

}  // namespace

void TokenStream::clear() {
  tokens_.clear();
  terms_.clear();
  positions_ = 0;
}

void TokenStream::append(std::string_view layer_prefix, std::string_view term,
                         Layer layer, Span span, std::uint32_t position,
                         std::uint32_t width) {
  const std::size_t begin = terms_.size();
  if (!layer_prefix.empty()) terms_.append(layer_prefix);
  terms_.append(term);
  if (terms_.size() - begin > kMaxTermBytes) {
    const std::string bounded =
        bounded_term(std::string_view(terms_).substr(begin));
    terms_.resize(begin);
    terms_ += bounded;
  }
  tokens_.push_back({span, position, width, static_cast<std::uint32_t>(begin),
                     static_cast<std::uint32_t>(terms_.size() - begin), layer});
}

struct Analyzer::State {
  internal::Segmenter segmenter;
  AtomList atoms;
  std::vector<internal::StemCache> stemmers;

  internal::StemCache& stems_of(std::string_view stemmer) {
    const auto found =
        std::ranges::find(stemmers, stemmer, &internal::StemCache::stemmer);
    return found != stemmers.end() ? *found : stemmers.emplace_back(stemmer);
  }
};

Analyzer::Analyzer() : state_(std::make_unique<State>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view text, std::string_view lang,
                       TokenStream& out) {
  out.clear();
  state_->segmenter.cut(text, state_->atoms);
  LayerWriter(text, state_->atoms, state_->stems_of(stemmer_for(lang)), out)
      .write();
}

std::vector<std::string> Analyzer::stems(
    std::string_view atom, const std::vector<std::string>& stemmers) {
  std::vector<std::string> terms;
  for (const std::string& stemmer : stemmers) {
    std::string term(state_->stems_of(stemmer_for(stemmer)).term(atom));
    if (std::ranges::find(terms, term) == terms.end()) {
      terms.push_back(std::move(term));
    }
  }
  return terms;
}

std::string analysis_fingerprint() {
  UVersionInfo unicode;
  u_getUnicodeVersion(unicode);
  UVersionInfo icu;
  u_getVersion(icu);
  std::string fingerprint = "rules-1 icu-";
  append_version(icu, fingerprint);
  fingerprint += " unicode-";
  append_version(unicode, fingerprint);
  fingerprint += " snowball-xapian-";
  fingerprint += Xapian::version_string();
  return fingerprint;
}

}  // namespace lede
