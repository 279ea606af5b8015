// SPDX-License-Identifier: GPL-3.0-or-later
//
// One thread for all sockets: accepts, collects whole requests, hands them on,
// and sends the answers. No worker ever waits for a client, so a client that
// is silent or slow delays nobody.
//
//   accept -> kReading -> (whole request) -> kWorking -> (answer) -> kWriting
//                ^                                                      |
//                +------------------- keep-alive -----------------------+
//   a refusal or the last answer: kWriting -> kLingering -> closed
//
// Waking a thread costs more than sending an answer: the worker sends what the
// socket takes at once, mostly all, and the loop hears of it when it is awake
// for something else, at the latest for the client's next request.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/front/connection.h"
#include "server/front/listener.h"
#include "server/front/request_reader.h"

namespace lede::internal {

struct EventLoopOptions {
  RequestLimits request;
  std::size_t max_connections = 4096;
  // From the first byte of a request, or from the connection if none comes.
  std::chrono::milliseconds head_timeout{5000};
  std::chrono::milliseconds request_timeout{10000};  // with its body
  std::chrono::milliseconds idle_timeout{30000};     // between two requests
  std::chrono::milliseconds write_timeout{30000};    // of one answer
  std::chrono::milliseconds linger_timeout{1000};
  std::chrono::milliseconds stop_timeout{10000};  // for what is running
};

// What the loop asks of its owner; called on the loop's thread only.
struct EventLoopCallbacks {
  // Takes a request; its answer comes back by complete(). False: no room.
  std::function<bool(const Peer&, RawRequest)> submit;
  // The bytes to send for a request that is refused; the connection closes
  // after them.
  std::function<std::string(const Rejection&)> refuse;
};

class EventLoop {
 public:
  // kIo if the system gives no epoll or event descriptor.
  static Result<std::unique_ptr<EventLoop>> create(
      Listener listener, EventLoopOptions options,
      EventLoopCallbacks callbacks);

  // Runs until stop() was called and what was running is answered, or
  // stop_timeout is over.
  void run();

  // Thread-safe.
  void complete(const Peer& peer, std::string answer, bool keep_alive);
  // Thread-safe. Connections that wait for their client close at once.
  void stop();

  [[nodiscard]] const ListenAddress& address() const { return address_; }

 private:
  struct Answer {
    std::uint64_t connection = 0;
    std::string bytes;
    std::size_t sent = 0;  // of them
    bool keep_alive = false;
    bool failed = false;  // the client is gone
  };
  using Clock = Connection::Clock;

  EventLoop(Listener listener, EventLoopOptions options,
            EventLoopCallbacks callbacks);

  void accept_all();
  bool make_room();
  void accept_later();
  void handle_event(std::uint64_t id, std::uint32_t events);
  void wake();
  void take_answers();
  void take_answer(Connection& connection, Answer answer);
  void await_answer(Connection& connection);
  void read_from(Connection& connection);
  void advance(Connection& connection);
  void dispatch(Connection& connection);
  void refuse(Connection& connection, const Rejection& rejection);
  void send_answer(Connection& connection, Answer answer);
  void write_to(Connection& connection);
  void finish_answer(Connection& connection);
  void expire(Clock::time_point now);
  void begin_stop();
  void watch(Connection& connection, std::uint32_t events);
  void unwatch(Connection& connection);
  void close(Connection& connection);

  std::unique_ptr<Listener> listener_;  // gone once stopping
  ListenAddress address_;
  EventLoopOptions options_;
  EventLoopCallbacks callbacks_;
  UniqueFd epoll_;
  UniqueFd wake_;
  std::uint64_t next_id_ = 2;  // below: the listener and the wake-up call
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  bool stopping_ = false;
  Clock::time_point stop_by_;
  bool accepting_ = true;
  Clock::time_point expired_at_;  // when deadlines were last looked at

  std::mutex mutex_;
  std::vector<Answer> answers_;  // guarded by mutex_
  bool stop_asked_ = false;      // guarded by mutex_
};

}  // namespace lede::internal
