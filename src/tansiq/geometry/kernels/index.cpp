#include "index.hpp"

#include <algorithm>
#include <cstring>

#include "flat.hpp"
#include "limits.hpp"

namespace tansiq {

namespace {

constexpr double kLayerReachM[] = {4e3, 16e3, 64e3, 256e3, 1e9};  // the last layer is one cell
// Larger cells mean fewer buckets to look into, smaller ones fewer balls to scan: tried out on strategic plans.
constexpr double kLayerCellM[] = {48e3, 96e3, 128e3, 512e3, 1e9};
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kSpanMs[] = {10 * kMinuteMs, 40 * kMinuteMs, 160 * kMinuteMs, 640 * kMinuteMs,
                                    2560 * kMinuteMs, 0};  // the last has one bucket
constexpr double kRoundingM = 2.0;  // of a place in four-byte numbers, twice
constexpr std::int64_t kBatch = 16, kFiledAtOnce = 4096;
constexpr int kAhead = 6;  // buckets and hits of which the memory is asked for before they are looked at
constexpr std::size_t kMostFetched = 2048;

TANSIQ_WIDE(int, scan_balls, (const Balls& balls, int from, int to, const Ball& ball, std::int32_t* hits),
            (balls, from, to, ball, hits))

int layer_of(double reach_m) {
    int layer = 0;
    while (reach_m > kLayerReachM[layer] && layer < 4) ++layer;
    return layer;
}

// Without overflow for intervals that are open at an end.
bool is_longer(const Volume& v, std::int64_t span_ms) {
    return static_cast<double>(v.end_ms) - static_cast<double>(v.start_ms) > static_cast<double>(span_ms);
}

int span_of(const Volume& v) {
    int span = 0;
    while (span < 5 && is_longer(v, kSpanMs[span])) ++span;
    return span;
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

// Within one span of time, volumes no thicker than a slab are filed by the slab that their lower altitude lies in; the
// others, and those without limit or in another reference, lie together in slab 0.
constexpr double kSlabM = 2000.0;
constexpr std::int64_t kSlabs = 4096, kTallSlab = 0;

std::int64_t slab_at(double altitude_m) {
    return static_cast<std::int64_t>(std::clamp(std::floor(altitude_m / kSlabM) + kSlabs / 2, 1.0, kSlabs - 1.0));
}

std::int64_t slab_of(const Volume& v, std::uint8_t reference) {
    const Band& b = v.band;
    if (b.lower_ref != reference || b.upper_ref != reference) return kTallSlab;
    const double lower_m = static_cast<double>(b.lower_mm) * 1e-3, upper_m = static_cast<double>(b.upper_mm) * 1e-3;
    return upper_m - lower_m <= kSlabM ? slab_at(lower_m) : kTallSlab;
}

}  // namespace

struct Index::Asking {
    const Volume* question;
    std::uint32_t number;
    double buffer_m;
    bool is_exact;
    Ball ball;
    std::int64_t lowest_slab, highest_slab;
    Frame frame;
    Drawing drawing;
    ConvexSides sides;
    std::vector<double> own_room, room;
    std::vector<const Bucket*> buckets;  // that it could reach
    std::vector<std::int32_t> hits;
    PairList* found;

    // What is sooner told is asked first: balls, then the ball beside the question's sides, then the other's nodes.
    bool meets(const Shape& other) {
        const double limit_m = buffer_m + kToleranceM;
        Verdict verdict = judge_balls(other, question->shape, limit_m);
        if (verdict == Verdict::Unsure) verdict = judge_beside(sides, drawing, other, frame, limit_m);
        if (verdict != Verdict::Unsure) return verdict == Verdict::Meet;
        room.resize(2 * other.node_count);
        return meet(Drawing::draw(frame, other, room.data(), room.data() + other.node_count), drawing, buffer_m);
    }
};

Index::Index() {
    for (const double cell_m : kLayerCellM) layers_.push_back({Globe(cell_m), {}, 0});
}

Balls Index::Bucket::balls() const {
    const float* const n = numbers.get();
    return {n, n + room, n + 2 * room, n + 3 * room, n + 4 * room, n + 5 * room, n + 6 * room, n + 7 * room};
}

void Index::Bucket::fetch() const {
    const char* const at = reinterpret_cast<const char*>(numbers.get());
    const std::size_t size = std::min(static_cast<std::size_t>(room) * sizeof(Ball), kMostFetched);
    for (std::size_t line = 0; line < size; line += 64) __builtin_prefetch(at + line);
}

void Index::Bucket::grow() {
    const int wider = room < 8 ? 8 : room + room / 2;
    std::unique_ptr<float[]> moved(new float[8 * static_cast<std::size_t>(wider)]);
    std::unique_ptr<std::int64_t[]> moved_slots(new std::int64_t[static_cast<std::size_t>(wider)]);
    for (int row = 0; row < 8 && size; ++row)
        std::copy_n(numbers.get() + static_cast<std::ptrdiff_t>(row) * room, size,
                    moved.get() + static_cast<std::ptrdiff_t>(row) * wider);
    if (size) std::copy_n(slots.get(), size, moved_slots.get());
    numbers = std::move(moved);
    slots = std::move(moved_slots);
    room = wider;
}

void Index::Bucket::set(int at, const Ball& ball, std::int64_t slot) {
    const float row[] = {ball.x, ball.y, ball.z, ball.reach, ball.start, ball.end, ball.lower, ball.upper};
    for (int i = 0; i < 8; ++i) numbers[static_cast<std::size_t>(i) * static_cast<std::size_t>(room) + static_cast<std::size_t>(at)] = row[i];
    slots[static_cast<std::size_t>(at)] = slot;
}

void Index::Bucket::move(int from, int to) {
    for (std::size_t i = 0; i < 8; ++i) {
        float* const row = numbers.get() + i * static_cast<std::size_t>(room);
        row[to] = row[from];
    }
    slots[static_cast<std::size_t>(to)] = slots[static_cast<std::size_t>(from)];
}

Ball Index::ball_of(const Volume& v, double margin_m) const {
    const Limits time = time_limits(v, from_ms_), altitude = altitude_limits(v, reference_);
    const Vec& m = v.shape.middle;
    return {static_cast<float>(m.x), static_cast<float>(m.y), static_cast<float>(m.z), above(v.shape.reach_m + margin_m),
            time.low, time.high, altitude.low, altitude.high};
}

void Index::insert(const Columns& columns, std::int64_t* slots, int threads) {
    if (columns.count && !has_origin_) {
        // Any instant and reference do; near the volumes the filter's four-byte numbers are finest.
        const std::int64_t i = columns.count / 2;
        from_ms_ = columns.start_ms[i];
        reference_ = columns.lower_ref[i] != kNoLimit ? columns.lower_ref[i] : columns.upper_ref[i];
        if (reference_ == kNoLimit) reference_ = 0;
        has_origin_ = true;
    }
    table_.insert(columns, slots, threads);
    filed_.resize(static_cast<std::size_t>(table_.slot_count()));
    std::vector<Address> addresses(static_cast<std::size_t>(columns.count));
    in_parallel((columns.count + kFiledAtOnce - 1) / kFiledAtOnce, threads, [&](std::int64_t part, int) {
        const std::int64_t end = std::min(columns.count, (part + 1) * kFiledAtOnce);
        for (std::int64_t i = part * kFiledAtOnce; i < end; ++i)
            addresses[static_cast<std::size_t>(i)] = address_of(table_[slots[i]]);
    });
    for (std::int64_t i = 0; i < columns.count; ++i) file(slots[i], addresses[static_cast<std::size_t>(i)]);
}

Index::Address Index::address_of(const Volume& v) const {
    const int layer = layer_of(v.shape.reach_m), span = span_of(v);
    const Globe& globe = layers_[static_cast<std::size_t>(layer)].globe;
    const Place place = place_of(upright_at(v.shape.middle));
    const int row = globe.row_of(place.lat);
    const std::int64_t start = kSpanMs[span] ? floor_div(v.start_ms, kSpanMs[span]) : 0;
    return {globe.cell(row, globe.column_of(row, place.lon)), start * kSlabs + slab_of(v, reference_),
            static_cast<std::int8_t>(layer), static_cast<std::int8_t>(span)};
}

Index::Cell& Index::cell_at(int layer, std::int64_t number) {
    std::unique_ptr<Cell>& cell = layers_[static_cast<std::size_t>(layer)].cells[number];
    if (!cell) cell = std::make_unique<Cell>();
    return *cell;
}

void Index::file(std::int64_t slot, const Address& address) {
    Cell& cell = cell_at(address.layer, address.cell);
    ++layers_[static_cast<std::size_t>(address.layer)].count;
    std::vector<Bucket>& buckets = cell.spans[static_cast<std::size_t>(address.span)];
    auto bucket = std::lower_bound(buckets.begin(), buckets.end(), address.number,
                                   [](const Bucket& b, std::int64_t wanted) { return b.number < wanted; });
    if (bucket == buckets.end() || bucket->number != address.number) {
        bucket = buckets.emplace(bucket);
        bucket->number = address.number;
    }
    if (bucket->size == bucket->room) bucket->grow();
    bucket->set(bucket->size, ball_of(table_[slot], kRoundingM), slot);
    filed_[static_cast<std::size_t>(slot)] = {&cell, address.number, bucket->size, address.span, address.layer};
    ++bucket->size;
}

bool Index::remove(std::int64_t slot) {
    if (!table_.has(slot)) return false;
    const Filed filed = filed_[static_cast<std::size_t>(slot)];
    std::vector<Bucket>& buckets = filed.cell->spans[static_cast<std::size_t>(filed.span)];
    auto bucket = std::lower_bound(buckets.begin(), buckets.end(), filed.number,
                                   [](const Bucket& b, std::int64_t wanted) { return b.number < wanted; });
    const int last = --bucket->size;
    if (filed.at != last) {
        bucket->move(last, filed.at);
        filed_[static_cast<std::size_t>(bucket->slots[static_cast<std::size_t>(filed.at)])].at = filed.at;
    }
    if (last == 0) buckets.erase(bucket);
    --layers_[static_cast<std::size_t>(filed.layer)].count;
    table_.remove(slot);
    return true;
}

std::vector<PairList> Index::query(const std::vector<Volume>& questions, double buffer_m, bool is_exact,
                                            int threads) const {
    const auto count = static_cast<std::int64_t>(questions.size());
    const std::int64_t batches = (count + kBatch - 1) / kBatch;
    std::vector<PairList> found(static_cast<std::size_t>(std::max<std::int64_t>(1, batches)));
    in_parallel(batches, threads, [&](std::int64_t batch, int) {
        static thread_local Asking asking;
        asking.buffer_m = buffer_m;
        asking.is_exact = is_exact;
        asking.found = &found[static_cast<std::size_t>(batch)];
        for (std::int64_t i = batch * kBatch; i < std::min(count, (batch + 1) * kBatch); ++i)
            if (questions[static_cast<std::size_t>(i)].is_live)
                ask(questions[static_cast<std::size_t>(i)], static_cast<std::uint32_t>(i), asking);
    });
    return found;
}

void Index::ask(const Volume& question, std::uint32_t number, Asking& asking) const {
    const Shape& shape = question.shape;
    asking.question = &question;
    asking.number = number;
    asking.ball = ball_of(question, asking.buffer_m + kToleranceM + kRoundingM);
    // A metre for rounding; what a slab holds reaches up to a slab's height above it.
    asking.lowest_slab = slab_at(static_cast<double>(asking.ball.lower) - kSlabM - 1.0);
    asking.highest_slab = slab_at(static_cast<double>(asking.ball.upper) + 1.0);
    asking.frame = Frame::at(shape.middle);
    asking.own_room.resize(2 * shape.node_count);
    asking.drawing =
        Drawing::draw(asking.frame, shape, asking.own_room.data(), asking.own_room.data() + shape.node_count);
    asking.sides.draw(asking.drawing);
    asking.buckets.clear();
    const double reach_m = shape.reach_m + asking.buffer_m + kToleranceM;
    for (int l = 0; l < kLayers; ++l) {
        const Layer& layer = layers_[static_cast<std::size_t>(l)];
        if (!layer.count) continue;
        const Disc disc = Disc::around(shape.middle, reach_m + kLayerReachM[l]);
        if (l == kLayers - 1 || layer.globe.count_cells(disc) > static_cast<double>(layer.cells.size())) {
            for (const auto& [key, cell] : layer.cells) ask_cell(*cell, asking);
            continue;
        }
        layer.globe.visit(disc, [&](int row, int column, int count, bool) {
            const int columns = layer.globe.columns(row);
            for (int c = 0; c < count; ++c) {
                const auto found = layer.cells.find(layer.globe.cell(row, (column + c) % columns));
                if (found != layer.cells.end()) ask_cell(*found->second, asking);
            }
        });
    }
    scan(asking);
}

void Index::ask_cell(const Cell& cell, Asking& asking) const {
    const Volume& q = *asking.question;
    for (int span = 0; span < kSpans; ++span) {
        const std::vector<Bucket>& buckets = cell.spans[static_cast<std::size_t>(span)];
        if (buckets.empty()) continue;
        auto bucket = buckets.begin();
        std::int64_t end = kSlabs;
        if (const std::int64_t length_ms = kSpanMs[span]) {
            // What lasts at most one bucket and is not over began in the bucket of the start, or in the one before.
            const std::int64_t first = (floor_div(q.start_ms, length_ms) - 1) * kSlabs;
            end = (floor_div(q.end_ms, length_ms) + 1) * kSlabs;
            bucket = std::lower_bound(buckets.begin(), buckets.end(), first,
                                      [](const Bucket& b, std::int64_t wanted) { return b.number < wanted; });
        }
        for (; bucket != buckets.end() && bucket->number < end; ++bucket) {
            const std::int64_t slab = bucket->number & (kSlabs - 1);
            if (slab != kTallSlab && (slab < asking.lowest_slab || slab > asking.highest_slab)) continue;
            asking.buckets.push_back(&*bucket);
        }
    }
}

void Index::scan(Asking& asking) const {
    const std::vector<const Bucket*>& buckets = asking.buckets;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (i + kAhead < buckets.size()) buckets[i + kAhead]->fetch();
        const Bucket& bucket = *buckets[i];
        asking.hits.resize(std::max(asking.hits.size(), static_cast<std::size_t>(bucket.size) + kScanBlock));
        const int hits = scan_balls_wide(bucket.balls(), 0, bucket.size, asking.ball, asking.hits.data());
        if (hits) judge(bucket, hits, asking);
    }
}

void Index::judge(const Bucket& bucket, int hits, Asking& asking) const {
    const Volume& q = *asking.question;
    const auto slot_at = [&](int h) {
        return bucket.slots[static_cast<std::size_t>(asking.hits[static_cast<std::size_t>(h)])];
    };
    for (int h = 0; h < std::min(hits, 2 * kAhead); ++h) table_.fetch(slot_at(h));
    for (int h = 0; h < hits; ++h) {
        if (h + 2 * kAhead < hits) table_.fetch(slot_at(h + 2 * kAhead));
        if (h + kAhead < hits) table_.fetch_nodes(slot_at(h + kAhead));
        const std::int64_t slot = slot_at(h);
        const Volume& v = table_[slot];
        if (v.owner == q.owner || v.start_ms >= q.end_ms || q.start_ms >= v.end_ms) continue;
        const Bands bands = compare(v.band, q.band);
        if (bands == Bands::Apart) continue;
        if (asking.is_exact && !asking.meets(v.shape)) continue;
        const std::uint32_t doubt = bands == Bands::NotComparable ? Pair::kDoubt : 0;
        asking.found->add({asking.number, static_cast<std::uint32_t>(slot) | doubt});
    }
}

std::vector<Member> Index::members(std::uint8_t set) const {
    std::vector<Member> members;
    members.reserve(static_cast<std::size_t>(table_.live_count()));
    for (std::int64_t slot = 0; slot < table_.slot_count(); ++slot)
        if (table_[slot].is_live) members.push_back({&table_[slot], static_cast<std::uint32_t>(slot), set});
    return members;
}

std::int64_t Index::bytes() const {
    std::int64_t sum = table_.bytes() + static_cast<std::int64_t>(filed_.capacity() * sizeof(Filed));
    for (const Layer& layer : layers_)
        for (const auto& [key, cell] : layer.cells) {
            sum += static_cast<std::int64_t>(sizeof(Cell)) + 48;
            for (const auto& buckets : cell->spans)
                for (const Bucket& bucket : buckets)
                    sum += static_cast<std::int64_t>(sizeof(Bucket)) + bucket.room * 40;
        }
    return sum;
}

}  // namespace tansiq
