// Quick verdicts about two footprints drawn in one plane. A verdict is certain or it is `Unsure`: the plane's error is
// taken off both ways, so speed never decides a close case. The exact test decides those.
#pragma once

#include "shape.hpp"

namespace tansiq {

enum class Verdict : std::uint8_t { Apart, Meet, Unsure };

struct Drawing {
    const Shape* shape = nullptr;
    const double* x = nullptr;  // one of each for every node
    const double* y = nullptr;
    float west = 0, east = 0, south = 0, north = 0;  // of the nodes, rounded outward
    double reach_m = 0.0;                            // farthest node from the plane's origin, over the ground
    bool is_whole = false;                           // false: not all nodes can be seen on this plane

    // Draw a shape into room for its nodes.
    static Drawing draw(const Frame& frame, const Shape& shape, double* x, double* y);
};

// The sides of a convex drawing as lines: outward directions of length one, and how far out each lies.
struct ConvexSides {
    std::vector<double> x, y, out;

    // Of others than convex drawings there are none.
    void draw(const Drawing& drawing);
    // How far a point lies outside the side that it is farthest outside of; below 0 within the drawing.
    double beyond(double px, double py) const;
};

// By how much a distance on the plane may differ from the one on the ground, stretch apart.
inline double plane_slack_m(double reach_m, double piece_m) {
    // Three tolerances: rounding and the nodes' forgiven 5 mm are far below.
    return 0.03 + 2.0 * bend_m(reach_m, piece_m);
}

// By the balls and the inner discs alone.
Verdict judge_balls(const Shape& a, const Shape& b, double limit_m);

// By the balls and inner discs of the other beside the sides of a drawing; the limit is a buffer alone.
Verdict judge_beside(const ConvexSides& sides, const Drawing& drawing, const Shape& other, const Frame& frame,
                     double limit_m);

// Whether the bases come as near as the limit, in which both radii are.
Verdict judge_drawings(const Drawing& a, const Drawing& b, double limit_m);

// The whole recipe for two shapes that are not drawn yet: balls, plane, exact test. The limit is a buffer alone.
bool meet(const Shape& a, const Shape& b, double buffer_m);

// The recipe for two that are drawn in one plane, balls left out: for those of whom they say nothing.
bool meet(const Drawing& a, const Drawing& b, double buffer_m);

}  // namespace tansiq
