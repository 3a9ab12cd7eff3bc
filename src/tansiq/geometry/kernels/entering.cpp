#include "entering.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace tansiq {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr int kMostSteps = 2000;

struct Window {
    double begins_s, ends_s;
};

// When a straight climb is in the band [lower, upper).
Window in_band(const Motion& m, const Band& band) {
    const double lower_m = band.lower_ref == kNoLimit ? -kNever : static_cast<double>(band.lower_mm) * 1e-3;
    const double upper_m = band.upper_ref == kNoLimit ? kNever : static_cast<double>(band.upper_mm) * 1e-3;
    if (m.up_mps == 0.0) {
        const bool is_in = m.alt_m >= lower_m && (m.alt_m < upper_m || lower_m == upper_m);
        return is_in ? Window{-kNever, kNever} : Window{kNever, -kNever};
    }
    const double one = (lower_m - m.alt_m) / m.up_mps, other = (upper_m - m.alt_m) / m.up_mps;
    return {std::min(one, other), std::max(one, other)};
}

// Distance on the plane from a point to what is drawn, 0 inside an area.
double drawn_distance(const Shape& s, const std::vector<double>& x, const std::vector<double>& y, double px, double py) {
    bool inside = false;
    double square = kNever;
    std::size_t first = 0;
    for (std::uint32_t r = 0; r < s.ring_count; first += s.ring(r), ++r) {
        const std::size_t count = s.ring(r), pieces = s.is_area() || count == 1 ? count : count - 1;
        for (std::size_t i = 0; i < pieces; ++i) {
            const std::size_t a = first + i, b = first + (i + 1) % count;
            if (s.is_area() && (y[a] > py) != (y[b] > py) && x[a] + (py - y[a]) * (x[b] - x[a]) / (y[b] - y[a]) > px)
                inside = !inside;
            const double dx = x[b] - x[a], dy = y[b] - y[a], length = dx * dx + dy * dy;
            const double t = length > 0.0 ? std::clamp(((px - x[a]) * dx + (py - y[a]) * dy) / length, 0.0, 1.0) : 0.0;
            const double ex = x[a] + t * dx - px, ey = y[a] + t * dy - py;
            square = std::min(square, ex * ex + ey * ey);
        }
    }
    return inside ? 0.0 : std::sqrt(square);
}

}  // namespace

double enters_after_s(const Motion& m, const Volume& v, std::int64_t now_ms, double within_s) {
    const Window band = in_band(m, v.band);
    const double start_s = (static_cast<double>(v.start_ms) - static_cast<double>(now_ms)) * 1e-3;
    const double end_s = (static_cast<double>(v.end_ms) - static_cast<double>(now_ms)) * 1e-3;
    double at_s = std::max({0.0, band.begins_s, start_s});
    const double last_s = std::min({within_s, band.ends_s, end_s});
    if (!(at_s <= last_s) || at_s >= end_s) return kNever;
    const Shape& s = v.shape;
    const Frame frame = Frame::at(surface_of(up_of(m.place)));
    std::vector<double> x(s.node_count), y(s.node_count);
    double reach_m = 0.0;
    for (std::uint32_t i = 0; i < s.node_count; ++i) {
        if (!frame.project(s.nodes[i], x[i], y[i])) return kNever;  // on the other side of the Earth
        reach_m = std::max(reach_m, std::hypot(x[i], y[i]));
    }
    const double radius_m = (s.radius_m + m.error_m) * (1.0 + stretch(std::min(reach_m, 3e6))) + kToleranceM;
    const double speed_mps = std::hypot(m.east_mps, m.north_mps);
    // No point nears anything faster than it flies: go on by the time that the distance left takes at least.
    for (int step = 0; step < kMostSteps; ++step) {
        const double gap_m =
            drawn_distance(s, x, y, m.east_mps * at_s, m.north_mps * at_s) - radius_m;
        if (gap_m <= 0.0) return at_s;
        if (speed_mps <= 0.0) return kNever;
        at_s += std::max(gap_m, kToleranceM / 2.0) / speed_mps;
        if (at_s > last_s) return kNever;
    }
    return at_s;
}

}  // namespace tansiq
