#include "exact.hpp"

#include <algorithm>
#include <limits>

namespace tansiq {

namespace {

constexpr double kConvergedM = 1e-5;
constexpr int kMostRounds = 30;
constexpr double kShortLimitM = 1.0;  // up to here a plane that touches between two pieces gives distances to 1 mm

struct Piece {
    Vec a, b, middle;
    double half_m;
};

double way_m(const Vec& a, const Vec& b) {
    // Two hundred metres of ground and their chord differ by less than a micrometre.
    const double straight_m = distance(a, b);
    if (straight_m < 200.0) return straight_m;
    return inverse(place_of(upright_at(a)), place_of(upright_at(b))).length_m;
}

template <typename Visit>
bool any_piece(const Shape& s, Visit visit) {
    if (s.node_count == 1) return visit(Piece{s.nodes[0], s.nodes[0], s.nodes[0], 0.0});
    const Vec* ring = s.nodes;
    for (std::uint32_t r = 0; r < s.ring_count; ++r) {
        const std::uint32_t count = s.ring(r), pieces = s.is_area() ? count : count - 1;
        for (std::uint32_t i = 0; i < pieces; ++i) {
            const Vec &a = ring[i], &b = ring[i + 1 == count ? 0 : i + 1];
            // A piece rises over its chord by at most 31 m.
            if (visit(Piece{a, b, 0.5 * (a + b), 0.5 * distance(a, b) + 35.0})) return true;
        }
        if (count == 1 && !s.is_area() && visit(Piece{ring[0], ring[0], ring[0], 0.0})) return true;
        ring += count;
    }
    return false;
}

double along_piece(double ax, double ay, double bx, double by, double px, double py) {
    const double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
    const double along = square > 0.0 ? std::clamp(((px - ax) * dx + (py - ay) * dy) / square, 0.0, 1.0) : 0.0;
    return std::hypot(ax + along * dx - px, ay + along * dy - py);
}

double turn(double ax, double ay, double bx, double by, double px, double py) {
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

// Distance of two pieces, 0 where they cross; beyond `enough_m` any larger number may be given.
double pieces_distance_m(const Piece& p, const Piece& q, double enough_m) {
    const double gap_m = distance(p.middle, q.middle) - p.half_m - q.half_m;
    if (gap_m > enough_m) return std::numeric_limits<double>::infinity();
    const Vec between = 0.5 * (p.middle + q.middle);
    const Frame frame = Frame::at(surface_of(upright_at(between)));
    double x[4], y[4];
    const bool is_seen = frame.project(p.a, x[0], y[0]) && frame.project(p.b, x[1], y[1]) &&
                         frame.project(q.a, x[2], y[2]) && frame.project(q.b, x[3], y[3]);
    if (is_seen) {
        const double a = turn(x[0], y[0], x[1], y[1], x[2], y[2]), b = turn(x[0], y[0], x[1], y[1], x[3], y[3]);
        const double c = turn(x[2], y[2], x[3], y[3], x[0], y[0]), d = turn(x[2], y[2], x[3], y[3], x[1], y[1]);
        if (((a < 0.0 && b > 0.0) || (a > 0.0 && b < 0.0)) && ((c < 0.0 && d > 0.0) || (c > 0.0 && d < 0.0))) return 0.0;
        const double flat_m = std::min({along_piece(x[0], y[0], x[1], y[1], x[2], y[2]),
                                        along_piece(x[0], y[0], x[1], y[1], x[3], y[3]),
                                        along_piece(x[2], y[2], x[3], y[3], x[0], y[0]),
                                        along_piece(x[2], y[2], x[3], y[3], x[1], y[1])});
        if (flat_m <= kShortLimitM) return flat_m;
        const double reach_m = std::max({std::hypot(x[0], y[0]), std::hypot(x[1], y[1]), std::hypot(x[2], y[2]),
                                         std::hypot(x[3], y[3])});
        if (flat_m > (enough_m + 0.1) * (1.0 + stretch(reach_m))) return std::numeric_limits<double>::infinity();
    }
    // Two geodesics that do not cross are nearest at an end of one of them.
    return std::min({piece_distance_m(p.a, p.b, q.a), piece_distance_m(p.a, p.b, q.b), piece_distance_m(q.a, q.b, p.a),
                     piece_distance_m(q.a, q.b, p.b)});
}

bool holds_a_ring_of(const Shape& area, const Shape& other) {
    const Vec* ring = other.nodes;
    for (std::uint32_t r = 0; r < other.ring_count; ring += other.ring(r), ++r)
        if (is_inside(area, *ring)) return true;
    return false;
}

}  // namespace

double piece_distance_m(const Vec& a, const Vec& b, const Vec& point) {
    const Place start = place_of(upright_at(a)), at = place_of(upright_at(point));
    if (distance(a, b) < 1e-6) return way_m(a, point);
    const Line line = inverse(start, place_of(upright_at(b)));
    // Baselga and Martinez-Llario (2018): go along the line by the foot that a ball would have, until nothing moves.
    double along = 0.0, right = 0.0;
    for (int round = 0; round < kMostRounds; ++round) {
        const End foot = direct(start, line.azimuth, along);
        const Line to = inverse(foot.place, at);
        const double angle = to.azimuth - foot.azimuth, arc = to.length_m / kMeanRadiusM;
        const double step = kMeanRadiusM * std::atan2(std::sin(arc) * std::cos(angle), std::cos(arc));
        along += step;
        right = to.length_m * std::sin(angle);
        if (std::abs(step) < kConvergedM) break;
    }
    if (along >= 0.0 && along <= line.length_m) return std::abs(right);
    return way_m(along < 0.0 ? a : b, point);
}

bool is_inside(const Shape& area, const Vec& point) {
    if (distance(area.middle, point) > area.reach_m) return false;
    const Frame frame = Frame::at(area.middle);
    double px, py;
    if (!frame.project(point, px, py)) return false;
    bool inside = false;
    const Vec* ring = area.nodes;
    for (std::uint32_t r = 0; r < area.ring_count; ring += area.ring(r), ++r) {
        double ax, ay, bx, by;
        if (!frame.project(ring[area.ring(r) - 1], ax, ay)) return false;
        for (std::uint32_t i = 0; i < area.ring(r); ++i, ax = bx, ay = by) {
            if (!frame.project(ring[i], bx, by)) return false;
            if ((ay > py) != (by > py) && ax + (py - ay) * (bx - ax) / (by - ay) > px) inside = !inside;
        }
    }
    return inside;
}

bool are_within(const Shape& a, const Shape& b, double limit_m) {
    if (a.is_area() && holds_a_ring_of(a, b)) return true;
    if (b.is_area() && holds_a_ring_of(b, a)) return true;
    const double a_base_m = a.reach_m - a.radius_m, b_base_m = b.reach_m - b.radius_m;
    return any_piece(a, [&](const Piece& p) {
        if (distance(p.middle, b.middle) > p.half_m + b_base_m + limit_m) return false;
        return any_piece(b, [&](const Piece& q) {
            if (distance(q.middle, a.middle) > q.half_m + a_base_m + limit_m) return false;
            return pieces_distance_m(p, q, limit_m) <= limit_m;
        });
    });
}

double distance_m(const Shape& a, const Shape& b) {
    if ((a.is_area() && holds_a_ring_of(a, b)) || (b.is_area() && holds_a_ring_of(b, a))) return 0.0;
    const double radii_m = a.radius_m + b.radius_m;
    double best_m = std::numeric_limits<double>::infinity();
    any_piece(a, [&](const Piece& p) {
        if (distance(p.middle, b.middle) - p.half_m - (b.reach_m - b.radius_m) > best_m) return false;
        return any_piece(b, [&](const Piece& q) {
            best_m = std::min(best_m, pieces_distance_m(p, q, best_m));
            return best_m <= radii_m;
        });
    });
    return std::max(0.0, best_m - radii_m);
}

}  // namespace tansiq
