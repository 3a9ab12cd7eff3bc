/* The plain C interface of the kernels: pointers and lengths, no exceptions. Loaded with ctypes.
 *
 * Functions that may fail return a negative number or null; tansiq_error() then says why, per thread. */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

typedef struct TansiqIndex TansiqIndex;
typedef struct TansiqFound TansiqFound;
typedef struct TansiqColumns TansiqColumns; /* as table.hpp's Columns */
typedef struct TansiqTracks TansiqTracks;   /* as separation.hpp's Tracks */

const char* tansiq_source_hash(void);
const char* tansiq_error(void);
int tansiq_threads(void);
int tansiq_instruction_width(void);
/* Semi-major axis and flattening, for comparing with the other side's. */
void tansiq_ellipsoid(double* semi_major_m, double* flattening);

TansiqIndex* tansiq_index_new(void);
void tansiq_index_free(TansiqIndex*);
int64_t tansiq_index_count(const TansiqIndex*);
int64_t tansiq_index_bytes(const TansiqIndex*);
int tansiq_index_insert(TansiqIndex*, const TansiqColumns*, int64_t* slots, int threads);
/* The number of slots that held something. */
int64_t tansiq_index_remove(TansiqIndex*, const int64_t* slots, int64_t count);
TansiqFound* tansiq_index_query(const TansiqIndex*, const TansiqColumns*, double buffer_m, int is_exact, int threads);
/* Asks about volumes that an index holds: each `a` is a position in `slots`. */
TansiqFound* tansiq_index_query_slots(const TansiqIndex*, const TansiqIndex* of, const int64_t* slots, int64_t count,
                                      double buffer_m, int threads);
TansiqFound* tansiq_index_pairs(const TansiqIndex*, double buffer_m, int is_exact, int threads);
TansiqFound* tansiq_index_pairs_between(const TansiqIndex*, const TansiqIndex*, double buffer_m, int is_exact, int threads);
/* Distances over the ground of pairs of slots, 0 where footprints share a point. */
int tansiq_index_distances(const TansiqIndex*, const int64_t* slots, const TansiqIndex*, const int64_t* other_slots,
                           int64_t count, double* distance_m, int threads);
/* When points in straight motion first come into slots' volumes: seconds, or infinity where not within the time.
 * Columns of `count`: lon, lat, altitude, velocities east, north, up, error. */
int tansiq_index_entries(const TansiqIndex*, const int64_t* slots, const double* const* motion, int64_t count,
                         int64_t now_ms, double within_s, double* enters_s, int threads);
TansiqFound* tansiq_index_save(const TansiqIndex*);
int tansiq_index_load(TansiqIndex*, const char* bytes, int64_t size);

/* Pairs that were found, into columns of as many. Taking gives back what was found. */
int64_t tansiq_found_pairs(const TansiqFound*);
void tansiq_found_take(TansiqFound*, int64_t* a, int64_t* b, uint8_t* is_comparable, int threads);
/* Other things that were found: records of a fixed size, copied out in one piece. */
int64_t tansiq_found_bytes(const TansiqFound*);
void tansiq_found_copy(const TansiqFound*, char* to, int threads);
void tansiq_found_free(TansiqFound*);

TansiqFound* tansiq_encounters(const TansiqTracks*, double distance_m, double height_m, double within_s,
                               double turn_mps2, int threads);
/* Relative motion of `count` pairs, six columns; begins_s is infinite where there is no encounter. */
void tansiq_encounter_intervals(const double* const* motion, int64_t count, double distance_m, double height_m,
                                double within_s, double* begins_s, double* ends_s);
/* Whether two footprints of one ring each come within the buffer and the tolerance: 1, 0, or -1. */
typedef struct TansiqFootprint {
    const double* lon_deg;
    const double* lat_deg;
    int64_t corners;
    double radius_m;
    int32_t is_area;
} TansiqFootprint;
int tansiq_meet(const TansiqFootprint*, const TansiqFootprint*, double buffer_m);
/* Geodesics, for comparing with other libraries: degrees in and out. */
void tansiq_inverse(const double* lon_lat_pairs, int64_t count, double* length_m, double* azimuth_deg);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif
