// Verdicts about many drawn footprints at once. Of each, two convex bodies are kept by 32 directions of the plane: one
// that surely holds all that is within half the limit of it, and one that it surely holds. Two footprints whose outer
// bodies are apart along one of the directions are apart; two whose inner bodies share a point meet.
#pragma once

#include "flat.hpp"

namespace tansiq {

inline constexpr int kDirections = 32;

// Two of these are added up with one turned by half a circle, so the first direction comes again at the end.
struct alignas(64) Hull {
    float outer[kDirections];  // farthest along each direction, rounded outward
    float x[kDirections + 1];  // corners of the inner body, each the farthest along its direction
    float y[kDirections + 1];
    float radius;  // by which the inner body is widened; below 0 it is shrunk

    // Of a drawing among others on one plane, all with nodes within `reach_m` and pieces up to `piece_m`.
    static Hull around(const Drawing& drawing, const Vec& middle, const Frame& frame, double buffer_m, double reach_m,
                       double piece_m);
};

struct Verdicts {
    int meet = 0, unsure = 0;
};

// Sorts those of `hits` that `hulls[hit]` does not show apart from `own` into `meet` and `unsure`, either as long as
// `hits`.
Verdicts judge_hulls(const Hull* hulls, const Hull& own, const std::int32_t* hits, int count, std::int32_t* meet,
                     std::int32_t* unsure);

}  // namespace tansiq
