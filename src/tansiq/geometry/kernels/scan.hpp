// The innermost loops: which of many boxes, packed as four-byte numbers, meet one.
#pragma once

#include <cstdint>
#include <cstring>

#include "wide.hpp"

namespace tansiq {

// Lower and upper limits in three dimensions, a number of each for every box; rounded outward by who fills them.
struct Boxes {
    const float* low[3];
    const float* high[3];
    const std::uint8_t* marks;
};

// Meets boxes whose marks together with its own have `kFirstMarks`, or with which it shares `kSharedMark`.
struct Box {
    float low[3], high[3];
    std::uint8_t marks;
};

inline constexpr std::uint8_t kFirstMarks = 3, kSharedMark = 4;

// Balls in space with limits in time and altitude.
struct Balls {
    const float *x, *y, *z, *reach, *start, *end, *lower, *upper;
};

struct Ball {
    float x, y, z, reach, start, end, lower, upper;
};

inline constexpr int kScanBlock = 64;

// Writes down the set positions of a block's marks, eight marks a step.
TANSIQ_WIDE_BODY int gather(const std::uint8_t* marks, int base, int size, std::int32_t* hits, int count) {
    for (int part = 0; part < size; part += 8) {
        std::uint64_t word;
        std::memcpy(&word, marks + part, 8);
        for (; word; word &= word - 1) hits[count++] = base + part + (__builtin_ctzll(word) >> 3);
    }
    return count;
}

TANSIQ_WIDE_BODY int scan_boxes(const Boxes& boxes, int from, int to, const Box& box, std::int32_t* hits) {
    alignas(64) std::uint8_t marks[kScanBlock];
    int count = 0;
    for (int base = from; base < to; base += kScanBlock) {
        const float *l0 = boxes.low[0] + base, *l1 = boxes.low[1] + base, *l2 = boxes.low[2] + base;
        const float *h0 = boxes.high[0] + base, *h1 = boxes.high[1] + base, *h2 = boxes.high[2] + base;
        const float a0 = box.low[0], a1 = box.low[1], a2 = box.low[2];
        const float b0 = box.high[0], b1 = box.high[1], b2 = box.high[2];
        const std::uint8_t* const m = boxes.marks + base;
        const std::uint8_t own = box.marks, shared = box.marks & kSharedMark;
        const int size = to - base < kScanBlock ? to - base : kScanBlock;
        if (size & 7) std::memset(marks + (size & ~7), 0, 8);
        for (int i = 0; i < size; ++i)
            marks[i] = static_cast<std::uint8_t>(
                (l0[i] <= b0) & (h0[i] >= a0) & (l1[i] <= b1) & (h1[i] >= a1) & (l2[i] <= b2) & (h2[i] >= a2) &
                ((((m[i] | own) & kFirstMarks) == kFirstMarks) | ((m[i] & shared) != 0)));
        count = gather(marks, base, size, hits, count);
    }
    return count;
}

TANSIQ_WIDE_BODY int scan_balls(const Balls& balls, int from, int to, const Ball& ball, std::int32_t* hits) {
    alignas(64) std::uint8_t marks[kScanBlock];
    int count = 0;
    for (int base = from; base < to; base += kScanBlock) {
        const float *x = balls.x + base, *y = balls.y + base, *z = balls.z + base, *reach = balls.reach + base;
        const float *start = balls.start + base, *end = balls.end + base;
        const float *lower = balls.lower + base, *upper = balls.upper + base;
        const int size = to - base < kScanBlock ? to - base : kScanBlock;
        if (size & 7) std::memset(marks + (size & ~7), 0, 8);
        for (int i = 0; i < size; ++i) {
            const float dx = x[i] - ball.x, dy = y[i] - ball.y, dz = z[i] - ball.z, limit = reach[i] + ball.reach;
            marks[i] = static_cast<std::uint8_t>((dx * dx + dy * dy + dz * dz <= limit * limit) &
                                                 (start[i] <= ball.end) & (end[i] >= ball.start) &
                                                 (lower[i] <= ball.upper) & (upper[i] >= ball.lower));
        }
        count = gather(marks, base, size, hits, count);
    }
    return count;
}

}  // namespace tansiq
