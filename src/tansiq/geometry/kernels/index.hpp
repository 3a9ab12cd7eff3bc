// Volumes that come and go, found by place, time and altitude: what one new volume is asked against.
//
// Each volume is filed once: by its size in a layer, by its middle in a cell of ground, by its duration in a row of
// buckets, and there by its start and its lower altitude. A question looks at all that its own reach and each layer's
// greatest could touch.
#pragma once

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

#include "globe.hpp"
#include "scan.hpp"
#include "snapshot.hpp"
#include "sweep.hpp"
#include "table.hpp"

namespace tansiq {

class Index {
public:
    Index();

    void insert(const Columns& columns, std::int64_t* slots, int threads);
    // False where the slot holds nothing.
    bool remove(std::int64_t slot);
    // Pairs of (question, slot); a question that is not live has none. Too many may be named where it is not exact, never too few.
    std::vector<PairList> query(const std::vector<Volume>& questions, double buffer_m, bool is_exact,
                                         int threads) const;
    std::vector<Member> members(std::uint8_t set) const;

    const Table& table() const { return table_; }
    // A snapshot: the columns as they lie, of the volumes and of the buckets.
    Bytes save() const;
    // Throws std::invalid_argument where the bytes are not a snapshot of this version. The index must be empty.
    void load(const char* bytes, std::int64_t size);
    std::int64_t bytes() const;

private:
    static constexpr int kLayers = 5, kSpans = 6;

    struct Bucket {
        std::int64_t number;  // start and lower altitude
        int size = 0, room = 0;
        std::unique_ptr<float[]> numbers;  // eight rows of `room`
        std::unique_ptr<std::int64_t[]> slots;

        Balls balls() const;
        void fetch() const;
        void grow();
        void set(int at, const Ball& ball, std::int64_t slot);
        void move(int from, int to);
    };

    struct Cell {
        std::array<std::vector<Bucket>, kSpans> spans;
    };

    struct Layer {
        Globe globe;
        std::unordered_map<std::int64_t, std::unique_ptr<Cell>> cells;
        std::int64_t count = 0;
    };

    struct Filed {
        Cell* cell = nullptr;
        std::int64_t number = 0;
        std::int32_t at = 0;
        std::int8_t span = 0, layer = 0;
    };

    // Where a volume is filed.
    struct Address {
        std::int64_t cell, number;
        std::int8_t layer, span;
    };

    // A bucket in a snapshot.
    struct Head {
        std::int64_t cell, number;
        std::int32_t layer, span, size, unused;
    };

    struct Asking;

    Address address_of(const Volume& volume) const;
    Cell& cell_at(int layer, std::int64_t number);
    void file(std::int64_t slot, const Address& address);
    void take_bucket(const Head& head, Reader& reader);
    Ball ball_of(const Volume& volume, double margin_m) const;
    void ask(const Volume& question, std::uint32_t number, Asking& asking) const;
    void ask_cell(const Cell& cell, Asking& asking) const;
    void scan(Asking& asking) const;
    void judge(const Bucket& bucket, int hits, Asking& asking) const;

    Table table_;
    std::vector<Layer> layers_;
    std::vector<Filed> filed_;
    std::int64_t from_ms_ = 0;
    std::uint8_t reference_ = kNoLimit;
    bool has_origin_ = false;
};

}  // namespace tansiq
