#include "sweep.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "flat.hpp"
#include "globe.hpp"
#include "hull.hpp"
#include "limits.hpp"
#include "scan.hpp"

namespace tansiq {

namespace {

constexpr double kMostCells = 100.0;  // a footprint over more cells than this is compared with all others by itself
constexpr double kSmallestCellM = 500.0, kLargestCellM = 400e3;  // cells are numbered in 32 bits
constexpr std::int64_t kCountedCells = 1'000'000;                // above it cells are sorted, not counted
constexpr std::int64_t kChunk = 4096;

TANSIQ_WIDE(int, scan_boxes, (const Boxes& boxes, int from, int to, const Box& box, std::int32_t* hits),
            (boxes, from, to, box, hits))

enum : std::uint8_t { kBeginsRow = 1, kBeginsColumn = 2, kWholeRow = 4 };
static_assert(kFirstMarks == (kBeginsRow | kBeginsColumn) && kSharedMark == kWholeRow);

struct Filing {
    std::uint32_t member;
    std::uint8_t flags;
};

// A pair's reference cell is the first, by row and then by column, that both touch: what `scan_boxes` asks of the flags.
// Half a row or more counts as whole, so two beginnings cannot both lie in the common part. A whole row begins in no
// column, and two of them have their reference in column 0, so only there does a filing say that its row is whole.
std::uint8_t flags_of(bool is_first_row, bool is_first_column, bool is_whole, int column) {
    const int whole = is_whole && column == 0 ? kWholeRow : 0;
    const int first = (is_first_row ? kBeginsRow : 0) | (is_first_column && !is_whole ? kBeginsColumn : 0);
    return static_cast<std::uint8_t>(first | whole);
}

// Two whole rows have been let through whichever row it is.
bool is_reference(std::uint8_t a, std::uint8_t b) { return (a | b) & kBeginsRow; }

struct Key {
    Limits time, altitude;
};

// How much of the whole the mean extent is: the smaller, the fewer pairs a sweep along it meets.
double crowding(std::vector<Limits> limits) {
    const std::size_t n = limits.size();
    std::sort(limits.begin(), limits.end(), [](const Limits& a, const Limits& b) { return a.low < b.low; });
    const double low = limits[n / 50].low, high = limits[n - 1 - n / 50].low, span = high - low;
    if (!(span > 0.0) || !std::isfinite(span)) return 1.0;
    double sum = 0.0;
    for (const Limits& l : limits) sum += std::min(1.0, (static_cast<double>(l.high) - std::max<double>(l.low, low)) / span);
    return sum / static_cast<double>(n);
}

std::uint8_t most_common_reference(const std::vector<Member>& members) {
    std::array<std::size_t, 256> counts{};
    for (const Member& m : members) {
        ++counts[m.volume->band.lower_ref];
        ++counts[m.volume->band.upper_ref];
    }
    return static_cast<std::uint8_t>(std::max_element(counts.begin(), counts.end() - 1) - counts.begin());
}

class Sweep {
public:
    Sweep(const std::vector<Member>& members, const SweepOptions& options)
        : members_(members), options_(options), globe_(choose_cell_m(members, options.buffer_m)),
          found_(static_cast<std::size_t>(std::max(1, options.threads))), rooms_(found_.size()) {}

    std::vector<PairList> run() {
        if (members_.size() < 2) return std::move(found_);
        order();
        file();
        in_parallel(static_cast<std::int64_t>(busy_.size()), options_.threads, [&](std::int64_t i, int thread) {
            const auto t = static_cast<std::size_t>(thread);
            sweep_cell(busy_[static_cast<std::size_t>(i)], rooms_[t], found_[t]);
        });
        in_parallel(static_cast<std::int64_t>(wide_.size()), options_.threads, [&](std::int64_t i, int thread) {
            compare_wide(static_cast<std::size_t>(i), found_[static_cast<std::size_t>(thread)]);
        });
        return std::move(found_);
    }

private:
    struct Cell {
        std::int64_t first, count;
        int row, column;
    };

    // What a sweep needs of a member, together.
    struct Local {
        std::int64_t start_ms, end_ms;
        Band band;
        std::uint32_t id;
        std::uint8_t set;
    };

