// The exact questions about two footprints: right to 1 mm, by geodesics alone.
#pragma once

#include "shape.hpp"

namespace tansiq {

// Whether the bases' distance is at most `limit_m`; both radii belong into the limit.
bool are_within(const Shape& a, const Shape& b, double limit_m);

// Length of the shortest geodesic between two footprints, radii taken off; 0 where they share a point.
double distance_m(const Shape& a, const Shape& b);

// Whether a point of the surface is in the shape's base, an area; within 1 mm of its boundary either may be said.
bool is_inside(const Shape& area, const Vec& point);

// Length of the shortest geodesic between a point and the piece between two nodes.
double piece_distance_m(const Vec& a, const Vec& b, const Vec& point);

}  // namespace tansiq
