#include "shape.hpp"

#include <algorithm>

namespace tansiq {

namespace {

// So short that the image of a piece on the plane at the shape's middle is right to 2 mm.
double longest_piece_m(double reach_m) {
    const double lean = 1.5 * kEccentricity2 * std::max(reach_m, 1.0) / kMeanRadiusM;
    return std::min(kLongestPieceM, std::sqrt(2e-3 * 8.0 * kMeanRadiusM / lean));
}

void add_edge(std::vector<Vec>& nodes, const Vec& from, const Vec& to, double longest_m) {
    nodes.push_back(from);
    if (distance(from, to) <= 0.999 * longest_m) return;
    const Place a = place_of(upright_at(from)), b = place_of(upright_at(to));
    const Line line = inverse(a, b);
    const int pieces = static_cast<int>(std::ceil(line.length_m / longest_m));
    for (int i = 1; i < pieces; ++i)
        nodes.push_back(surface_of(up_of(direct(a, line.azimuth, line.length_m * i / pieces).place)));
}

double piece_distance(double ax, double ay, double bx, double by) {
    const double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
    const double along = square > 0.0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0.0;
    return std::hypot(ax + along * dx, ay + along * dy);
}

struct Plane {
    std::vector<double> x, y;
};

// Whether one ring turns one way only, once around; 5 mm the other way is forgiven, for nodes on a long edge.
bool is_convex(const Plane& p) {
    const std::size_t n = p.x.size();
    double turned = 0.0, area = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t j = (i + 1) % n;
        area += p.x[i] * p.y[j] - p.x[j] * p.y[i];
    }
    const double side = area >= 0.0 ? 1.0 : -1.0;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t j = (i + 1) % n, k = (i + 2) % n;
        const double ax = p.x[j] - p.x[i], ay = p.y[j] - p.y[i], bx = p.x[k] - p.x[j], by = p.y[k] - p.y[j];
        const double c = side * (ax * by - ay * bx), d = ax * bx + ay * by;
        const double longest = std::max(std::hypot(ax, ay), std::hypot(bx, by));
        if (c < -5e-3 * longest || (d < 0.0 && c <= 0.0)) return false;
        // One turn is less than half a circle, so the signs alone tell whether all of them make one circle.
        turned += std::atan2(c, d);
    }
    return turned < 3.0 * kPi;
}

// Radius of a disc around the plane's origin inside the area, 0 where the origin is outside.
double find_inner_m(const Plane& p, const std::vector<std::uint32_t>& rings) {
    bool inside = false;
    double nearest = 1e18;
    std::size_t first = 0;
    for (const std::uint32_t count : rings) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t a = first + i, b = first + (i + 1) % count;
            if ((p.y[a] > 0.0) != (p.y[b] > 0.0) &&
                p.x[a] - p.y[a] * (p.x[b] - p.x[a]) / (p.y[b] - p.y[a]) > 0.0)
                inside = !inside;
            nearest = std::min(nearest, piece_distance(p.x[a], p.y[a], p.x[b], p.y[b]));
        }
        first += count;
    }
    return inside ? nearest : 0.0;
}

}  // namespace

void Prepared::prepare(const Outline& outline) {
    nodes.clear();
    rings.clear();
    static thread_local std::vector<Vec> corners;
    corners.clear();
    const std::int64_t begin = outline.ring_ends[-1], end = outline.ring_ends[outline.ring_count - 1];
    Vec sum{0.0, 0.0, 0.0};
    for (std::int64_t i = begin; i < end; ++i) {
        const Vec up = up_of({outline.lon[i] * kDegree, outline.lat[i] * kDegree});
        sum = sum + up;
        corners.push_back(surface_of(up));
    }
    // Corners all round the Earth have no middle of their own; such a ball holds everything anyway.
    const double length = norm(sum);
    shape = Shape{};
    shape.middle = surface_of(length > 1e-9 ? (1.0 / length) * sum : upright_at(corners[0]));
    shape.radius_m = outline.radius_m;
    shape.flags = outline.is_area ? kArea : 0;
    double farthest = 0.0;
    for (const Vec& corner : corners) farthest = std::max(farthest, distance(shape.middle, corner));
    const double base_m = longest_way_m(farthest) + kToleranceM;
    shape.reach_m = base_m + shape.radius_m;
    const double longest_m = longest_piece_m(base_m);
    std::int64_t first = begin;
    for (std::int64_t r = 0; r < outline.ring_count; ++r) {
        const std::int64_t count = outline.ring_ends[r] - first;
        const std::size_t before = nodes.size();
        for (std::int64_t i = 0; i + 1 < count; ++i)
            add_edge(nodes, corners[first - begin + i], corners[first - begin + i + 1], longest_m);
        if (outline.is_area)
            add_edge(nodes, corners[first - begin + count - 1], corners[first - begin], longest_m);
        else
            nodes.push_back(corners[first - begin + count - 1]);
        rings.push_back(static_cast<std::uint32_t>(nodes.size() - before));
        first = outline.ring_ends[r];
    }
    shape.node_count = static_cast<std::uint32_t>(nodes.size());
    shape.ring_count = static_cast<std::uint32_t>(rings.size());
    shape.piece_m = std::min(longest_m, 2.0 * base_m);
    if (nodes.size() == 1) {
        shape.inner_m = shape.radius_m;
        return;
    }
    static thread_local Plane plane;
    plane.x.resize(nodes.size());
    plane.y.resize(nodes.size());
    const Frame frame = Frame::at(shape.middle);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!frame.project(nodes[i], plane.x[i], plane.y[i])) return;
    if (!outline.is_area) return;
    if (rings.size() == 1 && is_convex(plane)) shape.flags |= kConvex;
    const double inner = find_inner_m(plane, rings) / (1.0 + stretch(base_m)) - 0.05;
    if (inner > 0.0) shape.inner_m = inner + shape.radius_m;
}

Shape Prepared::view() const {
    Shape seen = shape;
    seen.nodes = nodes.data();
    seen.rings = rings.data();
    return seen;
}

}  // namespace tansiq