    struct Room {
        std::vector<double> xy;
        std::vector<Local> locals;
        std::vector<Shape> shapes;
        std::vector<Drawing> drawings;
        std::vector<std::int64_t> groups;  // what a pair must differ in
        std::vector<std::uint8_t> flags;
        std::vector<float> limits;
        std::vector<Hull> hulls;
        std::vector<std::int32_t> hits, meet, unsure;
    };

    static double choose_cell_m(const std::vector<Member>& members, double buffer_m) {
        double sum = 0.0;
        for (const Member& m : members) sum += std::min(m.volume->shape.reach_m + buffer_m / 2.0, 500e3);
        const double mean = members.empty() ? 1e5 : sum / static_cast<double>(members.size());
        // Larger cells mean fewer drawings of each footprint, smaller ones fewer pairs: tried out on strategic plans.
        return std::clamp(4.5 * mean, kSmallestCellM, kLargestCellM);
    }

    void order() {
        const std::size_t n = members_.size();
        from_ms_ = members_[n / 2].volume->start_ms;
        reference_ = most_common_reference(members_);
        keys_.resize(n);
        std::vector<Limits> times, altitudes;
        const std::size_t step = n / 2000 + 1;
        for (std::size_t i = 0; i < n; ++i) {
            keys_[i] = {time_limits(*members_[i].volume, from_ms_), altitude_limits(*members_[i].volume, reference_)};
            if (i % step == 0) {
                times.push_back(keys_[i].time);
                altitudes.push_back(keys_[i].altitude);
            }
        }
        if (crowding(altitudes) < crowding(times))
            for (Key& key : keys_) std::swap(key.time, key.altitude);
        // From here on, `time` is the dimension that is swept along.
        std::vector<std::pair<float, std::uint32_t>> sorted(n);
        for (std::size_t i = 0; i < n; ++i) sorted[i] = {keys_[i].time.low, static_cast<std::uint32_t>(i)};
        std::sort(sorted.begin(), sorted.end());
        order_.resize(n);
        for (std::size_t i = 0; i < n; ++i) order_[i] = sorted[i].second;
    }

    struct Filed {
        std::uint32_t cell;
        Filing filing;
    };

    // Filings of one cell together, each cell's in the order of the sweep.
    void gather(const std::vector<std::vector<Filed>>& filed) {
        if (globe_.cells() <= kCountedCells) {
            gather_by_count(filed);
            return;
        }
        std::vector<Filed> all;
        for (const auto& part : filed) all.insert(all.end(), part.begin(), part.end());
        std::stable_sort(all.begin(), all.end(), [](const Filed& a, const Filed& b) { return a.cell < b.cell; });
        filings_.reserve(all.size());
        for (std::size_t i = 0, first = 0; i < all.size(); ++i) {
            filings_.push_back(all[i].filing);
            if (i + 1 < all.size() && all[i + 1].cell == all[i].cell) continue;
            if (i > first) {
                const int row = globe_.row_of_cell(all[i].cell);
                busy_.push_back({static_cast<std::int64_t>(first), static_cast<std::int64_t>(i + 1 - first), row,
                                 static_cast<int>(all[i].cell - globe_.cell(row, 0))});
            }
            first = i + 1;
        }
    }

    void gather_by_count(const std::vector<std::vector<Filed>>& filed) {
        std::vector<std::uint32_t> ends(static_cast<std::size_t>(globe_.cells()) + 1, 0);
        std::size_t total = 0;
        for (const auto& part : filed) {
            total += part.size();
            for (const Filed& f : part) ++ends[f.cell + 1];
        }
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        filings_.resize(total);
        std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
        for (const auto& part : filed)
            for (const Filed& f : part) filings_[next[f.cell]++] = f.filing;
        for (int row = 0; row < globe_.rows(); ++row)
            for (int column = 0; column < globe_.columns(row); ++column) {
                const auto cell = static_cast<std::size_t>(globe_.cell(row, column));
                const std::int64_t count = ends[cell + 1] - ends[cell];
                if (count > 1) busy_.push_back({ends[cell], count, row, column});
            }
    }

