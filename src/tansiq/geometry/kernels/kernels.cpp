#include "kernels.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <limits>
#include <string>
#include <thread>

#include "entering.hpp"
#include "exact.hpp"
#include "flat.hpp"
#include "index.hpp"
#include "separation.hpp"
#include "wide.hpp"

#ifndef TANSIQ_SOURCE_HASH
#define TANSIQ_SOURCE_HASH "none"
#endif

using namespace tansiq;

struct TansiqIndex {
    Index index;
};

struct TansiqColumns {
    Columns columns;
};

struct TansiqTracks {
    Tracks tracks;
};

struct TansiqFound {
    Bytes raw;
    std::vector<PairList> pairs;
    std::vector<std::vector<Encounter>> encounters;

    template <typename Visit>
    void visit(Visit visit) const {
        visit(raw.data(), raw.size());
        for (const auto& part : encounters) visit(part.data(), part.size() * sizeof(Encounter));
    }
};

namespace {

thread_local std::string last_error;

template <typename Work, typename Result>
Result guarded(Work work, Result failed) {
    try {
        return work();
    } catch (const std::exception& error) {
        last_error = error.what();
    } catch (...) {
        last_error = "an unknown failure";
    }
    return failed;
}

constexpr TansiqFound* kNothing = nullptr;

}  // namespace

