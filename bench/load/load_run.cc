// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/load/load_run.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <sys/epoll.h>
#include <unistd.h>

#include "bench/load/connection.h"

namespace lede::bench {
namespace {

using Clock = LoadConnection::Clock;

Clock::duration of_seconds(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double>(seconds));
}

class LoadRun {
 public:
  LoadRun(const LoadTarget& target, const std::vector<std::string>& requests,
          const LoadPlan& plan, std::size_t first)
      : target_(target),
        requests_(requests),
        plan_(plan),
        next_request_(first),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)),
        begin_(Clock::now()),
        end_(begin_ + of_seconds(plan.seconds)) {}

  LoadOutcome run();

 private:
  void fall_due(Clock::time_point now);
  void start_due();
  LoadConnection* free_connection();
  void watch(LoadConnection& connection, bool is_new);
  void take(LoadConnection& connection);
  void wait(Clock::time_point now);
  [[nodiscard]] Clock::time_point due_time(std::size_t number) const {
    return begin_ + of_seconds(static_cast<double>(number) / plan_.rate);
  }

  const LoadTarget& target_;
  const std::vector<std::string>& requests_;
  const LoadPlan& plan_;
  std::size_t next_request_;
  UniqueFd epoll_;
  Clock::time_point begin_;
  Clock::time_point end_;
  std::vector<std::unique_ptr<LoadConnection>> connections_;
  std::vector<LoadConnection*> free_;
  std::deque<Clock::time_point> due_;  // and not yet sent
  std::size_t planned_ = 0;            // requests that have fallen due
  std::size_t under_way_ = 0;
  LoadOutcome outcome_;
};

LoadOutcome LoadRun::run() {
  const Clock::time_point give_up = end_ + of_seconds(plan_.timeout_seconds);
  for (Clock::time_point now = begin_; now < give_up; now = Clock::now()) {
    fall_due(now);
    start_due();
    if (now >= end_ && due_.empty() && under_way_ == 0) break;
    wait(now);
  }
  outcome_.unanswered = under_way_ + due_.size();
  outcome_.sent = planned_;
  return std::move(outcome_);
}

void LoadRun::fall_due(Clock::time_point now) {
  if (plan_.rate <= 0) {
    // As many as can be sent at once.
    while (now < end_ && under_way_ + due_.size() < plan_.connections) {
      due_.push_back(now);
      ++planned_;
    }
    return;
  }
  for (Clock::time_point due = due_time(planned_); due <= now && due < end_;
       due = due_time(planned_)) {
    due_.push_back(due);
    ++planned_;
  }
}

void LoadRun::start_due() {
  while (!due_.empty()) {
    LoadConnection* connection = free_connection();
    if (connection == nullptr) return;
    const bool is_new = !connection->is_open();
    connection->start(target_, requests_[next_request_++ % requests_.size()],
                      due_.front());
    due_.pop_front();
    ++under_way_;
    if (connection->state() == LoadConnection::State::kLost) {
      take(*connection);
    } else {
      watch(*connection, is_new);
    }
  }
}

// The one used last, so that those not needed fall idle; null if all are busy.
LoadConnection* LoadRun::free_connection() {
  if (free_.empty()) {
    if (connections_.size() >= plan_.connections) return nullptr;
    connections_.push_back(std::make_unique<LoadConnection>());
    return connections_.back().get();
  }
  LoadConnection* connection = free_.back();
  free_.pop_back();
  return connection;
}

void LoadRun::watch(LoadConnection& connection, bool is_new) {
  epoll_event event{};
  event.events = EPOLLIN;
  if (connection.wants_to_write()) event.events |= EPOLLOUT;
  event.data.ptr = &connection;
  ::epoll_ctl(epoll_.get(), is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
              connection.fd(), &event);
}

void LoadRun::take(LoadConnection& connection) {
  if (connection.state() == LoadConnection::State::kLost) {
    ++outcome_.lost;
  } else {
    const Clock::time_point now = Clock::now();
    const std::chrono::duration<double, std::milli> latency =
        now - connection.due();
    if (connection.status() == 200 && now < end_) ++outcome_.accepted_in_time;
    outcome_.answers[connection.status()].push_back(latency.count());
  }
  connection.finish();
  --under_way_;
  free_.push_back(&connection);
}

void LoadRun::wait(Clock::time_point now) {
  Clock::duration left = std::chrono::milliseconds(50);
  if (plan_.rate > 0 && due_time(planned_) < end_) {
    left = std::clamp(due_time(planned_) - now, Clock::duration::zero(), left);
  }
  const auto nanoseconds =
      std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
  const timespec timeout{0, nanoseconds};
  std::array<epoll_event, 64> events;
  const int count =
      ::epoll_pwait2(epoll_.get(), events.data(),
                     static_cast<int>(events.size()), &timeout, nullptr);
  for (int i = 0; i < count; ++i) {
    auto& connection = *static_cast<LoadConnection*>(
        events[static_cast<std::size_t>(i)].data.ptr);
    const bool had_to_write = connection.wants_to_write();
    connection.proceed();
    switch (connection.state()) {
      case LoadConnection::State::kAnswered:
      case LoadConnection::State::kLost:
        take(connection);
        break;
      case LoadConnection::State::kBusy:
        if (had_to_write) watch(connection, false);
        break;
      case LoadConnection::State::kIdle:
        break;
    }
  }
}

}  // namespace

LoadOutcome run_load(const LoadTarget& target,
                     const std::vector<std::string>& requests,
                     const LoadPlan& plan, std::size_t first) {
  return LoadRun(target, requests, plan, first).run();
}

}  // namespace lede::bench
