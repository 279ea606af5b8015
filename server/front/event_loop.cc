// SPDX-License-Identifier: GPL-3.0-or-later
//
// See event_loop.h.

#include "server/front/event_loop.h"

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <system_error>
#include <utility>

namespace lede::internal {

namespace {

constexpr std::uint64_t kListenerId = 0;
constexpr std::uint64_t kTickId = 1;
constexpr std::uint64_t kDoneId = 2;
// How often deadlines are looked at: this often in the shortest, between these
// two. To be woken up for nothing costs more than a request.
constexpr int kTicksInDeadline = 10;
constexpr std::chrono::milliseconds kShortestTick{10};
constexpr std::chrono::milliseconds kLongestTick{1000};
// A refused client that goes on sending is heard out this far, so that it gets
// to read why instead of a reset connection.
constexpr std::size_t kMaxThrownAwayBytes = std::size_t{256} * 1024;

bool add_to_epoll(int epoll, int fd, std::uint64_t id, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  return ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

bool start_ticking(int timer, const EventLoopOptions& options) {
  const auto tick =
      std::clamp(std::min({options.head_timeout, options.request_timeout,
                           options.idle_timeout, options.write_timeout}) /
                     kTicksInDeadline,
                 kShortestTick, kLongestTick);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(tick);
  itimerspec times{};
  times.it_interval.tv_sec = seconds.count();
  times.it_interval.tv_nsec = std::chrono::nanoseconds(tick - seconds).count();
  times.it_value = times.it_interval;
  return ::timerfd_settime(timer, 0, &times, nullptr) == 0;
}

}  // namespace

EventLoop::EventLoop(Listener listener, EventLoopOptions options,
                     EventLoopCallbacks callbacks)
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      tick_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)),
      done_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      address_(listener.address()),
      options_(options),
      callbacks_(std::move(callbacks)),
      queue_(options.work),
      listener_(std::make_unique<Listener>(std::move(listener))) {}

Result<std::unique_ptr<EventLoop>> EventLoop::create(
    Listener listener, EventLoopOptions options, EventLoopCallbacks callbacks) {
  std::unique_ptr<EventLoop> loop(
      new EventLoop(std::move(listener), options, std::move(callbacks)));
  const int epoll = loop->epoll_.get();
  // What is watched by edges wakes one thread; the end is meant for all.
  if (!loop->epoll_.is_open() || !loop->tick_.is_open() ||
      !loop->done_.is_open() ||
      !add_to_epoll(epoll, loop->done_.get(), kDoneId, EPOLLIN) ||
      !add_to_epoll(epoll, loop->tick_.get(), kTickId, EPOLLIN | EPOLLET) ||
      !add_to_epoll(epoll, loop->listener_->fd(), kListenerId,
                    EPOLLIN | EPOLLET) ||
      !start_ticking(loop->tick_.get(), options)) {
    return Error{ErrorCode::kIo,
                 "watching sockets: " + std::generic_category().message(errno)};
  }
  return loop;
}

void EventLoop::run() {
  std::unique_lock lock(mutex_);
  while (!is_done()) {
    lock.unlock();
    epoll_event event{};
    const int count = ::epoll_wait(epoll_.get(), &event, 1, -1);
    lock.lock();
    if (count == 1) handle_event(event.data.u64, event.events);
    while (!turned_away_.empty()) turn_away_next(lock);
    for (auto piece = queue_.begin_next(); piece.connection != nullptr;
         piece = queue_.begin_next()) {
      work_on(piece, lock);
    }
  }
  ::eventfd_write(done_.get(), 1);
}

bool EventLoop::is_done() const {
  return stopping_ && (connections_.empty() || Clock::now() >= stop_by_);
}

void EventLoop::stop() {
  const std::lock_guard lock(mutex_);
  if (!stopping_) begin_stop();
  if (is_done()) ::eventfd_write(done_.get(), 1);
}