    void file() {
        const std::int64_t n = static_cast<std::int64_t>(order_.size()), chunks = (n + kChunk - 1) / kChunk;
        std::vector<std::vector<Filed>> filed(static_cast<std::size_t>(chunks));
        std::vector<std::vector<std::uint32_t>> wide(static_cast<std::size_t>(chunks));
        in_parallel(chunks, options_.threads, [&](std::int64_t chunk, int) {
            auto& mine = filed[static_cast<std::size_t>(chunk)];
            for (std::int64_t i = chunk * kChunk; i < std::min(n, (chunk + 1) * kChunk); ++i) {
                const std::uint32_t member = order_[static_cast<std::size_t>(i)];
                const Shape& shape = members_[member].volume->shape;
                const Disc disc = Disc::around(shape.middle, shape.reach_m + options_.buffer_m / 2.0 + kToleranceM);
                if (globe_.count_cells(disc) > kMostCells) {
                    wide[static_cast<std::size_t>(chunk)].push_back(member);
                    continue;
                }
                bool is_first = true;
                globe_.visit(disc, [&](int row, int column, int count, bool is_whole) {
                    const int columns = globe_.columns(row);
                    for (int c = 0; c < count; ++c) {
                        const int at = (column + c) % columns;
                        mine.push_back({static_cast<std::uint32_t>(globe_.cell(row, at)),
                                        {member, flags_of(is_first, c == 0, is_whole, at)}});
                    }
                    is_first = false;
                });
            }
        });
        gather(filed);
        // The fullest first, so that no thread is left with one at the end.
        std::sort(busy_.begin(), busy_.end(), [](const Cell& a, const Cell& b) { return a.count > b.count; });
        for (const auto& part : wide) wide_.insert(wide_.end(), part.begin(), part.end());
        is_wide_.resize(members_.size());
        for (const std::uint32_t member : wide_) is_wide_[member] = true;
    }

    void draw_cell(const Cell& cell, Room& room) const {
        const auto n = static_cast<std::size_t>(cell.count);
        const Frame frame = Frame::at(globe_.middle_of(cell.row, cell.column));
        std::size_t nodes = 0;
        for (std::size_t i = 0; i < n; ++i)
            nodes += members_[filings_[static_cast<std::size_t>(cell.first) + i].member].volume->shape.node_count;
        room.xy.resize(2 * nodes);
        room.locals.resize(n);
        room.shapes.resize(n);
        room.drawings.resize(n);
        room.groups.resize(n);
        room.flags.resize(n);
        room.limits.resize(8 * n);
        for (auto* const hits : {&room.hits, &room.meet, &room.unsure}) hits->resize(n + kScanBlock);
        double* next = room.xy.data();
        float* const l = room.limits.data();
        for (std::size_t i = 0; i < n; ++i) {
            const Filing& filing = filings_[static_cast<std::size_t>(cell.first) + i];
            const Member& m = members_[filing.member];
            const Volume& v = *m.volume;
            room.locals[i] = {v.start_ms, v.end_ms, v.band, m.id, m.set};
            room.groups[i] = group_of(m);
            room.flags[i] = filing.flags;
            room.shapes[i] = v.shape;
            const Drawing d = room.drawings[i] = Drawing::draw(frame, room.shapes[i], next, next + v.shape.node_count);
            next += 2 * v.shape.node_count;
            const double margin_m = v.shape.radius_m + options_.buffer_m / 2.0 + 1.0;
            const float wide = d.is_whole ? above(margin_m * (1.0 + stretch(d.reach_m + margin_m)) + 1.0) : kInfinity;
            const Key& key = keys_[filing.member];
            l[i] = key.time.low;
            l[n + i] = key.time.high;
            l[2 * n + i] = key.altitude.low;
            l[3 * n + i] = key.altitude.high;
            l[4 * n + i] = d.west - wide;
            l[5 * n + i] = d.east + wide;
            l[6 * n + i] = d.south - wide;
            l[7 * n + i] = d.north + wide;
        }
        if (options_.is_exact) shape_hulls(frame, room);
    }

    void shape_hulls(const Frame& frame, Room& room) const {
        double reach_m = 0.0, piece_m = 0.0;
        for (const Drawing& d : room.drawings) {
            reach_m = std::max(reach_m, d.reach_m);
            piece_m = std::max(piece_m, d.shape->piece_m);
        }
        room.hulls.resize(room.drawings.size());
        for (std::size_t i = 0; i < room.drawings.size(); ++i) {
            const Drawing& d = room.drawings[i];
            room.hulls[i] = Hull::around(d, d.shape->middle, frame, options_.buffer_m, reach_m, piece_m);
        }
    }

