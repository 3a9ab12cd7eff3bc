#include "flat.hpp"

#include <algorithm>
#include <limits>

#include "exact.hpp"
#include "wide.hpp"

namespace tansiq {

namespace {

constexpr double kSeparatingLimitM = 1.0;

struct Margin {
    double slack_m, near_m, far_m;
};

// Below `near_m` on the plane is certainly within the limit, above `far_m` certainly is not.
Margin margin_of(const Drawing& a, const Drawing& b, double limit_m) {
    const double reach_m = std::max(a.reach_m, b.reach_m);
    const double piece_m = std::max(a.shape->piece_m, b.shape->piece_m);
    const double slack_m = plane_slack_m(reach_m, piece_m);
    return {slack_m, limit_m - slack_m, limit_m * (1.0 + stretch(reach_m)) + slack_m};
}

// The greatest over all sides of `a` of how far the nearest node of `b` lies outside that side; stops beyond `enough`.
TANSIQ_WIDE_BODY double gap_beyond(const double* ax, const double* ay, int an, const double* bx, const double* by,
                                   int bn, double enough) {
    double area = 0.0;
    for (int i = 0, j = an - 1; i < an; j = i++) area += ax[j] * ay[i] - ax[i] * ay[j];
    const double sign = area >= 0.0 ? 1.0 : -1.0;
    double most = -std::numeric_limits<double>::infinity();
    for (int i = 0, j = an - 1; i < an; j = i++) {
        const double dx = ax[i] - ax[j], dy = ay[i] - ay[j];
        const double nx = sign * dy, ny = -sign * dx;  // outward
        const double at = nx * ax[j] + ny * ay[j];
        double least = std::numeric_limits<double>::infinity();
        for (int k = 0; k < bn; ++k) {
            const double d = nx * bx[k] + ny * by[k];
            least = d < least ? d : least;
        }
        const double gap = (least - at) / std::sqrt(dx * dx + dy * dy);
        most = gap > most ? gap : most;
        if (most > enough) return most;
    }
    return most;
}

TANSIQ_WIDE(double, gap_beyond,
            (const double* ax, const double* ay, int an, const double* bx, const double* by, int bn, double enough),
            (ax, ay, an, bx, by, bn, enough))

// The greatest of how far a point lies outside of each side.
TANSIQ_WIDE_BODY double most_beyond(const double* x, const double* y, const double* out, int count, double px, double py) {
    double most = -std::numeric_limits<double>::infinity();
    for (int i = 0; i < count; ++i) {
        const double beyond = x[i] * px + y[i] * py - out[i];
        most = beyond > most ? beyond : most;
    }
    return most;
}

TANSIQ_WIDE(double, most_beyond,
            (const double* x, const double* y, const double* out, int count, double px, double py),
            (x, y, out, count, px, py))

// Throws nodes onto the plane; 0 where one of them cannot be seen.
TANSIQ_WIDE_BODY int throw_nodes(const Frame& frame, const Vec* nodes, int count, double* x, double* y) {
    int hidden = 0;
    for (int i = 0; i < count; ++i) {
        const Vec v = nodes[i] - frame.centre;
        const double height = dot(frame.up, v), scale = kMeanRadiusM / height;
        hidden |= height < Frame::kLeastHeightM;
        x[i] = scale * dot(frame.east, v);
        y[i] = scale * dot(frame.north, v);
    }
    return !hidden;
}

TANSIQ_WIDE(int, throw_nodes, (const Frame& frame, const Vec* nodes, int count, double* x, double* y),
            (frame, nodes, count, x, y))

Verdict judge_convex(const Drawing& a, const Drawing& b, const Margin& margin) {
    const int an = static_cast<int>(a.shape->node_count), bn = static_cast<int>(b.shape->node_count);
    const double from_a = gap_beyond_wide(a.x, a.y, an, b.x, b.y, bn, margin.far_m);
    if (from_a > margin.far_m) return Verdict::Apart;
    const double from_b = gap_beyond_wide(b.x, b.y, bn, a.x, a.y, an, margin.far_m);
    if (from_b > margin.far_m) return Verdict::Apart;
    // Pushing two convex bodies apart takes least along a side's outward direction: this deep they surely share ground.
    return std::max(from_a, from_b) < -margin.slack_m ? Verdict::Meet : Verdict::Unsure;
}

double span_m(double ax, double ay, double bx, double by, double px, double py) {
    const double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
    const double t = square > 0.0 ? std::clamp(((px - ax) * dx + (py - ay) * dy) / square, 0.0, 1.0) : 0.0;
    const double ex = ax + t * dx - px, ey = ay + t * dy - py;
    return ex * ex + ey * ey;
}

// Visits the drawn pieces as (from, to) node numbers until the visitor says stop.
template <typename Visit>
bool any_side(const Shape& s, Visit visit) {
    if (s.node_count == 1) return visit(0u, 0u);
    std::uint32_t first = 0;
    for (std::uint32_t r = 0; r < s.ring_count; first += s.ring(r), ++r) {
        const std::uint32_t last = first + s.ring(r) - 1;
        for (std::uint32_t i = first; i < last; ++i)
            if (visit(i, i + 1)) return true;
        if ((s.is_area() || first == last) && visit(last, first)) return true;
    }
    return false;
}

bool is_drawn_inside(const Drawing& area, double px, double py) {
    bool inside = false;
    any_side(*area.shape, [&](std::uint32_t i, std::uint32_t j) {
        const double ay = area.y[i], by = area.y[j];
        if ((ay > py) != (by > py) && area.x[i] + (py - ay) * (area.x[j] - area.x[i]) / (by - ay) > px) inside = !inside;
        return false;
    });
    return inside;
}

bool is_ring_drawn_inside(const Drawing& area, const Drawing& other) {
    std::uint32_t first = 0;
    for (std::uint32_t r = 0; r < other.shape->ring_count; first += other.shape->ring(r), ++r)
        if (is_drawn_inside(area, other.x[first], other.y[first])) return true;
    return false;
}

enum class Sides : std::uint8_t { Far, Close, Within };

// How two drawn pieces stand: surely within the limit, surely beyond, or neither.
Sides judge_sides(const Drawing& a, std::uint32_t i, std::uint32_t j, const Drawing& b, std::uint32_t k,
                  std::uint32_t l, const Margin& margin) {
    const double ax = a.x[i], ay = a.y[i], bx = a.x[j], by = a.y[j];
    const double cx = b.x[k], cy = b.y[k], dx = b.x[l], dy = b.y[l];
    const double abx = bx - ax, aby = by - ay, cdx = dx - cx, cdy = dy - cy;
    const double c = abx * (cy - ay) - aby * (cx - ax), d = abx * (dy - ay) - aby * (dx - ax);
    const double e = cdx * (ay - cy) - cdy * (ax - cx), f = cdx * (by - cy) - cdy * (bx - cx);
    if (c * d < 0.0 && e * f < 0.0) {
        const double ab = margin.slack_m * std::sqrt(abx * abx + aby * aby);
        const double cd = margin.slack_m * std::sqrt(cdx * cdx + cdy * cdy);
        const bool is_sure = std::min(std::abs(c), std::abs(d)) > ab && std::min(std::abs(e), std::abs(f)) > cd;
        return is_sure || margin.near_m > 0.0 ? Sides::Within : Sides::Close;
    }
    const double nearest = std::min({span_m(ax, ay, bx, by, cx, cy), span_m(ax, ay, bx, by, dx, dy),
                                     span_m(cx, cy, dx, dy, ax, ay), span_m(cx, cy, dx, dy, bx, by)});
    if (nearest > margin.far_m * margin.far_m) return Sides::Far;
    return margin.near_m > 0.0 && nearest < margin.near_m * margin.near_m ? Sides::Within : Sides::Close;
}

bool is_side_beyond(const Drawing& a, std::uint32_t i, std::uint32_t j, const Drawing& b, double far_m) {
    const double far = far_m + 1.0;  // boxes are of four bytes
    return std::min(a.x[i], a.x[j]) > b.east + far || std::max(a.x[i], a.x[j]) < b.west - far ||
           std::min(a.y[i], a.y[j]) > b.north + far || std::max(a.y[i], a.y[j]) < b.south - far;
}

// A ring with its first node once more, and then again so often that whole registers are filled.
struct Ring {
    static constexpr int kMost = 64, kStep = 8;
    double x[kMost + kStep + 1], y[kMost + kStep + 1];
    int sides, filled;

    explicit Ring(const Drawing& d)
        : sides(static_cast<int>(d.shape->node_count)), filled((sides + kStep - 1) / kStep * kStep) {
        std::copy_n(d.x, sides, x);
        std::copy_n(d.y, sides, y);
        std::fill_n(x + sides, filled + 1 - sides, d.x[0]);
        std::fill_n(y + sides, filled + 1 - sides, d.y[0]);
    }
};

// Whether a side of one ring surely crosses one of the other: all four ends lie farther than the slack from the other's
// line, and on both sides of it.
TANSIQ_WIDE_BODY int has_crossing(const Ring& a, const Ring& b, double slack_m) {
    const double square = slack_m * slack_m;
    for (int i = 0; i < a.sides; ++i) {
        const double ax = a.x[i], ay = a.y[i], ux = a.x[i + 1] - ax, uy = a.y[i + 1] - ay;
        const double least = square * (ux * ux + uy * uy);
        int crosses = 0;
        for (int k = 0; k < b.filled; ++k) {
            const double px = b.x[k] - ax, py = b.y[k] - ay, vx = b.x[k + 1] - b.x[k], vy = b.y[k + 1] - b.y[k];
            const double turn = ux * vy - uy * vx;
            const double c = ux * py - uy * px, d = c + turn;  // ends of b's side beside a's line
            const double e = vy * px - vx * py, f = e - turn;  // ends of a's side beside b's line
            const double other = square * (vx * vx + vy * vy);
            crosses |= (c * d < 0.0) & (c * c > least) & (d * d > least) & (e * f < 0.0) & (e * e > other) &
                       (f * f > other);
        }
        if (crosses) return 1;
    }
    return 0;
}

TANSIQ_WIDE(int, has_crossing, (const Ring& a, const Ring& b, double slack_m), (a, b, slack_m))

bool is_simple(const Shape& s) { return s.is_area() && s.ring_count == 1 && s.node_count <= Ring::kMost; }

// The shorter ring outside, so that the longer one fills the registers.
bool do_sides_cross(const Drawing& a, const Drawing& b, double slack_m) {
    if (!is_simple(*a.shape) || !is_simple(*b.shape)) return false;
    const bool is_shorter = a.shape->node_count < b.shape->node_count;
    return has_crossing_wide(Ring(is_shorter ? a : b), Ring(is_shorter ? b : a), slack_m) != 0;
}

Verdict judge_sides_all(const Drawing& a, const Drawing& b, const Margin& margin) {
    if (do_sides_cross(a, b, margin.slack_m)) return Verdict::Meet;
    bool is_close = false;
    const bool is_within = any_side(*a.shape, [&](std::uint32_t i, std::uint32_t j) {
        if (is_side_beyond(a, i, j, b, margin.far_m)) return false;
        return any_side(*b.shape, [&](std::uint32_t k, std::uint32_t l) {
            if (is_side_beyond(b, k, l, a, margin.far_m)) return false;
            const Sides found = judge_sides(a, i, j, b, k, l, margin);
            is_close |= found == Sides::Close;
            return found == Sides::Within;
        });
    });
    if (is_within) return Verdict::Meet;
    if (is_close) return Verdict::Unsure;
    const bool is_held = (a.shape->is_area() && is_ring_drawn_inside(a, b)) ||
                         (b.shape->is_area() && is_ring_drawn_inside(b, a));
    return is_held ? Verdict::Meet : Verdict::Apart;
}

}  // namespace

Drawing Drawing::draw(const Frame& frame, const Shape& shape, double* x, double* y) {
    Drawing d;
    d.shape = &shape;
    d.x = x;
    d.y = y;
    double west = 1e18, east = -1e18, south = 1e18, north = -1e18;
    if (!throw_nodes_wide(frame, shape.nodes, static_cast<int>(shape.node_count), x, y)) return d;
    for (std::uint32_t i = 0; i < shape.node_count; ++i) {
        west = std::min(west, x[i]);
        east = std::max(east, x[i]);
        south = std::min(south, y[i]);
        north = std::max(north, y[i]);
    }
    // The plane stretches, so lengths on it bound those on the ground.
    const double across = std::max(-west, east), along = std::max(-south, north);
    d.reach_m = std::sqrt(across * across + along * along);
    // More than the rounding to four bytes.
    d.west = static_cast<float>(west - 1e-7 * d.reach_m);
    d.east = static_cast<float>(east + 1e-7 * d.reach_m);
    d.south = static_cast<float>(south - 1e-7 * d.reach_m);
    d.north = static_cast<float>(north + 1e-7 * d.reach_m);
    d.is_whole = true;
    return d;
}

Verdict judge_balls(const Shape& a, const Shape& b, double limit_m) {
    const double straight_m = distance(a.middle, b.middle);
    if (straight_m > a.reach_m + b.reach_m + limit_m) return Verdict::Apart;
    // A chord of s metres belongs to a way of at most s (1 + s^2 / 24 R^2), a tenth added, while s is below a fourth of R.
    const double share = straight_m / kLeastRadiusM;
    if (share < 0.25 && straight_m * (1.0 + share * share * (1.1 / 24.0)) < a.inner_m + b.inner_m + limit_m)
        return Verdict::Meet;
    return Verdict::Unsure;
}

void ConvexSides::draw(const Drawing& d) {
    x.clear();
    y.clear();
    out.clear();
    if (!d.is_whole || !d.shape->is_convex()) return;
    const std::uint32_t n = d.shape->node_count;
    double area = 0.0;
    for (std::uint32_t i = 0, j = n - 1; i < n; j = i++) area += d.x[j] * d.y[i] - d.x[i] * d.y[j];
    const double sign = area >= 0.0 ? 1.0 : -1.0;
    for (std::uint32_t i = 0, j = n - 1; i < n; j = i++) {
        const double dx = d.x[i] - d.x[j], dy = d.y[i] - d.y[j], length = std::sqrt(dx * dx + dy * dy);
        if (length < 1e-3) continue;  // what lies beyond it alone is within the slack of its neighbours
        x.push_back(sign * dy / length);
        y.push_back(-sign * dx / length);
        out.push_back(x.back() * d.x[j] + y.back() * d.y[j]);
    }
}

double ConvexSides::beyond(double px, double py) const {
    return most_beyond_wide(x.data(), y.data(), out.data(), static_cast<int>(x.size()), px, py);
}

Verdict judge_beside(const ConvexSides& sides, const Drawing& d, const Shape& other, const Frame& frame,
                     double limit_m) {
    double px, py;
    if (sides.x.size() < 3 || !frame.project(other.middle, px, py)) return Verdict::Unsure;
    // All ways between a point of one and a point of the other lie within this reach.
    const double all_m = limit_m + d.shape->radius_m + other.reach_m;
    const double reach_m = std::max(d.reach_m, std::sqrt(px * px + py * py)) + all_m;
    const double slack_m = plane_slack_m(reach_m, d.shape->piece_m), beyond_m = sides.beyond(px, py);
    if (beyond_m > all_m * (1.0 + stretch(reach_m)) + slack_m) return Verdict::Apart;
    // Its middle lies in both.
    return beyond_m < -slack_m && other.inner_m >= 0.0 ? Verdict::Meet : Verdict::Unsure;
}

Verdict judge_drawings(const Drawing& a, const Drawing& b, double limit_m) {
    if (!a.is_whole || !b.is_whole) return Verdict::Unsure;
    const Margin margin = margin_of(a, b, limit_m);
    const double far = margin.far_m + 1.0;
    if (a.west > b.east + far || b.west > a.east + far || a.south > b.north + far || b.south > a.north + far)
        return Verdict::Apart;
    if (a.shape->is_convex() && b.shape->is_convex() && limit_m <= kSeparatingLimitM) return judge_convex(a, b, margin);
    return judge_sides_all(a, b, margin);
}

bool meet(const Drawing& a, const Drawing& b, double buffer_m) {
    const Shape &p = *a.shape, &q = *b.shape;
    const double base_limit_m = buffer_m + kToleranceM + p.radius_m + q.radius_m;
    const Verdict drawn = judge_drawings(a, b, base_limit_m);
    return drawn == Verdict::Unsure ? are_within(p, q, base_limit_m) : drawn == Verdict::Meet;
}

bool meet(const Shape& a, const Shape& b, double buffer_m) {
    const double limit_m = buffer_m + kToleranceM;
    const Verdict balls = judge_balls(a, b, limit_m);
    if (balls != Verdict::Unsure) return balls == Verdict::Meet;
    static thread_local std::vector<double> room;
    room.resize(2 * (a.node_count + b.node_count));
    const Vec between = 0.5 * (a.middle + b.middle);
    Verdict drawn = Verdict::Unsure;
    const double base_limit_m = limit_m + a.radius_m + b.radius_m;
    if (norm(between) > 0.5 * kMeanRadiusM) {
        const Frame frame = Frame::at(surface_of(upright_at(between)));
        double* const x = room.data();
        const Drawing first = Drawing::draw(frame, a, x, x + a.node_count);
        const Drawing second = Drawing::draw(frame, b, x + 2 * a.node_count, x + 2 * a.node_count + b.node_count);
        drawn = judge_drawings(first, second, base_limit_m);
    }
    return drawn == Verdict::Unsure ? are_within(a, b, base_limit_m) : drawn == Verdict::Meet;
}

}  // namespace tansiq
