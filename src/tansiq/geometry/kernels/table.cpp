#include "table.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace tansiq {

namespace {

constexpr std::uint32_t kBlockNodes = 1 << 16;
constexpr std::int64_t kBatch = 256;  // volumes made ready at once by one thread
constexpr char kMark[16] = "tansiq volumes1";

Outline outline_of(const Columns& c, std::int64_t i) {
    return {c.lon_deg,
            c.lat_deg,
            c.corner_ends + c.ring_ends[i] + 1,
            c.ring_ends[i + 1] - c.ring_ends[i],
            c.is_area[i] != 0,
            c.radius_m[i]};
}

Volume volume_of(const Columns& c, std::int64_t i) {
    Volume v;
    v.owner = c.owner[i];
    v.start_ms = c.start_ms[i];
    v.end_ms = c.end_ms[i];
    v.band = {c.lower_mm[i], c.upper_mm[i], c.lower_ref[i], c.upper_ref[i]};
    v.is_live = true;
    return v;
}

enum class Above : std::uint8_t { No, Yes, Unknown };

bool is_level(const Band& b) {
    return b.lower_ref != kNoLimit && b.lower_ref == b.upper_ref && b.lower_mm == b.upper_mm;
}

Above is_wholly_above(const Band& high, const Band& low) {
    if (high.lower_ref == kNoLimit || low.upper_ref == kNoLimit) return Above::No;
    if (high.lower_ref != low.upper_ref) return Above::Unknown;
    if (high.lower_mm == low.upper_mm) return is_level(low) ? Above::No : Above::Yes;
    return high.lower_mm > low.upper_mm ? Above::Yes : Above::No;
}

template <typename T>
void put(std::vector<char>& bytes, const T* from, std::size_t count) {
    const std::size_t before = bytes.size();
    bytes.resize(before + count * sizeof(T));
    if (count) std::memcpy(bytes.data() + before, static_cast<const void*>(from), count * sizeof(T));
}

class Reader {
public:
    Reader(const char* at, std::int64_t size) : at_(at), left_(size) {}

    template <typename T>
    void get(T* to, std::int64_t count) {
        const std::int64_t size = count * static_cast<std::int64_t>(sizeof(T));
        if (count < 0 || size > left_) throw std::invalid_argument("the snapshot ends too early");
        std::memcpy(static_cast<void*>(to), at_, static_cast<std::size_t>(size));
        at_ += size;
        left_ -= size;
    }

private:
    const char* at_;
    std::int64_t left_;
};

}  // namespace

Bands compare(const Band& a, const Band& b) {
    const Above first = is_wholly_above(a, b), second = is_wholly_above(b, a);
    if (first == Above::Yes || second == Above::Yes) return Bands::Apart;
    return first == Above::Unknown || second == Above::Unknown ? Bands::NotComparable : Bands::Overlap;
}

Vec* Table::take_nodes(std::uint32_t count) {
    const auto found = returned_.find(count);
    if (found != returned_.end() && !found->second.empty()) {
        Vec* const nodes = found->second.back();
        found->second.pop_back();
        return nodes;
    }
    if (count > left_) {
        left_ = std::max(count, kBlockNodes);
        blocks_.push_back(std::unique_ptr<Vec[]>(new Vec[left_]));
        node_bytes_ += static_cast<std::int64_t>(left_) * static_cast<std::int64_t>(sizeof(Vec));
        next_ = blocks_.back().get();
    }
    Vec* const nodes = next_;
    next_ += count;
    left_ -= count;
    return nodes;
}

void Table::keep(Volume& volume, const Prepared& prepared) {
    Vec* const nodes = take_nodes(prepared.shape.node_count);
    std::copy(prepared.nodes.begin(), prepared.nodes.end(), nodes);
    volume.shape = prepared.shape;
    volume.shape.nodes = nodes;
    volume.shape.rings = nullptr;
    if (prepared.rings.size() > 1) volume.shape.rings = (rings_[nodes] = prepared.rings).data();
}

