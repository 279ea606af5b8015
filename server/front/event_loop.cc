// SPDX-License-Identifier: GPL-3.0-or-later
//
// See event_loop.h.

#include "server/front/event_loop.h"

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>

namespace lede::internal {

namespace {

constexpr std::uint64_t kListenerId = 0;
constexpr std::uint64_t kWakeId = 1;
// Deadlines are looked at this often; they are seconds.
constexpr std::chrono::milliseconds kTick{100};
// A refused client that goes on sending is heard out this far, so that it gets
// to read why instead of a reset connection.
constexpr std::size_t kMaxThrownAwayBytes = 256 * 1024;

bool add_to_epoll(int epoll, int fd, std::uint64_t id, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  return ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

}  // namespace

EventLoop::EventLoop(Listener listener, EventLoopOptions options,
                     EventLoopCallbacks callbacks)
    : listener_(std::make_unique<Listener>(std::move(listener))),
      address_(listener_->address()),
      options_(options),
      callbacks_(std::move(callbacks)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

Result<std::unique_ptr<EventLoop>> EventLoop::create(
    Listener listener, EventLoopOptions options, EventLoopCallbacks callbacks) {
  std::unique_ptr<EventLoop> loop(
      new EventLoop(std::move(listener), options, std::move(callbacks)));
  const int epoll = loop->epoll_.get();
  if (!loop->epoll_.is_open() || !loop->wake_.is_open() ||
      !add_to_epoll(epoll, loop->wake_.get(), kWakeId, EPOLLIN) ||
      !add_to_epoll(epoll, loop->listener_->fd(), kListenerId, EPOLLIN)) {
    return Error{ErrorCode::kIo,
                 "watching sockets: " + std::generic_category().message(errno)};
  }
  return loop;
}

void EventLoop::run() {
  std::array<epoll_event, 64> events;
  while (!stopping_ || (!connections_.empty() && Clock::now() < stop_by_)) {
    const int count = ::epoll_wait(epoll_.get(), events.data(),
                                   static_cast<int>(events.size()),
                                   static_cast<int>(kTick.count()));
    // First: the next request of who was answered may be among the events.
    take_answers();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.u64 == kListenerId) {
        accept_all();
      } else if (event.data.u64 == kWakeId) {
        eventfd_t ignored = 0;
        ::eventfd_read(wake_.get(), &ignored);
        take_answers();
      } else {
        handle_event(event.data.u64, event.events);
      }
    }
    expire(Clock::now());
  }
  connections_.clear();
}

void EventLoop::complete(const Peer& peer, std::string answer,
                         bool keep_alive) {
  Answer done{peer.connection, std::move(answer), 0, keep_alive, false};
  const Io state = send_from(peer.socket->fd.get(), done.bytes, done.sent);
  done.failed = state == Io::kClosed;
  bool has_work = state != Io::kProgress || !keep_alive;
  {
    const std::lock_guard lock(mutex_);
    answers_.push_back(std::move(done));
    has_work = has_work || peer.socket->awaited || stop_asked_;
  }
  if (has_work) wake();
}

void EventLoop::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_asked_ = true;
  }
  wake();
}

void EventLoop::wake() { ::eventfd_write(wake_.get(), 1); }

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
    auto socket = std::make_shared<Peer::Socket>(Peer::Socket{std::move(fd)});
    auto connection = std::make_unique<Connection>(
        Peer{next_id_++, std::move(socket), std::move(client)},
        options_.request);
    connection->begun = Clock::now();
    connection->deadline = connection->begun + options_.head_timeout;
    const std::uint64_t id = connection->peer.connection;
    if (!add_to_epoll(epoll_.get(), connection->fd(), id, EPOLLIN)) continue;
    connection->watched_events = EPOLLIN;
    connections_.emplace(id, std::move(connection));
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
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  switch (connection.phase) {
    case Phase::kReading:
    case Phase::kLingering:
      read_from(connection);
      return;
    case Phase::kWorking:
      // After a reset or a full close the answer cannot arrive, but the
      // worker's call has to find its connection. What the client has sent
      // ahead has to wait.
      if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        unwatch(connection);
      } else {
        watch(connection, 0);
      }
      await_answer(connection);
      return;
    case Phase::kWriting:
      if ((events & EPOLLOUT) != 0) {
        write_to(connection);
      } else if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        close(connection);
      }
      return;
  }
}

