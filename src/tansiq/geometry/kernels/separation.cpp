#include "separation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "globe.hpp"
#include "parallel.hpp"
#include "scan.hpp"

namespace tansiq {

namespace {

constexpr double kCellM = 50e3;
constexpr double kPolarLat = 80.0 * kDegree;  // beyond it a way is filed by the disc around it, not by its rows
constexpr double kKeptM = 5e-4;  // levels a thousand feet apart are apart, whatever the last digit of a number says
constexpr std::int64_t kChunk = 2048;

struct Moving {
    Place at;
    Vec place, up, velocity;  // velocity over the ground
    double alt_m, climb_mps, error_m, alt_error_m, speed_mps;
    std::int32_t low_mm, high_mm;  // altitudes swept, each half of the height kept around them
};

// Columns of one cell in its own plane.
struct Crowd {
    const float *x, *y, *vx, *vy, *error;
};

struct One {
    float x, y, vx, vy, keep;  // the distance to keep, own error and the plane's error in it
    float within_s;
    float half_x, half_y;  // the middle of a meeting is in this cell only if it is within these of the plane's origin
};

TANSIQ_WIDE_BODY int scan_crowd(const Crowd& crowd, int from, int to, const One& one, std::int32_t* hits) {
    alignas(64) std::uint8_t marks[kScanBlock];
    int count = 0;
    for (int base = from; base < to; base += kScanBlock) {
        const float *x = crowd.x + base, *y = crowd.y + base, *vx = crowd.vx + base, *vy = crowd.vy + base;
        const float* error = crowd.error + base;
        const int size = to - base < kScanBlock ? to - base : kScanBlock;
        if (size & 7) std::memset(marks + (size & ~7), 0, 8);
        for (int i = 0; i < size; ++i) {
            const float dx = x[i] - one.x, dy = y[i] - one.y, ux = vx[i] - one.vx, uy = vy[i] - one.vy;
            const float a = ux * ux + uy * uy + 1e-6f, b = dx * ux + dy * uy, keep = one.keep + error[i];
            float t = -b / a;
            t = t > 0.0f ? t : 0.0f;
            t = t < one.within_s ? t : one.within_s;
            const float ex = dx + t * ux, ey = dy + t * uy;
            const float mx = 0.5f * (x[i] + one.x + t * (vx[i] + one.vx)), my = 0.5f * (y[i] + one.y + t * (vy[i] + one.vy));
            marks[i] = static_cast<std::uint8_t>((ex * ex + ey * ey <= keep * keep) & (mx * mx <= one.half_x * one.half_x) &
                                                 (my * my <= one.half_y * one.half_y));
        }
        count = gather(marks, base, size, hits, count);
    }
    return count;
}

TANSIQ_WIDE(int, scan_crowd, (const Crowd& crowd, int from, int to, const One& one, std::int32_t* hits),
            (crowd, from, to, one, hits))

std::int32_t to_mm(double metres, bool is_up) {
    const double mm = std::clamp(metres * 1e3, -2.1e9, 2.1e9);
    return static_cast<std::int32_t>(is_up ? std::ceil(mm - 1e-6) : std::floor(mm + 1e-6));
}

Moving moving_of(const Tracks& t, std::int64_t i, const Standoff& s) {
    Moving m;
    const Place place{t.lon_deg[i] * kDegree, t.lat_deg[i] * kDegree};
    m.up = up_of(place);
    const Vec east{-std::sin(place.lon), std::cos(place.lon), 0.0}, north = cross(m.up, east);
    m.velocity = t.east_mps[i] * east + t.north_mps[i] * north;
    m.speed_mps = std::hypot(t.east_mps[i], t.north_mps[i]);
    m.climb_mps = t.up_mps[i];
    const double late_s = t.late_s ? t.late_s[i] : 0.0;
    m.at = place;
    m.place = surface_of(m.up);
    if (late_s != 0.0) {
        m.up = upright_at(m.place + late_s * m.velocity);
        m.at = place_of(m.up);
        m.place = surface_of(m.up);
        m.velocity = m.velocity - dot(m.velocity, m.up) * m.up;
    }
    // A turn cannot take it farther off than flying straight back would.
    const double turned_m = std::min(0.5 * s.turn_mps2 * late_s * late_s, 2.0 * m.speed_mps * late_s);
    m.alt_m = t.alt_m[i] + late_s * m.climb_mps;
    m.error_m = (t.position_error_m ? t.position_error_m[i] : 0.0) + turned_m;
    m.alt_error_m = t.altitude_error_m ? t.altitude_error_m[i] : 0.0;
    const double later_m = m.alt_m + m.climb_mps * s.within_s, half_m = s.height_m / 2.0 + m.alt_error_m;
    m.low_mm = to_mm(std::min(m.alt_m, later_m) - half_m, false);
    m.high_mm = to_mm(std::max(m.alt_m, later_m) + half_m, true);
    return m;
}

class Traffic {
public:
    Traffic(const Tracks& tracks, const Standoff& standoff, int threads)
        : standoff_(standoff), threads_(threads), globe_(kCellM), found_(static_cast<std::size_t>(std::max(1, threads))) {
        const std::int64_t chunks = (tracks.count + kChunk - 1) / kChunk;
        moving_.resize(static_cast<std::size_t>(tracks.count));
        in_parallel(chunks, threads, [&](std::int64_t chunk, int) {
            for (std::int64_t i = chunk * kChunk; i < std::min(tracks.count, (chunk + 1) * kChunk); ++i)
                moving_[static_cast<std::size_t>(i)] = moving_of(tracks, i, standoff);
        });
        for (const Moving& m : moving_) greatest_error_m_ = std::max(greatest_error_m_, m.error_m);
    }