void Table::insert(const Columns& columns, std::int64_t* slots, int threads) {
    const std::int64_t batches = (columns.count + kBatch - 1) / kBatch;
    const std::int64_t at_once = std::max<std::int64_t>(1, std::min<std::int64_t>(batches, 4 * threads));
    std::vector<std::vector<Prepared>> ready(static_cast<std::size_t>(at_once));
    // Never to the exact size: then every small insert would move everything.
    const std::size_t needed = volumes_.size() + static_cast<std::size_t>(columns.count);
    if (needed > volumes_.capacity()) volumes_.reserve(std::max(needed, volumes_.capacity() + volumes_.capacity() / 2));
    for (std::int64_t base = 0; base < batches; base += at_once) {
        in_parallel(std::min(at_once, batches - base), threads, [&](std::int64_t k, int) {
            auto& batch = ready[static_cast<std::size_t>(k)];
            const std::int64_t first = (base + k) * kBatch, last = std::min(first + kBatch, columns.count);
            batch.resize(static_cast<std::size_t>(last - first));
            for (std::int64_t i = first; i < last; ++i)
                batch[static_cast<std::size_t>(i - first)].prepare(outline_of(columns, i));
        });
        const std::int64_t first = base * kBatch, last = std::min((base + at_once) * kBatch, columns.count);
        for (std::int64_t i = first; i < last; ++i) {
            Volume volume = volume_of(columns, i);
            keep(volume, ready[static_cast<std::size_t>((i - first) / kBatch)][static_cast<std::size_t>((i - first) % kBatch)]);
            if (free_.empty()) {
                slots[i] = slot_count();
                volumes_.push_back(volume);
            } else {
                slots[i] = free_.back();
                free_.pop_back();
                volumes_[static_cast<std::size_t>(slots[i])] = volume;
            }
        }
    }
}

void Table::remove(std::int64_t slot) {
    Volume& volume = volumes_[static_cast<std::size_t>(slot)];
    rings_.erase(volume.shape.nodes);
    returned_[volume.shape.node_count].push_back(const_cast<Vec*>(volume.shape.nodes));
    volume.is_live = false;
    free_.push_back(slot);
}

std::int64_t Table::bytes() const {
    std::int64_t sum = node_bytes_ + static_cast<std::int64_t>(volumes_.capacity() * sizeof(Volume) +
                                                               free_.capacity() * sizeof(std::int64_t));
    for (const auto& [nodes, rings] : rings_) sum += static_cast<std::int64_t>(rings.capacity() * 4 + 64);
    return sum;
}

Snapshot Table::save() const {
    Snapshot saved;
    const std::int64_t counts[] = {slot_count(), static_cast<std::int64_t>(free_.size()),
                                   static_cast<std::int64_t>(sizeof(Volume))};
    put(saved.bytes, kMark, 16);
    put(saved.bytes, counts, 3);
    put(saved.bytes, volumes_.data(), volumes_.size());
    put(saved.bytes, free_.data(), free_.size());
    for (const Volume& volume : volumes_) {
        if (!volume.is_live) continue;
        put(saved.bytes, volume.shape.nodes, volume.shape.node_count);
        if (volume.shape.rings) put(saved.bytes, volume.shape.rings, volume.shape.ring_count);
    }
    return saved;
}

void Table::load(const char* bytes, std::int64_t size) {
    Reader reader(bytes, size);
    char mark[16];
    std::int64_t counts[3];
    reader.get(mark, 16);
    reader.get(counts, 3);
    if (std::memcmp(mark, kMark, 16) != 0 || counts[2] != static_cast<std::int64_t>(sizeof(Volume)))
        throw std::invalid_argument("the bytes are not a snapshot made by this version on this kind of machine");
    if (counts[0] < 0 || counts[0] > size / counts[2] || counts[1] < 0 || counts[1] > counts[0])
        throw std::invalid_argument("the snapshot's counts cannot be");
    volumes_.resize(static_cast<std::size_t>(counts[0]));
    free_.resize(static_cast<std::size_t>(counts[1]));
    reader.get(volumes_.data(), counts[0]);
    reader.get(free_.data(), counts[1]);
    for (Volume& volume : volumes_) {
        if (!volume.is_live) continue;
        Shape& shape = volume.shape;
        if (static_cast<std::int64_t>(shape.node_count) * 24 > size || shape.ring_count > shape.node_count)
            throw std::invalid_argument("a shape of the snapshot cannot be");
        Vec* const nodes = take_nodes(shape.node_count);
        reader.get(nodes, shape.node_count);
        shape.nodes = nodes;
        if (!shape.rings) continue;
        std::vector<std::uint32_t>& rings = rings_[nodes];
        rings.resize(shape.ring_count);
        reader.get(rings.data(), shape.ring_count);
        shape.rings = rings.data();
    }
}

Questions::Questions(const Columns& columns, int threads)
    : prepared(static_cast<std::size_t>(columns.count)), volumes(static_cast<std::size_t>(columns.count)) {
    in_parallel((columns.count + kBatch - 1) / kBatch, threads, [&](std::int64_t k, int) {
        for (std::int64_t i = k * kBatch; i < std::min((k + 1) * kBatch, columns.count); ++i) {
            const auto at = static_cast<std::size_t>(i);
            prepared[at].prepare(outline_of(columns, i));
            volumes[at] = volume_of(columns, i);
            volumes[at].shape = prepared[at].view();
        }
    });
}

}  // namespace tansiq
