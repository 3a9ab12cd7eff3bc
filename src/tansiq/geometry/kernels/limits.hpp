// Times and altitudes as four-byte numbers rounded outward, for the filters before the exact comparison of integers.
#pragma once

#include <cmath>
#include <limits>

#include "table.hpp"

namespace tansiq {

inline constexpr float kInfinity = std::numeric_limits<float>::infinity();

inline float below(double value) {
    const float near = static_cast<float>(value);
    return static_cast<double>(near) <= value ? near : std::nextafter(near, -kInfinity);
}

inline float above(double value) {
    const float near = static_cast<float>(value);
    return static_cast<double>(near) >= value ? near : std::nextafter(near, kInfinity);
}

struct Limits {
    float low, high;
};

// Seconds from an instant near the volumes of interest.
inline Limits time_limits(const Volume& v, std::int64_t from_ms) {
    return {below((static_cast<double>(v.start_ms) - static_cast<double>(from_ms)) * 1e-3 - 1e-3),
            above((static_cast<double>(v.end_ms) - static_cast<double>(from_ms)) * 1e-3 + 1e-3)};
}

// Metres in one reference; whatever is stated in another is everywhere, and the exact comparison tells.
inline Limits altitude_limits(const Volume& v, std::uint8_t reference) {
    const Band& b = v.band;
    return {b.lower_ref == reference ? below(static_cast<double>(b.lower_mm) * 1e-3) : -kInfinity,
            b.upper_ref == reference ? above(static_cast<double>(b.upper_mm) * 1e-3) : kInfinity};
}

}  // namespace tansiq