    std::vector<std::vector<Encounter>> run() {
        order_.resize(moving_.size());
        std::iota(order_.begin(), order_.end(), 0u);
        std::sort(order_.begin(), order_.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return moving_[a].low_mm < moving_[b].low_mm; });
        file();
        in_parallel(static_cast<std::int64_t>(busy_.size()), threads_, [&](std::int64_t i, int thread) {
            sweep(busy_[static_cast<std::size_t>(i)], found_[static_cast<std::size_t>(thread)]);
        });
        return std::move(found_);
    }

private:
    struct Cell {
        std::uint32_t first, count;
        int row, column;
    };

    // On a cell's plane: all of the cell lies within the outer, all within the inner is in the cell.
    struct Extents {
        double outer_x, outer_y, inner_x, inner_y;
    };

    struct Site {
        const Cell& cell;
        const Frame& frame;
        Extents extent;
    };

    struct Room {
        std::vector<float> numbers;
        std::vector<std::int32_t> lows, highs, hits;
    };

    // Visits every cell in which the track's half of a meeting's middle can lie.
    template <typename Visit>
    void cells_of(const Moving& m, Visit visit) const {
        const double margin_m = (standoff_.distance_m + m.error_m + greatest_error_m_) / 2.0 + 1.0, run_m = m.speed_mps * standoff_.within_s;
        const Vec end = upright_at(m.place + standoff_.within_s * m.velocity);
        const Place from = m.at, to = place_of(end);
        if (std::max(std::abs(from.lat), std::abs(to.lat)) > kPolarLat || run_m > 200e3 || margin_m > 200e3) {
            const Vec middle = surface_of(unit(m.up + end));
            globe_.visit(Disc::around(middle, longest_way_m(distance(middle, m.place)) * 1.01 + margin_m),
                         [&](int row, int column, int count, bool) {
                             const int columns = globe_.columns(row);
                             for (int c = 0; c < count; ++c) visit(row, (column + c) % columns);
                         });
            return;
        }
        const double across = std::remainder(to.lon - from.lon, 2.0 * kPi), along = to.lat - from.lat;
        // A great circle bends away from the straight line in degrees by the square of its length and the latitude.
        const double bend_m = 50.0 + 1.5 * run_m * run_m / (8.0 * kLeastRadiusM) *
                                         std::tan(std::max(std::abs(from.lat), std::abs(to.lat)));
        const double margin = (margin_m + bend_m) / kLeastRadiusM;
        const double side = margin / std::cos(std::min(std::max(std::abs(from.lat), std::abs(to.lat)) + margin, 1.5));
        const int low = globe_.row_of(std::min(from.lat, to.lat) - margin);
        const int high = globe_.row_of(std::max(from.lat, to.lat) + margin);
        for (int row = low; row <= high; ++row) {
            const double south = globe_.south_of(row) - margin, north = globe_.south_of(row + 1) + margin;
            double first = 0.0, last = 1.0;
            if (std::abs(along) > 1e-12) {
                const double a = (south - from.lat) / along, b = (north - from.lat) / along;
                first = std::max(0.0, std::min(a, b));
                last = std::min(1.0, std::max(a, b));
                if (first > last) continue;
            }
            const double one = from.lon + first * across, other = from.lon + last * across;
            const int columns = globe_.columns(row);
            const double cell = 2.0 * kPi / columns;
            const int west = static_cast<int>(std::floor((std::min(one, other) - side + kPi) / cell));
            const int east = static_cast<int>(std::floor((std::max(one, other) + side + kPi) / cell));
            for (int c = west; c <= std::min(east, west + columns - 1); ++c) visit(row, ((c % columns) + columns) % columns);
        }
    }

