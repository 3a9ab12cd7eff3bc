// Pairs as they are found: written down once, never moved, handed out block by block.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "pages.hpp"

namespace tansiq {

struct Pair {
    std::uint32_t a, b;  // ids; a is of set 0 where two sets are swept

    static constexpr std::uint32_t kDoubt = 1u << 31;  // in b: their altitudes cannot be compared
};

class PairList {
public:
    void add(Pair pair) {
        if (blocks_.empty() || blocks_.back().size() == blocks_.back().capacity()) open();
        blocks_.back().push_back(pair);
    }
    using Block = std::vector<Pair, LargePages<Pair>>;

    std::vector<Block>& blocks() { return blocks_; }
    const std::vector<Block>& blocks() const { return blocks_; }

private:
    static constexpr std::size_t kFirst = 1 << 8, kMost = kLargePage / sizeof(Pair);

    void open() {
        const std::size_t room = blocks_.empty() ? kFirst : std::min(2 * blocks_.back().capacity(), kMost);
        blocks_.emplace_back().reserve(room);
    }

    std::vector<Block> blocks_;
};

}  // namespace tansiq
