#include "table.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace tansiq {

namespace {

constexpr std::int64_t kBlockNodes = 1 << 16, kMostBlockNodes = 1 << 20;
constexpr std::int64_t kBatch = 256;  // volumes made ready at once by one thread

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
        // Half as much again as there is, so that large tables have large blocks.
        const std::int64_t half = node_bytes_ / 2 / static_cast<std::int64_t>(sizeof(Vec));
        left_ = static_cast<std::uint32_t>(std::max<std::int64_t>(count, std::clamp(half, kBlockNodes, kMostBlockNodes)));
        next_ = add_block(left_);
    }
    Vec* const nodes = next_;
    next_ += count;
    left_ -= count;
    return nodes;
}

Vec* Table::add_block(std::size_t count) {
    blocks_.emplace_back().reserve(count);  // not filled: each node is written once, by who takes it
    node_bytes_ += static_cast<std::int64_t>(count * sizeof(Vec));
    return blocks_.back().data();
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

void Table::save(Bytes& bytes) const {
    std::int64_t nodes = 0, rings = 0;
    for (const Volume& volume : volumes_) {
        if (!volume.is_live) continue;
        nodes += volume.shape.node_count;
        rings += volume.shape.rings ? volume.shape.ring_count : 0;
    }
    const std::int64_t counts[] = {slot_count(), static_cast<std::int64_t>(free_.size()), nodes, rings};
    put(bytes, counts, 4);
    put(bytes, volumes_.data(), volumes_.size());
    put(bytes, free_.data(), free_.size());
    for (const Volume& volume : volumes_)
        if (volume.is_live) put(bytes, volume.shape.nodes, volume.shape.node_count);
    for (const Volume& volume : volumes_)
        if (volume.is_live && volume.shape.rings) put(bytes, volume.shape.rings, volume.shape.ring_count);
}

void Table::load(Reader& reader) {
    std::int64_t counts[4];
    reader.get(counts, 4);
    const std::int64_t sizes[] = {sizeof(Volume), sizeof(std::int64_t), sizeof(Vec), sizeof(std::uint32_t)};
    for (int i = 0; i < 4; ++i)
        if (counts[i] < 0 || counts[i] > reader.room_for(static_cast<std::size_t>(sizes[i])) || counts[1] > counts[0])
            throw std::invalid_argument("the snapshot's counts cannot be");
    volumes_.resize(static_cast<std::size_t>(counts[0]));
    free_.resize(static_cast<std::size_t>(counts[1]));
    reader.get(volumes_.data(), counts[0]);
    reader.get(free_.data(), counts[1]);
    // The nodes of all in one block, and in one piece.
    Vec* const nodes = counts[2] ? add_block(static_cast<std::size_t>(counts[2])) : nullptr;
    reader.get(nodes, counts[2]);
    std::int64_t nodes_taken = 0, live = 0;
    for (Volume& volume : volumes_) {
        if (!volume.is_live) continue;
        ++live;
        Shape& shape = volume.shape;
        if (shape.node_count > counts[2] - nodes_taken || !shape.node_count || shape.ring_count > shape.node_count)
            throw std::invalid_argument("a shape of the snapshot cannot be");
        shape.nodes = nodes + nodes_taken;
        nodes_taken += shape.node_count;
        if (!shape.rings) continue;
        std::vector<std::uint32_t>& rings = rings_[shape.nodes];
        rings.resize(shape.ring_count);
        reader.get(rings.data(), shape.ring_count);
        shape.rings = rings.data();
        if (std::accumulate(rings.begin(), rings.end(), std::uint64_t{0}) != shape.node_count)
            throw std::invalid_argument("the rings of a shape of the snapshot cannot be");
    }
    const auto is_live = [&](std::int64_t slot) { return slot < 0 || slot >= slot_count() || has(slot); };
    if (live != live_count() || std::any_of(free_.begin(), free_.end(), is_live))
        throw std::invalid_argument("the snapshot's free slots cannot be");
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
