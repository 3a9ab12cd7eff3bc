#include "snapshot.hpp"

#include "index.hpp"

namespace tansiq {

namespace {

constexpr char kMark[16] = "tansiq volumes2";

}  // namespace

Bytes Index::save() const {
    std::vector<Head> heads;
    std::vector<const Bucket*> buckets;
    for (int layer = 0; layer < kLayers; ++layer)
        for (const auto& [number, cell] : layers_[static_cast<std::size_t>(layer)].cells)
            for (int span = 0; span < kSpans; ++span)
                for (const Bucket& bucket : cell->spans[static_cast<std::size_t>(span)]) {
                    heads.push_back({number, bucket.number, layer, span, bucket.size, 0});
                    buckets.push_back(&bucket);
                }
    Bytes bytes;
    bytes.reserve(static_cast<std::size_t>(this->bytes()));
    const auto bucket_count = static_cast<std::int64_t>(heads.size());
    const std::int64_t about[] = {sizeof(Volume), from_ms_, reference_, has_origin_, bucket_count};
    put(bytes, kMark, 16);
    put(bytes, about, 5);
    table_.save(bytes);
    put(bytes, heads.data(), heads.size());
    for (const Bucket* bucket : buckets) {
        for (int row = 0; row < 8; ++row)
            put(bytes, bucket->numbers.get() + static_cast<std::ptrdiff_t>(row) * bucket->room,
                static_cast<std::size_t>(bucket->size));
        put(bytes, bucket->slots.get(), static_cast<std::size_t>(bucket->size));
    }
    return bytes;
}

void Index::load(const char* bytes, std::int64_t size) {
    Reader reader(bytes, size);
    char mark[16];
    std::int64_t about[5];
    reader.get(mark, 16);
    reader.get(about, 5);
    if (std::memcmp(mark, kMark, 16) != 0 || about[0] != static_cast<std::int64_t>(sizeof(Volume)))
        throw std::invalid_argument("the bytes are not a snapshot made by this version on this kind of machine");
    from_ms_ = about[1];
    reference_ = static_cast<std::uint8_t>(about[2]);
    has_origin_ = about[3] != 0;
    table_.load(reader);
    filed_.resize(static_cast<std::size_t>(table_.slot_count()));
    if (about[4] < 0 || about[4] > reader.room_for(sizeof(Head)))
        throw std::invalid_argument("the snapshot's counts cannot be");
    std::vector<Head> heads(static_cast<std::size_t>(about[4]));
    reader.get(heads.data(), about[4]);
    std::int64_t filed = 0;
    for (const Head& head : heads) {
        take_bucket(head, reader);
        filed += head.size;
    }
    if (filed != table_.live_count()) throw std::invalid_argument("the snapshot does not file every volume");
}

void Index::take_bucket(const Head& head, Reader& reader) {
    const bool is_known = head.layer >= 0 && head.layer < kLayers && head.span >= 0 && head.span < kSpans;
    if (!is_known || head.cell < 0 || head.cell >= layers_[static_cast<std::size_t>(head.layer)].globe.cells() ||
        head.size < 1 || head.size > reader.room_for(sizeof(Ball)))
        throw std::invalid_argument("a bucket of the snapshot cannot be");
    Cell& cell = cell_at(head.layer, head.cell);
    std::vector<Bucket>& buckets = cell.spans[static_cast<std::size_t>(head.span)];
    if (!buckets.empty() && buckets.back().number >= head.number)
        throw std::invalid_argument("the buckets of the snapshot are not in order");
    Bucket& bucket = buckets.emplace_back();
    bucket.number = head.number;
    bucket.size = bucket.room = head.size;
    const auto size = static_cast<std::size_t>(head.size);
    bucket.numbers.reset(new float[8 * size]);
    bucket.slots.reset(new std::int64_t[size]);
    reader.get(bucket.numbers.get(), 8 * static_cast<std::int64_t>(size));
    reader.get(bucket.slots.get(), head.size);
    for (std::int32_t at = 0; at < head.size; ++at) {
        const std::int64_t slot = bucket.slots[static_cast<std::size_t>(at)];
        if (!table_.has(slot) || filed_[static_cast<std::size_t>(slot)].cell)
            throw std::invalid_argument("the snapshot files a volume that is not there, or twice");
        filed_[static_cast<std::size_t>(slot)] = {&cell, head.number, at, static_cast<std::int8_t>(head.span),
                                                  static_cast<std::int8_t>(head.layer)};
    }
    layers_[static_cast<std::size_t>(head.layer)].count += head.size;
}

}  // namespace tansiq