void EventLoop::take_answers() {
  std::vector<Answer> answers;
  bool stop_asked = false;
  {
    const std::lock_guard lock(mutex_);
    answers.swap(answers_);
    stop_asked = stop_asked_;
  }
  if (stop_asked && !stopping_) begin_stop();
  for (Answer& answer : answers) {
    const auto found = connections_.find(answer.connection);
    if (found == connections_.end()) continue;
    take_answer(*found->second, std::move(answer));
  }
}

void EventLoop::take_answer(Connection& connection, Answer answer) {
  if (answer.failed || !connection.watched) {
    close(connection);
    return;
  }
  answer.keep_alive = answer.keep_alive && !stopping_;
  send_answer(connection, std::move(answer));
}

// From now on the worker wakes the loop when the answer is sent.
void EventLoop::await_answer(Connection& connection) {
  bool has_arrived = false;
  {
    const std::lock_guard lock(mutex_);
    connection.peer.socket->awaited = true;
    has_arrived = !answers_.empty();
  }
  if (has_arrived) wake();
}

void EventLoop::read_from(Connection& connection) {
  switch (connection.receive()) {
    case Io::kBlocked:
      return;
    case Io::kClosed:
      close(connection);
      return;
    case Io::kProgress:
      break;
  }
  if (connection.phase == Phase::kReading) {
    advance(connection);
  } else if (connection.thrown_away > kMaxThrownAwayBytes) {
    close(connection);
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
    connection.output = "HTTP/1.1 100 Continue\r\n\r\n";
    if (connection.send() == Io::kClosed) {
      close(connection);
      return;
    }
  }
  watch(connection, EPOLLIN);
}

void EventLoop::dispatch(Connection& connection) {
  connection.phase = Phase::kWorking;
  connection.request_begun = false;
  RawRequest request = connection.reader.take();
  {
    const std::lock_guard lock(mutex_);
    // The next one may be here already.
    connection.peer.socket->awaited = connection.reader.in_request();
  }
  if (!callbacks_.submit(connection.peer, std::move(request))) {
    refuse(connection,
           {503, "busy", "the server has as much to do as it can queue"});
  }
}

void EventLoop::refuse(Connection& connection, const Rejection& rejection) {
  send_answer(connection, {connection.peer.connection,
                           callbacks_.refuse(rejection), 0, false, false});
}

void EventLoop::send_answer(Connection& connection, Answer answer) {
  connection.phase = Phase::kWriting;
  connection.output = std::move(answer.bytes);
  connection.sent = answer.sent;
  connection.keep_alive = answer.keep_alive;
  connection.deadline = Clock::now() + options_.write_timeout;
  write_to(connection);
}

void EventLoop::write_to(Connection& connection) {
  switch (connection.send()) {
    case Io::kClosed:
      close(connection);
      return;
    case Io::kBlocked:
      watch(connection, EPOLLOUT);
      return;
    case Io::kProgress:
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
  if (now - expired_at_ < kTick) return;
  expired_at_ = now;
  if (listener_ && !accepting_) {
    accepting_ =
        add_to_epoll(epoll_.get(), listener_->fd(), kListenerId, EPOLLIN);
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
  if (!connection.watched || connection.watched_events == events) return;
  epoll_event event{};
  event.events = events;
  event.data.u64 = connection.peer.connection;
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.fd(), &event);
  connection.watched_events = events;
}

void EventLoop::unwatch(Connection& connection) {
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, connection.fd(), nullptr);
  connection.watched = false;
}

void EventLoop::close(Connection& connection) {
  connections_.erase(connection.peer.connection);
}

}  // namespace lede::internal