extern "C" {

const char* tansiq_source_hash(void) { return TANSIQ_SOURCE_HASH; }

const char* tansiq_error(void) { return last_error.c_str(); }

int tansiq_threads(void) { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

int tansiq_instruction_width(void) {
#if defined(__x86_64__)
    return instruction_width();
#else
    return 0;
#endif
}

void tansiq_ellipsoid(double* semi_major_m, double* flattening) {
    *semi_major_m = kSemiMajorM;
    *flattening = kFlattening;
}

TansiqIndex* tansiq_index_new(void) {
    return guarded([] { return new TansiqIndex; }, static_cast<TansiqIndex*>(nullptr));
}

void tansiq_index_free(TansiqIndex* self) { delete self; }

int64_t tansiq_index_count(const TansiqIndex* self) { return self->index.table().live_count(); }

int64_t tansiq_index_bytes(const TansiqIndex* self) { return self->index.bytes(); }

int tansiq_index_insert(TansiqIndex* self, const TansiqColumns* columns, int64_t* slots, int threads) {
    return guarded(
        [&] {
            self->index.insert(columns->columns, slots, threads);
            return 0;
        },
        -1);
}

int64_t tansiq_index_remove(TansiqIndex* self, const int64_t* slots, int64_t count) {
    return guarded(
        [&] {
            int64_t removed = 0;
            for (int64_t i = 0; i < count; ++i) removed += self->index.remove(slots[i]);
            return removed;
        },
        static_cast<int64_t>(-1));
}

TansiqFound* tansiq_index_query(const TansiqIndex* self, const TansiqColumns* columns, double buffer_m, int is_exact,
                                int threads) {
    return guarded(
        [&] {
            const Questions questions(columns->columns, threads);
            return new TansiqFound{{}, self->index.query(questions.volumes, buffer_m, is_exact != 0, threads), {}};
        },
        kNothing);
}

TansiqFound* tansiq_index_query_slots(const TansiqIndex* self, const TansiqIndex* of, const int64_t* slots,
                                      int64_t count, double buffer_m, int threads) {
    return guarded(
        [&] {
            const Table& table = of->index.table();
            std::vector<Volume> questions(static_cast<std::size_t>(count));
            for (int64_t i = 0; i < count; ++i)
                if (table.has(slots[i])) questions[static_cast<std::size_t>(i)] = table[slots[i]];
            return new TansiqFound{{}, self->index.query(questions, buffer_m, true, threads), {}};
        },
        kNothing);
}

TansiqFound* tansiq_index_pairs(const TansiqIndex* self, double buffer_m, int is_exact, int threads) {
    return guarded(
        [&] {
            const SweepOptions options{buffer_m, threads, is_exact != 0, false};
            return new TansiqFound{{}, sweep(self->index.members(0), options), {}};
        },
        kNothing);
}

TansiqFound* tansiq_index_pairs_between(const TansiqIndex* self, const TansiqIndex* other, double buffer_m,
                                        int is_exact, int threads) {
    return guarded(
        [&] {
            std::vector<Member> members = self->index.members(0);
            const std::vector<Member> others = other->index.members(1);
            members.insert(members.end(), others.begin(), others.end());
            return new TansiqFound{{}, sweep(members, {buffer_m, threads, is_exact != 0, true}), {}};
        },
        kNothing);
}

int tansiq_index_distances(const TansiqIndex* self, const int64_t* slots, const TansiqIndex* other,
                           const int64_t* other_slots, int64_t count, double* to_m, int threads) {
    return guarded(
        [&] {
            const Table &a = self->index.table(), &b = other->index.table();
            in_parallel(count, threads, [&](int64_t i, int) {
                const bool is_known = a.has(slots[i]) && b.has(other_slots[i]);
                to_m[i] = is_known ? distance_m(a[slots[i]].shape, b[other_slots[i]].shape)
                                   : std::numeric_limits<double>::quiet_NaN();
            });
            return 0;
        },
        -1);
}

int tansiq_index_entries(const TansiqIndex* self, const int64_t* slots, const double* const* motion, int64_t count,
                         int64_t now_ms, double within_s, double* enters_s, int threads) {
    return guarded(
        [&] {
            const Table& table = self->index.table();
            in_parallel(count, threads, [&](int64_t i, int) {
                const Motion m{{motion[0][i] * kDegree, motion[1][i] * kDegree}, motion[2][i], motion[3][i],
                               motion[4][i], motion[5][i], motion[6][i]};
                enters_s[i] = table.has(slots[i]) ? enters_after_s(m, table[slots[i]], now_ms, within_s)
                                                  : std::numeric_limits<double>::quiet_NaN();
            });
            return 0;
        },
        -1);
}

TansiqFound* tansiq_index_save(const TansiqIndex* self) {
    return guarded([&] { return new TansiqFound{self->index.save(), {}, {}}; }, kNothing);
}

int tansiq_index_load(TansiqIndex* self, const char* bytes, int64_t size) {
    return guarded(
        [&] {
            self->index.load(bytes, size);
            return 0;
        },
        -1);
}

int64_t tansiq_found_bytes(const TansiqFound* self) {
    int64_t sum = 0;
    self->visit([&](const void*, std::size_t size) { sum += static_cast<int64_t>(size); });
    return sum;
}

void tansiq_found_copy(const TansiqFound* self, char* to, int threads) {
    struct Part {
        const void* from;
        char* to;
        std::size_t size;
    };
    std::vector<Part> parts;
    self->visit([&](const void* from, std::size_t size) {
        if (size) parts.push_back({from, to, size});
        to += size;
    });
    in_parallel(static_cast<int64_t>(parts.size()), threads, [&](int64_t i, int) {
        const Part& part = parts[static_cast<std::size_t>(i)];
        std::memcpy(part.to, part.from, part.size);
    });
}

int64_t tansiq_found_pairs(const TansiqFound* self) {
    int64_t sum = 0;
    for (const PairList& part : self->pairs)
        for (const PairList::Block& block : part.blocks()) sum += static_cast<int64_t>(block.size());
    return sum;
}

void tansiq_found_take(TansiqFound* self, int64_t* a, int64_t* b, uint8_t* is_comparable, int threads) {
    struct Part {
        PairList::Block* block;
        int64_t first;
    };
    std::vector<Part> parts;
    int64_t first = 0;
    for (PairList& part : self->pairs)
        for (PairList::Block& block : part.blocks()) {
            parts.push_back({&block, first});
            first += static_cast<int64_t>(block.size());
        }
    in_parallel(static_cast<int64_t>(parts.size()), threads, [&](int64_t i, int) {
        const Part& part = parts[static_cast<std::size_t>(i)];
        int64_t at = part.first;
        for (const Pair& pair : *part.block) {
            a[at] = pair.a;
            b[at] = pair.b & ~Pair::kDoubt;
            is_comparable[at] = !(pair.b & Pair::kDoubt);
            ++at;
        }
        PairList::Block().swap(*part.block);  // what is handed over need not be kept twice
    });
    delete self;
}

void tansiq_found_free(TansiqFound* self) { delete self; }

TansiqFound* tansiq_encounters(const TansiqTracks* tracks, double distance_m, double height_m, double within_s,
                               double turn_mps2, int threads) {
    return guarded(
        [&] {
            const Standoff standoff{distance_m, height_m, within_s, turn_mps2};
            return new TansiqFound{{}, {}, encounters(tracks->tracks, standoff, threads)};
        },
        kNothing);
}

void tansiq_encounter_intervals(const double* const* motion, int64_t count, double distance_m, double height_m,
                                double within_s, double* begins_s, double* ends_s) {
    for (int64_t i = 0; i < count; ++i) {
        const double gap[3] = {motion[0][i], motion[1][i], motion[2][i]};
        const double drift[3] = {motion[3][i], motion[4][i], motion[5][i]};
        if (!encounter(gap, drift, distance_m, height_m, within_s, begins_s[i], ends_s[i]))
            begins_s[i] = ends_s[i] = std::numeric_limits<double>::infinity();
    }
}

int tansiq_meet(const TansiqFootprint* a, const TansiqFootprint* b, double buffer_m) {
    return guarded(
        [&] {
            static thread_local Prepared first, second;
            const auto prepare = [](Prepared& prepared, const TansiqFootprint& f) {
                const int64_t ends[] = {0, f.corners};
                prepared.prepare({f.lon_deg, f.lat_deg, ends + 1, 1, f.is_area != 0, f.radius_m});
            };
            prepare(first, *a);
            prepare(second, *b);
            return meet(first.view(), second.view(), buffer_m) ? 1 : 0;
        },
        -1);
}

void tansiq_inverse(const double* lon_lat_pairs, int64_t count, double* length_m, double* azimuth_deg) {
    for (int64_t i = 0; i < count; ++i) {
        const double* const p = lon_lat_pairs + 4 * i;
        const Line line = inverse({p[0] * kDegree, p[1] * kDegree}, {p[2] * kDegree, p[3] * kDegree});
        length_m[i] = line.length_m;
        azimuth_deg[i] = line.azimuth / kDegree;
    }
}

}  // extern "C"
