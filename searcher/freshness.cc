// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much being fresh counts in an answer.

#include "searcher/freshness.h"

#include <algorithm>
#include <string>

#include "common/schema.h"
#include "searcher/freshness_text.h"

namespace lede {
namespace {

using Op = IndexQuery::Op;

constexpr std::int64_t kDaySeconds = 86400;
static_assert(kFreshnessHalfLife == kDefaultHalfLifeDays * kDaySeconds);

// Of the default weight. The weight of a word that one article in a hundred has
// is about 10: freshness settles what words leave open. Measured, see
// bench/README.md.
constexpr double kDefaultPoints = 0.4;
// Of weight 1: still some of it after ten half-lives, and small enough for the
// words to tell in a double.
constexpr double kMostPoints = 1e6;

double odds(double weight) { return weight / (1 - weight); }

// When at the latest what `query` matches was published, exclusive. Negations
// are not looked into.
std::int64_t latest_end(const IndexQuery& query) {
  switch (query.op()) {
    case Op::kPublished:
      return query.interval().end;
    case Op::kScale:
    case Op::kAndNot:
    case Op::kAndMaybe:
      return latest_end(query.children().front());
    case Op::kAnd:
    case Op::kFilter: {
      std::int64_t end = kAnyDate.end;
      for (const IndexQuery& child : query.children()) {
        end = std::min(end, latest_end(child));
      }
      return end;
    }
    case Op::kOr:
    case Op::kSynonym: {
      std::int64_t end = kAnyDate.begin;
      for (const IndexQuery& child : query.children()) {
        end = std::max(end, latest_end(child));
      }
      return end;
    }
    default:
      return kAnyDate.end;
  }
}

bool is_past(const IndexQuery& match, std::int64_t half_life,
             std::int64_t now) {
  return latest_end(match) < now - half_life;
}

std::optional<FreshnessOff> why_off(const SearchRequest& request,
                                    SortOrder sort, const IndexQuery& match,
                                    std::int64_t half_life, std::int64_t now) {
  if (sort != SortOrder::kRelevance) return FreshnessOff::kSortedByDate;
  if (request.rank == RankMode::kText) return FreshnessOff::kRankText;
  if (request.freshness == 0) return FreshnessOff::kZeroWeight;
  if (is_past(match, half_life, now)) return FreshnessOff::kPastDate;
  return std::nullopt;
}

// The scale of slot::kFreshness where it will do, since that alone can be asked
// of remote shards.
FreshnessScale scale_of(std::int64_t half_life, std::int64_t now) {
  if (half_life == kFreshnessHalfLife) return {};
  return {now, half_life};
}

// Of remote shards can be asked what they hold, and no more: see stock_query().
void bound_remote(const SearchRequest& request, double held,
                  Freshness& freshness) {
  if (request.half_life_days != kDefaultHalfLifeDays) {
    freshness.warning = "remote shards know no half-life but that of " +
                        std::to_string(kDefaultHalfLifeDays) + " days";
  } else if (freshness.most > held) {
    freshness.warning = "remote shards let freshness count less than asked for";
  }
  freshness.most = std::min(freshness.most, held);
}

}  // namespace

Result<void> check_freshness(const SearchRequest& request) {
  const auto invalid = [](std::string_view parameter, std::string_view form) {
    return Error{ErrorCode::kInvalidArgument,
                 std::string(parameter) + ": must be " + std::string(form)};
  };
  if (request.half_life_days < kMinHalfLifeDays ||
      request.half_life_days > kMaxHalfLifeDays) {
    return invalid("half_life", kHalfLifeForm);
  }
  // Not a number is not within, either.
  if (!(request.freshness >= 0 && request.freshness <= 1)) {
    return invalid("freshness", kFreshnessForm);
  }
  return {};
}

Freshness read_freshness(const SearchRequest& request, SortOrder sort,
                         const IndexQuery& match, const IndexView& view,
                         std::int64_t now) {
  Freshness freshness;
  FreshnessReading& reading = freshness.reading;
  reading.half_life_days =
      view.info.local ? request.half_life_days : kDefaultHalfLifeDays;
  reading.weight = request.freshness;
  const std::int64_t half_life = reading.half_life_days * kDaySeconds;
  freshness.now = now;
  reading.off = why_off(request, sort, match, half_life, now);
  if (reading.off) return freshness;
  const auto newest =
      decode_instant(view.database.get_value_upper_bound(slot::kPublished));
  if (!newest) {
    reading.off = FreshnessOff::kUndated;
    return freshness;
  }
  // A clock behind the newest article must not blow its weight up.
  freshness.now = std::max(now, *newest);
  const FreshnessScale scale = scale_of(half_life, freshness.now);
  const double of_now = freshness_value(freshness.now, scale);
  freshness.most = freshness_points(request.freshness);
  if (!view.info.local) bound_remote(request, of_now, freshness);
  freshness.part = IndexQuery::freshness(scale).scaled(freshness.most / of_now);
  return freshness;
}

double freshness_points(double weight) {
  const double points =
      kDefaultPoints * (odds(weight) / odds(kDefaultFreshness));
  return weight < 1 ? std::min(points, kMostPoints) : kMostPoints;
}

}  // namespace lede
