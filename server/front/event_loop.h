// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sockets: accepts, collects whole requests, has them answered and sends
// the answers. No thread ever waits for a client, so a client that is silent
// or slow delays nobody.
//
//   accept -> kReading -> (whole request) -> kWorking -> (answer) -> kWriting
//                ^                                                      |
//                +------------------- keep-alive -----------------------+
//   a refusal or the last answer: kWriting -> kLingering -> closed
//
// An answer that is costly to make waits in kWorking for its turn. No thread
// waits with it: the one that has made such an answer goes on to the next, so
// none has to be woken up for it.
//
// All threads wait for events in one place, and the one that has read the last
// bytes of a request answers it: to wake another would cost more than most of
// what a server does. One thread is always left to watch the sockets.

#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
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
#include "server/front/work_queue.h"

namespace lede::internal {

struct EventLoopOptions {
  RequestLimits request;
  WorkLimits work;
  std::size_t max_connections = 4096;
  // From the first byte of a request, or from the connection if none comes.
  std::chrono::milliseconds head_timeout{5000};
  std::chrono::milliseconds request_timeout{10000};  // with its body
  std::chrono::milliseconds turn_timeout{1000};
  std::chrono::milliseconds idle_timeout{30000};   // between two requests
  std::chrono::milliseconds write_timeout{30000};  // of one answer
  std::chrono::milliseconds linger_timeout{1000};
  std::chrono::milliseconds stop_timeout{10000};  // for what is running
};

// The answer to a request, or what makes it in its turn.
struct Work {
  Answer answer;
  std::function<Answer(Turn)> later;  // empty: `answer` is it; must not throw
};

// What the loop asks of its owner.
struct EventLoopCallbacks {
  // Called on several threads at once. Must not throw.
  std::function<Work(RawRequest, const std::string& client)> respond;
  // What to send for a request that is refused, for a connection that stays
  // open after it or not; called on several threads at once. Must not throw.
  std::function<Answer(const Rejection&, const std::string& client,
                       bool keep_alive)>
      refuse;
};

class EventLoop {
 public:
  // kIo if the system gives no epoll or event descriptor.
  static Result<std::unique_ptr<EventLoop>> create(
      Listener listener, EventLoopOptions options,
      EventLoopCallbacks callbacks);

  // Runs until stop() was called and what was running is answered, or
  // stop_timeout is over.
  //
  // REQUIRES: it is called on options.work.workers + 1 threads.
  void run();

  // Thread-safe. Connections that wait for their client close at once.
  void stop();

  [[nodiscard]] const ListenAddress& address() const { return address_; }

 private:
  using Clock = Connection::Clock;
  // Below: the listener, the timer and the end.
  static constexpr std::uint64_t kFirstConnection = 3;

  EventLoop(Listener listener, EventLoopOptions options,
            EventLoopCallbacks callbacks);

  // All below are called with mutex_ held.
  [[nodiscard]] bool is_done() const;
  void accept_all();
  bool make_room();
  void accept_later();
  void handle_event(std::uint64_t id, std::uint32_t events);
  void read_from(Connection& connection);
  void advance(Connection& connection);
  void dispatch(Connection& connection);
  void work_on(const WorkQueue::Piece& piece,
               std::unique_lock<std::mutex>& lock);
  Work respond(Connection& connection);
  void after_answer(Connection& connection, Connection::Io state);
  void turn_away_next(std::unique_lock<std::mutex>& lock);
  void refuse(Connection& connection, const Rejection& rejection);
  void write_to(Connection& connection);
  void after_sending(Connection& connection, Connection::Io state);
  void finish_answer(Connection& connection);
  void expire(Clock::time_point now);
  void begin_stop();
  void watch(Connection& connection, std::uint32_t events);
  void close(Connection& connection);

  // What run() is told of: events of a socket come once, to one thread; they
  // are awaited anew by watch().
  UniqueFd epoll_;
  UniqueFd tick_;  // a timer
  UniqueFd done_;  // readable, for all threads, once they have to end
  ListenAddress address_;
  EventLoopOptions options_;
  EventLoopCallbacks callbacks_;

  std::mutex mutex_;
  // All below are guarded by mutex_; a connection in kWorking is left alone by
  // all but the thread that answers it.
  WorkQueue queue_;
  std::unique_ptr<Listener> listener_;  // gone once stopping
  std::uint64_t next_id_ = kFirstConnection;
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::deque<Connection*> turned_away_;  // with one there is no room for
  bool stopping_ = false;
  Clock::time_point stop_by_;
  bool accepting_ = true;
};

}  // namespace lede::internal
