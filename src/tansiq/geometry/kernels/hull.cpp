#include "hull.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "limits.hpp"
#include "wide.hpp"

namespace tansiq {

namespace {

constexpr int kHalf = kDirections / 2;
// A few roundings to four bytes of numbers up to twice the reach.
constexpr double kRounding = 1e-6;
// Between two neighbouring directions nothing reaches less than this part of what it reaches along the nearer.
constexpr float kBetween = 0.995F;

struct Compass {
    std::array<float, kDirections> x, y;
};

const Compass kCompass = [] {
    Compass c{};
    for (int k = 0; k < kDirections; ++k) {
        const double angle = 2.0 * kPi * k / kDirections;
        c.x[static_cast<std::size_t>(k)] = static_cast<float>(std::cos(angle));
        c.y[static_cast<std::size_t>(k)] = static_cast<float>(std::sin(angle));
    }
    return c;
}();

// For each direction the node that reaches farthest along it.
TANSIQ_WIDE_BODY void reach_out(const double* xs, const double* ys, int count, const float* east, const float* north,
                                float* far, float* x, float* y) {
    for (int k = 0; k < kDirections; ++k) far[k] = -kInfinity;
    for (int i = 0; i < count; ++i) {
        const auto px = static_cast<float>(xs[i]), py = static_cast<float>(ys[i]);
        for (int k = 0; k < kDirections; ++k) {
            const float along = px * east[k] + py * north[k];
            const bool is_farther = along > far[k];
            far[k] = is_farther ? along : far[k];
            x[k] = is_farther ? px : x[k];
            y[k] = is_farther ? py : y[k];
        }
    }
}

TANSIQ_WIDE(void, reach_out,
            (const double* xs, const double* ys, int count, const float* east, const float* north, float* far, float* x,
             float* y),
            (xs, ys, count, east, north, far, x, y))

// The hull seen along the opposite directions.
TANSIQ_WIDE_BODY Hull turn(const Hull& hull) {
    Hull turned;
    for (int k = 0; k < kDirections; ++k) turned.outer[k] = hull.outer[k ^ kHalf];
    for (int k = 0; k <= kDirections; ++k) {
        turned.x[k] = hull.x[(k & (kDirections - 1)) ^ kHalf];
        turned.y[k] = hull.y[(k & (kDirections - 1)) ^ kHalf];
    }
    turned.radius = hull.radius;
    return turned;
}

// Whether the outer bodies are apart along a direction; one of the hulls is turned.
TANSIQ_WIDE_BODY int are_apart(const Hull& a, const Hull& b) {
    int apart = 0;
    for (int k = 0; k < kDirections; ++k) apart |= a.outer[k] + b.outer[k] < 0.0F;
    return apart;
}

// Whether the origin may lie outside of the difference of the inner bodies. Its corners p follow one another as the
// directions do, so the origin is inside where it is behind every corner and left of every side.
TANSIQ_WIDE_BODY int may_part(const Hull& a, const Hull& b, const float* east, const float* north) {
    const float sum = a.radius + b.radius, radius = sum > 0.0F ? sum * kBetween : sum;
    int parts = 0;
    for (int k = 0; k < kDirections; ++k) {
        const float px = a.x[k] - b.x[k], py = a.y[k] - b.y[k];
        const float dx = a.x[k + 1] - b.x[k + 1] - px, dy = a.y[k + 1] - b.y[k + 1] - py;
        const float behind = px * east[k] + py * north[k] + radius;
        const float left = px * dy - py * dx + radius * std::sqrt(dx * dx + dy * dy);
        parts |= !(behind > 0.0F) | !(left >= 0.0F);
    }
    return parts;
}

TANSIQ_WIDE_BODY Verdicts sort_hulls(const Hull* hulls, const Hull& own, const std::int32_t* hits, int count,
                                     std::int32_t* meet, std::int32_t* unsure) {
    const float *const east = kCompass.x.data(), *const north = kCompass.y.data();
    const Hull turned = turn(own);
    Verdicts found;
    for (int h = 0; h < count; ++h) {
        const Hull& other = hulls[hits[h]];
        if (are_apart(other, turned)) continue;
        const int parts = may_part(other, turned, east, north);
        meet[found.meet] = unsure[found.unsure] = hits[h];
        found.meet += parts ? 0 : 1;
        found.unsure += parts ? 1 : 0;
    }
    return found;
}

TANSIQ_WIDE(Verdicts, sort_hulls,
            (const Hull* hulls, const Hull& own, const std::int32_t* hits, int count, std::int32_t* meet,
             std::int32_t* unsure),
            (hulls, own, hits, count, meet, unsure))

}  // namespace

Hull Hull::around(const Drawing& d, const Vec& middle, const Frame& frame, double buffer_m, double reach_m,
                  double piece_m) {
    Hull hull;
    const Shape& s = *d.shape;
    const double rounding_m = kRounding * reach_m, slack_m = 0.5 * plane_slack_m(reach_m, piece_m) + rounding_m;
    const double limit_m = 0.5 * (buffer_m + kToleranceM);
    double x, y;
    if (!d.is_whole || !frame.project(middle, x, y)) {
        std::fill_n(hull.outer, kDirections, kInfinity);
        std::fill_n(hull.x, kDirections + 1, 0.0F);
        std::fill_n(hull.y, kDirections + 1, 0.0F);
        hull.radius = -kInfinity;
        return hull;
    }
    const int count = static_cast<int>(s.node_count);
    reach_out_wide(d.x, d.y, count, kCompass.x.data(), kCompass.y.data(), hull.outer, hull.x, hull.y);
    const auto beyond = above((s.radius_m + limit_m) * (1.0 + stretch(reach_m)) + slack_m);
    for (float& far : hull.outer) far = above(static_cast<double>(far) + static_cast<double>(beyond));
    double radius_m = s.radius_m;
    if (!s.is_area() && count > 2) {
        float far[kDirections];
        reach_out_wide(d.x, d.y, 2, kCompass.x.data(), kCompass.y.data(), far, hull.x, hull.y);
    } else if (s.is_area() && !s.is_convex()) {
        std::fill_n(hull.x, kDirections, static_cast<float>(x));
        std::fill_n(hull.y, kDirections, static_cast<float>(y));
        radius_m = s.inner_m;
    }
    hull.x[kDirections] = hull.x[0];
    hull.y[kDirections] = hull.y[0];
    hull.radius = below(radius_m + limit_m - slack_m);
    return hull;
}

Verdicts judge_hulls(const Hull* hulls, const Hull& own, const std::int32_t* hits, int count, std::int32_t* meet,
                     std::int32_t* unsure) {
    return sort_hulls_wide(hulls, own, hits, count, meet, unsure);
}

}  // namespace tansiq
