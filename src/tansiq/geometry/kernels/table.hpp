// Volumes in slots: what the sweep and the index both read. One owner writes at a time; many may read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "parallel.hpp"
#include "shape.hpp"
#include "snapshot.hpp"

namespace tansiq {

inline constexpr std::uint8_t kNoLimit = 255;  // a reference: the band has no end on this side

enum class Bands : std::uint8_t { Apart, Overlap, NotComparable };

struct Band {
    std::int64_t lower_mm, upper_mm;
    std::uint8_t lower_ref, upper_ref;
};

// Bands are [lower, upper); equal ends are the one level itself. One side known to be apart decides.
Bands compare(const Band& a, const Band& b);

// As the caller gives many volumes: columns of equal length, footprints flattened into rings and corners.
struct Columns {
    std::int64_t count;
    const std::int64_t* owner;        // volumes of one owner never meet one another
    const std::int64_t* ring_ends;    // [count + 1] rings before each volume, and all
    const std::int64_t* corner_ends;  // [rings + 1] corners before each ring, and all
    const double* lon_deg;
    const double* lat_deg;
    const std::uint8_t* is_area;
    const double* radius_m;
    const std::int64_t* lower_mm;
    const std::int64_t* upper_mm;
    const std::uint8_t* lower_ref;
    const std::uint8_t* upper_ref;
    const std::int64_t* start_ms;
    const std::int64_t* end_ms;
};

struct Volume {
    std::int64_t owner = 0, start_ms = 0, end_ms = 0;
    Band band{0, 0, kNoLimit, kNoLimit};
    Shape shape;
    bool is_live = false;
};

class Table {
public:
    // Fills `slots` with where each volume went. Parts are made ready on several threads.
    void insert(const Columns& columns, std::int64_t* slots, int threads);
    void remove(std::int64_t slot);

    const Volume& operator[](std::int64_t slot) const { return volumes_[slot]; }
    std::int64_t slot_count() const { return static_cast<std::int64_t>(volumes_.size()); }
    std::int64_t live_count() const { return slot_count() - static_cast<std::int64_t>(free_.size()); }
    bool has(std::int64_t slot) const { return slot >= 0 && slot < slot_count() && volumes_[slot].is_live; }
    std::int64_t bytes() const;

    // Asks for the memory of a volume, or of its nodes, soon to be read.
    void fetch(std::int64_t slot) const {
        const char* const at = reinterpret_cast<const char*>(&volumes_[static_cast<std::size_t>(slot)]);
        for (std::size_t line = 0; line < sizeof(Volume); line += 64) __builtin_prefetch(at + line);
    }
    void fetch_nodes(std::int64_t slot) const {
        const Shape& shape = volumes_[static_cast<std::size_t>(slot)].shape;
        const char* const at = reinterpret_cast<const char*>(shape.nodes);
        const std::size_t size = std::min<std::size_t>(shape.node_count * sizeof(Vec), 640);
        for (std::size_t line = 0; line < size; line += 64) __builtin_prefetch(at + line);
    }

    void save(Bytes& bytes) const;
    // Throws std::invalid_argument where the bytes cannot be a table. This table must be empty.
    void load(Reader& reader);

private:
    Vec* take_nodes(std::uint32_t count);
    Vec* add_block(std::size_t count);
    void keep(Volume& volume, const Prepared& prepared);

    std::vector<Volume, LargePages<Volume>> volumes_;
    std::vector<std::int64_t> free_;
    // Nodes never move: shapes point into these blocks, and what is given back is taken again by its size.
    std::vector<std::vector<Vec, LargePages<Vec>>> blocks_;
    std::uint32_t left_ = 0;
    Vec* next_ = nullptr;
    std::int64_t node_bytes_ = 0;
    std::unordered_map<std::uint32_t, std::vector<Vec*>> returned_;
    std::unordered_map<const Vec*, std::vector<std::uint32_t>> rings_;  // of shapes with several
};

// Columns made ready outside of any table, as questions to it.
struct Questions {
    std::vector<Prepared> prepared;
    std::vector<Volume> volumes;

    Questions(const Columns& columns, int threads);
};

}  // namespace tansiq
