// Footprints made ready for tests: nodes in space no farther apart than the precision allows, an enclosing ball, and
// what is known beforehand about the form.
//
// A footprint is a base (an area with any number of rings, read even-odd, or an open path, or a single point) and a
// radius by which the base is widened: a circle is a point with a radius, a corridor a path with its half width.
#pragma once

#include <cstdint>
#include <vector>

#include "ellipsoid.hpp"

namespace tansiq {

inline constexpr double kToleranceM = 0.01;  // what is nearer than this touches
inline constexpr double kLongestPieceM = 40e3;
inline constexpr double kNoInner = -1e12;  // the middle is not known to be inside

enum : std::uint8_t { kArea = 1, kConvex = 2 };

struct Shape {
    const Vec* nodes = nullptr;
    const std::uint32_t* rings = nullptr;  // nodes in each ring; null where one ring has them all
    std::uint32_t node_count = 0;
    std::uint32_t ring_count = 0;
    std::uint8_t flags = 0;
    double radius_m = 0.0;
    Vec middle{};
    double reach_m = 0.0;  // on the ground, from the middle; the radius is in it
    double inner_m = kNoInner;  // on the ground, around the middle: wholly inside the footprint
    double piece_m = 0.0;  // longest piece between two nodes

    bool is_area() const { return flags & kArea; }
    bool is_convex() const { return flags & kConvex; }
    std::uint32_t ring(std::uint32_t r) const { return rings ? rings[r] : node_count; }
};

// One volume's footprint as the caller gives it; degrees.
struct Outline {
    const double* lon;
    const double* lat;
    const std::int64_t* ring_ends;  // positions in lon and lat; ring_ends[-1] is where the first ring begins
    std::int64_t ring_count;
    bool is_area;
    double radius_m;
};

struct Prepared {
    std::vector<Vec> nodes;
    std::vector<std::uint32_t> rings;
    Shape shape;  // its pointers are not set

    void prepare(const Outline& outline);
    // The shape with its pointers into this.
    Shape view() const;
};

}  // namespace tansiq