    void file() {
        struct Filed {
            std::uint32_t cell, member;
        };
        const std::int64_t n = static_cast<std::int64_t>(order_.size()), chunks = (n + kChunk - 1) / kChunk;
        std::vector<std::vector<Filed>> filed(static_cast<std::size_t>(chunks));
        in_parallel(chunks, threads_, [&](std::int64_t chunk, int) {
            auto& mine = filed[static_cast<std::size_t>(chunk)];
            mine.reserve(static_cast<std::size_t>(kChunk) * 6);
            for (std::int64_t i = chunk * kChunk; i < std::min(n, (chunk + 1) * kChunk); ++i) {
                const std::uint32_t member = order_[static_cast<std::size_t>(i)];
                cells_of(moving_[member], [&](int row, int column) {
                    mine.push_back({static_cast<std::uint32_t>(globe_.cell(row, column)), member});
                });
            }
        });
        std::vector<std::uint32_t> ends(static_cast<std::size_t>(globe_.cells()) + 1, 0);
        for (const auto& part : filed)
            for (const Filed& f : part) ++ends[f.cell + 1];
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        filings_.resize(ends.back());
        std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
        for (const auto& part : filed)
            for (const Filed& f : part) filings_[next[f.cell]++] = f.member;
        for (int row = 0; row < globe_.rows(); ++row)
            for (int column = 0; column < globe_.columns(row); ++column) {
                const auto cell = static_cast<std::size_t>(globe_.cell(row, column));
                if (ends[cell + 1] - ends[cell] > 1) busy_.push_back({ends[cell], ends[cell + 1] - ends[cell], row, column});
            }
        std::sort(busy_.begin(), busy_.end(), [](const Cell& a, const Cell& b) { return a.count > b.count; });
    }

    void sweep(const Cell& cell, std::vector<Encounter>& found) const {
        static thread_local Room room;
        const std::size_t n = cell.count;
        const Frame frame = Frame::at(globe_.middle_of(cell.row, cell.column));
        room.numbers.resize(5 * n);
        room.lows.resize(n);
        room.highs.resize(n);
        room.hits.resize(n + kScanBlock);
        float* const p = room.numbers.data();
        double farthest_m = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            const Moving& m = moving_[filings_[cell.first + i]];
            double x = 0.0, y = 0.0;
            const bool is_seen = frame.project(m.place, x, y);
            farthest_m = std::max(farthest_m, is_seen ? std::sqrt(x * x + y * y) + m.speed_mps * standoff_.within_s : 1e7);
            p[i] = static_cast<float>(x);
            p[n + i] = static_cast<float>(y);
            p[2 * n + i] = static_cast<float>(dot(frame.east, m.velocity));
            p[3 * n + i] = static_cast<float>(dot(frame.north, m.velocity));
            p[4 * n + i] = static_cast<float>(m.error_m);
            room.lows[i] = m.low_mm;
            room.highs[i] = m.high_mm;
        }
        const Crowd crowd{p, p + n, p + 2 * n, p + 3 * n, p + 4 * n};
        // What the plane can do to a gap and to the ways flown across it, and rounding to four bytes.
        const double plane_m = 50.0 + 4.0 * stretch(farthest_m) * 2.0 * farthest_m;
        Site site{cell, frame, {}};
        extents(cell, frame, site.extent);
        for (std::size_t i = 0; i + 1 < n; ++i) {
            const auto end = static_cast<int>(
                std::lower_bound(room.lows.begin() + static_cast<std::ptrdiff_t>(i) + 1, room.lows.end(), room.highs[i]) -
                room.lows.begin());
            const One one{p[i], p[n + i], p[2 * n + i], p[3 * n + i],
                          static_cast<float>(standoff_.distance_m + plane_m) + p[4 * n + i],
                          static_cast<float>(standoff_.within_s),
                          static_cast<float>(site.extent.outer_x + plane_m),
                          static_cast<float>(site.extent.outer_y + plane_m)};
            const int hits = scan_crowd_wide(crowd, static_cast<int>(i) + 1, end, one, room.hits.data());
            for (int h = 0; h < hits; ++h)
                judge(site, filings_[cell.first + i],
                      filings_[cell.first + static_cast<std::uint32_t>(room.hits[static_cast<std::size_t>(h)])], found);
        }
    }

