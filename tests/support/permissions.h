// SPDX-License-Identifier: GPL-3.0-or-later
//
// Root may read what file permissions forbid; tests of them give that right up
// and stay root, for whom all else is open as before.

#pragma once

#include <array>
#include <cstdint>
#include <linux/capability.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lede::testing {

// The calling thread, while this lives, is bound by permissions as others are.
// Changes nothing for users who are anyway.
class BoundByPermissions {
 public:
  BoundByPermissions() : before_(get()) {
    Sets bound = before_;
    for (const unsigned right : kRights) {
      bound[right / 32].effective &= ~(std::uint32_t{1} << right % 32);
      bound[right / 32].inheritable &= ~(std::uint32_t{1} << right % 32);
    }
    set(bound);
  }
  ~BoundByPermissions() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    syscall(SYS_capset, &header, before_.data());
  }
  BoundByPermissions(const BoundByPermissions&) = delete;
  BoundByPermissions& operator=(const BoundByPermissions&) = delete;

  // For the program that this process, while bound, becomes: it would get back
  // the rights of root.
  static void bind_programs() {
    if (geteuid() != 0) return;
    for (const unsigned right : kRights) {
      if (prctl(PR_CAPBSET_DROP, right, 0, 0, 0) != 0) {
        throw std::runtime_error("cannot give up a right of root");
      }
    }
  }

 private:
  using Sets = std::array<__user_cap_data_struct, 2>;
  static constexpr unsigned kRights[] = {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH};

  static Sets get() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    Sets sets{};
    if (syscall(SYS_capget, &header, sets.data()) != 0) {
      throw std::runtime_error("cannot read the rights of this process");
    }
    return sets;
  }
  static void set(const Sets& sets) {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    if (syscall(SYS_capset, &header, sets.data()) != 0) {
      throw std::runtime_error("cannot give up a right of root");
    }
  }

  Sets before_;
};

}  // namespace lede::testing
