// All pairs of volumes, or all pairs between two sets, at once: cells of ground, and in each a sweep along time or
// altitude, whichever parts the volumes better. A pair is looked at in one cell only, the first that both touch.
#pragma once

#include "pairs.hpp"
#include "table.hpp"

namespace tansiq {

struct Member {
    const Volume* volume;
    std::uint32_t id;
    std::uint8_t set;  // 0 or 1
};

struct SweepOptions {
    double buffer_m = 0.0;
    int threads = 1;
    bool is_exact = true;    // false: stop at boxes in place, time and altitude
    bool is_across = false;  // pairs of different sets only, else of different owners
};

// The answer in as many parts as is convenient, in no order.
std::vector<PairList> sweep(const std::vector<Member>& members, const SweepOptions& options);

}  // namespace tansiq