    // How far a cell goes from its middle on its plane. A side of a row bends by less than a hundredth of its length.
    void extents(const Cell& cell, const Frame& frame, Extents& e) const {
        const double turn = 2.0 * kPi / globe_.columns(cell.row);
        e = {1e7, 1e7, 0.0, 0.0};
        if (turn > 0.02) return;
        double least_x = 1e7, least_y = 1e7, most_x = 0.0, most_y = 0.0;
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < 2; ++column) {
                double x = 0.0, y = 0.0;
                const Place corner{-kPi + (cell.column + column) * turn, globe_.south_of(cell.row + row)};
                if (!frame.project(surface_of(up_of(corner)), x, y)) return;
                least_x = std::min(least_x, std::abs(x));
                least_y = std::min(least_y, std::abs(y));
                most_x = std::max(most_x, std::abs(x));
                most_y = std::max(most_y, std::abs(y));
            }
        const double bend_m = 0.01 * most_x;
        e = {1.01 * most_x, most_y + bend_m, 0.99 * least_x, least_y - bend_m};
    }

    bool is_in(const Site& site, const Vec& place) const {
        double x, y;
        if (site.frame.project(place, x, y) && std::abs(x) < site.extent.inner_x && std::abs(y) < site.extent.inner_y)
            return true;
        const Place at = place_of(upright_at(place));
        const int row = globe_.row_of(at.lat);
        return row == site.cell.row && globe_.column_of(row, at.lon) == site.cell.column;
    }

    void judge(const Site& site, std::uint32_t first, std::uint32_t second, std::vector<Encounter>& found) const {
        const std::uint32_t one = std::min(first, second), other = std::max(first, second);
        const Moving &a = moving_[one], &b = moving_[other];
        // The plane that touches the ground between both.
        const Vec up = unit(a.up + b.up), apart = b.place - a.place, drift = b.velocity - a.velocity;
        const Vec gap = apart - dot(apart, up) * up, move = drift - dot(drift, up) * up;
        const double square = dot(move, move), inward = dot(gap, move);
        const double keep_m = standoff_.distance_m + a.error_m + b.error_m;
        const double closest_s = square > 0.0 ? std::clamp(-inward / square, 0.0, standoff_.within_s) : 0.0;
        const double miss_m = norm(gap + closest_s * move);
        if (miss_m >= keep_m) return;
        // Flat vectors of the pair: the gap's length along its own line is all that the quadratic needs.
        const double gap_m[3] = {norm(gap), 0.0, b.alt_m - a.alt_m};
        const double forward = gap_m[0] > 0.0 ? inward / gap_m[0] : std::sqrt(square);
        const double aside = std::sqrt(std::max(0.0, square - forward * forward));
        const double drift_mps[3] = {forward, aside, b.climb_mps - a.climb_mps};
        double begins_s, ends_s;
        if (!encounter(gap_m, drift_mps, keep_m, standoff_.height_m - kKeptM + a.alt_error_m + b.alt_error_m,
                       standoff_.within_s, begins_s, ends_s))
            return;
        // A pair is told by the cell in which the middle between both lies when they are closest, so it is told once.
        const Vec middle = 0.5 * (a.place + b.place + closest_s * (a.velocity + b.velocity));
        if (!is_in(site, middle)) return;
        found.push_back({one, other, static_cast<float>(begins_s), static_cast<float>(ends_s),
                         static_cast<float>(closest_s), static_cast<float>(miss_m),
                         static_cast<float>(std::abs(gap_m[2] + closest_s * drift_mps[2]))});
    }

    const Standoff& standoff_;
    int threads_;
    Globe globe_;
    double greatest_error_m_ = 0.0;
    std::vector<Moving> moving_;
    std::vector<std::vector<Encounter>> found_;
    std::vector<std::uint32_t> order_, filings_;
    std::vector<Cell> busy_;
};

}  // namespace

bool encounter(const double gap_m[3], const double drift_mps[3], double distance_m, double height_m, double within_s,
               double& begins_s, double& ends_s) {
    double begins = -INFINITY, ends = INFINITY;
    const double a = drift_mps[0] * drift_mps[0] + drift_mps[1] * drift_mps[1];
    const double b = gap_m[0] * drift_mps[0] + gap_m[1] * drift_mps[1];
    const double c = gap_m[0] * gap_m[0] + gap_m[1] * gap_m[1] - distance_m * distance_m;
    if (a == 0.0) {
        if (c >= 0.0) return false;
    } else {
        const double root = b * b - a * c;
        if (root <= 0.0) return false;
        begins = (-b - std::sqrt(root)) / a;
        ends = (-b + std::sqrt(root)) / a;
    }
    if (drift_mps[2] == 0.0) {
        if (std::abs(gap_m[2]) >= height_m) return false;
    } else {
        const double one = (-height_m - gap_m[2]) / drift_mps[2], other = (height_m - gap_m[2]) / drift_mps[2];
        begins = std::max(begins, std::min(one, other));
        ends = std::min(ends, std::max(one, other));
    }
    // Both conditions are strict, so their interval is open; the look-ahead has its ends.
    if (begins >= ends || begins >= within_s || ends <= 0.0) return false;
    begins_s = std::max(begins, 0.0);
    ends_s = std::min(ends, within_s);
    return true;
}

std::vector<std::vector<Encounter>> encounters(const Tracks& tracks, const Standoff& standoff, int threads) {
    return Traffic(tracks, standoff, threads).run();
}

}  // namespace tansiq