    void sweep_cell(const Cell& cell, Room& room, PairList& found) const {
        draw_cell(cell, room);
        const auto n = static_cast<std::size_t>(cell.count);
        const float* const l = room.limits.data();
        const Boxes boxes{{l + 2 * n, l + 4 * n, l + 6 * n}, {l + 3 * n, l + 5 * n, l + 7 * n}, room.flags.data()};
        for (std::size_t i = 0; i + 1 < n; ++i) {
            const auto end = static_cast<int>(std::upper_bound(l + i + 1, l + n, l[n + i]) - l);
            const Box box{{l[2 * n + i], l[4 * n + i], l[6 * n + i]},
                          {l[3 * n + i], l[5 * n + i], l[7 * n + i]},
                          room.flags[i]};
            const int hits = scan_boxes_wide(boxes, static_cast<int>(i) + 1, end, box, room.hits.data());
            if (hits) judge_hits(i, hits, room, found);
        }
    }

    // Of a box and those that it meets.
    void judge_hits(std::size_t i, int count, Room& room, PairList& found) const {
        const auto each = [&](const std::vector<std::int32_t>& hits, int some, auto&& meet_test) {
            for (int h = 0; h < some; ++h) {
                const auto j = static_cast<std::size_t>(hits[static_cast<std::size_t>(h)]);
                if (!is_reference(room.flags[i], room.flags[j]) || room.groups[i] == room.groups[j]) continue;
                judge(room.locals[i], room.locals[j], found, [&] { return meet_test(j); });
            }
        };
        if (!options_.is_exact) {
            each(room.hits, count, [](std::size_t) { return true; });
            return;
        }
        const Verdicts verdicts = judge_hulls(room.hulls.data(), room.hulls[i], room.hits.data(), count,
                                              room.meet.data(), room.unsure.data());
        each(room.meet, verdicts.meet, [](std::size_t) { return true; });
        each(room.unsure, verdicts.unsure,
             [&](std::size_t j) { return meet(room.drawings[i], room.drawings[j], options_.buffer_m); });
    }

    std::int64_t group_of(const Member& m) const { return options_.is_across ? m.set : m.volume->owner; }

    template <typename Meet>
    void judge(const Local& a, const Local& b, PairList& found, Meet meet_test) const {
        if (a.start_ms >= b.end_ms || b.start_ms >= a.end_ms) return;
        const Bands bands = compare(a.band, b.band);
        if (bands == Bands::Apart || !meet_test()) return;
        const bool is_first = options_.is_across ? a.set == 0 : a.id < b.id;
        const std::uint32_t doubt = bands == Bands::NotComparable ? Pair::kDoubt : 0;
        found.add(is_first ? Pair{a.id, b.id | doubt} : Pair{b.id, a.id | doubt});
    }

    void compare_wide(std::size_t at, PairList& found) const {
        const std::uint32_t w = wide_[at];
        const Member& a = members_[w];
        const Key& key = keys_[w];
        for (std::uint32_t i = 0; i < members_.size(); ++i) {
            if (i == w || (is_wide_[i] && i < w)) continue;
            const Key& other = keys_[i];
            if (other.time.low > key.time.high || other.time.high < key.time.low || other.altitude.low > key.altitude.high ||
                other.altitude.high < key.altitude.low)
                continue;
            const Member& b = members_[i];
            if (group_of(a) == group_of(b)) continue;
            const double limit_m = options_.buffer_m + kToleranceM;
            if (judge_balls(a.volume->shape, b.volume->shape, limit_m) == Verdict::Apart) continue;
            const Volume &v = *a.volume, &u = *b.volume;
            judge({v.start_ms, v.end_ms, v.band, a.id, a.set}, {u.start_ms, u.end_ms, u.band, b.id, b.set}, found,
                  [&] { return !options_.is_exact || meet(v.shape, u.shape, options_.buffer_m); });
        }
    }

    const std::vector<Member>& members_;
    const SweepOptions& options_;
    Globe globe_;
    std::vector<PairList> found_;
    std::vector<Room> rooms_;
    std::int64_t from_ms_ = 0;
    std::uint8_t reference_ = 0;
    std::vector<Key> keys_;
    std::vector<std::uint32_t> order_, wide_;
    std::vector<bool> is_wide_;
    std::vector<Filing> filings_;
    std::vector<Cell> busy_;
};

}  // namespace

std::vector<PairList> sweep(const std::vector<Member>& members, const SweepOptions& options) {
    return Sweep(members, options).run();
}

}  // namespace tansiq