void EventLoop::accept_all() {
  while (listener_) {
    UniqueFd fd(::accept4(listener_->fd(), nullptr, nullptr,
                          SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!fd.is_open()) {
      const bool exhausted = errno == EMFILE || errno == ENFILE ||
                             errno == ENOBUFS || errno == ENOMEM;
      // Without a descriptor to give away, clients wait in the backlog.
      if (exhausted && !make_room()) accept_later();
      if (exhausted && accepting_) continue;
      return;
    }
    if (connections_.size() >= options_.max_connections && !make_room()) {
      continue;  // all others are being answered: this one is turned away
    }
    const int on = 1;
    if (!address_.is_unix()) {
      ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    }
    std::string client = peer_address(fd.get());
    auto connection = std::make_unique<Connection>(
        next_id_++, std::move(fd), std::move(client), options_.request);
    connection->begun = Clock::now();
    connection->deadline = connection->begun + options_.head_timeout;
    if (!add_to_epoll(epoll_.get(), connection->fd.get(), connection->id,
                      EPOLLIN | EPOLLONESHOT)) {
      continue;
    }
    connections_.emplace(connection->id, std::move(connection));
  }
}

// Closes the connection that has waited longest for its client; false if all
// are being answered.
bool EventLoop::make_room() {
  Connection* oldest = nullptr;
  for (const auto& [id, connection] : connections_) {
    if (connection->phase == Phase::kWorking ||
        connection->phase == Phase::kWriting) {
      continue;
    }
    if (oldest == nullptr || connection->begun < oldest->begun) {
      oldest = connection.get();
    }
  }
  if (oldest != nullptr) close(*oldest);
  return oldest != nullptr;
}

void EventLoop::accept_later() {
  accepting_ = false;
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, listener_->fd(), nullptr);
}

void EventLoop::handle_event(std::uint64_t id, std::uint32_t events) {
  if (id == kListenerId) {
    accept_all();
    return;
  }
  if (id == kTickId) {
    std::uint64_t ticks = 0;
    if (::read(tick_.get(), &ticks, sizeof(ticks)) > 0) expire(Clock::now());
    return;
  }
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  switch (connection.phase) {
    case Phase::kReading:
    case Phase::kLingering:
      read_from(connection);
      return;
    case Phase::kWorking:
      return;  // it is not watched
    case Phase::kWriting:
      if ((events & EPOLLOUT) != 0) {
        write_to(connection);
      } else {
        close(connection);
      }
      return;
  }
}

void EventLoop::read_from(Connection& connection) {
  switch (connection.receive()) {
    case Connection::Io::kBlocked:
      watch(connection, EPOLLIN);
      return;
    case Connection::Io::kClosed:
      close(connection);
      return;
    case Connection::Io::kProgress:
      break;
  }
  if (connection.phase == Phase::kReading) {
    advance(connection);
  } else if (connection.thrown_away > kMaxThrownAwayBytes) {
    close(connection);
  } else {
    watch(connection, EPOLLIN);
  }
}

void EventLoop::advance(Connection& connection) {
  if (!connection.request_begun && connection.reader.in_request()) {
    connection.request_begun = true;
    connection.begun = Clock::now();
    connection.deadline = connection.begun + options_.head_timeout;
  }
  switch (connection.reader.advance()) {
    case RequestReader::State::kRejected:
      refuse(connection, connection.reader.rejection());
      return;
    case RequestReader::State::kComplete:
      dispatch(connection);
      return;
    case RequestReader::State::kNeedsMore:
      break;
  }
  if (connection.reader.has_head()) {
    connection.deadline = connection.begun + options_.request_timeout;
  }
  if (connection.reader.take_continue()) {
    connection.output.head = "HTTP/1.1 100 Continue\r\n\r\n";
    if (connection.send() == Connection::Io::kClosed) {
      close(connection);
      return;
    }
  }
  watch(connection, EPOLLIN);
}

void EventLoop::dispatch(Connection& connection) {
  connection.phase = Phase::kWorking;
  connection.request_begun = false;
  if (queue_.has_room()) {
    queue_.add(connection);
  } else {
    turned_away_.push_back(&connection);
  }
}

// Tells a client that there is no room for its request, without keeping others
// from the sockets. The connection stays: to open another would cost both more
// than the refusal, just when there is least to spare.
void EventLoop::turn_away_next(std::unique_lock<std::mutex>& lock) {
  Connection& connection = *turned_away_.front();
  turned_away_.pop_front();
  lock.unlock();
  const RawRequest request = connection.reader.take();
  // The refusal has a body, which an answer to HEAD must not have.
  connection.keep_alive =
      request.keep_alive && !request.line.starts_with("HEAD ");
  connection.output = callbacks_.refuse(
      {503, "busy", "the server has as much to do as it can queue"},
      connection.client, connection.keep_alive);
  connection.sent = 0;
  const Connection::Io state = connection.send();
  lock.lock();
  after_answer(connection, state);
}

// Lets the others go on while the request is answered and the answer sent.
void EventLoop::work_on(const WorkQueue::Piece& piece,
                        std::unique_lock<std::mutex>& lock) {
  Connection& connection = *piece.connection;
  lock.unlock();
  Work work = piece.turn
                  ? Work{std::exchange(connection.later, {})(*piece.turn), {}}
                  : respond(connection);
  if (work.later) {
    connection.later = std::move(work.later);
    lock.lock();
    queue_.end(piece);
    connection.deadline = Clock::now() + options_.turn_timeout;
    queue_.add_waiting(connection);
    return;
  }
  const Connection::Io state = connection.answer(std::move(work.answer));
  lock.lock();
  queue_.end(piece);
  after_answer(connection, state);
}

// Called without the lock.
Work EventLoop::respond(Connection& connection) {
  RawRequest request = connection.reader.take();
  connection.keep_alive = request.keep_alive;
  return callbacks_.respond(std::move(request), connection.client);
}

void EventLoop::after_answer(Connection& connection, Connection::Io state) {
  connection.phase = Phase::kWriting;
  connection.deadline = Clock::now() + options_.write_timeout;
  after_sending(connection, state);
}

void EventLoop::refuse(Connection& connection, const Rejection& rejection) {
  connection.output = callbacks_.refuse(rejection, connection.client, false);
  connection.sent = 0;
  connection.keep_alive = false;
  after_answer(connection, connection.send());
}

void EventLoop::write_to(Connection& connection) {
  after_sending(connection, connection.send());
}

void EventLoop::after_sending(Connection& connection, Connection::Io state) {
  switch (state) {
    case Connection::Io::kClosed:
      close(connection);
      return;
    case Connection::Io::kBlocked:
      watch(connection, EPOLLOUT);
      return;
    case Connection::Io::kProgress:
      finish_answer(connection);
      return;
  }
}

void EventLoop::finish_answer(Connection& connection) {
  connection.begun = Clock::now();
  if (!connection.keep_alive || stopping_) {
    connection.shut_down_writing();
    connection.phase = Phase::kLingering;
    connection.deadline = connection.begun + options_.linger_timeout;
    watch(connection, EPOLLIN);
    return;
  }
  connection.phase = Phase::kReading;
  connection.deadline = connection.begun + options_.idle_timeout;
  advance(connection);
}

void EventLoop::expire(Clock::time_point now) {
  if (listener_ && !accepting_) {
    accepting_ = add_to_epoll(epoll_.get(), listener_->fd(), kListenerId,
                              EPOLLIN | EPOLLET);
  }
  std::vector<Connection*> expired;
  for (const auto& [id, connection] : connections_) {
    if (connection->phase != Phase::kWorking && now >= connection->deadline) {
      expired.push_back(connection.get());
    }
  }
  for (Connection* connection : expired) {
    if (connection->phase == Phase::kReading && connection->request_begun) {
      refuse(*connection,
             {408, "request_timeout", "the request did not come in time"});
    } else {
      close(*connection);
    }
  }
}

void EventLoop::begin_stop() {
  stopping_ = true;
  stop_by_ = Clock::now() + options_.stop_timeout;
  listener_.reset();
  std::vector<Connection*> idle;
  for (const auto& [id, connection] : connections_) {
    if (connection->phase == Phase::kReading ||
        connection->phase == Phase::kLingering) {
      idle.push_back(connection.get());
    }
  }
  for (Connection* connection : idle) close(*connection);
}

void EventLoop::watch(Connection& connection, std::uint32_t events) {
  epoll_event event{};
  event.events = events | EPOLLONESHOT;
  event.data.u64 = connection.id;
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.fd.get(), &event);
}

void EventLoop::close(Connection& connection) {
  connections_.erase(connection.id);
}

}  // namespace lede::internal
